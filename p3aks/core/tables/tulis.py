"""Writes spreadsheets in constant memory.

Text is always stored as text: ``=HYPERLINK(…)`` typed by somebody stays the words it is and never
becomes a formula or a link in the reader's Excel. Numbers that a spreadsheet would round (more
than 15 digits) are written as text in Indonesian notation.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from p3aks.core.formatting import angka_isian
from p3aks.core.tables.bentuk import DIGIT_TEPAT

TEKS_MAKS = 32_000  # a cell holds 32,767 characters
HURUF = "Calibri"
Sel = str | Decimal | int | None

_PILIHAN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def tepat(nilai: Decimal | int) -> bool:
    """Tell whether a spreadsheet keeps *nilai* exactly."""
    if -(10**11) < nilai < 10**11 and (isinstance(nilai, int) or nilai == round(nilai, 4)):
        return True  # at most 15 digits: nearly every amount, without looking at each digit
    return len(Decimal(nilai).normalize().as_tuple().digits) <= DIGIT_TEPAT and (
        abs(nilai) < 10**DIGIT_TEPAT
    )


def angka_teks(nilai: Decimal | int) -> str:
    """Write a number so that both ``baca_angka`` and ``baca_rupiah`` (two sen) read it back."""
    teks = angka_isian(nilai)
    return teks + "0" if "," in teks and len(teks.rsplit(",", 1)[1]) == 1 else teks


class Buku:
    """A workbook; use as a context manager. Within a sheet, rows are written from top to bottom.

    Args:
        tujuan: path or binary file to write to.
        judul: title in the file's properties.
        dibuat: time in the file's properties; a fixed one makes the file reproducible.
    """

    def __init__(
        self, tujuan: Path | IO[bytes], *, judul: str, dibuat: datetime | None = None
    ) -> None:
        asal = str(tujuan) if isinstance(tujuan, Path) else tujuan
        self.buku = xlsxwriter.Workbook(asal, _PILIHAN)
        sifat: dict[str, Any] = {"title": judul[:200], "author": "Sistem P3AKS"}
        if dibuat:
            sifat["created"] = dibuat.astimezone(UTC).replace(tzinfo=None)  # stored without a zone
        self.buku.set_properties(sifat)
        self._gaya: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        galat: BaseException | None,
        jejak: TracebackType | None,
    ) -> None:
        self.buku.close()

    def gaya(self, **sifat: Any) -> Format:
        """Return the cell format with these XlsxWriter properties, made once."""
        kunci = tuple(sorted(sifat.items()))
        if kunci not in self._gaya:
            dasar = {"font_name": HURUF, "font_size": 10, "valign": "top"}
            self._gaya[kunci] = self.buku.add_format({**dasar, **sifat})
        return self._gaya[kunci]

    def lembar(self, nama: str, *, tersembunyi: bool = False) -> Worksheet:
        """Add a worksheet (name of at most 31 signs)."""
        lembar = self.buku.add_worksheet(nama)
        if tersembunyi:
            lembar.hide()
        return lembar


def tulis_baris(lembar: Worksheet, r: int, sel: Iterable[Sel], gaya: Sequence[Format]) -> None:
    """Write row *r* (from 0), one format per cell. None leaves an empty cell with its format."""
    for c, (nilai, bentuk) in enumerate(zip(sel, gaya, strict=False)):
        if nilai is None or nilai == "":
            lembar.write_blank(r, c, None, bentuk)
        elif isinstance(nilai, str):
            lembar.write_string(r, c, nilai[:TEKS_MAKS], bentuk)
        elif tepat(nilai):
            lembar.write_number(r, c, nilai, bentuk)
        else:
            lembar.write_string(r, c, angka_teks(nilai), bentuk)
