"""Form fields that read rupiah and numbers the way people in the office type them.

What was typed is never lost: a refused value comes back in the field exactly as typed, with a
sentence beside it that says how to write it. Spreadsheet rows are checked with the same fields,
so cell values (Decimal, int, float) are taken as they are.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.formatting import angka_isian, rupiah
from p3aks.core.parsing import baca_angka, baca_rupiah


class IsianAngka(forms.TextInput):
    """A text input that opens the number keyboard with a decimal key on a telephone.

    Not type=number: browsers there drop "1.234.567,89" without a word.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        attrs = dict(attrs or {})
        kelas = attrs.get("class", "").split()
        attrs["class"] = " ".join([*kelas, *({"form-control"} - set(kelas))])
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **attrs})


def _desimal_sel(nilai: Decimal | float) -> Decimal:
    """Return a spreadsheet cell as Decimal, a float with the 15 digits a spreadsheet shows."""
    if isinstance(nilai, float) and not nilai.is_integer():
        return Decimal(f"{nilai:.15g}")
    return Decimal(nilai)


class _AngkaIndonesia(forms.DecimalField):
    """What RupiahField and AngkaField share: read, write back, explain in Indonesian."""

    widget = IsianAngka
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Bagian ini belum diisi.",
        "invalid": "Nilai ini bukan angka yang dapat disimpan.",
        "max_digits": "Paling banyak %(max)s angka seluruhnya.",
        "max_decimal_places": "Paling banyak %(max)s angka di belakang koma.",
        "max_whole_digits": "Paling banyak %(max)s angka di depan koma.",
    }

    @staticmethod
    def baca(teks: str) -> Decimal:
        """Return the number that *teks* writes; ValueError with the reason otherwise."""
        raise NotImplementedError

    @staticmethod
    def tulis(nilai: Decimal | int) -> str:
        """Return *nilai* as people type it."""
        raise NotImplementedError

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for kode, kata in (("min_value", "Paling sedikit"), ("max_value", "Paling banyak")):
            batas = getattr(self, kode)
            if batas is not None and not callable(batas):
                tertulis = self.tulis(Decimal(str(batas)))
                self.error_messages.setdefault(kode, f"{kata} {tertulis}.")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the Decimal, or None when empty; ValidationError with the reason otherwise."""
        if isinstance(value, str):
            value = value.strip()
        if value in self.empty_values:
            return None
        if isinstance(value, bool):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if isinstance(value, Decimal | int | float):
            hasil = _desimal_sel(value)
            if not hasil.is_finite():
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            return hasil
        try:
            return self.baca(str(value))
        except ValueError as galat:
            raise ValidationError(str(galat), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number the way it is typed; typed text comes back untouched."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return self.tulis(value)
        return value


def _tulis_rupiah(nilai: Decimal | int) -> str:
    return rupiah(nilai).replace("Rp", "", 1)


class RupiahField(_AngkaIndonesia):
    """An amount in rupiah, at least 0, stored as DecimalField(max_digits=18, decimal_places=2).

    Cleans to Decimal or None. Shows "85.000.000"; reads what `baca_rupiah` reads.
    """

    baca = staticmethod(baca_rupiah)
    tulis = staticmethod(_tulis_rupiah)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_digits": 18, "decimal_places": 2, **kwargs})


class AngkaField(_AngkaIndonesia):
    """A measure such as a target or a baseline: "35,5", "0,055", "1.234".

    Cleans to Decimal or None; reads what `baca_angka` reads. Give `max_digits`,
    `decimal_places`, `min_value` as the model has them.
    """

    baca = staticmethod(baca_angka)
    tulis = staticmethod(angka_isian)
