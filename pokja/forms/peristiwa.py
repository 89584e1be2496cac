"""Conflict events."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField, nilai_baris
from pokja.enums import FaseKonflik, PolaKonflik, SumberKonflik
from pokja.forms.tempat import TempatField
from pokja.models import PeristiwaKonflik


class PeristiwaForm(FormulirMixin, MasaMixin, KunciMixin):
    """A conflict between groups. ``versi`` is the version the person started from."""

    TERBALIK = "Tanggal berakhir mendahului tanggal mulai."

    RUAS = ("nama", "mulai", "selesai", "wilayah", "sumber", "pola", "keterangan")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nama = forms.CharField(
        label="Nama peristiwa",
        max_length=200,
        help_text="Sebut tempat dan persoalannya. Jangan tulis nama orang.",
    )
    mulai = TanggalField(label="Tanggal mulai", help_text="Misalnya 22 November 2026.")
    selesai = TanggalField(
        label="Tanggal berakhir", required=False, help_text="Kosongkan bila masih berlangsung."
    )
    wilayah = TempatField(
        label="Kecamatan atau desa", error_messages={"required": "Pilih tempatnya."}
    )
    sumber = forms.ChoiceField(
        label="Sumber konflik",
        choices=[("", "Pilih"), *SumberKonflik.choices],
        error_messages={"required": "Pilih sumber konfliknya."},
    )
    pola = forms.ChoiceField(
        label="Pola",
        choices=[("", "Pilih"), *PolaKonflik.choices],
        error_messages={"required": "Pilih polanya."},
    )
    fase = forms.ChoiceField(
        label="Fase penanganan",
        choices=[("", "Pilih"), *FaseKonflik.choices],
        error_messages={"required": "Pilih fasenya."},
        help_text="UU 7/2012 Pasal 4. Perubahan fase dicatat kemudian, dengan tanggalnya.",
    )
    fase_sejak = TanggalField(
        label="Dalam fase ini sejak",
        required=False,
        help_text="Kosongkan bila sejak peristiwa mulai.",
    )
    keterangan = forms.CharField(
        label="Keterangan singkat",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pihak yang berkonflik adalah kelompok, bukan orang. Jangan tulis nama orang.",
    )

    def __init__(self, *args: Any, peristiwa: PeristiwaKonflik | None = None, **kw: Any) -> None:
        if peristiwa is not None:
            kw["initial"] = nilai_baris(peristiwa, ("versi", *self.RUAS))
        super().__init__(*args, **kw)
        if peristiwa is not None:
            del self.fields["fase"], self.fields["fase_sejak"]


class FaseForm(FormulirMixin, KunciMixin):
    """A change of phase."""

    fase = forms.ChoiceField(label="Fase baru", choices=[("", "Pilih"), *FaseKonflik.choices])
    pada = TanggalField(label="Sejak tanggal", help_text="Misalnya 22 November 2026.")
    catatan = forms.CharField(
        label="Yang terjadi",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kelompok dan tempat saja. Jangan tulis nama orang.",
    )
