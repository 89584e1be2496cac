"""The field of a measure: a target, a baseline, a realisation."""

import re
from decimal import Decimal
from typing import Any

from p3aks.core.formatting import angka
from p3aks.core.formfields import AngkaField
from p3aks.core.parsing import baca_angka
from rad.aturan.capaian import PREDIKAT_SAKIP, predikat

# What every database gives back exactly: SQLite keeps 15 digits of a number, and a value that it
# rounded up beyond its column can no longer be read at all.
DIGIT_MAKS = 15
_BERPREDIKAT = re.compile(r"([A-Da-d]{1,2})\s*\(\s*([0-9.,]+)\s*\)")


def baca_ukuran(teks: str) -> Decimal:
    """Read a measure like ``baca_angka``, and a predikat with its value: "BB (79,33)" → 79.33.

    ValueError for a bare predikat, which says only between which values it lies, and for one that
    does not fit its value.
    """
    if p := predikat(teks):
        nama, di_atas, sampai = p
        raise ValueError(
            f"Predikat {nama} perlu angka. {nama} berarti di atas {angka(di_atas)} sampai "
            f"{angka(sampai)}; tulis nilainya, misalnya {nama} ({angka(sampai)})."
        )
    cocok = _BERPREDIKAT.fullmatch(teks.strip())
    if cocok is None:
        return baca_angka(teks)
    nilai, tertulis = baca_angka(cocok[2]), predikat(cocok[1])
    if tertulis is None or not tertulis[1] < nilai <= tertulis[2]:
        benar = next((n for n, bawah, atas in PREDIKAT_SAKIP if bawah < nilai <= atas), None)
        raise ValueError(
            f"{angka(nilai)} bukan predikat {cocok[1].upper()}"
            + (f"; nilainya berpredikat {benar}." if benar else ".")
        )
    return nilai


class UkuranField(AngkaField):
    """A target or realisation: a number, or a predikat with its number."""

    baca = staticmethod(baca_ukuran)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_digits": DIGIT_MAKS, "decimal_places": 4, "required": False, **kwargs}
        )
