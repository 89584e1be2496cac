"""The network below the Pokja: what stands where, for how long, and who may see whom to call."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from pokja.actions.jejaring import catat_patbm, simpan_jejaring
from pokja.documents.jejaring import cakupan
from pokja.enums import JenisJejaring, TingkatWilayah
from pokja.models import Jejaring, Wilayah

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
HARI_INI = dt.date(2026, 3, 2)
T, J = TingkatWilayah, JenisJejaring


@pytest.fixture
def palang(tuban):
    """Kecamatan Palang with three villages."""
    kecamatan = Wilayah.objects.create(
        kode="35.23.18", nama="Palang", tingkat=T.KECAMATAN, induk=tuban.wilayah
    )
    for nomor, nama in enumerate(("Glodog", "Kradenan", "Tasikmadu"), 2001):
        Wilayah.objects.create(kode=f"35.23.18.{nomor}", nama=nama, tingkat=T.DESA, induk=kecamatan)
    return kecamatan


@pytest.fixture
def desa(palang):
    """Its villages."""
    return list(Wilayah.objects.filter(induk=palang))


def isi(wilayah, jenis=J.PATBM, mulai=HARI_INI, **lain):
    return {"jenis": jenis, "wilayah": wilayah, "mulai": mulai, **lain}


class TestTindakan:
    @pytest.mark.parametrize(
        ("jenis", "tingkat", "kata"),
        [
            (J.P2TP2A, "desa", "P2TP2A kecamatan tidak dibentuk di tingkat desa."),
            (J.PATBM, "kecamatan", "PATBM tidak dibentuk di tingkat kecamatan."),
            (J.FKUB, "desa", "FKUB tidak dibentuk di tingkat desa."),
            (J.LAIN, "desa", "Forum lain memerlukan nama."),
        ],
    )
    def test_tingkat_dan_nama(self, sekretariat, palang, desa, jenis, tingkat, kata):
        tempat = desa[0] if tingkat == "desa" else palang
        with pytest.raises(ValidationError, match=kata):
            simpan_jejaring(by=sekretariat, isi=isi(tempat, jenis))

    def test_satu_jenis_satu_tempat_satu_masa(self, sekretariat, desa):
        akhir = dt.date(2025, 12, 31)
        simpan_jejaring(by=sekretariat, isi=isi(desa[0], mulai=dt.date(2025, 1, 1), selesai=akhir))
        with pytest.raises(ValidationError, match="sejak 1 Januari 2025 sampai 31 Desember 2025"):
            simpan_jejaring(by=sekretariat, isi=isi(desa[0], mulai=akhir))
        kedua = simpan_jejaring(by=sekretariat, isi=isi(desa[0], mulai=dt.date(2026, 1, 1)))
        with pytest.raises(ValidationError, match="sudah tercatat sejak 1 Januari 2026"):
            simpan_jejaring(
                by=sekretariat, isi=isi(desa[0], mulai=dt.date(2027, 1, 1)), id_baru=uuid4()
            )
        simpan_jejaring(by=sekretariat, isi=isi(desa[0], mulai=kedua.mulai), jejaring=kedua)
        simpan_jejaring(by=sekretariat, isi=isi(desa[1]))

    def test_forum_lain_boleh_beberapa(self, sekretariat, palang):
        for nama in ("Forum Anak", "Forum Disabilitas"):
            simpan_jejaring(by=sekretariat, isi=isi(palang, J.LAIN, nama=nama))
        assert Jejaring.objects.count() == 2

    def test_dikirim_dua_kali_dan_simpan_basi(self, sekretariat, palang):
        kunci = uuid4()
        for _ in range(2):
            satu = simpan_jejaring(by=sekretariat, isi=isi(palang, J.FKDM), id_baru=kunci)
        simpan_jejaring(by=sekretariat, isi=isi(palang, J.FKDM), jejaring=satu, versi=1)
        with pytest.raises(SudahBerubah):
            simpan_jejaring(by=sekretariat, isi=isi(palang, J.FKDM), jejaring=satu, versi=1)

    def test_patbm_sekaligus_semua_atau_tidak(self, sekretariat, bappeda, desa):
        simpan_jejaring(by=sekretariat, isi=isi(desa[2], mulai=dt.date(2026, 2, 1)))
        with pytest.raises(ValidationError, match="PATBM Tasikmadu sudah tercatat"):
            catat_patbm(by=sekretariat, desa=desa, dasar="SK Camat", mulai=HARI_INI)
        assert Jejaring.objects.count() == 1
        assert catat_patbm(by=sekretariat, desa=desa[:2], dasar="SK", mulai=HARI_INI) == 2
        with pytest.raises(PermissionDenied):
            catat_patbm(by=bappeda, desa=desa, dasar="SK", mulai=HARI_INI)


def test_cakupan(sekretariat, tuban, palang, desa):
    kosong = Wilayah.objects.create(
        kode="35.23.19", nama="Semanding", tingkat=T.KECAMATAN, induk=tuban.wilayah
    )
    catat_patbm(by=sekretariat, desa=desa[:2], dasar="SK", mulai=HARI_INI)
    simpan_jejaring(by=sekretariat, isi=isi(palang, J.P2TP2A))
    simpan_jejaring(by=sekretariat, isi=isi(palang, J.FKDM))
    simpan_jejaring(by=sekretariat, isi=isi(desa[0], J.FKDM))
    lama = isi(desa[2], mulai=dt.date(2020, 1, 1), selesai=dt.date(2024, 12, 31))
    simpan_jejaring(by=sekretariat, isi=lama)
    satu, dua = cakupan(sekretariat, HARI_INI)
    assert (satu.kecamatan, satu.desa, satu.patbm, satu.kurang) == (palang, 3, 2, 1)
    assert (satu.p2tp2a, satu.fkdm) == (True, 2)
    assert (dua.kecamatan, dua.desa, dua.patbm, dua.p2tp2a, dua.fkdm) == (kosong, 0, 0, False, 0)
    assert cakupan(sekretariat, dt.date(2023, 1, 1))[0].patbm == 1


class TestHalaman:
    def test_tambah_ubah_dan_salah_isi(self, masuk, sekretariat, palang):
        client = masuk(sekretariat)
        baru = reverse("pokja:jejaring_baru")
        assert (
            'value="35.23.18" selected' in client.get(f"{baru}?wilayah=35.23.18").content.decode()
        )
        kirim = {
            "jenis": "p2tp2a", "wilayah": "35.23.18", "mulai": "2 Januari 2026",
            "kontak": "Umi Kalsum", "telepon": "nomor", "perempuan": "4",
        }  # fmt: skip
        jawaban = client.post(baru, kirim)
        assert jawaban.status_code == 422
        assert "Tulis nomor telepon dengan angka" in jawaban.content.decode()
        assert "Umi Kalsum" in jawaban.content.decode()
        kirim["telepon"] = "0812 3456 7890"
        jawaban = client.post(baru, kirim)
        assert jawaban.url == reverse("pokja:jejaring_kecamatan", args=["35.23.18"])
        halaman = client.get(jawaban.url).content.decode()
        for kata in ("P2TP2A kecamatan", "Umi Kalsum", "0812 3456 7890", "4 P, – L"):
            assert kata in halaman
        satu = Jejaring.objects.get()
        ubah = reverse("pokja:jejaring_ubah", args=[satu.pk])
        kirim |= {"versi": "1", "selesai": "1 Februari 2026"}
        assert client.post(ubah, kirim).status_code == 302
        assert "(berakhir)" in client.get(jawaban.url).content.decode()
        jawaban = client.post(ubah, {**kirim, "kontak": "Orang Lain"})
        assert jawaban.status_code == 422
        assert "berubah sejak Anda membukanya" in jawaban.content.decode()
        assert "Orang Lain" in jawaban.content.decode()

    def test_patbm_dicentang(self, masuk, sekretariat, desa):
        client = masuk(sekretariat)
        kirim = reverse("pokja:jejaring_patbm", args=["35.23.18"])
        jawaban = client.post(kirim, {"dasar": "SK Camat 1", "mulai": "2 Maret 2026"})
        assert jawaban.status_code == 422
        assert "Centang paling sedikit satu desa." in jawaban.content.decode()
        assert "SK Camat 1" in jawaban.content.decode()
        isian = {"dasar": "SK Camat 1", "mulai": "2 Maret 2026", "desa": [d.pk for d in desa[:2]]}
        assert client.post(kirim, isian).status_code == 302
        halaman = client.get(reverse("pokja:jejaring_kecamatan", args=["35.23.18"]))
        assert "Belum punya PATBM: 1 desa/kelurahan" in halaman.content.decode()
        halaman = client.get(reverse("pokja:jejaring")).content.decode()
        assert "2 dari 3" in halaman
        assert "0 dari 1" in halaman

    def test_kontak_bukan_buku_telepon(self, masuk, sekretariat, bappeda, opd_a, palang):
        simpan_jejaring(
            by=sekretariat, isi=isi(palang, J.FKDM, kontak="Umi Kalsum", telepon="0812")
        )
        alamat = reverse("pokja:jejaring_kecamatan", args=["35.23.18"])
        assert "Umi Kalsum" in masuk(sekretariat).get(alamat).content.decode()
        for user in (bappeda, opd_a):
            halaman = masuk(user).get(alamat).content.decode()
            assert "FKDM" in halaman
            assert "Umi Kalsum" not in halaman
            assert "0812" not in halaman

    def test_kecamatan_lain_tidak_ada(self, masuk, sekretariat, palang):
        client = masuk(sekretariat)
        for kode in ("35.23", "11.01.01", "35.23.18.2001", "..", "99"):
            assert client.get(f"/pokja/jejaring/kecamatan/{kode}/").status_code == 404

    @pytest.mark.parametrize("nama", ["jejaring", "jejaring_kecamatan"])
    def test_jumlah_kueri_tetap(self, nama, masuk, sekretariat, desa, palang):
        client = masuk(sekretariat)
        alamat = reverse(f"pokja:{nama}", args=["35.23.18"] if nama != "jejaring" else [])
        simpan_jejaring(by=sekretariat, isi=isi(desa[0]))
        client.get(alamat)
        with CaptureQueriesContext(connection) as satu:
            client.get(alamat)
        catat_patbm(by=sekretariat, desa=desa[1:], dasar="SK", mulai=HARI_INI)
        for nomor in range(5):
            simpan_jejaring(by=sekretariat, isi=isi(palang, J.LAIN, nama=f"Forum {nomor}"))
        Jejaring.objects.filter(wilayah=desa[2]).delete()
        with CaptureQueriesContext(connection) as banyak:
            assert client.get(alamat).status_code == 200
        assert len(banyak) == len(satu)
