"""Writes on the network below the Pokja."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from pokja.enums import TINGKAT_JEJARING, JenisJejaring
from pokja.models import Jejaring, Pengguna, Wilayah


@transaction.atomic
def simpan_jejaring(
    *,
    by: Pengguna,
    isi: dict[str, Any],
    jejaring: Jejaring | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Jejaring:
    """Store a new body, or change *jejaring*; *isi* has its columns by name.

    *id_baru* is the one-time key of the form: sent twice it makes one body. Raises
    PermissionDenied unless *by* keeps the structure; ValidationError where the kind does not stand
    on that level or its term meets another of the same kind there; SudahBerubah where *versi* is
    not the one in the database.
    """
    if not by.has_perm("pokja.kelola_struktur"):
        raise PermissionDenied
    baru = jejaring is None
    if jejaring is None:
        if id_baru and (sudah := Jejaring.objects.filter(pk=id_baru).first()):
            return sudah
        jejaring = Jejaring(id=id_baru or uuid4())
    else:
        Jejaring.objects.naikkan(jejaring, versi)
    jejaring.isikan(isi)
    _periksa(jejaring)
    jejaring.save()
    catat(by=by, peristiwa="jejaring.dibuat" if baru else "jejaring.diubah", objek=jejaring)
    return jejaring


@transaction.atomic
def catat_patbm(
    *,
    by: Pengguna,
    desa: Iterable[Wilayah],
    dasar: str,
    mulai: dt.date,
    selesai: dt.date | None = None,
) -> int:
    """Record that each of *desa* has a PATBM on the same basis, from *mulai* on; all or none.

    Returns how many. Raises as :func:`simpan_jejaring`, naming the first village in the way.
    """
    jumlah = 0
    for satu in desa:
        isi = {
            "jenis": JenisJejaring.PATBM, "wilayah": satu, "dasar": dasar, "mulai": mulai,
            "selesai": selesai,
        }  # fmt: skip
        simpan_jejaring(by=by, isi=isi)
        jumlah += 1
    return jumlah


def _periksa(jejaring: Jejaring) -> None:
    wilayah: Wilayah = jejaring.wilayah
    jenis = jejaring.get_jenis_display()
    if wilayah.tingkat not in TINGKAT_JEJARING[jejaring.jenis]:
        kalimat = f"{jenis} tidak dibentuk di tingkat {wilayah.get_tingkat_display().lower()}."
        raise ValidationError({"wilayah": kalimat})
    if jejaring.jenis == JenisJejaring.LAIN:
        if not jejaring.nama:
            raise ValidationError({"nama": "Forum lain memerlukan nama."})
        return  # there may be several
    # Locked: of two who record the same body at once, the second sees the first.
    Wilayah.objects.select_for_update().get(pk=wilayah.pk)
    lain = Jejaring.objects.filter(jenis=jejaring.jenis, wilayah=wilayah).exclude(pk=jejaring.pk)
    lain = lain.filter(Q(selesai=None) | Q(selesai__gte=jejaring.mulai))
    if jejaring.selesai:
        lain = lain.filter(mulai__lte=jejaring.selesai)
    if ada := lain.first():
        sampai = f" sampai {tanggal(ada.selesai)}" if ada.selesai else ""
        kalimat = f"{jenis} {wilayah} sudah tercatat sejak {tanggal(ada.mulai)}{sampai}."
        raise ValidationError({"mulai": kalimat})
