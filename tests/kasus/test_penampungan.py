"""Shelters: places given once, fourteen days, an address shown only with the identity (R13)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import penampungan as tindakan
from kasus.actions.tenggat import perbarui_tenggat, periksa_tenggat
from kasus.aturan.penampungan import KeadaanPenampungan
from kasus.documents.penampungan import hunian, terisi
from kasus.enums_akses import TingkatKasus
from kasus.models import (
    AksesIdentitas,
    Fasilitas,
    Kasus,
    Korban,
    NotifikasiKasus,
    Penampungan,
    Rujukan,
    Tenggat,
)
from p3aks.core.models import JejakAudit, SudahBerubah

pytestmark = pytest.mark.django_db
ALAMAT = "Jalan Rahasia Nomor 7"
ALASAN = "Balai provinsi baru menerima pekan depan."


@pytest.fixture
def kasus(buat_kasus):
    """A case of the manager."""
    return buat_kasus()


@pytest.fixture
def melati(manajer, unit):
    """A shelter for four."""
    return tindakan.simpan_fasilitas(
        by=manajer, kode="Rumah Melati", unit=unit, kapasitas=4, aktif=True, alamat=ALAMAT
    )


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode="A")


def masukkan(by, kasus, fasilitas, orang=1, hari_lalu=0):
    return tindakan.masuk(
        by=by, kasus=kasus, korban=korban_dari(kasus), fasilitas=fasilitas, orang=orang,
        pada=timezone.now() - dt.timedelta(days=hari_lalu, minutes=1),
    )  # fmt: skip


def keadaan(kasus, manajer):
    return hunian(Kasus.objects.untuk(manajer).get(pk=kasus.pk))[0].keadaan


class TestTempat:
    def test_terisi_dihitung_per_orang_dan_penuh_ditolak(self, manajer, unit, melati, buat_kasus):
        anggrek = tindakan.simpan_fasilitas(
            by=manajer, kode="Rumah Anggrek", unit=unit, kapasitas=3, aktif=True
        )
        huni = masukkan(manajer, buat_kasus(), melati, orang=3)
        assert terisi() == {melati.pk: 3}
        lain = buat_kasus()
        with pytest.raises(ValidationError) as galat:
            masukkan(manajer, lain, melati, orang=2)
        assert galat.value.message_dict == {
            "fasilitas": [
                "Tempat di Rumah Melati tinggal 1, yang masuk 2 orang. "
                "Yang masih cukup: Rumah Anggrek (3)."
            ]
        }
        masukkan(manajer, lain, anggrek, orang=2)
        tindakan.keluar(by=manajer, kasus=huni.korban.kasus, penampungan=huni, pada=timezone.now())
        assert terisi() == {anggrek.pk: 2}

    def test_kasus_tersegel_pun_memakai_tempat(self, manajer, melati, buat_kasus):
        masukkan(manajer, buat_kasus(3), melati, orang=4)
        with pytest.raises(ValidationError, match="rumah aman di luar daerah"):
            masukkan(manajer, buat_kasus(), melati)

    def test_yang_tidak_dipakai_dan_yang_masih_dihuni(self, manajer, unit, melati, kasus):
        huni = masukkan(manajer, kasus, melati)
        assert masukkan_lagi(manajer, kasus, huni) == huni, "formulir yang sama dikirim dua kali"
        with pytest.raises(ValidationError, match="masih tercatat"):
            masukkan(manajer, kasus, melati, orang=2)
        tindakan.simpan_fasilitas(
            by=manajer, kode="Rumah Melati", unit=unit, kapasitas=4, aktif=False, fasilitas=melati
        )
        tindakan.keluar(by=manajer, kasus=kasus, penampungan=huni, pada=timezone.now())
        with pytest.raises(ValidationError, match="tidak dipakai lagi"):
            masukkan(manajer, kasus, melati)

    def test_tingkat_kasus_naik(self, manajer, melati, kasus):
        masukkan(manajer, kasus, melati)
        assert Kasus.objects.sistem("uji").get(pk=kasus.pk).tingkat == TingkatKasus.K2

    def test_kasus_yang_berakhir(self, manajer, melati, kasus):
        Kasus.objects.sistem("uji").update(tahap="TERMINASI")
        with pytest.raises(ValidationError, match="sudah berakhir"):
            masukkan(manajer, kasus, melati)

    def test_waktu_di_depan_dan_orang_asing(self, manajer, manajer_lain, melati, kasus):
        with pytest.raises(ValidationError, match="masa depan"):
            masukkan(manajer, kasus, melati, hari_lalu=-1)
        with pytest.raises(PermissionDenied):
            masukkan(manajer_lain, kasus, melati)


def masukkan_lagi(by, kasus, huni):
    return tindakan.masuk(
        by=by, kasus=kasus, korban=huni.korban, fasilitas=huni.fasilitas, orang=huni.orang,
        pada=huni.masuk,
    )  # fmt: skip


class TestEmpatBelasHari:
    @pytest.mark.parametrize(
        ("lalu", "harapan"),
        [
            (8, KeadaanPenampungan.AMAN),
            (9, KeadaanPenampungan.PERINGATAN),
            (12, KeadaanPenampungan.PERINGATAN),
            (13, KeadaanPenampungan.WAJIB_RUJUK),
            (14, KeadaanPenampungan.MERAH),
        ],
    )
    def test_keadaan_menurut_hari(self, masuk, manajer, melati, kasus, lalu, harapan):
        masukkan(manajer, kasus, melati, hari_lalu=lalu)
        assert keadaan(kasus, manajer) == harapan
        isi = masuk(manajer).get(reverse("kasus:pendukung", args=[kasus.pk])).content.decode()
        assert f"Hari ke-{lalu + 1}" in isi
        assert harapan.label in isi

    def test_perpanjangan_ditandatangani_supervisor(self, manajer, supervisor, melati, kasus):
        huni = masukkan(manajer, kasus, melati, hari_lalu=14)
        isi = {
            "kasus": kasus, "penampungan": huni, "alasan": ALASAN,
            "sampai": timezone.localdate() + dt.timedelta(days=7),
        }  # fmt: skip
        with pytest.raises(PermissionDenied):
            tindakan.perpanjang(by=manajer, **isi)
        with pytest.raises(ValidationError, match="sedikitnya 20"):
            tindakan.perpanjang(by=supervisor, **{**isi, "alasan": "perlu"})
        with pytest.raises(ValidationError, match="sesudah batas"):
            tindakan.perpanjang(by=supervisor, **{**isi, "sampai": timezone.localdate()
                                                  - dt.timedelta(days=3)})  # fmt: skip
        with pytest.raises(ValidationError, match="Paling lama"):
            tindakan.perpanjang(by=supervisor, **{**isi, "sampai": dt.date(2099, 1, 1)})
        tindakan.perpanjang(by=supervisor, **isi)
        assert keadaan(kasus, manajer) == KeadaanPenampungan.PERINGATAN
        baris = Penampungan.objects.sistem("uji").get()
        assert baris.perpanjangan_oleh == supervisor
        assert JejakAudit.objects.filter(peristiwa="penampungan.diperpanjang").exists()

    def test_rujukan_lanjutan_menutup_batas(self, manajer, melati, kasus, rujuk):
        huni = masukkan(manajer, kasus, melati, hari_lalu=14)
        lama = rujuk(kasus, dikirim_pada=timezone.now() - dt.timedelta(days=20))
        with pytest.raises(ValidationError, match="lebih lama"):
            tindakan.rujuk_lanjut(by=manajer, kasus=kasus, penampungan=huni, rujukan=lama)
        ditarik = rujuk(kasus, status="DITARIK")
        with pytest.raises(ValidationError, match="masih berlaku"):
            tindakan.rujuk_lanjut(by=manajer, kasus=kasus, penampungan=huni, rujukan=ditarik)
        tindakan.rujuk_lanjut(by=manajer, kasus=kasus, penampungan=huni, rujukan=rujuk(kasus))
        assert keadaan(kasus, manajer) == KeadaanPenampungan.PERINGATAN

    def test_jam_dan_pelanggaran(self, manajer, supervisor, melati, kasus):
        masukkan(manajer, kasus, melati, hari_lalu=14)
        perbarui_tenggat(kasus, manajer)
        jam = Tenggat.objects.sistem("uji").get(langkah="PENAMPUNGAN")
        masuk_hari = timezone.localdate() - dt.timedelta(days=14)
        assert timezone.localtime(jam.batas).date() == masuk_hari + dt.timedelta(days=14)
        assert timezone.localtime(jam.batas).time() == dt.time(0, 0)
        assert jam.dilanggar_pada is not None, "hari ke-15 tanpa rujukan atau perpanjangan"
        # The extension meets the demand, and has a clock of its own; the breach stays.
        tindakan.perpanjang(
            by=supervisor, kasus=kasus, penampungan=Penampungan.objects.sistem("uji").get(),
            sampai=timezone.localdate() + dt.timedelta(days=5), alasan=ALASAN,
        )  # fmt: skip
        perbarui_tenggat(kasus, manajer)
        jam.refresh_from_db()
        assert jam.dipenuhi_pada is not None
        assert jam.dilanggar_pada is not None
        lanjut = Tenggat.objects.sistem("uji").get(langkah="PERPANJANGAN")
        assert lanjut.dipenuhi_pada is None
        tindakan.keluar(
            by=manajer, kasus=kasus, penampungan=Penampungan.objects.sistem("uji").get(),
            pada=timezone.now(),
        )  # fmt: skip
        perbarui_tenggat(kasus, manajer)
        lanjut.refresh_from_db()
        assert lanjut.dipenuhi_pada is not None
        assert lanjut.dilanggar_pada is None

    def test_hari_kesepuluh_diingatkan_sekali(self, manajer, melati, kasus):
        masukkan(manajer, kasus, melati, hari_lalu=8)
        periksa_tenggat()
        semua = NotifikasiKasus.objects.sistem("uji").filter(jenis="penampungan_hari10")
        assert not semua.exists()
        huni = Penampungan.objects.sistem("uji").get()
        huni.masuk -= dt.timedelta(days=1)
        huni.save()
        periksa_tenggat()
        assert [n.pengguna for n in semua] == [manajer]
        semua.update(dibaca_pada=timezone.now())
        periksa_tenggat()
        assert semua.count() == 1

    def test_keluar_dua_kali_dan_sebelum_masuk(self, manajer, melati, kasus):
        huni = masukkan(manajer, kasus, melati, hari_lalu=2)
        isi = {"by": manajer, "kasus": kasus, "penampungan": huni}
        with pytest.raises(ValidationError, match="mendahului"):
            tindakan.keluar(**isi, pada=timezone.now() - dt.timedelta(days=5))
        tindakan.keluar(**isi, pada=timezone.now())
        with pytest.raises(SudahBerubah):
            tindakan.keluar(**isi, pada=timezone.now())


@pytest.fixture
def rujuk(manajer, lembaga):
    """Make a referral of the victim: ``rujuk(kasus)``."""
    from kasus.models import Instansi

    instansi = Instansi.objects.create(lembaga=lembaga("Balai", "Balai"), tipe="LAINNYA")

    def buat(kasus, **isian):
        nomor = Rujukan.objects.sistem("uji").count()
        saat = isian.get("dikirim_pada", timezone.now())
        return Rujukan.objects.sistem("uji").create(
            **{
                "kode": f"R-{nomor}", "korban": korban_dari(kasus), "instansi": instansi,
                "jenis": "PENAMPUNGAN", "sektor": "RUMAH_AMAN", "dasar": "VITAL",
                "alasan": "Perlu tempat lanjutan", "dikirim_oleh": manajer,
                "batas_jawab": saat + dt.timedelta(days=3), "sampai": saat + dt.timedelta(days=90),
                **isian,
            }
        )  # fmt: skip

    return buat


class TestHalaman:
    def test_alamat_hanya_saat_identitas_dibuka(self, masuk, manajer, melati, kasus):
        masukkan(manajer, kasus, melati)
        alamat = reverse("kasus:pendukung", args=[kasus.pk])
        client = masuk(manajer)
        assert ALAMAT not in client.get(alamat).content.decode()
        AksesIdentitas.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Menjemput korban malam ini",
            sampai=timezone.now() + dt.timedelta(minutes=10),
        )  # fmt: skip
        assert ALAMAT in client.get(alamat).content.decode()
        dibaca = JejakAudit.objects.filter(peristiwa="kasus.dibaca").latest("pk")
        assert dibaca.rincian["tingkat"] == "F3"
        assert JejakAudit.objects.filter(peristiwa="kasus.identitas_dibaca").count() == 1
        AksesIdentitas.objects.sistem("uji").update(
            dibuat_pada=timezone.now() - dt.timedelta(minutes=20),
            sampai=timezone.now() - dt.timedelta(minutes=10),
        )
        assert ALAMAT not in client.get(alamat).content.decode()

    def test_alamat_tidak_tampil_di_daftar_dan_formulir(self, masuk, manajer, melati):
        client = masuk(manajer)
        for alamat in (
            reverse("kasus:fasilitas_daftar"),
            reverse("kasus:fasilitas_ubah", args=[melati.pk]),
        ):
            assert ALAMAT not in client.get(alamat).content.decode()
        r = client.post(
            reverse("kasus:fasilitas_ubah", args=[melati.pk]),
            {"versi": melati.versi, "kode": "Rumah Mawar", "unit": melati.unit_id,
             "kapasitas": "5", "alamat": "", "aktif": "on"},
        )  # fmt: skip
        assert r.status_code == 302
        kini = Fasilitas.objects.sistem("uji").get()
        assert (kini.kode, kini.kapasitas, kini.alamat) == ("Rumah Mawar", 5, ALAMAT)

    def test_simpan_basi_menampilkan_keduanya(self, masuk, manajer, melati):
        isi = {"kode": "Rumah Kenanga", "unit": melati.unit_id, "kapasitas": "6", "aktif": "on"}
        alamat = reverse("kasus:fasilitas_ubah", args=[melati.pk])
        client = masuk(manajer)
        client.post(alamat, {**isi, "versi": 1})
        r = client.post(alamat, {**isi, "versi": 1, "kode": "Rumah Teratai"})
        assert r.status_code == 409
        teks = r.content.decode()
        assert "Rumah Kenanga" in teks
        assert "Rumah Teratai" in teks
        r = client.post(alamat, {**isi, "versi": 2, "kode": "Rumah Teratai"})
        assert r.status_code == 302

    def test_kapasitas_tidak_di_bawah_penghuni(self, masuk, manajer, melati, kasus):
        masukkan(manajer, kasus, melati, orang=3)
        isi = {"versi": 1, "kode": "rumah melati", "unit": melati.unit_id, "kapasitas": "2"}
        alamat = reverse("kasus:fasilitas_ubah", args=[melati.pk])
        r = masuk(manajer).post(alamat, isi)
        assert r.status_code == 422
        assert "Sekarang ada 3 penghuni." in r.content.decode()
        assert Fasilitas.objects.sistem("uji").get().versi == 1, (
            "yang ditolak tidak menaikkan versi"
        )
        r = masuk(manajer).post(reverse("kasus:fasilitas_baru"), {**isi, "kapasitas": "9"})
        assert "sudah dipakai fasilitas lain" in r.content.decode()

    def test_fasilitas_unit_lain_hanya_dibaca(self, masuk, manajer_lain, melati, mitra, pendamping):
        assert (
            "Rumah Melati"
            in masuk(manajer_lain).get(reverse("kasus:fasilitas_daftar")).content.decode()
        )
        ubah = reverse("kasus:fasilitas_ubah", args=[melati.pk])
        assert masuk(manajer_lain).get(ubah).status_code == 403
        assert masuk(pendamping).get(ubah).status_code == 403
        assert masuk(pendamping).get(reverse("kasus:fasilitas_daftar")).status_code == 200
        assert masuk(mitra).get(reverse("kasus:fasilitas_daftar")).status_code == 403

    def test_masuk_sampai_keluar_lewat_halaman(
        self, masuk, manajer, supervisor, melati, kasus, rujuk
    ):
        client = masuk(manajer)
        alamat = reverse("kasus:penampungan_masuk", args=[kasus.pk, korban_dari(kasus).pk])
        assert "sisa 4 tempat" in client.get(alamat).content.decode()
        r = client.post(
            alamat, {"fasilitas": melati.pk, "orang": "9", "pada": "2 Januari 2026 10.00"}
        )
        assert r.status_code == 422
        assert "tinggal 4, yang masuk 9 orang" in r.content.decode()
        assert "2 Januari 2026 10.00" in r.content.decode()
        r = client.post(
            alamat, {"fasilitas": melati.pk, "orang": "2", "pada": "2 Januari 2026 10.00"}
        )
        assert r.status_code == 302
        huni = Penampungan.objects.sistem("uji").get()

        def url(nama):
            return reverse(f"kasus:{nama}", args=[kasus.pk, huni.pk])

        rujukan = rujuk(kasus)
        r = client.post(url("penampungan_lanjut"), {"rujukan": rujukan.pk})
        assert r.status_code == 302
        assert client.post(url("penampungan_perpanjang")).status_code == 403
        r = masuk(supervisor).post(url("penampungan_perpanjang"), {"sampai": "x", "alasan": ALASAN})
        assert r.status_code == 422
        assert ALASAN in r.content.decode()
        client = masuk(manajer)
        r = client.post(url("penampungan_keluar"), {"pada": "1 Januari 2026 09.00"})
        assert r.status_code == 422
        assert "mendahului" in r.content.decode()
        assert (
            client.post(url("penampungan_keluar"), {"pada": "3 Januari 2026 09.00"}).status_code
            == 302
        )
        r = client.post(url("penampungan_keluar"), {"pada": "3 Januari 2026 09.00"}, follow=True)
        assert "Sudah dicatat orang lain" in r.content.decode()

    def test_orang_asing_dan_tersegel(self, masuk, manajer_lain, supervisor, mitra, buat_kasus):
        for user, kasus, status in (
            (manajer_lain, buat_kasus(), 404),
            (mitra, buat_kasus(), 403),
            (supervisor, buat_kasus(3), 404),
        ):
            alamat = reverse("kasus:pendukung", args=[kasus.pk])
            assert masuk(user).get(alamat).status_code == status
            tujuan = reverse("kasus:penampungan_masuk", args=[kasus.pk, korban_dari(kasus).pk])
            assert masuk(user).get(tujuan).status_code == status

    def test_jumlah_kueri_tetap(
        self, masuk, manajer, melati, kasus, supervisor, django_assert_num_queries, rujuk
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        masukkan(manajer, kasus, melati)
        client = masuk(manajer)
        alamat = reverse("kasus:pendukung", args=[kasus.pk])
        client.get(alamat)
        with CaptureQueriesContext(connection) as satu:
            client.get(alamat)
        huni = Penampungan.objects.sistem("uji").get()
        tindakan.keluar(by=manajer, kasus=kasus, penampungan=huni, pada=timezone.now())
        masukkan(manajer, kasus, melati)
        for huruf in "BC":
            lain = Korban.objects.sistem("uji").create(
                kasus=kasus, kode=huruf, kelamin="P", tempat="LAINNYA", usia=30
            )
            tindakan.masuk(
                by=manajer,
                kasus=kasus,
                korban=lain,
                fasilitas=melati,
                orang=1,
                pada=kasus.dibuat_pada,
            )
        with django_assert_num_queries(len(satu)):
            client.get(alamat)
