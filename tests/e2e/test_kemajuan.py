"""What a plan comes to, in a real browser: dashboard, report, comparison, public pages."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
RAD = re.compile("2025–2029")


def _rad(orang) -> str:
    """Open the plan; return the path of its page."""
    orang.buka("/rad/")
    orang.page.get_by_role("link", name=RAD).first.click()
    return orang.page.url.removeprefix(orang.sistem)


def test_dasbor_dan_laporan(orang):
    orang.masuk("sekretariat")
    halaman, alamat = orang.page, _rad(orang)
    orang.buka(f"{alamat}dasbor/?tahun=2026&periode=B08")
    orang.lihat("dasbor")
    halaman.get_by_role("link", name="Badan Kesatuan Bangsa dan Politik").click()
    expect(halaman.get_by_role("heading", name=re.compile("Pemantauan B08"))).to_be_visible()
    orang.tekan("Laporan RAD", peran="link")
    orang.pilih("jenis", "Laporan B08")
    orang.pilih("tahun", "2026")
    orang.tekan("Susun")
    orang.lihat("laporan-rad")
    halaman.get_by_label("C. Hasil yang dicapai").fill("Hasil menurut kami.")
    orang.tekan("Simpan teks")
    expect(halaman.get_by_text("Laporan disimpan.")).to_be_visible()
    orang.masuk("bappeda")
    orang.buka(f"{alamat}laporan/")
    orang.lihat("laporan-daftar")
    orang.tekan("Laporan B08 Tahun 2026", peran="link")
    expect(halaman.get_by_text("Hasil menurut kami.")).to_be_visible()
    orang.tekan("Matriks Timdu (PDF)")
    expect(halaman.get_by_role("link", name="Unduh")).to_be_visible(timeout=60_000)


def test_yang_dilihat_semua_orang(orang):
    halaman = orang.page
    orang.masuk("sekretariat")
    alamat = _rad(orang)
    halaman.context.clear_cookies()
    orang.buka(f"/publik{alamat}kemajuan/?tahun=2026&periode=B08")
    orang.lihat("publik-kemajuan")
    expect(halaman.get_by_text("dimuat pada akhir tahun").first).to_be_visible()
    halaman.get_by_role("link", name=re.compile("tanggapi Pemutakhiran peta")).click()
    orang.lihat("publik-tanggapan")
    halaman.get_by_label("Tanggapan Anda").fill("Hubungi saya di 0812 3456 7890")
    orang.tekan("Kirim tanggapan")
    expect(halaman.get_by_text("Hapus NIK, nomor telepon").first).to_be_visible()
    teks = f"Petanya belum ada di balai desa kami ({orang.lebar})."
    halaman.get_by_label("Tanggapan Anda").fill(teks)
    orang.tekan("Kirim tanggapan")
    expect(halaman.get_by_text("Terima kasih.")).to_be_visible()
    orang.masuk("sekretariat")
    orang.buka("/rad/tanggapan/")
    orang.lihat("tanggapan-daftar")
    halaman.locator("main table a").last.click()
    expect(halaman.get_by_text(teks).first).to_be_visible()
    halaman.get_by_label("Jawaban").fill("Kami antar bulan depan.")
    orang.lihat("tanggapan")
    orang.tekan("Tayangkan")
    halaman.context.clear_cookies()
    orang.buka(f"/publik{alamat}kemajuan/?tahun=2026&periode=B08")
    halaman.get_by_role("link", name=re.compile("tanggapi Pemutakhiran peta")).click()
    expect(halaman.get_by_text(teks)).to_be_visible()


def test_perubahan_dan_banding(orang):
    """A fixed action changes: by its OPD, approved, fixed in a new version, and compared."""
    orang.masuk("opd3")
    halaman, alamat = orang.page, _rad(orang)
    # One for each of the two people: a change that is under way keeps others out.
    nama = "Forum rekonsiliasi" if orang.lebar > 400 else "Peningkatan keterwakilan perempuan"
    halaman.get_by_role("link", name=re.compile(nama)).first.click()
    halaman.get_by_text("Ubah lewat perubahan", exact=True).click()
    halaman.get_by_label("Alasan").first.fill("Lokasinya bertambah tahun ini.")
    orang.lihat("perubahan")
    orang.tekan("Buka perubahan")
    halaman.get_by_label("Lokasi").fill(f"Kecamatan Soko dan Palang {orang.lebar}")
    orang.tekan("Simpan dan ajukan")
    expect(halaman.get_by_text("diajukan kepada Sekretariat")).to_be_visible()
    aksi = halaman.url.removeprefix(orang.sistem)
    orang.masuk("sekretariat")
    orang.buka(aksi)
    orang.lihat("perubahan-diajukan")
    orang.tekan("Setujui")
    orang.buka(f"{alamat}banding/?dari=1&ke=kini")
    expect(halaman.get_by_text(f"Palang {orang.lebar}").first).to_be_visible()
    orang.lihat("banding")
    for bagian in ("pengisian/", "salin/"):
        if halaman.request.get(orang.sistem + alamat + bagian).ok:
            orang.buka(alamat + bagian)
            orang.lihat(f"rad-{bagian.strip('/')}")
    orang.buka(alamat)
    halaman.get_by_role("link", name="Versi 1", exact=True).click()
    orang.lihat("versi")
    orang.buka(halaman.url.removeprefix(orang.sistem) + "pulihkan/")
    orang.lihat("versi-pulihkan")
