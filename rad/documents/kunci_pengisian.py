"""Whether an OPD may still enter: the deadline of the plan, and the openings after it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from p3aks.core.formatting import tanggal
from pokja.enums import Peran
from rad.models import PembukaanPengisian, Rad


@dataclass(frozen=True)
class Pengisian:
    """The state of entering for one person. ``pembukaan``: the opening that lets them in after
    ``batas``, where there is one. ``bebas``: the deadline does not bind this person."""

    batas: dt.date | None
    lewat: bool = False
    bebas: bool = False
    pembukaan: PembukaanPengisian | None = None

    @property
    def terbuka(self) -> bool:
        """Whether the person may create, change and submit actions."""
        return self.bebas or not self.lewat or self.pembukaan is not None

    @property
    def pesan(self) -> str:
        """Why not, and what to do about it; "" while open."""
        if self.terbuka:
            return ""
        return (
            f"Pengisian ditutup sejak batas pengisian {tanggal(self.batas)} lewat. Mintalah "
            "Sekretariat membukanya kembali bila isinya masih harus berubah."
        )


def pengisian(user: Any, rad: Rad, lembaga: Iterable[Any] | None = None) -> Pengisian:
    """Return whether *user* may still enter in *rad* for every one of *lembaga* (keys); without
    them, for at least one institution they stand for. At most one query.

    The Sekretariat and Sekretaris always may: they keep the plan.
    """
    lewat = rad.batas_pengisian is not None and rad.batas_pengisian < timezone.localdate()
    bebas = user.has_perm("rad.kelola_rad")
    if not lewat or bebas:
        return Pengisian(rad.batas_pengisian, lewat, bebas)
    milik = user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA)
    perlu = set(milik if lembaga is None else lembaga)
    terbuka = list(
        PembukaanPengisian.objects.untuk_lembaga(perlu)
        .berlaku(timezone.localdate())
        .filter(rad=rad)
        .select_related("oleh", "lembaga")
        .order_by("-sampai")
    )
    semua = any(p.lembaga_id is None for p in terbuka)
    kena = {p.lembaga_id for p in terbuka}
    cukup = bool(terbuka) if lembaga is None else semua or perlu <= kena
    return Pengisian(
        rad.batas_pengisian, lewat, pembukaan=terbuka[0] if cukup and terbuka else None
    )
