"""Cell suppression against an attacker who knows every margin and every earlier release."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p3aks.core.supresi import cari as modul
from p3aks.core.supresi.cari import TidakTerlindungi, cari
from p3aks.core.supresi.selang import selang
from p3aks.core.supresi.susunan import Penyusun, TidakCocok

K = 5
# Pesisir Selatan 2022 as it adds up (domain/kasus.md 6.4): form of violence by women and children.
PESSEL = {
    ("fisik", "P"): 8, ("fisik", "A"): 35, ("non fisik", "P"): 1, ("non fisik", "A"): 2,
    ("KDRT", "P"): 8, ("seksual", "P"): 2, ("seksual", "A"): 13, ("ABH", "A"): 23,
}  # fmt: skip
BENTUK = ("fisik", "non fisik", "KDRT", "seksual", "ABH")


def susun(isi, *dimensi):
    penyusun = Penyusun()
    penyusun.tabel(isi, dimensi)
    return penyusun.susun()


def aman(susunan, tersembunyi, lebar):
    """Attack what is hidden; return the intervals after checking each."""
    hasil = selang(susunan, tersembunyi)
    benar = dict(zip(susunan.kunci, susunan.nilai.tolist(), strict=True))
    for kunci, satu in hasil.items():
        assert satu.bawah <= benar[kunci] <= satu.atas
        assert satu.lebar >= lebar[kunci], (kunci, satu)
    kecil = {k for k, n in benar.items() if 0 < n < lebar[k]}
    assert kecil <= set(tersembunyi)
    return hasil


def test_small_counts_alone_leak():
    susunan = susun(PESSEL, BENTUK, "PA")
    kecil = [k for k, n in zip(susunan.kunci, susunan.nilai, strict=True) if 0 < n < K]
    assert set(selang(susunan, kecil).values()) == {(1, 1), (2, 2), (3, 3)}


def test_worked_example():
    susunan = susun(PESSEL, BENTUK, "PA")
    hasil = cari(susunan, dict.fromkeys(susunan.kunci, K))
    assert hasil.optimal
    assert hasil.primer == {
        ("non fisik", "P"), ("non fisik", "A"), ("non fisik", None), ("seksual", "P"),
    }  # fmt: skip
    assert hasil.sekunder == {("KDRT", "P"), ("KDRT", None), ("seksual", "A")}
    ujung = aman(susunan, hasil.tersembunyi, dict.fromkeys(susunan.kunci, K))
    assert ujung["non fisik", None] == (2, 10)
    assert ujung["seksual", "P"] == (1, 9)


def test_nothing_small_nothing_hidden():
    susunan = susun({("a", "x"): 7, ("b", "x"): 0, ("a", "y"): 5}, "ab", "xy")
    assert cari(susunan, dict.fromkeys(susunan.kunci, K)).tersembunyi == frozenset()


ANGKA = st.sampled_from([0, 1, 2, 3, 4, 5, 7, 8, 13, 30])


@st.composite
def tabel(draw):
    tinggi, lebar = draw(st.integers(2, 5)), draw(st.integers(2, 3))
    isi = {(r, c): draw(ANGKA) for r in range(tinggi) for c in range(lebar)}
    return susun(isi, range(tinggi), range(lebar))


@settings(max_examples=25, deadline=None)
@given(tabel())
def test_hidden_counts_stay_wide_and_no_more_are_hidden_than_needed(susunan):
    lebar = dict.fromkeys(susunan.kunci, K)
    try:
        terbaik = cari(susunan, lebar)
    except TidakTerlindungi:
        # So few counts are above zero that even with all of them hidden somebody is found.
        semua = [k for k, n in zip(susunan.kunci, susunan.nilai, strict=True) if n]
        assert any(s.lebar < K for s in selang(susunan, semua).values())
        return
    aman(susunan, terbaik.tersembunyi, lebar)


@settings(max_examples=15, deadline=None)
@given(tabel())
def test_step_by_step_hides_little_more_than_the_fewest(susunan):
    lebar = dict.fromkeys(susunan.kunci, K)
    try:
        terbaik = cari(susunan, lebar)
    except TidakTerlindungi:
        return
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(modul, "SEKALIGUS", 0)
        bertahap = cari(susunan, lebar)
    aman(susunan, bertahap.tersembunyi, lebar)
    assert len(bertahap.tersembunyi) <= 1.5 * len(terbaik.tersembunyi)


def test_thresholds_differ_by_count():
    susunan = susun({("a", "x"): 8, ("b", "x"): 30, ("a", "y"): 40, ("b", "y"): 50}, "ab", "xy")
    lebar = {k: 10 if k[0] == "a" else K for k in susunan.kunci}
    hasil = cari(susunan, lebar)
    assert hasil.primer == {("a", "x")}
    aman(susunan, hasil.tersembunyi, lebar)


# One count in several tables, periods, and releases


def gabungan(semester, terbit=(), tahun=False):
    """Counts per half-year and form, with the year where *tahun*."""
    penyusun = Penyusun()
    bentuk = sorted({b for isi in semester.values() for b, _ in isi})
    for nama, isi in semester.items():
        sendiri = Penyusun()
        sendiri.tabel(isi, [bentuk, "PA"])
        bagian = sendiri.susun()
        for kunci, nilai in zip(bagian.kunci, bagian.nilai.tolist(), strict=True):
            penyusun.sel((nama, *kunci), nilai)
        for b in (*bentuk, None):
            penyusun.jumlah((nama, b, None), [(nama, b, k) for k in "PA"])
        for k in ("P", "A", None):
            penyusun.jumlah((nama, None, k), [(nama, b, k) for b in bentuk])
    if tahun:
        for b in (*bentuk, None):
            for k in ("P", "A", None):
                nilai = sum(_jumlah(isi, b, k) for isi in semester.values())
                penyusun.sel(("tahun", b, k), nilai)
                penyusun.jumlah(("tahun", b, k), [(nama, b, k) for nama in semester])
    return penyusun.susun()


def _jumlah(isi, bentuk, kelompok):
    return sum(n for (b, k), n in isi.items() if bentuk in (None, b) and kelompok in (None, k))


@pytest.mark.parametrize("benih", range(6))
def test_a_later_release_gives_away_nothing_of_an_earlier_one(benih):
    acak = random.Random(benih)
    semester: dict = {}
    terbit, tertutup = set(), set()
    for nama in ("I", "II", "tahun"):
        if nama != "tahun":
            semester[nama] = {
                (b, k): acak.choice([0, 1, 2, 4, 6, 9, 20]) for b in BENTUK[:4] for k in "PA"
            }
        susunan = gabungan(semester, tahun=nama == "tahun")
        lebar = dict.fromkeys(susunan.kunci, K)
        hasil = cari(susunan, lebar, terbit=terbit, tertutup=tertutup)
        assert tertutup <= hasil.tersembunyi
        assert not terbit & hasil.tersembunyi
        aman(susunan, hasil.tersembunyi, lebar)
        tertutup = set(hasil.tersembunyi)
        terbit = set(susunan.kunci) - tertutup


def test_what_is_out_already_cannot_be_protected():
    susunan = susun(PESSEL, BENTUK, "PA")
    kecil = ("seksual", "P")
    with pytest.raises(TidakTerlindungi):
        cari(susunan, dict.fromkeys(susunan.kunci, K), terbit=set(susunan.kunci) - {kecil})


def test_counted_in_several_categories():
    """A victim of two forms counts in both: the sum says less, but no form exceeds the total."""
    penyusun = Penyusun()
    for kunci, nilai in (("korban", 12), ("fisik", 11), ("seksual", 3), ("psikis", 6)):
        penyusun.sel(kunci, nilai)
    penyusun.terbagi_ganda("korban", ["fisik", "seksual", "psikis"])
    susunan = penyusun.susun()
    lebar = dict.fromkeys(susunan.kunci, K)
    assert selang(susunan, ["seksual"])["seksual"] == (1, 12)
    assert cari(susunan, lebar).tersembunyi == {"seksual"}


@pytest.mark.parametrize(
    ("nilai", "sebab"),
    [({"a": 1, "b": 2, "t": 4}, "Tidak berjumlah: t=4, a=1, b=2"), ({"a": -1}, "a")],
)
def test_counts_that_contradict_themselves_are_refused(nilai, sebab):
    penyusun = Penyusun()

    def isi():
        for kunci, satu in nilai.items():
            penyusun.sel(kunci, satu)
        penyusun.jumlah("t", ["a", "b"])
        penyusun.susun()

    with pytest.raises(TidakCocok, match=sebab):
        isi()


def test_same_key_with_two_numbers_is_refused():
    penyusun = Penyusun()
    penyusun.sel("a", 1)
    with pytest.raises(TidakCocok, match="1 dan 2"):
        penyusun.sel("a", 2)


def test_interval_without_an_end():
    penyusun = Penyusun()
    penyusun.sel("a", 3)
    assert selang(penyusun.susun(), ["a"])["a"] == (1, np.inf)
