"""Figures beside an old table, as the fifth seed article prints them (domain/kasus.md 5)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.historis import periksa
from kasus.aturan.historis_baca import baca_tabel
from kasus.aturan.historis_indikator import (
    baca_angka_cetak,
    baca_indikator,
    periksa_indikator,
    periksa_persen,
)
from kasus.aturan.historis_tabel import Larik, Putusan, TabelCetak
from tests.kasus.aturan.test_historis import CETAK

BERSIH = TabelCetak(2023, [Larik("fisik", {"P": 1}, 1)], Larik("total", {"P": 1}, 1), "korban")
# The sixteen lines of the article that can be recomputed.
ARTIKEL = """nilai IKIP perangkat daerah; A; BB (79,33); 93,32 %
PPKS yang memperoleh bansos; 66; 62,32%; 91,63 %; naik
indeks pemberdayaan gender\t57,03\t56,93 %\t99,82 %\tnaik
proporsi temuan kasus kekerasan; 0,055%; 0,048 %; 87,27 %; turun
nilai kematangan inovasi; 100; 93; 93 %; naik
keuangan; Rp.7.168.721.753; Rp.6.723.961.922-; 93,80 %; naik
temuan kasus per keluarga; 0,048 %; 163.260
"""


def temuan(baris, tabel=BERSIH):
    (satu,) = baca_indikator(baris)
    return periksa_indikator(satu, tabel)


def test_the_article_line_by_line():
    tabel = {t.tahun: t for t in baca_tabel(CETAK)}[2023]
    semua = [periksa_indikator(i, tabel) for i in baca_indikator(ARTIKEL)]
    assert [t for t, _ in semua] == [
        "", "94,42%", "99,82%", "112,73%; 114,58%", "93%", "93,8%", "0,0478%",
    ]  # fmt: skip
    assert [[(t.kode, t.berat) for t in daftar] for _, daftar in semua] == [
        [("W8", False)], [("W7", True)], [], [("W9", False)], [], [], [("E6", False)],
    ]  # fmt: skip
    pesan = [daftar[0].pesan for _, daftar in semua if daftar]
    assert pesan[0].endswith(
        "tidak dapat diperiksa. Dari realisasi dan capaiannya, targetnya 85,01."
    )
    assert pesan[1] == "PPKS yang memperoleh bansos: capaian 94,42% ≠ tercetak 91,63%."
    assert "memakai rumus makin besar makin baik" in pesan[2]
    assert pesan[3] == (
        "temuan kasus per keluarga: tercetak 0,048% dari 163.260 cocok dengan total 78, tidak "
        "dengan yang lain (total 78 = 0,0478%; Σ rincian 52 = 0,0319%): total dikuatkan."
    )


def test_what_is_wrong_beside_a_table_holds_it_up():
    (salah,) = baca_indikator("PPKS; 66; 62,32; 91,63; naik")
    assert periksa(BERSIH).putusan == Putusan.BERSIH
    assert periksa(replace(BERSIH, indikator=[salah])).putusan == Putusan.DITAHAN


@pytest.mark.parametrize(
    ("baris", "kode"),
    [
        ("x; 85; 79,33; 93,32; naik", ["W8"]), ("x; 66; 62,32; 94,42", ["W9"]),
        ("x; 0; 5; 100; naik", ["W7"]), ("x; 4; 3; 125; turun", []), ("x; 4; 3; 133,33; turun", []),
        ("x; 4; 3; 75; turun", ["W9"]), ("x; 4; 3; 80; turun", ["W7"]),
        ("x; A; B; 80", None), ("x; 77 367.276; 77.367.276; 100; naik", ["P1"]),
        ("x; 100; 1", []), ("x; 50; 1", ["E6"]), ("x; 0; 1", ["E6"]),
    ],
)  # fmt: skip
def test_each_finding(baris, kode):
    if kode is None:
        with pytest.raises(ValueError, match="bukan angka"):
            temuan(baris)
        return
    assert [t.kode for t in temuan(baris)[1]] == kode


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("x; 1", "Baris 1: tulis nama"), ("\n\nx; 1; 2; 3; 4; 5", "Baris 3: tulis nama"),
        ("x; 1; 0", "bagian dari nol"), ("x; 1; 2; 3; mundur", "arah “mundur” tidak dikenal"),
        ("x; satu; 2", "“satu” bukan angka"), ("x; 1; " + "9" * 30, "terlalu panjang"),
        ("x; 1; 0,0000001", "bukan angka"), ("x; ²; 2", "bukan angka"),
        ("; 1; 2", "namanya belum ditulis"),
    ],
)  # fmt: skip
def test_line_that_cannot_be_read(teks, sebab):
    with pytest.raises(ValueError, match=sebab):
        baca_indikator(teks)


ANGKA = st.from_regex(r"[0-9]{1,16}(,[0-9]{1,6})?", fullmatch=True)


@given(ANGKA, ANGKA, ANGKA, st.sampled_from(["", "naik", "turun"]))
def test_every_line_that_reads_is_answered(a, b, c, arah):
    for baris in (f"x; {a}; {b}; {c}; {arah}", f"x; {a}; {b}"):
        try:
            (satu,) = baca_indikator(baris)
        except ValueError:
            continue
        terhitung, daftar = periksa_indikator(satu, BERSIH)
        assert terhitung or daftar


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_right_achievement_is_never_doubted(target, realisasi):
    persen = (Decimal(realisasi) * 100 / target).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert temuan(f"x; {target}; {realisasi}; {str(persen).replace('.', ',')}; naik")[1] == []


def test_share():
    assert periksa_persen(Decimal("0.048"), 78, 163_260)
    assert not periksa_persen(Decimal("0.048"), 52, 163_260)


@pytest.mark.parametrize(
    ("teks", "nilai", "ragu"),
    [
        ("Rp.7.168.721.753", 7_168_721_753, 0), ("Rp. 77 367.276.", None, 0),
        ("Rp. 77 367.276", 77_367_276, 1), ("0,048 %", Decimal("0.048"), 0),
        ("93,80 %", Decimal("93.80"), 0), ("A", None, 0), ("", None, 0), ("1.23", None, 0),
    ],
)  # fmt: skip
def test_printed_amounts(teks, nilai, ragu):
    if nilai is None:
        with pytest.raises(ValueError, match="bukan angka"):
            baca_angka_cetak(teks)
        return
    hasil, catatan = baca_angka_cetak(teks)
    assert (hasil, len(catatan)) == (nilai, ragu)
