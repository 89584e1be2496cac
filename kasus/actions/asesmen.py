"""Assessments: begun, saved piece by piece, finished (R10, R11)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kasus.actions.penanganan import (
    ALASAN,
    kunci_baru,
    kunci_korban,
    tutup_langkah,
    wajib_langkah,
    wajib_terbuka,
)
from kasus.aturan.tahap import FaktaKasus
from kasus.documents.penanganan import asesmen_terbuka, putaran_ini
from kasus.enums_akses import JenisAsesmen, PeranTim
from kasus.models import Asesmen, Kasus, Korban, TimKasus
from p3aks.core.models import SudahBerubah

BELUM_DITULIS = "Isi bagian ini sebelum asesmen diselesaikan."
SEBELUM_MULAI = "Tanggal tidak boleh mendahului tanggal asesmen dimulai."
MASIH_TERBUKA = "Masih ada asesmen sejenis yang belum selesai. Lanjutkan asesmen itu."
PUTARAN_LALU = (
    "Asesmen ini dimulai sebelum kasus dibuka kembali. Mulai asesmen baru; isinya tetap terbaca."
)
SUDAH_SELESAI = "Asesmen ini sudah selesai. Catat perkembangan sebagai asesmen lanjutan."
SEBUT_PSIKOLOG = "Tulis nama psikolog yang memeriksa dan lembaganya."
# What must be written before an assessment of a kind can be finished.
WAJIB: dict[str, tuple[str, ...]] = {
    JenisAsesmen.BIOPSIKOSOSIAL: ("bio", "psiko", "sosial", "kebutuhan", "rencana_aman"),
    JenisAsesmen.PSIKOLOG: ("psiko",),
    JenisAsesmen.LANJUTAN: ("kebutuhan", "rencana_aman"),
}


@transaction.atomic
def mulai(
    *,
    by: Any,
    korban: Korban,
    jenis: str,
    mulai: datetime,
    isi: Mapping[str, str],
    selesai: datetime | None = None,
    kunci: UUID | None = None,
) -> Asesmen:
    """Begin an assessment of *korban*; with *selesai* finish it at once.

    *isi* maps codes of ``Asesmen.BAGIAN`` to text. *kunci* is the form's one-time key: sent twice
    it makes one row. A high-risk case needs an emergency action first (R11). A psychologist's
    examination is recorded by a psychologist of the team, or by the manager, who names one.
    Raises PermissionDenied, or ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, korban)
    pk, sudah = kunci_baru(Asesmen, kunci, korban)
    if sudah:
        return sudah
    if jenis == JenisAsesmen.PSIKOLOG and not by.has_perm("kasus.asesmen_psikolog", kasus):
        raise PermissionDenied
    mulai = wajib_langkah(fakta, "asesmen_mulai", mulai, ruas="mulai")
    if asesmen_terbuka(korban, fakta, jenis):
        raise ValidationError(MASIH_TERBUKA)
    asesmen: Asesmen = Asesmen.objects.sistem(ALASAN).create(
        id=pk, korban=korban, jenis=jenis, mulai=mulai, isi=_lengkap(isi), oleh=by
    )
    _periksa_psikolog(kasus, asesmen)
    rincian = {"korban": korban.kode, "jenis": jenis, "asesmen": str(pk)}
    tutup_langkah(by, kasus, "kasus.asesmen_dimulai", **rincian)
    if selesai is not None:  # two steps of the case, each with its stage in the trail
        _selesaikan(asesmen, fakta, selesai)
        tutup_langkah(by, kasus, "kasus.asesmen_selesai", **rincian)
    return asesmen


@transaction.atomic
def simpan(
    *,
    by: Any,
    asesmen: Asesmen,
    isi: Mapping[str, str],
    versi: int,
    selesai: datetime | None = None,
) -> Asesmen:
    """Store the text of an unfinished assessment; with *selesai* finish it.

    *versi* is the version the person started from. Raises SudahBerubah where somebody saved in
    between or it was finished; PermissionDenied, ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, asesmen.korban)
    baris: Asesmen = Asesmen.objects.sistem(ALASAN).get(pk=asesmen.pk, korban=korban)
    if not by.has_perm("kasus.lanjutkan_asesmen", baris):
        raise PermissionDenied
    wajib_terbuka(fakta)
    if not putaran_ini(fakta, baris.mulai):
        raise ValidationError(PUTARAN_LALU)
    if baris.selesai is not None:
        raise SudahBerubah
    Asesmen.objects.sistem(ALASAN).naikkan(baris, versi)
    baris.isi = _lengkap(isi)
    _periksa_psikolog(kasus, baris)
    baris.save(update_fields=["isi", "diubah_pada"])
    if selesai is not None:
        _selesaikan(baris, fakta, selesai)
    peristiwa = "kasus.asesmen_selesai" if baris.selesai else "kasus.asesmen_disimpan"
    tutup_langkah(
        by, kasus, peristiwa, korban=korban.kode, asesmen=str(baris.pk), versi=baris.versi
    )
    return baris


def _lengkap(isi: Mapping[str, str]) -> dict[str, str]:
    return {kode: isi.get(kode, "") for kode in Asesmen.BAGIAN}


def _periksa_psikolog(kasus: Kasus, asesmen: Asesmen) -> None:
    """Whoever is not the team's psychologist says who examined."""
    if asesmen.jenis != JenisAsesmen.PSIKOLOG or asesmen.isi["psikolog"].strip():
        return
    tim = TimKasus.objects.sistem(ALASAN).filter(kasus=kasus, pengguna=asesmen.oleh_id)
    if not tim.filter(peran=PeranTim.PSIKOLOG).exists():
        raise ValidationError({"psikolog": SEBUT_PSIKOLOG})


def _selesaikan(asesmen: Asesmen, fakta: FaktaKasus, selesai: datetime) -> None:
    """Finish *asesmen* at *selesai*. *fakta* is from before it was begun or saved."""
    isi = asesmen.isi
    kosong = [kode for kode in WAJIB[asesmen.jenis] if not isi[kode].strip()]
    if kosong:
        raise ValidationError(dict.fromkeys(kosong, BELUM_DITULIS))
    # Its own beginning stands for the fact it builds on: it may be written at the same time.
    selesai = wajib_langkah(fakta, "asesmen_mulai", selesai, ruas="selesai")
    if selesai < asesmen.mulai:
        raise ValidationError({"selesai": SEBELUM_MULAI})
    asesmen.selesai = selesai
    asesmen.save(update_fields=["selesai", "diubah_pada"])
