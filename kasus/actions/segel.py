"""Break-glass: opening a sealed case in an emergency, told at once and judged by somebody else."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from kasus.actions.notifikasi import beri_tahu, pemegang_di_unit, penanggung_jawab
from kasus.actions.ppdp import pejabat_pdp
from kasus.enums_akses import TingkatKasus
from kasus.models import BukaSegel, Kasus, LaranganAkses
from kasus.models.kasus import PERAN_KEPALA, PERAN_TERLARANG
from p3aks.core.audit import catat
from p3aks.core.jatah import ambil_jatah

ALASAN = "buka segel"
LAMA_BUKA = dt.timedelta(hours=4)
LAMA_TELAAH = dt.timedelta(hours=72)
COBA_MAKS = 5
MASA_COBA = dt.timedelta(minutes=15)


class TidakTerbuka(Exception):
    """The one answer to every code that opens nothing: whether it is unknown, not sealed, of
    another unit or closed to the person, nobody can tell."""


class SudahDitelaah(Exception):
    """Somebody judged this opening before."""


def boleh_mencoba(user: Any) -> bool:
    """Use up one of the five tries that *user* has in 15 minutes; False when none is left."""
    return ambil_jatah(f"buka-segel:{user.pk}", kali=COBA_MAKS, masa=MASA_COBA)


@transaction.atomic
def catat_gagal(*, by: Any) -> None:
    """Record that a try to break a seal failed."""
    catat(by=by, peristiwa="kasus.segel_ditolak", objek=by)


@transaction.atomic
def buka(*, by: Any, kode: str, alasan: str) -> BukaSegel:
    """Open the sealed case *kode* to *by* for four hours; return the opening.

    PPDP and a second person who answers for the case (in the team, otherwise of the unit) are told
    at once. An opening that is still in force is returned as it is. Raises :class:`TidakTerbuka`
    for every code that does not open; PermissionDenied unless *by* leads work on cases.
    """
    if not by.has_perm("kasus.buka_segel"):
        raise PermissionDenied
    kasus = _cari(by, kode)
    if kasus is None:
        raise TidakTerbuka
    semua = BukaSegel.objects.sistem(ALASAN)
    if ada := semua.aktif(by).filter(kasus=kasus).first():
        terbuka: BukaSegel = ada
        return terbuka
    kini = timezone.now()
    segel: BukaSegel = semua.create(
        kasus=kasus,
        pengguna=by,
        alasan=alasan,
        sampai=kini + LAMA_BUKA,
        batas_telaah=kini + LAMA_TELAAH,
        dibuat_pada=kini,
    )
    catat(by=by, peristiwa="kasus.segel_dibuka", objek=kasus, rincian={"segel": str(segel.pk)})
    beri_tahu(kasus, kasus.kode, "segel_dibuka", pejabat_pdp(), by=by)
    if not beri_tahu(kasus, kasus.kode, "segel_dibuka", penanggung_jawab(kasus), by=by):
        kepala = pemegang_di_unit(kasus.unit_id, *PERAN_KEPALA)
        beri_tahu(kasus, kasus.kode, "segel_dibuka", kepala, by=by)
    return segel


def _cari(by: Any, kode: str) -> Kasus | None:
    """Return the sealed case *kode* of *by*'s unit. One query that asks everything at once, so
    that no kind of failure takes longer than another."""
    tolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(pengguna=by)
    kasus: Kasus | None = (
        Kasus.objects.sistem(ALASAN)
        .filter(
            ~Exists(tolak.filter(kasus=OuterRef("pk"))),
            kode=kode,
            tingkat=TingkatKasus.K3,
            unit__in=by.lembaga_sebagai(*PERAN_KEPALA),
            anonim_pada=None,
        )
        .first()
    )
    return None if by.peran & PERAN_TERLARANG else kasus


@transaction.atomic
def telaah(*, by: Any, segel: BukaSegel, wajar: bool, catatan: str) -> None:
    """Judge an opening. What is judged not proper closes at once, if it is still open.

    Raises PermissionDenied for who opened it and for who may not judge, :class:`SudahDitelaah`
    where somebody was faster.
    """
    baris: BukaSegel | None = (
        BukaSegel.objects.untuk(by).select_for_update(of=("self",)).filter(pk=segel.pk).first()
    )
    if baris is None or not by.has_perm("kasus.telaah_segel", baris):
        raise PermissionDenied
    if baris.ditelaah_pada:
        raise SudahDitelaah
    kini = timezone.now()
    baris.ditelaah_oleh, baris.ditelaah_pada = by, kini
    baris.dinilai_wajar, baris.catatan_telaah = wajar, catatan
    if not wajar and baris.ditutup_pada is None and baris.sampai > kini:
        baris.ditutup_pada = kini
    baris.save()
    catat(
        by=by,
        peristiwa="kasus.segel_ditelaah",
        objek=Kasus.objects.sistem(ALASAN).get(pk=baris.kasus_id),
        rincian={"segel": str(baris.pk), "wajar": int(wajar)},
    )
