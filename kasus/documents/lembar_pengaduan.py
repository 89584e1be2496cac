"""The blank lembar pengaduan on paper: the same questions as the report form, and no data."""

from functools import partial
from typing import Any

from kasus.aturan.triase import NOMOR_DARURAT
from kasus.documents.lembar import Bagian, lembar_kosong
from p3aks.core.cetak import cetak_templat
from pokja.models import Daerah

TEMPLAT = "kasus/dokumen/lembar_pengaduan.html"
cetak = partial(cetak_templat, TEMPLAT)  # the sheet (F4) from its snapshot


def susun() -> dict[str, Any]:
    """Return the sheet as plain data: triage questions with their answers, and what to write."""
    daerah, lembar = Daerah.ini(), lembar_kosong()
    return {
        "judul": "Lembar pengaduan",
        "penulis": f"Pemerintah {daerah.jenis} {daerah.nama}",
        "daerah": {"jenis": daerah.jenis, "nama": daerah.nama},
        "nomor_darurat": list(NOMOR_DARURAT),
        "tanya": [[nomor, tanya.teks] for nomor, tanya in lembar.tanya],
        "jawaban": list(lembar.jawaban),
        "segera": lembar.segera,
        "segera_tidak_tahu": lembar.segera_tidak_tahu,
        "ringan": lembar.ringan,
        "jam_rujuk": lembar.jam_rujuk,
        "bagian": [_bagian(b) for b in lembar.bagian],
    }


def _bagian(bagian: Bagian) -> dict[str, Any]:
    return {
        "judul": bagian.judul,
        "ruas": [
            {
                "tanya": r.tanya,
                # On paper this question is always answered; its hint is meant for the screen.
                "bantuan": r.bantuan if r.id != "lapor_pada" else "",
                "wajib": r.wajib,
                "pilihan": [str(label) for _, label in r.pilihan],
                "garis": list(r.garis),
            }
            for r in bagian.ruas
        ],
    }
