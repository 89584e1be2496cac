"""Sphere and reporting category: UU 23/2004 Ps 2, precedence, and nobody counted twice."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.kategori import (
    Pasangan,
    adalah_kdrt,
    dugaan_perlu_diperiksa,
    kategori,
    periksa_keterkaitan,
    periksa_ranah,
    ranah,
)
from kasus.enums import HubunganPelaku, KategoriPelaporan, KeterkaitanKonflik, Ranah, TempatKejadian


@pytest.mark.parametrize("hubungan", list(HubunganPelaku))
@pytest.mark.parametrize("serumah", [True, False, None])
@pytest.mark.parametrize("menetap", [True, False, None])
def test_lingkup_rumah_tangga(hubungan, serumah, menetap):
    """The whole table, written out once more by the article."""
    harapan = {
        "SUAMI_ISTRI": True,
        "ORANG_TUA": True,
        "KELUARGA": serumah is True,
        "MANTAN": serumah is True,
        "MAJIKAN": menetap is True,
        "REKAN_KERJA": menetap is True,
        "LAINNYA": menetap is True,
    }.get(hubungan, False)
    assert adalah_kdrt(hubungan, serumah, menetap) is harapan


@pytest.mark.parametrize(
    ("pasangan", "tempat", "institusi", "daring", "hasil"),
    [
        ([Pasangan("SUAMI_ISTRI")], "PENGUNGSIAN", False, False, "KDRT"),
        ([Pasangan("TETANGGA"), Pasangan("ORANG_TUA")], "FASUM", True, True, "KDRT"),
        ([Pasangan("TETANGGA", serumah=True)], "RUMAH_TANGGA", False, False, "KOMUNITAS"),
        ([Pasangan("GURU")], "SEKOLAH", True, False, "INSTITUSI"),
        ([Pasangan("PACAR_TEMAN", serumah=True)], "LAINNYA", False, True, "DARING"),
        ([Pasangan("NA")], "DARING", False, False, "DARING"),
        ([Pasangan("NA")], "RUMAH_TANGGA", False, False, "TIDAK_DIKETAHUI"),
        ([Pasangan("NA")], "FASUM", False, False, "KOMUNITAS"),
        ([Pasangan("TIDAK_DIKENAL")], "RUMAH_TANGGA", False, False, "KOMUNITAS"),
        ([], "", False, False, "TIDAK_DIKETAHUI"),
        ([], "PENGUNGSIAN", False, False, "KOMUNITAS"),
    ],
)
def test_ranah(pasangan, tempat, institusi, daring, hasil):
    assert ranah(pasangan, tempat, institusi, daring) == hasil


PASANGAN = st.builds(
    Pasangan,
    st.sampled_from(HubunganPelaku.values),
    st.sampled_from([True, False, None]),
    st.sampled_from([True, False, None]),
)
KORBAN = st.tuples(
    st.lists(PASANGAN, max_size=3),
    st.sampled_from(["", *TempatKejadian.values]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(KeterkaitanKonflik.values),
)


@given(st.lists(KORBAN, max_size=30))
def test_jumlah_kategori_sama_dengan_jumlah_korban(korban):
    hitung = Counter(kategori(k[4], ranah(*k[:4])) for k in korban)
    assert set(hitung) <= set(KategoriPelaporan)
    assert sum(hitung.values()) == len(korban)


@given(PASANGAN, st.sampled_from(TempatKejadian.values), st.sampled_from(TempatKejadian.values))
def test_tempat_tidak_menentukan_kdrt(pasangan, satu, lain):
    assert (ranah([pasangan], satu) == Ranah.KDRT) == (ranah([pasangan], lain) == Ranah.KDRT)


@pytest.mark.parametrize("keterkaitan", list(KeterkaitanKonflik))
@pytest.mark.parametrize("satu_ranah", list(Ranah))
def test_kategori_konflik_mendahului_kdrt(keterkaitan, satu_ranah):
    hasil = kategori(keterkaitan, satu_ranah)
    assert (hasil == KategoriPelaporan.KONFLIK) == (keterkaitan == "LANGSUNG")
    if keterkaitan != "LANGSUNG":
        assert (hasil == KategoriPelaporan.KDRT) == (satu_ranah == "KDRT")


def test_ranah_diubah_perlu_alasan():
    assert periksa_ranah("KDRT", "KDRT", "") == []
    assert periksa_ranah("KDRT", "KOMUNITAS", "  ") == [
        "Ranah hasil aturan adalah Rumah tangga (KDRT). Tulis alasan mengubahnya."
    ]
    assert periksa_ranah("KDRT", "KOMUNITAS", "Bukan anggota rumah tangga.") == []


def test_keterkaitan_perlu_peristiwa_dan_alasan():
    assert len(periksa_keterkaitan("LANGSUNG", False, " ")) == 2
    assert periksa_keterkaitan("TIDAK_LANGSUNG", True, "Terjadi di pos pengungsian.") == []
    assert periksa_keterkaitan("DUGAAN", False, "") == []
    assert periksa_keterkaitan("TIDAK", False, "") == []


def test_dugaan_diperiksa_setelah_empat_belas_hari():
    sejak = date(2026, 3, 1)
    assert not dugaan_perlu_diperiksa("DUGAAN", sejak, date(2026, 3, 14))
    assert dugaan_perlu_diperiksa("DUGAAN", sejak, date(2026, 3, 15))
    assert not dugaan_perlu_diperiksa("LANGSUNG", sejak, date(2026, 4, 15))
