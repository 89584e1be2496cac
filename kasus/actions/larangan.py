"""The conflict-of-interest list of a case: who is on it finds no trace of the case (T6)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.models import AksesIdentitas, BukaSegel, Kasus, LaranganAkses, TimKasus
from p3aks.core.audit import catat
from pokja.models import Pengguna

ALASAN = "daftar larangan"


@transaction.atomic
def tambah(*, by: Any, kasus: Kasus, pengguna: Pengguna, alasan: str) -> LaranganAkses:
    """Keep *pengguna* from *kasus*, at once and on every channel; return the entry.

    They leave the team; identities and seals that they have open close. They are not told. Who is
    on the list already stays on it as they are. Raises PermissionDenied unless *by* leads the case.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    semua = LaranganAkses.objects.sistem(ALASAN)
    if ada := semua.aktif().filter(kasus=kasus, pengguna=pengguna).first():
        lama: LaranganAkses = ada
        return lama
    kini = timezone.now()
    larangan: LaranganAkses = semua.create(
        kasus=kasus, pengguna=pengguna, alasan=alasan, oleh=by, dibuat_pada=kini
    )
    tim = TimKasus.objects.sistem(ALASAN).filter(kasus=kasus, pengguna=pengguna)
    tim.aktif().update(selesai=kini)
    tim.filter(mulai__gt=kini).delete()  # a membership that has not begun
    identitas = AksesIdentitas.objects.sistem(ALASAN).aktif(pengguna).filter(kasus=kasus)
    identitas.update(sampai=kini)
    segel = BukaSegel.objects.sistem(ALASAN).aktif(pengguna).filter(kasus=kasus)
    segel.update(ditutup_pada=kini)
    catat(
        by=by,
        peristiwa="kasus.larangan_ditambah",
        objek=kasus,
        rincian={"pengguna": str(pengguna.pk)},
    )
    return larangan


@transaction.atomic
def cabut(*, by: Any, larangan: LaranganAkses) -> bool:
    """Lift an entry; False where it was lifted before. Nobody comes back into the team by it.

    Raises PermissionDenied unless *by* leads the case; who is on its list never does.
    """
    kasus = kunci(by, larangan.kasus, "kasus.pimpin")
    dicabut = (
        LaranganAkses.objects.sistem(ALASAN)
        .aktif()
        .filter(pk=larangan.pk)
        .update(dicabut_oleh=by, dicabut_pada=timezone.now())
    )
    if dicabut:
        catat(
            by=by,
            peristiwa="kasus.larangan_dicabut",
            objek=kasus,
            rincian={"pengguna": str(larangan.pengguna_id)},
        )
    return bool(dicabut)
