"""Who may receive a packet at an institution of the directory."""

from collections.abc import Iterable
from typing import Any

from kasus.models import Instansi, Kasus, LaranganAkses
from kasus.models.kasus import PERAN_TERLARANG
from kasus.models.rujukan import PERAN_MITRA
from pokja.models import Pengguna, Penugasan


def petugas_mitra(kasus: Kasus, instansi: Iterable[Instansi]) -> dict[Any, list[Pengguna]]:
    """Return the people who hold a partner's role today, by id of their entry in *instansi*.

    Without those on the deny-list of *kasus* (T6) and those who manage accounts or machines.
    """
    lembaga: dict[Any, Any] = {i.lembaga_id: i.pk for i in instansi}
    tolak = LaranganAkses.objects.sistem("calon penerima rujukan").aktif().filter(kasus=kasus)
    hasil: dict[Any, dict[Any, Pengguna]] = {pk: {} for pk in lembaga.values()}
    peran = (
        Penugasan.objects.berlaku()
        .filter(peran__in=PERAN_MITRA, lembaga__in=lembaga, pengguna__is_active=True)
        .exclude(pengguna__in=tolak.values("pengguna"))
        .exclude(pengguna__penugasan__in=_terlarang())
        .select_related("pengguna")
        .order_by("pengguna__nama")
    )
    for p in peran:
        hasil[lembaga[p.lembaga_id]][p.pengguna_id] = p.pengguna
    return {pk: list(orang.values()) for pk, orang in hasil.items()}


def _terlarang() -> Any:
    return Penugasan.objects.berlaku().filter(peran__in=PERAN_TERLARANG).values("pk")
