"""The report on a meeting, in the five parts that offices expect (domain/hukum.md 5.5)."""

from functools import partial
from typing import Any

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import tanggal
from pokja.aturan import naskah_sk
from pokja.documents import hadirin, notula, surat_rapat
from pokja.models import Daerah, Rapat

cetak = partial(cetak_templat, "pokja/dokumen/laporan_rapat.html")


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return the report as plain data; dated by the day on which the minutes became final. What
    nobody wrote stays a dotted line."""
    hitung = hadirin.hitung(rapat)
    return {
        **surat_rapat.dasar(rapat, "Laporan"),
        "pimpinan": rapat.pimpinan or surat_rapat.TITIK,
        "peserta": surat_rapat.yang_hadir(hitung),
        "hitung": surat_rapat.hitungan(hitung, unsur=True),
        "maksud": surat_rapat.baris(rapat.maksud) or [surat_rapat.TITIK],
        "dasar": [
            *(surat_rapat.baris(rapat.dasar) or [_sk(rapat)]),
            f"Surat undangan {surat_rapat.surat(rapat)}",
        ],
        **notula.pembahasan(rapat),
        "saran": surat_rapat.baris(rapat.saran) or [surat_rapat.TITIK],
        "penutup": surat_rapat.baris(rapat.penutup),
        "pada": surat_rapat.pada(rapat),
        "tanda": surat_rapat.tanda(rapat.penandatangan),
    }


def _sk(rapat: Rapat) -> str:
    """Cite the decree that formed the Pokja: the basis where the meeting names none."""
    pokja, daerah = rapat.pokja, Daerah.ini()
    judul = naskah_sk.tentang(daerah.salinan(), pokja.mulai, pokja.selesai)
    return (
        f"Keputusan {daerah.sebutan_kepala} {daerah.nama} Nomor {pokja.nomor_sk} tanggal "
        f"{tanggal(pokja.tanggal_sk)} tentang {judul}"
    )
