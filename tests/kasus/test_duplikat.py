"""Two registers, one person: found, compared, judged, undone (R19)."""

import pytest
from django.db.models import Count

from kasus.actions import duplikat as tindakan
from kasus.documents import duplikat as isi
from kasus.models import GabungOrang, Korban
from tests.kasus.bantu_inti import peristiwa, pesan, segar, teks, url
from tests.kasus.bantu_pelindungan import (
    NIK,
    beri_identitas,
    buka_identitas,
    dalam_tim,
    korban_dari,
    kueri,
    larang,
)

pytestmark = pytest.mark.django_db
ALASAN = "Tanggal lahir dan alamatnya sama."


@pytest.fixture
def buat(buat_kasus):
    """A case whose victim has an identity; returns the victim."""

    def buat(nama="Sri DEMO Rahayu", *, tingkat=1, nik="", lahir="", **lain):
        kasus = buat_kasus(tingkat, **lain)
        beri_identitas(kasus, nama, nik=nik, lahir=lahir)
        return korban_dari(kasus)

    return buat


def usulan(user):
    return [(p.satu.korban, p.dua.korban, p.sebab.value) for p in isi.calon(user)]


def orang_dari(*korban):
    return [segar(k).orang for k in korban]


class TestCalon:
    def test_nik_sama_lebih_kuat_daripada_nama(self, manajer, buat):
        a, b = buat("Sri DEMO Rahayu", nik=NIK), buat("Siti DEMO Aminah", nik=NIK)
        c = buat("Sri DEMO Rahaju", lahir="1990-01-02")
        hasil = usulan(manajer)
        assert hasil[0] == (a.pk, b.pk, "NIK")
        assert (a.pk, c.pk, "NAMA") in hasil
        assert len(hasil) == 2

    @pytest.mark.parametrize(
        ("lahir_a", "lahir_b", "sebab"),
        [
            ("1990-01-02", "1990-12-31", ["NAMA_LAHIR"]),
            ("1990-01-02", "", ["NAMA"]),
            ("", "", ["NAMA"]),
            ("1990-01-02", "1991-01-02", []),
        ],
    )
    def test_bunyi_nama_tahun_lahir_kecamatan(self, manajer, buat, lahir_a, lahir_b, sebab):
        buat("Soekarti DEMO", lahir=lahir_a), buat("Sukarti DEMO", lahir=lahir_b)
        assert [s for _, _, s in usulan(manajer)] == sebab

    def test_kecamatan_berbeda_atau_tidak_diketahui_tidak_diusulkan(self, manajer, buat):
        a, _ = buat(), buat()
        Korban.objects.sistem("uji").filter(pk=a.pk).update(kecamatan=None)
        assert usulan(manajer) == []

    def test_nik_berbeda_dan_lahir_tidak_diketahui_dua_orang(self, manajer, buat):
        buat(nik=NIK), buat(nik="9999014101900002")
        assert usulan(manajer) == []

    def test_hanya_di_antara_kasus_yang_ditangani(self, supervisor, manajer, buat, masuk):
        """The manager is named in the sealed case, the supervisor is not."""
        biasa, tersegel = buat(nik=NIK), buat(nik=NIK, tingkat=3)
        assert len(usulan(manajer)) == 1
        assert usulan(supervisor) == []
        r = masuk(supervisor).get(url("duplikat"))
        assert tersegel.kasus.kode not in teks(r)
        assert (r.context["jumlah_korban"], r.context["jumlah_orang"]) == (1, 1)
        for satu, dua in ((biasa, tersegel), (tersegel, biasa)):
            assert masuk(supervisor).get(url("duplikat_banding", satu, dua)).status_code == 404

    def test_daftar_larangan(self, supervisor, manajer, buat):
        a, _ = buat(nik=NIK), buat(nik=NIK)
        assert len(usulan(supervisor)) == 1
        larang(a.kasus, supervisor, manajer)
        assert usulan(supervisor) == []


class TestHalaman:
    def test_fakta_berdampingan_tanpa_identitas(self, masuk, manajer, buat):
        a, b = buat(nik=NIK, lahir="1990-01-02"), buat(nik=NIK, tingkat=2)
        isi_halaman = teks(masuk(manajer).get(url("duplikat_banding", a, b)))
        assert "25–44" in isi_halaman
        assert "6–12" in isi_halaman
        assert "DEMO" not in isi_halaman.replace("Mode demo", "")
        assert NIK not in isi_halaman

    def test_identitas_hanya_bila_keduanya_terbuka(self, masuk, manajer, buat):
        a, b = buat("Sri DEMO Rahayu", nik=NIK), buat("Sri DEMO Rahaju", nik=NIK)
        client = masuk(manajer)
        buka_identitas(a.kasus, manajer)
        assert "Rahayu" not in teks(client.get(url("duplikat_banding", a, b)))
        assert "kasus.identitas_dibaca" not in peristiwa(a.kasus)
        buka_identitas(b.kasus, manajer)
        isi_halaman = teks(client.get(url("duplikat_banding", a, b)))
        assert "Sri DEMO Rahayu" in isi_halaman
        assert "Sri DEMO Rahaju" in isi_halaman
        for korban in (a, b):
            assert peristiwa(korban.kasus)[-1] == "kasus.identitas_dibaca"

    def test_membandingkan_dicatat_pada_kedua_kasus(self, masuk, manajer, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        masuk(manajer).get(url("duplikat_banding", a, b))
        assert peristiwa(a.kasus)[-1] == peristiwa(b.kasus)[-1] == "kasus.dibaca"

    def test_diri_sendiri_dan_orang_asing(self, masuk, manajer, manajer_lain, pendamping, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        assert masuk(manajer).get(url("duplikat_banding", a, a)).status_code == 404
        assert masuk(manajer_lain).get(url("duplikat_banding", a, b)).status_code == 404
        assert masuk(manajer_lain).post(url("duplikat_gabung", a, b)).status_code == 404
        assert masuk(pendamping).get(url("duplikat")).status_code == 403

    def test_alasan_pendek_kembali_dengan_ketikannya(self, masuk, manajer, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        r = masuk(manajer).post(url("duplikat_gabung", a, b), {"alasan": "sama"})
        assert r.status_code == 422
        assert "paling sedikit 10 huruf" in teks(r)
        assert ">\nsama</textarea>" in teks(r)
        assert not GabungOrang.objects.sistem("uji").exists()

    def test_kueri_tetap(self, masuk, manajer, buat):
        client = masuk(manajer)
        a, b = buat(nik=NIK), buat(nik=NIK)
        tindakan.bukan_sama(by=manajer, satu=a, dua=b, alasan=ALASAN)
        client.get(url("duplikat"))
        satu = kueri(client, url("duplikat"))
        lain = [buat(nik=NIK) for _ in range(3)]
        tindakan.gabung(by=manajer, satu=lain[0], dua=lain[1], alasan=ALASAN)
        assert kueri(client, url("duplikat")) == satu


class TestPenilaian:
    def test_gabung_hitungan_dan_batal(self, masuk, manajer, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        semula = orang_dari(a, b)
        client = masuk(manajer)
        r = client.post(url("duplikat_gabung", b, a), {"alasan": ALASAN})
        assert r.url == url("duplikat")
        assert orang_dari(a, b) == [semula[0]] * 2  # the one registered first keeps its key
        nilai = GabungOrang.objects.sistem("uji").get()
        assert nilai.alasan == ALASAN
        assert "kasus.orang_digabung" in peristiwa(a.kasus)
        assert "kasus.orang_digabung" in peristiwa(b.kasus)
        r = client.get(url("duplikat"))
        assert (r.context["jumlah_korban"], r.context["jumlah_orang"]) == (2, 1)
        assert r.context["calon"] == []
        assert a.kasus.kode in teks(r)
        client.post(url("gabung_batal", nilai))
        assert orang_dari(a, b) == semula
        assert "sudah dibatalkan" in pesan(client.post(url("gabung_batal", nilai)))
        assert len(usulan(manajer)) == 1

    def test_bukan_orang_yang_sama_tidak_kembali(self, masuk, manajer, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        semula = orang_dari(a, b)
        client = masuk(manajer)
        client.post(url("duplikat_bukan", a, b), {"alasan": ALASAN})
        assert usulan(manajer) == []
        assert orang_dari(a, b) == semula
        r = client.post(url("duplikat_gabung", b, a), {"alasan": ALASAN})
        assert r.status_code == 422
        assert "sudah dinilai" in teks(r)
        client.post(url("gabung_batal", GabungOrang.objects.sistem("uji").get()))
        assert len(usulan(manajer)) == 1

    def test_batal_di_tengah_rangkaian(self, manajer, buat):
        """A–B and B–C: undoing the first leaves exactly what the second says."""
        a, b, c = (buat(nik=NIK) for _ in range(3))
        semula = orang_dari(a, b, c)
        satu = tindakan.gabung(by=manajer, satu=a, dua=b, alasan=ALASAN)
        dua = tindakan.gabung(by=manajer, satu=b, dua=c, alasan=ALASAN)
        assert len(set(orang_dari(a, b, c))) == 1
        tindakan.batalkan(by=manajer, nilai=_baca(manajer, satu))
        assert orang_dari(a)[0] == semula[0]
        assert len(set(orang_dari(b, c))) == 1
        assert orang_dari(b)[0] == semula[1]
        tindakan.batalkan(by=manajer, nilai=_baca(manajer, dua))
        assert orang_dari(a, b, c) == semula

    def test_yang_sejak_awal_seorang_ikut_dan_kembali(self, manajer, buat):
        a, b, kembaran = (buat(nik=NIK) for _ in range(3))
        Korban.objects.sistem("uji").filter(pk=kembaran.pk).update(orang=segar(b).orang)
        semula = orang_dari(a, b, kembaran)
        nilai = tindakan.gabung(by=manajer, satu=a, dua=segar(b), alasan=ALASAN)
        assert len(set(orang_dari(a, b, kembaran))) == 1
        tindakan.batalkan(by=manajer, nilai=_baca(manajer, nilai))
        assert orang_dari(a, b, kembaran) == semula

    def test_tanpa_hak_atas_keduanya_tidak_dapat_dibatalkan(self, masuk, manajer, supervisor, buat):
        a, b = buat(nik=NIK), buat(nik=NIK, tingkat=3)
        tindakan.gabung(by=manajer, satu=a, dua=b, alasan=ALASAN)
        nilai = GabungOrang.objects.sistem("uji").get()
        assert masuk(supervisor).post(url("gabung_batal", nilai)).status_code == 404
        assert b.kasus.kode not in teks(masuk(supervisor).get(url("duplikat")))

    def test_pendamping_dalam_tim_tidak_menggabung(self, masuk, pendamping, buat):
        a, b = buat(nik=NIK), buat(nik=NIK)
        dalam_tim(a.kasus, pendamping), dalam_tim(b.kasus, pendamping)
        r = masuk(pendamping).post(url("duplikat_gabung", a, b), {"alasan": ALASAN})
        assert r.status_code == 403

    def test_kunci_orang_dihitung_sekali(self, manajer, buat):
        """What statistics count: people, by ``orang``."""
        a, b, _ = buat(nik=NIK), buat(nik=NIK), buat("Tumini DEMO")
        tindakan.gabung(by=manajer, satu=a, dua=b, alasan=ALASAN)
        hitung = Korban.objects.untuk(manajer).aggregate(n=Count("orang", distinct=True))
        assert hitung == {"n": 2}


def _baca(user, nilai):
    return GabungOrang.objects.untuk(user).get(pk=nilai.pk)
