"""Writes on follow-ups: owed, reported with evidence, verified by somebody else."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import ganti_berkas
from pokja.actions.notula import kunci_catatan
from pokja.enums_rapat import PutusanBukti, StatusTindakLanjut
from pokja.models import BuktiTindakLanjut, Keputusan, Pengguna, TindakLanjut

SUDAH_SELESAI = "Tindak lanjut ini sudah selesai, jadi tidak berubah lagi."


@transaction.atomic
def simpan_tindak_lanjut(
    *,
    by: Pengguna,
    keputusan: Keputusan,
    isi: dict[str, Any],
    tindak_lanjut: TindakLanjut | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> TindakLanjut:
    """Store what follows from *keputusan*: ``uraian``, ``lembaga``, ``tenggat`` (a day).

    While the minutes are written it may be corrected; later only its day moves. Raises
    PermissionDenied unless *by* keeps the meeting; ValidationError where its minutes are closed;
    SudahBerubah for a stale *versi*.
    """
    terkunci = kunci_catatan(by, keputusan.rapat)
    return tulis_tindak_lanjut(
        by=by, induk={"keputusan": keputusan}, isi=isi, tindak_lanjut=tindak_lanjut, versi=versi,
        id_baru=id_baru, jejak=("rapat.tindak_lanjut", terkunci),
    )  # fmt: skip


def tulis_tindak_lanjut(
    *,
    by: Pengguna,
    induk: dict[str, Any],
    isi: dict[str, Any],
    jejak: tuple[str, Any],
    tindak_lanjut: TindakLanjut | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> TindakLanjut:
    """Write what follows from *induk*, ``{"keputusan": …}`` or ``{"laporan": …}``, inside the
    transaction of a caller that has locked it and asked for the right; *jejak* is the audit event
    and the object it is told of. Raises ValidationError for one that is settled, SudahBerubah for
    a stale *versi*."""
    if tindak_lanjut is None:
        if id_baru and (sudah := TindakLanjut.objects.filter(pk=id_baru, **induk).first()):
            return sudah
        tindak_lanjut = TindakLanjut(dibuat_oleh=by, id=id_baru or uuid4(), **induk)
    else:
        _terbuka(tindak_lanjut)
        TindakLanjut.objects.naikkan(tindak_lanjut, versi)
    tindak_lanjut.isikan(isi)
    tindak_lanjut.save()
    peristiwa, objek = jejak
    catat(by=by, peristiwa=peristiwa, objek=objek)
    return tindak_lanjut


def _terbuka(tindak_lanjut: TindakLanjut) -> None:
    if not tindak_lanjut.terbuka:
        raise ValidationError(SUDAH_SELESAI)


def _kunci(tindak_lanjut: TindakLanjut) -> TindakLanjut:
    terkunci = TindakLanjut.objects.select_for_update().get(pk=tindak_lanjut.pk)
    _terbuka(terkunci)
    return terkunci


@transaction.atomic
def laporkan(
    *,
    by: Pengguna,
    tindak_lanjut: TindakLanjut,
    uraian: str,
    berkas: bytes | None = None,
    id_baru: UUID | None = None,
) -> BuktiTindakLanjut:
    """Report what was done, with a PDF as evidence where there is one; it waits for somebody
    else's verdict. Raises PermissionDenied unless *by* stands for the institution that owes it;
    ValidationError where it is settled or a report waits already."""
    wajib(by, "pokja.laporkan_tindak_lanjut", tindak_lanjut)
    if id_baru and (sudah := tindak_lanjut.bukti.filter(pk=id_baru).first()):
        return sudah
    terkunci = _kunci(tindak_lanjut)
    if terkunci.status == StatusTindakLanjut.DILAPORKAN:
        raise ValidationError("Laporan sebelumnya masih diperiksa.")
    bukti = BuktiTindakLanjut(tindak_lanjut=terkunci, uraian=uraian, oleh=by, id=id_baru or uuid4())
    bukti.full_clean()
    if berkas:
        ganti_berkas(bukti.berkas, berkas)
    bukti.save()
    _pindah(terkunci, StatusTindakLanjut.DILAPORKAN)
    catat(by=by, peristiwa="tindak_lanjut.dilaporkan", objek=terkunci)
    return bukti


@transaction.atomic
def periksa(*, by: Pengguna, bukti: BuktiTindakLanjut, memadai: bool, catatan: str = "") -> None:
    """Say whether the evidence is adequate: then the follow-up is settled, else it is owed again.

    Raises PermissionDenied unless *by* verifies, and for whoever reported it; ValidationError
    where "belum memadai" has no note; SudahBerubah where somebody has decided already.
    """
    wajib(by, "pokja.periksa_tindak_lanjut", None)
    terkunci = TindakLanjut.objects.select_for_update().get(pk=bukti.tindak_lanjut_id)
    satu = BuktiTindakLanjut.objects.select_for_update().get(pk=bukti.pk)
    if satu.oleh_id == by.pk:
        raise PermissionDenied
    if satu.putusan != PutusanBukti.MENUNGGU or terkunci.status != StatusTindakLanjut.DILAPORKAN:
        raise SudahBerubah
    if not memadai and not catatan:
        raise ValidationError({"catatan": "Tulis apa yang masih kurang."})
    satu.putusan = PutusanBukti.MEMADAI if memadai else PutusanBukti.BELUM
    satu.catatan, satu.diputus_oleh, satu.diputus_pada = catatan, by, timezone.now()
    satu.full_clean()
    satu.save()
    _pindah(terkunci, StatusTindakLanjut.MEMADAI if memadai else StatusTindakLanjut.TERBUKA)
    catat(by=by, peristiwa=f"tindak_lanjut.{satu.putusan}", objek=terkunci)


@transaction.atomic
def undur(*, by: Pengguna, tindak_lanjut: TindakLanjut, tenggat: dt.date, alasan: str) -> None:
    """Give more time, with a reason (at most 100 characters) that stays readable. Raises
    PermissionDenied,
    ValidationError for a day that is not later."""
    wajib(by, "pokja.periksa_tindak_lanjut", None)
    terkunci = _kunci(tindak_lanjut)
    if tenggat <= terkunci.tenggat:
        lama = tanggal(terkunci.tenggat)
        raise ValidationError({"tenggat": f"Tenggat baru harus sesudah {lama}."})
    lama_iso = terkunci.tenggat.isoformat()
    terkunci.tenggat = tenggat
    terkunci.versi += 1
    terkunci._change_reason = alasan  # type: ignore[attr-defined]  # read by simple_history
    terkunci.save()
    catat(
        by=by, peristiwa="tindak_lanjut.diundur", objek=terkunci,
        rincian={"dari": lama_iso, "ke": tenggat.isoformat()},
    )  # fmt: skip


@transaction.atomic
def hentikan(*, by: Pengguna, tindak_lanjut: TindakLanjut, alasan: str) -> None:
    """Give a follow-up up, with a reason. Raises PermissionDenied, ValidationError."""
    wajib(by, "pokja.periksa_tindak_lanjut", None)
    terkunci = _kunci(tindak_lanjut)
    terkunci.alasan_henti = alasan
    _pindah(terkunci, StatusTindakLanjut.DIHENTIKAN)
    catat(by=by, peristiwa="tindak_lanjut.dihentikan", objek=terkunci)


def _pindah(tindak_lanjut: TindakLanjut, status: str) -> None:
    tindak_lanjut.status = status
    tindak_lanjut.selesai_pada = None if tindak_lanjut.terbuka else timezone.now()
    tindak_lanjut.versi += 1
    tindak_lanjut.full_clean()
    tindak_lanjut.save()
