"""The fifteen letters of UU 12/2022 Ps 15(1): set by facts, removed only with a reason (R09)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.pasal15 import (
    HURUF,
    KEADAAN,
    FaktaKorban,
    berlaku,
    dari_fakta,
    gabung,
    saran,
    tanpa_alasan,
)

KOSONG = FaktaKorban()


def test_lima_belas_huruf():
    assert "".join(KEADAAN) == "abcdefghijklmno"


@pytest.mark.parametrize(
    ("ubah", "huruf"),
    [
        ({}, ""),
        ({"ranah": "KDRT"}, "a"),
        ({"hubungan": frozenset({"KELUARGA"})}, "a"),
        ({"hubungan": frozenset({"TETANGGA", "NA"})}, ""),
        ({"jumlah_terlapor": 2}, "f"),
        ({"jumlah_terlapor": 1}, ""),
        ({"usia": 17}, "g"),
        ({"usia": 18}, ""),
        ({"disabilitas": "SENSORIK"}, "h"),
        ({"disabilitas": "TIDAK"}, ""),
        ({"disabilitas": "NA"}, ""),
        ({"hamil": True, "jenis_kelamin": "P"}, "i"),
        ({"hamil": True, "jenis_kelamin": "L"}, ""),
        ({"keterkaitan": "LANGSUNG"}, "k"),
        ({"keterkaitan": "TIDAK_LANGSUNG"}, "k"),
        ({"keterkaitan": "DUGAAN"}, ""),
        ({"pengungsian": "DI_PENGUNGSIAN"}, "k"),
        ({"pengungsian": "PASCA"}, ""),
        ({"tempat": "DARING"}, "l"),
        ({"ranah": "DARING"}, "l"),
        ({"sub_seksual": frozenset({"KSBE"})}, "l"),
        ({"meninggal": True}, "o"),
        ({"ranah": "KDRT", "usia": 9, "keterkaitan": "LANGSUNG"}, "agk"),
    ],
)
def test_huruf_dari_fakta(ubah, huruf):
    assert dari_fakta(replace(KOSONG, **ubah)) == frozenset(huruf)


def test_saran_tidak_masuk_sendiri():
    fakta = replace(KOSONG, hubungan=frozenset({"GURU", "MAJIKAN"}))
    assert saran(fakta) == {"b", "d"}
    assert dari_fakta(fakta) == frozenset()


def test_huruf_dari_fakta_tidak_hilang_tanpa_alasan():
    assert gabung("j", "gk", {}) == frozenset("gjk")
    assert gabung("j", "gk", {"k": "  "}) == frozenset("gjk")
    assert gabung("j", "gk", {"k": "Konflik sudah berakhir."}) == frozenset("gj")
    assert gabung("k", "gk", {"k": "Keliru."}) == frozenset("gk")
    with pytest.raises(ValueError, match="z"):
        gabung("z", "", {})


def test_kalimat_bila_dihapus_tanpa_alasan():
    assert tanpa_alasan("j", "g", {"g": "Umur dibetulkan."}) == []
    assert tanpa_alasan("", "gk", {"g": "x"}) == [
        "Huruf k (dalam keadaan darurat, bahaya, situasi konflik, bencana, atau perang) "
        "berasal dari data. Tulis alasan menghapusnya."
    ]


def test_hanya_untuk_kekerasan_seksual():
    assert berlaku(["FISIK", "SEKSUAL"])
    assert not berlaku(["FISIK"])


SEBAGIAN = st.frozensets(st.sampled_from(sorted(HURUF)))
ALASAN = st.dictionaries(st.sampled_from(sorted(HURUF)), st.sampled_from(["", " ", "Ada sebab."]))


@given(SEBAGIAN, SEBAGIAN, ALASAN)
def test_gabungan(pilihan, fakta, dikecualikan):
    hasil = gabung(pilihan, fakta, dikecualikan)
    assert pilihan <= hasil <= pilihan | fakta
    assert all(dikecualikan[h].strip() for h in fakta - hasil)
    assert not tanpa_alasan(hasil, fakta, dikecualikan)
