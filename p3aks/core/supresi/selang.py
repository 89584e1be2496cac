"""The attacker: between which numbers a hidden count lies, for who knows all that is published."""

from collections.abc import Callable, Collection
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from p3aks.core.supresi.susunan import Kunci, Susunan

SELESAI = 0  # the solver's status of an answer that is proved


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
    tentang: Callable[[Kunci], bool] = lambda _: True,
) -> dict[Kunci, Selang]:
    """Return the interval of each hidden count that *tentang* asks for.

    The attacker knows the constraints, every count that is not in *tersembunyi*, that hidden ones
    are whole, and at least 1, since zeros are published.
    """
    jauh = terjauh(susunan)
    hasil: dict[Kunci, Selang] = {}
    for bagian in susunan.pecah(susunan.letak(tersembunyi)):
        for n, kunci in enumerate(bagian.kunci):
            if not tentang(kunci):
                continue
            bawah, atas = (float(tabel_ujung(bagian, n, arah, jauh)[n]) for arah in (1, -1))
            # Whatever comes near the far end has no end of its own.
            hasil[kunci] = Selang(bawah, atas if atas < jauh / 10 else np.inf)
    return hasil


def terjauh(susunan: Susunan) -> float:
    """Return a number no count comes near: the solver does not tell "without an end" from "without
    an answer", so there is a far end."""
    return 100.0 * (int(susunan.nilai.max(initial=0)) + 100)


def tabel_ujung(bagian: Susunan, n: int, arah: int, jauh: float) -> np.ndarray:
    """Return a table that agrees with all that is known of *bagian* (every count in it hidden), in
    which count *n* is as small as can be (*arah* 1) or as large (−1). Raises GagalDihitung."""
    tujuan = np.zeros(len(bagian.kunci))
    tujuan[n] = arah
    hasil: OptimizeResult = milp(
        tujuan,
        constraints=LinearConstraint(bagian.matriks, bagian.bawah, bagian.atas),
        bounds=Bounds(1, jauh),
        integrality=np.ones(len(tujuan)),
    )
    if hasil.status != SELESAI:
        raise GagalDihitung(hasil.message)
    tabel: np.ndarray = np.round(hasil.x)
    return tabel
