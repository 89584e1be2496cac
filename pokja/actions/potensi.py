"""Writes on the inventory of conflict potentials."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from pokja.models import Pengguna, PotensiKonflik, TinjauanPotensi

SUDAH_SELESAI = "Potensi ini sudah selesai. Catat sebagai potensi baru bila muncul lagi."


def _wajib(by: Pengguna) -> None:
    if not by.has_perm("pokja.kelola_potensi"):
        raise PermissionDenied


@transaction.atomic
def simpan_potensi(
    *,
    by: Pengguna,
    isi: dict[str, Any],
    potensi: PotensiKonflik | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> PotensiKonflik:
    """Store a new potential, or change *potensi*; *isi* has its columns by name. A new one counts
    as reviewed today.

    *id_baru* is the one-time key of the form: sent twice it makes one. Raises PermissionDenied
    unless *by* keeps the inventory; ValidationError for one that is over; SudahBerubah where
    *versi* is not the one in the database.
    """
    _wajib(by)
    baru = potensi is None
    if potensi is None:
        if id_baru and (sudah := PotensiKonflik.objects.filter(pk=id_baru).first()):
            return sudah
        potensi = PotensiKonflik(ditinjau=timezone.localdate(), id=id_baru or uuid4())
    else:
        if potensi.selesai:
            raise ValidationError(SUDAH_SELESAI)
        PotensiKonflik.objects.naikkan(potensi, versi)
    potensi.isikan(isi)
    potensi.save()
    catat(by=by, peristiwa="potensi.dibuat" if baru else "potensi.diubah", objek=potensi)
    return potensi


@transaction.atomic
def tinjau(
    *,
    by: Pengguna,
    potensi: PotensiKonflik,
    pada: dt.date,
    tingkat: str,
    catatan: str,
    selesai: bool = False,
    id_baru: UUID | None = None,
) -> TinjauanPotensi:
    """Record a review: the level found, or (*selesai*) that it is no potential any more.

    Raises PermissionDenied; ValidationError for one that is over, a day ahead, or a day before
    the last review.
    """
    _wajib(by)
    terkunci = PotensiKonflik.objects.select_for_update().get(pk=potensi.pk)
    if id_baru and (sudah := TinjauanPotensi.objects.filter(pk=id_baru).first()):
        return sudah
    if terkunci.selesai:
        raise ValidationError(SUDAH_SELESAI)
    if pada > timezone.localdate():
        raise ValidationError({"pada": "Tanggal ini belum tiba."})
    if pada < terkunci.ditinjau:
        kapan = tanggal(terkunci.ditinjau)
        raise ValidationError({"pada": f"Tinjauan terakhir tercatat {kapan}."})
    hasil = TinjauanPotensi(
        potensi=terkunci, pada=pada, oleh=by, tingkat=tingkat, selesai=selesai, catatan=catatan,
        id=id_baru or uuid4(),
    )  # fmt: skip
    hasil.full_clean()
    hasil.save()
    terkunci.ditinjau, terkunci.tingkat = pada, tingkat
    terkunci.selesai = pada if selesai else None
    terkunci.versi += 1
    terkunci.save()
    catat(by=by, peristiwa="potensi.ditinjau", objek=terkunci, rincian={"tingkat": tingkat})
    return hasil
