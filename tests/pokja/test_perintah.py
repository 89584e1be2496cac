"""From empty tables to a Pokja at work, by commands; and out again."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from pokja.enums import Peran, StatusPokja
from pokja.models import Daerah, Lembaga, Pengguna, Pokja, Wilayah

SANDI = "sandi-yang-cukup-panjang"
SIAP = ("--ibu-kota", "Tuban", "--periode", "2025-2029", "--nomor-sk", "188.45/7/2025",
        "--tanggal-sk", "2025-01-06")  # fmt: skip


@pytest.fixture
def _sandi(monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda *_: SANDI)


@pytest.mark.django_db
@pytest.mark.usefixtures("_sandi")
def test_pemasangan_baru_sampai_orang_dapat_bekerja(masuk):
    call_command("siapkan_daerah", *SIAP)
    assert Wilayah.objects.filter(tingkat="desa").count() == 311
    assert Wilayah.objects.filter(tingkat="kelurahan").count() == 17
    assert Daerah.ini().sebutan_kepala == "Bupati"
    assert Lembaga.objects.count() == 13
    call_command("buat_pengguna", "rina", "--nama", "Rina", "--peran", Peran.OPD_OPERATOR,
                 "--lembaga", "Dinkes", "--dasar", "SK 1")  # fmt: skip
    call_command("buat_pengguna", "rina", "--peran", Peran.ANGGOTA_POKJA, "--dasar", "SK 2")
    rina = Pengguna.objects.get(username="rina")
    assert rina.check_password(SANDI)
    assert rina.peran == {Peran.OPD_OPERATOR, Peran.ANGGOTA_POKJA}
    assert masuk(rina).get(reverse("beranda")).status_code == 200
    assert "188.45/7/2025" in masuk(rina).get(reverse("pokja:daftar"), follow=True).content.decode()


@pytest.mark.django_db
def test_mengulang_tidak_menggandakan_dan_sk_baru_menutup_yang_lama():
    call_command("siapkan_daerah", *SIAP)
    call_command("siapkan_daerah", *SIAP)
    assert Pokja.objects.count() == 1
    call_command("siapkan_daerah", *SIAP[:2], "--periode", "2030-2034", "--nomor-sk", "188.45/9",
                 "--tanggal-sk", "2030-01-04")  # fmt: skip
    assert list(Pokja.objects.order_by("mulai").values_list("status", flat=True)) == [
        StatusPokja.BERAKHIR,
        StatusPokja.BERLAKU,
    ]


@pytest.mark.django_db
def test_csv_lembaga_yang_salah_ditolak_seluruhnya(tmp_path):
    csv = tmp_path / "lembaga.csv"
    csv.write_text("nama,singkatan,jenis,unsur\nDinas A,DA,opd,dinas\nDinas B,DB,panitia,dinas\n")
    with pytest.raises(CommandError, match="Baris lembaga ke-2"):
        call_command("siapkan_daerah", *SIAP, "--lembaga", str(csv))
    assert not Lembaga.objects.exists()


@pytest.mark.django_db
def test_kode_wilayah_yang_tidak_dikenal():
    with pytest.raises(CommandError, match=r"99\.99 tidak dikenal"):
        call_command("impor_wilayah", "99.99")


def test_penugasan_yang_diakhiri_berhenti_seketika(orang, lembaga):
    user = orang("joko", Peran.OPD_OPERATOR, lembaga=lembaga("Dinas Pendidikan"))
    call_command("akhiri_penugasan", "joko")
    assert not Pengguna.objects.get(pk=user.pk).peran
    assert user.penugasan.get().selesai < timezone.localdate()


@pytest.mark.usefixtures("tuban", "_sandi")
@pytest.mark.parametrize(
    ("tambahan", "pesan"),
    [
        (("--peran", Peran.OPD_OPERATOR), "memerlukan lembaga"),
        (("--peran", Peran.SEKRETARIAT, "--lembaga", "Tidak Ada"), "tidak ditemukan"),
    ],
)
def test_akun_yang_tidak_lengkap_ditolak(tambahan, pesan):
    with pytest.raises(CommandError, match=pesan):
        call_command("buat_pengguna", "budi", "--nama", "Budi", "--dasar", "SK", *tambahan)
    assert not Pengguna.objects.filter(username="budi").exists()


def test_identitas_daerah_sebelum_disiapkan_404(orang, masuk, tuban):
    rina = orang("rina", Peran.SEKRETARIAT)
    assert masuk(rina).get(reverse("pokja:daerah")).status_code == 200
    Daerah.objects.all().delete()
    assert masuk(rina).get(reverse("pokja:daerah")).status_code == 404


def test_identitas_daerah_disimpan_dan_lambang_palsu_ditolak(orang, masuk, tuban):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = masuk(orang("rina", Peran.SEKRETARIAT))
    isi = {"ibu_kota": "Tuban", "kepala": "NAMA BARU", "sekda": "", "kabag_hukum": "",
           "pangkat_kabag_hukum": "", "nip_kabag_hukum": ""}  # fmt: skip
    palsu = SimpleUploadedFile("lambang.png", b"<svg onload=alert(1)>", "image/png")
    jawaban = client.post(reverse("pokja:daerah"), {**isi, "lambang": palsu})
    assert "bukan gambar PNG" in jawaban.content.decode()
    assert client.post(reverse("pokja:daerah"), isi).status_code == 302
    assert Daerah.ini().kepala == "NAMA BARU"


def test_thresholds_have_bounds_and_stay_where_left_empty(tuban, orang, masuk):
    client = masuk(orang("sekretariat", Peran.SEKRETARIAT))
    data = {"ibu_kota": "Tuban", "ambang_publik": "2", "ambang_kecamatan": "31"}
    assert "Pastikan nilai ini" in client.post(reverse("pokja:daerah"), data).content.decode()
    data |= {"ambang_publik": "7", "ambang_kecamatan": "", "kontak_korban": "UPTD PPA (DEMO)"}
    assert client.post(reverse("pokja:daerah"), data).status_code == 302
    tuban.refresh_from_db()
    assert (tuban.ambang_publik, tuban.ambang_kecamatan) == (7, 10)
    assert "UPTD PPA (DEMO)" in client.get(reverse("publik")).content.decode()
