"""The commands ``impor_rad`` and ``impor_nomenklatur``, as their contract says."""

import io
import json
import uuid
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from rad.models import Aksi, Anggaran, ImporRad, Nomenklatur
from tests.rad.test_impor_contoh import BERSIH, CONTOH, KOTOR, lembaga_tuban  # noqa: F401

DATA = CONTOH.parent


def jalankan(nama, *argumen, **opsi):
    keluar = io.StringIO()
    call_command(nama, *argumen, stdout=keluar, **opsi)
    return keluar.getvalue()


@pytest.fixture
def siap(rad, sekretariat, lembaga_tuban):  # noqa: F811
    return rad


def test_periksa_json_menurut_kontrak_dan_tidak_menyimpan(siap):
    hasil = json.loads(
        jalankan("impor_rad", CONTOH / KOTOR, rad=siap.periode, periksa=True, json=True)
    )

    assert set(hasil) == {"sah", "masalah", "peringatan"}
    assert hasil["sah"] == 24
    kunci = {"lembar", "baris", "kolom", "nilai", "pesan"}
    assert all(set(t) == kunci for t in hasil["masalah"] + hasil["peringatan"])
    assert not Aksi.objects.exists()
    assert not ImporRad.objects.exists()


def test_menyimpan_lalu_mengulang_tidak_menggandakan(siap):
    pertama = jalankan("impor_rad", CONTOH / BERSIH, rad=str(siap.pk), oleh="sekretariat")
    riwayat = Aksi.riwayat.count(), Anggaran.riwayat.count()
    kedua = jalankan("impor_rad", CONTOH / BERSIH, rad=siap.periode)

    assert "36 aksi baru, 0 berubah; 0 sudah sama" in pertama
    assert "0 aksi baru, 0 berubah; 36 sudah sama" in kedua
    assert siap.aksi.count() == 36
    assert (Aksi.riwayat.count(), Anggaran.riwayat.count()) == riwayat


def test_baris_sah_saja_yang_masuk(siap):
    jalankan("impor_rad", CONTOH / KOTOR, rad=siap.periode)

    assert siap.aksi.count() == 24


@pytest.mark.parametrize(
    ("opsi", "kata"),
    [
        ({"rad": "2010-2014"}, "tidak ditemukan"),
        ({"rad": "entah"}, "tidak dikenal"),
        ({"rad": str(uuid.uuid4())}, "tidak ditemukan"),
        ({"oleh": "tidak-ada"}, "tidak-ada tidak ditemukan"),
        ({"oleh": "bappeda"}, "tidak berhak"),
    ],
)
def test_galat_satu_baris(siap, bappeda, opsi, kata):
    with pytest.raises(CommandError, match=kata) as galat:
        jalankan("impor_rad", CONTOH / BERSIH, **{"rad": siap.periode, **opsi})

    assert "\n" not in str(galat.value)


def test_tanpa_sekretariat_meminta_oleh(rad):
    with pytest.raises(CommandError, match="--oleh"):
        jalankan("impor_rad", CONTOH / BERSIH, rad=rad.periode)


@pytest.mark.parametrize("isi", [b"", b"bukan excel", b"x" * (3 * 1024 * 1024)])
def test_berkas_yang_tidak_terbaca(siap, tmp_path, isi):
    berkas = tmp_path / "rad.xlsx"
    berkas.write_bytes(isi)

    with pytest.raises(CommandError, match=r"Berkas|Isi berkas"):
        jalankan("impor_rad", berkas, rad=siap.periode)


def test_berkas_tidak_ada(siap, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        jalankan("impor_rad", tmp_path / "tidak-ada.xlsx", rad=siap.periode)


@pytest.mark.django_db
def test_nomenklatur_dimuat_dan_diulang_tanpa_perubahan():
    jumlah = len((DATA / "nomenklatur.csv").read_text().splitlines()) - 1

    pertama = jalankan("impor_nomenklatur", DATA / "nomenklatur.csv")
    kedua = jalankan("impor_nomenklatur", DATA / "nomenklatur.csv")

    assert f"{jumlah} baru" in pertama
    assert f"0 baru, 0 berubah, {jumlah} sudah sama" in kedua
    assert Nomenklatur.objects.count() == jumlah


JUDUL_CSV = "kode,nama,jenis,versi,tahun_mulai,tahun_selesai,status\n"


def tulis_csv(tmp_path: Path, isi: str) -> Path:
    berkas = tmp_path / "n.csv"
    berkas.write_text(isi, encoding="utf-8")
    return berkas


@pytest.mark.django_db
def test_nomenklatur_yang_berubah_diperbarui(tmp_path):
    baris = "2.08.03.2.02.0001,Lama,sub_kegiatan,v1,2021,,perlu_cek\n"
    jalankan("impor_nomenklatur", tulis_csv(tmp_path, JUDUL_CSV + baris))

    baru = "﻿" + (JUDUL_CSV + baris).replace("Lama", "Baru").replace(",", ";")
    hasil = jalankan("impor_nomenklatur", tulis_csv(tmp_path, baru))

    assert "0 baru, 1 berubah" in hasil
    assert Nomenklatur.objects.get().nama == "Baru"


@pytest.mark.django_db
def test_kolom_pengganti_boleh_ada(tmp_path):
    """A code is normalised there as anywhere; a file without the column empties nothing."""
    judul = JUDUL_CSV.replace("status", "status,pengganti")
    baris = "2.08.03.2.02.0001,Lama,sub_kegiatan,v1,2021,2025,perlu_cek"
    isi = f"{judul}{baris},02.08.03.02.02.0002\n"
    jalankan("impor_nomenklatur", tulis_csv(tmp_path, isi))
    assert Nomenklatur.objects.get().pengganti == "2.08.03.2.02.0002"
    hasil = jalankan("impor_nomenklatur", tulis_csv(tmp_path, f"{JUDUL_CSV}{baris}\n"))
    assert "1 sudah sama" in hasil
    assert Nomenklatur.objects.get().pengganti == "2.08.03.2.02.0002"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("kode,nama\n", "Kolom yang belum ada"),
        (JUDUL_CSV + "2.8.3,A,kegiatan,v1,2021,,perlu_cek\n", "Baris 2"),
        (JUDUL_CSV + "2.08.03.1.02,A,kegiatan,v1,2021,,perlu_cek\n", "provinsi"),
        (JUDUL_CSV + "2.08.03.2.02,A,program,v1,2021,,perlu_cek\n", "bukan kode program"),
        (JUDUL_CSV + "2.08.03.2.02,A,lain,v1,2021,,perlu_cek\n", "Baris 2"),
        (JUDUL_CSV + "2.08.03.2.02,A,kegiatan,v1,dulu,,perlu_cek\n", "Baris 2"),
        (JUDUL_CSV + "2.08.03.2.02,A,kegiatan,v1,2021,,ok\n", "status"),
        (JUDUL_CSV + "2.08.03.2.02,,kegiatan,v1,2021,,perlu_cek\n", "nama"),
        (JUDUL_CSV + 2 * "2.08.03.2.02,A,kegiatan,v1,2021,,perlu_cek\n", "dua kali"),
    ],
)
def test_nomenklatur_yang_salah_tidak_memuat_apa_pun(tmp_path, isi, kata):
    with pytest.raises(CommandError, match=kata):
        jalankan("impor_nomenklatur", tulis_csv(tmp_path, isi))

    assert not Nomenklatur.objects.exists()
