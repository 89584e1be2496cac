"""Old printed tables: checked before they are stored, stored as printed, never changed."""

import io
import json
import re
from html import unescape

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from kasus.actions import historis as tindakan
from kasus.aturan.historis import periksa_semua
from kasus.aturan.historis_baca import baca_tabel
from kasus.models import TabelHistoris
from p3aks.core.models import SudahBerubah
from tests.kasus.aturan.test_historis import CETAK
from tests.kasus.bantu_inti import peristiwa, teks, url
from tests.kasus.bantu_pelindungan import kueri

pytestmark = pytest.mark.django_db
SUMBER = "Pessel Metro, 23 Februari 2024"


def simpan(by, isi=CETAK, **lain):
    tabel = baca_tabel(isi)
    return tindakan.simpan(
        by=by, tabel=list(zip(tabel, periksa_semua(tabel), strict=True)), sumber=SUMBER, asli=isi,
        **lain,
    )  # fmt: skip


def semua():
    return TabelHistoris.objects.sistem("uji")


def excel(*baris, judul="2022"):
    buku = openpyxl.Workbook()
    buku.active.title = judul
    for b in baris:
        buku.active.append(b)
    wadah = io.BytesIO()
    buku.save(wadah)
    return SimpleUploadedFile("tabel lama.xlsx", wadah.getvalue())


def test_checked_first_then_stored_as_printed(masuk, supervisor):
    client = masuk(supervisor)
    jawaban = client.post(url("historis_baru"), {"sumber": SUMBER, "teks": CETAK})
    isi = teks(jawaban)
    assert jawaban.status_code == 200
    assert not semua().exists()
    for kalimat in (
        "fisik: 8 + 38 = 46 ≠ 43", "terhitung 46, selisih -3", "Σ rincian 52 ≠ total 78",
        "Bila fisik kolom A 35, bukan 38",
    ):  # fmt: skip
        assert kalimat in isi
    assert isi.count("Satu kemungkinan") == 1
    client.post(url("historis_baru"), {"sumber": SUMBER, "teks": CETAK, "simpan": "ya"})
    lama, baru = semua().order_by("tahun")
    assert (lama.tahun, lama.putusan, baru.putusan) == (2022, "ditahan", "ditahan")
    fisik = lama.isi["larik"][0]
    assert fisik == {"label": "fisik", "sel": {"P": 8, "A": 38}, "jumlah": 43}
    assert (lama.saran["menjadi"], baru.saran) == (35, None)
    assert peristiwa(lama) == ["historis.diimpor"]
    halaman = teks(client.get(url("historis", lama)))
    assert "terhitung 46, selisih -3" in halaman
    assert SUMBER in halaman


def test_figures_beside_the_table_are_checked_and_kept(masuk, supervisor):
    client = masuk(supervisor)
    baris = "2022 ABH; 100; 93; 93; naik\nPPKS; 66; 62,32; 91,63; naik\nKasus; 0,048 %; 163.260"
    data = {"sumber": SUMBER, "teks": CETAK, "indikator": baris}
    isi = teks(client.post(url("historis_baru"), data))
    for kalimat in ("capaian 94,42% ≠ tercetak 91,63%", "total dikuatkan", "target 66, realisasi"):
        assert kalimat in isi
    assert client.post(url("historis_baru"), {**data, "simpan": "ya"}).status_code == 302
    lama, baru = semua().order_by("tahun")
    assert [[x["nama"] for x in t.isi["indikator"]] for t in (lama, baru)] == [
        ["2022 ABH"], ["PPKS", "Kasus"],
    ]  # fmt: skip
    assert baru.isi["indikator"][0]["tercetak"] == "91,63%"
    assert baru.isi["indikator"][0]["terhitung"] == "94,42%"
    assert "Angka di samping tabel" in teks(client.get(url("historis", baru)))
    # What was typed comes back for a correction.
    assert "PPKS; 66; 62,32; 91,63; naik" in teks(client.get(url("historis_versi", baru)))


def test_figure_that_cannot_be_read_is_named_and_nothing_lost(masuk, supervisor):
    data = {"sumber": SUMBER, "teks": CETAK, "indikator": "PPKS; 66", "simpan": "ya"}
    jawaban = masuk(supervisor).post(url("historis_baru"), data)
    assert jawaban.status_code == 422
    assert "Baris 1: tulis nama" in teks(jawaban)
    assert "PPKS; 66" in teks(jawaban)
    assert not semua().exists()


def test_a_file_need_not_be_chosen_twice(masuk, manajer):
    client = masuk(manajer)
    berkas = excel(["Jenis", "P", "A", "Jumlah"], ["Fisik", 8, 35, 43], ["Total", 8, 35, 43])
    jawaban = client.post(url("historis_baru"), {"sumber": SUMBER, "berkas": berkas})
    isi = unescape(re.search(r'name="tercetak" value="([^"]*)"', jawaban.content.decode())[1])
    client.post(url("historis_baru"), {"sumber": SUMBER, "tercetak": isi, "simpan": "ya"})
    satu = semua().get()
    assert (satu.tahun, satu.asli, satu.putusan) == (2022, "Berkas tabel lama.xlsx", "peringatan")
    assert satu.isi["total"]["jumlah"] == 43


@pytest.mark.parametrize(
    "isi",
    [
        "Jenis;P;A;Jumlah\r\nFisik;8;35;43\r\nTotal;8;35;43\r\n".encode("utf-8-sig"),
        b"Data 2022\nJenis,P,A,Jumlah\nFisik,8,35,43\n\nTotal,8,35,43",
    ],
)
def test_file_of_commas(masuk, manajer, isi):
    berkas = SimpleUploadedFile("tabel 2022.csv", isi)
    data = {"sumber": SUMBER, "berkas": berkas, "simpan": "ya"}
    assert masuk(manajer).post(url("historis_baru"), data).status_code == 302
    satu = semua().get()
    assert (satu.tahun, satu.putusan) == (2022, "peringatan")
    assert satu.isi["larik"] == [{"label": "Fisik", "sel": {"P": 8, "A": 35}, "jumlah": 43}]


@pytest.mark.parametrize(
    ("berkas", "sebab"),
    [
        (excel(["Jenis", "P"], ["Fisik", "delapan"]), "bukan bilangan cacah"),
        (excel(["Jenis", "P"], ["Fisik", 8], judul="Lembar"), "tidak menyebut tahunnya"),
        (excel(), "Tidak ada tabel"),
        (SimpleUploadedFile("x.xlsx", b"bukan"), ""),
        (SimpleUploadedFile("x.csv", b'"' + b"a" * 140_000), "tidak dapat dibaca"),
        (SimpleUploadedFile("x.csv", bytes(range(256))), ""),
        (SimpleUploadedFile("x.xlsx", b""), "kosong"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_taken(masuk, manajer, berkas, sebab):
    berkas.seek(0)
    jawaban = masuk(manajer).post(url("historis_baru"), {"sumber": SUMBER, "berkas": berkas})
    assert jawaban.status_code == 422
    assert sebab in teks(jawaban)
    assert SUMBER in teks(jawaban)


@pytest.mark.parametrize(
    "isian",
    [
        {"teks": ""}, {"teks": "tahun 2022 tanpa angka"}, {"teks": CETAK, "sumber": ""},
        {"teks": f"tahun 2022 fisik ( P {'9' * 5000} = 1)"}, {"tercetak": "[1, 2]"},
        {"tercetak": '["x", [{"tahun": 2022, "satuan": "", "larik": [], "total": 5}]]'},
        {"tercetak": '["x", [{"tahun": 1, "satuan": "", "larik": [], "total": null}]]'},
        {"tercetak": '["x", [{"tahun": 2022, "satuan": "", "total": null, "larik": [{"label": "a", '
                     '"sel": {"P": -1}, "jumlah": null}]}]]'},
        {"tercetak": "[" * 5000},
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(masuk, manajer, isian):
    data = {"sumber": SUMBER, "simpan": "ya", **isian}
    assert masuk(manajer).post(url("historis_baru"), data).status_code == 422
    assert not semua().exists()


def test_a_correction_is_a_new_version_with_its_reason(masuk, supervisor):
    lama, _ = simpan(supervisor)
    client = masuk(supervisor)
    benar = CETAK.replace("A 38", "A 35")
    data = {"sumber": SUMBER, "teks": benar, "simpan": "ya"}
    assert client.post(url("historis_versi", lama), data).status_code == 422
    data["alasan"] = "Dinas membetulkan angkanya lewat surat."
    assert client.post(url("historis_versi", lama), data).status_code == 302
    baru = semua().get(menggantikan=lama)
    assert (baru.nomor, baru.putusan, baru.isi["larik"][0]["sel"]["A"]) == (2, "peringatan", 35)
    assert semua().get(pk=lama.pk).isi["larik"][0]["sel"]["A"] == 38
    assert "Sudah diganti" in teks(client.get(url("historis", lama)))
    assert client.get(url("historis_versi", lama)).status_code == 404
    with pytest.raises(SudahBerubah):
        simpan(supervisor, benar, menggantikan=lama, alasan="Sekali lagi, dari awal.")


def test_correction_needs_a_table_of_its_year_and_a_reason(supervisor):
    lama, baru = simpan(supervisor)
    hanya_2023 = CETAK[CETAK.index("Sedangkan") :]
    with pytest.raises(ValidationError, match="2022"):
        simpan(supervisor, hanya_2023, menggantikan=lama, alasan="Dinas membetulkan.")
    with pytest.raises(ValidationError):
        simpan(supervisor, hanya_2023, menggantikan=baru, alasan="x")


def test_stored_tables_do_not_change(supervisor):
    satu, _ = simpan(supervisor)
    satu.tahun = 2021
    with pytest.raises(TypeError):
        satu.save()
    with pytest.raises(TypeError):
        satu.delete()
    for ubah in (lambda: semua().update(tahun=2021), lambda: semua().all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            ubah()


def test_others_neither_store_nor_read(pendamping, supervisor, masuk):
    with pytest.raises(PermissionDenied):
        simpan(pendamping)
    satu, _ = simpan(supervisor)
    assert not TabelHistoris.objects.untuk(pendamping).exists()
    assert masuk(pendamping).get(url("historis", satu)).status_code == 403


def test_queries_do_not_grow(masuk, supervisor):
    client, biaya = masuk(supervisor), set()
    for _ in range(3):
        simpan(supervisor)
        client.get(url("historis_daftar"))
        biaya.add(kueri(client, url("historis_daftar")))
    assert len(biaya) == 1


def test_command(tmp_path, supervisor):
    berkas = tmp_path / "pessel.txt"
    berkas.write_text(CETAK)
    keluar = io.StringIO()
    call_command("impor_historis", berkas, "--periksa", "--json", stdout=keluar)
    hasil = json.loads(keluar.getvalue())
    assert not semua().exists()
    assert hasil["sah"] == 0
    assert {"lembar": "2022", "baris": 1, "kolom": "Jumlah", "nilai": "43",
            "pesan": "fisik: 8 + 38 = 46 ≠ 43 (selisih -3)"} in hasil["masalah"]  # fmt: skip
    samping = tmp_path / "samping.txt"
    samping.write_text("PPKS; 66; 62,32; 91,63; naik")
    keluar = io.StringIO()
    call_command("impor_historis", berkas, periksa=True, indikator=samping, stdout=keluar)
    assert "Masalah: PPKS: capaian 94,42% ≠ tercetak 91,63%." in keluar.getvalue()
    with pytest.raises(CommandError, match="--oleh"):
        call_command("impor_historis", berkas, stdout=io.StringIO())
    keluar = io.StringIO()
    call_command("impor_historis", berkas, oleh=supervisor.username, sumber=SUMBER, stdout=keluar)
    assert semua().count() == 2
    assert "Tahun 2022: ditahan" in keluar.getvalue()
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("impor_historis", tmp_path / "tiada.txt", stdout=io.StringIO())
