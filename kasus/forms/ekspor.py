"""Forms of exports."""

from typing import Any

from django import forms

from kasus.enums_akses import JenisEkspor
from p3aks.core.forms import FormulirMixin, TanggalField


class MasaForm(FormulirMixin, forms.Form):
    """A period of reports."""

    dari = TanggalField(label="Dilaporkan dari", help_text="Misalnya 1 November 2026.")
    sampai = TanggalField(label="Sampai")

    def clean(self) -> dict[str, Any]:
        """The period runs forwards."""
        isi = super().clean() or self.cleaned_data
        dari, sampai = isi.get("dari"), isi.get("sampai")
        if dari and sampai and dari > sampai:
            self.add_error("sampai", "Tanggal akhir mendahului tanggal awal.")
        return isi


class EksporForm(MasaForm):
    """What to export, of which period."""

    jenis = forms.ChoiceField(label="Jenis berkas", choices=JenisEkspor.choices)
