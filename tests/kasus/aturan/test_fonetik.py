"""Phonetic key: realistic, made-up variants of one name meet; different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan.fonetik import kunci_nama, kunci_semua, token_nama

SAMA = [
    ("Soekarti", "Sukarti", "SUKARTI", "Ibu Soekarti"),
    ("Mohammad Yusuf", "Muhamad Jusuf", "Moh. Yusuf", "M. Yusuf", "Mochammad Yusup", "Muh Yusuf"),
    ("Choirul Anam", "Khoirul Anam", "Chaerul Anam", "Khairul Anam", "Anam Khoirul"),
    ("Djoko Soesilo", "Joko Susilo", "Djoko Susilo", "Sdr. Joko Susilo", "Joko Soesilo, S.Pd."),
    ("Siti Noer Halimah", "Siti Nur Halimah", "Siti Nurhalimah", "Sitti Noor Halima"),
    ("Hj. Siti Aminah", "Siti Amina", "SITI AMINAH binti Karto", "Siti Aminah alias Titik"),
    ("Tjahjono", "Cahyono", "Tjahyono"),
    ("Njoman Sari", "Nyoman Sari"),
    ("Sjarifah", "Syarifah", "Sarifah", "Sharifah"),
    ("Achmad Fauzi", "Ahmad Pauzi", "Akhmad Fauzi", "Achmat Fauzi", "H. Ahmad Fauzi, S.H., M.H."),
    ("Zaenal Arifin", "Zainal Arifin", "Jaenal Aripin"),
    ("Abdul Rahman", "Abdurrahman", "Abdurahman", "Abd. Rahman", "Abdoel Rachman"),
    ("Saifuddin", "Syaifudin", "Saefudin"),
    ("Nur'aini", "Nuraini", "Nur Aini", "Noer Aini", "Nuraeni"),
    ("Ishaq Latief", "Ishak Latif"),
    ("Christina Dewi", "Kristina Dewi"),
    ("Chandra Wijaya", "Candra Widjaja"),
    ("Setiawan", "Setyawan", "Setijawan"),
    ("Khusnul Khotimah", "Husnul Hotimah", "Chusnul Chotimah"),
    ("Aisyah", "Aisah", "Aishah", "A'isyah"),
    ("Fatimah Azzahra", "Fatima Az-Zahra", "Patimah Azzahrah"),
    ("Wahab", "Wahap", "Wahhab"),
    ("dr. Yulia Kuwat", "Julia Kuat", "Yulia Kuat (nama samaran)"),
]
BEDA = [
    ("Siti Aminah", "Siti Maimunah"),
    ("Ratna", "Ratno"),
    ("Budi Santoso", "Budi Susanto"),
    ("Sukarti", "Sukarno"),
    ("Muhammad Arif", "Ahmad Arif"),
    ("Nur Aini", "Nur Aida"),
    ("Abdullah", "Abdul Latif"),
    ("Dewi Sartika", "Dewi Kartika"),
    ("Joko", "Jaka"),
]


@pytest.mark.parametrize("ragam", SAMA, ids=lambda r: r[0])
def test_ragam_ejaan_bertemu(ragam):
    kunci = {nama: kunci_nama(nama) for nama in ragam}
    assert len(set(kunci.values())) == 1, kunci
    assert "" not in kunci.values()


@pytest.mark.parametrize(("a", "b"), BEDA)
def test_nama_berbeda_tetap_berbeda(a, b):
    assert kunci_nama(a) != kunci_nama(b)


def test_urutan_kata_dan_spasi_tidak_berpengaruh():
    assert kunci_nama("  Aminah,  Siti ") == kunci_nama("Siti Aminah")
    assert token_nama("Siti Aminah") == sorted(token_nama("Siti Aminah"))


def test_gelar_sendirian_tetap_nama():
    assert kunci_nama("Bayi") != ""
    assert kunci_nama("Mas") != ""


def test_satu_huruf_dan_bin_di_depan():
    assert kunci_nama("M.") == kunci_nama("m")
    assert kunci_nama("M.") != kunci_nama("Muhammad")
    assert kunci_nama("A B") == "a p"
    assert kunci_nama("Bin Karta") != kunci_nama("Bin")


def test_tanpa_huruf_tidak_dapat_dibandingkan():
    assert kunci_nama("") == kunci_nama(" 123 - ") == ""


def test_nama_lain_punya_kunci_sendiri():
    semua = kunci_semua("Siti Aminah alias Titik als. Tatik")
    assert semua == {kunci_nama("Siti Aminah"), kunci_nama("Titik"), kunci_nama("Tatik")}
    assert kunci_semua("12") == frozenset()


KATA = st.sampled_from(
    [
        *("siti", "nur", "noer", "abdul", "abdur", "rahman", "moh.", "m.", "hj.", "bin", "binti"),
        *("alias", "djoko", "tjahjo", "oe", "dj", "sh", "maas", "bhin", "khoirul", "a.", "dr"),
        *("drg.", "s.pd", "abdoella", "nurnuraini", "udz", "ziy", "wahab", "yy", "st", "abdo"),
        *("z", "abdunur", "az-zahra"),
    ]
)


@given(st.lists(KATA, max_size=6).map(" ".join))
def test_idempoten_pada_kata_nama(nama):
    assert kunci_nama(kunci_nama(nama)) == kunci_nama(nama)


@given(st.text(max_size=40))
def test_idempoten_dan_hanya_huruf(nama):
    kunci = kunci_nama(nama)
    assert kunci_nama(kunci) == kunci
    assert kunci == "" or all(t.isascii() and t.isalpha() for t in kunci.split(" "))


@given(st.text(alphabet="abcdhijknoestuyz .'", max_size=30))
def test_idempoten_pada_bunyi_indonesia(nama):
    assert kunci_nama(kunci_nama(nama)) == kunci_nama(nama)


@pytest.mark.parametrize(
    ("tulisan", "inti"),
    [
        ("Prof. Dr. Ir. Sukarti, M.Si.", "Sukarti"),
        ("Sukarti S.Pd", "Sukarti"),
        ("Sukarti, S. Pd. I., M.M.", "Sukarti"),
        ("Sukarti, A.Md.Keb.", "Sukarti"),
        ("Sukarti SH MH", "Sukarti"),
        ("Alm. H. Sukarti", "Sukarti"),
        ("By. Ny. Sukarti", "Sukarti"),
        ("St. Aminah", "Siti Aminah"),
        ("Ny. R. Ayu Sukarti", "Ayu Sukarti"),
        ("Sükarti", "Sukarti"),
        ("Sukarti binti Karto", "Sukarti"),
        ("S. Wati", "Wati"),
        ("Siti A. Rahayu", "Siti Rahayu"),
        ("Moh Ali", "Muhammad Ali"),
    ],
)
def test_gelar_dan_singkatan_dilepas(tulisan, inti):
    assert kunci_nama(tulisan) == kunci_nama(inti)


@given(st.permutations(["Siti", "Nurhalimah", "Rahayu", "Djojo"]))
def test_urutan_kata_bebas(kata):
    assert kunci_nama(" ".join(kata)) == kunci_nama("Siti Nur Halimah Rahajoe Joyo")
