"""The kinds of documents of the Pokja, and how the stored snapshot of one becomes a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from p3aks.core.documents import RANCANGAN, sidik_sumber
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import Hasil
from pokja.documents import bagan_pdf, sk
from pokja.enums import JenisDokumenPokja, StatusPokja
from pokja.models import DokumenPokja, Pokja

BERSAMA = ("templates/dokumen/*", "p3aks/core/naskah.py")


@dataclass(frozen=True)
class Jenis:
    """One kind: ``susun(pokja)`` gathers the snapshot (plain JSON), ``cetak(snapshot, target,
    progress, cancelled?)`` writes the file from it alone; ``sumber``: glob patterns of the files
    that decide how it looks."""

    kode: str
    susun: Callable[[Pokja], dict[str, Any]]
    cetak: Callable[[dict[str, Any], Path, Kemajuan, Batal], Hasil]
    sumber: tuple[str, ...]

    @property
    def versi_templat(self) -> str:
        """A short hash of the files that decide how this kind looks."""
        return sidik_sumber((*BERSAMA, *self.sumber))


JENIS: dict[str, Jenis] = {
    j.kode: j
    for j in (
        Jenis(
            JenisDokumenPokja.SK.value,
            sk.susun,
            sk.cetak,
            ("templates/pokja/dokumen/sk.*", "pokja/documents/sk.py", "pokja/aturan/naskah_sk.py"),
        ),
        Jenis(
            JenisDokumenPokja.BAGAN.value,
            bagan_pdf.susun,
            bagan_pdf.cetak,
            ("templates/pokja/dokumen/*bagan*", "pokja/documents/bagan_pdf.py"),
        ),
    )
}


def tanda_air(pokja: Pokja) -> str:
    """Return what is written across each page: a draft says so."""
    return RANCANGAN if pokja.status == StatusPokja.RANCANGAN else ""


def ekstensi(_dokumen: DokumenPokja) -> str:
    """Return the file ending; every kind is a PDF."""
    return "pdf"


def cetak(dokumen: DokumenPokja, tujuan: Path, kemajuan: Kemajuan, batal: Batal) -> Hasil:
    """Write the file of *dokumen* from its stored snapshot."""
    return JENIS[dokumen.jenis].cetak(dokumen.untuk_dicetak(), tujuan, kemajuan, batal)
