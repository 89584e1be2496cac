"""What a victim asks about her own data, and what was answered."""

from typing import Any

from django import forms
from django.utils import timezone

from kasus.actions.dasar import tidak_di_depan
from kasus.models import PermintaanSubjek
from p3aks.core.forms import FormulirMixin, WaktuField

TANPA_NAMA = "Tanpa nama, alamat, atau nomor telepon."


class PermintaanForm(FormulirMixin, forms.Form):
    """A request, recorded for one victim. ``kunci``: sent twice, it makes one."""

    use_required_attribute = False

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    jenis = forms.ChoiceField(
        label="Yang diminta",
        choices=[("", "Pilih"), *PermintaanSubjek._meta.get_field("jenis").choices],
    )
    diterima_pada = WaktuField(
        label="Diterima pada",
        initial=timezone.now,
        help_text="Batas jawaban 72 jam dihitung dari waktu ini. Misalnya 22 November 2026 14.30.",
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=1000,
        required=False,
        help_text=f"Bagaimana permintaan disampaikan, dan jawaban diserahkan. {TANPA_NAMA}",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean_diterima_pada(self) -> Any:
        """Nobody receives what is still to come."""
        waktu = self.cleaned_data["diterima_pada"]
        tidak_di_depan(waktu, "Waktu diterima")
        return waktu


class JawabForm(FormulirMixin, forms.Form):
    """How the request was answered; or why not, where the answer would endanger somebody."""

    use_required_attribute = False

    catatan = forms.CharField(
        label="Bagaimana dijawab",
        max_length=1000,
        min_length=5,
        help_text="Apa yang diserahkan atau diperbaiki dan kapan, atau mengapa tidak dapat "
        f"diberikan (Psl 33). {TANPA_NAMA}",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": "Tulis bagaimana permintaan ini dijawab.",
            "min_length": "Tulis bagaimana permintaan ini dijawab, paling sedikit lima huruf.",
        },
    )
