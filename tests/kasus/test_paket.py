"""A partner sees the packet addressed to it and nothing else, as long as it may (T6, T9, T21)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kasus.actions import rujukan as tindakan
from kasus.models import Kasus, LaranganAkses, NotifikasiKasus, Rujukan
from p3aks.core.access import semua_alamat
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan
from tests.kasus import bantu_rujukan as b
from tests.kasus.bantu_rujukan import teks

pytestmark = pytest.mark.django_db
DAFTAR = "/kasus/paket/"


def url(nama, rujukan):
    return reverse(f"kasus:{nama}", args=[rujukan.pk])


@pytest.fixture
def mitra_b(orang, mitra):
    """A colleague at the same institution."""
    return orang("mitra_b", Peran.MITRA_LAYANAN, lembaga=mitra.lembaga)


@pytest.fixture
def polisi(orang, lembaga):
    """A partner of another institution."""
    return orang("polisi", Peran.MITRA_APH, lembaga=lembaga("Polres Tuban", "Polres"))


class TestMembaca:
    def test_paket_dan_tanda_airnya(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus(2)
        b.isi_identitas(kasus)
        rujukan = b.wajib(kasus, manajer, mitra)
        r = masuk(mitra).get(url("paket", rujukan))
        halaman = teks(r)
        assert f"Dibaca oleh {mitra.nama} · {mitra.lembaga.singkatan}" in halaman
        assert "Kelompok usia" in halaman
        assert "<title>Lembar kerja" in halaman
        assert "no-store" in r["Cache-Control"]
        for bocor in (kasus.kode, str(kasus.pk), rujukan.alasan, *b.RAHASIA):
            assert bocor not in halaman

    def test_setiap_pembacaan_tercatat_pada_kasusnya(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.buka_identitas(kasus, manajer)
        b.setuju(kasus, manajer, "nama")
        rujukan = b.kirim(kasus, manajer, mitra)
        for _ in range(2):
            assert b.NAMA in teks(masuk(mitra).get(url("paket", rujukan)))
        dibaca = [(r, oleh) for _, r, oleh in b.jejak(kasus, "kasus.dibaca")][-2:]
        rincian = {"halaman": "paket rujukan", "tingkat": "F3", "kanal": "HTML"}
        assert dibaca == [(rincian, str(mitra.pk))] * 2

    def test_daftar_hanya_kode_dan_waktu(self, buat_kasus, manajer, mitra, masuk):
        assert "Tidak ada rujukan" in teks(masuk(mitra).get(DAFTAR))
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        halaman = teks(masuk(mitra).get(DAFTAR))
        assert rujukan.kode in halaman
        assert "Kelompok usia" not in halaman

    def test_jumlah_kueri_daftar_tetap(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.wajib(kasus, manajer, mitra)
        masuk(mitra).get(DAFTAR)

        def hitung():
            with CaptureQueriesContext(connection) as kueri:
                masuk(mitra).get(DAFTAR)
            return len(kueri)

        awal = hitung()
        for _ in range(3):
            b.wajib(kasus, manajer, mitra)
        assert hitung() == awal


class TestTidakSampai:
    def test_t9_kedaluwarsa_dan_ditarik(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        habis, ditarik = (b.wajib(kasus, manajer, mitra) for _ in range(2))
        Rujukan.objects.sistem("uji").filter(pk=habis.pk).update(sampai=timezone.now())
        tindakan.tarik(by=manajer, rujukan=ditarik)
        for r in (habis, ditarik):
            assert masuk(mitra).get(url("paket", r)).status_code == 404
            for langkah in ("paket_terima", "paket_tolak", "paket_selesai"):
                assert masuk(mitra).post(url(langkah, r)).status_code == 404
            with pytest.raises(PermissionDenied):
                tindakan.terima(by=mitra, rujukan=r)
        assert "Tidak ada rujukan" in teks(masuk(mitra).get(DAFTAR))

    def test_instansi_lain_dan_petugas(self, buat_kasus, manajer, mitra, polisi, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        assert masuk(polisi).get(url("paket", rujukan)).status_code == 404
        assert rujukan.kode not in teks(masuk(polisi).get(DAFTAR))
        assert masuk(manajer).get(url("paket", rujukan)).status_code == 403
        with pytest.raises(PermissionDenied):
            tindakan.terima(by=manajer, rujukan=rujukan)

    def test_masa_tugas_berakhir_berlaku_seketika(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        Penugasan.objects.filter(pengguna=mitra).update(selesai=dt.date(2021, 1, 1))
        assert masuk(mitra).get(url("paket", rujukan)).status_code == 403

    def test_t6_daftar_tolak_mengalahkan_segalanya(
        self, buat_kasus, manajer, mitra, mitra_b, masuk
    ):
        kasus = buat_kasus()
        bernama = b.wajib(kasus, manajer, mitra, penerima=mitra)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=mitra, alasan="kerabat terlapor", oleh=manajer
        )
        umum = b.wajib(kasus, manajer, mitra)
        for r in (bernama, umum):
            assert masuk(mitra).get(url("paket", r)).status_code == 404
        assert "Tidak ada rujukan" in teks(masuk(mitra).get(DAFTAR))
        assert masuk(mitra_b).get(url("paket", umum)).status_code == 200
        notis = NotifikasiKasus.objects.sistem("uji").filter(kode=umum.kode)
        assert {n.pengguna for n in notis} == {mitra_b}

    def test_hanya_untuk_orang_yang_disebut(self, buat_kasus, manajer, mitra, mitra_b, masuk):
        rujukan = b.wajib(buat_kasus(3), manajer, mitra, penerima=mitra)
        assert masuk(mitra).get(url("paket", rujukan)).status_code == 200
        tak_ada = reverse("kasus:paket", args=["00000000-0000-4000-8000-000000000000"])
        a, z = (masuk(mitra_b).get(x) for x in (url("paket", rujukan), tak_ada))
        assert (a.status_code, z.status_code) == (404, 404)
        assert rujukan.kode not in teks(masuk(mitra_b).get(DAFTAR))
        assert not NotifikasiKasus.objects.sistem("uji").filter(pengguna=mitra_b).exists()

    def test_kasus_yang_kemudian_tersegel_menutup_paket_tanpa_nama(
        self, buat_kasus, manajer, mitra, masuk
    ):
        kasus = buat_kasus()
        umum, bernama = (
            b.wajib(kasus, manajer, mitra),
            b.wajib(kasus, manajer, mitra, penerima=mitra),
        )
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(tingkat=3)
        assert masuk(mitra).get(url("paket", umum)).status_code == 404
        assert masuk(mitra).get(url("paket", bernama)).status_code == 200
        halaman = teks(masuk(manajer).get(reverse("kasus:rujukan", args=[kasus.pk])))
        assert "tidak terbaca mitra: kasus kini tersegel" in halaman

    def test_pengelola_akun_tidak_pernah(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        Penugasan.objects.create(
            pengguna=mitra, peran=Peran.ADMIN_AKUN, mulai=dt.date(2020, 1, 1), dasar="SK uji"
        )
        assert masuk(mitra).get(url("paket", rujukan)).status_code in (403, 404)
        assert not Rujukan.objects.untuk(Pengguna.objects.get(pk=mitra.pk)).exists()

    def test_tidak_ada_halaman_kasus_lain(self, buat_kasus, manajer, mitra, masuk):
        """Whatever address takes the id of a case, of its victim or of its referral."""
        kasus = buat_kasus()
        rujukan = b.wajib(kasus, manajer, mitra)
        ganti = {"pk": kasus.pk, "rujukan": rujukan.pk, "korban": b.korban_dari(kasus).pk}
        diperiksa = 0
        for route, nama, _ in semua_alamat():
            if not nama.startswith("kasus:") or not route.startswith("kasus/<uuid:pk>/"):
                continue
            alamat = "/" + route
            for bagian, nilai in ganti.items():
                alamat = alamat.replace(f"<uuid:{bagian}>", str(nilai))
            if "<" in alamat:
                continue
            diperiksa += 1
            for jawaban in (masuk(mitra).get(alamat), masuk(mitra).post(alamat)):
                assert jawaban.status_code in (403, 404, 405), nama
                assert kasus.kode not in teks(jawaban)
        assert diperiksa > 5


class TestMenjawab:
    def test_terima_lalu_selesai(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        rujukan = b.wajib(kasus, manajer, mitra)
        assert masuk(mitra).post(url("paket_terima", rujukan)).url == url("paket", rujukan)
        r = b.segar(rujukan)
        assert (r.status, r.dijawab_oleh, r.selesai_pada) == ("DITERIMA", mitra, None)
        masuk(mitra).post(url("paket_selesai", rujukan), {"hasil": "Sudah diperiksa."})
        r = b.segar(rujukan)
        assert (r.status, r.jawaban, r.dijawab_oleh) == ("SELESAI", "Sudah diperiksa.", mitra)
        assert r.selesai_pada >= r.dijawab_pada
        assert b.peristiwa(kasus, "rujukan.")[1:] == ["rujukan.diterima", "rujukan.selesai"]
        halaman = teks(masuk(manajer).get(reverse("kasus:rujukan", args=[kasus.pk])))
        assert "Sudah diperiksa." in halaman

    def test_tim_diberi_tahu_tanpa_isi(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        masuk(mitra).post(url("paket_terima", rujukan))
        notis = NotifikasiKasus.objects.sistem("uji").get(pengguna=manajer)
        assert (notis.kode, notis.jenis) == (rujukan.kode, "rujukan_jawaban")

    def test_tolak_perlu_alasan_dan_menutup_paket(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        r = masuk(mitra).post(url("paket_tolak", rujukan), {"alasan": " "})
        assert r.status_code == 422
        assert "Bagian ini belum diisi." in teks(r)
        assert b.segar(rujukan).status == "DIKIRIM"
        masuk(mitra).post(url("paket_tolak", rujukan), {"alasan": "Penuh."})
        assert (b.segar(rujukan).status, b.segar(rujukan).jawaban) == ("DITOLAK", "Penuh.")
        assert masuk(mitra).get(url("paket", rujukan)).status_code == 404

    def test_hasil_salah_tidak_hilang(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        tindakan.terima(by=mitra, rujukan=rujukan)
        panjang = "Sudah diberikan. " * 200
        r = masuk(mitra).post(url("paket_selesai", rujukan), {"hasil": panjang})
        assert r.status_code == 422
        assert panjang.strip() in teks(r)

    def test_jawaban_kedua_tidak_menimpa(self, buat_kasus, manajer, mitra, mitra_b, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        tindakan.terima(by=mitra, rujukan=rujukan)
        r = masuk(mitra_b).post(url("paket_tolak", rujukan), {"alasan": "Penuh."}, follow=True)
        assert "sudah dijawab sebelumnya" in teks(r)
        assert b.segar(rujukan).dijawab_oleh == mitra
        with pytest.raises(SudahBerubah):
            tindakan.terima(by=mitra_b, rujukan=rujukan)

    def test_selesai_hanya_sesudah_diterima(self, buat_kasus, manajer, mitra):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        with pytest.raises(SudahBerubah):
            tindakan.selesaikan(by=mitra, rujukan=rujukan, hasil="Sudah.")

    def test_hanya_post(self, buat_kasus, manajer, mitra, masuk):
        rujukan = b.wajib(buat_kasus(), manajer, mitra)
        for langkah in ("paket_terima", "paket_tolak", "paket_selesai"):
            assert masuk(mitra).get(url(langkah, rujukan)).status_code == 405
