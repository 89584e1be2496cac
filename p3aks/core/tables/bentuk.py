"""Plain shapes and limits shared by the reader and its child process. Standard library only."""

from dataclasses import dataclass, field
from typing import Literal

BARIS_MAKS = 5_000
KOLOM_MAKS = 60
GABUNG_MAKS = 20_000
MEMORI = 512 * 1024 * 1024  # bytes of address space of the child
DETIK = 20  # seconds, wall clock and CPU
DIGIT_TEPAT = 15  # a spreadsheet keeps no more digits of a number


@dataclass(frozen=True)
class Cacat:
    """A cell without a usable value: a formula error ("#REF!"), or a formula whose value was
    never stored. ``teks`` is what the person sees or wrote in the cell."""

    jenis: Literal["galat", "rumus"]
    teks: str


@dataclass(frozen=True)
class Persen:
    """A number shown as a percentage: the cell shows 45%, the file holds 0.45."""

    nilai: float


Nilai = str | float | bool | Cacat | Persen


@dataclass
class Lembar:
    """One worksheet. ``baris[r][c]`` with r and c from 0; rows end at their last filled cell.

    Dates come as text ``dd/mm/yyyy``; empty cells as "". ``gabung`` lists merged ranges as
    ``(r1, c1, r2, c2)``, ends included. ``melebihi`` gives rows × columns of a sheet beyond the
    limits; such a sheet has no rows here.
    """

    nama: str
    tersembunyi: bool = False
    baris: list[list[Nilai]] = field(default_factory=list)
    gabung: list[tuple[int, int, int, int]] = field(default_factory=list)
    melebihi: tuple[int, int] | None = None

    def sel(self, r: int, c: int) -> Nilai:
        """Return the value of a cell; "" outside the filled area."""
        if r >= len(self.baris) or c >= len(self.baris[r]):
            return ""
        return self.baris[r][c]


def huruf_kolom(c: int) -> str:
    """Return the letters of column *c* (from 0): 0 → "A", 26 → "AA"."""
    huruf = ""
    c += 1
    while c:
        c, sisa = divmod(c - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf
