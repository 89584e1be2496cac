"""The organisation chart on one A4 page, for the wall of the Sekretariat."""

from functools import partial
from typing import Any

from django.utils import timezone

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import tanggal
from pokja.documents.susunan import Cabang, bagan
from pokja.models import Daerah, Pokja

TEMPLAT = "pokja/dokumen/bagan.html"
cetak = partial(cetak_templat, TEMPLAT, nomor_halaman=False)  # the chart (A4) from its snapshot


def susun(pokja: Pokja) -> dict[str, Any]:
    """Return the chart of today as plain data: heads from the top, then the fields."""
    hari_ini = timezone.localdate()
    nama = Daerah.ini().salinan()
    pimpinan, cabang = [], bagan(pokja, hari_ini)
    while len(cabang) == 1 and not cabang[0].bidang:
        pimpinan.append(_simpul(cabang[0]))
        cabang = cabang[0].bawah
    dasar = f"SK {pokja.nomor_sk} tanggal {tanggal(pokja.tanggal_sk)}" if pokja.nomor_sk else ""
    return {
        "judul": f"Bagan {pokja} {nama['jenis']} {nama['nama']}",
        "penulis": f"Pemerintah {nama['jenis']} {nama['nama']}",
        "daerah": f"{nama['jenis']} {nama['nama']}",
        "masa": f"{pokja.mulai}–{pokja.selesai}",
        "dasar": dasar,
        "keadaan": f"Keadaan {tanggal(hari_ini)}",
        "pimpinan": pimpinan,
        "cabang": [{**_simpul(c), "bawah": [_simpul(b) for b in c.bawah]} for c in cabang],
    }


def _simpul(cabang: Cabang) -> dict[str, Any]:
    return {
        "judul": cabang.judul,
        "bidang": cabang.bidang,
        "isi": [
            {"jabatan": k.jabatan_dinas, "nama": [_nama(p) for p in k.pemangku]} for k in cabang.isi
        ],
    }


def _nama(pejabat: Any) -> str:
    sifat = pejabat.get_sifat_display() if pejabat.sifat != "definitif" else ""
    return f"{pejabat.nama} ({sifat})" if sifat else pejabat.nama
