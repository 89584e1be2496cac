"""Services that were given: emergency actions at any time, others under an agreed plan (R11)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from kasus.actions.dasar import kunci as kunci_kasus
from kasus.actions.penanganan import (
    ALASAN,
    kunci_baru,
    kunci_korban,
    tutup_langkah,
    wajib_langkah,
)
from kasus.documents.penanganan import butir_terbuka, fakta_korban
from kasus.enums_layanan import FungsiLayanan
from kasus.models import ButirRencana, Kasus, Korban, Layanan

PILIH_KORBAN = "Pilih sedikitnya satu korban yang ditolong."
PILIH_BUTIR = "Pilih butir rencana yang selesai dengan layanan ini."
PILIH_JENIS = "Pilih butir rencana, atau jenis layanannya."
BUTIR_TERTUTUP = "Butir ini sudah selesai, dibatalkan, atau tidak lagi dalam rencana yang berlaku."
TIDAK_LEWAT_SINI = "Mediasi dicatat pada halaman mediasi, yang memeriksa larangannya."


@transaction.atomic
def catat_kedaruratan(
    *,
    by: Any,
    kasus: Kasus,
    korban: Collection[UUID],
    pada: datetime,
    jenis: str,
    fungsi: str = FungsiLayanan.PENDAMPINGAN,
    instansi: UUID | None = None,
    uraian: str = "",
    kunci: UUID | None = None,
) -> list[Layanan]:
    """Record one emergency action for the victims with the ids *korban* of *kasus*.

    Allowed from the report until the case ends: help comes before paper. *kunci* is the form's
    one-time key. Raises PermissionDenied, or ValidationError by field.
    """
    _bukan_mediasi(fungsi)
    kasus = kunci_kasus(by, kasus)
    daftar = list(Korban.objects.sistem(ALASAN).filter(kasus=kasus, pk__in=korban))
    if not daftar:
        raise ValidationError({"korban": PILIH_KORBAN})
    dasar, hasil = kunci or uuid4(), []
    for satu in daftar:
        pk, sudah = kunci_baru(Layanan, uuid5(dasar, str(satu.pk)), satu)
        if sudah:
            continue
        layanan = Layanan.objects.sistem(ALASAN).create(
            id=pk,
            korban=satu,
            kedaruratan=True,
            pada=wajib_langkah(fakta_korban(satu), "kedaruratan", pada),
            jenis=jenis,
            fungsi=fungsi,
            instansi_id=instansi,
            uraian=uraian,
            oleh=by,
        )
        hasil.append(layanan)
        tutup_langkah(
            by, kasus, "kasus.kedaruratan_dicatat", korban=satu.kode, layanan=str(layanan.pk)
        )
    return hasil


@transaction.atomic
def catat_layanan(
    *,
    by: Any,
    korban: Korban,
    pada: datetime,
    jenis: str = "",
    fungsi: str = FungsiLayanan.PENDAMPINGAN,
    butir: UUID | None = None,
    selesai: bool = False,
    instansi: UUID | None = None,
    uraian: str = "",
    kunci: UUID | None = None,
) -> Layanan:
    """Record a service for *korban* under her agreed plan, for one of its items or free.

    With *butir* (the id of an open item) the kind is the item's, and so is the institution unless
    given; with *selesai* the item is done. *kunci* is the form's one-time key. Raises
    PermissionDenied, or ValidationError by field.
    """
    _bukan_mediasi(fungsi)
    kasus, korban, fakta = kunci_korban(by, korban)
    pk, sudah = kunci_baru(Layanan, kunci, korban)
    if sudah:
        return sudah
    pada = wajib_langkah(fakta, "layanan_pertama", pada)
    baris = _butir(korban, butir)
    if selesai and baris is None:
        raise ValidationError({"butir": PILIH_BUTIR})
    jenis = baris.jenis if baris else jenis
    if not jenis:
        raise ValidationError({"jenis": PILIH_JENIS})
    layanan: Layanan = Layanan.objects.sistem(ALASAN).create(
        id=pk,
        korban=korban,
        butir=baris,
        jenis=jenis,
        fungsi=fungsi,
        instansi_id=instansi or (baris.instansi_id if baris else None),
        pada=pada,
        uraian=uraian,
        oleh=by,
    )
    if baris and selesai:
        baris.selesai_pada, baris.ditutup_oleh = pada, by
        baris.save(update_fields=["selesai_pada", "ditutup_oleh", "diubah_pada"])
    tutup_langkah(
        by, kasus, "kasus.layanan_dicatat", korban=korban.kode, layanan=str(pk), jenis=jenis
    )
    return layanan


def _butir(korban: Korban, pk: UUID | None) -> ButirRencana | None:
    if pk is None:
        return None
    baris = next((b for b in butir_terbuka(korban) if b.pk == pk), None)
    if baris is None:
        raise ValidationError({"butir": BUTIR_TERTUTUP})
    return baris


def _bukan_mediasi(fungsi: str) -> None:
    """No way around the bars of R14."""
    if fungsi == FungsiLayanan.MEDIASI:
        raise ValidationError({"fungsi": TIDAK_LEWAT_SINI})
