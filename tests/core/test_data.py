"""The data that come with the product are complete and agree with the rules that read them."""

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p3aks.core.formatting import (
    KodeProvinsi,
    KodeTidakSah,
    baca_angka,
    baca_rupiah,
    normal_kode,
)

DATA = Path(__file__).resolve().parents[2] / "data"
TUBAN = "35.23"


def baris_csv(nama: str) -> list[dict[str, str]]:
    berkas = DATA / nama
    buka = gzip.open if berkas.suffix == ".gz" else open
    with buka(berkas, "rt", encoding="utf-8", newline="") as isi:
        return list(csv.DictReader(isi))


@pytest.fixture(scope="module")
def nomenklatur() -> list[dict[str, str]]:
    return baris_csv("nomenklatur.csv")


# --- Wilayah ---


def test_tuban_lengkap():
    kabupaten = [b for b in baris_csv("wilayah/regencies.csv") if b["code"] == TUBAN]
    assert [b["name"] for b in kabupaten] == ["Kabupaten Tuban"]
    kecamatan = {
        b["code"] for b in baris_csv("wilayah/districts.csv") if b["regency_code"] == TUBAN
    }
    assert kecamatan == {f"{TUBAN}.{n:02}" for n in range(1, 21)}
    desa = [b for b in baris_csv("wilayah/villages.csv.gz") if b["district_code"] in kecamatan]
    jenis = Counter(b["code"].split(".")[-1][0] for b in desa)
    assert jenis == {"2": 311, "1": 17}
    assert {b["district_code"] for b in desa} == kecamatan


def test_setiap_wilayah_punya_induk():
    provinsi = {b["code"] for b in baris_csv("wilayah/provinces.csv")}
    kabupaten = {b["code"]: b["province_code"] for b in baris_csv("wilayah/regencies.csv")}
    kecamatan = {b["code"]: b["regency_code"] for b in baris_csv("wilayah/districts.csv")}
    desa = {b["code"]: b["district_code"] for b in baris_csv("wilayah/villages.csv.gz")}
    assert set(kabupaten.values()) == provinsi
    assert set(kecamatan.values()) <= kabupaten.keys()
    assert set(desa.values()) <= kecamatan.keys()
    assert all(kode.startswith(f"{induk}.") for kode, induk in {**kabupaten, **desa}.items())


def test_lisensi_data_wilayah_ikut():
    teks = (DATA / "wilayah" / "README.md").read_text(encoding="utf-8")
    assert "ODbL" in teks
    assert "idn-area-data" in teks


# --- Nomenklatur ---


def test_setiap_kode_sah_dan_bukan_kewenangan_provinsi(nomenklatur):
    titik = {"program": 2, "kegiatan": 4, "sub_kegiatan": 5}
    for b in nomenklatur:
        assert b["kode"].count(".") == titik[b["jenis"]], b
        if b["jenis"] == "program":
            assert re.fullmatch(r"[0-9]\.[0-9]{2}\.[0-9]{2}", b["kode"])
        else:
            assert normal_kode(b["kode"]) == b["kode"]
        assert b["nama"] == b["nama"].strip() != ""
        assert b["status"] in {"terverifikasi", "perlu_cek"}
        assert (b["versi"], b["tahun_mulai"], b["tahun_selesai"]) == ("050-5889-2021+", "2021", "")
    assert len({b["kode"] for b in nomenklatur}) == len(nomenklatur)


def test_bidang_pppa_dan_kesbangpol_lengkap_sampai_program(nomenklatur):
    kode = {b["kode"] for b in nomenklatur}
    utama = {k for k in kode if k.startswith(("2.08.", "8.01."))}
    assert {k for k in kode if k.startswith("2.08.") and k.count(".") == 2} == {
        f"2.08.{n:02}" for n in range(1, 8)
    }
    for k in utama:
        bagian = k.split(".")
        assert ".".join(bagian[:3]) in kode
        if len(bagian) > 5:
            assert ".".join(bagian[:5]) in kode
    assert Counter(k[:4] for k in kode if k.count(".") == 5) == {
        "2.08": 36,
        "1.06": 18,
        "8.01": 5,
        "7.01": 2,
    }


def test_status_menurut_sumber(nomenklatur):
    status = {b["kode"]: b["status"] for b in nomenklatur}
    assert status["2.08.03.2.03.0003"] == status["8.01.06.2.01"] == "terverifikasi"
    assert status["2.08.04"] == status["8.01.06.2.01.0003"] == "perlu_cek"


# --- Contoh RAD ---


def lembar(nama: str, baris_awal: int) -> dict[int, tuple]:
    """Return numbered RAD rows by their sheet row; stored values, as an importer sees them."""
    isi = load_workbook(DATA / "contoh" / nama, data_only=True).worksheets[0]
    baris = enumerate(isi.iter_rows(min_row=baris_awal, values_only=True), baris_awal)
    return {n: b for n, b in baris if isinstance(b[0], int)}


def test_rad_tuban_memakai_kode_yang_dikenal(nomenklatur):
    baris = lembar("rad-tuban-2025-2029.xlsx", 2)
    assert len(baris) == 36
    dipakai = {b[3] for b in baris.values()} - {None}
    assert dipakai
    assert dipakai <= {b["kode"] for b in nomenklatur if b["jenis"] == "sub_kegiatan"}


def galat_angka(sel: object, baca) -> str | None:
    if isinstance(sel, str) and not sel.startswith("#"):
        try:
            baca(sel)
        except ValueError as galat:
            return str(galat)
    return None


def test_lembar_opd_ditolak_tepat_pada_baris_yang_diharapkan():
    """Our readers find the bad codes, targets and amounts of the sample, and no others."""
    harapan = json.loads(
        (DATA / "contoh" / "rad-opd-seperti-diterima.harapan.json").read_text(encoding="utf-8")
    )
    ditemukan: dict[str, str] = {}
    baris = lembar("rad-opd-seperti-diterima.xlsx", 6)
    for nomor, b in baris.items():
        try:
            normal_kode(b[3] or "2.08.03.2.01")
        except KodeProvinsi:
            ditemukan[str(nomor)] = "kode kewenangan provinsi"
        except KodeTidakSah:
            ditemukan[str(nomor)] = "kode tidak sah"
        for sel in b[8:14]:
            if galat_angka(sel, baca_angka):
                ditemukan[str(nomor)] = "target bukan angka"
        for sel in b[14:19]:
            if (pesan := galat_angka(sel, baca_rupiah)) and "dua cara" in pesan:
                ditemukan[str(nomor)] = "anggaran ambigu"
            elif pesan or (isinstance(sel, int | float) and sel < 0):
                ditemukan[str(nomor)] = "anggaran negatif"
    assert ditemukan == {
        n: sebab for n, sebab in harapan["baris_bermasalah"].items() if sebab in ditemukan.values()
    }
    assert set(ditemukan.values()) == {
        *("kode kewenangan provinsi", "kode tidak sah", "target bukan angka"),
        *("anggaran ambigu", "anggaran negatif"),
    }
