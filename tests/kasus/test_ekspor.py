"""Exports carry codes and option labels, never a name or a sentence somebody wrote (R23)."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from kasus.aturan import simfoni
from kasus.documents import gbvims
from kasus.documents.rilis import catatan_kini
from kasus.models import (
    CatatanKasus,
    EksporKasus,
    Identitas,
    Kasus,
    Korban,
    Layanan,
    Persetujuan,
)
from p3aks.core.audit import JejakAudit, rantai_dari
from p3aks.core.formatting import tanggal
from tests.kasus.bantu_rilis import SATU, TAHUN, tambah_kasus

RAHASIA = ("DEMO Sumirah", "Jalan Kenanga 7", "Ia bercerita panjang", "uraian layanan rahasia")


@pytest.fixture
def lengkap(buat_kasus, manajer):
    """A case with names, narrative and services."""
    kasus = buat_kasus(tanggal_kejadian=timezone.localdate() - dt.timedelta(days=2))
    kasus.kronologi = RAHASIA[2]
    kasus.save()
    korban = kasus.korban.get()
    Identitas.objects.sistem("uji").create(
        kasus=kasus, korban=korban, nama=RAHASIA[0], alamat=RAHASIA[1]
    )
    CatatanKasus.objects.sistem("uji").create(kasus=kasus, isi=RAHASIA[2], oleh=manajer)
    Layanan.objects.sistem("uji").create(
        korban=korban, jenis="KESEHATAN", fungsi="PENDAMPINGAN", uraian=RAHASIA[3], oleh=manajer
    )
    return kasus


def unduh(client, jenis="SIMFONI", **isian):
    hari_ini = timezone.localdate()
    return client.post(
        reverse("kasus:ekspor_unduh"),
        {
            "jenis": jenis,
            "dari": tanggal(hari_ini - dt.timedelta(days=30)),
            "sampai": tanggal(hari_ini),
            **isian,
        },
    )


def test_simfoni_workbook_has_its_forms_in_its_order(lengkap, manajer, masuk):
    jawaban = unduh(masuk(manajer))
    buku = openpyxl.load_workbook(io.BytesIO(jawaban.content))
    assert buku.sheetnames == [
        "Kasus", "Korban", "Pelaku", "Pelayanan", "Rujukan", "Penanganan pelaku",
    ]  # fmt: skip
    for nama, lembar in zip(("kasus", "korban"), buku.worksheets, strict=False):
        judul = [s.value for s in lembar[2]]
        assert judul == [k.judul for k in simfoni.FORMULIR[nama]]
    baris = {j.value: s.value for j, s in zip(buku["Korban"][2], buku["Korban"][3], strict=True)}
    assert baris["No. Registrasi"] == lengkap.kode
    assert (baris["Usia"], baris["Tindak Kekerasan"], baris["KDRT"]) == ("25–44", "Psikis", "Tidak")
    assert baris["Nama"] is None


def test_no_identity_and_no_free_text_leaves(lengkap, manajer, masuk):
    jawaban = unduh(masuk(manajer))
    with io.BytesIO(jawaban.content) as isi:
        buku = openpyxl.load_workbook(isi)
    teks = " ".join(
        str(s.value) for lembar in buku for baris in lembar.iter_rows() for s in baris if s.value
    )
    for rahasia in RAHASIA:
        assert rahasia not in teks
    assert buku.properties.title.startswith("Ekspor E-")
    assert "K-" not in jawaban.headers["Content-Disposition"]


def test_every_export_is_marked_counted_and_recorded(lengkap, manajer, masuk):
    jawaban = unduh(masuk(manajer))
    ekspor = EksporKasus.objects.sistem("uji").get()
    buku = openpyxl.load_workbook(io.BytesIO(jawaban.content))
    for lembar in buku:
        assert ekspor.kode in lembar["A1"].value
        assert manajer.nama in lembar["A1"].value
    assert ekspor.jumlah == sum(lembar.max_row - 2 for lembar in buku)
    assert JejakAudit.objects.filter(rantai=rantai_dari(ekspor), peristiwa="kasus.ekspor").exists()
    assert JejakAudit.objects.filter(
        rantai=rantai_dari(lengkap), peristiwa="kasus.diekspor"
    ).exists()


def test_gbvims_holds_only_who_agreed_and_no_code(lengkap, buat_kasus, manajer, masuk):
    client = masuk(manajer)
    assert unduh(client, "GBVIMS").status_code == 422
    Persetujuan.objects.sistem("uji").create(
        korban=lengkap.korban.get(), sektor="STATISTIK", dasar="PERSETUJUAN", pemberi="SENDIRI",
        oleh=manajer, berlaku_dari=timezone.now() - dt.timedelta(hours=1),
    )  # fmt: skip
    buat_kasus()
    isi = unduh(client, "GBVIMS").content.decode("utf-8-sig")
    baris = list(csv.DictReader(io.StringIO(isi)))
    assert len(baris) == 1
    assert baris[0]["jenis_gbvims"] == "PSYCHOLOGICAL"
    assert baris[0]["hari_sejak_kejadian"] == "0–3"
    assert lengkap.kode not in isi
    assert "Palang" not in isi


def test_sealed_cases_leave_only_with_their_team(buat_kasus, manajer, supervisor, masuk):
    tersegel = buat_kasus(tingkat=3)
    assert tersegel.kode.encode() not in masuk(supervisor).get(reverse("kasus:ekspor")).content
    assert unduh(masuk(supervisor)).status_code == 422
    assert tersegel.kode in masuk(manajer).get(reverse("kasus:ekspor")).content.decode()


def test_precheck_names_what_is_missing(buat_kasus, manajer, masuk):
    buat_kasus()
    isi = masuk(manajer).get(reverse("kasus:ekspor")).content.decode()
    assert "0 dari 1 kasus lengkap" in isi
    assert "Tanggal Kejadian belum diisi" in isi


def test_tick_keeps_its_first_time(lengkap, manajer, masuk):
    client, korban = masuk(manajer), lengkap.korban.get()
    alamat = reverse("kasus:ekspor_diinput", args=[korban.pk])
    client.post(alamat, {"nomor": "SIM-1"})
    pertama = Korban.objects.sistem("uji").get(pk=korban.pk).input_simfoni
    client.post(alamat, {"nomor": "SIM-2"})
    kedua = Korban.objects.sistem("uji").get(pk=korban.pk).input_simfoni
    assert (kedua.pada, kedua.nomor) == (pertama.pada, "SIM-2")


def test_stranger_cannot_tick(lengkap, manajer_lain, masuk):
    alamat = reverse("kasus:ekspor_diinput", args=[lengkap.korban.get().pk])
    assert masuk(manajer_lain).post(alamat).status_code == 404


@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        ({"dari": "31/02/2026"}, "bukan tanggal yang ada"),
        ({"sampai": "1 Januari 2020"}, "mendahului tanggal awal"),
        ({"dari": "1 Januari 2020"}, "Paling lama satu tahun"),
    ],
)
def test_bad_period_is_said_beside_the_field(lengkap, manajer, masuk, isian, kata):
    jawaban = unduh(masuk(manajer), **isian)
    assert jawaban.status_code == 422
    assert kata in jawaban.content.decode()
    assert not EksporKasus.objects.sistem("uji").exists()


def test_queries_do_not_grow_with_cases(buat_kasus, manajer, masuk, django_assert_max_num_queries):
    client = masuk(manajer)
    for _ in range(6):
        buat_kasus()
    with django_assert_max_num_queries(32):
        client.get(reverse("kasus:ekspor"))
    assert Kasus.objects.sistem("uji").count() == 6


def test_formula_in_csv_stays_text():
    from kasus.documents.berkas_ekspor import aman

    assert [aman(n) for n in ("=1+1", "-2", "@x", "biasa")] == ["'=1+1", "'-2", "'@x", "biasa"]


def test_more_cases_than_sqlite_takes_keys_of(manajer, tempat):
    """A prefetched foreign key is one OR per key there, and a thousand are too many."""
    tambah_kasus(manajer, 1_100)
    awal, akhir = dt.date(TAHUN, 1, 1), dt.date(TAHUN, 12, 31)
    assert gbvims.kumpulkan(manajer, awal, akhir) == ([], 1_100)
    assert len(catatan_kini(SATU).kasus) == 1_100
