"""Writes on what a period is measured by, on evidence, and on the rules of monitoring."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.enums_rapat import PutusanBukti
from pokja.models import Lembaga, Pengguna
from rad.enums_pantau import Periode, StatusLaporan
from rad.models import (
    Aksi,
    AturanPantau,
    BukaKunci,
    Bukti,
    LaporanAksi,
    Rad,
    SyaratBukti,
    TargetPeriode,
    pastikan_terbuka,
)

MAKS_BUKTI = 30


class IsiTarget(NamedTuple):
    """The target of one period: a number, a description, or both."""

    nilai: Decimal | None = None
    ukuran: str = ""


@transaction.atomic
def rencanakan(
    *,
    by: Pengguna,
    aksi: Aksi,
    tahun: int,
    target: Mapping[tuple[UUID, str], IsiTarget],
) -> None:
    """Store the targets of the periods of *tahun*, by ``(indicator, period)``; an empty one goes.

    Raises PermissionDenied unless *by* stands for the responsible OPD or the Sekretariat;
    ValidationError for an indicator of another action or a year outside the plan; Terkunci where a
    period of which the target differs is closed: a target is no longer moved once the result is
    known.
    """
    wajib(by, "rad.rencanakan_pantau", aksi)
    if tahun not in aksi.rad.tahun:
        raise ValidationError(f"Tahun {tahun} di luar periode {aksi.rad}.")
    milik = set(aksi.indikator.values_list("pk", flat=True))
    if {i for i, _ in target} - milik:
        raise ValidationError("Ada indikator yang bukan milik aksi ini.")
    lama = {
        (t.indikator_id, t.periode): t
        for t in TargetPeriode.objects.filter(indikator__in=milik, tahun=tahun)
    }
    berubah = False
    for (indikator, periode), isi in target.items():
        baris = lama.get((indikator, periode))
        if isi == (IsiTarget(baris.nilai, baris.ukuran) if baris else IsiTarget()):
            continue
        _belum_terkunci(aksi, tahun, periode)
        berubah = True
        if isi == IsiTarget():
            baris.delete()  # type: ignore[union-attr]  # it differs from nothing, so it exists
            continue
        baris = baris or TargetPeriode(indikator_id=indikator, tahun=tahun, periode=periode)
        baris.nilai, baris.ukuran = isi
        baris.full_clean()
        baris.save()
    if berubah:
        catat(by=by, peristiwa="aksi.target_periode", objek=aksi, rincian={"tahun": tahun})


def _belum_terkunci(aksi: Aksi, tahun: int, periode: str) -> None:
    """A target may be set before its period begins, not after its cut-off."""
    aturan = AturanPantau.milik(aksi.rad)
    if aturan.jadwal(tahun, periode).dibuka(timezone.localdate()):
        pastikan_terbuka(aksi.rad, tahun, periode, aksi.penanggung_jawab_id)


@transaction.atomic
def daftarkan_syarat(
    *, by: Pengguna, aksi: Aksi, isi: dict[str, Any], syarat: SyaratBukti | None = None
) -> SyaratBukti:
    """Add one kind of evidence to the list of *aksi*, or change *syarat*: ``uraian``, ``dari`` (who
    prepares it), ``periode`` ("" for each), ``wajib``. Raises PermissionDenied, ValidationError."""
    wajib(by, "rad.rencanakan_pantau", aksi)
    baru = syarat is None
    syarat = syarat or SyaratBukti(aksi=aksi, urutan=aksi.syarat_bukti.count() + 1)
    syarat.isikan(isi)
    syarat.save()
    peristiwa = "aksi.syarat_bukti_ditambah" if baru else "aksi.syarat_bukti_diubah"
    catat(by=by, peristiwa=peristiwa, objek=aksi)
    return syarat


@transaction.atomic
def hapus_syarat(*, by: Pengguna, syarat: SyaratBukti) -> None:
    """Strike a kind of evidence off the list. Raises PermissionDenied; ValidationError where a file
    was uploaded for it: what was owed then stays readable."""
    wajib(by, "rad.rencanakan_pantau", syarat.aksi)
    if syarat.bukti.exists():
        raise ValidationError("Sudah ada berkas untuk data dukung ini, jadi tidak dapat dihapus.")
    catat(by=by, peristiwa="aksi.syarat_bukti_dihapus", objek=syarat.aksi)
    syarat.delete()


@transaction.atomic
def unggah(
    *,
    by: Pengguna,
    laporan: LaporanAksi,
    uraian: str,
    isi: bytes,
    ekstensi: str,
    sidik: str,
    syarat: SyaratBukti | None = None,
    id_baru: UUID | None = None,
) -> Bukti:
    """Attach a checked file to *laporan*, for *syarat* where it is one that is owed. Sent twice it
    is attached once. Raises PermissionDenied unless the OPD may write the report; Terkunci;
    ValidationError for the same file again, too many files, or a foreign *syarat*."""
    if id_baru and (sudah := laporan.bukti.filter(pk=id_baru).first()):
        return sudah
    wajib(by, "rad.isi_laporan", laporan)
    laporan.pastikan_terbuka()
    if syarat and syarat.aksi_id != laporan.aksi_id:
        raise ValidationError({"syarat": "Data dukung ini milik aksi lain."})
    if laporan.bukti.count() >= MAKS_BUKTI:
        raise ValidationError(f"Satu laporan memuat paling banyak {MAKS_BUKTI} berkas.")
    bukti = Bukti(
        id=id_baru or uuid4(), laporan=laporan, syarat=syarat, uraian=uraian, ukuran=len(isi),
        sidik=sidik, oleh=by,
    )  # fmt: skip
    bukti.full_clean(exclude=["berkas"])
    bukti.berkas.save(f"bukti.{ekstensi}", ContentFile(isi), save=False)
    try:
        with transaction.atomic():
            bukti.save()
    except IntegrityError as galat:  # the same file, sent a moment earlier
        bukti.berkas.storage.delete(str(bukti.berkas.name))
        raise ValidationError("Berkas yang sama sudah diunggah pada laporan ini.") from galat
    catat(by=by, peristiwa="bukti_rad.diunggah", objek=laporan, rincian={"sidik": sidik})
    return bukti


@transaction.atomic
def hapus_bukti(*, by: Pengguna, bukti: Bukti) -> None:
    """Take a file out of a report that is not sent. Raises PermissionDenied, Terkunci;
    ValidationError for one that was verified: its verdict stays readable."""
    wajib(by, "rad.isi_laporan", bukti.laporan)
    if bukti.putusan == PutusanBukti.MEMADAI:
        raise ValidationError("Berkas ini sudah dinyatakan memadai, jadi tidak dapat dihapus.")
    nama, gudang = str(bukti.berkas.name), bukti.berkas.storage
    catat(by=by, peristiwa="bukti_rad.dihapus", objek=bukti.laporan, rincian={"sidik": bukti.sidik})
    bukti.delete()
    transaction.on_commit(lambda: gudang.delete(nama))


@transaction.atomic
def periksa_bukti(*, by: Pengguna, bukti: Bukti, memadai: bool, catatan: str = "") -> None:
    """Say whether one file is adequate, while its report waits for a verdict.

    Raises PermissionDenied unless *by* verifies, and for whoever uploaded it; ValidationError where
    "belum memadai" has no note, SudahBerubah where the report is not waiting any more; Terkunci.
    """
    laporan = LaporanAksi.objects.select_for_update().get(pk=bukti.laporan_id)
    wajib(by, "rad.verifikasi_laporan", laporan)
    if bukti.oleh_id == by.pk:
        raise PermissionDenied
    if laporan.status != StatusLaporan.DILAPORKAN:
        raise SudahBerubah
    if not memadai and not catatan:
        raise ValidationError({"catatan": "Tulis apa yang masih kurang."})
    bukti.putusan = PutusanBukti.MEMADAI if memadai else PutusanBukti.BELUM
    bukti.catatan, bukti.diperiksa_oleh, bukti.diperiksa_pada = catatan, by, timezone.now()
    bukti.full_clean(exclude=["berkas"])
    bukti.save()
    catat(by=by, peristiwa=f"bukti_rad.{bukti.putusan}", objek=laporan)


@transaction.atomic
def atur(*, by: Pengguna, rad: Rad, isi: dict[str, Any], versi: int | None = None) -> AturanPantau:
    """Store the settings of *rad*: deadlines in days, weights and thresholds in percent, formula.

    Raises PermissionDenied, ValidationError, SudahBerubah. A score already given stays as it was.
    """
    wajib(by, "rad.atur_pantau", rad)
    aturan = AturanPantau.objects.select_for_update().filter(rad=rad).first()
    if aturan is None:
        aturan = AturanPantau(rad=rad)
    elif versi is not None and versi != aturan.versi:
        raise SudahBerubah
    else:
        aturan.versi += 1
    aturan.isikan(isi)
    try:
        with transaction.atomic():
            aturan.save()
    except IntegrityError as galat:  # somebody else set the first ones a moment earlier
        raise SudahBerubah from galat
    catat(by=by, peristiwa="rad.aturan_pantau", objek=rad)
    return aturan


@transaction.atomic
def buka_kunci(
    *,
    by: Pengguna,
    rad: Rad,
    tahun: int,
    periode: str,
    sampai: dt.date,
    alasan: str,
    lembaga: Lembaga | None = None,
) -> BukaKunci:
    """Open a locked period again until *sampai*, for *lembaga* or for all. Raises PermissionDenied;
    ValidationError where it is not locked, the day is past, or the reason is too short."""
    wajib(by, "rad.buka_kunci", rad)
    hari = timezone.localdate()
    if tahun not in rad.tahun:
        raise ValidationError({"tahun": f"Tahun {tahun} di luar periode {rad}."})
    if not AturanPantau.milik(rad).jadwal(tahun, Periode(periode)).terkunci(hari):
        raise ValidationError({"periode": f"{periode} {tahun} belum terkunci."})
    if sampai < hari:
        raise ValidationError({"sampai": "Hari ini sudah lewat."})
    baris = BukaKunci(
        rad=rad, tahun=tahun, periode=periode, lembaga=lembaga, sampai=sampai, alasan=alasan,
        oleh=by,
    )  # fmt: skip
    baris.full_clean()
    baris.save()
    catat(
        by=by, peristiwa="rad.kunci_dibuka", objek=rad,
        rincian={"tahun": tahun, "periode": periode, "sampai": sampai.isoformat(),
                 "lembaga": str(lembaga.pk) if lembaga else None},
    )  # fmt: skip
    return baris
