"""Safety at the screen of a case: leaving at once, the lock, bad lines, browsers without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import SANDI, Orang
from tests.kebocoran import cari
from tests.penanam import pasangan

pytestmark = pytest.mark.e2e


def test_ketikan_bertahan_bila_mundur_dan_bila_sambungan_terputus(orang, sarang):
    """A volunteer with a bad line: Back keeps the answers, and a lost line loses no word."""
    cerita = sarang.baru("cerita", "kader", pasangan(["patbm"], "lapor"), wajib=False)
    orang.masuk("patbm")
    halaman = orang.page
    orang.buka("/kasus/lapor/")
    halaman.locator("[name=t_anak][value=YA]").check()
    orang.tekan("Lihat yang harus dilakukan")
    halaman.locator("[name=cerita]").fill(cerita)
    halaman.go_back()
    expect(halaman.locator("[name=t_anak][value=YA]")).to_be_checked()
    assert halaman.url.endswith("/kasus/lapor/")
    orang.tekan("Lihat yang harus dilakukan")
    halaman.locator("[name=cerita]").fill(cerita)
    halaman.context.set_offline(True)
    orang.tekan("Kirim laporan")
    expect(halaman.get_by_text("Sambungan terputus")).to_be_in_viewport()
    orang.lihat("kasus-sambungan-terputus")
    halaman.context.set_offline(False)
    orang.tekan("Kirim laporan")
    expect(halaman.get_by_text("Belum tersimpan, ada yang perlu diperbaiki")).to_be_visible()
    assert halaman.locator("[name=cerita]").input_value() == cerita


def test_keluar_cepat(orang):
    """One button, or Escape twice: a neutral page, logged out, and Back shows nothing."""
    halaman = orang.page
    for cara in ("tombol", "esc"):
        orang.masuk("manajer")
        orang.buka("/kasus/")
        halaman.get_by_role("link", name=re.compile(r"^K-\w{8}$")).first.click()
        kode = halaman.get_by_role("heading", level=1).inner_text()
        kasus = halaman.url
        halaman.wait_for_load_state()
        if cara == "tombol":
            halaman.get_by_role("button", name="Keluar cepat").click()
        else:
            halaman.keyboard.press("Escape")
            halaman.keyboard.press("Escape")
        halaman.wait_for_url("**/publik/")
        expect(halaman.locator("header")).not_to_contain_text(re.compile("Maya|Kasus"))
        orang.lihat("kasus-keluar-cepat")
        halaman.go_back()
        halaman.wait_for_load_state()
        assert kode not in halaman.content()
        assert halaman.url != kasus
        halaman.goto(kasus)
        assert "/masuk/" in halaman.url


def test_layar_terkunci_sesudah_sepuluh_menit(orang):
    """The page is covered, not left: with the password everything typed is still there."""
    halaman = orang.page
    orang.masuk("manajer")
    halaman.clock.install()
    orang.buka("/kasus/baru/")
    halaman.locator("#id_kronologi").fill("Korban A bercerita panjang.")
    halaman.wait_for_timeout(500)  # the page has scrolled to the field, which counts as a touch
    halaman.clock.run_for("09:00")
    expect(halaman.locator("#layar-kunci")).to_be_hidden()
    halaman.clock.run_for("02:00")
    layar = halaman.locator("#layar-kunci")
    expect(layar).to_be_visible()
    orang.lihat("kasus-layar-terkunci")
    halaman.keyboard.press("Escape")
    expect(layar).to_be_visible()
    layar.locator("[name=_sandi_kunci]").fill("sandi-yang-salah-sekali")
    layar.get_by_role("button", name="Buka kunci").click()
    expect(layar.get_by_role("alert")).to_contain_text("andi tidak cocok")
    layar.locator("[name=_sandi_kunci]").fill(SANDI)
    layar.get_by_role("button", name="Buka kunci").click()
    expect(layar).to_be_hidden()
    assert halaman.locator("#id_kronologi").input_value() == "Korban A bercerita panjang."


def test_melapor_tanpa_skrip(browser, sistem, jejak, sarang):
    """An old phone that runs no script: the same report, the same errors, nothing lost."""
    boleh = pasangan(["patbm"], "lapor", "pengaduan_detail")
    boleh += pasangan(["manajer", "supervisor"], "pengaduan_detail")
    cerita = sarang.baru("cerita", "kader", boleh, wajib=False)
    konteks = browser.new_context(java_script_enabled=False, locale="id-ID")
    orang = Orang(konteks.new_page(), sistem, 360, jejak)
    halaman = orang.page
    orang.masuk("patbm")
    orang.buka("/kasus/lapor/")
    halaman.locator("[name=t_luka][value=YA]").check()
    halaman.get_by_role("button", name="Lihat yang harus dilakukan").click()
    halaman.locator("[name=cerita]").fill(cerita)
    halaman.get_by_role("button", name="Kirim laporan").click()
    assert halaman.locator("[name=cerita]").input_value() == cerita
    halaman.locator("[name=kelamin][value=L]").check()
    halaman.locator("[name=tempat]").select_option("LAINNYA")
    halaman.locator("[name=jabatan]").select_option("BUKAN")
    if halaman.locator("[name=unit]").count():
        orang.pilih("unit", "Sosial")
    halaman.get_by_role("button", name="Kirim laporan").click()
    expect(halaman.get_by_text("sudah terkirim").first).to_be_visible()
    assert cari(halaman.content().encode()) == cari(cerita.encode())
    halaman.get_by_role("button", name="Keluar cepat").click()
    assert halaman.url == sistem + "/publik/"
    konteks.close()
