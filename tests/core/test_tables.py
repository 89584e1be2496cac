"""Spreadsheet in, spreadsheet out: what is read is what the sheet says, and text stays text."""

import datetime as dt
import io
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p3aks.core.formatting import baca_angka, baca_rupiah
from p3aks.core.tables.baca import baca
from p3aks.core.tables.bentuk import Cacat, Lembar, Persen, huruf_kolom
from p3aks.core.tables.tulis import TEKS_MAKS, Buku, angka_teks, tepat, tulis_baris
from tests.core.berkas_xlsx import NS, buku, lembar_xml, rakit, sel, tabel

WAKTU = dt.datetime(2025, 1, 5, 9, 30)  # noqa: DTZ001 - cells have no time zone
AKAR = Path(__file__).resolve().parents[2]


def satu(isi: bytes) -> Lembar:
    (lembar,) = baca("a.xlsx", isi)
    return lembar


# --- in ---------------------------------------------------------------------------------------


def test_isi_dibaca_apa_adanya():
    lembar = satu(tabel(["teks", 12, 0.053, True], [], ["", -2.5]))

    assert lembar.baris == [["teks", 12.0, 0.053, True], [], ["", -2.5]]
    assert Decimal(repr(lembar.sel(0, 2))) == Decimal("0.053")


def test_baris_dan_kolom_kosong_di_awal_tetap_dihitung():
    def isi(wb):
        wb.active["C5"] = "x"

    lembar = satu(buku(isi))

    assert lembar.sel(4, 2) == "x"
    assert lembar.sel(99, 99) == ""


def test_tanggal_menjadi_teks_indonesia():
    lembar = satu(tabel([dt.date(2025, 1, 5), WAKTU, dt.time(7, 5)]))

    assert lembar.baris == [["05/01/2025", "05/01/2025 09.30", "07.05"]]


def test_galat_rumus_terlihat_sebagai_cacat():
    xml = lembar_xml('<row r="3"><c r="B3" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>')

    assert satu(rakit(xml)).sel(2, 1) == Cacat("galat", "#DIV/0!")


@pytest.mark.parametrize("nilai", ["", "<v/>", "<v></v>", "<v> </v>"])
def test_rumus_tanpa_nilai_tersimpan_tidak_dianggap_kosong(nilai):
    xml = lembar_xml(f'<row r="1"><c r="A1"><f>SUM(B1:C1)</f>{nilai}</c></row>')

    assert satu(rakit(xml)).sel(0, 0) == Cacat("rumus", "=SUM(B1:C1)")


def test_rumus_dengan_nilai_memberi_nilainya():
    xml = lembar_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    )

    lembar = satu(rakit(xml))

    assert lembar.sel(0, 0) == 2.0
    assert lembar.sel(0, 1) == ""


def test_rumus_di_luar_daerah_terisi_tetap_ditemukan():
    xml = lembar_xml(f'<row r="1">{sel("A1", "x")}</row><row r="9"><c r="F9"><f>A1</f></c></row>')

    assert satu(rakit(xml)).sel(8, 5) == Cacat("rumus", "=A1")


def test_awalan_ruang_nama_lain_juga_dibaca():
    xml = (
        f'<x:worksheet xmlns:x="{NS}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1</x:f></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )

    assert satu(rakit(xml)).sel(0, 0) == Cacat("rumus", "=1")


@pytest.mark.parametrize("bentuk", ["0%", "0.00%", '0.0" dari "%', "[Red]0%"])
def test_angka_berformat_persen_dikenali(bentuk):
    def isi(wb):
        wb.active["A1"] = 0.45
        wb.active["A1"].number_format = bentuk
        wb.active["B1"] = 0.45

    lembar = satu(buku(isi))

    assert lembar.baris == [[Persen(0.45), 0.45]]


def test_tanda_persen_sebagai_teks_format_bukan_persen():
    def isi(wb):
        wb.active["A1"] = 45
        wb.active["A1"].number_format = '0" %"'

    assert satu(buku(isi)).sel(0, 0) == 45.0


def test_sel_gabungan_disebutkan():
    def isi(wb):
        wb.active["B2"] = "x"
        wb.active.merge_cells("B2:B5")

    assert satu(buku(isi)).gabung == [(1, 1, 4, 1)]


def test_teks_berbagi_dan_kaya_dibaca_utuh():
    def isi(wb):
        for n in range(3):
            wb.active.cell(n + 1, 1, "Dinas Kesehatan & Keluarga <b>“é”")

    assert {b[0] for b in satu(buku(isi)).baris} == {"Dinas Kesehatan & Keluarga <b>“é”"}


def test_beberapa_lembar_urut():
    def isi(wb):
        wb.active.title = "Satu"
        wb.create_sheet("Dua")["A1"] = 2
        wb.create_chartsheet("Grafik")

    assert [x.nama for x in baca("a.xlsx", buku(isi))] == ["Satu", "Dua"]


def test_anak_tidak_memuat_django():
    """Starting Django would cost a second per upload, and hand the child the settings."""
    kode = (
        "import sys; import p3aks.core.tables.anak; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('django', 'xlsxwriter')))"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode], cwd=AKAR, capture_output=True, text=True, check=True
    )

    assert hasil.stdout.strip() == "[]"


def test_anak_tidak_dapat_menulis_berkas(tmp_path):
    kode = (
        "import os, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from p3aks.core.tables.anak import batasi; batasi()\n"
        f"berkas = os.open({str(tmp_path / 'x')!r}, os.O_CREAT | os.O_WRONLY)\n"
        "try: os.write(berkas, b'x')\n"
        "except OSError as galat: print(galat.strerror)\n"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode], cwd=AKAR, capture_output=True, text=True, check=True
    )

    assert hasil.stdout.strip() == "File too large"
    assert (tmp_path / "x").stat().st_size == 0


def test_jawaban_anak_adalah_json():
    hasil = subprocess.run(
        [sys.executable, "-m", "p3aks.core.tables.anak"],
        input=rakit(), cwd=AKAR, capture_output=True, check=True,
    )  # fmt: skip

    assert json.loads(hasil.stdout)["lembar"][0]["baris"] == [["halo"]]


@pytest.mark.parametrize(
    ("c", "huruf"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_huruf_kolom(c, huruf):
    assert huruf_kolom(c) == huruf


# --- out --------------------------------------------------------------------------------------

RUMUS = [
    "=1+1", "=HYPERLINK(\"http://contoh.id\",\"klik\")", "=cmd|'/c calc'!A1", "+1+1", "-1+1",
    "@SUM(A1)", "\t=1+1", "\r=1", "{=1+1}", "http://contoh.id", "mailto:a@contoh.id", "0123",
    "1e5", "2.08.03", "TRUE", "#REF!", "'=1", "=" * 40, "=DDE(\"a\",\"b\",\"c\")", "1/2",
]  # fmt: skip


def tulis(*baris) -> bytes:
    keluar = io.BytesIO()
    with Buku(keluar, judul="Uji") as b:
        lembar = b.lembar("Uji")
        for r, isi in enumerate(baris):
            tulis_baris(lembar, r, isi, [b.gaya()] * len(isi))
    return keluar.getvalue()


@pytest.mark.parametrize("teks", RUMUS)
def test_teks_tidak_pernah_menjadi_rumus_atau_tautan(teks):
    isi = tulis([teks])

    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        xml = arsip.read("xl/worksheets/sheet1.xml").decode()
    sel_excel = openpyxl.load_workbook(io.BytesIO(isi)).active["A1"]
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert 't="inlineStr"' in xml
    assert sel_excel.data_type in ("s", "inlineStr")


def test_sel_kosong_dan_teks_terlalu_panjang():
    lembar = satu(tulis([None, "", "x" * 40_000]))

    assert lembar.baris == [["", "", "x" * TEKS_MAKS]]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.decimals(min_value=0, max_value=Decimal("9999999999999999.99"), places=2),
        min_size=1,
        max_size=60,
    )
)
def test_rupiah_keluar_masuk_tanpa_selisih(nilai):
    """Amounts a spreadsheet cannot hold exactly go out as text, and come back exactly."""
    for asal, dibaca in zip(nilai, satu(tulis(nilai)).baris[0], strict=True):
        if isinstance(dibaca, str):
            assert not tepat(asal)
            assert baca_rupiah(dibaca) == baca_angka(dibaca) == asal
        else:
            assert Decimal(f"{dibaca:.15g}") == asal


def test_angka_teks_dua_sen():
    assert angka_teks(Decimal("9999999999999999.5")) == "9.999.999.999.999.999,50"
    assert angka_teks(Decimal("1.234")) == "1,2340"


def test_berkas_yang_sama_bita_demi_bita():
    waktu = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)

    def buat() -> bytes:
        keluar = io.BytesIO()
        with Buku(keluar, judul="Uji", dibuat=waktu) as b:
            tulis_baris(b.lembar("Uji"), 0, ["a", Decimal(1)], [b.gaya(), b.gaya()])
        return keluar.getvalue()

    assert buat() == buat()
