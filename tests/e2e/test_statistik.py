"""What the service knows of its work, in a real browser: figures, pivot, evaluation, history."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
TAHUN = timezone.localdate().year - 1
CETAK = (
    "Data menunjukan, tahun 2022 Kekerasan Perempuan dan Anak fisik ( P 8 – A 38 = 43), non fisik "
    "( P 1 – A 2 = 3), KDRT ( P-8 -A 0= 8), Kekerasan Seksual ( P 2 – A 13= 15), Anak Berhadapan "
    "Hukum ( P 0 – A 23 = 23) total ( P 19 A 73 jumlah 92 kasus."
)


def test_statistik_dan_tabel_silang(orang):
    halaman = orang.page
    orang.masuk("supervisor")
    orang.buka(f"/kasus/statistik/?tahun={TAHUN}")
    orang.lihat("statistik")
    orang.tekan("Buat tabel silang", peran="link")
    halaman.get_by_label("Yang dihitung").select_option(label="Korban")
    halaman.get_by_label("Baris").select_option(label="Kecamatan kejadian")
    halaman.get_by_label("Tahun").select_option(label=str(TAHUN))
    orang.tekan("Tampilkan")
    orang.lihat("tabel-silang")
    expect(halaman.get_by_role("rowheader", name="Jumlah korban")).to_be_visible()
    nama = f"Per kecamatan {orang.lebar}"
    halaman.get_by_label("Nama sudut pandang").fill(nama)
    orang.tekan("Simpan pilihan ini")
    expect(halaman.get_by_role("link", name=nama)).to_be_visible()
    orang.lihat("tabel-silang-tersimpan")
    orang.tekan(f"Hapus {nama}")
    expect(halaman.get_by_role("link", name=nama)).to_have_count(0)


def test_evaluasi_semester(orang):
    halaman = orang.page
    orang.masuk("supervisor")
    orang.buka("/kasus/evaluasi/")
    halaman.get_by_label("Tahun").select_option(label=str(TAHUN))
    halaman.get_by_label("Hambatan").fill(f"Kendaraan penjangkauan hanya satu ({orang.lebar}).")
    orang.lihat("evaluasi")
    orang.tekan("Buat laporan")
    expect(halaman.get_by_role("link", name="Unduh")).to_be_visible(timeout=120_000)
    orang.lihat("evaluasi-dokumen")
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh").click()
    assert unduhan.value.suggested_filename.startswith("evaluasi-semester-")


def test_tabel_historis(orang):
    halaman = orang.page
    orang.masuk("manajer")
    orang.buka("/kasus/historis/baru/")
    halaman.get_by_label("Sumber").fill("Media daerah, 23 Februari 2024")
    halaman.get_by_label("Tabel sebagaimana tercetak").fill(CETAK)
    samping = "PPKS ditangani; 66; 62,32; 91,63; naik"
    halaman.get_by_label("Angka lain yang tercetak di sampingnya").fill(samping)
    orang.tekan("Periksa")
    expect(halaman.get_by_text("Ditahan").first).to_be_visible()
    expect(halaman.get_by_text("35").first).to_be_visible()
    expect(halaman.get_by_text("capaian 94,42% ≠ tercetak 91,63%")).to_be_visible()
    orang.lihat("historis-periksa")


def test_gambaran_umum_rad_dari_rilis(orang):
    """The plan names a release; its version will carry these figures."""
    halaman = orang.page
    orang.masuk("sekretariat")
    orang.buka("/rad/")
    halaman.get_by_role("link", name="2025–2029").first.click()
    orang.buka(halaman.url.removeprefix(orang.sistem) + "ubah/")
    halaman.get_by_label("Statistik untuk gambaran umum").select_option(index=1)
    orang.lihat("rad-gambaran-umum")
    orang.tekan("Simpan")
    expect(halaman.get_by_text("Perubahan disimpan.")).to_be_visible()
