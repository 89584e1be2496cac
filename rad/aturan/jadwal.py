"""When a report is due, when it is late, and from when on nothing of it changes."""

import datetime as dt
from dataclasses import dataclass

from rad.enums_pantau import Periode


@dataclass(frozen=True)
class Jadwal:
    """The days of one reporting period. ``batas``: last day to report in time; ``kunci``: last day
    on which anything about the period may change (WIB)."""

    tahun: int
    periode: Periode
    batas: dt.date
    kunci: dt.date

    @classmethod
    def susun(cls, tahun: int, periode: str, *, hari_batas: int, hari_kunci: int) -> "Jadwal":
        """Return the days for *periode* of *tahun*, counted from its last day."""
        satu = Periode(periode)
        akhir = satu.akhir(tahun)
        batas, kunci = (akhir + dt.timedelta(days=n) for n in (hari_batas, hari_kunci))
        return cls(tahun, satu, batas, kunci)

    def dibuka(self, hari: dt.date) -> bool:
        """Whether the period has begun on *hari*: before it there is nothing to report."""
        return hari >= self.periode.mulai(self.tahun)

    def terkunci(self, hari: dt.date) -> bool:
        """Whether the cut-off is over on *hari*."""
        return hari > self.kunci

    def terlambat(self, dilaporkan: dt.date | None, hari: dt.date) -> bool:
        """Whether the report came after its day, or has not come although the day is over."""
        return (dilaporkan or hari) > self.batas
