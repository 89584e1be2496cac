"""Scans of signed documents: looked at before they are stored."""

import hashlib
import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from p3aks.core.uploads import MIB

UKURAN_PDF = 10 * MIB
TERLALU_BESAR = "Berkas lebih besar dari 10 MB. Pindai dengan mutu lebih rendah."
RUSAK = (
    "Berkas ini tidak dapat dibuka sebagai PDF. Pindai atau simpan ulang sebagai PDF, lalu unggah "
    "kembali."
)

BERSANDI = "PDF ini dilindungi kata sandi. Unggah yang tanpa kata sandi."


def periksa_pdf(isi: bytes) -> None:
    """Refuse what is not a plain, readable PDF of at most 10 MiB; ValidationError says why."""
    import pikepdf  # noqa: PLC0415  a large library that few requests need

    if len(isi) > UKURAN_PDF:
        raise ValidationError(TERLALU_BESAR)
    if not isi.startswith(b"%PDF-"):
        raise ValidationError("Isi berkas ini bukan PDF, apa pun namanya.")
    try:
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            halaman, akar = len(pdf.pages), pdf.Root
            bersandi = pdf.is_encrypted
            aksi = akar.get("/OpenAction")
            aksi = aksi.get("/S") if isinstance(aksi, pikepdf.Dictionary) else None
            bernaskah = "/JavaScript" in akar.get("/Names", {}) or aksi in (
                "/JavaScript",
                "/Launch",
            )
    except pikepdf.PasswordError as galat:
        raise ValidationError(BERSANDI) from galat
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError) as galat:
        raise ValidationError(RUSAK) from galat
    if bersandi:
        raise ValidationError(BERSANDI)
    if bernaskah:
        raise ValidationError("PDF ini menjalankan perintah saat dibuka, jadi tidak diterima.")
    if not halaman:
        raise ValidationError("PDF ini tidak memuat halaman.")


def bertanda_tangan(isi: bytes) -> bool:
    """Tell whether the PDF *isi* carries an electronic signature; not whether it is valid."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(isi)) as pdf:
        formulir = pdf.Root.get("/AcroForm")
        return bool(formulir is not None and int(formulir.get("/SigFlags", 0)) & 1)


def ganti_berkas(kolom: FieldFile, isi: bytes) -> str:
    """Store *isi* in the file column *kolom* of a row that is not saved yet; return its SHA-256.

    An earlier file goes only once the new one is committed.
    """
    lama, gudang = kolom.name, kolom.storage
    kolom.save("pindaian.pdf", ContentFile(isi), save=False)
    if lama:
        transaction.on_commit(lambda: gudang.delete(lama))
    return hashlib.sha256(isi).hexdigest()


def unduh_berkas(kolom: FieldFile, nama: str) -> FileResponse:
    """Return the stored scan for saving as *nama*; Http404 where there is none, or it is lost."""
    try:
        isi = kolom.open("rb")
    except (ValueError, FileNotFoundError) as galat:
        raise Http404 from galat
    return FileResponse(isi, as_attachment=True, filename=nama, content_type="application/pdf")


class PindaianField(forms.FileField):
    """A scan as PDF; cleans to its checked bytes, or None where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        bawaan: dict[str, Any] = {
            "required": False,
            "allow_empty_file": True,
            "widget": forms.FileInput(attrs={"accept": "application/pdf"}),
            "help_text": "PDF, paling besar 10 MB. Boleh menyusul.",
        }
        super().__init__(**{**bawaan, **kwargs})

    def clean(self, data: UploadedFile | None, initial: Any = None) -> bytes | None:
        """Return the bytes. ValidationError says why a file is refused."""
        berkas = super().clean(data, initial)
        if not berkas:
            return None
        if berkas.size > UKURAN_PDF:  # before it is read
            raise ValidationError(TERLALU_BESAR)
        isi: bytes = berkas.read()
        periksa_pdf(isi)
        return isi
