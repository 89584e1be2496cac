"""The kinds of documents of the case app, and how the stored snapshot of one becomes a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kasus.documents import evaluasi, lembar_pengaduan, surat_rujukan
from kasus.enums_akses import JenisDokumenKasus
from kasus.models import DokumenKasus
from p3aks.core.documents import sidik_sumber
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import Hasil

RAHASIA = "RAHASIA"


@dataclass(frozen=True)
class Jenis:
    """One kind. ``cetak(snapshot, target, progress, cancelled?)`` writes the file from the snapshot
    alone; ``sumber``: glob patterns of the files that decide how it looks; ``tanda_air``: what is
    written across each page."""

    kode: str
    cetak: Callable[[dict[str, Any], Path, Kemajuan, Batal], Hasil]
    sumber: tuple[str, ...]
    tanda_air: str = RAHASIA

    @property
    def versi_templat(self) -> str:
        """A short hash of the files that decide how this kind looks."""
        bersama = ("templates/kasus/dokumen/*.css", "templates/kasus/dokumen/_kop.html")
        return sidik_sumber((*self.sumber, *bersama))


JENIS: dict[str, Jenis] = {
    j.kode: j
    for j in (
        Jenis(
            JenisDokumenKasus.SURAT_RUJUKAN.value,
            surat_rujukan.cetak,
            ("templates/kasus/dokumen/surat_rujukan.html", "kasus/documents/surat_rujukan.py"),
        ),
        Jenis(
            JenisDokumenKasus.LEMBAR_PENGADUAN.value,
            lembar_pengaduan.cetak,
            ("templates/kasus/dokumen/lembar_pengaduan.html", "kasus/documents/lembar*.py"),
            tanda_air="",  # a blank sheet holds no secret, and is written on
        ),
        Jenis(
            JenisDokumenKasus.EVALUASI.value,
            evaluasi.cetak,
            ("templates/kasus/dokumen/evaluasi*.html", "kasus/documents/evaluasi.py"),
        ),
    )
}


def ekstensi(_dokumen: DokumenKasus) -> str:
    """Return the file ending; every kind is a PDF."""
    return "pdf"


def cetak(dokumen: DokumenKasus, tujuan: Path, kemajuan: Kemajuan, batal: Batal) -> Hasil:
    """Write the file of *dokumen* from its stored snapshot."""
    return JENIS[dokumen.jenis].cetak(dokumen.untuk_dicetak(), tujuan, kemajuan, batal)
