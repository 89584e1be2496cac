"""Conferences: who needs to know sees what they need, for as long as they do, and nothing else."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import konferensi as tindakan
from kasus.actions.notifikasi import jumlah_belum_dibaca
from kasus.models import (
    Kasus,
    KonferensiKasus,
    Korban,
    LaranganAkses,
    PesertaKonferensi,
)
from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.enums import Peran
from pokja.models import Penugasan

pytestmark = pytest.mark.django_db
BAHAN = "Penerima manfaat perlu jadwal pemeriksaan lanjutan."
HASIL = "Pemeriksaan pada hari Rabu, diantar pendamping."


@pytest.fixture
def kasus(buat_kasus):
    """A case of the manager."""
    return buat_kasus(kronologi="Cerita lengkap yang bukan untuk peserta")


@pytest.fixture
def konferensi(manajer, kasus):
    """A conference an hour ago."""
    return adakan(manajer, kasus)


def adakan(by, kasus, *, jam_lalu=1):
    return tindakan.adakan(
        by=by, kasus=kasus, id_baru=uuid4(), bahan=BAHAN, tempat="Ruang rapat UPTD",
        pada=timezone.now() - dt.timedelta(hours=jam_lalu),
    )  # fmt: skip


def undang(by, konferensi, pengguna, tingkat=1):
    return tindakan.undang(
        by=by, konferensi=konferensi, pengguna=pengguna, tingkat=tingkat,
        keperluan="Menjadwalkan pemeriksaan",
    )  # fmt: skip


def url(konferensi, nama="konferensi"):
    return reverse(f"kasus:{nama}", args=[konferensi.pk])


class TestPeserta:
    def test_hanya_halaman_konferensi(self, masuk, manajer, mitra, kasus, konferensi):
        undang(manajer, konferensi, mitra)
        client = masuk(mitra)
        r = client.get(url(konferensi))
        isi = r.content.decode()
        assert r.status_code == 200
        for kata in (kasus.kode, BAHAN, "Ruang rapat UPTD", "Menjadwalkan pemeriksaan"):
            assert kata in isi
        for kata in ("Cerita lengkap", manajer.nama, str(kasus.pk), "Korban A"):
            assert kata not in isi
        assert Kasus.objects.untuk(mitra).count() == 0
        assert Korban.objects.untuk(mitra).count() == 0
        dibaca = JejakAudit.objects.filter(peristiwa="kasus.dibaca").latest("pk")
        assert (dibaca.rantai, dibaca.oleh_id) == (f"kasus.kasus:{kasus.pk}", str(mitra.pk))
        assert client.get(reverse("kasus:pendukung", args=[kasus.pk])).status_code == 403
        assert client.post(url(konferensi)).status_code == 403
        for nama in ("konferensi_hasil",):
            assert client.get(url(konferensi, nama)).status_code == 403

    def test_diberi_tahu_dan_menemukannya(self, masuk, manajer, mitra, konferensi):
        undang(manajer, konferensi, mitra)
        assert jumlah_belum_dibaca(mitra) == 1
        assert url(konferensi) in masuk(mitra).get(reverse("kasus:notifikasi")).content.decode()

    @pytest.mark.parametrize(
        ("tingkat", "bahan", "hasil"), [(0, False, False), (1, True, False), (2, True, True)]
    )
    def test_menurut_tingkat(self, masuk, manajer, mitra, konferensi, tingkat, bahan, hasil):
        undang(manajer, konferensi, mitra, tingkat)
        tulis(manajer, konferensi, kunci=False)
        assert HASIL not in masuk(mitra).get(url(konferensi)).content.decode(), "belum dikunci"
        tulis(manajer, konferensi, kunci=True, versi=2)
        isi = masuk(mitra).get(url(konferensi)).content.decode()
        assert (BAHAN in isi, HASIL in isi) == (bahan, hasil)

    def test_menurut_fungsi_tanpa_nama(self, masuk, manajer, mitra, auditor, konferensi):
        undang(manajer, konferensi, mitra)
        undang(manajer, konferensi, auditor)
        isi = masuk(mitra).get(url(konferensi)).content.decode()
        assert "Auditor · Inspektorat" in isi
        assert "Mitra layanan · RSUD (Anda)" in isi
        isi = masuk(manajer).get(url(konferensi)).content.decode()
        assert auditor.nama in isi

    def test_tutup_tujuh_hari_sesudahnya(self, masuk, manajer, mitra, kasus):
        lama = adakan(manajer, kasus, jam_lalu=7 * 24 - 1)
        undang(manajer, lama, mitra)
        assert masuk(mitra).get(url(lama)).status_code == 200
        KonferensiKasus.objects.sistem("uji").update(pada=timezone.now() - dt.timedelta(days=7))
        assert masuk(mitra).get(url(lama)).status_code == 404
        assert url(lama) not in masuk(mitra).get(reverse("kasus:notifikasi")).content.decode()
        assert masuk(manajer).get(url(lama)).status_code == 200

    def test_yang_tidak_diundang_dan_yang_dibatalkan(
        self, masuk, manajer, mitra, auditor, orang, dinsos, mantan, konferensi
    ):
        peserta = undang(manajer, konferensi, mitra)
        assert masuk(auditor).get(url(konferensi)).status_code == 404
        admin = orang("admin", Peran.SUPERADMIN_TEKNIS, lembaga=dinsos)
        assert masuk(admin).get(url(konferensi)).status_code == 403
        assert masuk(mantan).get(url(konferensi)).status_code == 403
        alamat = reverse("kasus:konferensi_batal_undang", args=[konferensi.pk, peserta.pk])
        assert masuk(mitra).post(alamat).status_code == 403
        assert masuk(manajer).post(alamat).status_code == 302
        assert masuk(mitra).get(url(konferensi)).status_code == 404
        assert JejakAudit.objects.filter(peristiwa="konferensi.batal_diundang").count() == 1

    def test_daftar_tolak_mengalahkan_undangan(self, masuk, manajer, mitra, kasus, konferensi):
        undang(manajer, konferensi, mitra)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=mitra, alasan="Kerabat terlapor", oleh=manajer
        )
        assert masuk(mitra).get(url(konferensi)).status_code == 404
        assert KonferensiKasus.objects.untuk(mitra).count() == 0
        assert PesertaKonferensi.objects.untuk(mitra).count() == 0

    def test_peserta_yang_menjadi_pengelola_akun(self, masuk, manajer, auditor, konferensi):
        undang(manajer, konferensi, auditor)
        Penugasan.objects.create(
            pengguna=auditor, peran=Peran.ADMIN_AKUN, mulai=dt.date(2020, 1, 1), dasar="SK"
        )
        assert masuk(auditor).get(url(konferensi)).status_code == 403
        auditor = type(auditor).objects.get(pk=auditor.pk)
        assert KonferensiKasus.objects.untuk(auditor).count() == 0


class TestMengundang:
    def test_yang_ditolak(self, manajer, mitra, orang, dinsos, mantan, kasus, konferensi):
        admin = orang("admin", Peran.ADMIN_AKUN, lembaga=dinsos)
        for pengguna in (admin, mantan):
            with pytest.raises(ValidationError, match="tidak dapat diundang"):
                undang(manajer, konferensi, pengguna)
        undang(manajer, konferensi, mitra)
        with pytest.raises(ValidationError, match="sudah diundang"):
            undang(manajer, konferensi, mitra)
        with pytest.raises(ValidationError, match="Identitas tidak dibuka"):
            undang(manajer, konferensi, orang("psikolog", Peran.MITRA_LAYANAN), tingkat=3)

    def test_yang_dilarang(self, masuk, manajer, auditor, kasus, konferensi):
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=auditor, alasan="Kerabat terlapor", oleh=manajer
        )
        with pytest.raises(ValidationError, match="larangan akses"):
            undang(manajer, konferensi, auditor)
        assert auditor.nama not in masuk(manajer).get(url(konferensi)).content.decode()
        r = masuk(manajer).post(
            url(konferensi), {"pengguna": auditor.pk, "keperluan": "Hadir", "tingkat": "1"}
        )
        assert r.status_code == 422
        assert not PesertaKonferensi.objects.sistem("uji").exists()

    def test_lewat_halaman(self, masuk, manajer, pendamping, mitra, kasus, masukkan_tim):
        masukkan_tim(kasus, pendamping)
        alamat = reverse("kasus:konferensi_baru", args=[kasus.pk])
        assert masuk(pendamping).get(alamat).status_code == 403
        client = masuk(manajer)
        r = client.post(alamat, {"id_baru": uuid4(), "pada": "lusa", "bahan": BAHAN})
        assert r.status_code == 422
        assert BAHAN in r.content.decode()
        kunci = uuid4()
        isi = {"id_baru": kunci, "pada": "22 November 2026 14.30", "bahan": BAHAN}
        assert client.post(alamat, isi).status_code == 302
        assert client.post(alamat, isi).status_code == 302
        konferensi = KonferensiKasus.objects.sistem("uji").get()
        assert konferensi.pk == kunci
        r = client.post(url(konferensi), {"pengguna": mitra.pk, "keperluan": "", "tingkat": "1"})
        assert r.status_code == 422
        r = client.post(
            url(konferensi), {"pengguna": mitra.pk, "keperluan": "Memeriksa", "tingkat": "1"}
        )
        assert r.status_code == 302
        assert masuk(pendamping).get(url(konferensi)).status_code == 200
        assert masuk(pendamping).post(url(konferensi)).status_code == 403

    def test_kasus_yang_berakhir(self, manajer, kasus):
        Kasus.objects.sistem("uji").update(tahap="TERMINASI")
        with pytest.raises(ValidationError, match="sudah berakhir"):
            adakan(manajer, kasus)

    def test_orang_asing_dan_tersegel(self, masuk, manajer_lain, supervisor, kasus, buat_kasus):
        with pytest.raises(PermissionDenied):
            adakan(manajer_lain, kasus)
        alamat = reverse("kasus:konferensi_baru", args=[kasus.pk])
        assert masuk(manajer_lain).get(alamat).status_code == 404
        segel = reverse("kasus:konferensi_baru", args=[buat_kasus(3).pk])
        assert masuk(supervisor).get(segel).status_code == 404


def tulis(by, konferensi, *, kunci, hasil=HASIL, versi=1, hadir=()):
    aksi = tindakan.kunci_hasil if kunci else tindakan.tulis_hasil
    return aksi(by=by, konferensi=konferensi, hasil=hasil, hadir=hadir, versi=versi)


class TestHasil:
    def test_dikunci_untuk_selamanya(self, masuk, manajer, mitra, konferensi):
        peserta = undang(manajer, konferensi, mitra, 2)
        with pytest.raises(ValidationError, match="Tulis hasilnya"):
            tulis(manajer, konferensi, kunci=True, hasil=" ")
        tulis(manajer, konferensi, kunci=True, hadir=[peserta.pk])
        peserta.refresh_from_db()
        assert peserta.hadir is True
        for kunci in (True, False):
            with pytest.raises(ValidationError, match="sudah dikunci"):
                tulis(manajer, konferensi, kunci=kunci, hasil="Lain", versi=2)
        with pytest.raises(ValidationError, match="sudah dikunci"):
            tindakan.batal_undang(by=manajer, konferensi=konferensi, peserta=peserta)
        r = masuk(manajer).get(url(konferensi, "konferensi_hasil"))
        assert r.status_code == 302
        assert JejakAudit.objects.filter(peristiwa="konferensi.dikunci").count() == 1

    def test_pendamping_menulis_manajer_mengunci(
        self, masuk, manajer, pendamping, supervisor, kasus, konferensi, masukkan_tim
    ):
        masukkan_tim(kasus, pendamping)
        client = masuk(pendamping)
        alamat = url(konferensi, "konferensi_hasil")
        assert client.post(alamat, {"versi": 1, "hasil": HASIL}).status_code == 302
        r = client.post(alamat, {"versi": 2, "hasil": HASIL, "kunci": "1"})
        assert r.status_code == 403
        assert (
            masuk(supervisor).post(alamat, {"versi": 2, "hasil": HASIL, "kunci": "1"}).status_code
            == 403
        )
        r = masuk(manajer).post(alamat, {"versi": 2, "hasil": HASIL, "kunci": "1"})
        assert r.status_code == 302
        assert KonferensiKasus.objects.sistem("uji").get().final_pada is not None

    def test_simpan_basi_menampilkan_keduanya(self, masuk, manajer, konferensi):
        alamat = url(konferensi, "konferensi_hasil")
        client = masuk(manajer)
        client.post(alamat, {"versi": 1, "hasil": "Tulisan pertama"})
        with pytest.raises(SudahBerubah):
            tulis(manajer, konferensi, kunci=False, versi=1)
        r = client.post(alamat, {"versi": 1, "hasil": "Tulisan kedua"})
        assert r.status_code == 409
        isi = r.content.decode()
        assert "Tulisan pertama" in isi
        assert "Tulisan kedua" in isi
        assert client.post(alamat, {"versi": 2, "hasil": "Tulisan kedua"}).status_code == 302

    def test_belum_berlangsung(self, manajer, kasus):
        nanti = adakan(manajer, kasus, jam_lalu=-5)
        with pytest.raises(ValidationError, match="belum berlangsung"):
            tulis(manajer, nanti, kunci=False)


def test_jumlah_kueri_tetap(masuk, manajer, orang, konferensi, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    undang(manajer, konferensi, orang("tamu_a", Peran.MITRA_APH))
    client = masuk(manajer)
    client.get(url(konferensi))
    with CaptureQueriesContext(connection) as satu:
        client.get(url(konferensi))
    for huruf in "bcd":
        undang(manajer, konferensi, orang(f"tamu_{huruf}", Peran.MITRA_APH))
    with django_assert_num_queries(len(satu)):
        client.get(url(konferensi))
