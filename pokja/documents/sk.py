"""The SK that forms a Pokja, as plain data and as PDF: a decree of the regent with KESATU, KEDUA …
and the structure as its Lampiran (domain rule 33)."""

from functools import partial
from typing import Any

from django.utils import timezone

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import tanggal
from pokja.aturan import naskah_sk
from pokja.enums import StatusPokja
from pokja.models import Daerah, Kedudukan, Pokja

TEMPLAT = "pokja/dokumen/sk.html"
cetak = partial(cetak_templat, TEMPLAT)  # the decree (F4) from its snapshot
TITIK3 = "..."


def susun(pokja: Pokja) -> dict[str, Any]:
    """Return the decree on *pokja* as plain data; while it is a draft, number and date are dots."""
    daerah = Daerah.ini()
    nama = daerah.salinan()
    sebutan, tempat = nama["sebutan_kepala"], f"{nama['sebutan_kepala']} {nama['nama']}"
    judul = naskah_sk.tentang(nama, pokja.mulai, pokja.selesai)
    susunan = list(pokja.susunan(pokja.tanggal_sk or timezone.localdate()))
    kepala = [f"Keputusan {tempat}", f"Nomor {pokja.nomor_sk or TITIK3}", "tentang", judul]
    return {
        "judul": f"Keputusan {tempat} tentang {judul}",
        "penulis": f"Pemerintah {nama['jenis']} {nama['nama']}",
        "lambang": daerah.lambang_data(),
        "pemerintah": [tempat.upper(), f"Provinsi {nama['provinsi']}".upper()],
        "keputusan": kepala[0].upper(),
        "nomor": kepala[1].upper(),
        "tentang": judul.upper(),
        "pejabat": f"{tempat},".upper(),
        "menimbang": naskah_sk.menimbang(
            naskah_sk.baris(pokja.menimbang) or naskah_sk.MENIMBANG, sebutan=sebutan, judul=judul
        ),
        "mengingat": naskah_sk.mengingat(
            naskah_sk.baris(pokja.mengingat) or naskah_sk.MENGINGAT
        ),
        "menetapkan": f"Keputusan {sebutan} tentang {judul}.".upper(),
        "diktum": naskah_sk.diktum(
            sebutan=sebutan, mulai=pokja.mulai, selesai=pokja.selesai,
            bertugas=any(k.tupoksi for k in susunan), dicabut=_dicabut(pokja, tempat),
        ),
        "penetapan": {
            "di": f"Ditetapkan di {nama['ibu_kota']}",
            "pada": f"pada tanggal {tanggal(pokja.tanggal_sk) if pokja.tanggal_sk else TITIK3}",
            "nama": nama["kepala"].upper() or TITIK3,
        },
        "lampiran": {
            "kepala": ["Lampiran".upper(), *(k.upper() for k in kepala)],
            "judul": f"Susunan keanggotaan {judul.removeprefix('Pembentukan ')}".upper(),
            "baris": [_baris(k) for k in susunan],
        },
    }  # fmt: skip


def _dicabut(pokja: Pokja, tempat: str) -> str:
    """Name the SK that this one replaces: the last one before it, unless its period is over."""
    lain = Pokja.objects.exclude(pk=pokja.pk).exclude(status=StatusPokja.RANCANGAN)
    lain = lain.filter(selesai__gte=pokja.mulai)
    if pokja.tanggal_sk:
        lain = lain.filter(tanggal_sk__lt=pokja.tanggal_sk)
    if not (lama := lain.order_by("-tanggal_sk").first()):
        return ""
    return f"Keputusan {tempat} Nomor {lama.nomor_sk} tanggal {tanggal(lama.tanggal_sk)}"


def _baris(kedudukan: Kedudukan) -> dict[str, str]:
    return {
        "jabatan": kedudukan.jabatan_dinas,
        "kedudukan": kedudukan.sebutan,
        "tugas": kedudukan.tupoksi,
    }
