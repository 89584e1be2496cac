"""What an old printed table says, and what a check says about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Putusan(StrEnum):
    """What may be done with a table."""

    BERSIH = "bersih"
    PERINGATAN = "peringatan"
    DITAHAN = "ditahan"


@dataclass(frozen=True)
class Larik:
    """One printed line: its counts by column, and its own sum where one is printed."""

    label: str
    sel: Mapping[str, int]
    jumlah: int | None = None

    @property
    def banyak(self) -> int:
        """Its own sum as printed, else that of its counts."""
        return sum(self.sel.values()) if self.jumlah is None else self.jumlah


class Arah(StrEnum):
    """Which way an indicator is better; "" where nobody says so."""

    NAIK = "naik"
    TURUN = "turun"
    TIDAK_DISEBUT = ""


@dataclass(frozen=True)
class Bagian:
    """A share printed beside a table: *persen* percent of *penyebut*, said to be the table's total.
    ``baris``: the line as it was typed. ``catatan``: as in :class:`TabelCetak`."""

    baris: str
    nama: str
    persen: Decimal
    penyebut: Decimal
    catatan: Sequence[str] = ()


@dataclass(frozen=True)
class CapaianCetak:
    """An achievement printed beside a table, in percent. ``target`` is None where it is a
    *predikat*, such as "A"."""

    baris: str
    nama: str
    target: Decimal | None
    realisasi: Decimal
    persen: Decimal
    arah: Arah = Arah.TIDAK_DISEBUT
    predikat: str = ""
    catatan: Sequence[str] = ()


Indikator = Bagian | CapaianCetak


@dataclass(frozen=True)
class TabelCetak:
    """A table as printed. ``total``: the line of totals, where there is one. ``catatan``: how
    numbers were read that could have been read otherwise. ``indikator``: figures beside it."""

    tahun: int
    larik: Sequence[Larik]
    total: Larik | None = None
    satuan: str = ""
    catatan: Sequence[str] = ()
    indikator: Sequence[Indikator] = ()

    @property
    def semua_larik(self) -> list[Larik]:
        """The lines, that of the totals last."""
        return [*self.larik, *([self.total] if self.total else [])]

    @property
    def kolom(self) -> list[str]:
        """The columns in the order of print."""
        return list(dict.fromkeys(k for x in self.semua_larik for k in x.sel))


class Letak(NamedTuple):
    """Where a printed number stands; ``larik`` −1 is the line of totals, ``kolom`` "" the sum."""

    larik: int
    kolom: str


class Temuan(NamedTuple):
    """One finding. ``berat``: it holds the table up. ``tercetak`` and ``terhitung`` are what is
    printed and what follows from the rest, where there are numbers."""

    kode: str
    berat: bool
    pesan: str
    letak: Letak | None = None
    tercetak: int | None = None
    terhitung: int | None = None


class Saran(NamedTuple):
    """The only number whose change alone makes the table agree. Never applied by the system."""

    letak: Letak
    tercetak: int
    menjadi: int
    pesan: str


@dataclass(frozen=True)
class Hasil:
    """What the check of one table says."""

    temuan: list[Temuan] = field(default_factory=list)
    saran: Saran | None = None

    @property
    def putusan(self) -> Putusan:
        """Whether the table agrees with itself, has to be asked about, or is held."""
        if any(t.berat for t in self.temuan):
            return Putusan.DITAHAN
        return Putusan.PERINGATAN if self.temuan else Putusan.BERSIH
