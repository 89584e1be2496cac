"""The kinds of documents: how each gathers its snapshot and how the snapshot becomes a file.

The modules of a kind are imported when it is used: a web process that only lists documents needs
neither the spreadsheet nor the word-processing library.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import reverse

from p3aks.core.alamat import alamat_luar
from p3aks.core.documents import RANCANGAN, sidik_sumber
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import Hasil
from rad.enums import JenisDokumen
from rad.models import Banding, Dokumen, LaporanRad, Perbup, Rad, VersiRad

Snapshot = dict[str, Any]

MODEL: dict[str, Any] = {m._meta.label: m for m in (Rad, VersiRad, Banding, Perbup, LaporanRad)}
"""What documents are made of, by label."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Jenis:
    """One kind of document.

    ``objek``: model labels it is made of. ``sumber``: glob patterns, relative to the project, of
    the files that decide how it looks; their hash is part of the template version, so that a
    changed template never hands out an old file. ``susun(object)`` gives the snapshot (plain
    JSON); ``cetak(snapshot, target, progress, cancelled?)`` writes the file from the snapshot
    alone. ``final(object)`` tells whether the content is fixed.
    """

    kode: str
    label: str
    ekstensi: str
    mime: str
    objek: tuple[str, ...]
    susun: Callable[[Any], Snapshot]
    cetak: Callable[[Snapshot, Path, Kemajuan, Batal], Hasil]
    final: Callable[[Any], bool]
    sumber: tuple[str, ...] = ()

    @property
    def versi_templat(self) -> str:
        """A short hash of the files that decide how this kind looks."""
        return sidik_sumber(self.sumber)


def _dari(modul: str, nama: str) -> Callable[..., Any]:
    """Return function *nama* of ``rad.documents.<modul>``, which is imported at the first call."""

    def jalankan(*argumen: Any) -> Any:
        return getattr(import_module(f"rad.documents.{modul}"), nama)(*argumen)

    return jalankan


def _selalu_final(objek: Any) -> bool:
    """Both versions are frozen."""
    return True


def _laporan_final(objek: Any) -> bool:
    """A final report does not change any more."""
    return bool(objek.final)


def _matriks_final(objek: Any) -> bool:
    """A fixed version does not change any more."""
    return isinstance(objek, VersiRad)


def _perbup_final(objek: Any) -> bool:
    """Text and Lampiran are frozen, and number and dates are recorded."""
    return objek.snapshot_final is not None and objek.lengkap_untuk_diundangkan


def _jenis_laporan(jenis: JenisDokumen, cetak: str, ekstensi: str, mime: str) -> Jenis:
    return Jenis(
        kode=jenis.value,
        label=str(jenis.label),
        ekstensi=ekstensi,
        mime=mime,
        objek=("rad.LaporanRad",),
        susun=_dari("laporan_rad", "susun"),
        cetak=_dari("laporan_cetak", cetak),
        final=_laporan_final,
        sumber=_CETAK_LAPORAN,
    )


_RAD = ("rad.Rad", "rad.VersiRad")
# The chapter on the situation, which all of them print.
_SITUASI = ("rad/documents/situasi.py", "pokja/documents/rekap.py")
_CETAK_MATRIKS = ("templates/rad/dokumen/*matriks*", "templates/rad/dokumen/*.css")
_CETAK_PERBUP = (
    "templates/dokumen/*",
    "p3aks/core/naskah.py",
    "templates/rad/dokumen/**/*",
    "rad/documents/perbup*.py",
    "rad/documents/potong.py",
    *_SITUASI,
)

_CETAK_LAPORAN = (
    "templates/dokumen/*",
    "templates/pokja/dokumen/rapat.css",
    "templates/pokja/dokumen/_*",
    "templates/rad/dokumen/*.css",
    "templates/rad/dokumen/laporan*",
    "templates/rad/dokumen/timdu.html",
    "templates/rad/dokumen/monev.html",
    "rad/documents/laporan*.py",
)

JENIS: dict[str, Jenis] = {
    j.kode: j
    for j in (
        Jenis(
            kode=JenisDokumen.MATRIKS_RAD.value,
            label=str(JenisDokumen.MATRIKS_RAD.label),
            ekstensi="pdf",
            mime=PDF,
            objek=_RAD,
            susun=_dari("matriks", "susun"),
            cetak=_dari("matriks_pdf", "cetak"),
            final=_matriks_final,
            sumber=(
                *_CETAK_MATRIKS,
                "rad/documents/matriks_pdf.py",
                "rad/documents/potong.py",
                *_SITUASI,
            ),
        ),
        Jenis(
            kode=JenisDokumen.MATRIKS_RAD_XLSX.value,
            label=str(JenisDokumen.MATRIKS_RAD_XLSX.label),
            ekstensi="xlsx",
            mime=XLSX,
            objek=_RAD,
            susun=_dari("matriks", "susun"),
            cetak=_dari("matriks_xlsx", "cetak"),
            final=_matriks_final,
            sumber=(
                "rad/documents/matriks_xlsx.py",
                "rad/documents/matriks_xlsx_situasi.py",
                "rad/documents/kolom_rad.py",
                *_SITUASI,
            ),
        ),
        Jenis(
            kode=JenisDokumen.MATRIKS_PERUBAHAN.value,
            label=str(JenisDokumen.MATRIKS_PERUBAHAN.label),
            ekstensi="pdf",
            mime=PDF,
            objek=("rad.Banding",),
            susun=_dari("perubahan_matriks", "susun"),
            cetak=_dari("perubahan_pdf", "cetak"),
            final=_selalu_final,
            sumber=(
                "templates/rad/dokumen/perubahan.*",
                "templates/rad/dokumen/cetak.css",
                "rad/documents/perubahan_pdf.py",
            ),
        ),
        Jenis(
            kode=JenisDokumen.MATRIKS_PERUBAHAN_XLSX.value,
            label=str(JenisDokumen.MATRIKS_PERUBAHAN_XLSX.label),
            ekstensi="xlsx",
            mime=XLSX,
            objek=("rad.Banding",),
            susun=_dari("perubahan_matriks", "susun"),
            cetak=_dari("perubahan_xlsx", "cetak"),
            final=_selalu_final,
            sumber=("rad/documents/perubahan_xlsx.py",),
        ),
        Jenis(
            kode=JenisDokumen.PERBUP.value,
            label=str(JenisDokumen.PERBUP.label),
            ekstensi="pdf",
            mime=PDF,
            objek=("rad.Perbup",),
            susun=_dari("perbup", "susun"),
            cetak=_dari("perbup", "cetak"),
            final=_perbup_final,
            sumber=_CETAK_PERBUP,
        ),
        Jenis(
            kode=JenisDokumen.PERBUP_DOCX.value,
            label=str(JenisDokumen.PERBUP_DOCX.label),
            ekstensi="docx",
            mime=DOCX,
            objek=("rad.Perbup",),
            susun=_dari("perbup", "susun"),
            cetak=_dari("perbup_docx", "cetak"),
            final=_perbup_final,
            sumber=_CETAK_PERBUP,
        ),
        _jenis_laporan(JenisDokumen.LAPORAN_RAD, "cetak_narasi", "pdf", PDF),
        _jenis_laporan(JenisDokumen.MATRIKS_TIMDU, "cetak_timdu", "pdf", PDF),
        _jenis_laporan(JenisDokumen.MATRIKS_MONEV, "cetak_monev", "pdf", PDF),
        _jenis_laporan(JenisDokumen.LAPORAN_XLSX, "cetak_xlsx", "xlsx", XLSX),
    )
}


def pemilik(objek: Any) -> dict[str, Any]:
    """Return the columns of ``Dokumen`` that point to what it is made of."""
    if isinstance(objek, Banding):
        return {"rad_id": objek.ke.rad_id, "versi": objek.ke, "banding": objek}
    if isinstance(objek, VersiRad):
        return {"rad_id": objek.rad_id, "versi": objek}
    if isinstance(objek, LaporanRad):
        return {"rad_id": objek.rad_id, "laporan": objek}
    return {"perbup": objek} if isinstance(objek, Perbup) else {"rad": objek}


def tanda_air(snapshot: Snapshot, *, final: bool) -> str:
    """Return what is written across each page: a draft says that it is one; the sheet that the
    regent signs is frozen and says nothing."""
    return "" if final or snapshot.get("mode") == "tanda-tangan" else RANCANGAN


def alamat_verifikasi(kode: str) -> str:
    """Return the full address behind the QR code of a final document."""
    return alamat_luar(reverse("rad:verifikasi", args=[kode]))


def ekstensi(dokumen: Dokumen) -> str:
    """Return the file ending of *dokumen*."""
    return JENIS[dokumen.jenis].ekstensi


def cetak(dokumen: Dokumen, tujuan: Path, kemajuan: Kemajuan, batal: Batal) -> Hasil:
    """Write the file of *dokumen* from its stored snapshot.

    Under the key ``dokumen`` the renderer also gets ``final``, and ``kode`` and
    ``alamat_verifikasi`` for the QR code of final documents only.
    """
    isi = dokumen.untuk_dicetak()
    isi["dokumen"] |= {
        "kode": dokumen.kode if dokumen.final else "",
        "alamat_verifikasi": alamat_verifikasi(dokumen.kode) if dokumen.final else "",
        "final": dokumen.final,
    }
    return JENIS[dokumen.jenis].cetak(isi, tujuan, kemajuan, batal)
