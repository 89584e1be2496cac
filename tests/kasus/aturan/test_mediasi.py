"""Mediation: the bars that nobody lifts, and the conditions that can be met (R14)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.mediasi import (
    FaktaMediasi,
    HasilMediasi,
    JenisPerkara,
    gugur,
    kurang_penutupan,
    larangan_mediasi,
    larangan_mutlak,
    syarat_kurang,
)
from kasus.enums import BentukKekerasan, SubSeksual
from kasus.enums_layanan import TingkatRisiko

BOLEH = FaktaMediasi(
    bentuk=frozenset({"PSIKIS"}),
    usia_korban=(30,),
    risiko="RENDAH",
    perkara="PERDATA",
    asesmen_pendamping=True,
    asesmen_psikolog=True,
    bebas_tekanan=True,
    tidak_berulang=True,
    dipilih_penerima=True,
    mediator_terlatih=True,
)


def test_semua_syarat_terpenuhi():
    assert larangan_mediasi(BOLEH) == []
    assert not gugur(BOLEH)


@pytest.mark.parametrize(
    "ubah",
    [
        {"bentuk": frozenset({"PSIKIS", "SEKSUAL"})},
        {"sub_seksual": frozenset({"KSBE"})},
        {"bentuk": frozenset({"TPPO"})},
        {"usia_korban": (30, 17)},
        {"risiko": "TINGGI"},
        {"perkara": "DELIK_BIASA"},
        {"bentuk": frozenset({"SEKSUAL"}), "perkara": "DELIK_ADUAN"},
    ],
)
def test_larangan_mutlak_menggugurkan_mediasi(ubah):
    fakta = replace(BOLEH, **ubah)
    assert len(larangan_mutlak(fakta)) == 1
    assert gugur(fakta)
    assert syarat_kurang(fakta) == []


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"bentuk": frozenset()}, "bentuk"),
        ({"usia_korban": ()}, "Catat korban"),
        ({"usia_korban": (30, None)}, "umur"),
        ({"risiko": ""}, "risiko"),
        ({"perkara": ""}, "perkara"),
        ({"asesmen_pendamping": False}, "pendamping"),
        ({"asesmen_psikolog": False}, "psikolog"),
        ({"bebas_tekanan": False}, "tekanan"),
        ({"tidak_berulang": False}, "berulang"),
        ({"dipilih_penerima": False}, "pilihan"),
        ({"mediator_terlatih": False}, "mediator"),
    ],
)
def test_syarat_yang_belum_dipenuhi_menghalangi_tetapi_tidak_menggugurkan(ubah, kata):
    fakta = replace(BOLEH, **ubah)
    assert len(larangan_mediasi(fakta)) == 1
    assert kata in larangan_mediasi(fakta)[0]
    assert not gugur(fakta)


def test_tanpa_data_tidak_boleh():
    assert larangan_mediasi(FaktaMediasi())


def test_penutupan():
    assert len(kurang_penutupan(HasilMediasi())) == 4
    assert kurang_penutupan(HasilMediasi(True, True, True, True)) == []


FAKTA = st.builds(
    FaktaMediasi,
    bentuk=st.frozensets(st.sampled_from(BentukKekerasan.values)),
    sub_seksual=st.frozensets(st.sampled_from(SubSeksual.values)),
    usia_korban=st.lists(st.none() | st.integers(0, 80), max_size=3).map(tuple),
    risiko=st.sampled_from(["", *TingkatRisiko.values]),
    perkara=st.sampled_from(["", *JenisPerkara.values]),
    **{
        n: st.booleans()
        for n in (
            *("asesmen_pendamping", "asesmen_psikolog", "bebas_tekanan", "tidak_berulang"),
            *("dipilih_penerima", "mediator_terlatih"),
        )
    },
)


@given(FAKTA)
def test_yang_dilarang_tidak_pernah_lolos(fakta):
    terlarang = (
        {"SEKSUAL", "TPPO"} & fakta.bentuk
        or any(u is None or u < 18 for u in fakta.usia_korban)
        or fakta.risiko in ("", "TINGGI")
        or not fakta.asesmen_psikolog
    )
    if terlarang:
        assert larangan_mediasi(fakta)


@given(FAKTA)
def test_syarat_tidak_menyembuhkan_larangan(fakta):
    lengkap = replace(
        BOLEH,
        bentuk=fakta.bentuk,
        sub_seksual=fakta.sub_seksual,
        usia_korban=fakta.usia_korban,
        risiko=fakta.risiko,
        perkara=fakta.perkara,
    )
    assert larangan_mutlak(fakta) == larangan_mutlak(lengkap)
