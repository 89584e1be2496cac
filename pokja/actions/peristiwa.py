"""Conflict events: groups and places, never names of people."""

import datetime as dt
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from p3aks.core.audit import catat
from pokja.models import Pengguna, PeristiwaKonflik, Wilayah


@transaction.atomic
def simpan_peristiwa(
    *,
    by: Pengguna,
    nama: str,
    mulai: dt.date,
    selesai: dt.date | None,
    wilayah: Wilayah,
    sumber: str,
    keterangan: str = "",
    peristiwa: PeristiwaKonflik | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> PeristiwaKonflik:
    """Store a new conflict event, or change *peristiwa*.

    *id_baru* is the one-time key of the form for a new one: sent twice it makes one event.
    Raises PermissionDenied unless *by* keeps events; :class:`SudahBerubah` where *versi* is not
    the one in the database; ValidationError where the end comes before the beginning.
    """
    if not by.has_perm("pokja.kelola_peristiwa"):
        raise PermissionDenied
    semua = PeristiwaKonflik.objects
    baru = peristiwa is None
    if peristiwa is None:
        if id_baru and (sudah := semua.filter(pk=id_baru).first()):
            return sudah
        peristiwa = PeristiwaKonflik(id=id_baru or uuid4())
    else:
        semua.naikkan(peristiwa, versi)
    peristiwa.nama, peristiwa.mulai, peristiwa.selesai = nama, mulai, selesai
    peristiwa.wilayah, peristiwa.sumber, peristiwa.keterangan = wilayah, sumber, keterangan
    peristiwa.full_clean()
    peristiwa.save()
    catat(by=by, peristiwa="peristiwa.dibuat" if baru else "peristiwa.diubah", objek=peristiwa)
    return peristiwa
