"""Case roles are given by two people and start a day later (T3, T4); ending one takes one click."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mass_mail
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.actions import akhiri_penugasan, beri_peran
from pokja.enums import Peran
from pokja.models import Lembaga, Pejabat, Pengguna, Penugasan, Wilayah

JEDA_BERLAKU = dt.timedelta(hours=24)
DIBERI_TAHU = (Peran.KETUA_WAKIL, Peran.PPDP)
JUDUL_SURAT = "Ada penugasan baru"
ISI_SURAT = "Ada penugasan baru yang perlu Anda ketahui. Masuk ke sistem untuk membacanya."


class SudahDiputuskan(Exception):
    """Somebody else decided first. Nothing was written."""


@transaction.atomic
def usulkan_peran(
    *,
    by: Pengguna,
    user: Pengguna,
    peran: str,
    dasar: str,
    lembaga: Lembaga | None = None,
    wilayah: Wilayah | None = None,
    bidang: str = "",
    selesai: dt.date | None = None,
    pejabat: Pejabat | None = None,
) -> Penugasan:
    """Give *user* a role, or propose it where a second person must decide. With *pejabat*, a time
    of *user* in a seat, the role ends with it.

    Raises PermissionDenied without ``pokja.kelola_akun``; ValidationError for the own account and
    for roles that do not go together.
    """
    _wajib(by, "pokja.kelola_akun")
    if user.pk == by.pk:
        raise ValidationError("Peran untuk akun sendiri diusulkan orang lain.")
    return beri_peran(
        user=user, peran=peran, dasar=dasar, lembaga=lembaga, wilayah=wilayah, bidang=bidang,
        selesai=selesai, pejabat=pejabat, by=by,
    )  # fmt: skip


@transaction.atomic
def setujui_peran(*, by: Pengguna, penugasan: Penugasan) -> None:
    """Decide for a proposed role; it is in force 24 hours later, and Ketua and PPDP are told.

    Raises PermissionDenied for the proposer and the person itself, :class:`SudahDiputuskan`.
    """
    _wajib(by, "pokja.putuskan_peran", penugasan)
    kini = timezone.now()
    jadi = Penugasan.objects.filter(pk=penugasan.pk, menunggu=True).update(
        menunggu=False,
        disetujui_oleh=by,
        disetujui_pada=kini,
        berlaku_pada=kini + JEDA_BERLAKU,
        diubah_pada=kini,
    )
    if not jadi:
        raise SudahDiputuskan
    catat(
        by=by,
        peristiwa="pengguna.peran_disetujui",
        objek=penugasan.pengguna,
        rincian={"peran": penugasan.peran},
    )
    transaction.on_commit(_beri_tahu)


@transaction.atomic
def tolak_peran(*, by: Pengguna, penugasan: Penugasan) -> None:
    """Turn a proposed role down; the trail keeps that it was proposed.

    Raises PermissionDenied, :class:`SudahDiputuskan`.
    """
    _wajib(by, "pokja.putuskan_peran", penugasan)
    jadi, _ = Penugasan.objects.filter(pk=penugasan.pk, menunggu=True).delete()
    if not jadi:
        raise SudahDiputuskan
    catat(
        by=by,
        peristiwa="pengguna.peran_ditolak",
        objek=penugasan.pengguna,
        rincian={"peran": penugasan.peran},
    )


@transaction.atomic
def akhiri_peran(*, by: Pengguna, user: Pengguna, peran: str) -> int:
    """End a role at once; the next request of that person is refused. Returns how many ended."""
    _wajib(by, "pokja.kelola_akun")
    return akhiri_penugasan(user=user, peran=peran, by=by)


def _beri_tahu() -> None:
    orang = Pengguna.objects.filter(
        penugasan__in=Penugasan.objects.berlaku().filter(peran__in=DIBERI_TAHU), is_active=True
    ).exclude(email="")
    send_mass_mail(
        [
            (JUDUL_SURAT, ISI_SURAT, settings.DEFAULT_FROM_EMAIL, [alamat])
            for alamat in orang.distinct().values_list("email", flat=True)
        ],
        fail_silently=True,
    )


def _wajib(by: Any, hak: str, obj: Any = None) -> None:
    if not by.has_perm(hak, obj):
        raise PermissionDenied
