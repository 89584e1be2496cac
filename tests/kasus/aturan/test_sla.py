"""Due times: calendar and working time, and a clock that never pauses (R12)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan import sla
from kasus.aturan.sla import BAWAAN, Langkah, batas, batas_standar, cari_standar, terlambat
from kasus.aturan.waktu import WIB

SENIN = date(2026, 3, 2)


def wib(hari, jam, menit=0):
    return datetime(2026, 3, hari, jam, menit, tzinfo=WIB)


@pytest.mark.parametrize(
    ("mulai", "jam", "kerja", "hasil"),
    [
        (wib(2, 22), 6, False, wib(3, 4)),
        (wib(2, 22), 0, False, wib(2, 22)),
        (wib(6, 15), 336, False, wib(20, 15)),
        # Three working days: the day of receipt is not counted.
        (wib(2, 10), 72, True, wib(5, 16)),
        (wib(2, 23), 72, True, wib(5, 16)),
        (wib(5, 10), 72, True, wib(10, 16)),
        (wib(7, 10), 72, True, wib(11, 16)),
        (wib(2, 6), 24, True, wib(3, 16)),
        # Working hours.
        (wib(2, 8), 6, True, wib(2, 14)),
        (wib(2, 15), 6, True, wib(3, 12, 30)),
        (wib(2, 5), 2, True, wib(2, 9, 30)),
        (wib(6, 15), 2, True, wib(9, 8, 30)),
        (wib(7, 12), 1, True, wib(9, 8, 30)),
        (wib(2, 16), 0, True, wib(3, 7, 30)),
        (wib(2, 8), 8, True, wib(2, 16)),
    ],
)
def test_batas(mulai, jam, kerja, hasil):
    assert batas(mulai, jam, kerja) == hasil


def test_hari_libur_bukan_hari_kerja():
    libur = frozenset({date(2026, 3, 3), date(2026, 3, 5)})
    assert batas(wib(2, 10), 72, True, libur) == wib(9, 16)
    assert batas(wib(3, 10), 2, True, libur) == wib(4, 9, 30)


def test_waktu_utc_dihitung_dalam_wib():
    mulai = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # 10.00 WIB
    assert batas(mulai, 72, True) == wib(5, 16)
    assert batas(mulai, 1).utcoffset() == timedelta(hours=7)


def test_waktu_tanpa_zona_dan_jam_ganjil_ditolak():
    with pytest.raises(ValueError, match="berzona"):
        batas(datetime(2026, 3, 2), 1)  # noqa: DTZ001
    for jam in (9, 25, -1):
        with pytest.raises(ValueError, match="kelipatan 24"):
            batas(wib(2, 8), jam, True)
    with pytest.raises(ValueError, match="Jam kerja"):
        batas(wib(2, 8), -1)


SAAT = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([WIB, UTC]),
)
JAM_KERJA = st.one_of(st.integers(0, 8), st.integers(1, 20).map(lambda n: n * 24))
LIBUR = st.frozensets(st.integers(0, 20).map(lambda n: SENIN + timedelta(days=n)))


@given(SAAT, st.integers(0, 2000))
def test_jam_kalender_berjalan_terus(mulai, jam):
    assert batas(mulai, jam) - mulai == timedelta(hours=jam)


@given(SAAT, JAM_KERJA, JAM_KERJA, LIBUR)
def test_batas_jam_kerja_tidak_mendahului_mulai_dan_naik(mulai, satu, lain, libur):
    pendek, panjang = sorted((satu, lain))
    awal, akhir = (batas(mulai, jam, True, libur) for jam in (pendek, panjang))
    assert mulai <= awal <= akhir
    assert sla.hari_kerja(akhir.date(), libur)
    assert sla.BUKA <= akhir.time() <= sla.TUTUP


@given(SAAT, SAAT, JAM_KERJA, LIBUR)
def test_mulai_lebih_dulu_tidak_jatuh_tempo_lebih_lambat(satu, lain, jam, libur):
    dulu, nanti = sorted((satu, lain))
    assert batas(dulu, jam, True, libur) <= batas(nanti, jam, True, libur)


def test_terlambat():
    assert not terlambat(wib(3, 8), wib(3, 8), wib(9, 8))
    assert terlambat(wib(3, 8), wib(3, 9), wib(3, 9))
    assert terlambat(wib(3, 8), None, wib(3, 9))
    assert not terlambat(wib(3, 8), None, wib(3, 7))


def test_standar_menurut_risiko():
    assert cari_standar(BAWAAN, Langkah.RESPONS, "SEDANG").jam == 6
    assert cari_standar(BAWAAN, Langkah.RESPONS, "").jam == 1
    assert cari_standar(BAWAAN, Langkah.PENJANGKAUAN, "RENDAH").jam == 12
    assert cari_standar(BAWAAN, Langkah.ASESMEN, "TINGGI") is None
    tindak = cari_standar(BAWAAN, Langkah.TINDAK_LANJUT, "RENDAH")
    assert batas_standar(wib(2, 10), tindak) == wib(5, 16)
    assert cari_standar(BAWAAN, Langkah.RUJUKAN_PATBM, "SEDANG").jam == 24
    assert cari_standar(BAWAAN, Langkah.PENAMPUNGAN, "").jam == 14 * 24


def test_angka_bawaan():
    """The published numbers, written out once more."""
    assert [(b.langkah, b.risiko, b.jam, b.hari_kerja) for b in BAWAAN] == [
        ("RESPONS", "TINGGI", 1, False),
        ("RESPONS", "SEDANG", 6, False),
        ("RESPONS", "RENDAH", 24, False),
        ("PENJANGKAUAN", "", 12, False),
        ("TINDAK_LANJUT", "", 72, True),
        ("KRISIS", "", 2, False),
        ("RUJUKAN_PATBM", "", 24, False),
        ("PENAMPUNGAN", "", 336, False),
        ("PERLINDUNGAN", "", 24, False),
    ]


def test_standar_bawaan_dapat_dihitung_dan_berdasar():
    for baris in BAWAAN:
        assert sla.jam_sah(baris.jam, baris.hari_kerja)
        assert baris.langkah in Langkah.values
        assert baris.dasar.endswith(".")
        assert ("belum diverifikasi" in baris.dasar) is not baris.terverifikasi
    assert len({(b.langkah, b.risiko) for b in BAWAAN}) == len(BAWAAN)
