"""Fourteen days of shelter (R13); how long a file is kept (R33)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.penampungan import hari_ke, keadaan, lama
from kasus.aturan.retensi import SubjekRetensi, batas_retensi, halangan_anonim, lahir_paling_akhir

MASUK = date(2026, 3, 1)


def hari(n):
    """The n-th day of the stay."""
    return MASUK + timedelta(days=n - 1)


@pytest.mark.parametrize(
    ("ke", "hasil"),
    [
        (1, "AMAN"),
        (9, "AMAN"),
        (10, "PERINGATAN"),
        (13, "PERINGATAN"),
        (14, "WAJIB_RUJUK"),
        (15, "MERAH"),
        (90, "MERAH"),
    ],
)
def test_keadaan_menurut_hari(ke, hasil):
    assert hari_ke(MASUK, hari(ke)) == ke
    assert keadaan(MASUK, hari(ke)) == hasil


def test_rujukan_lanjutan_menutup_batas():
    assert keadaan(MASUK, hari(14), rujukan_lanjutan=hari(13)) == "PERINGATAN"
    assert keadaan(MASUK, hari(14), rujukan_lanjutan=hari(14)) == "PERINGATAN"
    assert keadaan(MASUK, hari(9), rujukan_lanjutan=hari(2)) == "AMAN"
    assert keadaan(MASUK, hari(30), rujukan_lanjutan=hari(14)) == "PERINGATAN"
    assert keadaan(MASUK, hari(15), rujukan_lanjutan=hari(16)) == "MERAH"


def test_perpanjangan_sampai_hari_terakhirnya():
    assert keadaan(MASUK, hari(14), perpanjangan=hari(20)) == "PERINGATAN"
    assert keadaan(MASUK, hari(19), perpanjangan=hari(20)) == "PERINGATAN"
    assert keadaan(MASUK, hari(20), perpanjangan=hari(20)) == "WAJIB_RUJUK"
    assert keadaan(MASUK, hari(21), perpanjangan=hari(20)) == "MERAH"
    assert keadaan(MASUK, hari(14), perpanjangan=hari(5)) == "WAJIB_RUJUK"


def test_sudah_keluar():
    assert keadaan(MASUK, hari(30), keluar=hari(30)) == "SELESAI"
    assert keadaan(MASUK, hari(29), keluar=hari(30)) == "MERAH"
    assert lama(MASUK, hari(30), hari(12)) == 12
    assert lama(MASUK, hari(30)) == 30
    assert lama(MASUK, hari(0)) == 0


@given(st.integers(1, 60))
def test_tanpa_rujukan_tidak_pernah_membaik(ke):
    urut = ["AMAN", "PERINGATAN", "WAJIB_RUJUK", "MERAH"]
    assert urut.index(keadaan(MASUK, hari(ke))) <= urut.index(keadaan(MASUK, hari(ke + 1)))
    assert (keadaan(MASUK, hari(ke)) == "MERAH") == (ke >= 15)


AKHIR = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("subjek", "hasil"),
    [
        ([], date(2036, 6, 30)),
        ([SubjekRetensi(False, date(1990, 1, 1))], date(2036, 6, 30)),
        ([SubjekRetensi(True, date(2020, 5, 4))], date(2048, 5, 4)),
        ([SubjekRetensi(True, date(2008, 7, 1))], date(2036, 7, 1)),
        ([SubjekRetensi(True, date(2008, 6, 1))], date(2036, 6, 30)),
        ([SubjekRetensi(True, tahun_lahir=2020)], date(2048, 12, 31)),
        ([SubjekRetensi(True, usia=6, kejadian=date(2026, 2, 1))], date(2048, 2, 1)),
        ([SubjekRetensi(True, kejadian=date(2026, 2, 1))], date(2054, 2, 1)),
        ([SubjekRetensi(True)], date(2054, 6, 30)),
        ([SubjekRetensi(False), SubjekRetensi(True, date(2024, 2, 29))], date(2052, 2, 29)),
    ],
)
def test_batas_retensi(subjek, hasil):
    assert batas_retensi(AKHIR, subjek) == hasil


def test_kasus_terbuka_belum_punya_batas():
    assert batas_retensi(None, [SubjekRetensi(True)]) is None


@given(st.dates(date(1950, 1, 1), date(2026, 6, 1)), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_data_kurang_pasti_tidak_memperpendek(lahir, akhir):
    tepat = batas_retensi(akhir, [SubjekRetensi(True, lahir)])
    kasar = batas_retensi(akhir, [SubjekRetensi(True, tahun_lahir=lahir.year)])
    assert kasar >= tepat >= batas_retensi(akhir, [SubjekRetensi(False, lahir)])
    assert lahir_paling_akhir(SubjekRetensi(True, tahun_lahir=lahir.year)) >= lahir


def test_halangan_anonim():
    batas = date(2036, 6, 30)
    assert halangan_anonim(batas, batas, False, True) == []
    assert len(halangan_anonim(batas, date(2036, 6, 29), True, False)) == 3
    assert halangan_anonim(None, batas, False, True) == ["Kasus belum berakhir."]
    assert len(halangan_anonim(batas, batas, True, True)) == 1
