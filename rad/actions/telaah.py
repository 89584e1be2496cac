"""Comments on an action: written, answered, marked done. Nothing is deleted."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.models import Aksi, Telaah


@transaction.atomic
def tambah(*, by: Pengguna, aksi: Aksi, isi: str, ruas: str = "") -> Telaah:
    """Store comment *isi* on *aksi*, or on one part of it (*ruas*, a key of
    ``rad.models.salinan.LABEL``, ``"indikator"`` or ``"anggaran"``).

    The reviewer comments and the responsible OPD answers in the same thread. Raises
    PermissionDenied for everybody else.
    """
    _wajib(by, aksi)
    telaah = Telaah.objects.create(aksi=aksi, isi=isi, ruas=ruas, oleh=by)
    catat(by=by, peristiwa="aksi.telaah", objek=aksi, rincian={"ruas": ruas})
    return telaah


@transaction.atomic
def selesaikan(*, by: Pengguna, telaah: Telaah) -> bool:
    """Mark *telaah* as done. Returns False where somebody had done so before: that stands."""
    _wajib(by, telaah.aksi)
    berubah = Telaah.objects.filter(pk=telaah.pk, selesai_pada=None).update(
        selesai_oleh=by, selesai_pada=timezone.now()
    )
    if berubah:
        catat(by=by, peristiwa="aksi.telaah_selesai", objek=telaah.aksi)
    return bool(berubah)


def _wajib(by: Pengguna, aksi: Aksi) -> None:
    if not by.has_perm("rad.jawab_telaah", aksi):
        raise PermissionDenied
