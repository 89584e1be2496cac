"""Writes on reports about a plan: begun with drafted text, edited, made final."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.documents import laporan_rad, laporan_teks
from rad.enums_pantau import JenisLaporan, StatusLaporanRad
from rad.models import AturanPantau, LaporanRad, Rad
from rad.models.laporan_rad import BAB

BEKU = "Laporan ini sudah final, jadi tidak berubah lagi."


@transaction.atomic
def buat(*, by: Pengguna, rad: Rad, jenis: str, tahun: int) -> LaporanRad:
    """Begin the report *jenis* of *tahun* with text drafted from the figures; where there is one
    already, return that. The end report is of the plan's last year.

    Raises PermissionDenied; ValidationError for a year outside the plan or a period that has not
    begun.
    """
    wajib(by, "rad.susun_laporan", rad)
    if jenis == JenisLaporan.AKHIR:
        tahun = rad.selesai
    if tahun not in rad.tahun:
        raise ValidationError({"tahun": f"Tahun {tahun} di luar periode {rad}."})
    periode = JenisLaporan(jenis).periode
    if not AturanPantau.milik(rad).jadwal(tahun, periode).dibuka(timezone.localdate()):
        raise ValidationError({"tahun": f"{periode.value} {tahun} belum dimulai."})
    if ada := LaporanRad.objects.filter(rad=rad, jenis=jenis, tahun=tahun).first():
        return ada
    laporan = LaporanRad(rad=rad, jenis=jenis, tahun=tahun)
    laporan.isikan(laporan_teks.rancang(laporan_rad.angka_kini(laporan)))
    try:
        with transaction.atomic():
            laporan.save()
    except IntegrityError:  # somebody else began it a moment earlier
        return LaporanRad.objects.get(rad=rad, jenis=jenis, tahun=tahun)
    catat(by=by, peristiwa="laporan_rad.dibuat", objek=laporan)
    return laporan


@transaction.atomic
def simpan(
    *, by: Pengguna, laporan: LaporanRad, isi: dict[str, Any], versi: int | None = None
) -> LaporanRad:
    """Store the text of the chapters. Raises PermissionDenied, SudahBerubah for a stale *versi*;
    ValidationError where the report is final."""
    _terbuka(by, laporan)
    LaporanRad.objects.naikkan(laporan, versi)
    laporan.isikan({nama: isi[nama] for nama in BAB if nama in isi})
    laporan.save()
    catat(by=by, peristiwa="laporan_rad.diubah", objek=laporan)
    return laporan


@transaction.atomic
def rancang_ulang(*, by: Pengguna, laporan: LaporanRad, bab: str) -> None:
    """Draft one chapter anew from the figures of now, in place of what it says; the earlier text
    stays in the history. Raises PermissionDenied, ValidationError."""
    _terbuka(by, laporan)
    if bab not in BAB:
        raise ValidationError("Bagian ini tidak ada.")
    teks = laporan_teks.rancang(laporan_rad.angka_kini(laporan))[bab]
    LaporanRad.objects.naikkan(laporan)
    setattr(laporan, bab, teks)
    laporan.save()
    catat(by=by, peristiwa="laporan_rad.dirancang_ulang", objek=laporan, rincian={"bab": bab})


@transaction.atomic
def finalkan(*, by: Pengguna, laporan: LaporanRad, versi: int | None = None) -> None:
    """Freeze text and figures. Raises PermissionDenied, SudahBerubah; ValidationError where a
    chapter is empty or the report is final already."""
    wajib(by, "rad.finalkan_laporan", laporan)
    if laporan.final:
        raise ValidationError(BEKU)
    if kosong := [judul for nama, judul in BAB.items() if not getattr(laporan, nama).strip()]:
        raise ValidationError(f"Bagian ini masih kosong: {', '.join(kosong)}.")
    LaporanRad.objects.naikkan(laporan, versi)
    laporan.isi_final = laporan_rad.angka_kini(laporan)
    laporan.status = StatusLaporanRad.FINAL
    laporan.difinalkan_oleh, laporan.difinalkan_pada = by, timezone.now()
    laporan.save()
    catat(by=by, peristiwa="laporan_rad.final", objek=laporan)


def _terbuka(by: Pengguna, laporan: LaporanRad) -> None:
    wajib(by, "rad.susun_laporan", laporan.rad)
    if laporan.final:
        raise ValidationError(BEKU)
