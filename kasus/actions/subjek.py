"""Requests of a victim about her own data, each answered within 72 hours (UU 27/2022 Ps 30–41)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci, tidak_di_depan
from kasus.actions.notifikasi import beri_tahu
from kasus.actions.ppdp import pejabat_pdp
from kasus.models import Kasus, Korban, PermintaanSubjek
from p3aks.core.audit import catat

ALASAN = "permintaan subjek"
BATAS = dt.timedelta(hours=72)


@transaction.atomic
def buat(
    *, by: Any, korban: Korban, jenis: str, diterima_pada: Any, catatan: str, id_baru: Any
) -> PermintaanSubjek:
    """Record a request; the clock runs from when it was received, and PPDP is told.

    *id_baru* is the one-time key of the form. Raises PermissionDenied unless *by* handles the
    case, ValidationError for a time in the future.
    """
    kasus = kunci(by, korban.kasus)
    tidak_di_depan(diterima_pada, "Waktu diterima")
    semua = PermintaanSubjek.objects.sistem(ALASAN)
    if ada := semua.filter(pk=id_baru, korban=korban).first():
        lama: PermintaanSubjek = ada
        return lama
    baru: PermintaanSubjek = semua.create(
        id=id_baru,
        korban=korban,
        jenis=jenis,
        diterima_pada=diterima_pada,
        batas=diterima_pada + BATAS,
        catatan=catatan,
        oleh=by,
    )
    catat(
        by=by,
        peristiwa="kasus.permintaan_subjek",
        objek=kasus,
        rincian={"permintaan": str(baru.pk), "jenis": jenis},
    )
    beri_tahu(kasus, kasus.kode, "permintaan_subjek", pejabat_pdp(), by=by)
    return baru


@transaction.atomic
def jawab(*, by: Any, permintaan: PermintaanSubjek, catatan: str) -> None:
    """Record that the request was answered, and how.

    Raises PermissionDenied unless *by* may answer, ValidationError where it was answered before.
    """
    baris: PermintaanSubjek | None = (
        PermintaanSubjek.objects.untuk(by)
        .select_for_update(of=("self",))
        .filter(pk=permintaan.pk)
        .first()
    )
    if baris is None or not by.has_perm("kasus.jawab_permintaan"):
        raise PermissionDenied
    if baris.dijawab_pada:
        raise ValidationError("Permintaan ini sudah dijawab.")
    baris.dijawab_pada, baris.dijawab_oleh = timezone.now(), by
    baris.catatan = "\n".join(filter(None, (baris.catatan, catatan)))
    baris.save()
    catat(
        by=by,
        peristiwa="kasus.permintaan_dijawab",
        objek=_kasus(baris),
        rincian={"permintaan": str(baris.pk)},
    )


@transaction.atomic
def catat_jejak_dibaca(*, by: Any, permintaan: PermintaanSubjek) -> None:
    """Record that somebody read the access trail of a subject."""
    catat(
        by=by,
        peristiwa="kasus.jejak_dibaca",
        objek=_kasus(permintaan),
        rincian={"halaman": "jejak_subjek", "tingkat": "F0", "kanal": "HTML"},
    )


def _kasus(permintaan: PermintaanSubjek) -> Kasus:
    kasus: Kasus = Kasus.objects.sistem(ALASAN).get(korban=permintaan.korban_id)
    return kasus
