"""Identities (tier F3): opened for ten minutes with a reason, read on record, changed while open
(R02, R22)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions import verifikasi
from kasus.actions.dasar import IDENTITAS_DIBACA, kunci
from kasus.actions.isi import IsiIdentitas, IsiPelapor
from kasus.actions.orang import hitung_usia
from kasus.actions.segar import segarkan
from kasus.models import AksesIdentitas, Identitas, Kasus, Korban, Pelapor, Terlapor
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah

ALASAN = "menulis identitas"
LAMA_BUKA = dt.timedelta(minutes=10)
ALASAN_PALING_PENDEK = 15


class SudahTertutup(Exception):
    """The ten minutes are over. Nothing was written."""


@transaction.atomic
def buka(*, by: Any, kasus: Kasus, alasan: str) -> AksesIdentitas:
    """Open the identities of *kasus* to *by* for ten minutes; while open, return the opening.

    Raises PermissionDenied unless *by* handles the case, ValidationError for a short reason.
    That *by* has proved who they are within the last ten minutes is the caller's to see to.
    """
    kasus = kunci(by, kasus, "kasus.buka_identitas")
    if len(alasan.strip()) < ALASAN_PALING_PENDEK:
        raise ValidationError({"alasan": "Alasan paling sedikit 15 huruf."})
    if terbuka := akses_aktif(by, kasus):
        return terbuka
    akses = AksesIdentitas.objects.sistem("membuka identitas").create(
        kasus=kasus, pengguna=by, alasan=alasan, sampai=timezone.now() + LAMA_BUKA
    )
    catat(
        by=by,
        peristiwa="kasus.identitas_dibuka",
        objek=kasus,
        rincian={"akses": str(akses.pk), "menit": int(LAMA_BUKA.total_seconds() // 60)},
    )
    return akses


def akses_aktif(by: Any, kasus: Kasus) -> AksesIdentitas | None:
    """Return the opening that *by* may use now, or None."""
    terbuka = AksesIdentitas.objects.untuk(by).aktif(by).filter(kasus=kasus)
    return terbuka.order_by("-sampai").first()


def catat_baca(*, by: Any, kasus: Kasus, akses: AksesIdentitas, orang: str = "semua") -> None:
    """Record that *by* read identities under the opening *akses* (R22)."""
    catat(
        by=by,
        peristiwa=IDENTITAS_DIBACA,
        objek=kasus,
        rincian={"akses": str(akses.pk), "orang": orang, "tingkat": "F3", "kanal": "HTML"},
    )


@transaction.atomic
def simpan(
    *,
    by: Any,
    kasus: Kasus,
    orang: Korban | Terlapor | Pelapor,
    isi: IsiIdentitas,
    versi: int,
    pelapor: IsiPelapor | None = None,
) -> Identitas:
    """Store the identity of *orang*; a date of birth sets the age at the incident (R03).

    *versi* is what the person started from, 0 where nothing was stored. Raises
    :class:`SudahTertutup` once the opening is over, :class:`SudahBerubah` for an old *versi*,
    PermissionDenied unless *by* manages the case, ValidationError by field.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    if orang.kasus_id != kasus.pk:
        raise PermissionDenied
    if akses_aktif(by, kasus) is None:
        raise SudahTertutup
    identitas = _ambil(kasus, orang, versi)
    for nama, nilai in vars(isi).items():
        setattr(identitas, nama, nilai)
    identitas.save()
    if isinstance(orang, Pelapor):
        _simpan_pelapor(orang, pelapor)
    else:
        _segarkan_usia(kasus, orang, isi.tanggal_lahir)
        verifikasi.gugurkan(kasus)
        segarkan(kasus, by=by)
    catat(
        by=by,
        peristiwa="kasus.identitas_diubah",
        objek=kasus,
        rincian={"orang": getattr(orang, "kode", "pelapor")},
    )
    return identitas


def _ambil(kasus: Kasus, orang: Korban | Terlapor | Pelapor, versi: int) -> Identitas:
    pemilik = {type(orang).__name__.lower(): orang}
    semua = Identitas.objects.sistem(ALASAN)
    lama = semua.filter(**pemilik).first()
    if lama is None:
        return Identitas(kasus=kasus, **pemilik)
    if not semua.rebut(pk=lama.pk, versi=versi):
        raise SudahBerubah
    return semua.get(pk=lama.pk)


def _segarkan_usia(kasus: Kasus, orang: Korban | Terlapor, lahir: str) -> None:
    baris = type(orang).objects.sistem(ALASAN).get(pk=orang.pk)
    hitung_usia(kasus, baris, lahir)
    baris.save(update_fields=["usia", "kelompok_usia", "anak", "diubah_pada"])


def _simpan_pelapor(orang: Pelapor, isi: IsiPelapor | None) -> None:
    if isi is not None:
        orang.korban_sendiri, orang.hubungan = isi.korban_sendiri, isi.hubungan
        orang.save(update_fields=["korban_sendiri", "hubungan", "diubah_pada"])
