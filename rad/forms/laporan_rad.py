"""Beginning a report on a plan, and its text."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin
from rad.enums_pantau import JenisLaporan
from rad.models import LaporanRad, Rad
from rad.models.laporan_rad import BAB


class LaporanBaruForm(FormulirMixin, forms.Form):
    """Which report, of which year."""

    jenis = forms.ChoiceField(label="Jenis laporan", choices=JenisLaporan.choices)
    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)

    def __init__(self, *args: Any, rad: Rad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        isian: Any = self.fields["tahun"]
        isian.choices = [(t, t) for t in rad.tahun]


class LaporanTeksForm(FormulirMixin, forms.ModelForm):
    """The chapters."""

    RUAS = tuple(BAB)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = LaporanRad
        fields = tuple(BAB)
        labels = BAB
        widgets = {nama: forms.Textarea(attrs={"rows": 8}) for nama in BAB}

    def _post_clean(self) -> None:
        """The action validates and stores the row."""
