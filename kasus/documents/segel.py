"""Opened seals, as those see them who judge them."""

from collections.abc import Iterable
from typing import Any

from kasus.models import BukaSegel, Kasus, LaranganAkses
from pokja.models import Pengguna

ALASAN = "daftar buka segel"


def dapat_ditelaah(user: Pengguna) -> Any:
    """Return the openings *user* may know of as a judge: PPDP all, a supervisor those of the cases
    they handle; nobody those of a case that is closed to them (T6)."""
    tolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(pengguna=user)
    return BukaSegel.objects.untuk(user).exclude(kasus__in=tolak.values("kasus"))


def kode_kasus(segel: Iterable[BukaSegel]) -> dict[Any, str]:
    """Return the case code of each opening: its judge knows the code and nothing more."""
    pk = {s.kasus_id for s in segel}
    return dict(Kasus.objects.sistem(ALASAN).filter(pk__in=pk).values_list("pk", "kode"))
