"""SIMFONI's lists, forms and pre-check; and that codes may be compared as plain text."""

import pytest
from django.db.models import TextChoices

from kasus import enums, enums_layanan, enums_orang
from kasus.aturan import mediasi, penampungan, simfoni, sla, terminasi, triase
from kasus.aturan.simfoni import DAFTAR, FORMULIR, gabung_label, kelengkapan, label, siapkan

ENUM = {
    "bentuk": (enums.BentukKekerasan, 7),
    "trafficking": (enums.SubTPPO, 4),
    "tempat": (enums.TempatKejadian, 6),
    "usia": (enums_orang.KelompokUsia, 7),
    "hubungan": (enums.HubunganPelaku, 10),
    "jenis_kelamin": (enums_orang.JenisKelamin, 2),
    "pendidikan": (enums_orang.Pendidikan, 8),
    "pekerjaan": (enums_orang.Pekerjaan, 6),
    "perkawinan": (enums_orang.StatusPerkawinan, 4),
    "difabel": (enums_orang.Disabilitas, 2),
    "kdrt": (enums.Ranah, 2),
    "layanan": (enums_layanan.JenisLayanan, 8),
    "proses_hukum": (enums_layanan.ProsesHukum, 14),
}


@pytest.mark.parametrize("daftar", list(DAFTAR))
def test_setiap_kode_punya_padanan_dan_setiap_pilihan_dipakai(daftar):
    """All our codes are mapped, and the list has as many options as SIMFONI's."""
    enum, jumlah = ENUM[daftar]
    assert set(DAFTAR[daftar]) == set(enum.values)
    assert len(set(DAFTAR[daftar].values()) - {""}) == jumlah


@pytest.mark.parametrize(
    ("daftar", "kode", "hasil"),
    [
        ("bentuk", "TPPO", "Trafficking"),
        ("tempat", "PENGUNGSIAN", "Lainnya"),
        ("tempat", "DARING", "Lainnya"),
        ("hubungan", "MANTAN", "Lainnya"),
        ("hubungan", "PIHAK_KONFLIK", "Lainnya"),
        ("hubungan", "TIDAK_DIKENAL", "Lainnya"),
        ("hubungan", "NA", "NA"),
        ("layanan", "PSIKOLOGIS", "Rehabilitasi sosial"),
        ("layanan", "EKONOMI", ""),
        ("pekerjaan", "PRT", "Swasta/Buruh"),
        ("kdrt", "KOMUNITAS", "Tidak"),
        ("kdrt", "", ""),
    ],
)
def test_label(daftar, kode, hasil):
    assert label(daftar, kode) == hasil


def test_kode_asing_bukan_kosong():
    with pytest.raises(KeyError):
        label("bentuk", "ENTAH")


def test_gabung_label_menurut_urutan_daftar():
    assert gabung_label("bentuk", {"SEKSUAL", "FISIK"}) == "Fisik; Seksual"
    assert gabung_label("layanan", ["PSIKOLOGIS", "REHAB_SOSIAL", "EKONOMI"]) == (
        "Rehabilitasi sosial"
    )
    assert gabung_label("bentuk", []) == ""


KORBAN = {
    "no_registrasi": "DEMO-1",
    "kode_korban": "DEMO-1-A",
    "jenis_kelamin": "Perempuan",
    "usia": "25–44",
    "kdrt": "Ya",
    "bentuk": "Fisik; Psikis",
}


def test_baris_lengkap():
    assert kelengkapan("korban", KORBAN) == []


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"usia": ""}, "Usia belum diisi atau tidak ada padanannya."),
        ({"bentuk": "Fisik; Pukul"}, "Tindak Kekerasan: “Pukul” bukan pilihan SIMFONI."),
        ({"pendidikan": "S1"}, "Pendidikan: “S1” bukan pilihan SIMFONI."),
        ({"bentuk": "Trafficking"}, "Kategori Trafficking belum diisi."),
        ({"nama": "DEMO Satu"}, "Nama tidak boleh ikut diekspor."),
    ],
)
def test_baris_kurang(ubah, kalimat):
    assert kelengkapan("korban", KORBAN | ubah) == [kalimat]


@pytest.mark.parametrize("formulir", list(FORMULIR))
def test_formulir(formulir):
    kolom = FORMULIR[formulir]
    assert len({k.kunci for k in kolom}) == len(kolom)
    assert kolom[0].kunci == "no_registrasi"
    assert all(k.daftar in DAFTAR for k in kolom if k.daftar)
    assert len(kelengkapan(formulir, {})) == sum(k.wajib for k in kolom)


def test_identitas_dan_teks_bebas_tidak_pernah_diekspor():
    penanda = "RAHASIA"
    for formulir, kolom in FORMULIR.items():
        sel = siapkan(formulir, {k.kunci: penanda for k in kolom})
        assert len(sel) == len(kolom)
        for k, isi in zip(kolom, sel, strict=True):
            rahasia = k.kunci in {
                *("nama", "alamat", "telepon", "tempat_tanggal_lahir", "agama", "alamat_tkp"),
                *("kelurahan", "deskripsi", "detail"),
            }
            assert (isi == "") is rahasia


def test_kode_dapat_dibandingkan_sebagai_teks():
    """Sets of codes hold enum members and plain text alike: name and value must be one."""
    for modul in (
        *(enums, enums_layanan, enums_orang),
        *(mediasi, penampungan, simfoni, sla, terminasi, triase),
    ):
        for enum in vars(modul).values():
            if isinstance(enum, type) and issubclass(enum, TextChoices):
                assert all(hash(a) == hash(a.value) for a in enum), enum
