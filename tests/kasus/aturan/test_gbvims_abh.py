"""GBVIMS type in the order of the questions; the status of a child (R08)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.abh import adalah_abh, catatan_abh, periksa_abh
from kasus.aturan.gbvims import barang_ditukar, diperdagangkan, jenis_gbvims
from kasus.enums import BentukKekerasan, JenisGBVIMS, SubSeksual, SubTPPO


@pytest.mark.parametrize(
    ("bentuk", "sub", "hasil"),
    [
        (["SEKSUAL", "FISIK"], ["PERKOSAAN"], "RAPE"),
        (["SEKSUAL"], ["CABUL"], "SEXUAL_ASSAULT"),
        (["SEKSUAL", "FISIK"], ["FISIK"], "SEXUAL_ASSAULT"),
        (["SEKSUAL"], [], "SEXUAL_ASSAULT"),
        (["SEKSUAL", "FISIK"], ["NONFISIK"], "PHYSICAL_ASSAULT"),
        (["FISIK", "PSIKIS"], [], "PHYSICAL_ASSAULT"),
        (["SEKSUAL"], ["KAWIN"], "FORCED_MARRIAGE"),
        (["SEKSUAL", "PENELANTARAN"], ["KAWIN"], "FORCED_MARRIAGE"),
        (["PENELANTARAN", "PSIKIS"], [], "DENIAL_RESOURCES"),
        (["EKSPLOITASI"], [], "DENIAL_RESOURCES"),
        (["PSIKIS"], [], "PSYCHOLOGICAL"),
        (["SEKSUAL"], ["KSBE"], "PSYCHOLOGICAL"),
        (["SEKSUAL"], ["NONFISIK"], "PSYCHOLOGICAL"),
        (["TPPO"], [], "NON_GBV"),
        (["LAINNYA"], [], "NON_GBV"),
        ([], [], "NON_GBV"),
    ],
)
def test_jenis_gbvims(bentuk, sub, hasil):
    assert jenis_gbvims(bentuk, sub) == hasil


def test_fakta_di_luar_bentuk():
    assert jenis_gbvims(["SEKSUAL"], ["BUDAK"], penetrasi=True) == "RAPE"
    assert jenis_gbvims(["LAINNYA"], hak_diingkari=True) == "DENIAL_RESOURCES"
    assert jenis_gbvims(["TPPO"], sub_tppo=["SEKS"]) == "SEXUAL_ASSAULT"
    assert jenis_gbvims(["TPPO"], sub_tppo=["ORGAN"]) == "PHYSICAL_ASSAULT"
    assert jenis_gbvims(["TPPO"], sub_tppo=["PERBUDAKAN"]) == "DENIAL_RESOURCES"
    assert jenis_gbvims(["FISIK"], berbasis_gender=False) == "NON_GBV"
    assert barang_ditukar(["EKSPLOITASI"])
    assert diperdagangkan(["TPPO"])
    assert not diperdagangkan(["FISIK"])


@given(
    st.sets(st.sampled_from(BentukKekerasan.values)),
    st.sets(st.sampled_from(SubSeksual.values)),
    st.sets(st.sampled_from(SubTPPO.values)),
    st.sampled_from(BentukKekerasan.values),
)
def test_bentuk_tambahan_tidak_memundurkan_jenis(bentuk, sub, tppo, tambah):
    """One more form never moves the type down the order of the questions."""
    urut = list(JenisGBVIMS)
    lama = jenis_gbvims(bentuk, sub, tppo)
    baru = jenis_gbvims(bentuk | {tambah}, sub, tppo)
    assert urut.index(baru) <= urut.index(lama)


@pytest.mark.parametrize("status", ["KORBAN", "PELAKU", "SAKSI"])
def test_abh_hanya_di_bawah_18_tahun(status):
    assert periksa_abh(status, 17) == []
    assert periksa_abh(status, None) == []
    assert len(periksa_abh(status, 18)) == 1
    assert adalah_abh(status, 17)
    assert adalah_abh(status, None)
    assert not adalah_abh(status, 18)


@pytest.mark.parametrize("status", ["BUKAN", ""])
def test_bukan_abh_boleh_pada_umur_berapa_pun(status):
    assert periksa_abh(status, 40) == []
    assert catatan_abh(status, None) == []
    assert not adalah_abh(status, 10)


def test_catatan_abh():
    assert len(catatan_abh("PELAKU", 11)) == 2
    assert len(catatan_abh("PELAKU", 12)) == 1
    assert len(catatan_abh("SAKSI", None)) == 1
    assert catatan_abh("KORBAN", 5) == []
