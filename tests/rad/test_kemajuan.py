"""Dashboard and public progress: figures that agree, and nobody to be recognised by."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from p3aks.core.charts import garis, lebar_batang
from pokja.enums import Peran
from rad.actions import pantau, versi
from rad.actions.isi import IsiIndikator
from rad.documents import dasbor, kemajuan
from rad.models import Aksi, AturanPantau, LaporanAksi, Target
from tests.rad.bantu_aksi import TAHUN, disetujui, teks
from tests.rad.dunia_pantau import buka, isi

D = Decimal


@pytest.fixture(autouse=True)
def hari():
    """After all periods of 2026."""
    with time_machine.travel(dt.datetime(2027, 2, 3, tzinfo=dt.UTC), tick=True) as jam:
        yield jam


def lapor(rad, opd, pemutus, uraian, nilai, *periode, terima=True, **ubah):
    """A fixed action with reports on *periode* of 2026 that say *nilai* each."""
    satu = disetujui(opd, rad, pemutus, uraian, **ubah)
    versi.tetapkan(by=pemutus, rad=rad, hanya=satu)
    satu = Aksi.objects.select_related("rad").get(pk=satu.pk)
    for p in periode:
        laporan = pantau.simpan(
            by=opd, aksi=satu, tahun=2026, periode=p,
            isi=_isi(satu, nilai),
        )  # fmt: skip
        pantau.laporkan(by=opd, laporan=laporan)
        if terima:
            pantau.terima(by=pemutus, laporan=laporan, administrasi=D(90), substansi=D(90))
    return satu


def _isi(aksi, nilai):
    dasar = isi(aksi, nilai)
    uang = {a.sumber: D(1_000_000) for a in aksi.anggaran.filter(tahun=2026)}
    return type(dasar)(dasar.realisasi, uang)


def korban(nama="Korban yang didampingi", satuan="orang", **lain):
    return [IsiIndikator(nama, satuan, "naik", {t: D(10) for t in TAHUN}, **lain)]


@pytest.fixture
def terbuka(rad, sekretariat):
    buka(rad, sekretariat, tahun=2026)
    return rad


def tampil(rad, periode="B12", tahun=2026):
    aturan = AturanPantau.milik(rad)
    hasil = kemajuan.susun(rad, aturan, aturan.jadwal(tahun, periode))
    return {a.uraian: a.indikator[0] for k in hasil["kelompok"] for a in k["aksi"]}


class TestKemajuan:
    def test_hanya_yang_diterima(self, terbuka, opd_a, sekretariat):
        lapor(terbuka, opd_a, sekretariat, "Diterima", "9", "B12")
        lapor(terbuka, opd_a, sekretariat, "Menunggu", "9", "B12", terima=False)
        isi_publik = tampil(terbuka)
        assert isi_publik["Diterima"].realisasi == "9"
        assert isi_publik["Menunggu"].realisasi == "belum ada"
        assert isi_publik["Menunggu"].capaian is None

    @pytest.mark.parametrize(
        ("nilai", "periode", "terbaca", "bercapaian"),
        [
            ("3", "B12", "kurang dari 5", False),
            ("5", "B12", "5", True),
            ("0", "B12", "0", True),
            ("9", "B08", kemajuan.TAHUNAN, False),
        ],
    )
    def test_korban_tidak_dikenali(
        self, terbuka, opd_a, sekretariat, nilai, periode, terbaca, bercapaian
    ):
        lapor(terbuka, opd_a, sekretariat, "Pendampingan", nilai, periode, indikator=korban())
        satu = tampil(terbuka, periode)["Pendampingan"]
        assert satu.realisasi == terbaca
        assert (satu.capaian is not None) is bercapaian

    def test_orang_yang_sedikit_tidak_dikenali(self, terbuka, opd_a, sekretariat):
        """Also where they are no victims, and also not as the difference of two sums."""
        peserta = korban("Kader yang dilatih")
        aksi = lapor(terbuka, opd_a, sekretariat, "Pelatihan", "4", "B04", indikator=peserta)
        satu = tampil(terbuka, "B04")["Pelatihan"]
        assert (satu.realisasi, satu.capaian) == ("kurang dari 5", None)
        for periode, nilai, terbaca in (("B08", 9, "13"), ("B12", 2, kemajuan.SELISIH)):
            laporan = pantau.simpan(
                by=opd_a, aksi=aksi, tahun=2026, periode=periode, isi=_isi(aksi, nilai)
            )
            pantau.laporkan(by=opd_a, laporan=laporan)
            pantau.terima(by=sekretariat, laporan=laporan, administrasi=D(90), substansi=D(90))
            assert tampil(terbuka, periode)["Pelatihan"].realisasi == terbaca
        assert tampil(terbuka, "B12")["Pelatihan"].capaian is None

    def test_jumlah_berjalan_orang_dimuat_setahun_sekali(self, terbuka, opd_a, sekretariat):
        lapor(
            terbuka, opd_a, sekretariat, "Pelatihan", "40", "B08", "B12",
            indikator=korban("Kader terlatih", kumulatif=True),
        )  # fmt: skip
        assert tampil(terbuka, "B08")["Pelatihan"].realisasi == kemajuan.TAHUNAN
        assert tampil(terbuka, "B12")["Pelatihan"].realisasi == "40"

    def test_korban_kumulatif_tidak_dapat_dikurangkan(self, terbuka, opd_a, sekretariat):
        lapor(
            terbuka, opd_a, sekretariat, "Pendampingan", "40", "B12",
            indikator=korban(kumulatif=True),
        )  # fmt: skip
        assert tampil(terbuka)["Pendampingan"].realisasi == kemajuan.TIDAK

    def test_yang_disembunyikan_tidak_bocor_lewat_rata_rata(self, terbuka, opd_a, sekretariat):
        lapor(terbuka, opd_a, sekretariat, "Pendampingan", "3", "B12", indikator=korban())
        aturan = AturanPantau.milik(terbuka)
        hasil = kemajuan.susun(terbuka, aturan, aturan.jadwal(2026, "B12"))
        assert hasil["kelompok"][0]["capaian"] is None

    def test_halaman_dan_berkas_sama(self, client, terbuka, opd_a, sekretariat):
        lapor(terbuka, opd_a, sekretariat, "=Pelatihan", "9", "B12")
        lapor(terbuka, opd_a, sekretariat, "Pendampingan", "3", "B12", indikator=korban())
        kueri = "?tahun=2026&periode=B12"
        halaman = teks(client.get(reverse("publik_kemajuan", args=[terbuka.pk]) + kueri))
        berkas = client.get(reverse("publik_kemajuan_csv", args=[terbuka.pk]) + kueri)
        assert "kurang dari 5" in halaman
        assert "30,00%" not in halaman  # 3 of 10
        isi_berkas = berkas.content.decode()
        assert "kurang dari 5" in isi_berkas
        assert ";'=Pelatihan;" in isi_berkas
        assert opd_a.nama not in halaman + isi_berkas

    def test_periode_yang_masih_berjalan_belum_terbit(self, client, terbuka, opd_a, sekretariat):
        lapor(terbuka, opd_a, sekretariat, "Pelatihan", "9", "B12")
        alamat = reverse("publik_kemajuan", args=[terbuka.pk])
        with time_machine.travel(dt.datetime(2027, 1, 9, tzinfo=dt.UTC)):  # deadline: 10 January
            halaman = teks(client.get(alamat + "?tahun=2026&periode=B12"))
        assert "Sampai akhir B08" in halaman

    def test_rad_yang_disusun_tidak_terlihat(self, client, rad):
        assert client.get(reverse("publik_kemajuan", args=[rad.pk])).status_code == 404


class TestDasbor:
    def test_jumlah_sama_dengan_daftar(self, terbuka, opd_a, opd_b, sekretariat):
        lapor(terbuka, opd_a, sekretariat, "Satu", "6", "B04", "B08")
        lapor(terbuka, opd_b, sekretariat, "Dua", "6", "B04", bidang="penanganan")
        aturan = AturanPantau.milik(terbuka)
        hasil = dasbor.susun(
            Aksi.objects.dipantau(), aturan, 2026, "B08", LaporanAksi.objects.all()
        )
        semua = hasil["jumlah"]
        assert (semua.aksi, semua.diterima, semua.kumulatif) == (2, 1, D(3_000_000))
        for _, larik in hasil["potongan"]:
            assert sum(x.jumlah.kumulatif for x in larik) == semua.kumulatif
            assert sum(x.jumlah.pagu for x in larik) == semua.pagu
        assert sum(u.kumulatif for u, _ in hasil["sumber"]) == semua.kumulatif
        saat = {(s.tahun, s.periode): s for s in hasil["perjalanan"]}
        assert saat[2026, "B08"].jumlah == semua
        assert saat[2026, "B04"].jumlah.diterima == 2
        assert [s.tahun for s, _ in hasil["tahunan"]] == list(TAHUN)
        assert saat[2027, "B04"].serapan is None

    def test_opd_melihat_miliknya(self, terbuka, opd_a, opd_b, sekretariat, masuk):
        lapor(terbuka, opd_a, sekretariat, "Satu", "6", "B04")
        alamat = reverse("rad:dasbor", args=[terbuka.pk]) + "?tahun=2026&periode=B04"
        assert "1 aksi" in teks(masuk(opd_a).get(alamat)).replace("<b>1</b>", "1")
        assert "0 aksi" in teks(masuk(opd_b).get(alamat)).replace("<b>0</b>", "0")

    def test_jumlah_kueri_tetap(self, terbuka, opd_a, sekretariat, masuk, client):
        def kueri(alamat, orang=None):
            peramban = masuk(orang) if orang else client
            peramban.get(alamat)
            with CaptureQueriesContext(connection) as tangkap:
                peramban.get(alamat)
            return len(tangkap)

        alamat = [
            (reverse("rad:dasbor", args=[terbuka.pk]) + "?tahun=2026&periode=B12", sekretariat),
            (reverse("publik_kemajuan", args=[terbuka.pk]), None),
        ]
        lapor(terbuka, opd_a, sekretariat, "Satu", "6", "B12")
        sedikit = [kueri(*a) for a in alamat]
        for n in range(8):
            lapor(terbuka, opd_a, sekretariat, f"Aksi {n}", "6", "B12")
        assert [kueri(*a) for a in alamat] == sedikit


def test_target_nol_tidak_membagi(terbuka, opd_a, sekretariat):
    lapor(terbuka, opd_a, sekretariat, "Satu", "0", "B12")
    Target.objects.update(nilai=0)
    assert tampil(terbuka)["Satu"].capaian == 100


def test_batang_dan_garis():
    assert [lebar_batang(n) for n in (None, D(-3), D(0), D("45.55"), D(180))] == [
        0,
        0,
        0,
        45.6,
        100,
    ]
    b = garis(["a", "b", "c"], [("skor", [D(50), None, D(120)])])
    assert [teks for _, teks in b.kisi] == ["0%", "50%", "100%", "150%"]
    assert b.garis[0].ruas == []  # a point on each side of the gap makes no line
    assert len(b.garis[0].titik) == 2
    assert garis([], []).garis == []


class TestLingkup:
    def test_koordinator_membaca_bidangnya_saja(self, terbuka, opd_a, sekretariat, orang, masuk):
        """What a koordinator may not read does not count as missing."""
        lapor(terbuka, opd_a, sekretariat, "Milik bidang", "6", "B04")
        lapor(terbuka, opd_a, sekretariat, "Bidang lain", "6", "B04", bidang="penanganan")
        koordinator = orang("k", Peran.KOORDINATOR_BIDANG, bidang="pencegahan")
        for nama, isi_alamat in (("rad:dasbor", []), ("rad:pantau", [2026, "B04"])):
            alamat = reverse(nama, args=[terbuka.pk, *isi_alamat]) + "?tahun=2026&periode=B04"
            jawaban = masuk(koordinator).get(alamat)
            assert jawaban.context["jumlah"].aksi == 1
            assert jawaban.context["jumlah"].diterima == 1
