"""What comes from outside: number, dates, gazette number, and the signed scan."""

from typing import Any

from django import forms
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, TanggalField
from p3aks.core.pindaian import PindaianField
from rad.forms.perbup import BerversiMixin


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
    pindaian = PindaianField(label="Pindaian naskah yang ditandatangani")

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
