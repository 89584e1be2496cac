"""What comes from outside: number, dates, gazette number, and the signed scan."""

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, TanggalField
from p3aks.core.uploads import MIB
from rad.forms.perbup import BerversiMixin

UKURAN_PDF = 10 * MIB
RUSAK = (
    "Berkas ini tidak dapat dibuka sebagai PDF. Pindai atau simpan ulang sebagai PDF, lalu unggah "
    "kembali."
)

BERSANDI = "PDF ini dilindungi kata sandi. Unggah yang tanpa kata sandi."


def periksa_pdf(isi: bytes) -> None:
    """Refuse what is not a plain, readable PDF of at most 10 MiB; ValidationError says why."""
    import pikepdf  # noqa: PLC0415  a large library that few requests need

    if len(isi) > UKURAN_PDF:
        raise ValidationError("Berkas lebih besar dari 10 MB. Pindai dengan mutu lebih rendah.")
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


class FaktaForm(FormulirMixin, BerversiMixin, forms.Form):
    """Facts as they are learnt; each may be recorded when it is known."""

    nomor = forms.IntegerField(
        label="Nomor",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    tahun = forms.IntegerField(
        label="Tahun",
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    tanggal_ditetapkan = TanggalField(
        label="Tanggal ditetapkan", required=False, help_text="Misalnya 22 November 2026."
    )
    tanggal_diundangkan = TanggalField(label="Tanggal diundangkan", required=False)
    nomor_berita_daerah = forms.IntegerField(
        label="Nomor Berita Daerah",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    tte = forms.BooleanField(label="Ditandatangani secara elektronik (TTE)", required=False)
    pindaian = forms.FileField(
        label="Pindaian naskah yang ditandatangani",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text="PDF, paling besar 10 MB. Boleh menyusul.",
    )

    def clean_pindaian(self) -> bytes | None:
        """Return the checked bytes of the scan, or None."""
        berkas = self.cleaned_data.get("pindaian")
        if not berkas:
            return None
        if berkas.size > UKURAN_PDF:
            raise ValidationError("Berkas lebih besar dari 10 MB. Pindai dengan mutu lebih rendah.")
        isi = berkas.read()
        periksa_pdf(isi)
        return isi

    def clean(self) -> dict[str, Any]:
        """Facts have happened: no date lies ahead, and they follow each other."""
        isi = super().clean() or self.cleaned_data
        tetap, undang = isi.get("tanggal_ditetapkan"), isi.get("tanggal_diundangkan")
        for ruas in ("tanggal_ditetapkan", "tanggal_diundangkan"):
            if isi.get(ruas) and isi[ruas] > timezone.localdate():
                self.add_error(ruas, "Tanggal ini belum tiba. Catat setelah terjadi.")
        if tetap and undang and undang < tetap:
            self.add_error(
                "tanggal_diundangkan", "Tanggal diundangkan mendahului tanggal ditetapkan."
            )
        if tetap and isi.get("tahun") and isi["tahun"] != tetap.year:
            self.add_error("tahun", "Tahun peraturan sama dengan tahun tanggal ditetapkan.")
        return isi
