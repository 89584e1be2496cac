"""A conflict event in a real browser: from the overview to a camp, counted on the spot."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_dari_ringkasan_sampai_hitungan(orang):
    orang.masuk("sekretariat")
    halaman = orang.page
    orang.buka("/konflik/")
    expect(halaman.get_by_text("Berlaku sampai")).to_be_visible()
    orang.lihat("konflik")
    for alamat, nama in (("peta/?indikator=skor", "peta"), ("kerawanan/", "kerawanan"),
                         ("kerawanan/bobot/", "bobot")):  # fmt: skip
        orang.buka(f"/konflik/{alamat}")
        orang.lihat(f"konflik-{nama}")
    orang.buka("/konflik/")
    halaman.get_by_role("link", name=re.compile("Bentrok batas dusun")).click()
    orang.lihat("konflik-peristiwa")
    halaman.get_by_role("link", name=re.compile("Balai kecamatan")).click()
    orang.lihat("konflik-pengungsian")
    orang.tekan("Catat hitungan", peran="link")
    halaman.locator("#id_perempuan_dewasa").fill("52")
    halaman.locator("#id_hamil").fill("60")
    orang.tekan("Simpan")
    expect(halaman.get_by_text("hamil atau menyusui melebihi").first).to_be_visible()
    assert halaman.locator("#id_perempuan_dewasa").input_value() == "52"
    orang.lihat("konflik-hitungan-galat")
    halaman.locator("#id_hamil").fill("3")
    orang.tekan("Simpan")
    expect(halaman.get_by_text("Hitungan dicatat.")).to_be_visible()
    expect(halaman.get_by_role("cell", name="52").first).to_be_visible()
