"""The lock after the deadline: the one guard every change passes, and its openings."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import Lembaga, Pengguna
from rad.documents.kunci_pengisian import pengisian
from rad.models import PembukaanPengisian, Rad

HURUF_ALASAN = 10
KURANG_ALASAN = f"Tuliskan alasannya, paling sedikit {HURUF_ALASAN} huruf."


class PengisianDitutup(ValidationError):
    """The deadline is over and nothing is opened for this institution. Nothing was written."""


def pastikan_terbuka(*, by: Pengguna, rad: Rad, lembaga: Iterable[Any] | None = None) -> None:
    """Raise :class:`PengisianDitutup` where *by* may no longer enter in *rad* for *lembaga* (keys
    of institutions; None: any that *by* stands for)."""
    keadaan = pengisian(by, rad, lembaga)
    if not keadaan.terbuka:
        raise PengisianDitutup(keadaan.pesan)


def alasan_cukup(teks: str) -> str:
    """Return a reason, trimmed. Raises ValidationError where it says too little."""
    if len(teks := teks.strip()) < HURUF_ALASAN:
        raise ValidationError({"alasan": KURANG_ALASAN})
    return teks


@transaction.atomic
def buka(
    *, by: Pengguna, rad: Rad, sampai: dt.date, alasan: str, lembaga: Lembaga | None = None
) -> PembukaanPengisian:
    """Let *lembaga* (None: every OPD) enter again until the end of the day *sampai*.

    Raises PermissionDenied; ValidationError for a reason too short or a day that is over.
    """
    wajib(by, "rad.kelola_rad", rad)
    alasan = alasan_cukup(alasan)
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
    wajib(by, "rad.kelola_rad", pembukaan.rad)
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
