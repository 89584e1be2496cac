"""An early warning in a real browser: reported without an account, verified, answered, closed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_dari_tanda_sampai_catatan_hasil(orang):
    kode = _lapor(orang)
    _verifikasi(orang, kode)
    tugas = _rencana(orang)
    _kerjakan(orang, tugas)
    _tutup(orang, kode)
    orang.page.context.clear_cookies()
    _keadaan(orang, kode, "Laporan selesai ditangani.")


def _lapor(orang) -> str:
    """Somebody without an account, on a telephone or a laptop."""
    halaman = orang.page
    orang.buka("/konflik/lapor/")
    orang.lihat("lapor-dini")
    halaman.locator("[name=uraian]").fill(f"Warga dua dusun berkumpul di balai desa {orang.lebar}.")
    orang.tekan("Kirim laporan")
    expect(halaman.locator(".galat").first).to_be_visible()
    orang.lihat("lapor-dini-galat")
    halaman.locator("[name=tanda]").select_option("massa")
    halaman.locator("[name=wilayah]").select_option(index=3)
    halaman.locator("[name=berlangsung][value=ya]").check()
    halaman.locator("[name=asal]").select_option("warga")
    halaman.locator("[name=kontak]").fill("Lewat balai desa")
    orang.tekan("Kirim laporan")
    kode = halaman.locator("b.kode").inner_text()
    assert re.fullmatch(r"D-[A-Z2-9]{8}", kode)
    orang.lihat("lapor-dini-terkirim")
    _keadaan(orang, kode, "Laporan diterima dan menunggu verifikasi.")
    orang.lihat("lapor-dini-keadaan")
    assert not any(kode in satu for satu in orang.jejak), "kode tidak di alamat atau judul"
    return kode


def _keadaan(orang, kode: str, kabar: str) -> None:
    orang.buka("/konflik/lapor/keadaan/")
    orang.page.locator("[name=kode]").fill(kode.lower())
    orang.tekan("Lihat keadaan")
    expect(orang.page.get_by_text(kabar)).to_be_visible()


def _verifikasi(orang, kode: str) -> None:
    halaman = orang.page
    orang.masuk("sekretariat")
    halaman.get_by_role("link", name=f"Verifikasi {kode}").click()
    halaman.locator("[name=keandalan][value=F]").check()
    halaman.locator("[name=kredibilitas][value='2']").check()
    orang.tekan("Lihat usulan tingkat")
    expect(halaman.get_by_text("Berlangsung sekarang: naik satu tingkat.")).to_be_visible()
    expect(halaman.locator("[name=tingkat][value=merah]")).to_be_checked()
    orang.lihat("laporan-dini-verifikasi")
    orang.tekan("Simpan verifikasi")
    expect(halaman.get_by_text("Rencana respons paling lambat")).to_be_visible()
    halaman.get_by_role("button", name="Buka kontak pelapor").click()
    expect(halaman.get_by_text("Kontak pelapor: Lewat balai desa")).to_be_visible()
    orang.lihat("laporan-dini-terverifikasi")


def _rencana(orang) -> str:
    halaman, uraian = orang.page, f"Siagakan puskesmas {orang.lebar}"
    orang.tekan("Tambah langkah", peran="link")
    batas = halaman.get_by_text("langkah pertama paling lambat").inner_text()
    halaman.locator("[name=uraian]").fill(uraian)
    orang.pilih("lembaga", "Dinas Kesehatan")
    halaman.locator("[name=tenggat]").fill(batas.rsplit(",", 1)[1].strip(" ."))
    orang.lihat("laporan-dini-langkah")
    orang.tekan("Simpan langkah")
    orang.tekan("Berlakukan rencana")
    expect(halaman.get_by_text("Rencana berlaku.")).to_be_visible()
    orang.lihat("laporan-dini-ditangani")
    return uraian


def _kerjakan(orang, tugas: str) -> None:
    halaman = orang.page
    orang.masuk("opd")
    halaman.get_by_role("link", name=tugas).click()
    halaman.locator("[name=uraian]").fill("Puskesmas siaga sejak sore.")
    orang.tekan("Kirim laporan")
    orang.masuk("sekretariat")
    orang.buka("/pokja/tindak-lanjut/?keadaan=DILAPORKAN")
    halaman.get_by_role("link", name=tugas).click()
    halaman.locator("[name=memadai][value=ya]").check()
    orang.tekan("Catat putusan")


def _tutup(orang, kode: str) -> None:
    halaman = orang.page
    orang.buka("/")
    halaman.get_by_role("link", name=f"Tutup {kode}").click()
    orang.lihat("laporan-dini-selesai")
    for nama in ("terjadi", "berhasil", "perbaikan"):
        halaman.locator(f"[name={nama}]").fill("Dialog di balai desa.")
    halaman.locator("[name=kaitan_rad][value=celah]").check()
    orang.tekan("Tutup laporan")
    expect(halaman.get_by_text("Sebutkan aksinya").first).to_be_visible()
    halaman.locator("[name=aksi_rad]").fill("Dialog rutin antardusun")
    orang.tekan("Tutup laporan")
    expect(halaman.get_by_text("Laporan ini sudah ditutup.")).to_be_visible()
    expect(halaman.get_by_text("Kontak pelapor")).to_have_count(0)
    orang.lihat("laporan-dini-ditutup")
    orang.buka("/konflik/laporan/")
    orang.lihat("laporan-dini-daftar")


def test_kalender_pemicu(orang):
    orang.masuk("koordinator")
    orang.buka("/konflik/kalender/")
    orang.lihat("kalender-pemicu")
    orang.tekan("Tambah pemicu", peran="link")
    orang.tekan("Simpan pemicu")
    orang.lihat("kalender-pemicu-galat")
    for nama, nilai in {"nama": f"Haul {orang.lebar}", "mulai": "12 Maret 2030"}.items():
        orang.page.locator(f"[name={nama}]").fill(nilai)
    orang.page.locator("[name=jenis]").select_option("hari_besar")
    orang.tekan("Simpan pemicu")
    orang.buka("/konflik/kalender/?masa=nanti")
    expect(orang.page.get_by_role("link", name=f"Haul {orang.lebar}")).to_be_visible()
