"""A meeting in a real browser: planned, convened, written down while people talk."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_dari_rencana_sampai_notula(orang):
    orang.masuk("sekretariat")
    halaman = orang.page
    orang.buka("/pokja/rapat/")
    orang.lihat("rapat-daftar")
    orang.buka("/pokja/rapat/baru/")
    orang.tekan("Simpan rapat")
    expect(halaman.locator(".galat").first).to_be_visible()
    orang.lihat("rapat-baru-galat")
    acara = f"Workshop Pembentukan Kelembagaan {orang.lebar}"
    for nama, nilai in {
        "acara": acara, "tempat": "Ruang Vision Lt. 2", "hari": "27 Mei 2027",
        "jam_mulai": "09.00", "jam_selesai": "12.00",
    }.items():  # fmt: skip
        halaman.locator(f"[name={nama}]").fill(nilai)
    halaman.locator("[name=jenis]").select_option("workshop")
    halaman.locator("[name=cara]").select_option("luring")
    orang.tekan("Simpan rapat")
    expect(halaman.get_by_text("Kamis, 27 Mei 2027")).to_be_visible()
    orang.lihat("rapat-rencana")
    orang.tekan("Tambah pokok bahasan", peran="link")
    halaman.locator("[name=judul]").fill("Pembentukan struktur")
    orang.tekan("Simpan pokok bahasan")
    orang.tekan("Peserta", peran="link")
    orang.tekan("Tambah peserta", peran="link")
    halaman.locator("[name=pokja]").check()
    orang.tekan("Tambahkan")
    orang.lihat("rapat-peserta")
    halaman.get_by_role("navigation", name="Halaman rapat").get_by_role("link").first.click()
    orang.tekan("Isi surat undangan", peran="link")
    halaman.locator("[name=penandatangan]").select_option(index=1)
    orang.tekan("Simpan surat undangan")
    orang.tekan("Keluarkan undangan")
    orang.tekan("Buka rapat")
    _kehadiran(orang)
    _notula(orang)


def _kehadiran(orang) -> None:
    halaman = orang.page
    orang.tekan("Kehadiran", peran="link")
    halaman.get_by_role("link", name="Catat kehadiran").first.click()
    halaman.locator("select").first.select_option("luring")
    orang.lihat("rapat-catat-kehadiran")
    orang.tekan("Simpan kehadiran")
    expect(halaman.get_by_text("Kehadiran disimpan: 1 perubahan.")).to_be_visible()
    orang.lihat("rapat-kehadiran")


def _notula(orang) -> None:
    """Typed twice with a pause: both saves are kept, and nothing typed is touched."""
    halaman = orang.page
    orang.tekan("Notula", peran="link")
    tulisan = halaman.locator("textarea[name$='-teks']").last
    kabar = halaman.locator("[id^='kabar-']").last
    tulisan.press_sequentially("Disepakati Ketua Sekda.")
    expect(kabar.get_by_text("Tersimpan")).to_be_visible(timeout=15_000)
    versi = kabar.locator("input").input_value()
    tulisan.press_sequentially(" Wakil Ketua Bappeda.")
    expect(kabar.locator("input")).not_to_have_value(versi, timeout=15_000)
    orang.lihat("rapat-notula")
    halaman.reload()
    expect(tulisan).to_have_value("Disepakati Ketua Sekda. Wakil Ketua Bappeda.")
    halaman.get_by_role("link", name="Tambah keputusan").last.click()
    halaman.locator("[name=isi]").fill("Perlu menginventarisir potensi konflik sosial.")
    orang.tekan("Simpan keputusan")
    halaman.get_by_role("link", name="Tambah tindak lanjut").last.click()
    halaman.locator("[name=uraian]").fill(f"Menyusun inventaris {orang.lebar}")
    halaman.locator("[name=tenggat]").fill("31 Juli 2027")
    halaman.locator("[name=lembaga]").select_option(index=1)
    orang.tekan("Simpan tindak lanjut")
    halaman.get_by_role("link", name=f"Menyusun inventaris {orang.lebar}").click()
    orang.lihat("tindak-lanjut")
    orang.buka("/pokja/tindak-lanjut/")
    orang.lihat("tindak-lanjut-daftar")


def test_undangan_dijawab_tanpa_akun_lalu_paket_dibuat(orang):
    orang.masuk("sekretariat")
    halaman = orang.page
    orang.buka("/pokja/rapat/")
    orang.tekan("Evaluasi semester RAD P3AKS (DEMO)", peran="link")
    rapat = halaman.url
    orang.tekan("Bagikan", peran="link")
    tamu = halaman.locator("details").nth(int(orang.lebar == 360))  # each width its own guest
    tamu.locator("summary").click()
    orang.lihat("rapat-bagikan")
    tautan = tamu.locator("textarea").input_value().split()[-1]
    halaman.context.clear_cookies()
    halaman.goto(tautan)
    orang.tekan("Simpan jawaban")
    expect(halaman.locator(".galat").first).to_be_visible()
    halaman.get_by_label("Ya, saya hadir").check()
    orang.tekan("Simpan jawaban")
    expect(halaman.get_by_text("Jawaban Anda tersimpan")).to_be_visible()
    orang.lihat("undangan-dijawab")
    orang.masuk("sekretariat")
    halaman.goto(rapat)
    orang.tekan("Paket dokumen rapat")
    unduh = halaman.get_by_role("link", name="Unduh")
    expect(unduh).to_be_visible(timeout=60_000)
    orang.lihat("paket-rapat")
    with halaman.expect_download() as berkas:
        unduh.click()
    assert berkas.value.suggested_filename.endswith(".zip")
