"""A bar: what was measured, and how much is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Palang:
    """One bar. *nilai* may be at most *batas*; both are ratios unless *satuan* says otherwise."""

    kode: str
    uraian: str
    nilai: float
    batas: float
    satuan: str = "×"

    @property
    def lulus(self) -> bool:
        """Whether the bar holds."""
        return self.nilai <= self.batas


def cetak_tabel(palang: Sequence[Palang]) -> None:
    """Print the bars, one line each."""
    lebar = max(len(p.uraian) for p in palang)
    for p in palang:
        tanda = "lulus" if p.lulus else "GAGAL"
        print(
            f"{p.kode:4s} {p.uraian:{lebar}s} {p.nilai:8.3f} ≤ {p.batas:6.3f} {p.satuan:3s} {tanda}"
        )
