"""Closing a case: six ticks, and a supervisor who is somebody else (R10, R18)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.terminasi import (
    BOLEH_DIJELASKAN,
    Butir,
    IsianTerminasi,
    centang,
    kurang,
    putus_kontak,
)
from kasus.enums_layanan import AlasanAkhir

TUNTAS = IsianTerminasi(
    alasan="TUNTAS",
    kebutuhan_terpenuhi=True,
    rencana_keselamatan_ditinjau=True,
    rencana_selesai=True,
    disepakati=True,
    diberi_tahu_boleh_kembali=True,
    manajer_kasus="m",
    supervisor="s",
)
CENTANG = {
    Butir.KEBUTUHAN: "kebutuhan_terpenuhi",
    Butir.KESELAMATAN: "rencana_keselamatan_ditinjau",
    Butir.RENCANA: "rencana_selesai",
    Butir.KESEPAKATAN: "disepakati",
    Butir.BOLEH_KEMBALI: "diberi_tahu_boleh_kembali",
}


def test_enam_centang_lengkap():
    assert len(Butir) == 6
    assert kurang(TUNTAS) == []
    assert all(centang(TUNTAS).values())


@pytest.mark.parametrize("butir", list(CENTANG))
def test_tuntas_tidak_dapat_diganti_penjelasan(butir):
    isian = replace(TUNTAS, **{CENTANG[butir]: False}, penjelasan={butir: "Sudah cukup."})
    assert len(kurang(isian)) == 1
    assert kurang(isian)[0].startswith("Belum dipenuhi: ")


def test_supervisor_bukan_manajer_kasus():
    assert kurang(replace(TUNTAS, supervisor="m")) == [
        "Supervisor tidak boleh sama dengan manajer kasus."
    ]
    assert kurang(replace(TUNTAS, supervisor="")) == ["Minta supervisor meninjau pengakhiran ini."]


@pytest.mark.parametrize(
    ("hari", "upaya", "hasil"), [(30, 3, False), (31, 2, False), (31, 3, True)]
)
def test_putus_kontak(hari, upaya, hasil):
    assert putus_kontak(hari, upaya) is hasil
    tanpa = replace(TUNTAS, kebutuhan_terpenuhi=False, hari_tanpa_kontak=hari, upaya_kontak=upaya)
    assert (kurang(tanpa) == []) is hasil


def test_putus_kontak_dengan_penjelasan():
    isian = IsianTerminasi(
        alasan="PUTUS_KONTAK",
        uraian="Nomor tidak aktif, rumah kosong.",
        hari_tanpa_kontak=45,
        upaya_kontak=4,
        rencana_keselamatan_ditinjau=True,
        manajer_kasus="m",
        supervisor="s",
    )
    assert len(kurang(isian)) == 3
    assert all("tulis penjelasannya" in k for k in kurang(isian))
    jelas = dict.fromkeys(("RENCANA", "KESEPAKATAN", "BOLEH_KEMBALI"), "Tidak dapat dihubungi.")
    assert kurang(replace(isian, penjelasan=jelas)) == []
    assert len(kurang(replace(isian, penjelasan=jelas, upaya_kontak=2))) == 2


@pytest.mark.parametrize("alasan", ["DILIMPAHKAN", "BUKAN_KEWENANGAN"])
def test_pelimpahan_perlu_alasan_dan_penerima(alasan):
    isian = replace(TUNTAS, alasan=alasan)
    assert kurang(isian) == [
        "Tulis uraian alasan mengakhiri kasus.",
        "Tulis penerima pelimpahan.",
    ]
    assert kurang(replace(isian, uraian="Domisili pindah.", penerima="UPTD PPA lain")) == []


def test_duplikat_perlu_kode_kasus_utama():
    jelas = dict.fromkeys(Butir, "Kasus sama.")
    isian = IsianTerminasi(
        alasan="DUPLIKAT", uraian="Sama.", supervisor="s", manajer_kasus="m", penjelasan=jelas
    )
    assert kurang(isian) == ["Tulis kode kasus utama."]
    assert kurang(replace(isian, kode_kasus_utama="K-0001")) == []


def test_tanpa_alasan():
    assert kurang(IsianTerminasi()) == ["Pilih alasan mengakhiri kasus."]
    assert set(BOLEH_DIJELASKAN) == set(AlasanAkhir)


@given(
    st.builds(
        IsianTerminasi,
        alasan=st.sampled_from(AlasanAkhir.values),
        uraian=st.sampled_from(["", "Ada."]),
        hari_tanpa_kontak=st.integers(0, 60),
        upaya_kontak=st.integers(0, 5),
        manajer_kasus=st.just("m"),
        supervisor=st.sampled_from(["", "m", "s"]),
        penerima=st.sampled_from(["", "Lembaga"]),
        kode_kasus_utama=st.sampled_from(["", "K-1"]),
        penjelasan=st.dictionaries(st.sampled_from(Butir.values), st.just("Sebab.")),
        **{kolom: st.booleans() for kolom in CENTANG.values()},
    )
)
def test_tidak_pernah_berakhir_tanpa_supervisor_lain(isian):
    if not kurang(isian):
        assert isian.supervisor == "s"
        if isian.alasan == AlasanAkhir.TUNTAS:
            assert all(centang(isian).values())
        if isian.alasan == AlasanAkhir.DILIMPAHKAN:
            assert isian.penerima
            assert isian.uraian
