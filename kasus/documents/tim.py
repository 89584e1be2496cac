"""Who may be named to the team of a case."""

from django.db.models import QuerySet

from kasus.enums_akses import PeranTim
from kasus.models import Kasus, LaranganAkses, TimKasus
from kasus.models.kasus import PERAN_PETUGAS, PERAN_TERLARANG
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan

ALASAN = "calon anggota tim"
# Role in the team -> roles of the unit, one of which the person holds.
PERAN_BAGI: dict[PeranTim, frozenset[str]] = {
    PeranTim.MANAJER: frozenset({Peran.MANAJER_KASUS}),
    PeranTim.PENDAMPING: PERAN_PETUGAS,
    PeranTim.PSIKOLOG: PERAN_PETUGAS,
    PeranTim.SUPERVISOR: frozenset({Peran.SUPERVISOR}),
}


def calon(kasus: Kasus) -> QuerySet[Pengguna]:
    """Return the people who hold a case role for the unit of *kasus* today and may be named:
    not on its deny-list, not in its team, and no administrator of any kind."""
    berlaku = Penugasan.objects.berlaku()
    petugas = berlaku.filter(lembaga=kasus.unit_id, peran__in=PERAN_PETUGAS)
    terlarang = berlaku.filter(peran__in=PERAN_TERLARANG)
    ditolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(kasus=kasus)
    anggota = TimKasus.objects.sistem(ALASAN).filter(kasus=kasus, selesai=None)
    return (
        Pengguna.objects.filter(is_active=True, pk__in=petugas.values("pengguna"))
        .exclude(pk__in=terlarang.values("pengguna"))
        .exclude(pk__in=ditolak.values("pengguna"))
        .exclude(pk__in=anggota.values("pengguna"))
    )
