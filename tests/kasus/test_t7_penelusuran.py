"""Screening: far more cases than the work needs raises an alert and asks for a reason (T7)."""

import datetime as dt

import pytest
from django.utils import timezone

from kasus.actions import penelusuran as tindakan
from kasus.actions.dasar import catat_baca
from kasus.models import AlasanBuka, DugaanPenelusuran, Kasus, TimKasus
from pokja.enums import Peran
from tests.kasus.bantu_inti import peristiwa, pesan, segar, teks, url
from tests.kasus.bantu_pelindungan import notifikasi

pytestmark = pytest.mark.django_db
UNTUK = "Menyiapkan serah terima tugas minggu ini."


@pytest.fixture
def banyak(unit, manajer):
    """Make n cases of the unit: bare rows, which is all a page of access shows."""

    def buat(n, *, tim=()):
        semua = [
            Kasus.objects.sistem("uji").create(
                unit=unit, saluran="LANGSUNG", dibuat_oleh=manajer,
                tanggal_lapor=timezone.now() - dt.timedelta(hours=1),
            )
            for _ in range(n)
        ]  # fmt: skip
        for kasus in semua:
            for orang in tim:
                TimKasus.objects.sistem("uji").create(
                    kasus=kasus, pengguna=orang, peran="MANAJER", ditunjuk_oleh=manajer
                )
        return semua

    return buat


def dugaan():
    return DugaanPenelusuran.objects.sistem("uji")


def buka(user, kasus):
    """What every page of a case does: ask, then write the trail."""
    perlu = tindakan.periksa_penelusuran(user, kasus)
    if not perlu:
        catat_baca(user, kasus, "orang")
    return perlu


def test_t7_dua_puluh_lima_pembukaan(masuk, manajer, ppdp, banyak):
    """A script opens 25 cases of the own teams: PPDP is told, and the 26th needs a reason."""
    kasus = banyak(26, tim=[manajer])
    client = masuk(manajer)
    jawaban = [client.get(url("akses", k)) for k in kasus[:25]]
    assert [r.status_code for r in jawaban[:21]] == [200] * 21
    (satu,) = dugaan()
    assert (satu.pengguna, satu.jumlah, satu.di_luar_tugas) == (manajer, 21, 0)
    assert notifikasi(ppdp, "penelusuran") == [tindakan.kode(satu)]
    assert notifikasi(manajer, "penelusuran") == []
    r = client.get(url("akses", kasus[25]))
    assert r.status_code == 302
    assert r.url == url("alasan_buka", kasus[25])
    r = client.post(r.url, {"alasan": UNTUK})
    assert r.url == url("detail", kasus[25])
    assert client.get(url("akses", kasus[25])).status_code == 200
    assert client.get(url("akses", kasus[0])).status_code == 200  # open within the hour
    assert AlasanBuka.objects.sistem("uji").get().alasan == UNTUK
    assert "kasus.alasan_buka" in peristiwa(kasus[25])
    assert dugaan().count() == 1


class TestBatas:
    def test_dua_puluh_belum(self, manajer, banyak):
        for kasus in banyak(20, tim=[manajer]):
            assert not buka(manajer, kasus)
        assert not dugaan().exists()

    def test_kasus_yang_sama_dihitung_sekali(self, manajer, banyak):
        (kasus,) = banyak(1)
        for _ in range(30):
            assert not buka(manajer, kasus)
        assert not dugaan().exists()

    def test_lebih_dari_tiga_di_luar_tim(self, supervisor, ppdp, banyak):
        kasus = banyak(5)
        assert [buka(supervisor, k) for k in kasus[:3]] == [False] * 3
        assert not dugaan().exists()
        assert not buka(supervisor, kasus[3])  # this one raises the alert and still opens
        satu = dugaan().get()
        assert (satu.jumlah, satu.di_luar_tugas) == (4, 4)
        assert buka(supervisor, kasus[4])

    def test_yang_dari_tim_sendiri_tidak_di_luar(self, manajer, banyak):
        for kasus in [*banyak(5, tim=[manajer]), *banyak(3)]:
            assert not buka(manajer, kasus)
        assert not dugaan().exists()

    def test_hanya_satu_jam(self, supervisor, banyak, monkeypatch):
        kasus = banyak(6)
        for k in kasus[:4]:
            buka(supervisor, k)
        assert buka(supervisor, kasus[4])
        nanti = timezone.now() + dt.timedelta(minutes=61)
        monkeypatch.setattr("django.utils.timezone.now", lambda: nanti)
        assert not buka(supervisor, kasus[4])

    def test_pembukaan_orang_lain_tidak_dihitung(self, supervisor, manajer, banyak):
        kasus = banyak(6)
        for k in kasus[:5]:
            catat_baca(manajer, k, "orang")
        assert not buka(supervisor, kasus[5])
        assert not dugaan().exists()

    def test_kueri_terbatas(self, manajer, banyak, django_assert_num_queries):
        kasus = banyak(6, tim=[manajer])
        for k in kasus[:5]:
            buka(manajer, k)
        with django_assert_num_queries(1):
            tindakan.periksa_penelusuran(manajer, kasus[0])
        with django_assert_num_queries(3):
            tindakan.periksa_penelusuran(manajer, kasus[5])


class TestAlasan:
    def test_alasan_pendek_kembali(self, masuk, manajer, banyak):
        (kasus,) = banyak(1)
        r = masuk(manajer).post(url("alasan_buka", kasus), {"alasan": "cek"})
        assert r.status_code == 422
        assert ">\ncek</textarea>" in teks(r)

    def test_orang_asing_dan_tersegel_404(self, masuk, supervisor, manajer_lain, ppdp, buat_kasus):
        assert masuk(manajer_lain).get(url("alasan_buka", buat_kasus(1))).status_code == 404
        assert masuk(supervisor).get(url("alasan_buka", buat_kasus(3))).status_code == 404
        assert masuk(ppdp).get(url("alasan_buka", buat_kasus(1))).status_code == 403

    def test_tanpa_dugaan_tidak_ada_yang_disimpan(self, manajer, banyak):
        (kasus,) = banyak(1)
        tindakan.beri_alasan(by=manajer, kasus=kasus, alasan=UNTUK)
        assert not AlasanBuka.objects.sistem("uji").exists()

    def test_dua_kali_kirim_satu_alasan(self, supervisor, banyak):
        kasus = banyak(5)
        for k in kasus[:4]:
            buka(supervisor, k)
        for _ in range(2):
            tindakan.beri_alasan(by=supervisor, kasus=kasus[4], alasan=UNTUK)
        assert AlasanBuka.objects.sistem("uji").count() == 1


class TestPpdp:
    @pytest.fixture
    def satu(self, supervisor, banyak):
        kasus = banyak(5)
        for k in kasus[:4]:
            buka(supervisor, k)
        tindakan.beri_alasan(by=supervisor, kasus=kasus[4], alasan=UNTUK)
        return dugaan().get()

    def test_membaca_dan_menelaah(self, masuk, ppdp, satu):
        client = masuk(ppdp)
        assert "Supervisor: 4 kasus, 4 di luar tim" in teks(client.get(url("penelusuran")))
        assert UNTUK in teks(client.get(url("penelusuran_telaah", satu)))
        hasil = {"catatan": "Serah terima, wajar."}
        assert client.post(url("penelusuran_telaah", satu), hasil).status_code == 302
        assert segar(satu).ditelaah_oleh == ppdp
        assert "Sudah diperiksa" in pesan(client.post(url("penelusuran_telaah", satu), hasil))
        assert peristiwa(satu)[-1] == "kasus.penelusuran_ditelaah"

    def test_hanya_ppdp(self, masuk, supervisor, manajer, auditor, satu):
        for orang in (supervisor, manajer, auditor):
            assert masuk(orang).get(url("penelusuran")).status_code == 403
            assert masuk(orang).get(url("penelusuran_telaah", satu)).status_code == 403

    def test_ppdp_yang_bekas_manajer_tidak_diberi_tahu_tentang_dirinya(self, orang, unit, banyak):
        rangkap = orang("rangkap", Peran.MANAJER_KASUS, lembaga=unit)
        rangkap.penugasan.create(peran=Peran.PPDP, mulai=dt.date(2020, 1, 1), dasar="SK uji")
        for k in banyak(4):
            buka(rangkap, k)
        assert notifikasi(rangkap, "penelusuran") == []
