"""The grid in a real browser: typed, pasted, saved by itself; two people on one row."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
ISI = {"bidang": "Pencegahan", "sasaran": "Desa tangguh konflik", "nama": "Peserta",
       "satuan": "orang", "arah": "Naik", "target_2025": "10"}  # fmt: skip
TEMPEL = """([elemen, teks]) => {
  elemen.focus();
  const data = new DataTransfer();
  data.setData("text/plain", teks);
  const isi = { clipboardData: data, bubbles: true, cancelable: true };
  elemen.dispatchEvent(new ClipboardEvent("paste", isi));
}"""


def _buka(orang):
    orang.masuk("opd2")
    orang.buka("/rad/")
    orang.page.get_by_role("link", name=re.compile("2025–2029")).first.click()
    orang.tekan("Isi lewat kisi", peran="link")


def _kosong(page):
    return page.locator("tbody[data-keadaan=kosong]").first


def _baris(page, elemen):
    return page.locator(f"tbody[data-aksi='{elemen.get_attribute('data-aksi')}']")


def _sel(baris, kolom, ke=0):
    return baris.locator(f"[data-kolom={kolom}]").nth(ke)


def _keadaan(baris, keadaan):
    expect(baris).to_have_attribute("data-keadaan", keadaan, timeout=15_000)


def _ketik(orang, uraian):
    """Type an action into the first empty row and leave it."""
    baris = _baris(orang.page, _kosong(orang.page))
    for kolom, teks in {**ISI, "uraian": uraian}.items():
        _sel(baris, kolom).fill(teks)
    _sel(_kosong(orang.page), "uraian").focus()
    return baris


def test_row_is_saved_when_left_and_faults_stand_beside_their_cells(orang):
    page, uraian = orang.page, f"Sosialisasi {uuid4().hex[:8]}"
    _buka(orang)
    orang.lihat("kisi")
    baris = _ketik(orang, uraian)
    _keadaan(baris, "tersimpan")
    expect(page.locator("[data-kabar]")).to_contain_text("1 aksi tersimpan.")
    _sel(baris, "arah").fill("miring")
    _sel(baris, "pagu_2026").fill("85.000.000")
    _sel(baris, "pagu_2026").press("Enter")
    _keadaan(baris, "galat")
    expect(_sel(baris, "arah")).to_have_value("miring")
    expect(baris).to_contain_text("Arah indikator wajib diisi")
    expect(baris).to_contain_text("Sumber dana wajib dipilih")
    assert page.evaluate("document.activeElement.dataset.kolom") == "pagu_2026"
    orang.lihat("kisi-galat")
    baris.get_by_role("link", name="Arah").click()
    assert page.evaluate("document.activeElement.value") == "miring"
    _sel(baris, "arah").fill("Turun")
    _sel(baris, "sumber").fill("PAD")
    _sel(_kosong(page), "uraian").focus()
    _keadaan(baris, "tersimpan")
    page.goto(f"{page.url}?kata={uraian}")
    expect(_sel(_baris(page, baris), "arah")).to_have_value("Turun")
    expect(_sel(_baris(page, baris), "pagu_2026")).to_have_value("85.000.000")


def test_paste_fills_cells_and_makes_actions(orang):
    page, kunci = orang.page, uuid4().hex[:8]
    _buka(orang)
    tabel = "\n".join(
        f'Pencegahan\tDesa tangguh konflik\t\t"Pelatihan {kunci}\nkader {n}"\tPeserta\torang\tNaik'
        for n in range(30)
    )
    page.evaluate(TEMPEL, [_sel(_kosong(page), "bidang").element_handle(), tabel])
    expect(page.locator("[data-kabar]")).to_contain_text("30 aksi tersimpan.", timeout=30_000)
    # A column of targets onto the rows that are there now.
    pertama = page.locator("tbody", has=page.locator(f"textarea:text('{kunci} kader 0')")).first
    target = "\n".join(f"{n},5\t{n + 1}" for n in range(3))
    page.evaluate(TEMPEL, [_sel(pertama, "target_2025").element_handle(), target])
    expect(page.locator("[data-kabar]")).to_contain_text("3 aksi tersimpan.", timeout=15_000)
    kedua = _baris(page, pertama.locator("xpath=following-sibling::tbody[1]"))
    expect(_sel(kedua, "target_2025")).to_have_value("1,5")
    expect(_sel(kedua, "target_2026")).to_have_value("2")
    _sel(kedua, "target_2025").focus()
    page.keyboard.press("Control+d")
    expect(_sel(kedua, "target_2025")).to_have_value("0,5")
    page.keyboard.press("ArrowUp")
    expect(_sel(_baris(page, pertama), "target_2025")).to_be_focused()
    # What cannot be taken waits in the box.
    page.evaluate(TEMPEL, [_sel(_kosong(page), "kumulatif").element_handle(), "a\tb\tc"])
    expect(page.locator("[data-kabar]")).to_contain_text("3 kolom")
    expect(page.get_by_label("Tabel yang disalin dari Excel")).to_have_value("a\tb\tc")


def test_two_people_on_one_row_lose_no_word(orang):
    page, uraian = orang.page, f"Dialog warga {uuid4().hex[:8]}"
    _buka(orang)
    baris = _ketik(orang, uraian)
    _keadaan(baris, "tersimpan")
    rekan = page.context.new_page()
    rekan.goto(f"{page.url}?kata={uraian}")
    milik_rekan = _baris(rekan, baris)
    for kolom, teks in (("lokasi", "Jenu"), ("keterangan", "bersama PKK")):
        _sel(milik_rekan, kolom).fill(teks)
    _sel(_kosong(rekan), "uraian").focus()
    _keadaan(milik_rekan, "tersimpan")
    rekan.close()
    _sel(baris, "satuan").fill("warga")
    _sel(_kosong(page), "uraian").focus()
    expect(_sel(baris, "keterangan")).to_have_value("bersama PKK")  # brought together
    _keadaan(baris, "tersimpan")
    expect(_sel(baris, "satuan")).to_have_value("warga")


def test_the_same_cell_waits_for_a_choice(orang):
    page, uraian = orang.page, f"Dialog remaja {uuid4().hex[:8]}"
    _buka(orang)
    baris = _ketik(orang, uraian)
    _keadaan(baris, "tersimpan")
    rekan = page.context.new_page()
    rekan.goto(f"{page.url}?kata={uraian}")
    _sel(_baris(rekan, baris), "lokasi").fill("Jenu")
    _sel(_kosong(rekan), "uraian").focus()
    _keadaan(_baris(rekan, baris), "tersimpan")
    rekan.close()
    _sel(baris, "lokasi").fill("Bancar")
    _sel(_kosong(page), "uraian").focus()
    _keadaan(baris, "bentrok")
    expect(baris).to_contain_text("Tersimpan: Jenu")
    expect(_sel(baris, "lokasi")).to_have_value("Bancar")
    orang.lihat("kisi-bentrok")
    baris.get_by_role("button", name=re.compile("^Simpan isian saya")).click()
    _keadaan(baris, "tersimpan")
    page.goto(f"{page.url}?kata={uraian}")
    expect(_sel(_baris(page, baris), "lokasi")).to_have_value("Bancar")


def test_line_breaks_and_nothing_typed_is_lost(orang):
    page = orang.page
    _buka(orang)
    page.context.set_offline(True)
    baris = _ketik(orang, f"Tanpa sambungan {uuid4().hex[:8]}")
    expect(page.locator("[data-kabar]")).to_contain_text("Sambungan terputus")
    _keadaan(baris, "belum")
    page.context.set_offline(False)
    _keadaan(baris, "tersimpan")
