"""Monitoring for tests: a fixed action in time for B04 2026, and its reports."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from rad.actions import pantau, versi
from rad.actions.isi import IsiAnggaran
from rad.actions.pantau import IsiLaporan
from rad.documents import pantau as susun
from rad.models import (
    Aksi,
    AturanPantau,
    LaporanAksi,
)
from tests.rad.bantu_aksi import disetujui
from tests.rad.dunia_pantau import draf, isi

D = Decimal


DALAM_B04 = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)  # after the period, before its deadline
TERLAMBAT = dt.datetime(2026, 5, 20, 9, tzinfo=dt.UTC)
TERKUNCI = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
B04 = {"tahun": 2026, "periode": "B04"}


@pytest.fixture(name="hari")
def _hari():
    """The clock, inside the time for B04 2026."""
    with time_machine.travel(DALAM_B04, tick=True) as jam:
        yield jam


@pytest.fixture(name="aksi")
def _aksi(hari, opd_a, rad, sekretariat) -> Aksi:
    """A fixed action of *opd_a* with money in 2026 from two sources."""
    uang = [IsiAnggaran("pad", {2026: D(90_000_000)}), IsiAnggaran("dau", {2026: D(10_000_000)})]
    satu = disetujui(opd_a, rad, sekretariat, anggaran=uang)
    versi.tetapkan(by=sekretariat, rad=rad)
    return Aksi.objects.select_related("rad", "penanggung_jawab").get(pk=satu.pk)


def tulis(by, aksi, **lain):
    return draf(by, aksi, tahun=2026, **lain)


def kirim(by, aksi):
    laporan = tulis(by, aksi)
    pantau.simpan(by=by, aksi=aksi, isi=penuh(aksi), versi=laporan.versi, **B04)
    laporan = LaporanAksi.objects.get(pk=laporan.pk)
    pantau.laporkan(by=by, laporan=laporan)
    return laporan


def penuh(aksi, nilai="3"):
    """A report with every value and every source."""
    uang = {"pad": D(30_000_000), "dau": D(0)}
    return IsiLaporan(isi(aksi, nilai).realisasi, uang, "Hujan", "Diulang")


def baca(user, aksi, periode="B04"):
    return susun.susun(
        Aksi.objects.filter(pk=aksi.pk), aturan=AturanPantau.milik(aksi.rad), tahun=2026,
        periode=periode, laporan=LaporanAksi.objects.untuk(user),
    )[0]  # fmt: skip
