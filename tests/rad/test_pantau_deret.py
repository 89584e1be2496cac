"""All periods at once say what one period at a time says."""

import datetime as dt
import random
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rad.documents import pantau, pantau_jumlah
from rad.documents.pantau_deret import deret, semua_titik
from rad.enums import StatusAksi
from rad.enums_pantau import Periode
from rad.models import (
    Aksi,
    Anggaran,
    AturanPantau,
    Indikator,
    LaporanAksi,
    Realisasi,
    RealisasiAnggaran,
    Sasaran,
    Target,
    TargetPeriode,
)

RUAS = ("bidang", "label_bidang", "opd_id", "opd", "status", "terlambat", "warna", "capaian",
        "pagu", "serap_periode", "serap_kumulatif", "uang")  # fmt: skip
SATUAN = ("orang", "%", "desa")


@pytest.fixture(autouse=True)
def hari():
    """In the middle of the plan: some periods are over, some have not begun."""
    with time_machine.travel(dt.datetime(2027, 9, 12, tzinfo=dt.UTC)):
        yield


def isi_acak(rad, opd, orang, acak, banyak):
    """Fixed actions, every third of them with a predecessor, and reports of all kinds: late ones,
    missing ones, on the old wording, on both, without a figure, from a source without pagu."""
    sasaran = Sasaran.objects.create(rad=rad, bidang="penanganan", uraian=f"Sasaran {banyak}")
    for n in range(banyak):
        lama = _aksi(rad, sasaran, opd[n % 2], f"Lama {banyak} {n}", orang) if n % 3 == 0 else None
        baru = _aksi(rad, sasaran, opd[n % 2], f"Aksi {banyak} {n}", orang, asal=lama)
        asal = _indikator(lama, acak, {}) if lama else [None, None]
        indikator = [i for a in asal for i in _indikator(baru, acak, {"asal": a})[:1]]
        for tahun in rad.tahun:
            _rencana(baru, indikator, tahun, acak)
            for p in Periode:
                if lama and acak.random() < 0.4:
                    _lapor(lama, asal, tahun, p, orang, acak)
                if acak.random() < 0.6:
                    _lapor(baru, indikator, tahun, p, orang, acak)


def _aksi(rad, sasaran, opd, uraian, orang, asal=None):
    # Only the newest wording is monitored.
    tetap = not uraian.startswith("Lama")
    kini = dt.datetime(2025, 1, 2, tzinfo=dt.UTC)
    oleh = {"diajukan_oleh": orang, "diajukan_pada": kini, "diputuskan_oleh": orang,
            "diputuskan_pada": kini} if tetap else {}  # fmt: skip
    return Aksi.objects.create(
        rad=rad, sasaran=sasaran, bidang=sasaran.bidang, penanggung_jawab=opd, uraian=uraian,
        asal=asal, status=StatusAksi.DITETAPKAN if tetap else StatusAksi.DIBATALKAN, **oleh,
    )  # fmt: skip


def _indikator(aksi, acak, lain):
    return [
        Indikator.objects.create(
            aksi=aksi, nama=f"Indikator {n}", satuan=acak.choice(SATUAN),
            arah=acak.choice(("naik", "turun")), kumulatif=acak.random() < 0.2, urutan=n, **lain,
        )
        for n in range(2)
    ]  # fmt: skip


def _rencana(aksi, indikator, tahun, acak):
    for s in acak.sample(("pad", "dau", "csr"), 2):
        Anggaran.objects.create(aksi=aksi, tahun=tahun, sumber=s, pagu=acak.randint(0, 9) * 10**6)
    for i in indikator:
        if acak.random() < 0.8:
            Target.objects.create(indikator=i, tahun=tahun, nilai=acak.randint(0, 9))
        for p in Periode:
            if acak.random() < 0.8:
                nilai = None if acak.random() < 0.1 else Decimal(acak.randint(0, 9))
                TargetPeriode.objects.create(indikator=i, tahun=tahun, periode=p, nilai=nilai)


def _lapor(aksi, indikator, tahun, periode, orang, acak):
    saat = dt.datetime.combine(periode.akhir(tahun), dt.time(3), dt.UTC)
    saat += dt.timedelta(days=acak.choice((1, 10, 11, 40)), hours=acak.choice((0, 13, 15)))
    isi = {"status": acak.choice(("draf", "dilaporkan", "diterima"))}
    if isi["status"] != "draf" or acak.random() < 0.3:
        isi |= {"pertama_dilaporkan_pada": saat, "dilaporkan_pada": saat, "dilaporkan_oleh": orang}
    if isi["status"] == "diterima":
        nilai = dict.fromkeys(
            ("nilai_administrasi", "nilai_substansi", "skor"), acak.randint(0, 99)
        )
        isi |= {"diputuskan_oleh": orang, "diputuskan_pada": saat, **nilai}
    # Into the tables: periods long locked take no report through the model.
    [x] = LaporanAksi.objects.bulk_create(
        [LaporanAksi(aksi=aksi, tahun=tahun, periode=periode, **isi)]
    )
    Realisasi.objects.bulk_create(
        Realisasi(laporan=x, indikator=i, nilai=acak.choice((None, Decimal(acak.randint(0, 9)))))
        for i in indikator
        if i and acak.random() < 0.9
    )
    RealisasiAnggaran.objects.bulk_create(
        RealisasiAnggaran(laporan=x, sumber=s, nilai=acak.randint(0, 5) * 10**6)
        for s in acak.sample(("pad", "dau", "csr", "hibah"), 2)
    )


@pytest.mark.parametrize("benih", [1, 2, 3])
@pytest.mark.parametrize("saring", [{}, {"status": "diterima"}], ids=["semua", "diterima"])
def test_sama_dengan_satu_per_satu(rad, opd_a, opd_b, sekretariat, benih, saring):
    acak = random.Random(benih)
    isi_acak(rad, [opd_a.lembaga, opd_b.lembaga], sekretariat, acak, 7)
    aturan = AturanPantau.objects.create(
        rad=rad, batas_capaian=[None, 100][benih % 2], ambang_kuning=40
    )
    aksi, laporan = Aksi.objects.dipantau().filter(rad=rad), LaporanAksi.objects.filter(**saring)
    hasil = deret(aksi, aturan=aturan, laporan=laporan)
    assert list(hasil) == semua_titik(aturan)
    for (tahun, periode), butir in hasil.items():
        baris = pantau.susun(aksi, aturan=aturan, tahun=tahun, periode=periode, laporan=laporan)
        for satu, semua in zip(baris, butir, strict=True):
            for ruas in RUAS:
                assert getattr(semua, ruas) == getattr(satu, ruas), (tahun, periode, ruas)
        assert pantau_jumlah.jumlah(butir) == pantau_jumlah.jumlah(baris)
        assert pantau_jumlah.per_sumber(butir) == pantau_jumlah.per_sumber(baris)


def test_jumlah_kueri_tetap(rad, opd_a, opd_b, sekretariat):
    def kueri():
        with CaptureQueriesContext(connection) as tangkap:
            deret(Aksi.objects.dipantau(), aturan=AturanPantau(rad=rad), laporan=semua)
        return len(tangkap)

    semua = LaporanAksi.objects.all()
    isi_acak(rad, [opd_a.lembaga, opd_b.lembaga], sekretariat, random.Random(4), 2)
    sedikit = kueri()
    isi_acak(rad, [opd_a.lembaga, opd_b.lembaga], sekretariat, random.Random(5), 9)
    assert kueri() == sedikit == 8
