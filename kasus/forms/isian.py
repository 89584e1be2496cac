"""Fields and helpers that the forms about cases and people share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from p3aks.core.formatting import bersih_teks
from p3aks.core.forms import FormulirMixin, TanggalField

TIDAK_DIKENAL = "Pilihan ini tidak dikenal."
KOSONG = "(kosong)"
_TAHUN = re.compile(r"\d{4}")
_PEMISAH_NIK = re.compile(r"[\s.\-]")


class TeksField(forms.CharField):
    """Text without control characters and doubled blanks; ``baris`` > 1 makes a box."""

    def __init__(self, *, baris: int = 1, **kwargs: Any) -> None:
        if baris > 1:
            kwargs["widget"] = forms.Textarea(attrs={"rows": baris})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return bersih_teks(super().to_python(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Switch off the browser's memory: on a shared computer it would offer names."""
        return {**super().widget_attrs(widget), "autocomplete": "off"}


class NikField(TeksField):
    """A NIK, typed with or without spaces and dots; cleans to 16 digits or ""."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> str:
        """Return the digits; ValidationError unless there are 16 of them."""
        nik = _PEMISAH_NIK.sub("", super().to_python(value))
        if nik and not (nik.isascii() and nik.isdigit() and len(nik) == 16):
            raise ValidationError("NIK terdiri atas 16 angka. Periksa lagi angkanya.")
        return nik


class HariAtauTahunField(TanggalField):
    """A day, or only its year: "22 November 2026", "2026"; cleans to date, int or None."""

    def to_python(self, value: Any) -> Any:
        """Return the date, the year, or None when empty."""
        if isinstance(value, str) and _TAHUN.fullmatch(value.strip()):
            return int(value)
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        """Refuse what lies ahead, and years nobody alive was born in."""
        super().validate(value)
        hari_ini = timezone.localdate()
        if value is None:
            return
        tahun = value if isinstance(value, int) else value.year
        if (isinstance(value, date) and value > hari_ini) or tahun > hari_ini.year:
            raise ValidationError("Tanggal ini masih di depan. Periksa lagi.")
        if tahun < 1900:
            raise ValidationError("Tahun ini terlalu lampau. Periksa lagi.")


class PilihanField(forms.ChoiceField):
    """A choice. One with an ``initial`` asks for nothing: left out, it means that."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", not kwargs.get("initial"))
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = TIDAK_DIKENAL

    def clean(self, value: Any) -> Any:
        """Return the choice, or what leaving it out means."""
        return super().clean(value) or self.initial or ""


def pilihan(label: str, pilihan: Any, *, kosong: str = "", **lain: Any) -> PilihanField:
    """Return a choice from a TextChoices; *kosong* names the empty choice, if there is one."""
    semua = [("", kosong), *pilihan.choices] if kosong else list(pilihan.choices)
    return PilihanField(label=label, choices=semua, **lain)


def isian_versi(**lain: Any) -> forms.IntegerField:
    """Return the hidden field with the version a form started from."""
    return forms.IntegerField(
        label="Versi", widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9,
        **lain,
    )  # fmt: skip


def isian_usia(label: str, bantuan: str = "") -> forms.IntegerField:
    """Return a field for an age in years."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=120,
        help_text=bantuan,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Tulis usia dengan angka, misalnya 17.",
            "min_value": "Usia paling sedikit 0.",
            "max_value": "Usia paling banyak 120.",
        },
    )


def centang(label: str, pilihan: Any, **lain: Any) -> forms.MultipleChoiceField:
    """Return a checklist of a TextChoices."""
    return forms.MultipleChoiceField(
        label=label,
        choices=pilihan.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": TIDAK_DIKENAL},
        **lain,
    )


class FormulirKasus(FormulirMixin, forms.Form):
    """A form in groups. ``versi`` of the row it started from comes back with it."""

    use_required_attribute = False  # our sentence, not the browser's, says what is missing
    # Field -> the line under which it is folded away until somebody needs it.
    lipat: ClassVar[Mapping[str, str]] = {}

    @property
    def bagian(self) -> list[tuple[str, list[BoundField]]]:
        """Return (question, its visible fields) for the page; fields named nowhere come last."""
        for nama, baris in self.lipat.items():
            self[nama].lipat = baris
        tersebut = {n for _, nama in self.kelompok for n in nama}
        sisa = [f.name for f in self.visible_fields() if f.name not in tersebut]
        semua = [*self.kelompok, *([("", sisa)] if sisa else [])]
        return [
            (judul, ada)
            for judul, nama in semua
            if (ada := [self[n] for n in nama if n in self.fields])
        ]

    def tampilan(self, nama: str) -> str:
        """Return what field *nama* holds, typed or stored, as a reader would see it."""
        isian, nilai = self.fields[nama], self[nama].value()
        if self.is_bound and nama in self.cleaned_data:
            nilai = isian.prepare_value(self.cleaned_data[nama])
        if isinstance(isian, forms.BooleanField):
            return "ya" if nilai else "tidak"
        if isinstance(isian, forms.ChoiceField):
            banyak = nilai if isinstance(nilai, list | tuple) else [nilai]
            dipilih = {str(n) if n is not None else "" for n in banyak}
            return ", ".join(str(v) for k, v in isian.choices if str(k) in dipilih) or KOSONG
        return str(nilai if nilai is not None else "") or KOSONG

    def beda(self, tersimpan: "FormulirKasus") -> list[tuple[str, str, str]]:
        """Return (label, stored, typed) for every field that differs from *tersimpan*."""
        return [
            (str(f.label), lama, baru)
            for f in self.visible_fields()
            if f.name in tersimpan.fields
            and (lama := tersimpan.tampilan(f.name)) != (baru := self.tampilan(f.name))
        ]


class Gabungan:
    """Several forms on one page, with one summary of what is wrong."""

    def __init__(self, formulir: Sequence[FormulirKasus]) -> None:
        self.formulir = formulir

    def sah(self) -> bool:
        """Whether all are valid."""
        return all(f.is_valid() for f in self.formulir)

    @property
    def errors(self) -> bool:
        """Whether anything is wrong."""
        return any(f.errors for f in self.formulir)

    def non_field_errors(self) -> list[str]:
        """Return what concerns no single field."""
        return [g for f in self.formulir for g in f.non_field_errors()]

    def __iter__(self) -> Any:
        return (isian for f in self.formulir for isian in f)


def sebar_galat(galat: ValidationError, formulir: Iterable[FormulirKasus]) -> None:
    """Put each message of *galat* beside its field, in whichever form has it; else on the first."""
    formulir = list(formulir)
    daftar = galat.error_dict if hasattr(galat, "error_dict") else {None: [galat]}
    for nama, pesan in daftar.items():
        pemilik = next((f for f in formulir if nama in f.fields), None)
        for satu in pesan:
            (pemilik or formulir[0]).add_error(nama if pemilik else None, satu.messages)
