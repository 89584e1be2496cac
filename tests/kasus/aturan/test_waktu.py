"""Order of dates, age at the incident, and the benefit of the doubt for a child (R03)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.waktu import (
    adalah_anak,
    hari_wib,
    kelompok_usia,
    mungkin_anak,
    tambah_tahun,
    urutan_tanggal,
    usia_saat,
)

LAPOR, CATAT = date(2026, 3, 10), date(2026, 3, 12)
TANGGAL = st.dates(date(1950, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("kejadian", "lapor", "kolom"),
    [
        (date(2026, 3, 10), LAPOR, []),
        (date(2026, 3, 11), LAPOR, ["tanggal_kejadian"]),
        (2026, LAPOR, []),
        (2027, LAPOR, ["tahun_kejadian"]),
        (26, LAPOR, ["tahun_kejadian"]),
        (1899, LAPOR, ["tahun_kejadian"]),
        (1900, LAPOR, []),
        (date(1900, 1, 1), LAPOR, []),
        (date(1826, 3, 1), LAPOR, ["tanggal_kejadian"]),
        (None, LAPOR, []),
        (None, date(2026, 3, 13), ["tanggal_lapor"]),
        (date(2026, 3, 14), date(2026, 3, 13), ["tanggal_lapor", "tanggal_kejadian"]),
    ],
)
def test_urutan_tanggal(kejadian, lapor, kolom):
    assert [k for k, _ in urutan_tanggal(kejadian, lapor, CATAT)] == kolom


def test_waktu_dibaca_sebagai_hari_wib():
    """23.30 UTC is the next day in WIB."""
    malam = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    assert hari_wib(malam) == date(2026, 3, 10)
    assert urutan_tanggal(date(2026, 3, 10), malam, malam) == []
    with pytest.raises(ValueError, match="berzona"):
        hari_wib(datetime(2026, 3, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("kejadian", "fakta", "usia"),
    [
        (date(2026, 3, 1), {"lahir": date(2008, 3, 1)}, 18),
        (date(2026, 2, 28), {"lahir": date(2008, 3, 1)}, 17),
        (date(2026, 2, 28), {"lahir": date(2008, 2, 29)}, 17),
        (date(2026, 3, 1), {"tahun_lahir": 2008}, 17),
        (date(2026, 12, 31), {"tahun_lahir": 2007}, 18),
        (2026, {"lahir": date(2008, 3, 1)}, 17),
        (2026, {"lahir": date(2008, 1, 1)}, 18),
        (2026, {"tahun_lahir": 2008}, 17),
        (2026, {"tahun_lahir": 2026}, 0),
        (2026, {"lahir": date(2026, 5, 1)}, 0),
        (date(2026, 5, 1), {"tahun_lahir": 2026}, 0),
        (date(2026, 5, 1), {"lahir": date(2026, 5, 2)}, None),
        (2026, {"tahun_lahir": 2027}, None),
        (date(2026, 5, 1), {"usia_dilaporkan": 18}, 18),
        (date(2026, 5, 1), {"lahir": date(2000, 1, 1), "usia_dilaporkan": 40}, 26),
        (None, {"lahir": date(2000, 1, 1)}, None),
        (None, {"lahir": date(2000, 1, 1), "usia_dilaporkan": 12}, 12),
        (None, {"lahir": date(2020, 1, 1), "lapor": LAPOR}, 6),
        (None, {"tahun_lahir": 2009, "lapor": LAPOR}, 17),
        (None, {"tahun_lahir": 2008, "lapor": LAPOR}, None),
        (None, {"lahir": date(2020, 1, 1), "lapor": LAPOR, "usia_dilaporkan": 4}, 4),
        (None, {"lahir": LAPOR, "lapor": LAPOR}, 0),
        (None, {"lahir": date(2008, 3, 11), "lapor": LAPOR}, 17),
        (None, {"lahir": date(2008, 3, 10), "lapor": LAPOR}, None),
        (None, {"lahir": date(2027, 1, 1), "lapor": LAPOR}, None),
        (date(2026, 5, 2), {"lahir": date(2026, 5, 2)}, 0),
        (None, {}, None),
    ],
)
def test_usia_saat_kejadian(kejadian, fakta, usia):
    assert usia_saat(kejadian, **fakta) == usia


@given(TANGGAL, TANGGAL)
def test_usia_dari_tahun_tidak_pernah_lebih_tua_dari_yang_sebenarnya(lahir, kejadian):
    """Who was under 18 by the full dates is a child by the years as well."""
    tepat = usia_saat(kejadian, lahir)
    if tepat is None:
        return
    for saat, dasar in (
        (kejadian, {"tahun_lahir": lahir.year}),
        (kejadian.year, {"lahir": lahir}),
        (kejadian.year, {"tahun_lahir": lahir.year}),
    ):
        kira = usia_saat(saat, **dasar)
        assert kira is not None
        assert kira <= tepat <= kira + 2
        assert adalah_anak(kira) or not adalah_anak(tepat)


@given(TANGGAL, TANGGAL, st.integers(0, 4000))
def test_anak_saat_lapor_adalah_anak_saat_kejadian(lahir, kejadian, sela):
    """With the incident unknown, the report only ever says "child" when that is sure."""
    lapor = kejadian + timedelta(days=sela)
    tepat = usia_saat(kejadian, lahir)
    for dasar in ({"lahir": lahir}, {"tahun_lahir": lahir.year}):
        kira = usia_saat(None, lapor=lapor, **dasar)
        if tepat is not None and kira is not None:
            assert adalah_anak(tepat)


def test_anak_dan_mungkin_anak():
    assert adalah_anak(17)
    assert not adalah_anak(18)
    assert not adalah_anak(None)
    assert mungkin_anak(None)
    assert mungkin_anak(0)
    assert not mungkin_anak(18)


@pytest.mark.parametrize(
    ("usia", "kelompok"),
    [
        *((0, "U0_5"), (5, "U0_5"), (6, "U6_12"), (12, "U6_12"), (13, "U13_17"), (17, "U13_17")),
        *((18, "U18_24"), (24, "U18_24"), (25, "U25_44"), (44, "U25_44"), (45, "U45_59")),
        *((59, "U45_59"), (60, "U60"), (101, "U60"), (None, "NA")),
    ],
)
def test_kelompok_usia(usia, kelompok):
    assert kelompok_usia(usia) == kelompok


def test_usia_negatif_ditolak():
    with pytest.raises(ValueError, match="nol"):
        kelompok_usia(-1)


def test_tambah_tahun_pada_29_februari():
    assert tambah_tahun(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert tambah_tahun(date(2008, 2, 29), 20) == date(2028, 2, 29)
