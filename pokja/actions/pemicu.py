"""Writes on the calendar of triggers."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import PemicuKalender, Pengguna


@transaction.atomic
def simpan_pemicu(
    *,
    by: Pengguna,
    isi: dict[str, Any],
    pemicu: PemicuKalender | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> PemicuKalender:
    """Store a new trigger, or change *pemicu*; *isi* has its columns by name.

    *id_baru* is the one-time key of the form: sent twice it makes one. Raises PermissionDenied
    unless *by* keeps the inventory; ValidationError for days that run backwards; SudahBerubah for
    a stale *versi*.
    """
    wajib(by, "pokja.kelola_potensi", None)
    baru = pemicu is None
    if pemicu is None:
        if id_baru and (sudah := PemicuKalender.objects.filter(pk=id_baru).first()):
            return sudah
        pemicu = PemicuKalender(id=id_baru or uuid4())
    else:
        PemicuKalender.objects.naikkan(pemicu, versi)
    pemicu.isikan(isi)
    pemicu.save()
    catat(by=by, peristiwa="pemicu.dibuat" if baru else "pemicu.diubah", objek=pemicu)
    return pemicu


@transaction.atomic
def hapus_pemicu(*, by: Pengguna, pemicu: PemicuKalender) -> None:
    """Take a trigger out of the calendar. Raises PermissionDenied."""
    wajib(by, "pokja.kelola_potensi", None)
    catat(by=by, peristiwa="pemicu.dihapus", objek=pemicu)
    pemicu.delete()
