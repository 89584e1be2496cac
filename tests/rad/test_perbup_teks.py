"""Wording: markers, final punctuation, considerations, citations, numbering of the body."""

import pytest

from p3aks.core.naskah import deret_huruf, pangkas
from rad.documents.perbup_batang import batang_tubuh
from rad.documents.perbup_teks import (
    BANTUAN_PENANDA,
    PENANDA,
    konsiderans,
    sebut_peraturan,
    uraikan,
)
from rad.naskah.bentuk import ATAU, DAN_ATAU, ayat, butir, pasal
from tests.rad.bantu_perbup import UU, UUD, naskah

UU_2002 = {
    "jenis": "uu",
    "nomor": "23",
    "tahun": 2002,
    "tentang": "Perlindungan Anak",
    "lembaran": "109",
    "tambahan": "4235",
}


def isi_pasal(*ayat_pasal, lain=()):
    """The paragraphs of the article under test, as printed."""
    return batang_tubuh(naskah(pasal("uji", *ayat_pasal), *lain))[1]["bagian"][0]["pasal"][0]


@pytest.mark.parametrize(
    ("mentah", "jadi"),
    [
        ("bunyi ;", "bunyi"),
        ("bunyi; dan", "bunyi"),
        ("bunyi; dan/atau ", "bunyi"),
        ("bunyi:", "bunyi"),
        ("anggaran pendapatan dan belanja Daerah;", "anggaran pendapatan dan belanja Daerah"),
        ("  dua\n baris. ", "dua baris"),
        ("atasan", "atasan"),
        ("jordan", "jordan"),
    ],
)
def test_typed_final_signs_are_dropped(mentah, jadi):
    assert pangkas(mentah) == jadi


def test_markers_become_numbers_and_words():
    rujukan = {("pasal", "rad"): "Pasal 7", ("ayat", "dua"): "ayat (2)"}
    teks = uraikan("{pasal:rad} {ayat:dua}: {3} kali, {30%}", lambda j, k: rujukan.get((j, k)))
    assert teks == "Pasal 7 ayat (2): 3 (tiga) kali, 30% (tiga puluh persen)"


@pytest.mark.parametrize(
    "teks", ["{pasal:tidak-ada}", "{x}", "{{ 3 }}", "{% if %}", "{", "{3", "{-1}"]
)
def test_everything_else_in_braces_stays_as_typed(teks):
    assert uraikan(teks, lambda jenis, kunci: None) == teks


def test_help_shows_what_the_system_really_does():
    rujukan = {"sistematika": "Pasal 6", "perubahan-rad": "ayat (2)"}
    for penanda, jadi, _ in BANTUAN_PENANDA:
        assert PENANDA.fullmatch(penanda)
        assert uraikan(penanda, lambda j, k: rujukan[k]) == jadi


@pytest.mark.parametrize(
    ("huruf", "jadi"),
    [
        ("a", "huruf a"),
        ("ab", "huruf a dan huruf b"),
        ("abc", "huruf a, huruf b, dan huruf c"),
    ],
)
def test_list_of_letters(huruf, jadi):
    assert deret_huruf(list(huruf)) == jadi


def test_last_consideration_is_computed_and_cites_all_letters():
    hasil = konsiderans(
        [("filosofis", "bahwa satu;"), ("sosiologis", "dua"), ("yuridis", "Bahwa tiga.")],
        nama_peraturan="Peraturan Bupati",
        tentang="Rencana Aksi.",
    )
    assert hasil == [
        "bahwa satu;",
        "bahwa dua;",
        "bahwa tiga;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, huruf b, dan huruf c, "
        "perlu menetapkan Peraturan Bupati tentang Rencana Aksi;",
    ]


def test_one_consideration_of_delegation_is_enough():
    hasil = konsiderans(
        [("pendelegasian", "bahwa untuk melaksanakan ketentuan Pasal 5 Peraturan Daerah X")],
        nama_peraturan="Peraturan Bupati",
        tentang="Rencana Aksi",
    )
    assert hasil == [
        "bahwa untuk melaksanakan ketentuan Pasal 5 Peraturan Daerah X, "
        "perlu menetapkan Peraturan Bupati tentang Rencana Aksi;"
    ]


@pytest.mark.parametrize(
    ("peraturan", "kutipan"),
    [
        (
            UUD,
            "Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
        ),
        (
            {**UU, "nomor": "7", "tahun": 2012, "tentang": "Penanganan Konflik Sosial",
             "lembaran": "116", "tambahan": "5315"},
            "Undang-Undang Nomor 7 Tahun 2012 tentang Penanganan Konflik Sosial (Lembaran Negara "
            "Republik Indonesia Tahun 2012 Nomor 116, Tambahan Lembaran Negara Republik Indonesia "
            "Nomor 5315)",
        ),
        (
            {"jenis": "perpres", "nomor": "18", "tahun": 2014, "tentang": "X", "lembaran": "44",
             "tambahan": "9"},
            "Peraturan Presiden Nomor 18 Tahun 2014 tentang X (Lembaran Negara Republik Indonesia "
            "Tahun 2014 Nomor 44)",
        ),
        (
            {"jenis": "permen", "pembentuk": "Menteri Dalam Negeri", "nomor": "120", "tahun": 2018,
             "tentang": "X", "lembaran": "2019/157"},
            "Peraturan Menteri Dalam Negeri Nomor 120 Tahun 2018 tentang X (Berita Negara Republik "
            "Indonesia Tahun 2019 Nomor 157)",
        ),
        (
            {"jenis": "perda", "pembentuk": "Kabupaten Tuban", "nomor": "3", "tahun": 2024,
             "tentang": "X", "lembaran": "5", "tambahan": "7"},
            "Peraturan Daerah Kabupaten Tuban Nomor 3 Tahun 2024 tentang X (Lembaran Daerah "
            "Kabupaten Tuban Tahun 2024 Nomor 5, Tambahan Lembaran Daerah Kabupaten Tuban Nomor 7)",
        ),
        (
            {"jenis": "pergub", "pembentuk": "Gubernur Jawa Timur", "nomor": "1", "tahun": 2023,
             "tentang": "X", "lembaran": "2"},
            "Peraturan Gubernur Jawa Timur Nomor 1 Tahun 2023 tentang X (Berita Daerah Provinsi "
            "Jawa Timur Tahun 2023 Nomor 2)",
        ),
        (
            {"jenis": "perkada", "pembentuk": "Wali Kota Blitar", "nomor": "1", "tahun": 2023,
             "tentang": "X", "lembaran": "2"},
            "Peraturan Wali Kota Blitar Nomor 1 Tahun 2023 tentang X (Berita Daerah Kota Blitar "
            "Tahun 2023 Nomor 2)",
        ),
    ],
)  # fmt: skip
def test_citation(peraturan, kutipan):
    assert sebut_peraturan(peraturan) == kutipan


def test_one_amendment_and_several_amendments_read_differently():
    pertama = {"jenis": "uu", "nomor": "35", "tahun": 2014}
    kedua = {"jenis": "uu", "nomor": "17", "tahun": 2016, "tentang": "Perubahan Kedua"}
    satu = sebut_peraturan({**UU_2002, "perubahan": [kedua]})
    dua = sebut_peraturan({**UU_2002, "perubahan": [pertama, kedua]})
    assert "Nomor 4235) sebagaimana telah diubah dengan Undang-Undang Nomor 17 Tahun 2016" in satu
    assert "sebagaimana telah beberapa kali diubah terakhir dengan Undang-Undang Nomor 17" in dua
    assert "35" not in dua.replace("4235", "")


def test_a_single_paragraph_has_no_number_and_several_have():
    assert [a["label"] for a in isi_pasal("satu")["ayat"]] == [""]
    assert [a["label"] for a in isi_pasal("satu", "dua")["ayat"]] == ["(1)", "(2)"]


def test_items_get_letters_signs_and_the_connecting_word():
    a = isi_pasal(ayat("Tugas:", "satu;", "dua", "tiga.", penghubung=ATAU))["ayat"][0]
    assert a["isi"] == "Tugas:"
    assert [(b["label"], b["isi"]) for b in a["butir"]] == [
        ("a.", "satu;"),
        ("b.", "dua; atau"),
        ("c.", "tiga."),
    ]


def test_nested_items_close_for_their_parent():
    a = isi_pasal(
        ayat(
            "Tugas",
            butir("pertama", "x", butir("y", "satu", "dua", penghubung=DAN_ATAU)),
            butir("kedua", "z1", "z2"),
        )
    )["ayat"][0]
    pertama, kedua = a["butir"]
    assert pertama["isi"] == "pertama:"
    assert [(b["label"], b["isi"]) for b in pertama["butir"]] == [("1.", "x; dan"), ("2.", "y:")]
    dalam = pertama["butir"][1]["butir"]
    assert [(b["label"], b["isi"]) for b in dalam] == [("a)", "satu; dan/atau"), ("b)", "dua; dan")]
    assert [b["isi"] for b in kedua["butir"]] == ["z1; dan", "z2."]


def test_fourth_level_has_a_label_and_a_fifth_has_none():
    lima = butir("1", butir("2", butir("3", butir("4", "5"))))
    b = isi_pasal(ayat("Tugas", lima))["ayat"][0]["butir"][0]
    label = [b["label"]]
    while b["butir"]:
        b = b["butir"][0]
        label.append(b["label"])
    assert label == ["a.", "1.", "a)", "1)", "?"]


def test_definitions_are_numbered_and_end_with_a_period():
    definisi = batang_tubuh(naskah())[0]["bagian"][0]["pasal"][0]["ayat"][0]
    assert definisi["isi"].endswith("yang dimaksud dengan:")
    assert [(b["label"], b["isi"][-1]) for b in definisi["butir"]] == [("1.", "."), ("2.", ".")]


def test_references_follow_an_article_that_moves():
    rujuk = pasal("rujuk", "Lihat {pasal:tujuan} {ayat:kedua}")
    tujuan = pasal("tujuan", "satu", ayat("dua", kunci="kedua"))
    sela = pasal("sela", "x")

    def kalimat(*isi):
        semua = batang_tubuh(naskah(*isi))[1]["bagian"][0]["pasal"]
        return next(a["isi"] for p in semua for a in p["ayat"] if a["isi"].startswith("Lihat"))

    assert kalimat(rujuk, tujuan) == "Lihat Pasal 3 ayat (2)."
    assert kalimat(rujuk, sela, tujuan) == "Lihat Pasal 4 ayat (2)."


def test_article_numbers_run_over_all_chapters():
    label = [
        p["label"]
        for b in batang_tubuh(naskah(pasal("a", "x"), pasal("b", "y")))
        for bagian in b["bagian"]
        for p in bagian["pasal"]
    ]
    assert label == [f"Pasal {n}" for n in range(1, 6)]
