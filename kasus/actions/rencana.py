"""Plans made with the beneficiary: written, agreed, replaced; their items done or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.penanganan import (
    ALASAN,
    SEBELUM_DITERIMA,
    kunci_baru,
    kunci_korban,
    tutup_langkah,
    wajib_langkah,
    wajib_terbuka,
)
from kasus.aturan.tahap import FaktaKasus, kurang_mencatat
from kasus.aturan.waktu import hari_wib
from kasus.documents.penanganan import rencana_berlaku, rencana_disusun
from kasus.models import ButirRencana, Korban, RencanaIntervensi
from p3aks.core.models import SudahBerubah

SEDANG_DISUSUN = "Sudah ada rencana yang sedang disusun. Lanjutkan rencana itu."
TANPA_BUTIR = "Tulis sedikitnya satu layanan dalam rencana."
SEBELUM_RENCANA_LAMA = "Tanggal tidak boleh mendahului kesepakatan rencana sebelumnya."
TULIS_ALASAN = "Tulis alasan butir ini dibatalkan."
TIDAK_BERLAKU = "Butir ini bukan bagian dari rencana yang berlaku."


@dataclass(frozen=True)
class IsiButir:
    """One service of a plan. *instansi* is the id of a Lembaga."""

    jenis: str
    instansi: UUID | None = None
    uraian: str = ""
    batas: date | None = None


@dataclass(frozen=True)
class IsiRencana:
    """What is written in a plan."""

    tujuan: str
    disusun_dengan: str
    butir: Sequence[IsiButir]


@transaction.atomic
def susun(
    *, by: Any, korban: Korban, isi: IsiRencana, kunci: UUID | None = None
) -> RencanaIntervensi:
    """Write a new plan for *korban*, after the assessment; it counts once it is agreed.

    *kunci* is the form's one-time key. Raises PermissionDenied, or ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, korban)
    pk, sudah = kunci_baru(RencanaIntervensi, kunci, korban)
    if sudah:
        return sudah
    if kurang := kurang_mencatat(fakta, "rencana_disepakati"):
        raise ValidationError(kurang)
    if rencana_disusun(korban):
        raise ValidationError(SEDANG_DISUSUN)
    _periksa_isi(isi, fakta)
    rencana: RencanaIntervensi = RencanaIntervensi.objects.sistem(ALASAN).create(
        id=pk, korban=korban, tujuan=isi.tujuan, disusun_dengan=isi.disusun_dengan, oleh=by
    )
    _tulis_butir(rencana, isi)
    tutup_langkah(by, kasus, "kasus.rencana_disusun", korban=korban.kode, rencana=str(pk))
    return rencana


@transaction.atomic
def ubah(*, by: Any, rencana: RencanaIntervensi, isi: IsiRencana, versi: int) -> RencanaIntervensi:
    """Store a plan that is still being written.

    *versi* is the version the person started from. Raises SudahBerubah where somebody saved in
    between or it was agreed meanwhile; PermissionDenied, ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, rencana.korban)
    baris = _rebut(rencana, korban, versi)
    wajib_terbuka(fakta)
    _periksa_isi(isi, fakta)
    baris.tujuan, baris.disusun_dengan = isi.tujuan, isi.disusun_dengan
    baris.save(update_fields=["tujuan", "disusun_dengan", "diubah_pada"])
    # Nothing hangs on the items of a plan that was never agreed; delete() would look for services
    # outside any scope.
    lama = ButirRencana.objects.sistem(ALASAN).filter(rencana=baris)
    lama._raw_delete(lama.db)
    _tulis_butir(baris, isi)
    tutup_langkah(
        by, kasus, "kasus.rencana_diubah", korban=korban.kode, rencana=str(baris.pk), versi=versi
    )
    return baris


@transaction.atomic
def sepakati(
    *, by: Any, rencana: RencanaIntervensi, pada: datetime, versi: int
) -> RencanaIntervensi:
    """Record that the beneficiary agreed to the plan as it was read; it replaces the one before.

    *versi* is the version that was read: nobody agrees to a text that changed meanwhile. Raises
    SudahBerubah, PermissionDenied, or ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, rencana.korban)
    baris = _rebut(rencana, korban, versi)
    pada = wajib_langkah(fakta, "rencana_disepakati", pada)
    if not baris.butir.exists():
        raise ValidationError(TANPA_BUTIR)
    lama = rencana_berlaku(korban)
    if lama is not None:
        if lama.disepakati_pada is not None and pada < lama.disepakati_pada:
            raise ValidationError({"pada": SEBELUM_RENCANA_LAMA})
        lama.digantikan_pada = pada
        lama.save(update_fields=["digantikan_pada", "diubah_pada"])
    baris.disepakati_pada = pada
    baris.save(update_fields=["disepakati_pada", "diubah_pada"])
    tutup_langkah(by, kasus, "kasus.rencana_disepakati", korban=korban.kode, rencana=str(baris.pk))
    return baris


@transaction.atomic
def selesaikan_butir(*, by: Any, butir: ButirRencana) -> bool:
    """Mark an item of the plan in force as done. False where it was closed already.

    Raises PermissionDenied, or ValidationError where no service was recorded yet.
    """
    return _tutup_butir(by, butir, alasan="")


@transaction.atomic
def batalkan_butir(*, by: Any, butir: ButirRencana, alasan: str) -> bool:
    """Cancel an item of the plan in force, with a reason. False where it was closed already.

    Raises PermissionDenied, or ValidationError by field.
    """
    if not alasan.strip():
        raise ValidationError({"alasan": TULIS_ALASAN})
    return _tutup_butir(by, butir, alasan=alasan)


def _tutup_butir(by: Any, butir: ButirRencana, *, alasan: str) -> bool:
    kasus, korban, fakta = kunci_korban(by, butir.rencana.korban)
    wajib_terbuka(fakta)
    baris = ButirRencana.objects.sistem(ALASAN).get(pk=butir.pk, rencana__korban=korban)
    berlaku = rencana_berlaku(korban)
    if berlaku is None or baris.rencana_id != berlaku.pk:
        raise ValidationError(TIDAK_BERLAKU)
    if not baris.terbuka:
        return False
    if alasan:
        baris.batal_pada, baris.alasan_batal = timezone.now(), alasan
    else:
        baris.selesai_pada = wajib_langkah(fakta, "layanan_semua_selesai")
    baris.ditutup_oleh = by
    baris.save()
    peristiwa = "kasus.butir_batal" if alasan else "kasus.butir_selesai"
    tutup_langkah(by, kasus, peristiwa, korban=korban.kode, butir=str(baris.pk))
    return True


def _rebut(rencana: RencanaIntervensi, korban: Korban, versi: int) -> RencanaIntervensi:
    """Return the plan as it is now, one version on. Raises SudahBerubah."""
    semua = RencanaIntervensi.objects.sistem(ALASAN)
    baris: RencanaIntervensi = semua.get(pk=rencana.pk, korban=korban)
    if baris.disepakati_pada is not None:
        raise SudahBerubah
    semua.naikkan(baris, versi)
    return baris


def _periksa_isi(isi: IsiRencana, fakta: FaktaKasus) -> None:
    if not isi.butir:
        raise ValidationError(TANPA_BUTIR)
    if fakta.diterima is None:
        return
    terima = hari_wib(fakta.diterima)
    if any(b.batas is not None and b.batas < terima for b in isi.butir):
        raise ValidationError({"batas": SEBELUM_DITERIMA})


def _tulis_butir(rencana: RencanaIntervensi, isi: IsiRencana) -> None:
    for butir in isi.butir:
        ButirRencana.objects.sistem(ALASAN).create(
            rencana=rencana,
            jenis=butir.jenis,
            instansi_id=butir.instansi,
            uraian=butir.uraian,
            batas=butir.batas,
        )
