"""Displaced people: places, counts and needs. Numbers, never names."""

from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from pokja.actions.peristiwa import BELUM_TIBA, wajib_kelola_peristiwa
from pokja.models import (
    HitunganPengungsi,
    KebutuhanPengungsi,
    Pengguna,
    Pengungsian,
    PeristiwaKonflik,
)

B = TypeVar("B", Pengungsian, KebutuhanPengungsi)


@transaction.atomic
def simpan_pengungsian(
    *,
    by: Pengguna,
    peristiwa: PeristiwaKonflik,
    isi: dict[str, Any],
    pengungsian: Pengungsian | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Pengungsian:
    """Store a new place for displaced people of *peristiwa*, or change *pengungsian*; *isi* has
    its columns by name.

    *id_baru* is the one-time key of the form: sent twice it makes one. Raises PermissionDenied
    unless *by* keeps events; SudahBerubah; ValidationError where it closes before it opens.
    """
    wajib_kelola_peristiwa(by)
    baru = Pengungsian(peristiwa=peristiwa, id=id_baru or uuid4())
    return _simpan(by, isi, pengungsian or baru, versi, "pengungsian")


@transaction.atomic
def simpan_kebutuhan(
    *,
    by: Pengguna,
    pengungsian: Pengungsian,
    isi: dict[str, Any],
    kebutuhan: KebutuhanPengungsi | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> KebutuhanPengungsi:
    """Store a new need in a place, or change *kebutuhan*. As :func:`simpan_pengungsian`."""
    wajib_kelola_peristiwa(by)
    baru = KebutuhanPengungsi(pengungsian=pengungsian, id=id_baru or uuid4())
    return _simpan(by, isi, kebutuhan or baru, versi, "kebutuhan_pengungsi")


def _simpan(by: Pengguna, isi: dict[str, Any], baris: B, versi: int | None, kata: str) -> B:
    semua = type(baris).objects
    baru = baris._state.adding
    if not baru:
        semua.naikkan(baris, versi)
    elif sudah := semua.filter(pk=baris.pk).first():
        return sudah
    baris.isikan(isi)
    baris.save()
    catat(by=by, peristiwa=f"{kata}.dibuat" if baru else f"{kata}.diubah", objek=baris)
    return baris


@transaction.atomic
def catat_hitungan(
    *, by: Pengguna, pengungsian: Pengungsian, isi: dict[str, Any], id_baru: UUID | None = None
) -> HitunganPengungsi:
    """Record how many people are in a place on one day; a correction is a new count. *isi* has
    the columns of :class:`HitunganPengungsi` by name.

    Raises PermissionDenied; ValidationError for a day ahead or on which the place is not open,
    and where a part is larger than the whole.
    """
    wajib_kelola_peristiwa(by)
    terkunci = Pengungsian.objects.select_for_update().get(pk=pengungsian.pk)
    if id_baru and (sudah := terkunci.hitungan.filter(pk=id_baru).first()):
        return sudah
    if isi["pada"] > timezone.localdate():
        raise ValidationError({"pada": BELUM_TIBA})
    if isi["pada"] < terkunci.dibuka:
        raise ValidationError({"pada": f"Pengungsian ini dibuka {tanggal(terkunci.dibuka)}."})
    if terkunci.ditutup and isi["pada"] > terkunci.ditutup:
        raise ValidationError({"pada": f"Pengungsian ini ditutup {tanggal(terkunci.ditutup)}."})
    hasil = HitunganPengungsi(pengungsian=terkunci, oleh=by, id=id_baru or uuid4())
    hasil.isikan(isi)
    hasil.save()
    catat(by=by, peristiwa="pengungsian.dihitung", objek=terkunci)
    return hasil
