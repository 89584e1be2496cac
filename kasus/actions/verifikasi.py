"""Verification of the data of a case, apart from its stage (R20)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.enums_layanan import StatusVerifikasi
from kasus.models import CatatanKasus, Kasus
from p3aks.core.audit import catat

PALING_PENDEK = 10


@transaction.atomic
def setujui(*, by: Any, kasus: Kasus) -> None:
    """Mark the data of *kasus* as verified; public figures count only such cases.

    Raises PermissionDenied unless *by* supervises the unit and did not record the case.
    """
    kasus = kunci(by, kasus, "kasus.verifikasi")
    _tandai(kasus, by, StatusVerifikasi.TERVERIFIKASI)


@transaction.atomic
def kembalikan(*, by: Any, kasus: Kasus, alasan: str) -> None:
    """Return the data of *kasus* to the case manager; the reason becomes a note of the case.

    Raises PermissionDenied as :func:`setujui`, ValidationError without a reason.
    """
    kasus = kunci(by, kasus, "kasus.verifikasi")
    if len(alasan.strip()) < PALING_PENDEK:
        raise ValidationError({"alasan": "Tuliskan apa yang perlu diperbaiki."})
    CatatanKasus.objects.sistem("alasan pengembalian data").create(
        kasus=kasus, oleh=by, isi=f"Data dikembalikan supervisor: {alasan}"
    )
    _tandai(kasus, by, StatusVerifikasi.DIKEMBALIKAN)


def gugurkan(kasus: Kasus) -> None:
    """Take the mark off a locked *kasus* whose counted facts have changed: somebody looks again."""
    if kasus.verifikasi != StatusVerifikasi.BELUM:
        kasus.verifikasi = StatusVerifikasi.BELUM
        kasus.verifikasi_oleh = kasus.verifikasi_pada = None
        _simpan(kasus)


def _tandai(kasus: Kasus, by: Any, status: StatusVerifikasi) -> None:
    kasus.verifikasi = status
    kasus.verifikasi_oleh, kasus.verifikasi_pada = by, timezone.now()
    _simpan(kasus)
    catat(
        by=by, peristiwa="kasus.verifikasi", objek=kasus, rincian={"status": status.value.lower()}
    )


def _simpan(kasus: Kasus) -> None:
    kasus.save(update_fields=["verifikasi", "verifikasi_oleh", "verifikasi_pada", "diubah_pada"])
