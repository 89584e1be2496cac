"""Who may consent for a child: never an alleged perpetrator (R17)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.wali import DataTerlapor, DataWali, periksa_wali, wali_adalah_terlapor
from kasus.enums_layanan import DasarPemrosesan

WALI = DataWali(bernama=True, hubungan="Nenek", indeks=frozenset({"n1", "k1"}))
LAIN = DataTerlapor("ORANG_TUA", frozenset({"n2"}))


def test_wali_bernama_dan_berhubungan_diterima():
    assert periksa_wali(9, "WALI", WALI, [LAIN]) == []
    assert periksa_wali(None, "WALI", WALI) == []


def test_wali_harus_bernama_dan_berhubungan():
    assert len(periksa_wali(9, "WALI", DataWali(), [LAIN])) == 2
    assert periksa_wali(9, "WALI", replace(WALI, hubungan=" ")) == [
        "Tulis hubungan wali dengan anak."
    ]


def test_wali_yang_terlapor_ditolak():
    terlapor = [LAIN, DataTerlapor("KELUARGA", frozenset({"k1", "x"}))]
    (kalimat,) = periksa_wali(9, "WALI", WALI, terlapor)
    assert "terlapor" in kalimat
    assert "wali pengganti" in kalimat
    assert periksa_wali(9, "KEWAJIBAN", WALI, terlapor) == ["Tulis alasan memakai dasar hukum ini."]
    assert periksa_wali(9, "KEWAJIBAN", WALI, terlapor, "Wali adalah terlapor.") == []


def test_wali_tanpa_indeks_tidak_dapat_dibandingkan():
    tanpa = replace(WALI, indeks=frozenset())
    assert len(periksa_wali(9, "WALI", tanpa, [LAIN])) == 1
    assert periksa_wali(9, "WALI", tanpa, []) == []


@pytest.mark.parametrize("hubungan", ["ORANG_TUA", "Ayah", "ibu tiri"])
def test_orang_tua_bila_terlapor_orang_tua_tanpa_identitas(hubungan):
    wali = replace(WALI, hubungan=hubungan)
    terlapor = [DataTerlapor("ORANG_TUA")]
    assert "Pastikan" in periksa_wali(9, "WALI", wali, terlapor)[0]
    assert periksa_wali(9, "WALI", WALI, terlapor) == []
    assert periksa_wali(9, "WALI", wali, [LAIN, DataTerlapor("TETANGGA")]) == []
    pasti = replace(wali, dipastikan_bukan_terlapor=True)
    assert periksa_wali(9, "WALI", pasti, terlapor) == []


def test_anak_tidak_menyetujui_sendiri():
    assert periksa_wali(17, "PERSETUJUAN", DataWali())
    assert periksa_wali(None, "PERSETUJUAN", DataWali())
    assert periksa_wali(18, "PERSETUJUAN", DataWali()) == []


def test_orang_dewasa_dengan_wali_perlu_alasan():
    assert periksa_wali(30, "WALI", WALI)
    assert periksa_wali(30, "WALI", WALI, alasan="Di bawah pengampuan.") == []
    assert periksa_wali(30, "", WALI) == ["Pilih dasar pemrosesan data."]


INDEKS = st.frozensets(st.sampled_from("abcd"), max_size=2)


@given(
    st.none() | st.integers(0, 90),
    st.sampled_from(["", *DasarPemrosesan.values]),
    st.builds(DataWali, st.booleans(), st.sampled_from(["", "Ibu"]), INDEKS, st.booleans()),
    st.lists(st.builds(DataTerlapor, st.sampled_from(["ORANG_TUA", "NA"]), INDEKS), max_size=3),
)
def test_terlapor_tidak_pernah_menjadi_wali(usia, dasar, wali, terlapor):
    if not periksa_wali(usia, dasar, wali, terlapor) and dasar == "WALI":
        assert not wali_adalah_terlapor(wali, terlapor)
