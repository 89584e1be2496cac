"""The unit's side of a report: inbox, what it shows, and the hand-over to a case."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from kasus.actions.terima import terima
from kasus.models import (
    Hubungan,
    Identitas,
    Kasus,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    Pelapor,
    Pengaduan,
    TautanKonflik,
    Terlapor,
    TimKasus,
)
from p3aks.core.audit import JejakAudit
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran
from tests.kasus import bantu_pengaduan as b
from tests.kasus.bantu_pengaduan import DIRUJUK, RINGAN, segar, teks, url

pytestmark = pytest.mark.django_db
DAFTAR = "/kasus/pengaduan/"


@pytest.fixture
def laporan(patbm_a, unit, desa, manajer, supervisor):
    """Make a report sent to the unit: ``laporan(RINGAN, jabatan="ASN")``."""

    def buat(jawaban=DIRUJUK, **ubah):
        return b.lapor(patbm_a, unit, jawaban, desa=desa, **ubah)

    return buat


def satu(model, kasus):
    return model.objects.sistem("uji").get(kasus=kasus)


class TestKotakMasuk:
    def test_menunggu_dahulu_menurut_batas_dan_yang_lewat_disebut(self, masuk, laporan, manajer):
        kini = timezone.now()
        biasa = laporan()
        lewat = laporan(lapor_pada=kini - dt.timedelta(hours=30))
        segera = laporan(RINGAN | {"bahaya": "YA"})
        ringan = laporan(RINGAN)
        isi = teks(masuk(manajer).get(DAFTAR))
        letak = [isi.index(p.kode) for p in (lewat, segera, biasa, ringan)]
        assert letak == sorted(letak)
        assert "3 menunggu diterima" in isi
        assert isi.count("Terlambat") == 1
        assert "Palang" in isi
        assert not any(nama in isi for nama in b.NAMA)
        assert "Glodog" not in isi

    def test_jalur_langsung_hanya_bagi_kepala(self, masuk, laporan, manajer, supervisor):
        p = laporan(jabatan="PERANGKAT_DESA")
        isi = teks(masuk(manajer).get(DAFTAR))
        assert p.kode not in isi
        assert "Belum ada pengaduan" in isi
        assert masuk(manajer).get(url("detail", p)).status_code == 404
        assert masuk(manajer).post(url("terima", p)).status_code == 404
        isi = teks(masuk(supervisor).get(DAFTAR))
        assert p.kode in isi
        assert "jalur langsung" in isi

    @pytest.mark.parametrize(
        ("siapa", "status"),
        [("manajer_lain", 404), ("pendamping", 403), ("sekretariat", 403), ("opd_a", 403)],
    )
    def test_orang_luar(self, masuk, laporan, siapa, status, request):
        p = laporan()
        client = masuk(request.getfixturevalue(siapa))
        assert client.get(url("detail", p)).status_code == status
        assert client.post(url("terima", p)).status_code == status
        daftar = client.get(DAFTAR)
        assert daftar.status_code == (200 if status == 404 else 403)
        assert p.kode not in teks(daftar)

    def test_administrator_tidak_melihat_walaupun_juga_manajer(self, masuk, laporan, orang, unit):
        p = laporan()
        user = orang("rangkap", Peran.MANAJER_KASUS, lembaga=unit)
        user.penugasan.create(
            peran=Peran.SUPERADMIN_TEKNIS, mulai=dt.date(2020, 1, 1), dasar="SK uji"
        )
        assert masuk(user).get(url("detail", p)).status_code in (403, 404)
        assert masuk(user).post(url("terima", p)).status_code in (403, 404)
        assert not Pengaduan.objects.untuk(user).exists()

    def test_jumlah_kueri_tetap(self, masuk, laporan, manajer):
        for jawaban in (DIRUJUK, RINGAN):
            laporan(jawaban)
        client = masuk(manajer)
        client.get(DAFTAR)
        sedikit = b.jumlah_kueri(client, DAFTAR)
        for _ in range(6):
            laporan(DIRUJUK)
            laporan(RINGAN)
        assert b.jumlah_kueri(client, DAFTAR) == sedikit

    def test_halaman_berikutnya(self, masuk, laporan, manajer, monkeypatch):
        monkeypatch.setattr("kasus.views.pengaduan.SEHALAMAN", 2)
        kode = [laporan(RINGAN).kode for _ in range(3)]
        client = masuk(manajer)
        r = client.get(DAFTAR)
        assert [p.kode for p in r.context["lain"]] == kode[:0:-1]
        lanjut = client.get(DAFTAR + r.context["url_sesudah"])
        assert [p.kode for p in lanjut.context["lain"]] == kode[:1]

    def test_daftar_menunggu_dibatasi_dan_dikatakan(self, masuk, laporan, manajer, monkeypatch):
        monkeypatch.setattr("kasus.views.pengaduan.MAKS_MENUNGGU", 1)
        laporan(), laporan()
        assert "Tampil 1 yang batasnya paling dekat" in teks(masuk(manajer).get(DAFTAR))


class TestDetail:
    def test_isi_tanpa_nama(self, masuk, laporan, manajer):
        p = laporan()
        isi = teks(masuk(manajer).get(url("detail", p)))
        for kalimat in ("Bertengkar di dapur", "34 tahun", "Hanya bertemu langsung", "Tetangga"):
            assert kalimat in isi
        assert not any(nama in isi for nama in b.NAMA)
        assert "Glodog" not in isi
        assert url("tambah", p) not in isi
        jejak = JejakAudit.objects.get(peristiwa="pengaduan.dibaca")
        assert (jejak.oleh_id, jejak.rincian["tingkat"]) == (str(manajer.pk), "F2")

    def test_yang_selesai_di_desa_tetap_dapat_diperiksa(self, masuk, laporan, manajer, patbm_a):
        from kasus.actions import pengaduan as tindakan

        p = laporan(RINGAN)
        tindakan.selesai(by=patbm_a, pengaduan=p, catatan="Keduanya sudah berdamai.")
        isi = teks(masuk(manajer).get(url("detail", p)))
        assert "Keduanya sudah berdamai." in isi
        assert url("terima", p) not in isi

    def test_yang_sudah_dianonimkan_tetap_terbuka_tanpa_isi(self, masuk, laporan, manajer):
        p = laporan()
        terima(by=manajer, pengaduan=p)
        p = segar(p)
        p.isi, p.jawaban = {}, {}
        p.save()
        r = masuk(manajer).get(url("detail", p))
        assert r.status_code == 200
        assert "Isi laporan" not in teks(r)

    def test_larangan_menutup_laporannya_juga(self, masuk, laporan, manajer, supervisor):
        """T6: whoever is kept from the case finds no trace of the report it came from."""
        p = laporan()
        kasus = terima(by=supervisor, pengaduan=p)
        client = masuk(manajer)
        assert client.get(url("detail", p)).status_code == 200
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Kerabat", oleh=supervisor
        )
        assert client.get(url("detail", p)).status_code == 404
        assert p.kode not in teks(client.get(DAFTAR))
        assert client.post(url("terima", p)).status_code == 404


class TestTerima:
    def test_menjadi_kasus_dengan_fakta_yang_diketahui(
        self, masuk, laporan, manajer, unit, kecamatan, patbm_a
    ):
        p = laporan(DIRUJUK | {"seksual": "YA"}, kejadian=dt.date(2025, 10, 3))
        r = masuk(manajer).post(url("terima", p))
        p = segar(p)
        kasus = Kasus.objects.untuk(manajer).get()
        assert r.url == reverse("kasus:detail", args=[kasus.pk])
        assert (p.status, p.kasus_id, p.diterima_oleh) == ("DITERIMA", kasus.pk, manajer)
        assert (kasus.unit, kasus.saluran, kasus.tanggal_lapor) == (unit, "PATBM", p.lapor_pada)
        assert (kasus.tanggal_kejadian, kasus.kecamatan) == (dt.date(2025, 10, 3), kecamatan)
        assert kasus.kronologi == b.FAKTA["cerita"]
        korban, terlapor = satu(Korban, kasus), satu(Terlapor, kasus)
        assert (korban.kode, korban.kelamin, korban.usia) == ("A", "P", 34)
        assert (korban.kelompok_usia, korban.anak, korban.kanal_aman) == (
            "U25_44",
            False,
            "LANGSUNG",
        )
        assert {x.bentuk for x in korban.bentuk.all()} == {"SEKSUAL", "FISIK"}
        assert (terlapor.kelamin, terlapor.jabatan) == ("L", "BUKAN")
        hubungan = Hubungan.objects.sistem("uji").get(korban=korban)
        assert (hubungan.terlapor_id, hubungan.hubungan) == (terlapor.pk, "TETANGGA")
        pelapor = satu(Pelapor, kasus)
        assert pelapor.korban_sendiri
        nama = {
            i.korban_id or i.terlapor_id or i.pelapor_id: (i.nama, i.telepon, i.alamat, i.desa)
            for i in Identitas.objects.sistem("uji").filter(kasus=kasus)
        }
        assert nama == {
            korban.pk: ("Sumirah Contoh", "0800-111-222", "Dusun Krajan, lewat Bu Lilik", "Glodog"),
            terlapor.pk: ("Kasdi Contoh", "", "", ""),
            pelapor.pk: (patbm_a.nama, "", "", "Glodog"),
        }
        tim = satu(TimKasus, kasus)
        assert (tim.pengguna, tim.peran) == (manajer, "MANAJER")
        assert kasus.tingkat == 2
        peristiwa = set(JejakAudit.objects.values_list("peristiwa", flat=True))
        assert {"pengaduan.diterima", "kasus.dibuat", "kasus.tingkat_naik"} <= peristiwa

    def test_pejabat_menjadi_tersegel(self, masuk, laporan, supervisor, manajer):
        p = laporan(jabatan="PERANGKAT_DESA", nama_terlapor="", kelamin_terlapor="", hubungan="NA")
        masuk(supervisor).post(url("terima", p))
        kasus = Kasus.objects.untuk(supervisor).ditangani(supervisor).get()
        assert kasus.tingkat == 3
        terlapor = satu(Terlapor, kasus)
        assert (terlapor.jabatan, terlapor.kelamin) == ("PERANGKAT_DESA", "")
        assert satu(TimKasus, kasus).pengguna == supervisor
        assert not Kasus.objects.untuk(manajer).exists()
        assert masuk(manajer).get(url("detail", p)).status_code == 404

    def test_tersegel_tidak_dilihat_kepala_lain_sesudah_diterima(
        self, masuk, laporan, orang, unit, supervisor
    ):
        lain = orang("kepala_dua", Peran.SUPERVISOR, lembaga=unit)
        p = laporan(jabatan="PEJABAT")
        assert masuk(lain).get(url("detail", p)).status_code == 200
        terima(by=supervisor, pengaduan=p)
        assert masuk(lain).get(url("detail", p)).status_code == 404
        assert p.kode not in teks(masuk(lain).get(DAFTAR))
        assert not NotifikasiKasus.objects.sistem("uji").filter(pengguna=lain).exists()

    def test_anak_tanpa_umur_tetap_dilindungi(self, laporan, manajer):
        kasus = terima(by=manajer, pengaduan=laporan(RINGAN | {"anak": "YA"}, usia=None))
        assert kasus.tingkat == 2
        assert satu(Korban, kasus).anak

    def test_umur_lebih_kuat_daripada_jawaban(self, laporan, manajer):
        kasus = terima(by=manajer, pengaduan=laporan(DIRUJUK | {"anak": "YA"}, usia=40))
        assert not satu(Korban, kasus).anak
        kasus = terima(by=manajer, pengaduan=laporan(usia=12))
        assert satu(Korban, kasus).anak
        assert kasus.tingkat == 2

    def test_tanpa_terlapor(self, laporan, manajer):
        p = laporan(nama_terlapor="", kelamin_terlapor="", hubungan="NA", kejadian=2024)
        kasus = terima(by=manajer, pengaduan=p)
        assert not Terlapor.objects.sistem("uji").filter(kasus=kasus).exists()
        assert (kasus.tanggal_kejadian, kasus.tahun_kejadian) == (None, 2024)

    def test_konflik_menjadi_dugaan_yang_menunggu_pembaca_kedua(self, laporan, manajer):
        kasus = terima(by=manajer, pengaduan=laporan(DIRUJUK | {"konflik": "YA"}))
        tautan = TautanKonflik.objects.sistem("uji").get(korban__kasus=kasus)
        assert (tautan.keterkaitan, tautan.oleh, tautan.disahkan) == ("DUGAAN", manajer, None)

    def test_dua_orang_satu_yang_menang(self, masuk, laporan, manajer, supervisor):
        p = laporan()
        terima(by=supervisor, pengaduan=p)
        with pytest.raises(SudahBerubah):
            terima(by=manajer, pengaduan=p)
        r = masuk(manajer).post(url("terima", p), follow=True)
        assert "Sudah diterima supervisor pada" in teks(r)
        assert "Sumirah" not in teks(r)
        assert Kasus.objects.sistem("uji").count() == 1

    def test_kepala_menang_atas_yang_tersegel_tanpa_bekas(
        self, masuk, laporan, orang, unit, supervisor, monkeypatch
    ):
        """The second head read the page before the first accepted: a 404, as if it never was."""
        lain = orang("kepala_dua", Peran.SUPERVISOR, lembaga=unit)
        p = laporan(jabatan="PEJABAT")

        def didahului(*, by, pengaduan):
            terima(by=supervisor, pengaduan=pengaduan)
            return terima(by=by, pengaduan=pengaduan)

        monkeypatch.setattr("kasus.views.terima.jalankan", didahului)
        assert masuk(lain).post(url("terima", p)).status_code == 404

    def test_yang_sudah_selesai_di_desa_tidak_diterima(self, masuk, laporan, manajer, patbm_a):
        from kasus.actions import pengaduan as tindakan

        p = laporan(RINGAN)
        tindakan.selesai(by=patbm_a, pengaduan=p, catatan="Keduanya sudah berdamai.")
        r = masuk(manajer).post(url("terima", p), follow=True)
        assert "Sudah diselesaikan kader pada" in teks(r)
        assert not Kasus.objects.sistem("uji").exists()

    def test_yang_ringan_boleh_diambil_unit(self, laporan, manajer):
        p = laporan(RINGAN)
        terima(by=manajer, pengaduan=p)
        assert segar(p).status == "DITERIMA"

    @pytest.mark.parametrize("siapa", ["manajer_lain", "pendamping", "patbm_a"])
    def test_yang_tidak_berhak(self, laporan, siapa, request):
        p, user = laporan(), request.getfixturevalue(siapa)
        assert not user.has_perm("kasus.terima_pengaduan", p)
        with pytest.raises(PermissionDenied):
            terima(by=user, pengaduan=p)
        assert segar(p).status == "DIKIRIM"

    def test_manajer_tidak_menerima_jalur_langsung(self, laporan, manajer):
        with pytest.raises(PermissionDenied):
            terima(by=manajer, pengaduan=laporan(jabatan="ASN"))

    def test_pemberitahuan_lama_ditarik_dan_kader_diberi_tahu(self, laporan, manajer, patbm_a):
        p = laporan()
        kasus = terima(by=manajer, pengaduan=p)
        notif = NotifikasiKasus.objects.sistem("uji").filter(kode=p.kode)
        assert [(n.pengguna, n.jenis, n.kasus_id) for n in notif] == [
            (patbm_a, "pengaduan_diterima", kasus.pk)
        ]

    def test_terlambat_tercatat(self, laporan, manajer):
        p = laporan(lapor_pada=timezone.now() - dt.timedelta(hours=30))
        terima(by=manajer, pengaduan=p)
        assert JejakAudit.objects.get(peristiwa="pengaduan.diterima").rincian == {"terlambat": 1}

    def test_hanya_post(self, masuk, laporan, manajer):
        assert masuk(manajer).get(url("terima", laporan())).status_code == 405
        assert Pengaduan.objects.untuk(manajer).menunggu().count() == 1
