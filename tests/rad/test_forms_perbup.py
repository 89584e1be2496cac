"""The text area of a list, the article form, the legal basis and the facts from outside."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.pindaian import periksa_pdf
from rad.forms.perbup_dasar import DasarHukumForm
from rad.forms.perbup_luar import FaktaForm
from rad.forms.perbup_pasal import AyatForm
from rad.forms.perbup_rincian import SusunanSalah, baca_rincian, tulis_rincian
from rad.naskah.bentuk import ATAU, DAN, DAN_ATAU, Butir, butir

# --- The list -------------------------------------------------------------------------------


def isi(teks):
    return [(b.isi, isi_anak(b)) for b in baca_rincian(teks)[0]]


def isi_anak(b):
    return [(a.isi, isi_anak(a)) for a in b.anak]


def test_satu_rincian_per_baris_dan_tanda_hubung_untuk_tingkat_di_bawahnya():
    teks = "penyelamatan, meliputi:\n- pendataan\n-- nama\n--- lengkap\n- pengungsian\n\nlayanan"
    assert isi(teks) == [
        (
            "penyelamatan, meliputi:",
            [("pendataan", [("nama", [("lengkap", [])])]), ("pengungsian", [])],
        ),
        ("layanan", []),
    ]


@pytest.mark.parametrize(
    ("ketikan", "tersimpan"),
    [
        ("a. sasaran", "sasaran"),
        ("1) sasaran", "sasaran"),
        ("(2) sasaran", "sasaran"),
        ("ab. sasaran", "sasaran"),
        ("• sasaran", "sasaran"),
        ("  sasaran ;", "sasaran"),
        ("a. sasaran; dan", "sasaran"),
        ("sasaran dan", "sasaran dan"),
        ("A. Yani dan kawan-kawan", "A. Yani dan kawan-kawan"),
        ("{3} orang", "{3} orang"),
        ("Daerah adalah Kabupaten Tuban.", "Daerah adalah Kabupaten Tuban."),
        ("\\a. harfiah", "a. harfiah"),
    ],
)
def test_nomor_dan_titik_koma_yang_diketik_dibuang(ketikan, tersimpan):
    assert baca_rincian(ketikan)[0] == (Butir(tersimpan),)


def test_kata_penghubung_daftar_di_bawah_mengikuti_ketikan_atau_kurung_siku():
    dengan_kurung = baca_rincian("induk [atau]\n- satu\n- dua")[0][0]
    assert (dengan_kurung.isi, dengan_kurung.penghubung) == ("induk", ATAU)
    dari_ketikan = baca_rincian("induk\n- satu;\n- dua; dan/atau\n- tiga")[0][0]
    assert dari_ketikan.penghubung == DAN_ATAU
    assert baca_rincian("induk [tanpa]\n- satu\n- dua")[0][0].penghubung == ""
    assert baca_rincian("induk\n- satu\n- dua")[0][0].penghubung == DAN


def test_kata_pada_daftar_teratas_dikembalikan_kepada_formulir():
    assert baca_rincian("satu;\ndua; atau\ntiga.")[1] == "atau"
    assert baca_rincian("satu\ndua\ntiga")[1] == ""


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("- anak tanpa induk", "Baris 1 bertanda hubung"),
        ("satu\n-- cucu tanpa anak", "Baris 2 melompati tingkat"),
        ("a\n- b\n-- c\n--- d\n---- e", "Baris 5 terlalu dalam"),
        ("satu\nb. ;", "Baris 2 belum berisi"),
    ],
)
def test_baris_yang_tidak_dapat_ditempatkan_disebut_nomornya(teks, pesan):
    with pytest.raises(SusunanSalah, match=pesan):
        baca_rincian(teks)


huruf = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
# Normal form of a stored item: one line, no conjunction or semicolon at its end.
teks_butir = (
    st.lists(st.text(huruf, min_size=1, max_size=8), min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda t: t.split() == t.split(" ") and not t.endswith(";") and "; " not in t)
)


def pohon(tingkat):
    anak = st.just(()) if tingkat == 4 else st.lists(pohon(tingkat + 1), max_size=2).map(tuple)
    penghubung = st.sampled_from([DAN, ATAU, DAN_ATAU, ""])
    return st.builds(lambda i, a, p: Butir(i, a, p if a else DAN), teks_butir, anak, penghubung)


@given(st.lists(pohon(1), max_size=4).map(tuple))
def test_rincian_apa_pun_kembali_sama(daftar):
    assert baca_rincian(tulis_rincian(daftar))[0] == daftar


def test_rincian_yang_mirip_perintah_tetap_utuh():
    daftar = (
        Butir("- bukan tingkat"),
        Butir("a. bukan nomor"),
        Butir("\\garis miring"),
        Butir("berakhir [atau]"),
        butir("induk berakhir [tanpa]", "anak", penghubung=DAN_ATAU),
    )
    assert baca_rincian(tulis_rincian(daftar))[0] == daftar


# --- One paragraph --------------------------------------------------------------------------


def ayat(**ubah):
    data = {"isi": "Pokja bertugas:", "jenis": "rincian", "penghubung": "dan", "rincian": ""}
    return AyatForm({**data, **ubah})


def test_atau_yang_diketik_tidak_diam_diam_menjadi_dan():
    form = ayat(rincian="satu;\ndua; atau\ntiga.")
    assert not form.is_valid()
    assert "Samakan keduanya" in form.errors["penghubung"][0]
    assert ayat(rincian="satu;\ndua; atau\ntiga.", penghubung="atau").is_valid()


def test_kunci_hanya_huruf_kecil_angka_dan_tanda_hubung():
    assert not ayat(kunci="Jangka Waktu").is_valid()
    assert ayat(kunci="jangka-waktu").is_valid()


def test_isi_ayat_menjadi_satu_baris():
    form = ayat(isi="Pokja\r\n  bertugas:\x07")
    assert form.is_valid()
    assert form.teks().isi == "Pokja bertugas:"


# --- A legal basis --------------------------------------------------------------------------


def dasar(**ubah):
    data = {
        "jenis": "uu",
        "nomor": "7",
        "tahun": "2012",
        "tentang": "Penanganan Konflik Sosial",
        "perubahan-TOTAL_FORMS": "0",
        "perubahan-INITIAL_FORMS": "0",
    }
    return DasarHukumForm({**data, **ubah})


def test_undang_undang_tanpa_nomor_ditolak_tetapi_uud_tidak():
    assert "nomor" in dasar(nomor="").errors
    assert dasar(jenis="uud", nomor="", tahun="", tentang="").is_valid()


def test_perubahan_dibaca_berurutan_dan_yang_dihapus_ditinggalkan():
    ubah = {"perubahan-TOTAL_FORMS": "2"}
    for n, tahun in enumerate(("2014", "2015")):
        ubah |= {f"perubahan-{n}-jenis": "uu", f"perubahan-{n}-nomor": str(n + 1)}
        ubah |= {f"perubahan-{n}-tahun": tahun, f"perubahan-{n}-tentang": "Perubahan"}
    form = dasar(**ubah)
    assert form.is_valid(), form.errors
    assert [p["tahun"] for p in form.isi()["perubahan"]] == [2014, 2015]
    form = dasar(**ubah, **{"perubahan-0-DELETE": "on"})
    assert form.is_valid()
    assert [p["tahun"] for p in form.isi()["perubahan"]] == [2015]


def test_kesalahan_pada_perubahan_disebut_di_ringkasan():
    ubah = {
        "perubahan-TOTAL_FORMS": "1",
        "perubahan-0-jenis": "uu",
        "perubahan-0-nomor": "9",
        "perubahan-0-tahun": "dua ribu",
    }
    form = dasar(**ubah)
    assert not form.is_valid()
    assert "Perubahan 1, Tahun" in form.non_field_errors()[0]


def test_tanggal_berlaku_berurutan():
    form = dasar(berlaku_mulai="1 Januari 2020", berlaku_sampai="1 Januari 2019")
    assert "berlaku_sampai" in form.errors


# --- Facts and scan -------------------------------------------------------------------------


def pdf(**ubah) -> bytes:
    berkas = pikepdf.new()
    berkas.add_blank_page()
    if "aksi" in ubah:
        berkas.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(ubah["aksi"]), JS="app.x()")
    keluar = io.BytesIO()
    sandi = pikepdf.Encryption(owner="a", user="b") if ubah.get("sandi") else False
    berkas.save(keluar, encryption=sandi)
    return keluar.getvalue()


def test_pdf_biasa_diterima():
    periksa_pdf(pdf())


@pytest.mark.parametrize(
    ("isi_berkas", "pesan"),
    [
        (b"PK\x03\x04 bukan pdf", "bukan PDF"),
        (b"%PDF-1.7\nrusak", "tidak dapat dibuka"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "10 MB"),
    ],
)
def test_berkas_lain_ditolak_dengan_sebabnya(isi_berkas, pesan):
    with pytest.raises(ValidationError, match=pesan):
        periksa_pdf(isi_berkas)


def test_pdf_bersandi_dan_yang_menjalankan_perintah_ditolak():
    with pytest.raises(ValidationError, match="kata sandi"):
        periksa_pdf(pdf(sandi=True))
    with pytest.raises(ValidationError, match="menjalankan perintah"):
        periksa_pdf(pdf(aksi="/JavaScript"))


def fakta(berkas=None, **ubah):
    data = {
        "nomor": "12",
        "tahun": "2025",
        "tanggal_ditetapkan": "3 Maret 2025",
        "tanggal_diundangkan": "4/3/2025",
        "nomor_berita_daerah": "7",
        "versi": "1",
    }
    return FaktaForm({**data, **ubah}, {"pindaian": berkas} if berkas else None)


def test_fakta_dibaca_seperti_orang_menulis():
    form = fakta(SimpleUploadedFile("Perbup 12 (ttd).pdf", pdf()))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["tanggal_diundangkan"].isoformat() == "2025-03-04"
    assert form.cleaned_data["pindaian"].startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("ruas", "nilai"),
    [
        ("tanggal_diundangkan", "2 Maret 2025"),
        ("tanggal_ditetapkan", "3 Maret 2099"),
        ("tahun", "2024"),
        ("nomor", "dua belas"),
    ],
)
def test_fakta_yang_bertentangan_ditolak_pada_isiannya(ruas, nilai):
    form = fakta(**{ruas: nilai})
    assert not form.is_valid()
    assert ruas in form.errors
