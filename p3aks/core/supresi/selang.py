"""The attacker: between which numbers a hidden count lies, for who knows all that is published."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from p3aks.core.supresi.susunan import Kunci, Susunan

SELESAI = 0  # the solver's status of an answer that is proved


Sistem = tuple[csr_array, np.ndarray, np.ndarray]


class Selang(NamedTuple):
    """A hidden count lies from ``bawah`` to ``atas``; ``inf`` where nothing limits it."""

    bawah: float
    atas: float

    @property
    def lebar(self) -> float:
        """How far the two ends are apart; 0 is a count that is known."""
        return self.atas - self.bawah


class GagalDihitung(RuntimeError):
    """The solver gave no answer; nothing may be published on the strength of it."""


def selang(
    susunan: Susunan,
    tersembunyi: Collection[Kunci],
    *,
    tentang: Collection[Kunci] | None = None,
    bulat: bool = True,
    minimal: int = 1,
) -> dict[Kunci, Selang]:
    """Return the interval of each hidden count, or of those in *tentang* alone.

    The attacker knows the constraints, every count that is not in *tersembunyi*, that hidden ones
    are at least *minimal* (1 where zeros are published), and with *bulat* that they are whole.
    """
    # The solver does not tell "without an end" from "without an answer": so there is a far end.
    jauh = 100.0 * (int(susunan.nilai.max(initial=0)) + 100)
    hasil: dict[Kunci, Selang] = {}
    for bagian in susunan.pecah(susunan.letak(tersembunyi)):
        sistem = (bagian.matriks, bagian.bawah, bagian.atas)
        for n, kunci in enumerate(bagian.kunci):
            if tentang is not None and kunci not in tentang:
                continue
            tujuan = np.zeros(len(bagian.kunci))
            tujuan[n] = 1
            ujung = [_ujung(t * tujuan, sistem, minimal, jauh, bulat=bulat) for t in (1, -1)]
            hasil[kunci] = Selang(ujung[0], -ujung[1])
    return hasil


def _ujung(tujuan: np.ndarray, sistem: Sistem, minimal: int, jauh: float, *, bulat: bool) -> float:
    matriks, bawah, atas = sistem
    hasil: OptimizeResult = milp(
        tujuan,
        constraints=LinearConstraint(matriks, bawah, atas),
        bounds=Bounds(minimal, jauh),
        integrality=np.full(len(tujuan), int(bulat)),
    )
    if hasil.status != SELESAI:
        raise GagalDihitung(hasil.message)
    nilai = float(round(hasil.fun)) if bulat else float(hasil.fun)
    return -np.inf if nilai <= -jauh else nilai
