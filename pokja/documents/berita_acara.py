"""The record of what a meeting agreed on, with who signs for it."""

from functools import partial
from typing import Any

from django.utils import timezone

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import BULAN, HARI, terbilang
from pokja.documents import hadirin, notula, surat_rapat
from pokja.models import Rapat

cetak = partial(cetak_templat, "pokja/dokumen/berita_acara.html")


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return the record as plain data; its day is that of the last sitting."""
    isi = surat_rapat.dasar(rapat, "Berita acara")
    isian = notula.pembahasan(rapat)
    return {
        **isi,
        "nomor": rapat.nomor_berita_acara or surat_rapat.TITIK,
        "hari": hari_terbilang(rapat),
        "pukul": f" pukul {isi['waktu'][1]}" if len(isi["sesi"]) == 1 else "",
        "surat": surat_rapat.surat(rapat),
        "peserta": surat_rapat.yang_hadir(hadirin.hitung(rapat)),
        "keputusan": [k for b in isian["butir"] for k in b["keputusan"]] + isian["umum"],
        "pimpinan": rapat.pimpinan or surat_rapat.TITIK,
        "notulis": rapat.notulis or surat_rapat.TITIK,
        "tanda": surat_rapat.tanda(rapat.penandatangan),
    }


def hari_terbilang(rapat: Rapat) -> str:
    """Return the day of the last sitting as records spell it: ``Jumat, tanggal dua puluh delapan
    bulan Mei tahun dua ribu dua puluh satu (28-05-2021)``."""
    terakhir = max(s.selesai for s in rapat.sesi.all())
    hari = timezone.localdate(terakhir)
    return (
        f"{HARI[hari.weekday()]}, tanggal {terbilang(hari.day)} bulan {BULAN[hari.month - 1]} "
        f"tahun {terbilang(hari.year)} ({hari:%d-%m-%Y})"
    )
