"""The calendar of triggers: what shows when, to whom."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pokja.actions.pemicu import hapus_pemicu, simpan_pemicu
from pokja.documents.tugas_dini import susun
from pokja.models import PemicuKalender, Pengguna
from tests.pokja.bantu import HARI_INI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


@pytest.fixture
def pemicu(sekretariat, desa):
    """Make a trigger so many days ahead."""

    def _pemicu(nama="Pilkades", hari=20, lama=0, wilayah=desa, siaga=14):
        mulai = HARI_INI + dt.timedelta(days=hari)
        isi = {
            "nama": nama, "jenis": "pilkades", "wilayah": wilayah, "mulai": mulai,
            "selesai": mulai + dt.timedelta(days=lama), "siaga_hari": siaga, "catatan": "",
        }  # fmt: skip
        return simpan_pemicu(by=sekretariat, isi=isi)

    return _pemicu


def test_kalender_sembilan_puluh_hari(masuk, bappeda, pemicu):
    pemicu("Sedang berjalan", -1, lama=3)
    pemicu("Hari ke-90", 90)
    pemicu("Hari ke-91", 91)
    pemicu("Kemarin", -1)
    client = masuk(bappeda)
    for kueri, ada in (
        ("", {"Sedang berjalan", "Hari ke-90"}), ("?masa=nanti", {"Hari ke-91"}),
        ("?masa=lalu", {"Kemarin"}), ("?masa=x", {"Sedang berjalan", "Hari ke-90"}),
    ):  # fmt: skip
        halaman = client.get(reverse("konflik:kalender") + kueri).content.decode()
        semua = PemicuKalender.objects.values_list("nama", flat=True)
        assert {n for n in semua if n in halaman} == ada, kueri
    assert "Tambah pemicu" not in halaman


class TestHalaman:
    def test_tambah_ubah_hapus(self, masuk, sekretariat, tuban):
        client, baru = masuk(sekretariat), reverse("konflik:pemicu_baru")
        kirim = {
            "nama": "Bansos tahap II", "jenis": "bansos", "wilayah": "35.23",
            "mulai": "12 Maret 2026", "selesai": "10 Maret 2026", "siaga_hari": "7",
        }  # fmt: skip
        jawaban = client.post(baru, kirim)
        assert jawaban.status_code == 422
        assert "mendahului hari pertama" in jawaban.content.decode()
        assert client.post(baru, {**kirim, "siaga_hari": "91"}).status_code == 422
        assert client.post(baru, {**kirim, "selesai": ""}).status_code == 302
        satu = PemicuKalender.objects.get()
        assert satu.selesai == satu.mulai == dt.date(2026, 3, 12)
        alamat = reverse("konflik:pemicu", args=[satu.pk])
        ubah = {**kirim, "selesai": "14 Maret 2026", "nama": "Bansos susulan", "versi": "1"}
        assert client.post(alamat, ubah).status_code == 302
        basi = client.post(alamat, {**ubah, "nama": "Bansos terlambat"})
        assert basi.status_code == 422
        assert "Tersimpan kini: Bansos susulan" in basi.content.decode()
        assert "Bansos terlambat" in basi.content.decode()
        client.post(reverse("konflik:pemicu_hapus", args=[satu.pk]))
        assert not PemicuKalender.objects.exists()

    def test_dua_kali_terkirim_satu(self, masuk, sekretariat, tuban):
        kirim = {
            "nama": "Bansos", "jenis": "bansos", "wilayah": "35.23", "mulai": "12 Maret 2026",
            "siaga_hari": "7", "id_baru": "6f1c7b0e-8c1b-4f0b-9a53-6d1f3d6f8a10",
        }  # fmt: skip
        for _ in range(2):
            masuk(sekretariat).post(reverse("konflik:pemicu_baru"), kirim)
        assert PemicuKalender.objects.count() == 1


def test_bukan_pengelola(bappeda, pemicu):
    satu = pemicu()
    with pytest.raises(PermissionDenied):
        simpan_pemicu(by=bappeda, isi={}, pemicu=satu, versi=1)
    with pytest.raises(PermissionDenied):
        hapus_pemicu(by=bappeda, pemicu=satu)


class TestBeranda:
    def _pemicu(self, user):
        semua = susun(Pengguna.objects.get(pk=user.pk)).butir
        return [(t.judul, t.kueri) for t in semua if t.judul.startswith("Pemicu mendekat")]

    def test_tampil_dalam_masa_siaga(self, sekretariat, bappeda, pemicu):
        pemicu("Pilkades", hari=20, siaga=14)
        tampil = [("Pemicu mendekat: Pilkades", "?kecamatan=35.23.18")]
        for hari, harapan in ((5, []), (6, tampil), (20, tampil), (21, [])):
            kapan = dt.datetime(2026, 3, 2, 3, tzinfo=dt.UTC) + dt.timedelta(days=hari)
            with time_machine.travel(kapan, tick=False):
                assert self._pemicu(sekretariat) == harapan, hari
        assert self._pemicu(bappeda) == []

    def test_seluruh_kabupaten_dan_halaman_potensinya(self, masuk, sekretariat, pemicu, tuban):
        pemicu("Pemilu", hari=1, wilayah=tuban.wilayah)
        pemicu("Pilkades", hari=2)
        assert [k for _, k in self._pemicu(sekretariat)] == ["", "?kecamatan=35.23.18"]
        halaman = masuk(sekretariat).get("/").content.decode()
        assert f'href="{reverse("konflik:potensi")}?kecamatan=35.23.18"' in halaman
