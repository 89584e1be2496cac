"""One reporting period in a real browser: reported by the OPD, verified, read by Bappeda."""

import re

import pikepdf
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
AKSI = re.compile("Pengoperasian sistem deteksi dini")


def _buka_periode(orang):
    orang.buka("/rad/")
    orang.page.get_by_role("link", name=re.compile("2025–2029")).first.click()
    orang.tekan("Pemantauan B04, B08, B12", peran="link")
    orang.page.goto(re.sub(r"monitoring/.*", "monitoring/?tahun=2026&periode=B08", orang.page.url))


def _buka_laporan(orang):
    _buka_periode(orang)
    orang.lihat("pantau")
    orang.page.get_by_role("link", name=AKSI).click()


def _dapat_diubah(orang):
    """Take the waiting report back; where an earlier run had it accepted, have it returned."""
    orang.masuk("sekretariat")
    _buka_laporan(orang)
    if orang.page.get_by_role("button", name="Terima laporan").count():
        orang.masuk("opd3")
        _buka_laporan(orang)
        orang.tekan("Tarik laporan")
        return
    orang.page.get_by_text("Kembalikan laporan", exact=True).click()
    orang.page.get_by_label("Alasan").last.fill("Mohon dicek sekali lagi.")
    orang.tekan("Kembalikan")
    orang.masuk("opd3")
    _buka_laporan(orang)


def test_satu_periode(orang, tmp_path):
    halaman = orang.page
    berkas = tmp_path / "foto kegiatan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"Lebar {orang.lebar}"
        pdf.save(berkas)
    _dapat_diubah(orang)
    halaman.get_by_role("textbox", name="Realisasi (laporan)").fill("dua belas")
    orang.tekan("Simpan draf")
    expect(halaman.get_by_text("“dua belas” bukan angka").first).to_be_visible()
    orang.lihat("pantau-galat")
    halaman.get_by_role("textbox", name="Realisasi (laporan)").fill("12")
    halaman.get_by_label("DAU").fill("40.000.000")
    halaman.get_by_label("Kendala").fill("Aplikasi FKDM baru aktif Juni.")
    orang.tekan("Simpan draf")
    halaman.get_by_label("Isi berkas").fill(f"Tangkapan layar {orang.lebar}")
    halaman.locator("input[type=file]").set_input_files(berkas)
    orang.tekan("Lampirkan")
    expect(halaman.get_by_role("link", name=f"Tangkapan layar {orang.lebar}")).to_be_visible()
    orang.tekan("Laporkan kepada Sekretariat")
    expect(halaman.get_by_text("Laporan dikirim kepada Sekretariat.")).to_be_visible()
    orang.lihat("pantau-terkirim")

    orang.masuk("sekretariat")
    _buka_laporan(orang)
    tombol = halaman.get_by_role("button", name="Memadai", exact=True)
    for n in range(tombol.count()):
        tombol.nth(n).click()
        expect(halaman.get_by_text("Putusan dicatat.")).to_be_visible()
    expect(halaman.get_by_label("Nilai administrasi (0–100)")).to_have_value("100")
    orang.lihat("pantau-periksa")
    halaman.get_by_label("Nilai substansi (0–100)").fill("40")
    halaman.get_by_label("Nilai administrasi (0–100)").fill("20")
    orang.tekan("Terima laporan")
    expect(halaman.get_by_text("merah. Tulis alasannya").first).to_be_visible()
    halaman.get_by_label("Nilai administrasi (0–100)").fill("100")
    halaman.get_by_label("Nilai substansi (0–100)").fill("95,83")
    orang.tekan("Terima laporan")
    expect(halaman.get_by_text("Laporan diterima.")).to_be_visible()

    orang.masuk("bappeda")
    _buka_laporan(orang)
    expect(halaman.get_by_text("97,08").first).to_be_visible()
    expect(halaman.get_by_role("cell", name="Rp76.000.000").first).to_be_visible()
    orang.lihat("pantau-diterima")
    assert halaman.get_by_role("button", name="Terima laporan").count() == 0


def test_aturan_dan_kunci(orang):
    orang.masuk("sekretariat")
    _buka_periode(orang)
    orang.tekan("Atur pemantauan", peran="link")
    orang.lihat("pantau-atur")
    orang.page.go_back()
    orang.page.get_by_role("link", name=AKSI).click()
    orang.tekan("Target periode dan data dukung", peran="link")
    orang.lihat("pantau-rencana")
