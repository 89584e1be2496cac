"""Who may hold a seat beside whom, and what the coming of one does to the others.

A definitive holder or a Plt. fills the seat; at any day there is at most one of them. A Plh. stands
in for a holder who is away: beside the holder, but never two at once.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from pokja.enums import SifatPejabat

SEHARI = dt.timedelta(days=1)


class Masa(NamedTuple):
    """A time in a seat; ``selesai`` is the last day, None while it lasts."""

    sifat: str
    mulai: dt.date
    selesai: dt.date | None = None

    def bertemu(self, lain: "Masa") -> bool:
        """Tell whether the two share a day."""
        return (self.selesai is None or lain.mulai <= self.selesai) and (
            lain.selesai is None or self.mulai <= lain.selesai
        )

    def melampaui(self, lain: "Masa") -> bool:
        """Tell whether this has a last day, and it comes after that of *lain*."""
        return bool(self.selesai and lain.selesai and self.selesai > lain.selesai)

    @property
    def sementara(self) -> bool:
        """Whether this is a Plh."""
        return self.sifat == SifatPejabat.PLH


class MasaBentrok(ValueError):
    """The new time meets one that cannot give way; ``ke`` is its place in the list."""

    def __init__(self, ke: int) -> None:
        super().__init__(f"bertemu masa ke-{ke}")
        self.ke = ke


def tempatkan(baru: Masa, ada: Sequence[Masa]) -> list[int]:
    """Return the places in *ada* of those who leave on the day before *baru* begins.

    Only somebody who sat there already and would not outlast the newcomer gives way. Raises
    :class:`MasaBentrok` where another one is in the way: it began on the same day or later, or it
    goes on after the newcomer's end.
    """
    pergi = []
    for ke, satu in enumerate(ada):
        if satu.sementara != baru.sementara or not satu.bertemu(baru):
            continue
        if satu.mulai >= baru.mulai or satu.melampaui(baru):
            raise MasaBentrok(ke)
        pergi.append(ke)
    return pergi
