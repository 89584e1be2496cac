"""What people read: examples from the rules, then properties that must always hold."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from p3aks.core import formatting as f

D = Decimal
WIB = ZoneInfo("Asia/Jakarta")


# --- Rupiah and numbers, out ---


@pytest.mark.parametrize(
    ("nilai", "biasa", "dengan_sen"),
    [
        (1_250_000, "Rp1.250.000", "Rp1.250.000,00"),
        (D("1250000.00"), "Rp1.250.000", "Rp1.250.000,00"),
        (D("1250000.50"), "Rp1.250.000,50", "Rp1.250.000,50"),  # sen are never hidden
        (D("0.005"), "Rp0,01", "Rp0,01"),
        (0, "Rp0", "Rp0,00"),
        (D("-0.001"), "Rp0", "Rp0,00"),
        (-500, "(Rp500)", "(Rp500,00)"),
        (999, "Rp999", "Rp999,00"),
        (D("9999999999999999.99"), *["Rp9.999.999.999.999.999,99"] * 2),
        (D(10) ** 30, *["Rp1" + ".000" * 10 + s for s in ("", ",00")]),
        (None, "–", "–"),
    ],
)
def test_rupiah(nilai, biasa, dengan_sen):
    assert f.rupiah(nilai) == biasa
    assert f.rupiah(nilai, sen=True) == dengan_sen


@pytest.mark.parametrize("tulis", [f.rupiah, f.angka, f.persen, f.terbilang, f.rupiah_terbilang])
def test_uang_dan_ukuran_tidak_pernah_float(tulis):
    for nilai in (1.5, True, "1"):
        with pytest.raises(TypeError):
            tulis(nilai)
    with pytest.raises(ValueError, match="bukan angka"):
        tulis(D("NaN"))


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (D("1234.50"), "1.234,5"),
        (D("0.055"), "0,055"),
        (D("100.00"), "100"),
        (D("1E+3"), "1.000"),
        (D("-1234.5"), "-1.234,5"),
        (D("-0.0"), "0"),
        (1000, "1.000"),
        (None, "–"),
    ],
)
def test_angka(nilai, teks):
    assert f.angka(nilai) == teks


def test_persen_dua_angka_di_belakang_koma():
    assert f.persen(D("87.2727")) == "87,27%"
    assert f.persen(D("87.275")) == "87,28%"
    assert f.persen(100) == "100,00%"
    assert f.persen(D("1234.5"), desimal=0) == "1.235%"
    assert f.persen(None) == "–"


# --- Words ---


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000_000_000, "satu triliun satu miliar"),
        (2026, "dua ribu dua puluh enam"),
        (450_001_000, "empat ratus lima puluh juta seribu"),
        (-5, "minus lima"),
        (D("3.50"), "tiga koma lima"),
        (D("0.055"), "nol koma nol lima lima"),
    ],
)
def test_terbilang(nilai, kata):
    assert f.terbilang(nilai) == kata


@given(st.integers(min_value=0, max_value=10**15 - 1) | st.integers(0, 2_100_000))
def test_terbilang_seperti_num2words(n):
    # The oracle writes "satu ribu" after some millions, where Indonesian has "seribu".
    assume(n < 10**6 or n // 1000 % 1000 != 1)
    assert f.terbilang(n) == num2words(n, lang="id")


def test_terbilang_punya_batas():
    with pytest.raises(ValueError, match="999 triliun"):
        f.terbilang(10**15)


def test_angka_terbilang():
    assert f.angka_terbilang(3) == "3 (tiga)"
    assert f.angka_terbilang(1250) == "1.250 (seribu dua ratus lima puluh)"


def test_rupiah_terbilang():
    assert (
        f.rupiah_terbilang(1_250_000)
        == "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"
    )
    assert f.rupiah_terbilang(D("1000.50")) == "Rp1.000,50 (seribu rupiah lima puluh sen)"
    assert f.rupiah_terbilang(-1) == "(Rp1,00) (minus satu rupiah)"
    assert f.rupiah_terbilang(D("-0.50")) == "(Rp0,50) (minus nol rupiah lima puluh sen)"
    assert f.rupiah_terbilang(0) == "Rp0,00 (nol rupiah)"
    assert f.rupiah_terbilang(None) == "–"


def test_urutan():
    assert [f.urutan(n) for n in (1, 2, 10, 11, 12, 21)] == [
        "Kesatu",
        "Kedua",
        "Kesepuluh",
        "Kesebelas",
        "Kedua Belas",
        "Kedua Puluh Satu",
    ]
    with pytest.raises(ValueError, match="dari 1"):
        f.urutan(0)


# --- Dates and times ---


def test_tanggal():
    assert f.tanggal(date(2026, 11, 22)) == "22 November 2026"
    assert f.tanggal(date(2026, 11, 22), hari=True) == "Minggu, 22 November 2026"
    assert f.tanggal(date(2025, 8, 1), hari=True) == "Jumat, 1 Agustus 2025"
    assert f.tanggal(None) == "–"


def test_tanggal_dan_waktu_dibaca_di_wib():
    malam_utc = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert f.tanggal(malam_utc) == "22 November 2026"
    assert f.waktu(malam_utc) == "01.30 WIB"
    assert f.tanggal_waktu(malam_utc) == "22 November 2026 pukul 01.30 WIB"
    assert f.waktu(datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))) == "07.00 WIB"
    assert f.waktu(None) == f.tanggal_waktu(None) == "–"


@pytest.mark.parametrize(
    ("zona", "teks"),
    [
        ("Asia/Jakarta", "09.00 WIB"),
        ("Asia/Pontianak", "09.00 WIB"),
        ("Asia/Makassar", "10.00 WITA"),
        ("Asia/Jayapura", "11.00 WIT"),
    ],
)
def test_waktu_menurut_zona(zona, teks):
    saat = datetime(2026, 11, 22, 9, tzinfo=WIB)
    assert f.waktu(saat, ZoneInfo(zona)) == teks
    assert f.waktu(saat.astimezone(ZoneInfo(zona))) == teks


def test_waktu_tanpa_zona_atau_di_luar_indonesia_ditolak():
    with pytest.raises(ValueError, match="tanpa zona"):
        f.tanggal_waktu(datetime(2026, 11, 22, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="bukan zona waktu Indonesia"):
        f.waktu(datetime(2026, 11, 22, 9, tzinfo=WIB), ZoneInfo("Asia/Tokyo"))


# --- Numbering ---


def test_romawi_contoh_dan_batas():
    contoh = {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 90: "XC", 1994: "MCMXCIV"}
    assert {n: f.romawi(n) for n in contoh} == contoh
    for n in (0, -1, 4000):
        with pytest.raises(ValueError, match=r"dari 1|3999"):
            f.romawi(n)


@given(st.integers(1, 3999))
def test_romawi_bolak_balik(n):
    nilai = [
        dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))[c] for c in f.romawi(n)
    ]
    jumlah = sum(-a if a < b else a for a, b in zip(nilai, [*nilai[1:], 0], strict=True))
    assert jumlah == n
    assert not re.search(r"(.)\1{3}", f.romawi(n))


def test_huruf():
    assert [f.huruf(n) for n in (1, 2, 26, 27, 52, 53, 702, 703)] == [
        *("a", "b", "z", "aa", "az", "ba", "zz", "aaa"),
    ]


@given(st.integers(1, 10**6))
def test_huruf_bolak_balik(n):
    jumlah = 0
    for c in f.huruf(n):
        jumlah = jumlah * 26 + ord(c) - 96
    assert jumlah == n


def test_rincian_empat_tingkat():
    assert [f.rincian(t, 3) for t in (1, 2, 3, 4)] == ["c.", "3.", "c)", "3)"]
    for tingkat in (0, 5):
        with pytest.raises(ValueError, match="empat tingkat"):
            f.rincian(tingkat, 1)
    with pytest.raises(ValueError, match="dari 1"):
        f.rincian(2, 0)
