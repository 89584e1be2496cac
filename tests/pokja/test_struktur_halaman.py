"""The pages on which a Pokja is formed."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokja.enums import Bidang, Posisi, StatusPokja, Unsur
from pokja.models import Kedudukan, Lembaga, Pejabat, Pokja
from tests.pokja.bantu import HARI_INI, SK_LAMA, duduk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


class TestHalaman:
    def test_dari_rancangan_sampai_berlaku(self, masuk, sekretariat, pokja, dinsos):
        client = masuk(sekretariat)
        isi = {"mulai": "2026", "selesai": "2030", "id_baru": str(uuid4())}
        jawaban = client.post(reverse("pokja:rancang"), isi)
        rancangan = Pokja.objects.get(status=StatusPokja.RANCANGAN)
        assert jawaban.url == reverse("pokja:detail", args=[rancangan.pk])
        assert "Susunan masih kosong" in client.get(jawaban.url).content.decode()
        baru = reverse("pokja:kedudukan_baru", args=[rancangan.pk])
        isi = {
            "posisi": "ketua", "lembaga": str(dinsos.pk), "jabatan_dinas": "Sekretaris Daerah",
            "urutan": "1", "id_baru": str(uuid4()),
        }  # fmt: skip
        for _ in range(2):
            jawaban = client.post(baru, isi)
        kedudukan = Kedudukan.objects.get()
        assert jawaban.url == reverse("pokja:kedudukan", args=[kedudukan.pk])
        isi = {"nama": "Bambang", "sifat": "definitif", "mulai": "2 Maret 2026", "kelamin": "L"}
        assert client.post(jawaban.url, isi).status_code == 302
        assert "Bambang" in client.get(jawaban.url).content.decode()
        berlaku = reverse("pokja:berlakukan", args=[rancangan.pk])
        halaman = client.get(berlaku).content.decode()
        assert "Belum ada Sekretaris." in halaman
        assert "Menghalangi SK" not in halaman
        isi = {"nomor_sk": "188/7/2026", "tanggal_sk": "2 Maret 2026"}
        assert client.post(berlaku, isi).status_code == 302
        halaman = client.get(reverse("pokja:detail", args=[pokja.pk])).content.decode()
        assert "Pokja ini tidak lagi berlaku" in halaman
        assert reverse("pokja:detail", args=[rancangan.pk]) in halaman

    def test_salah_isi_tidak_menghilangkan_ketikan(self, masuk, sekretariat, rancangan, dinsos):
        client = masuk(sekretariat)
        isi = {"posisi": "koordinator", "jabatan_dinas": "Kepala Bakesbangpol", "urutan": "0"}
        jawaban = client.post(reverse("pokja:kedudukan_baru", args=[rancangan.pk]), isi)
        assert jawaban.status_code == 422
        halaman = jawaban.content.decode()
        assert "Koordinator memerlukan bidang." in halaman
        assert "Kepala Bakesbangpol" in halaman
        jawaban = client.post(reverse("pokja:rancang"), {"mulai": "2030", "selesai": "2026"})
        assert "Tahun selesai mendahului tahun mulai." in jawaban.content.decode()

    def test_dua_orang_mengubah_satu_kedudukan(self, masuk, sekretariat, rancangan, tambah, dinsos):
        satu, client = tambah(rancangan), masuk(sekretariat)
        alamat = reverse("pokja:kedudukan_ubah", args=[satu.pk])
        isi = {
            "posisi": "ketua", "lembaga": str(dinsos.pk), "jabatan_dinas": "Sekda", "urutan": "1",
            "versi": "1",
        }  # fmt: skip
        assert client.post(alamat, isi).status_code == 302
        jawaban = client.post(alamat, {**isi, "jabatan_dinas": "Asisten I"})
        assert jawaban.status_code == 422
        halaman = jawaban.content.decode()
        assert "berubah sejak Anda membukanya" in halaman
        assert "Ketua – Sekda" in halaman
        assert "Asisten I" in halaman
        assert client.post(alamat, {**isi, "jabatan_dinas": "Asisten I", "versi": "2"}).url

    def test_pejabat_diperbaiki_dan_diakhiri(self, masuk, sekretariat, pokja, tambah):
        satu = duduk(sekretariat, tambah(pokja), "Bambng", SK_LAMA)
        client = masuk(sekretariat)
        ubah = reverse("pokja:pejabat_ubah", args=[satu.pk])
        assert client.post(ubah, {"nama": "Bambang", "nip": "12"}).status_code == 422
        assert client.post(ubah, {"nama": "Bambang", "kelamin": "L"}).status_code == 302
        akhiri = reverse("pokja:pejabat_akhiri", args=[satu.pk])
        assert client.post(akhiri, {"selesai": "1 Januari 2025"}).status_code == 422
        assert client.post(akhiri, {"selesai": "28 Februari 2026"}).status_code == 302
        satu.refresh_from_db()
        assert (satu.nama, satu.selesai) == ("Bambang", dt.date(2026, 2, 28))

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"sifat": "plh"}, "isi sampai"),
            ({"mulai": "2 Januari 2025"}, "sejak SK 6 Januari 2025"),
            ({"mulai": "1 Maret 2026"}, "Kini tercatat di sini sejak 2 Maret 2026"),
            ({"mulai": "32 Maret 2026"}, "bukan tanggal yang ada di kalender"),
            ({"selesai": "1 Januari 2026"}, "mendahului hari pertama"),
            ({"nip": "1"}, "NIP terdiri atas 18 angka."),
            ({"nama": ""}, "Bagian ini belum diisi."),
        ],
    )
    def test_pejabat_yang_ditolak(self, masuk, sekretariat, pokja, tambah, ganti, kata):
        ketua = tambah(pokja)
        duduk(sekretariat, ketua, "Kini", HARI_INI)
        isi = {"nama": "Umi Kalsum", "sifat": "definitif", "mulai": "5 Maret 2026", **ganti}
        jawaban = masuk(sekretariat).post(reverse("pokja:kedudukan", args=[ketua.pk]), isi)
        assert jawaban.status_code == 422
        halaman = jawaban.content.decode()
        assert kata in halaman
        assert isi["nama"] in halaman
        assert isi["mulai"] in halaman
        assert Pejabat.objects.count() == 1

    def test_lembaga(self, masuk, sekretariat, tuban):
        client = masuk(sekretariat)
        isi = {
            "nama": "FKUB Kabupaten Tuban", "singkatan": "FKUB", "jenis": "masyarakat",
            "unsur": "tokoh_agama", "aktif": "on",
        }  # fmt: skip
        assert client.post(reverse("pokja:lembaga_baru"), isi).status_code == 302
        satu = Lembaga.objects.get(singkatan="FKUB")
        assert (satu.unsur, satu.wilayah_id) == (Unsur.TOKOH_AGAMA, "35.23")
        assert client.post(reverse("pokja:lembaga_baru"), isi).status_code == 422
        ubah = reverse("pokja:lembaga_ubah", args=[satu.pk])
        assert client.post(ubah, {**isi, "aktif": ""}).status_code == 302
        assert "tidak dipakai lagi" in client.get(reverse("pokja:lembaga_daftar")).content.decode()

    def test_rancangan_hanya_untuk_sekretariat(self, masuk, bappeda, rancangan, tambah):
        satu, client = tambah(rancangan), masuk(bappeda)
        for nama, pk in (("detail", rancangan), ("bagan", rancangan), ("komposisi", rancangan)):
            assert client.get(reverse(f"pokja:{nama}", args=[pk.pk])).status_code == 404
        assert client.get(reverse("pokja:kedudukan", args=[satu.pk])).status_code == 403

    def test_publik_melihat_jabatan_bukan_nama(self, client, pokja, rancangan, tambah, sekretariat):
        duduk(sekretariat, tambah(pokja), "Bambang Rahasia", SK_LAMA)
        tambah(rancangan, jabatan="Jabatan Rancangan")
        halaman = client.get(reverse("publik")).content.decode()
        assert "Sekretaris Daerah" in halaman
        assert "SK 188.45/1/2025" in halaman
        assert "Bambang" not in halaman
        assert "Jabatan Rancangan" not in halaman

    @pytest.mark.parametrize("nama", ["detail", "bagan", "komposisi"])
    def test_jumlah_kueri_tetap(self, nama, masuk, bappeda, pokja, tambah, sekretariat):
        def isi(jumlah):
            for n in range(jumlah):
                satu = tambah(pokja, Posisi.ANGGOTA, Bidang.PENANGANAN, f"{jumlah} {n}")
                duduk(sekretariat, satu, f"Orang {n}", SK_LAMA)

        isi(1)
        client, alamat = masuk(bappeda), reverse(f"pokja:{nama}", args=[pokja.pk])
        client.get(alamat)
        with CaptureQueriesContext(connection) as satu:
            client.get(alamat)
        isi(8)
        with CaptureQueriesContext(connection) as banyak:
            assert client.get(alamat).status_code == 200
        assert len(banyak) == len(satu)
