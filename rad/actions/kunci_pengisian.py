"""The lock after the deadline: the one guard every change passes, and its openings."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.models import Lembaga, Pengguna
from rad.documents.kunci_pengisian import pengisian
from rad.models import PembukaanPengisian, Rad

HURUF_ALASAN = 10


class PengisianDitutup(ValidationError):
    """The deadline is over and nothing is opened for this institution. Nothing was written."""


def pastikan_terbuka(*, by: Pengguna, rad: Rad, lembaga: Iterable[Any] | None = None) -> None:
    """Raise :class:`PengisianDitutup` where *by* may no longer enter in *rad* for *lembaga* (keys
    of institutions; None: any that *by* stands for)."""
    keadaan = pengisian(by, rad, lembaga)
    if not keadaan.terbuka:
        raise PengisianDitutup(keadaan.pesan)


@transaction.atomic
def buka(
    *, by: Pengguna, rad: Rad, sampai: dt.date, alasan: str, lembaga: Lembaga | None = None
) -> PembukaanPengisian:
    """Let *lembaga* (None: every OPD) enter again until the end of the day *sampai*.

    Raises PermissionDenied; ValidationError for a reason too short or a day that is over.
    """
    _wajib(by, rad)
    alasan = alasan.strip()
    if len(alasan) < HURUF_ALASAN:
        raise ValidationError(
            {"alasan": f"Tuliskan alasannya, paling sedikit {HURUF_ALASAN} huruf."}
        )
    if sampai < timezone.localdate():
        raise ValidationError({"sampai": "Hari ini sudah lewat; pilih hari ini atau sesudahnya."})
    pembukaan = PembukaanPengisian.objects.create(
        rad=rad, lembaga=lembaga, sampai=sampai, alasan=alasan, oleh=by
    )
    catat(
        by=by,
        peristiwa="rad.pengisian_dibuka",
        objek=rad,
        rincian={
            "lembaga": str(lembaga.pk) if lembaga else "semua",
            "sampai": sampai.isoformat(),
            "alasan": alasan,
        },
    )
    return pembukaan


@transaction.atomic
def tutup(*, by: Pengguna, pembukaan: PembukaanPengisian) -> bool:
    """End an opening before its day. Returns False where it was ended already."""
    _wajib(by, pembukaan.rad)
    berubah = PembukaanPengisian.objects.filter(pk=pembukaan.pk, ditutup_pada=None).update(
        ditutup_oleh=by, ditutup_pada=timezone.now()
    )
    if berubah:
        catat(
            by=by,
            peristiwa="rad.pengisian_ditutup",
            objek=pembukaan.rad,
            rincian={"pembukaan": str(pembukaan.pk)},
        )
    return bool(berubah)


def _wajib(by: Pengguna, rad: Rad) -> None:
    if not by.has_perm("rad.kelola_rad", rad):
        raise PermissionDenied
