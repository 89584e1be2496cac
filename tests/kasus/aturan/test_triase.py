"""PATBM triage: the table row by row, and that not knowing never makes a case lighter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.triase import (
    BERAT,
    JAM_SEGERA,
    MENURUT_ID,
    PERTANYAAN,
    Jawaban,
    Tindakan,
    nilai,
)

RINGAN = {p.id: "TIDAK" for p in PERTANYAAN} | {"perselisihan": "YA"}


def test_kasus_ringan_boleh_didampingi_di_desa():
    hasil = nilai(RINGAN)
    assert hasil.tindakan == Tindakan.DAMPINGI
    assert hasil.ringan
    assert not hasil.rujuk
    assert hasil.batas_jam is None
    assert hasil.alasan == ("Perselisihan ringan; semua tanda bahaya dijawab tidak.",)


@pytest.mark.parametrize("id_", ["seksual", "anak", "luka", "kdrt", "tppo", "telantar", "abh"])
@pytest.mark.parametrize("jawab", ["YA", "TIDAK_TAHU", ""])
def test_satu_tanda_saja_harus_dirujuk_dalam_24_jam(id_, jawab):
    hasil = nilai(RINGAN | {id_: jawab})
    assert hasil.tindakan == Tindakan.RUJUK
    assert hasil.batas_jam == 24
    assert not hasil.ringan
    assert hasil.alasan == (MENURUT_ID[id_].alasan,)


def test_konteks_konflik_dirujuk_dan_pokja_diberi_tahu():
    hasil = nilai(RINGAN | {"konflik": "YA"})
    assert hasil.rujuk
    assert hasil.beri_tahu_pokja
    assert not nilai(RINGAN | {"konflik": "TIDAK_TAHU"}).beri_tahu_pokja


@pytest.mark.parametrize(
    ("id_", "jawab"),
    [
        ("bahaya", "YA"),
        ("bahaya", "TIDAK_TAHU"),
        ("gawat", "YA"),
        ("gawat", "TIDAK_TAHU"),
        ("risiko", "YA"),
    ],
)
def test_bahaya_berarti_hubungi_sekarang_dan_rujuk(id_, jawab):
    hasil = nilai(RINGAN | {id_: jawab})
    assert hasil.tindakan == Tindakan.HUBUNGI_SEKARANG
    assert hasil.rujuk
    assert hasil.batas_jam == JAM_SEGERA == 1
    assert {n[:3] for n in hasil.hubungi} >= {"110", "129"}
    assert "UPTD PPA" in hasil.hubungi


def test_risiko_tidak_diketahui_tetap_dirujuk():
    assert nilai(RINGAN | {"risiko": "TIDAK_TAHU"}).tindakan == Tindakan.RUJUK


def test_pertengkaran_antaranak_didampingi_tetapi_bukan_ringan():
    hasil = nilai(RINGAN | {"anak": "YA", "antaranak": "YA"})
    assert hasil.tindakan == Tindakan.DAMPINGI
    assert not hasil.ringan
    for tanda in ("luka", "seksual", "kdrt"):
        assert nilai(RINGAN | {"anak": "YA", "antaranak": "YA", tanda: "YA"}).rujuk
    assert nilai(RINGAN | {"anak": "TIDAK_TAHU", "antaranak": "YA"}).rujuk


def test_masalah_lain_tidak_ringan_walaupun_semua_tanda_tidak():
    for jawab in ("TIDAK", "TIDAK_TAHU"):
        assert nilai(RINGAN | {"perselisihan": jawab}).tindakan == Tindakan.RUJUK


def test_tanpa_jawaban_adalah_yang_terberat():
    assert nilai({}).tindakan == Tindakan.HUBUNGI_SEKARANG


def test_pertanyaan_dan_jawaban_asing_ditolak():
    with pytest.raises(ValueError, match="tidak dikenal: warna"):
        nilai({"warna": "YA"})
    with pytest.raises(ValueError, match="hanya ya"):
        nilai({"anak": "MUNGKIN"})


def test_setiap_pertanyaan_lengkap():
    assert len(MENURUT_ID) == len(PERTANYAAN)
    for p in PERTANYAAN:
        assert p.teks.endswith("?")
        assert p.alasan or p.id == "antaranak"


JAWABAN = st.fixed_dictionaries({p.id: st.sampled_from(Jawaban.values) for p in PERTANYAAN})
SATU = st.sampled_from([p.id for p in PERTANYAAN])
TANDA = st.sampled_from([p.id for p in PERTANYAAN if not p.meringankan])


@given(JAWABAN, SATU)
def test_tidak_tahu_tidak_pernah_meringankan(jawaban, id_):
    """Not knowing is at least as heavy as the lighter of the two clear answers, and as "tidak"."""
    tidak_tahu = nilai(jawaban | {id_: "TIDAK_TAHU"})
    pasti = [nilai(jawaban | {id_: j}) for j in ("YA", "TIDAK")]
    assert BERAT[tidak_tahu.tindakan] >= min(BERAT[h.tindakan] for h in pasti)
    if id_ not in ("antaranak", "perselisihan"):
        assert BERAT[tidak_tahu.tindakan] >= BERAT[pasti[1].tindakan]
    assert not tidak_tahu.ringan or all(h.ringan for h in pasti)
    kosong = {k: v for k, v in jawaban.items() if k != id_}
    assert nilai(kosong) == tidak_tahu


@given(JAWABAN, st.sampled_from(["bahaya", "gawat", "anak"]))
def test_tidak_tahu_pada_bahaya_dan_anak_sama_berat_dengan_ya(jawaban, id_):
    ya, tidak_tahu = (nilai(jawaban | {id_: j}) for j in ("YA", "TIDAK_TAHU"))
    assert BERAT[tidak_tahu.tindakan] >= BERAT[ya.tindakan]


@given(JAWABAN, TANDA)
def test_tanda_bahaya_tidak_pernah_meringankan(jawaban, id_):
    ya, tidak = (nilai(jawaban | {id_: j}) for j in ("YA", "TIDAK"))
    assert BERAT[ya.tindakan] >= BERAT[tidak.tindakan]
    assert not ya.ringan


@given(JAWABAN)
def test_ringan_hanya_bila_semua_tanda_tidak(jawaban):
    hasil = nilai(jawaban)
    semua_tidak = all(jawaban[p.id] == "TIDAK" for p in PERTANYAAN if not p.meringankan)
    assert hasil.ringan == (semua_tidak and jawaban["perselisihan"] == "YA")
    assert hasil.alasan
    assert hasil.rujuk == (hasil.batas_jam is not None)
