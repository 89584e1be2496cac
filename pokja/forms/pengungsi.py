"""Displaced people: a place, a count, a need. Short forms, for a telephone in a camp."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField, nilai_baris
from pokja.enums import KEBUTUHAN_DASAR, KebutuhanKonflik, KelompokUmur
from pokja.forms.tempat import TempatField
from pokja.models import Lembaga
from pokja.models.pengungsi import RUAS_HITUNGAN

MAKS = 9_999_999


class BarisForm(FormulirMixin, KunciMixin):
    """A form about one row: its columns in ``RUAS``, the version it started from."""

    RUAS: ClassVar[tuple[str, ...]] = ()

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, baris: Model | None = None, **kwargs: Any) -> None:
        if baris is not None:
            kwargs["initial"] = nilai_baris(baris, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the content for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class PengungsianForm(MasaMixin, BarisForm):
    """A place to which people fled."""

    RUAS = ("nama", "wilayah", "dibuka", "ditutup")

    nama = forms.CharField(
        label="Nama tempat", max_length=150, help_text="Misalnya Balai Desa Glodog."
    )
    wilayah = TempatField(label="Kecamatan atau desa")
    dibuka = TanggalField(label="Dibuka", help_text="Misalnya 22 November 2026.")
    ditutup = TanggalField(
        label="Ditutup", required=False, help_text="Kosongkan bila masih dipakai."
    )


def _banyak(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAKS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class HitunganForm(FormulirMixin, KunciMixin):
    """How many people are there. An empty field is 0."""

    kelompok = (
        ("Kapan dihitung", ("pada",)),
        ("Perempuan", tuple(n for n in RUAS_HITUNGAN if n.startswith("perempuan"))),
        ("Laki-laki", tuple(n for n in RUAS_HITUNGAN if n.startswith("laki_laki"))),
        ("Di antaranya", tuple(RUAS_HITUNGAN[-4:])),
        ("Catatan", ("catatan",)),
    )

    pada = TanggalField(label="Keadaan tanggal", help_text="Misalnya 22 November 2026.")
    hamil = _banyak("Perempuan hamil")
    menyusui = _banyak("Perempuan menyusui")
    disabilitas_perempuan = _banyak("Perempuan penyandang disabilitas")
    disabilitas_laki_laki = _banyak("Laki-laki penyandang disabilitas")
    catatan = forms.CharField(
        label="Catatan", max_length=500, required=False, help_text="Jangan tulis nama orang."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pada"].initial = timezone.localdate()
        for umur in KelompokUmur:
            for kelamin in ("perempuan", "laki_laki"):
                self.fields[f"{kelamin}_{umur.value}"] = _banyak(umur.label)

    def isi(self) -> dict[str, Any]:
        """Return the content for the action."""
        angka = {n: self.cleaned_data[n] or 0 for n in RUAS_HITUNGAN}
        return {**angka, "pada": self.cleaned_data["pada"], "catatan": self.cleaned_data["catatan"]}


def _pilihan_kebutuhan() -> list[Any]:
    spesifik = [k for k in KebutuhanKonflik if k not in KEBUTUHAN_DASAR]
    return [
        ("", "Pilih"),
        ("Kebutuhan dasar", [(k.value, k.label) for k in KEBUTUHAN_DASAR]),
        (
            "Kebutuhan spesifik perempuan, anak, penyandang disabilitas",
            [(k.value, k.label) for k in spesifik],
        ),
    ]


class KebutuhanForm(BarisForm):
    """One need: how much, how much is there, who provides it."""

    RUAS = ("kebutuhan", "uraian", "satuan", "dibutuhkan", "terpenuhi", "lembaga")

    kebutuhan = forms.ChoiceField(label="Kebutuhan", choices=_pilihan_kebutuhan)
    uraian = forms.CharField(
        label="Rincian",
        max_length=200,
        required=False,
        help_text="Misalnya pembalut, susu, lampu jalan ke jamban. Jangan tulis nama orang.",
    )
    dibutuhkan = forms.IntegerField(label="Dibutuhkan", min_value=0, max_value=MAKS)
    terpenuhi = forms.IntegerField(label="Sudah terpenuhi", min_value=0, max_value=MAKS, initial=0)
    satuan = forms.CharField(
        label="Satuan", max_length=30, help_text="Misalnya paket, liter per hari, ruang."
    )
    lembaga = forms.ModelChoiceField(
        label="Penanggung jawab", queryset=Lembaga.objects.filter(aktif=True), empty_label="Pilih"
    )
