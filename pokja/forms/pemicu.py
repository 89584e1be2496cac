"""The calendar of triggers."""

from typing import Any

from django import forms
from django.conf import settings

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField, nilai_baris
from pokja.enums_dini import JenisPemicu
from pokja.forms.potensi import PILIH
from pokja.forms.tempat import TempatField
from pokja.models import PemicuKalender
from pokja.models.pemicu import SIAGA_TERLAMA


class PemicuForm(FormulirMixin, MasaMixin, KunciMixin):
    """A trigger: what, when, where, and how long before one is to be on guard."""

    kelompok = (
        ("Apa dan di mana", ("nama", "jenis", "wilayah")),
        ("Kapan", ("mulai", "selesai", "siaga_hari")),
        ("Catatan", ("catatan",)),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nama = forms.CharField(
        label="Nama", max_length=150, help_text="Misalnya pilkades serentak gelombang II."
    )
    jenis = forms.ChoiceField(label="Jenis", choices=[PILIH, *JenisPemicu.choices])
    wilayah = TempatField(label="Wilayah", seluruh=True, initial=settings.WILAYAH)
    mulai = TanggalField(label="Hari pertama", help_text="Misalnya 25 Maret 2027.")
    selesai = TanggalField(
        label="Hari terakhir", required=False, help_text="Kosongkan bila hanya satu hari."
    )
    siaga_hari = forms.IntegerField(
        label="Siaga berapa hari sebelumnya",
        min_value=0,
        max_value=SIAGA_TERLAMA,
        initial=14,
        help_text="Sejak hari itu pemicu ini tampil di Beranda pengelola.",
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kelompok saja. Jangan tulis nama orang.",
    )

    def __init__(self, *args: Any, pemicu: PemicuKalender | None = None, **kwargs: Any) -> None:
        if pemicu is not None:
            kwargs["initial"] = nilai_baris(pemicu, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action; one day alone ends as it begins."""
        isi = {n: self.cleaned_data[n] for n in self.RUAS}
        return isi | {"selesai": isi["selesai"] or isi["mulai"]}


class SaringPemicuForm(forms.Form):
    """Which part of the calendar is shown."""

    masa = forms.ChoiceField(
        label="Masa",
        required=False,
        choices=[("", "90 hari ke depan"), ("nanti", "Sesudahnya"), ("lalu", "Sudah lewat")],
    )
