"""Conflict events."""

from typing import Any

from django import forms
from django.conf import settings

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField
from pokja.enums import SumberKonflik, TingkatWilayah
from pokja.models import PeristiwaKonflik, Wilayah


class PeristiwaForm(FormulirMixin, MasaMixin, KunciMixin):
    """A conflict between groups. ``versi`` is the version the person started from."""

    TERBALIK = "Tanggal berakhir mendahului tanggal mulai."

    RUAS = ("nama", "mulai", "selesai", "wilayah", "sumber", "keterangan")

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
    wilayah = forms.ChoiceField(
        label="Kecamatan atau desa", error_messages={"required": "Pilih tempatnya."}
    )
    sumber = forms.ChoiceField(
        label="Sumber konflik",
        choices=[("", "Pilih"), *SumberKonflik.choices],
        error_messages={"required": "Pilih sumber konfliknya."},
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
            kw["initial"] = {n: getattr(peristiwa, n) for n in ("versi", *self.RUAS)}
            kw["initial"]["wilayah"] = peristiwa.wilayah_id
        super().__init__(*args, **kw)
        self.fields["wilayah"].choices = pilihan_tempat()

    def clean_wilayah(self) -> Wilayah:
        """Return the place."""
        return Wilayah.objects.get(pk=self.cleaned_data["wilayah"])


def pilihan_tempat() -> list[Any]:
    """Return the places of this regency: each kecamatan as a group with its villages."""
    semua = Wilayah.objects.di_bawah(settings.WILAYAH)
    kelompok: dict[str, tuple[str, list[tuple[Any, str]]]] = {}
    for satu in semua:
        if satu.tingkat == TingkatWilayah.KECAMATAN:
            judul = f"Kecamatan {satu.nama}"
            kelompok[satu.kode] = (judul, [(satu.pk, f"{judul} (seluruhnya)")])
        elif satu.induk_id in kelompok:
            kelompok[satu.induk_id][1].append((satu.pk, satu.nama))
    return [("", "Pilih"), *kelompok.values()]
