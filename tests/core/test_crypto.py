"""Encryption: a value opens only with its key and only where it belongs."""

import base64
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given
from hypothesis import settings as atur
from hypothesis import strategies as st

from p3aks.bootstrap.rahasia import kunci_baru
from p3aks.core import crypto
from p3aks.core.crypto import GalatKunci, GalatSandi, buka_sandi, indeks_buta, sandikan

TEMPAT = "kasus_identitas.nama.8c2"
NAMA = "Siti Contoh binti Fulan"


def kunci(nama: str) -> str:
    return f"{nama}:{base64.b64encode(os.urandom(32)).decode()}"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
@atur(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_setiap_teks_kembali_utuh(teks):
    token = sandikan(teks, tempat=TEMPAT)

    assert buka_sandi(token, tempat=TEMPAT) == teks
    assert crypto.adalah_token(token)
    assert token.isascii()


def test_token_tidak_memuat_dan_tidak_mengulang():
    satu, dua = sandikan(NAMA, tempat=TEMPAT), sandikan(NAMA, tempat=TEMPAT)

    assert satu != dua
    assert "Siti" not in satu
    assert b"Siti" not in base64.urlsafe_b64decode(satu.split(".")[2] + "==")


def test_jawaban_pendek_tidak_terbaca_dari_panjangnya():
    panjang = {len(sandikan(j, tempat=TEMPAT)) for j in ("ya", "tidak", "tidak tahu", "positif")}

    assert len(panjang) == 1


@pytest.mark.parametrize(
    "lain", ["kasus_identitas.nama.8c3", "kasus_identitas.alias.8c2", "kasus_pelaku.nama.8c2", ""]
)
def test_token_di_tempat_lain_ditolak(lain):
    token = sandikan(NAMA, tempat=TEMPAT)

    with pytest.raises(GalatSandi) as galat:
        buka_sandi(token, tempat=lain)
    assert not isinstance(galat.value, GalatKunci)
    assert NAMA not in str(galat.value)


def test_setiap_bita_yang_berubah_ketahuan():
    token = sandikan(NAMA, tempat=TEMPAT)
    versi, nama, badan = token.split(".")
    mentah = bytearray(base64.urlsafe_b64decode(badan + "=" * (-len(badan) % 4)))
    for letak in range(len(mentah)):
        rusak = bytearray(mentah)
        rusak[letak] ^= 1
        teks = base64.urlsafe_b64encode(rusak).rstrip(b"=").decode()
        with pytest.raises(GalatSandi):
            buka_sandi(f"{versi}.{nama}.{teks}", tempat=TEMPAT)


@pytest.mark.parametrize(
    "token", ["", NAMA, "r1", "r1.v1.", "r1.v1.abc", "r2.v1." + "A" * 80, "r1..“" + "A" * 80]
)
def test_yang_bukan_token_ditolak(token):
    with pytest.raises(GalatSandi):
        buka_sandi(token, tempat=TEMPAT)
    with pytest.raises(GalatSandi):
        crypto.id_kunci(token)
    assert not crypto.adalah_token(token)


def test_kunci_lama_masih_membuka_dan_kunci_pertama_mengunci(settings):
    lama, baru = kunci("v1"), kunci("v2")
    settings.KUNCI_DATA = [lama]
    token = sandikan(NAMA, tempat=TEMPAT)

    settings.KUNCI_DATA = [baru, lama]

    assert buka_sandi(token, tempat=TEMPAT) == NAMA
    assert crypto.kunci_aktif() == "v2"
    assert crypto.id_kunci(token) == "v1"
    assert crypto.id_kunci(sandikan(NAMA, tempat=TEMPAT)) == "v2"


def test_kunci_yang_dibuang_disebut_tanpa_isinya(settings):
    settings.KUNCI_DATA = [kunci("v1")]
    token = sandikan(NAMA, tempat=TEMPAT)
    settings.KUNCI_DATA = [kunci("v2")]

    with pytest.raises(GalatKunci, match="'v1' tidak ada dalam P3AKS_KUNCI_DATA") as galat:
        buka_sandi(token, tempat=TEMPAT)
    assert settings.KUNCI_DATA[0].split(":")[1] not in str(galat.value)


def test_kunci_lain_dengan_nama_yang_sama_tidak_membuka(settings):
    settings.KUNCI_DATA = [kunci("v1")]
    token = sandikan(NAMA, tempat=TEMPAT)
    settings.KUNCI_DATA = [kunci("v1")]

    with pytest.raises(GalatSandi, match="bukan kunci yang menyandikannya"):
        buka_sandi(token, tempat=TEMPAT)


def test_token_dengan_nama_kunci_yang_diganti_ditolak(settings):
    """The id is part of what is sealed: it cannot be rewritten."""
    sama = base64.b64encode(os.urandom(32)).decode()
    settings.KUNCI_DATA = [f"v1:{sama}", f"v2:{sama}"]
    token = sandikan(NAMA, tempat=TEMPAT)

    with pytest.raises(GalatSandi):
        buka_sandi(token.replace(".v1.", ".v2.", 1), tempat=TEMPAT)


@pytest.mark.parametrize(
    "daftar",
    [
        [],
        ["v1"],
        ["v1:"],
        ["v1:bukan base64!"],
        ["v1:" + base64.b64encode(b"pendek").decode()],
        [":" + base64.b64encode(bytes(32)).decode()],
        ["v.1:" + base64.b64encode(bytes(32)).decode()],
        [kunci("v1"), kunci("v1")],
    ],
)
def test_kunci_yang_kurang_atau_cacat_menghentikan(settings, daftar):
    settings.KUNCI_DATA = daftar

    with pytest.raises(ImproperlyConfigured, match="P3AKS_KUNCI_DATA") as galat:
        sandikan(NAMA, tempat=TEMPAT)
    for satu in daftar:
        badan = satu.partition(":")[2]
        assert len(badan) < 8 or badan not in str(galat.value)


def test_berkas_kembali_utuh_dan_terikat_namanya():
    isi = os.urandom(100_000) + b"SITI"
    sandi = crypto.sandikan_bita(isi, tempat="dokumen/a.pdf")

    assert crypto.buka_bita(sandi, tempat="dokumen/a.pdf") == isi
    assert b"SITI" not in sandi
    assert crypto.id_kunci_bita(sandi[:64]) == "v1"
    assert crypto.ukuran_polos(sandi[:64], len(sandi)) == len(isi)
    with pytest.raises(GalatSandi):
        crypto.buka_bita(sandi, tempat="dokumen/b.pdf")


@pytest.mark.parametrize("sisa", [0, 5, 9, 12, 20, 40, -1])
def test_berkas_terpotong_ditolak(sisa):
    sandi = crypto.sandikan_bita(b"isi berkas", tempat="a")

    with pytest.raises(GalatSandi):
        crypto.buka_bita(sandi[:sisa], tempat="a")


def test_kunci_berkas_bukan_kunci_kolom():
    """A ciphertext of one purpose means nothing to the other."""
    sandi = crypto.sandikan_bita(b"x" * 64, tempat=TEMPAT)
    badan = sandi[len(crypto.TANDA) + 1 + len("v1") :]
    token = "r1.v1." + base64.urlsafe_b64encode(badan).rstrip(b"=").decode()

    with pytest.raises(GalatSandi):
        buka_sandi(token, tempat=TEMPAT)


def test_indeks_buta_sama_untuk_nilai_sama_saja(settings):
    nik = indeks_buta("9923014107900001", tujuan="nik")

    assert nik == indeks_buta("9923014107900001", tujuan="nik")
    assert len(nik) == 64
    assert nik != indeks_buta("9923014107900002", tujuan="nik")
    assert nik != indeks_buta("9923014107900001", tujuan="nomor_kk")
    assert indeks_buta("", tujuan="nik") == ""
    settings.KUNCI_INDEKS = kunci_baru()
    assert nik != indeks_buta("9923014107900001", tujuan="nik")


def test_indeks_tanpa_kunci_menghentikan(settings):
    settings.KUNCI_INDEKS = ""

    with pytest.raises(ImproperlyConfigured, match="P3AKS_KUNCI_INDEKS belum diisi"):
        indeks_buta("9923014107900001", tujuan="nik")


def test_banyak_utas_memakai_kunci_yang_sama():
    """One cipher object serves all threads of a web process."""

    def kerja(nomor: int) -> bool:
        return all(
            buka_sandi(sandikan(f"{nomor}-{i}", tempat=TEMPAT), tempat=TEMPAT) == f"{nomor}-{i}"
            for i in range(300)
        )

    with ThreadPoolExecutor(8) as kolam:
        assert all(kolam.map(kerja, range(16)))
