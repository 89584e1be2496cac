"""The team of a case: who is named to work on it, and until when."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.documents.tim import PERAN_BAGI, calon
from kasus.enums_akses import PeranTim
from kasus.models import Kasus, TimKasus
from p3aks.core.audit import catat
from pokja.models import Pengguna

ALASAN = "tim kasus"
# Somebody must be left who can open the case and name others, above all when it is sealed.
PEMIMPIN = (PeranTim.MANAJER, PeranTim.SUPERVISOR)


@transaction.atomic
def tambah(*, by: Any, kasus: Kasus, pengguna: Pengguna, peran: str) -> TimKasus:
    """Name *pengguna* as *peran* in the team of *kasus*.

    Only people who hold a case role for the unit today, are not on the deny-list of the case and
    not in the team yet. Raises PermissionDenied unless *by* leads the unit, ValidationError
    (field ``pengguna`` or ``peran``) otherwise.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    if not calon(kasus).filter(pk=pengguna.pk).exists():
        raise ValidationError({"pengguna": "Orang ini tidak dapat masuk ke dalam tim kasus ini."})
    if kasus.unit_id not in pengguna.lembaga_sebagai(*PERAN_BAGI[PeranTim(peran)]):
        raise ValidationError({"peran": "Orang ini tidak memegang peran itu di unit."})
    anggota = TimKasus.objects.sistem(ALASAN).create(
        kasus=kasus, pengguna=pengguna, peran=peran, ditunjuk_oleh=by
    )
    _catat(by, kasus, "kasus.tim_ditambah", anggota)
    return anggota


@transaction.atomic
def akhiri(*, by: Any, kasus: Kasus, anggota: TimKasus) -> None:
    """End the membership *anggota* now; a second call changes nothing.

    Raises PermissionDenied unless *by* leads the unit, ValidationError for the last manager or
    supervisor of the team.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    aktif = TimKasus.objects.sistem(ALASAN).aktif().filter(kasus=kasus)
    baris = aktif.filter(pk=anggota.pk).first()
    if baris is None:
        return
    lain = aktif.filter(peran__in=PEMIMPIN).exclude(pk=baris.pk)
    if baris.peran in PEMIMPIN and not lain.exists():
        raise ValidationError("Tunjuk dahulu manajer kasus lain, lalu akhiri tugas orang ini.")
    baris.selesai = timezone.now()
    baris.save(update_fields=["selesai", "diubah_pada"])
    _catat(by, kasus, "kasus.tim_diakhiri", baris)


def _catat(by: Any, kasus: Kasus, peristiwa: str, anggota: TimKasus) -> None:
    catat(
        by=by,
        peristiwa=peristiwa,
        objek=kasus,
        rincian={"pengguna": str(anggota.pengguna_id), "peran": str(anggota.peran)},
    )
