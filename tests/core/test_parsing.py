"""What people type: read when it can mean one thing, refused with a reason when it cannot."""

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core import formatting as f

D = Decimal
UANG = st.decimals(min_value=0, max_value=D("9999999999999999.99"), places=2)
UKURAN = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


# --- Rupiah and numbers ---


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("Rp 85.000.000", "85000000"),
        ("Rp85.000.000,50", "85000000.50"),
        ("1.234.567,89", "1234567.89"),
        ("85000000", "85000000"),
        ("0", "0"),
        ("Rp 0", "0"),
        ("  rp. 85.000.000,- ", "85000000"),
        ("85.000.000,--", "85000000"),
        ("Rp\u00a085.000.000", "85000000"),
        ("IDR 1.000", "1000"),
        ("1.234", "1234"),
        ("9.999.999.999.999.999,99", "9999999999999999.99"),
    ],
)
def test_baca_rupiah(teks, nilai):
    hasil = f.baca_rupiah(teks)
    assert hasil == D(nilai)
    assert hasil.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", "belum diisi"),
        ("Rp", "bukan jumlah rupiah"),
        ("-", "bukan jumlah rupiah"),
        ("banyak", "bukan jumlah rupiah"),
        ("NaN", "bukan jumlah rupiah"),
        ("85 juta", "bukan jumlah rupiah"),
        ("1e9", "bukan jumlah rupiah"),
        ("٨٥", "bukan jumlah rupiah"),
        ("#REF!", "bukan jumlah rupiah"),
        ("-5000000", "negatif"),
        ("Rp -5.000", "negatif"),
        ("−5.000", "negatif"),
        ("-Rp5.000", "negatif"),
        ("(Rp5.000)", "negatif"),
        ("1,234", "dua cara.*tulis 1.234;"),
        ("1.234.56", "titik dan koma"),
        ("85000000.00", "titik dan koma"),
        ("0.500", "titik dan koma"),
        ("1.2345", "titik dan koma"),
        ("12,5", "titik dan koma"),
        ("1.234,567", "titik dan koma"),
        ("1,234,567.89", "cara Inggris"),
        ("1,234,567", "cara Inggris"),
        ("1" * 17, "terlalu besar"),
    ],
)
def test_baca_rupiah_menolak(teks, sebab):
    with pytest.raises(ValueError, match=sebab):
        f.baca_rupiah(teks)


@given(UANG, st.sampled_from(["", "Rp", "Rp ", "rp. "]))
def test_rupiah_bolak_balik(nilai, awalan):
    assert f.baca_rupiah(f.rupiah(nilai)) == nilai
    assert f.baca_rupiah(f.rupiah(nilai, sen=True)) == nilai
    assert f.baca_rupiah(awalan + f.rupiah(nilai).removeprefix("Rp")) == nilai


@given(st.text() | st.text(alphabet="0123456789.,-() Rp"))
def test_baca_rupiah_menjawab_jumlah_sah_atau_menolak(teks):
    try:
        hasil = f.baca_rupiah(teks)
    except ValueError as galat:
        assert str(galat).endswith(".")  # noqa: PT017
    else:
        assert 0 <= hasil < 10**16
        digit = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", teks))
        assert int(digit) in (hasil, hasil * 100)  # no digit is lost or invented


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("35,5", "35.5"),
        ("0,055", "0.055"),
        ("1.234", "1234"),
        ("1.234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("1,2340", "1.234"),
        ("35.5", "35.5"),
        ("12.75", "12.75"),
        ("35.1234", "35.1234"),
        ("0.055", "0.055"),
        ("-2,5", "-2.5"),
        ("−2", "-2"),
        ("-0", "0"),
        (" 7 ", "7"),
    ],
)
def test_baca_angka(teks, nilai):
    assert f.baca_angka(teks) == D(nilai)
    assert str(f.baca_angka("-0")) == "0"


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", "belum diisi"),
        ("banyak", "bukan angka"),
        ("NaN", "bukan angka"),
        ("Infinity", "bukan angka"),
        ("1e3", "bukan angka"),
        ("35,5%", "tanpa tanda persen"),
        ("1,234", "dua cara"),
        ("-1,234", "dua cara"),
        ("1234.567", "titik dan koma"),
        ("1.234.56", "titik dan koma"),
        ("1,2,3", "titik dan koma"),
        ("5,", "titik dan koma"),
        ("1,234.5", "cara Inggris"),
        ("1" * 17, "terlalu besar"),
    ],
)
def test_baca_angka_menolak(teks, sebab):
    with pytest.raises(ValueError, match=sebab):
        f.baca_angka(teks)


@given(UKURAN)
def test_angka_bolak_balik(nilai):
    """What a form shows it also reads, even where `angka` alone would be ambiguous."""
    assert f.baca_angka(f.angka_isian(nilai)) == nilai
    try:
        assert f.baca_angka(f.angka(nilai)) == nilai
    except ValueError:
        assert re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", f.angka(nilai))


def test_pesan_memotong_isian_panjang():
    with pytest.raises(ValueError, match="…") as galat:
        f.baca_angka("sangat banyak sekali " * 1000)
    assert len(str(galat.value)) < 120


# --- Codes ---


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("2.08.03.2.02.0001", "2.08.03.2.02.0001"),
        ("02.08.03.02.02.0001", "2.08.03.2.02.0001"),
        (" 2.08.03.2.02 ", "2.08.03.2.02"),
        ("2.08.03.2.02.01", "2.08.03.2.02.01"),
        ("2.08.03. 2.02.0001.", "2.08.03.2.02.0001"),
        ("x.xx.01.2.01", "X.XX.01.2.01"),
        ("X.XX.01", "X.XX.01"),
    ],
)
def test_normal_kode(teks, kode):
    assert f.normal_kode(teks) == kode
    assert f.normal_kode(kode) == kode


@pytest.mark.parametrize("teks", ["2.08.03.1.01.0001", "02.08.03.01.01", "X.XX.01.1.01"])
def test_kode_provinsi_ditolak(teks):
    with pytest.raises(f.KodeProvinsi, match="provinsi"):
        f.normal_kode(teks)


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", "bukan kode"),
        ("2.8.3", "bukan kode"),
        ("2.08.03.3.02.0001", "bukan kode"),
        ("2.08.03.2.02.001", "bukan kode"),
        ("12.08.03.2.02.0001", "bukan kode"),
        ("2.08.03.2.02.0001.01", "bukan kode"),
        ("2.08.03.2.02.٠٠٠١", "bukan kode"),
        ("X.XX.02.2.01", "bukan kode"),
        ("2,08,03,2,02", "bukan kode"),
        ("2.08.03", "kode program"),
    ],
)
def test_kode_tidak_sah(teks, sebab):
    with pytest.raises(f.KodeTidakSah, match=sebab):
        f.normal_kode(teks)


@given(st.from_regex(r"[0-9]\.[0-9]{2}\.[0-9]{2}\.2\.[0-9]{2}(\.[0-9]{4})?", fullmatch=True))
def test_kode_berlapis_nol_sama_dengan_kode_baku(kode):
    ruas = kode.split(".")
    ruas[0], ruas[3] = "0" + ruas[0], "0" + ruas[3]
    assert f.normal_kode(".".join(ruas)) == f.normal_kode(kode) == kode


# --- Text ---


def test_normal_teks_menyamakan_yang_tampak_sama():
    assert (
        f.normal_teks("  Rapat\u00a0KOORDINASI \n lintas\u200b sektor")
        == f.normal_teks("rapat koordinasi lintas sektor")
        == "rapat koordinasi lintas sektor"
    )
    assert f.normal_teks("ﬁnal") == "final"
    assert f.normal_teks("desa damai") != f.normal_teks("desadamai")


def test_bersih_teks_membuang_yang_tak_tampak_dan_menjaga_baris():
    kotor = "\x00 Aksi\tdesa \u202edamai\u202c\r\n\n  baris\u200b  dua\x07 \u2028tiga\ufeff\n"
    assert f.bersih_teks(kotor) == "Aksi desa damai\n\nbaris dua\ntiga"
    assert f.bersih_teks("e\u0301") == "é"
    assert f.bersih_teks("\ud800a\ufffe") == "a"


@given(st.text())
def test_pembersihan_selesai_sekali_jalan(teks):
    for bersihkan in (f.bersih_teks, f.normal_teks):
        sekali = bersihkan(teks)
        assert bersihkan(sekali) == sekali
        sekali.encode()  # fit for UTF-8
        assert not {unicodedata.category(c) for c in sekali.replace("\n", "")} & {"Cc", "Cf", "Cs"}
        assert "  " not in sekali


@given(st.text())
def test_kunci_tidak_peduli_besar_kecil_dan_bentuk_unicode(teks):
    kunci = f.normal_teks(teks)
    assert f.normal_teks(unicodedata.normalize("NFD", teks)) == kunci
    assert f.normal_teks(f.bersih_teks(teks)) == kunci
    assert f.normal_teks(f" {teks}\n") == kunci
