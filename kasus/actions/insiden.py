"""Breaches: the record, its 72-hour clock and its steps (R24, UU 27/2022 Ps 46)."""

import datetime as dt
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import tidak_di_depan
from kasus.actions.notifikasi import beri_tahu
from kasus.actions.ppdp import pejabat_pdp
from kasus.documents import insiden as isi_insiden
from kasus.enums_akses import StatusInsiden
from kasus.models import Insiden
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah

ALASAN = "catatan insiden"
BATAS = dt.timedelta(hours=72)
ISI = ("diketahui_pada", "mulai", "selesai", "akun", "uraian", "data_terungkap", "upaya")
TERKUNCI = "Pemberitahuan sudah dikirim; isinya tidak diubah lagi."


@transaction.atomic
def buat(*, by: Any, isi: Mapping[str, Any], id_baru: Any) -> Insiden:
    """Record a breach; the clock runs from when it became known. PPDP is told.

    *id_baru* is the one-time key of the form: sent twice it makes one record. Raises
    PermissionDenied for others than PPDP, ValidationError for times that cannot be.
    """
    _wajib(by)
    if ada := Insiden.objects.sistem(ALASAN).filter(pk=id_baru).first():
        lama: Insiden = ada
        return lama
    _periksa_waktu(isi)
    baru: Insiden = Insiden.objects.sistem(ALASAN).create(
        **{nama: isi[nama] for nama in ISI},
        id=id_baru,
        batas=isi["diketahui_pada"] + BATAS,
        oleh=by,
    )
    catat(by=by, peristiwa="kasus.insiden_dibuat", objek=baru)
    beri_tahu(None, baru.kode, "insiden", pejabat_pdp(), by=by)
    return baru


@transaction.atomic
def ubah(*, by: Any, insiden: Insiden, isi: Mapping[str, Any], versi: int) -> None:
    """Complete the record while the notice has not gone out.

    Raises :class:`SudahBerubah` where somebody saved since version *versi* was read.
    """
    _wajib(by)
    _periksa_waktu(isi)
    if not Insiden.objects.sistem(ALASAN).rebut(pk=insiden.pk, versi=versi):
        raise SudahBerubah
    baris: Insiden = Insiden.objects.sistem(ALASAN).get(pk=insiden.pk)
    if baris.status != StatusInsiden.TERBUKA:
        raise ValidationError(TERKUNCI)
    for nama in ISI:
        setattr(baris, nama, isi[nama])
    baris.batas = baris.diketahui_pada + BATAS
    baris.save()
    catat(by=by, peristiwa="kasus.insiden_diubah", objek=baris)


@transaction.atomic
def beritahukan(*, by: Any, insiden: Insiden) -> None:
    """Record that subjects and authority were told. All three contents of Ps 46 must be there."""
    baris = _kunci(by, insiden, StatusInsiden.TERBUKA)
    if kurang := kurang_isi(baris):
        raise ValidationError(f"Isi dahulu: {', '.join(kurang)}.")
    baris.status, baris.diberitahukan_pada = StatusInsiden.DIBERITAHUKAN, timezone.now()
    baris.save()
    catat(by=by, peristiwa="kasus.insiden_diberitahukan", objek=baris)


@transaction.atomic
def tutup(*, by: Any, insiden: Insiden) -> None:
    """Close a breach that was told about."""
    baris = _kunci(by, insiden, StatusInsiden.DIBERITAHUKAN)
    baris.status, baris.ditutup_pada = StatusInsiden.DITUTUP, timezone.now()
    baris.save()
    catat(by=by, peristiwa="kasus.insiden_ditutup", objek=baris)


@transaction.atomic
def ekspor(*, by: Any, insiden: Insiden, tujuan: IO[bytes]) -> int:
    """Write what the account touched into a workbook; return the number of subjects.

    The export is counted in the trail. Raises ValidationError where account or period are missing.
    """
    _wajib(by)
    if not isi_insiden.siap_ekspor(insiden):
        raise ValidationError("Isi dahulu akun yang terlibat dan masa kejadiannya.")
    jumlah = isi_insiden.cetak(insiden, tujuan, by=by)
    catat(by=by, peristiwa="kasus.insiden_diekspor", objek=insiden, rincian={"subjek": jumlah})
    return jumlah


def kurang_isi(insiden: Insiden) -> list[str]:
    """Return which of the three contents of a notice are still empty (Ps 46(2))."""
    wajib = {
        "data yang terungkap": insiden.data_terungkap,
        "kapan dan bagaimana terungkap": insiden.uraian,
        "upaya penanganan dan pemulihan": insiden.upaya,
    }
    return [nama for nama, isi in wajib.items() if not isi.strip()]


def _wajib(by: Any) -> None:
    if not by.has_perm("kasus.pelindungan"):
        raise PermissionDenied


def _kunci(by: Any, insiden: Insiden, status: str) -> Insiden:
    """Return the row, locked; ValidationError unless it is in *status*."""
    _wajib(by)
    baris: Insiden = Insiden.objects.sistem(ALASAN).select_for_update().get(pk=insiden.pk)
    if baris.status != status:
        raise ValidationError(f"Insiden ini sudah berstatus “{baris.get_status_display()}”.")
    return baris


def _periksa_waktu(isi: Mapping[str, Any]) -> None:
    tidak_di_depan(isi["diketahui_pada"], "Waktu diketahui")
    if isi["mulai"] and isi["selesai"] and isi["mulai"] > isi["selesai"]:
        raise ValidationError("Perkiraan berakhir mendahului perkiraan mulai.")
