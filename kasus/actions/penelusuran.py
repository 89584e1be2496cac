"""Screening: somebody opens far more cases than their work needs (T7)."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import DIBACA
from kasus.actions.notifikasi import beri_tahu
from kasus.actions.ppdp import pejabat_pdp
from kasus.models import AlasanBuka, DugaanPenelusuran, Kasus, TimKasus
from p3aks.core.audit import JejakAudit, catat, rantai_dari

ALASAN = "penelusuran"
JENDELA = dt.timedelta(hours=1)
BATAS = 20  # different cases within the hour
BATAS_LUAR = 3  # of these outside the own teams


class PerluAlasan(Exception):
    """This case opens only after a reason was given; ``kasus_id`` says which."""

    def __init__(self, kasus_id: Any) -> None:
        super().__init__("alasan membuka kasus belum ditulis")
        self.kasus_id = kasus_id


class SudahDitelaah(Exception):
    """Somebody looked into this alert before."""


def periksa_penelusuran(user: Any, kasus: Kasus) -> bool:
    """Tell whether *user* must give a reason before *kasus* opens; call before the trail is
    written.

    The case that goes over a limit still opens, and PPDP is told; from then on each further case
    needs a reason for an hour. A case that was open within the hour is not a further one. Two
    queries, one where the case was open.
    """
    kini = timezone.now()
    dibuka = set(
        JejakAudit.objects.filter(
            peristiwa=DIBACA, pada__gt=kini - JENDELA, oleh_id=str(user.pk)
        ).values_list("rantai", flat=True)
    )
    if rantai_dari(kasus) in dibuka:
        return False
    if dugaan := _berjalan(user):
        alasan = AlasanBuka.objects.sistem(ALASAN).filter(dugaan=dugaan, kasus=kasus)
        return not alasan.exists()
    _hitung(user, {UUID(rantai.partition(":")[2]) for rantai in dibuka} | {kasus.pk})
    return False


def _berjalan(user: Any) -> DugaanPenelusuran | None:
    semua = DugaanPenelusuran.objects.sistem(ALASAN)
    dugaan: DugaanPenelusuran | None = semua.filter(
        pengguna=user, dibuat_pada__gt=timezone.now() - JENDELA
    ).first()
    return dugaan


def _hitung(user: Any, pk: set[UUID]) -> None:
    """Raise the alert where the cases *pk* of the hour are too many."""
    if len(pk) <= BATAS_LUAR:
        return
    tim = TimKasus.objects.sistem(ALASAN).aktif(user).filter(kasus__in=pk)
    luar = len(pk) - tim.values("kasus").distinct().count()
    if len(pk) > BATAS or luar > BATAS_LUAR:
        _duga(user, len(pk), luar)


@transaction.atomic
def _duga(user: Any, jumlah: int, luar: int) -> None:
    dugaan = DugaanPenelusuran.objects.sistem(ALASAN).create(
        pengguna=user, jumlah=jumlah, di_luar_tugas=luar
    )
    catat(
        by=user,
        peristiwa="kasus.penelusuran_diduga",
        objek=dugaan,
        rincian={"jumlah": jumlah, "luar": luar},
    )
    beri_tahu(None, kode(dugaan), "penelusuran", pejabat_pdp(), by=user)


def kode(dugaan: DugaanPenelusuran) -> str:
    """Return the short code under which PPDP finds an alert."""
    return f"D-{dugaan.pk.hex[:8].upper()}"


@transaction.atomic
def beri_alasan(*, by: Any, kasus: Kasus, alasan: str) -> None:
    """Store why *by* opens *kasus*, for PPDP to read. Nothing to store where no alert is on."""
    if dugaan := _berjalan(by):
        semua = AlasanBuka.objects.sistem(ALASAN)
        if not semua.filter(dugaan=dugaan, kasus=kasus).exists():
            semua.create(dugaan=dugaan, kasus=kasus, alasan=alasan)
            catat(by=by, peristiwa="kasus.alasan_buka", objek=kasus)


@transaction.atomic
def telaah(*, by: Any, dugaan: DugaanPenelusuran, catatan: str) -> None:
    """Write down what PPDP found. Raises :class:`SudahDitelaah` where somebody was faster."""
    baris = DugaanPenelusuran.objects.untuk(by).select_for_update().get(pk=dugaan.pk)
    if baris.ditelaah_pada:
        raise SudahDitelaah
    baris.ditelaah_oleh, baris.ditelaah_pada, baris.catatan = by, timezone.now(), catatan
    baris.save()
    catat(by=by, peristiwa="kasus.penelusuran_ditelaah", objek=baris)
