"""T11: a laptop is lost after somebody logged out. Its browser remembers nothing of a case.

A browser with a profile of its own on the disk walks through confidential pages, is left with half
filled-in forms, logs out; then every file of the profile is searched.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Orang
from tests.kebocoran import Pencarian, berkas_di
from tests.penanam import pasangan

pytestmark = pytest.mark.e2e

KENDALI = "halaman-umum-yang-dikunjungi"
BOLEH = pasangan(["manajer"], "baru", "detail", "kejadian", "identitas", "identitas_ubah", "cari")


@pytest.fixture
def laptop(browser_type, browser_type_launch_args, browser_context_args, tmp_path):
    """A browser that keeps its profile in a folder, as on somebody's desk."""
    konteks = browser_type.launch_persistent_context(
        tmp_path / "profil", **browser_type_launch_args, **browser_context_args
    )
    yield konteks
    konteks.close()


@pytest.mark.parametrize("keluar", ["Keluar", "Keluar cepat"])
def test_t11_profil_peramban_tanpa_jejak(laptop, mesin, jejak, sarang, tmp_path, keluar):
    def baru(jenis: str) -> str:
        return sarang.baru(jenis, "laptop", BOLEH, wajib=False)

    orang = Orang(laptop.pages[0], mesin.alamat, 1280, jejak)
    halaman = orang.page
    halaman.goto(f"{mesin.alamat}/publik/?{KENDALI}")
    orang.masuk("manajer")
    _simpan_kasus(orang, baru)
    kasus = halaman.url
    _buka_identitas(orang, baru)
    _tinggalkan_isian(orang, baru, kasus)
    halaman.get_by_role("button", name=keluar, exact=True).first.click()
    halaman.wait_for_url(lambda alamat: "/kasus/" not in alamat)
    halaman.wait_for_load_state()
    laptop.close()

    pencarian = Pencarian()
    berkas = pencarian.periksa_folder("profil", tmp_path / "profil")
    assert berkas > 30, "profil tidak tersimpan"
    assert not pencarian.temuan, pencarian.laporan(sarang)
    # The address of a public page is in the history: the profile does hold what was visited.
    assert any(KENDALI.encode() in b.read_bytes() for b in berkas_di(tmp_path / "profil"))


def _isi_laporan(orang, baru) -> None:
    """Fill in every box of the intake form."""
    halaman = orang.page
    orang.buka("/kasus/baru/")
    halaman.locator("#id_saluran").select_option("LANGSUNG")
    halaman.locator("#id_kronologi").fill(baru("cerita"))
    halaman.locator("#id_korban-kelamin").select_option("P")
    halaman.locator("#id_korban-usia").fill("31")
    halaman.locator("[name=korban-bentuk][value=FISIK]").check()
    halaman.locator("#id_korban-tempat").select_option("RUMAH_TANGGA")
    for orang_ini, ruas in {
        "korban": ("nama", "nik", "alamat", "telepon"),
        "terlapor": ("nama", "nik", "alamat"),
        "pelapor": ("nama", "telepon", "alamat"),
    }.items():
        for satu in ruas:
            halaman.locator(f"#id_id-{orang_ini}-{satu}").fill(baru(satu))


def _simpan_kasus(orang, baru) -> None:
    halaman = orang.page
    _isi_laporan(orang, baru)
    halaman.get_by_role("button", name="Simpan laporan").click()
    sama, tersimpan = halaman.locator("#id_tetap_simpan"), halaman.get_by_text("Laporan tersimpan.")
    expect(sama.or_(tersimpan)).to_be_visible()
    if sama.count():  # the names of canaries sound alike
        sama.check()
        halaman.get_by_role("button", name="Simpan laporan").click()
    expect(tersimpan).to_be_visible()
    halaman.locator("#catatan_isi").fill(baru("cerita"))
    halaman.get_by_role("button", name="Simpan catatan").click()
    expect(halaman.get_by_text("Catatan disimpan.")).to_be_visible()


def _buka_identitas(orang, baru) -> None:
    """Read the identities, go back and forth, begin to change one and leave it."""
    halaman = orang.page
    kasus = halaman.url
    halaman.get_by_role("link", name="Buka identitas orang").click()
    halaman.locator("[name=alasan]").fill(baru("alasan"))
    halaman.get_by_role("button", name="Buka identitas").click()
    expect(halaman.get_by_role("heading", name="Korban A")).to_be_visible()
    halaman.go_back()
    halaman.go_forward()
    halaman.get_by_role("link", name="Ubah").first.click()
    for ruas in ("alias", "sekolah", "orang_tua", "alamat"):
        halaman.locator(f"#id_{ruas}").fill(baru("pendek"))
    halaman.goto(kasus)
    halaman.locator("summary", has_text="Tulis catatan").click()
    halaman.locator("#catatan_isi").fill(baru("cerita"))
    orang.buka("/kasus/")
    for kotak in halaman.locator("summary:visible", has_text="Cari").all():
        kotak.click()
    halaman.locator("form[action$='/cari/'] [name=nama]").fill(baru("nama"))
    halaman.locator("form[action$='/cari/'] [type=submit]").click()
    expect(halaman.get_by_role("heading", name="Hasil pencarian")).to_be_visible()


def _tinggalkan_isian(orang, baru, kasus: str) -> None:
    """Forms full of words: refused ones, and ones that nobody sent."""
    halaman = orang.page
    for alamat, ruas in (
        ("kedaruratan/", ("uraian",)),
        ("identifikasi/", ()),
        ("konferensi/baru/", ("tempat", "bahan")),
        ("kejadian/", ("kronologi",)),
    ):
        halaman.goto(kasus + alamat)
        for satu in ruas:
            halaman.locator(f"#id_{satu}").fill(baru("cerita"))
    _isi_laporan(orang, baru)
    halaman.locator("#id_saluran").select_option("")
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator(".galat")).to_be_visible()
    orang.buka("/kasus/")
    _isi_laporan(orang, baru)
