"""Forming a Pokja in a real browser: from the copy of the old one to the recorded SK."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_dari_rancangan_sampai_sk(orang):
    orang.masuk("sekretariat")
    halaman = orang.page
    orang.buka("/pokja/")
    if (daftar := halaman.locator(".tugas a")).count():  # more than one Pokja: the latest first
        orang.lihat("pokja-daftar")
        daftar.first.click()
    orang.lihat("pokja-susunan")
    orang.tekan("Bagan", peran="link")
    expect(halaman.get_by_text("Bidang Pencegahan")).to_be_visible()
    orang.lihat("pokja-bagan")
    orang.tekan("Pemeriksaan", peran="link")
    expect(halaman.get_by_text("Unsur yang belum terwakili")).to_be_visible()
    orang.lihat("pokja-pemeriksaan")
    _jejaring(orang)
    _potensi(orang)
    _lembaga(orang)
    _rancangan(orang)
    _pejabat(orang)
    if orang.lebar > 400:
        _sk(orang)
    else:
        _buang(orang)


def _jejaring(orang) -> None:
    """Two villages that got a PATBM by the same decree."""
    halaman = orang.page
    orang.tekan("Jejaring", peran="link")
    orang.lihat("pokja-jejaring")
    baris = halaman.get_by_role("region", name="Cakupan per kecamatan").get_by_role("link")
    (baris.nth(0) if orang.lebar > 400 else baris.nth(1)).click()
    kotak = halaman.locator("[name=desa]")
    ada = kotak.count()
    kotak.nth(0).check()
    kotak.nth(1).check()
    orang.tekan("Catat PATBM")
    expect(halaman.locator("#error_1_id_dasar")).to_be_visible()
    expect(kotak.nth(1)).to_be_checked()
    halaman.locator("#id_dasar").fill("SK Camat Nomor 188/4/2026")
    halaman.locator("#id_mulai").fill("2 Januari 2026")
    orang.tekan("Catat PATBM")
    expect(halaman.get_by_text("PATBM 2 desa/kelurahan dicatat.")).to_be_visible()
    expect(kotak).to_have_count(ada - 2)
    orang.lihat("pokja-jejaring-kecamatan")
    orang.buka("/pokja/jejaring/baru/")
    orang.lihat("pokja-jejaring-baru")


def _potensi(orang) -> None:
    """A potential is recorded, and reviewed at once."""
    halaman = orang.page
    orang.buka("/konflik/potensi/")
    orang.lihat("pokja-potensi")
    orang.tekan("Tambah potensi", peran="link")
    halaman.locator("#id_judul").fill("Protes penerima bantuan sosial")
    halaman.locator("#id_sumber").select_option("BANSOS")
    orang.tekan("Simpan potensi")
    expect(halaman.locator("#error_1_id_wilayah")).to_be_visible()
    assert halaman.locator("#id_judul").input_value() == "Protes penerima bantuan sosial"
    orang.lihat("pokja-potensi-galat")
    halaman.locator("#id_wilayah").select_option(index=2)
    halaman.locator("#id_pola").select_option("KESENJANGAN")
    halaman.locator("#id_tingkat").select_option("tinggi")
    halaman.locator("#id_asal").select_option("desa")
    orang.tekan("Simpan potensi")
    expect(halaman.get_by_text("Potensi disimpan.")).to_be_visible()
    halaman.locator("#id_tingkat").select_option("sedang")
    halaman.locator("#id_catatan").fill("Data penerima diperbaiki bersama warga.")
    orang.tekan("Catat tinjauan")
    expect(halaman.get_by_text("Tinjauan dicatat.")).to_be_visible()
    orang.lihat("pokja-potensi-satu")


def _lembaga(orang) -> None:
    """An element that the Pokja lacks."""
    halaman = orang.page
    orang.buka("/pokja/lembaga/")
    orang.lihat("pokja-lembaga")
    orang.tekan("Tambah lembaga", peran="link")
    halaman.locator("#id_nama").fill(f"Forum Kerukunan Umat Beragama {orang.lebar}")
    orang.tekan("Simpan lembaga")
    expect(halaman.locator("#error_1_id_singkatan")).to_be_visible()
    halaman.locator("#id_singkatan").fill("FKUB")
    halaman.locator("#id_jenis").select_option("masyarakat")
    halaman.locator("#id_unsur").select_option("tokoh_agama")
    orang.lihat("pokja-lembaga-baru")
    orang.tekan("Simpan lembaga")


def _rancangan(orang) -> None:
    halaman = orang.page
    orang.buka("/pokja/baru/")
    orang.lihat("pokja-rancang")
    orang.tekan("Buat rancangan")
    expect(halaman.get_by_text("Rancangan dibuat.")).to_be_visible()
    orang.lihat("pokja-rancangan")
    _naskah(orang)
    orang.tekan("Tambah kedudukan", peran="link")
    halaman.locator("#id_posisi").select_option("anggota")
    halaman.locator("#id_bidang").select_option("pencegahan")
    orang.pilih("lembaga", f"Forum Kerukunan Umat Beragama {orang.lebar}")
    halaman.locator("#id_jabatan_dinas").fill("Ketua FKUB")
    orang.lihat("pokja-kedudukan-baru")
    orang.tekan("Simpan kedudukan")
    expect(halaman.get_by_text("Belum ada pejabatnya.")).to_be_visible()


def _naskah(orang) -> None:
    """The words of the SK, and its PDF made by the worker."""
    halaman = orang.page
    orang.tekan("Naskah SK", peran="link")
    orang.lihat("pokja-naskah")
    orang.tekan("Simpan naskah")
    orang.tekan("Buat PDF SK")
    halaman.get_by_role("link", name="Unduh", exact=True).wait_for(timeout=90_000)
    orang.lihat("pokja-sk-selesai")
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh", exact=True).click()
    assert re.fullmatch(r"sk-pokja-\w{10}\.pdf", unduhan.value.suggested_filename)
    teks = "".join(h.extract_text() for h in pypdf.PdfReader(unduhan.value.path()).pages)
    assert "KEPUTUSAN BUPATI TUBAN" in teks
    halaman.locator(".jejak a").nth(1).click()


def _pejabat(orang) -> None:
    """A Plh. without a last day is refused, with everything typed still there."""
    halaman = orang.page
    halaman.locator("#id_nama").fill("Hj. Umi Kalsum (DEMO)")
    halaman.locator("#id_kelamin").select_option("P")
    halaman.locator("#id_sifat").select_option("plh")
    orang.tekan("Catat pejabat")
    expect(halaman.locator("#error_1_id_selesai")).to_contain_text("isi sampai")
    assert halaman.locator("#id_nama").input_value() == "Hj. Umi Kalsum (DEMO)"
    orang.lihat("pokja-pejabat-galat")
    halaman.locator("#id_sifat").select_option("definitif")
    orang.tekan("Catat pejabat")
    expect(halaman.get_by_role("cell", name=re.compile("Hj. Umi Kalsum"))).to_be_visible()
    orang.lihat("pokja-kedudukan")
    orang.tekan("Perbaiki", peran="link")
    orang.lihat("pokja-pejabat-perbaiki")
    halaman.go_back()
    orang.tekan("Akhiri", peran="link")
    orang.lihat("pokja-pejabat-akhiri")


def _sk(orang) -> None:
    """Recorded, the new Pokja is in force and the old one can still be read."""
    halaman = orang.page
    orang.buka("/pokja/")
    halaman.get_by_role("listitem").filter(has_text="Rancangan").get_by_role("link").click()
    orang.tekan("Catat SK dan berlakukan", peran="link")
    halaman.locator("#id_nomor_sk").fill("188.45/DEMO/2026")
    halaman.locator("#id_tanggal_sk").fill("31 Desember 2090")
    orang.tekan("Berlakukan Pokja")
    expect(halaman.locator("#error_1_id_tanggal_sk")).to_be_visible()
    orang.lihat("pokja-berlakukan")
    halaman.locator("#id_tanggal_sk").fill("25 November 2026")
    orang.tekan("Berlakukan Pokja")
    expect(halaman.get_by_text("Pokja berlaku.")).to_be_visible()
    orang.lihat("pokja-berlaku")
    halaman.locator("#per").fill("24 November 2026")
    orang.tekan("Tampilkan")
    expect(halaman.get_by_text("belum berlaku")).to_be_visible()
    orang.lihat("pokja-hari-lain")
    halaman.get_by_role("link", name=re.compile("yang berlaku hari itu")).click()
    expect(halaman.get_by_text("berakhir 24 November 2026")).to_be_visible()
    orang.lihat("pokja-berakhir")


def _buang(orang) -> None:
    halaman = orang.page
    orang.buka("/pokja/")
    halaman.get_by_role("listitem").filter(has_text="Rancangan").get_by_role("link").click()
    halaman.locator("summary", has_text="Buang rancangan").click()
    orang.tekan("Ya, buang rancangan")
    expect(halaman.get_by_text("Rancangan dibuang.")).to_be_visible()
