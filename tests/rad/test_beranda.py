"""The first page: the right asks for the right people, with their time, and nothing else."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.actions import telaah as catatan
from rad.actions.versi import tetapkan
from rad.enums import StatusPerbup
from rad.models import Aksi, Perbup
from tests.rad import bantu_aksi as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def buka(masuk):
    def _buka(user):
        r = masuk(user).get("/")
        assert r.status_code == 200
        r.teks = re.sub(r"\s+", " ", unescape(r.content.decode()))
        r.tugas = [butir["t"].judul for butir in r.context["tugas"]]
        return r

    return _buka


def tenggat(rad, tanggal):
    rad.batas_pengisian = tanggal
    rad.save()


def test_tanpa_masuk_ke_halaman_masuk(client, db):
    assert client.get("/").status_code == 302


def test_tidak_ada_yang_menunggu(buka, opd_a, rad):
    b.diajukan(opd_a, rad)
    r = buka(opd_a)
    assert "<h1>Tidak ada yang menunggu Anda</h1>" in r.teks
    assert reverse("rad:aksi_baru", args=[rad.pk]) in r.teks


class TestOpd:
    def test_yang_belum_mulai_diminta_mulai(self, buka, opd_a, opd_b, rad):
        tenggat(rad, timezone.localdate() + dt.timedelta(days=3))
        b.draf(opd_b, rad)
        r = buka(opd_a)
        assert r.tugas == [f"Isi {rad}"]
        assert "3 hari lagi" in r.teks
        assert r.context["tugas"][0]["url"] == reverse("rad:aksi_baru", args=[rad.pk])

    def test_yang_dikembalikan_lebih_dahulu_dengan_alasannya(self, buka, opd_a, rad, sekretariat):
        b.draf(opd_a, rad, "Posyandu")
        b.draf(opd_a, rad, "Bidan desa", indikator=[])
        b.dikembalikan(opd_a, rad, sekretariat, alasan="Target mohon dicek.", uraian="Visum")
        r = buka(opd_a)
        assert "<h1>Tiga hal menunggu Anda</h1>" in r.teks
        assert r.tugas == ["Perbaiki: Visum", "Ajukan: Posyandu", "Lengkapi: Bidan desa"]
        assert "“Target mohon dicek.”" in r.teks
        assert "Dikembalikan Sekretariat" in r.teks
        assert "Indikator belum diisi." in r.teks

    def test_kepala_melihat_hal_yang_sama(self, buka, opd_a, kepala, rad):
        b.draf(opd_a, rad, "Posyandu")
        assert buka(kepala).tugas == ["Ajukan: Posyandu"]

    def test_milik_opd_lain_tidak_diminta(self, buka, opd_a, opd_b, rad, sekretariat):
        b.draf(opd_a, rad, "Rahasia dapur")
        b.disetujui(opd_a, rad, sekretariat, "Terbit")
        r = buka(opd_b)
        assert r.tugas == [f"Isi {rad}"]
        assert "Rahasia dapur" not in r.teks
        assert r.context["ringkasan"]["jumlah"] == 0

    def test_catatan_terbuka_sampai_selesai(self, buka, opd_a, rad, sekretariat):
        aksi = b.diajukan(opd_a, rad, "Visum")
        t = catatan.tambah(by=sekretariat, aksi=aksi, isi="RS yang mana?")
        catatan.tambah(by=opd_a, aksi=aksi, isi="RSUD.")
        r = buka(opd_a)
        assert r.tugas == ["Jawab catatan: Visum"]
        assert "RS yang mana?" in r.teks
        catatan.selesaikan(by=opd_a, telaah=t)
        assert buka(opd_a).tugas == []

    @pytest.mark.parametrize(
        ("batas", "kata", "lewat"),
        [
            (dt.date(2026, 11, 20), "lewat 2 hari", True),
            (dt.date(2026, 11, 22), "hari ini", False),
            (dt.date(2026, 11, 30), "8 hari lagi", False),
            (dt.date(2027, 3, 1), "1 Maret 2027", False),
        ],
    )
    def test_batas_dalam_kata(self, buka, opd_a, rad, batas, kata, lewat):
        b.draf(opd_a, rad)
        tenggat(rad, batas)
        # 22 November 2026, 06.30 WIB: still 21 November in UTC.
        with time_machine.travel(dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)):
            r = buka(opd_a)
        assert f'<span class="batas{" lewat" if lewat else ""}">{kata}</span>' in r.teks

    def test_daftar_panjang_dipotong_hitungannya_tidak(self, buka, opd_a, rad):
        for i in range(15):
            b.draf(opd_a, rad, f"Aksi {i}")
        r = buka(opd_a)
        assert "<h1>Lima belas hal menunggu Anda</h1>" in r.teks
        assert len(r.tugas) == 12
        assert "Lihat 3 hal lainnya" in r.teks

    def test_ringkasan_milik_sendiri(self, buka, opd_a, opd_b, rad, sekretariat):
        b.draf(opd_a, rad, "satu")
        b.disetujui(opd_a, rad, sekretariat, "dua")
        b.disetujui(opd_b, rad, sekretariat, "tiga")
        batal = b.draf(opd_a, rad, "empat")
        tindakan.batalkan(by=opd_a, aksi=batal, alasan="Tidak jadi.")
        r = buka(opd_a)
        assert "RAD Dinkes" in r.teks
        assert "Rp170.000.000" in r.teks
        assert "1 disetujui" in r.teks
        assert "1 draf" in r.teks
        assert r.context["ringkasan"]["jumlah"] == 2


class TestSekretariat:
    def test_tanpa_rad_diminta_membuka_yang_pertama(self, buka, sekretariat, opd_a):
        assert buka(sekretariat).tugas == ["Buka RAD yang pertama"]
        assert buka(opd_a).tugas == []

    def test_pengajuan_menurut_usia_tanpa_milik_sendiri(self, buka, opd_a, rad, sekretariat):
        with time_machine.travel(dt.datetime(2026, 11, 19, 3, tzinfo=dt.UTC)):
            b.diajukan(opd_a, rad, "lama")
        with time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC), tick=False):
            b.diajukan(opd_a, rad, "baru")
            b.diajukan(sekretariat, rad, "milik sendiri", opd=opd_a.lembaga)
            r = buka(sekretariat)
        assert r.tugas == ["Putuskan: lama", "Putuskan: baru"]
        assert "menunggu 3 hari" in r.teks
        assert "masuk hari ini" in r.teks

    def test_sesudah_disetujui_ditetapkan_lalu_perbup(self, buka, opd_a, rad, sekretariat):
        aksi = b.disetujui(opd_a, rad, sekretariat)
        r = buka(sekretariat)
        assert r.tugas == ["Tetapkan versi RAD: 1 aksi sudah disetujui"]
        tetapkan(by=sekretariat, rad=rad, hanya=aksi)
        r = buka(sekretariat)
        assert r.tugas == [f"Siapkan rancangan Peraturan Bupati untuk {rad}"]
        assert "versi 1" in r.teks
        Perbup.objects.create(rad=rad, tentang="Rencana Aksi Daerah")
        assert buka(sekretariat).tugas == [
            "Selesaikan rancangan: Peraturan tentang Rencana Aksi Daerah"
        ]

    def test_jawaban_opd_dibaca(self, buka, opd_a, rad, sekretariat):
        catatan.tambah(by=opd_a, aksi=b.draf(opd_a, rad, "Visum"), isi="RSUD Koesma.")
        assert buka(sekretariat).tugas == ["Baca jawaban: Visum"]


class TestLainnya:
    def test_bappeda_memeriksa_anggaran(self, buka, opd_a, rad, bappeda, sekretariat):
        b.diajukan(opd_a, rad, "tanpa uang", anggaran=[])
        b.diajukan(opd_a, rad, "dengan uang")
        b.draf(opd_a, rad, "draf tanpa uang", anggaran=[])
        r = buka(bappeda)
        assert r.tugas == ["Periksa anggaran: 1 aksi belum teranggarkan"]
        assert [a.uraian for a in r.context["tanpa_anggaran"]] == ["tanpa uang"]
        assert "draf tanpa uang" not in r.teks

    def test_hukum_mengerjakan_perbup_yang_ada_padanya(self, buka, hukum, rad, sekretariat):
        perbup = Perbup.objects.create(rad=rad, tentang="RAD P3AKS")
        assert buka(hukum).tugas == []
        perbup.harmonisasikan()
        perbup.save()
        assert perbup.status == StatusPerbup.HARMONISASI
        assert buka(hukum).tugas == ["Harmonisasikan: Peraturan tentang RAD P3AKS"]
        assert buka(sekretariat).tugas == []

    def test_koordinator_menelaah_bidangnya_satu_kali(self, buka, orang, opd_a, rad):
        koordinator = orang("koordinator", Peran.KOORDINATOR_BIDANG, bidang="penanganan")
        aksi = b.diajukan(opd_a, rad, "Visum", bidang="penanganan")
        b.diajukan(opd_a, rad, "Paralegal", bidang="pencegahan")
        assert buka(koordinator).tugas == ["Telaah: Visum"]
        catatan.tambah(by=koordinator, aksi=aksi, isi="Setuju dengan isinya.")
        assert buka(koordinator).tugas == []

    @pytest.mark.parametrize("peran", [Peran.ADMIN_AKUN, Peran.SUPERADMIN_TEKNIS])
    def test_pengelola_tidak_melihat_data_rad(self, buka, orang, opd_a, rad, sekretariat, peran):
        b.disetujui(opd_a, rad, sekretariat, "Aksi yang terbit")
        r = buka(orang("pengelola", peran))
        assert r.context["rad"] is r.context["ringkasan"] is None
        assert "Aksi yang terbit" not in r.teks
        assert "Rp" not in r.teks
        assert "Yang dapat Anda buka" in r.teks

    def test_penugasan_habis_dijelaskan(self, buka, mantan, rad):
        assert "tidak lagi memiliki penugasan" in buka(mantan).teks

    @pytest.mark.parametrize("peran", sorted(set(Peran) - {"opd_operator", "opd_kepala"}))
    def test_setiap_peran_mendapat_halaman(self, buka, orang, opd_a, rad, sekretariat, peran):
        b.disetujui(opd_a, rad, sekretariat)
        buka(orang("siapa", peran))


@pytest.mark.parametrize("siapa", ["opd_a", "sekretariat", "bappeda", "hukum"])
def test_jumlah_kueri_tidak_bertambah(
    client, masuk, siapa, rad, opd_a, opd_b, sekretariat, sekretaris, request,
    django_assert_max_num_queries,
):  # fmt: skip
    user = request.getfixturevalue(siapa)

    def isi(n):
        for i in range(n):
            b.draf(opd_a, rad, f"draf {n} {i}")
            b.dikembalikan(opd_a, rad, sekretariat, uraian=f"kembali {n} {i}")
            b.disetujui(opd_b, rad, sekretariat, f"setuju {n} {i}", anggaran=[])
            aksi = b.diajukan(opd_a, rad, f"ajukan {n} {i}")
            catatan.tambah(by=sekretariat, aksi=aksi, isi="Cek.")
            catatan.tambah(by=opd_a, aksi=aksi, isi="Sudah.")
            p = Perbup.objects.create(rad=rad, tentang=f"RAD {n} {i}")
            if i % 2:
                p.harmonisasikan()
                p.save()

    isi(1)
    masuk(user).get("/")
    with django_assert_max_num_queries(99) as satu:
        client.get("/")
    isi(8)
    with django_assert_max_num_queries(len(satu)):
        client.get("/")
    assert len(satu) <= 30


def test_waktu_masuk_memakai_hari_wib(opd_a, rad):
    """A submission at 23.30 WIB is of that day, whatever day it is in UTC."""
    with time_machine.travel(dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)):
        b.diajukan(opd_a, rad)
    assert timezone.localdate(Aksi.objects.get().diajukan_pada) == dt.date(2026, 11, 22)
