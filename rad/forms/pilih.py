"""Ticking some of many: rows found by a search, chosen by their boxes. Works without script."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from p3aks.core.forms import FormulirMixin

PALING_BANYAK = 100


class PilihForm(FormulirMixin, forms.Form):
    """Boxes for the first hundred of *calon*; any of *calon* may be sent."""

    pilihan = forms.ModelMultipleChoiceField(
        label="Pilihan",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Centang paling sedikit satu.",
            "invalid_choice": "Pilihan ini tidak tersedia lagi.",
            "invalid_pk_value": "Pilihan ini tidak dikenal.",
        },
    )

    def __init__(
        self, *args: Any, calon: QuerySet, label: Callable[[Model], str], judul: str, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        tampil = list(calon[: PALING_BANYAK + 1])
        self.terpotong = len(tampil) > PALING_BANYAK
        ruas = self.fields["pilihan"]
        ruas.queryset, ruas.label = calon, judul
        ruas.choices = [(satu.pk, label(satu)) for satu in tampil[:PALING_BANYAK]]
        self.ada = bool(tampil)


class CariForm(forms.Form):
    """A word to search by."""

    kata = forms.CharField(label="Kata atau kode", max_length=100, required=False)

    def aktif(self) -> dict[str, Any]:
        """Return what is asked for; what does not fit a field asks for nothing."""
        self.errors  # noqa: B018 – validates, so that cleaned_data exists
        return {k: v for k, v in self.cleaned_data.items() if v not in (None, "")}


class CariButirForm(CariForm):
    """Items by word and document."""

    dokumen = forms.ModelChoiceField(
        label="Dokumen", queryset=None, required=False, empty_label="Semua dokumen"
    )

    def __init__(self, *args: Any, dokumen: QuerySet, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["dokumen"].queryset = dokumen
