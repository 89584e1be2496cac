"""The main job in a real browser, at laptop and phone width: an OPD enters and imports, the
Sekretariat decides and fixes a version, the regulation is drafted, Bappeda downloads."""

import io
import re

import openpyxl
import pypdf
import pytest

from tests.e2e.conftest import AKAR

pytestmark = pytest.mark.e2e

TAHUN = range(2025, 2030)
CACAT = AKAR / "data/contoh/rad-opd-seperti-diterima.xlsx"


def test_dari_aksi_sampai_peraturan(orang):
    uraian = f"Pemeriksaan kesehatan jiwa korban konflik {orang.lebar}"
    _opd_mengisi(orang, uraian)
    _opd_mengimpor(orang)
    _sekretariat_mengembalikan(orang, uraian)
    _opd_memperbaiki(orang, uraian)
    _sekretariat_menyetujui(orang, uraian)
    _sekretariat_menetapkan(orang)
    _sekretariat_menyusun_perbup(orang)
    _bappeda_mengunduh(orang, uraian)
    _orang_asing_tidak_melihat(orang)


def _opd_mengisi(orang, uraian: str) -> None:
    """Step 2: log in, see what is asked, enter an action with a mistake first, submit."""
    orang.masuk("opd")
    orang.lihat("beranda-opd")
    halaman = orang.page
    halaman.get_by_role("link", name="Tambah aksi").first.click()
    orang.lihat("aksi-baru")
    halaman.locator("#id_bidang").select_option(label="Penanganan")
    halaman.locator("#id_sasaran").fill("Korban pulih secara fisik dan psikis")
    halaman.locator("#id_uraian").fill(uraian)
    halaman.locator("#id_nomenklatur").fill("02.08.03.02.02.0002")
    halaman.locator("#id_indikator-0-nama").fill("Jumlah korban diperiksa")
    halaman.locator("#id_indikator-0-satuan").fill("orang")
    halaman.locator("#id_indikator-0-baseline").fill("4")
    for n, tahun in enumerate(TAHUN):
        halaman.locator(f"#id_indikator-0-target_{tahun}").fill(str(10 + n))
        halaman.locator(f"#id_anggaran-0-pagu_{tahun}").fill("75.000.000")
    halaman.locator("#id_anggaran-0-sumber").select_option(label="DAU")
    # The direction is missing: the page must say so beside the field and keep every word.
    halaman.get_by_role("button", name="Simpan dan ajukan").click()
    assert halaman.locator("#id_indikator-0-arah").get_attribute("aria-invalid") == "true"
    assert halaman.locator("#id_anggaran-0-pagu_2025").input_value() == "75.000.000"
    orang.lihat("aksi-galat")
    halaman.locator("#id_indikator-0-arah").select_option(value="naik")
    halaman.get_by_role("button", name="Simpan dan ajukan").click()
    assert halaman.get_by_role("heading", name=uraian).is_visible()
    assert halaman.locator(".status.diajukan").first.is_visible()
    assert "2.08.03.2.02.0002" in halaman.content()
    orang.lihat("aksi-diajukan")


def _opd_mengimpor(orang) -> None:
    """Step 3: the spreadsheet as received names its faulty rows and stores nothing."""
    orang.masuk("sekretaris")
    halaman = orang.page
    halaman.goto(orang.sistem + "/rad/")
    halaman.get_by_role("link", name=re.compile("2025")).first.click()
    halaman.get_by_role("link", name="Impor Excel").click()
    orang.lihat("impor")
    halaman.locator("input[type=file]").set_input_files(CACAT)
    halaman.get_by_role("button", name="Periksa berkas").click()
    isi = halaman.locator("main").inner_text()
    for baris in (7, 9, 10, 15, 17, 22, 23, 24, 26, 31, 32, 38):
        assert re.search(rf"\b{baris}\b", isi), f"baris {baris} tidak disebut"
    assert "24" in isi
    orang.lihat("impor-pratinjau")
    halaman.get_by_role("button", name="Buang").click()


def _telaah(orang, uraian: str) -> None:
    orang.masuk("sekretariat")
    orang.page.goto(orang.sistem + "/rad/telaah/")
    orang.lihat("telaah")
    orang.page.get_by_role("link", name=uraian).click()


def _sekretariat_mengembalikan(orang, uraian: str) -> None:
    """Step 4: return with a reason."""
    _telaah(orang, uraian)
    orang.lihat("aksi-diputuskan")
    halaman = orang.page
    halaman.locator("summary", has_text="Kembalikan").click()
    halaman.locator("[name=alasan]").fill("Target 2029 belum sesuai Renstra.")
    halaman.get_by_role("button", name=re.compile("Kembalikan")).last.click()
    assert halaman.locator(".status.dikembalikan").first.is_visible()


def _opd_memperbaiki(orang, uraian: str) -> None:
    """The OPD reads who, when and why, repairs and submits again."""
    orang.masuk("opd")
    halaman = orang.page
    halaman.get_by_role("link", name=uraian).first.click()
    assert halaman.get_by_text("Target 2029 belum sesuai Renstra.").first.is_visible()
    orang.lihat("aksi-dikembalikan")
    halaman.get_by_role("link", name="Perbaiki").click()
    halaman.locator("#id_indikator-0-target_2029").fill("20")
    halaman.get_by_role("button", name="Simpan dan ajukan").click()
    assert halaman.locator(".status.diajukan").first.is_visible()


def _sekretariat_menyetujui(orang, uraian: str) -> None:
    """What changed since the last submission is shown; approve."""
    _telaah(orang, uraian)
    halaman = orang.page
    assert "14" in halaman.locator("del").first.inner_text()
    assert "20" in halaman.locator("ins").first.inner_text()
    halaman.get_by_role("button", name="Setujui").first.click()
    assert halaman.locator(".status.disetujui").first.is_visible()


def _sekretariat_menetapkan(orang) -> None:
    """Step 5: matrix, filters, totals; fix a version."""
    halaman = orang.page
    halaman.goto(orang.sistem + "/rad/")
    halaman.get_by_role("link", name=re.compile("2025")).first.click()
    orang.lihat("matriks")
    halaman.get_by_role("link", name="Tetapkan versi").click()
    orang.lihat("tetapkan")
    halaman.get_by_role("button", name=re.compile("Tetapkan versi")).click()
    assert halaman.get_by_text(re.compile(r"Versi \d")).first.is_visible()


def _sekretariat_menyusun_perbup(orang) -> None:
    """Steps 6 and 7: the ready-made draft, its check, and the PDF with progress."""
    halaman = orang.page
    halaman.goto(orang.sistem + "/perbup/")
    orang.lihat("perbup-daftar")
    halaman.locator("main").get_by_role("link", name=re.compile("Rencana Aksi")).first.click()
    orang.lihat("perbup")
    alamat = halaman.url
    halaman.goto(alamat + "periksa/")
    orang.lihat("perbup-periksa")
    halaman.goto(alamat + "sunting/")
    orang.lihat("perbup-sunting")
    halaman.goto(alamat)
    halaman.get_by_role("button", name="Buat PDF").first.click()
    orang.lihat("dokumen-berjalan")
    halaman.get_by_role("link", name=re.compile("Unduh")).wait_for(timeout=90_000)
    orang.lihat("dokumen-selesai")
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name=re.compile("Unduh")).first.click()
    teks = "".join(h.extract_text() for h in pypdf.PdfReader(unduhan.value.path()).pages)
    assert "DENGAN RAHMAT TUHAN YANG MAHA ESA" in teks
    assert "LAMPIRAN" in teks


def _bappeda_mengunduh(orang, uraian: str) -> None:
    """Step 8: Bappeda finds the plan and takes the Excel and the versions."""
    orang.masuk("bappeda")
    halaman = orang.page
    orang.lihat("beranda-bappeda")
    halaman.goto(orang.sistem + "/rad/")
    halaman.get_by_role("link", name=re.compile("2025")).first.click()
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh Excel").click()
    lembar = openpyxl.load_workbook(
        io.BytesIO(unduhan.value.path().read_bytes()), read_only=True
    ).active
    assert any(uraian in str(sel) for baris in lembar.iter_rows(values_only=True) for sel in baris)
    halaman.get_by_role("link", name="Versi 1").first.click()
    orang.lihat("versi")


def _orang_asing_tidak_melihat(orang) -> None:
    """The public sees what is fixed and nothing else."""
    orang.page.context.clear_cookies()
    orang.buka("/publik/")
    orang.lihat("publik")
    jawaban = orang.page.goto(orang.sistem + "/rad/")
    assert "/masuk/" in jawaban.url
