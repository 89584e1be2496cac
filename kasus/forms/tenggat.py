"""The table of time standards."""

from django import forms

from kasus.actions.tenggat import DASAR_MINIMUM
from p3aks.core.forms import FormulirMixin


class AturanForm(FormulirMixin, forms.Form):
    """One time standard. ``versi``: the version the person started from, 0 without a row."""

    versi = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    jam = forms.IntegerField(
        label="Batas (jam)",
        min_value=1,
        max_value=24 * 366,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    hari_kerja = forms.BooleanField(
        label="Dihitung jam kerja",
        required=False,
        help_text="Senin–Jumat 07.30–16.00 WIB; paling lama 8 jam, atau kelipatan 24 "
        "(24 jam kerja = 1 hari kerja).",
    )
    dasar = forms.CharField(
        label="Dasar",
        max_length=300,
        min_length=DASAR_MINIMUM,
        help_text="Nomor dan tanggal SK yang menetapkannya.",
        error_messages={"min_length": "Tulis nomor dan tanggal SK yang menjadi dasarnya."},
    )
