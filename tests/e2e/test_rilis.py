"""Statistics on their way out, in a real browser: composed, signed, read by everybody."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
TAHUN = timezone.localdate().year - 1
SEMESTER = f"Semester I {TAHUN}"
KILOBITA = 32  # what a line of 256 kbit/s brings in a second


def test_supervisor_menyusun_dan_sekretaris_menandatangani(orang):
    # The demo has released the first half: the other follows, then the year.
    masa = f"Semester II {TAHUN}" if orang.lebar > 400 else f"Tahun {TAHUN}"
    halaman = orang.page
    orang.masuk("supervisor")
    orang.buka("/kasus/rilis/")
    orang.lihat("rilis-daftar")
    orang.tekan("Susun rilis", peran="link")
    halaman.get_by_label("Masa").select_option(label=masa)
    orang.lihat("rilis-baru")
    orang.tekan("Bekukan dan susun")
    expect(halaman.get_by_role("link", name="Lihat tabelnya")).to_be_visible(timeout=180_000)
    orang.tekan("Lihat tabelnya", peran="link")
    expect(halaman.get_by_text("Menunggu orang kedua.")).to_be_visible()
    expect(halaman.get_by_text("pembaca hanya tahu").first).to_be_visible()
    orang.lihat("rilis-menunggu")
    orang.masuk("sekretaris")
    halaman.get_by_role("link", name=f"Putuskan rilis: Statistik {masa}").click()
    orang.lihat("rilis-putusan")
    orang.tekan("Tandatangani dan terbitkan")
    expect(halaman.get_by_text("terbit di halaman publik")).to_be_visible()
    halaman.context.clear_cookies()
    orang.buka("/publik/statistik/")
    orang.lihat("publik-statistik")
    halaman.get_by_role("link", name=masa, exact=True).click()
    expect(
        halaman.get_by_role("heading", name=f"Kekerasan yang dilaporkan, {masa}")
    ).to_be_visible()
    orang.lihat("publik-rekap")
    for nama in ("Excel", "CSV", "JSON dengan metadata"):
        with halaman.expect_download() as unduhan:
            halaman.get_by_role("link", name=nama).click()
        assert unduhan.value.suggested_filename.startswith(f"statistik-p3aks-{TAHUN}-")


def test_yang_dibaca_umum(orang):
    halaman = orang.page
    orang.buka("/publik/")
    orang.lihat("publik")
    expect(halaman.get_by_role("link", name="129", exact=True)).to_be_visible()
    halaman.get_by_role("link", name="Masa lain dan data terbuka").click()
    halaman.get_by_role("link", name=SEMESTER, exact=True).click()
    expect(halaman.get_by_role("heading", name="Korban menurut bentuk kekerasan")).to_be_visible()
    halaman.get_by_role("link", name=re.compile("buku kode")).click()
    orang.lihat("publik-buku-kode")


def test_tanpa_skrip_dan_di_jalur_lambat(orang, browser):
    """Without JavaScript every page says the same, and a slow line brings it in seconds."""
    konteks = browser.new_context(
        java_script_enabled=False, viewport={"width": orang.lebar, "height": 800}
    )
    halaman, bita = konteks.new_page(), []
    cdp = konteks.new_cdp_session(halaman)
    cdp.send("Network.enable")
    cdp.on("Network.loadingFinished", lambda p: bita.append(p["encodedDataLength"]))
    try:
        halaman.goto(orang.sistem + "/publik/statistik/")
        halaman.get_by_role("link", name=SEMESTER, exact=True).click()
        expect(halaman.get_by_text("∗ berarti tidak ditampilkan")).to_be_visible()
        keluar = halaman.get_by_role("link", name="Keluar cepat")
        assert keluar.get_attribute("href").startswith("https://")
        assert "noreferrer" in keluar.get_attribute("rel")
        # Two pages with all they need, nothing cached before.
        assert sum(bita) / 1024 <= 12 * KILOBITA, f"{sum(bita) / 1024:.0f} kB"
    finally:
        konteks.close()


def test_keluar_cepat_tidak_meninggalkan_jejak(orang):
    """The way out replaces the page: the back button does not return to it."""
    halaman = orang.page
    halaman.route("https://www.bmkg.go.id/**", lambda rute: rute.fulfill(body="<p>Cuaca</p>"))
    orang.buka("/masuk/")
    orang.buka("/publik/statistik/")
    halaman.get_by_role("link", name="Keluar cepat").click()
    halaman.wait_for_url("https://www.bmkg.go.id/**")
    halaman.go_back()
    assert halaman.url == f"{orang.sistem}/masuk/"
