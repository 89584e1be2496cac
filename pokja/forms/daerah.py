"""The names and the emblem of the regency."""

from typing import Any

from django import forms
from PIL import Image, UnidentifiedImageError

from p3aks.core.forms import FormulirMixin
from pokja.models import Daerah

UKURAN_LAMBANG = 1024 * 1024
AMBANG = ("ambang_publik", "ambang_kecamatan")


class DaerahForm(FormulirMixin, forms.ModelForm):
    """Names and emblem that head and sign documents; from which number on figures are published."""

    kelompok = (
        ("Tempat dan kepala daerah", ("ibu_kota", "kepala", "sekda")),
        ("Bagian Hukum", ("kabag_hukum", "pangkat_kabag_hukum", "nip_kabag_hukum")),
        ("Kop", ("lambang", "alamat_pokja")),
        ("Halaman publik", ("kontak_korban", "ambang_publik", "ambang_kecamatan")),
    )

    class Meta:
        model = Daerah
        fields = (
            "ibu_kota",
            "kepala",
            "sekda",
            "kabag_hukum",
            "pangkat_kabag_hukum",
            "nip_kabag_hukum",
            "lambang",
            "alamat_pokja",
            "kontak_korban",
            "ambang_publik",
            "ambang_kecamatan",
        )
        help_texts = {"kepala": "Tanpa gelar, pangkat, dan NIP, seperti dicetak pada Peraturan."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in AMBANG:  # left empty they stay what they are
            self.fields[nama].required = False

    def clean(self) -> Any:
        """Keep the thresholds that were left empty."""
        isi = super().clean()
        for nama in AMBANG:
            if isi.get(nama) is None and nama not in self.errors:
                isi[nama] = self.initial.get(nama, Daerah._meta.get_field(nama).default)
        return isi

    def clean_lambang(self) -> Any:
        """Accept a real PNG up to 1 MiB only."""
        berkas = self.cleaned_data.get("lambang")
        if not berkas or not hasattr(berkas, "content_type"):
            return berkas
        if berkas.size > UKURAN_LAMBANG:
            raise forms.ValidationError("Berkas lambang melebihi 1 MB. Perkecil dahulu.")
        try:
            with Image.open(berkas) as gambar:
                gambar.verify()
                png = gambar.format == "PNG"
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as galat:
            raise forms.ValidationError("Berkas ini bukan gambar PNG yang utuh.") from galat
        if not png:
            raise forms.ValidationError("Lambang harus berupa PNG.")
        berkas.seek(0)
        return berkas
