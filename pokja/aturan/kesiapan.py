"""How ready a Pokja is, from what can be shown: no opinion, no weights."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Ukuran(NamedTuple):
    """One measure: how many of how many, and by which rule or benchmark. ``dari`` 0: there is
    nothing to measure yet."""

    nama: str
    ada: int
    dari: int
    dasar: str

    @property
    def persen(self) -> Decimal | None:
        """Share in percent, at most 100; None where there is nothing to measure."""
        return Decimal(100 * min(self.ada, self.dari)) / self.dari if self.dari else None


def nilai(ukuran: Sequence[Ukuran]) -> Decimal | None:
    """Return the readiness in percent: the plain mean of what can be measured, each measure
    counting alike. None where nothing can."""
    persen = [u.persen for u in ukuran if u.persen is not None]
    return sum(persen, Decimal(0)) / len(persen) if persen else None
