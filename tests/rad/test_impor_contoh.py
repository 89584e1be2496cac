"""The two sample sheets: what a clerk sends in, and what must be said about it."""

import json
from pathlib import Path

import pytest

from rad.forms.impor import periksa

CONTOH = Path(__file__).resolve().parents[2] / "data" / "contoh"
BERSIH = "rad-tuban-2025-2029.xlsx"
KOTOR = "rad-opd-seperti-diterima.xlsx"
OPD = (
    ("Badan Kesatuan Bangsa dan Politik", "Bakesbangpol"),
    ("Dinas Pemberdayaan Masyarakat dan Desa, Keluarga Berencana", "Dinpemas-KB"),
    ("Dinas Komunikasi dan Informatika", "Diskominfo"),
    ("Dinas Kesehatan", "Dinkes"),
    ("Dinas Pendidikan", "Disdik"),
    ("Dinas Koperasi, Perindustrian dan Perdagangan", "Diskopumdag"),
    ("Kantor Kementerian Agama", "Kemenag"),
    ("Kepolisian Resor", "Polres"),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda"),
)


@pytest.fixture
def lembaga_tuban(lembaga, dinsos):
    return [dinsos, *(lembaga(nama, singkatan) for nama, singkatan in OPD)]


def periksa_contoh(nama, rad, user):
    return periksa(nama, (CONTOH / nama).read_bytes(), rad=rad, user=user)


def test_berkas_bersih_seluruhnya_sah(rad, sekretariat, lembaga_tuban):
    hasil = periksa_contoh(BERSIH, rad, sekretariat)

    assert hasil.sah == 36
    assert hasil.masalah == []
    assert {c.jenis for c in hasil.calon} == {"baru"}


def test_berkas_opd_dilaporkan_tepat_pada_barisnya(rad, sekretariat, lembaga_tuban):
    harapan = json.loads((CONTOH / "rad-opd-seperti-diterima.harapan.json").read_text())

    hasil = periksa_contoh(KOTOR, rad, sekretariat)

    assert hasil.baris_bermasalah == [int(n) for n in harapan["baris_bermasalah"]]
    assert hasil.sah == harapan["baris_sah"]
    assert {t.lembar for t in hasil.masalah} == {"MATRIKS RAD"}
    assert {t.kunci for t in hasil.peringatan} == {"nomenklatur"}
