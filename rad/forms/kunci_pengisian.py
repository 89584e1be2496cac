"""Opening a plan again after its deadline."""

from typing import Any

from django import forms
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.models import Lembaga
from rad.actions.kunci_pengisian import HURUF_ALASAN, KURANG_ALASAN


class PembukaanForm(FormulirMixin, forms.Form):
    """For whom, until when, and why."""

    lembaga = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=Lembaga.objects.none(),
        required=False,
        empty_label="Semua perangkat daerah",
    )
    sampai = TanggalField(label="Terbuka sampai", help_text="Misalnya 5 Desember 2026.")
    alasan = forms.CharField(
        label="Alasan",
        min_length=HURUF_ALASAN,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca perangkat daerah yang dibukakan.",
        error_messages={"required": KURANG_ALASAN, "min_length": KURANG_ALASAN},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lembaga"].queryset = Lembaga.objects.filter(aktif=True)

    def clean_sampai(self) -> Any:
        """Refuse a day that is over."""
        sampai = self.cleaned_data["sampai"]
        if sampai < timezone.localdate():
            raise forms.ValidationError("Hari ini sudah lewat; pilih hari ini atau sesudahnya.")
        return sampai
