"""The kinds of documents of the Pokja and its meetings, and how the stored snapshot of one becomes
a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from p3aks.core.documents import RANCANGAN, sidik_sumber
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import Hasil
from pokja.documents import (
    bagan_pdf,
    berita_acara,
    daftar_hadir,
    laporan_rapat,
    notula,
    paket_rapat,
    sk,
    undangan,
)
from pokja.enums import JenisDokumenPokja as J
from pokja.enums import StatusPokja
from pokja.enums_rapat import StatusRapat as S
from pokja.models import DokumenPokja, Pokja, Rapat

BERSAMA = ("templates/dokumen/*", "p3aks/core/naskah.py")
SURAT = ("templates/pokja/dokumen/*rapat*", "pokja/documents/surat_rapat.py")
DIHADIRI = frozenset({S.BERLANGSUNG, S.NOTULA, S.FINAL})
TIDAK_BATAL = frozenset(S) - {S.DIBATALKAN}


@dataclass(frozen=True)
class Jenis:
    """One kind: ``susun(objek)`` gathers the snapshot (plain JSON), ``cetak(snapshot, target,
    progress, cancelled?)`` writes the file from it alone; ``sumber``: glob patterns of the files
    that decide how it looks. ``tanda_air(objek)`` is what stands across each page."""

    kode: str
    susun: Callable[[Any], dict[str, Any]]
    cetak: Callable[[dict[str, Any], Path, Kemajuan, Batal], Hasil]
    sumber: tuple[str, ...]
    tanda_air: Callable[[Any], str]
    # Of a meeting: the states in which it makes sense. None: it is made of a Pokja.
    saat: frozenset[str] | None = None
    ekstensi: str = "pdf"

    @property
    def versi_templat(self) -> str:
        """A short hash of the files that decide how this kind looks."""
        return sidik_sumber((*BERSAMA, *self.sumber))

    @property
    def label(self) -> str:
        """What people call it."""
        return str(J(self.kode).label)


def _rancangan_pokja(pokja: Pokja) -> str:
    return RANCANGAN if pokja.status == StatusPokja.RANCANGAN else ""


def _belum_diundangkan(rapat: Rapat) -> str:
    return RANCANGAN if rapat.status == S.RENCANA else ""


def _belum_final(rapat: Rapat) -> str:
    return "" if rapat.status == S.FINAL else RANCANGAN


def _tanpa(_: Any) -> str:
    return ""


def _surat(kode: J, modul: Any, nama: str, tanda_air: Any, saat: frozenset[str]) -> Jenis:
    """Return a kind whose module, template and words stand in files of the same *nama*."""
    sumber = (*SURAT, f"templates/pokja/dokumen/{nama}.html", f"pokja/documents/{nama}.py")
    return Jenis(kode.value, modul.susun, modul.cetak, sumber, tanda_air, saat)


# In the order of the package.
SURAT_RAPAT = (
    _surat(J.UNDANGAN, undangan, "undangan", _belum_diundangkan, TIDAK_BATAL),
    _surat(J.DAFTAR_HADIR, daftar_hadir, "daftar_hadir", _tanpa, TIDAK_BATAL),
    _surat(J.NOTULA, notula, "notula", _belum_final, DIHADIRI),
    _surat(J.BERITA_ACARA, berita_acara, "berita_acara", _belum_final, DIHADIRI),
    _surat(J.LAPORAN, laporan_rapat, "laporan_rapat", _belum_final, DIHADIRI),
)


JENIS: dict[str, Jenis] = {
    j.kode: j
    for j in (
        Jenis(
            J.SK.value,
            sk.susun,
            sk.cetak,
            ("templates/pokja/dokumen/sk.*", "pokja/documents/sk.py", "pokja/aturan/naskah_sk.py"),
            _rancangan_pokja,
        ),
        Jenis(
            J.BAGAN.value,
            bagan_pdf.susun,
            bagan_pdf.cetak,
            ("templates/pokja/dokumen/*bagan*", "pokja/documents/bagan_pdf.py"),
            _rancangan_pokja,
        ),
        *SURAT_RAPAT,
        Jenis(
            J.PAKET.value,
            lambda rapat: paket_rapat.susun(rapat, SURAT_RAPAT),
            lambda *isi: paket_rapat.cetak(*isi, jenis=JENIS),
            tuple(s for j in SURAT_RAPAT for s in j.sumber),
            _tanpa,
            TIDAK_BATAL,
            "zip",
        ),
    )
}


def ekstensi(dokumen: DokumenPokja) -> str:
    """Return the file ending of *dokumen*."""
    return JENIS[dokumen.jenis].ekstensi


def cetak(dokumen: DokumenPokja, tujuan: Path, kemajuan: Kemajuan, batal: Batal) -> Hasil:
    """Write the file of *dokumen* from its stored snapshot."""
    return JENIS[dokumen.jenis].cetak(dokumen.untuk_dicetak(), tujuan, kemajuan, batal)
