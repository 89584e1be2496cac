"""The report on a meeting, in the five parts that offices expect (domain/hukum.md 5.5)."""

from functools import partial
from typing import Any

from django.utils import timezone

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import tanggal
from pokja.documents import hadirin, notula, surat_rapat
from pokja.models import Rapat

cetak = partial(cetak_templat, "pokja/dokumen/laporan_rapat.html")


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return the report as plain data; dated by the day on which the minutes became final."""
    isi = surat_rapat.dasar(rapat, "Laporan")
    hitung = hadirin.hitung(rapat)
    pada = tanggal(timezone.localtime(rapat.final_pada)) if rapat.final_pada else ""
    return {
        **isi,
        "rentang": surat_rapat.rentang_hari(isi),
        "peserta": surat_rapat.yang_hadir(hitung),
        "hitung": surat_rapat.hitungan(hitung),
        "maksud": surat_rapat.baris(rapat.maksud),
        "dasar": surat_rapat.baris(rapat.dasar),
        **notula.pembahasan(rapat),
        "saran": surat_rapat.baris(rapat.saran),
        "penutup": surat_rapat.baris(rapat.penutup),
        "pada": pada or surat_rapat.TITIK3,
        "tanda": surat_rapat.tanda(rapat.penandatangan),
    }
