"""Shelters, and stays in them (R13)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci, tidak_di_depan
from kasus.actions.segar import segarkan
from kasus.aturan.tahap import SUDAH_BERAKHIR
from kasus.documents.penampungan import ALASAN, hari_terakhir, terisi, tersisa
from kasus.enums_akses import StatusRujukan
from kasus.enums_layanan import TahapKasus
from kasus.models import Fasilitas, Kasus, Korban, Penampungan, Rujukan
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Lembaga

MASIH_DIHUNI = "Korban ini masih tercatat di penampungan. Catat keluarnya lebih dulu."
ALASAN_MINIMUM = 20
PERPANJANGAN_MAKS = 90  # days ahead; a longer stay is a placement and needs a referral


@transaction.atomic
def simpan_fasilitas(
    *,
    by: Any,
    kode: str,
    unit: Lembaga,
    kapasitas: int,
    aktif: bool,
    alamat: str = "",
    fasilitas: Fasilitas | None = None,
    versi: int | None = None,
) -> Fasilitas:
    """Store a new shelter of *unit*, or change *fasilitas*; an empty *alamat* leaves it as it is.

    Raises PermissionDenied unless *by* leads both the old and the new unit; ValidationError by
    field for a code that is taken or fewer places than people; SudahBerubah where *versi* is not
    the one in the database.
    """
    baru = fasilitas is None
    satu = fasilitas or Fasilitas(unit=unit)
    for milik in {satu.unit_id, unit.pk}:
        if not by.has_perm("kasus.kelola_penampungan", Fasilitas(unit_id=milik)):
            raise PermissionDenied
    semua = Fasilitas.objects.sistem(ALASAN)
    if semua.filter(kode__iexact=kode).exclude(pk=satu.pk).exists():
        raise ValidationError({"kode": "Nama sandi ini sudah dipakai fasilitas lain."})
    if not baru:
        if not semua.rebut(pk=satu.pk, versi=satu.versi if versi is None else versi):
            raise SudahBerubah
        satu = semua.get(pk=satu.pk)
        penghuni = terisi().get(satu.pk, 0)
        if kapasitas < penghuni:
            raise ValidationError({"kapasitas": f"Sekarang ada {penghuni} penghuni."})
    satu.kode, satu.unit, satu.kapasitas, satu.aktif = kode, unit, kapasitas, aktif
    satu.alamat = alamat or satu.alamat
    satu.save()
    catat(
        by=by,
        peristiwa="fasilitas.dibuat" if baru else "fasilitas.diubah",
        objek=satu,
        rincian={"kapasitas": kapasitas, "alamat_diganti": int(bool(alamat))},
    )
    return satu


@transaction.atomic
def masuk(
    *,
    by: Any,
    kasus: Kasus,
    korban: Korban,
    fasilitas: Fasilitas,
    orang: int,
    pada: dt.datetime,
    catatan: str = "",
) -> Penampungan:
    """Record that *korban* moved into *fasilitas* with *orang* people altogether.

    Raises PermissionDenied unless *by* handles the case; ValidationError by field: more people
    than free places (with what is free elsewhere), a shelter not in use, a stay that goes on, a
    case that has ended.
    """
    kasus = kunci(by, kasus)
    korban = kasus.korban.get(pk=korban.pk)
    if kasus.tahap == TahapKasus.TERMINASI:
        raise ValidationError(SUDAH_BERAKHIR)
    tidak_di_depan(pada, "Waktu masuk")
    if huni := korban.penampungan.dihuni().first():
        sama = (by.pk, fasilitas.pk, orang, pada)
        if sama == (huni.dicatat_oleh_id, huni.fasilitas_id, huni.orang, huni.masuk):
            return huni  # type: ignore[no-any-return]  # the same form sent twice
        raise ValidationError(MASIH_DIHUNI)
    # Locked: two who take the last place at the same time are served one after the other.
    satu = Fasilitas.objects.sistem(ALASAN).select_for_update().get(pk=fasilitas.pk)
    if not satu.aktif:
        raise ValidationError({"fasilitas": f"{satu.kode} tidak dipakai lagi."})
    sisa = satu.kapasitas - terisi().get(satu.pk, 0)
    if orang > sisa:
        raise ValidationError({"fasilitas": _penuh(satu, sisa, orang)})
    baru: Penampungan = korban.penampungan.create(
        fasilitas=satu, orang=orang, masuk=pada, catatan=catatan, dicatat_oleh=by
    )
    _selesai(by, kasus, korban, "penampungan.masuk", orang=orang)
    return baru


@transaction.atomic
def rujuk_lanjut(*, by: Any, kasus: Kasus, penampungan: Penampungan, rujukan: Rujukan) -> None:
    """Name the referral by which the stay goes on elsewhere.

    It must be one of the same victim that a partner may still act on, sent since the stay began.
    Raises PermissionDenied, SudahBerubah where the stay is over, ValidationError.
    """
    kasus, baris = _dihuni(by, kasus, penampungan)
    tujuan = Rujukan.objects.seperti(kasus).filter(pk=rujukan.pk, korban=baris.korban_id).first()
    if tujuan is None or tujuan.status in (StatusRujukan.DITARIK, StatusRujukan.DITOLAK):
        raise ValidationError({"rujukan": "Pilih rujukan korban ini yang masih berlaku."})
    if tujuan.dikirim_pada < baris.masuk:
        raise ValidationError({"rujukan": "Rujukan ini lebih lama daripada penampungannya."})
    baris.rujukan_lanjutan = tujuan
    baris.save(update_fields=["rujukan_lanjutan", "diubah_pada"])
    _selesai(by, kasus, baris.korban, "penampungan.rujuk_lanjut")


@transaction.atomic
def perpanjang(
    *, by: Any, kasus: Kasus, penampungan: Penampungan, sampai: dt.date, alasan: str
) -> None:
    """Extend a stay until *sampai*, signed by the supervisor *by* with a reason.

    Raises PermissionDenied unless *by* is the supervisor of the unit and handles the case;
    SudahBerubah where the stay is over; ValidationError by field.
    """
    kasus, baris = _dihuni(by, kasus, penampungan, "kasus.supervisi")
    kini = timezone.localdate()
    if sampai <= hari_terakhir(baris) or sampai < kini:
        raise ValidationError({"sampai": "Tanggalnya harus sesudah batas yang berlaku sekarang."})
    if (sampai - kini).days > PERPANJANGAN_MAKS:
        raise ValidationError({"sampai": f"Paling lama {PERPANJANGAN_MAKS} hari dari sekarang."})
    if len(alasan.strip()) < ALASAN_MINIMUM:
        raise ValidationError({"alasan": f"Tulis alasan sedikitnya {ALASAN_MINIMUM} huruf."})
    baris.diperpanjang_sampai, baris.alasan_perpanjangan = sampai, alasan
    baris.perpanjangan_oleh, baris.perpanjangan_pada = by, timezone.now()
    baris.save()
    _selesai(by, kasus, baris.korban, "penampungan.diperpanjang", sampai=sampai.isoformat())


@transaction.atomic
def keluar(*, by: Any, kasus: Kasus, penampungan: Penampungan, pada: dt.datetime) -> None:
    """Record that the people of a stay left.

    Raises PermissionDenied; SudahBerubah where they had left already; ValidationError by field.
    """
    kasus, baris = _dihuni(by, kasus, penampungan)
    tidak_di_depan(pada, "Waktu keluar")
    if pada < baris.masuk:
        raise ValidationError({"pada": "Waktu keluar mendahului waktu masuk."})
    baris.keluar = pada
    baris.save(update_fields=["keluar", "diubah_pada"])
    _selesai(by, kasus, baris.korban, "penampungan.keluar")


def _dihuni(
    by: Any, kasus: Kasus, penampungan: Penampungan, hak: str = "kasus.tangani"
) -> tuple[Kasus, Penampungan]:
    kasus = kunci(by, kasus, hak)
    baris = Penampungan.objects.seperti(kasus).get(pk=penampungan.pk, korban__kasus=kasus)
    if baris.keluar is not None:
        raise SudahBerubah
    return kasus, baris


def _penuh(fasilitas: Fasilitas, sisa: int, orang: int) -> str:
    kalimat = f"Tempat di {fasilitas.kode} tinggal {max(sisa, 0)}, yang masuk {orang} orang."
    lain = [f"{kode} ({n})" for kode, n in tersisa(kecuali=fasilitas.pk) if n >= orang]
    if lain:
        return f"{kalimat} Yang masih cukup: {', '.join(lain)}."
    return f"{kalimat} Fasilitas lain pun tidak cukup; rujuk ke rumah aman di luar daerah."


def _selesai(by: Any, kasus: Kasus, korban: Korban, peristiwa: str, **rincian: Any) -> None:
    catat(by=by, peristiwa=peristiwa, objek=kasus, rincian={"korban": korban.kode, **rincian})
    segarkan(kasus, by=by)
