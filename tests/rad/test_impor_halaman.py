"""The import on the web: upload, preview, decision, as a clerk meets it."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rad.enums import StatusImpor
from rad.forms.impor import periksa
from rad.models import Aksi, ImporRad
from tests.rad.bahan_impor import baris, buku


@pytest.fixture(autouse=True)
def _opd(lembaga):
    lembaga("Dinas Kesehatan", "Dinkes")
    lembaga("Dinas Pendidikan", "Disdik")


def berkas(isi: bytes, nama: str = "rad.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi, content_type="application/octet-stream")


@pytest.fixture
def kirim(masuk, rad):
    def _kirim(user, *isi, nama="rad.xlsx", mentah=None):
        alamat = reverse("rad:impor", args=[rad.pk])
        data = {"berkas": berkas(mentah if mentah is not None else buku(*isi), nama)}
        return masuk(user).post(alamat, data)

    return _kirim


def isi_berkas(jawaban) -> bytes:
    return b"".join(jawaban.streaming_content)


def test_dari_unggah_sampai_tersimpan(kirim, client, rad, opd_a):
    jawaban = kirim(opd_a, baris(), baris(no=2, uraian="Tanpa arah", arah=None))
    impor = ImporRad.objects.get()
    assert jawaban.url == reverse("rad:impor_detail", args=[impor.pk])
    assert not Aksi.objects.exists()

    halaman = client.get(jawaban.url).content.decode()
    assert "1 baris perlu diperbaiki, 1 baris sah" in halaman
    assert "Simpan 1 baris yang sah, tanpa 1 yang bermasalah" in halaman
    assert "Arah (H)" in halaman

    jawaban = client.post(reverse("rad:impor_simpan", args=[impor.pk]), follow=True)
    assert "1 aksi baru" in jawaban.content.decode()
    assert [a.uraian for a in rad.aksi.all()] == [baris()["uraian"]]

    jawaban = client.post(reverse("rad:impor_simpan", args=[impor.pk]), follow=True)
    assert "sudah diputuskan sebelumnya" in jawaban.content.decode()
    assert rad.aksi.count() == 1


def test_perubahan_ditampilkan_semula_dan_menjadi(kirim, client, rad, opd_a):
    kirim(opd_a, baris())
    client.post(reverse("rad:impor_simpan", args=[ImporRad.objects.get().pk]))

    halaman = client.get(kirim(opd_a, baris(lokasi="Desa Sumurgung")).url).content.decode()

    assert "<ins>" in halaman
    assert "Desa Sumurgung" in halaman
    assert "aksi berubah" in halaman


def test_tanpa_perubahan_tidak_ada_tombol_simpan(kirim, client, rad, opd_a):
    kirim(opd_a, baris())
    client.post(reverse("rad:impor_simpan", args=[ImporRad.objects.get().pk]))

    halaman = client.get(kirim(opd_a, baris(no=9)).url).content.decode()

    assert "Tidak ada yang berubah" in halaman
    assert "impor/simpan" not in halaman


@pytest.mark.parametrize(
    ("mentah", "nama", "kata"),
    [
        (b"", "rad.xlsx", "kosong"),
        (b"halo", "rad.xlsx", "bukan Excel"),
        (b"a;b", "rad.csv", "CSV"),
        (b"x" * (2 * 1024 * 1024 + 1), "rad.xlsx", "paling besar 2 MB"),
    ],
)
def test_berkas_yang_ditolak_disebut_sebabnya(kirim, opd_a, mentah, nama, kata):
    jawaban = kirim(opd_a, mentah=mentah, nama=nama)

    assert jawaban.status_code == 200
    assert kata in jawaban.content.decode()
    assert not ImporRad.objects.exists()


def test_tanpa_berkas(masuk, rad, opd_a):
    jawaban = masuk(opd_a).post(reverse("rad:impor", args=[rad.pk]), {})

    assert "Pilih berkas Excel lebih dahulu" in jawaban.content.decode()


def test_isi_berbahaya_ditampilkan_sebagai_teks(kirim, client, opd_a):
    jahat = "<script>alert(1)</script>"
    halaman = client.get(
        kirim(opd_a, baris(uraian=jahat, arah=jahat), nama=f"{jahat}.xlsx").url
    ).content.decode()

    assert "<script>alert" not in halaman
    assert "&lt;script&gt;alert(1)" in halaman


def test_rad_berubah_sejak_pratinjau_diperiksa_ulang(kirim, client, rad, opd_a, sekretariat):
    kirim(opd_a, baris())
    impor = ImporRad.objects.get()
    client.post(reverse("rad:impor_simpan", args=[impor.pk]))
    kirim(opd_a, baris(lokasi="Dari berkas"))
    kedua = ImporRad.objects.get(status=StatusImpor.PRATINJAU)
    aksi = rad.aksi.get()
    Aksi.objects.rebut(pk=aksi.pk, versi=aksi.versi, keterangan="Dari orang lain")

    jawaban = client.post(reverse("rad:impor_simpan", args=[kedua.pk]), follow=True)

    halaman = jawaban.content.decode()
    assert "RAD berubah sejak pratinjau" in halaman
    assert "Dari orang lain" in halaman
    assert rad.aksi.get().lokasi == "Kabupaten"
    client.post(reverse("rad:impor_simpan", args=[kedua.pk]))
    assert rad.aksi.get().lokasi == "Dari berkas"


def test_buang(kirim, client, rad, opd_a):
    kirim(opd_a, baris())
    impor = ImporRad.objects.get()

    jawaban = client.post(reverse("rad:impor_buang", args=[impor.pk]), follow=True)

    assert "Berkas dibuang. RAD tidak berubah." in jawaban.content.decode()
    assert not Aksi.objects.exists()
    assert (
        "sudah dibuang" in client.get(reverse("rad:impor_detail", args=[impor.pk])).content.decode()
    )
    assert client.get(reverse("rad:impor_bertanda", args=[impor.pk])).status_code == 404


def test_berkas_bertanda_dapat_diperbaiki_dan_diunggah_lagi(kirim, client, rad, opd_a):
    kirim(opd_a, baris(), baris(no=2, uraian="Tanpa arah", arah="ke samping", pagu_2025="=1+1"))
    impor = ImporRad.objects.get()

    jawaban = client.get(reverse("rad:impor_bertanda", args=[impor.pk]))
    isi = isi_berkas(jawaban)

    assert jawaban["Content-Disposition"] == 'attachment; filename="perbaikan-rad-2025-2029.xlsx"'
    ws = openpyxl.load_workbook(io.BytesIO(isi)).active
    judul = [s.value for s in ws[1]]
    arah = ws.cell(2, judul.index("Arah") + 1)
    assert ws.max_row == 2
    assert arah.value == "ke samping"
    assert "naik atau turun" in arah.comment.text
    assert arah.fill.start_color.rgb == "FFFBE9E7"
    assert "naik atau turun" in ws.cell(2, judul.index("Perbaikan") + 1).value
    assert ws.cell(2, judul.index("Baris asal") + 1).value == 3
    assert ws.cell(2, judul.index("Anggaran 2025") + 1).value == "=1+1"

    buku_baru = openpyxl.load_workbook(io.BytesIO(isi))
    buku_baru.active.cell(2, judul.index("Arah") + 1).value = "naik"
    buku_baru.active.cell(2, judul.index("Anggaran 2025") + 1).value = "2.000.000"
    keluar = io.BytesIO()
    buku_baru.save(keluar)
    hasil = periksa("rad.xlsx", keluar.getvalue(), rad=rad, user=opd_a)
    assert hasil.masalah == []
    assert hasil.peringatan == []
    assert hasil.calon[0].isi["uraian"] == "Tanpa arah"


def test_templat_dapat_diisi_dan_diunggah(masuk, rad, opd_a):
    jawaban = masuk(opd_a).get(reverse("rad:impor_templat", args=[rad.pk]))
    wb = openpyxl.load_workbook(io.BytesIO(isi_berkas(jawaban)))

    ws = wb["RAD"]
    assert ws["J1"].value == "Target 2025"
    pilihan = {str(v.sqref).split(":")[0] for v in ws.data_validations.dataValidation}
    assert {"B2", "H2", "T2", "U2"} <= pilihan
    assert wb["Pilihan"].sheet_state == "hidden"
    opd = [s.value for s in wb["Pilihan"]["D"] if s.value]
    assert opd == ["Dinas Kesehatan"]
    for c, nilai in enumerate(baris().values(), 1):
        ws.cell(2, c, nilai)
    keluar = io.BytesIO()
    wb.save(keluar)
    hasil = periksa("t.xlsx", keluar.getvalue(), rad=rad, user=opd_a)
    assert hasil.masalah == []
    assert hasil.sah == 1


ALAMAT = ("impor_detail", "impor_simpan", "impor_buang", "impor_bertanda")


@pytest.mark.parametrize("nama", ALAMAT)
def test_impor_orang_lain_tidak_ada(kirim, masuk, opd_a, opd_b, sekretariat, nama):
    kirim(opd_a, baris())
    alamat = reverse(f"rad:{nama}", args=[ImporRad.objects.get().pk])

    for orang in (opd_b, sekretariat):
        klien = masuk(orang)
        post = nama in ("impor_simpan", "impor_buang")
        assert (klien.post if post else klien.get)(alamat).status_code == 404
    assert ImporRad.objects.get().status == StatusImpor.PRATINJAU


@pytest.mark.parametrize("nama", ["impor", "impor_templat", *ALAMAT])
def test_tanpa_hak_impor_ditolak(masuk, rad, opd_a, bappeda, mantan, nama):
    impor = ImporRad.objects.create(rad=rad, oleh=opd_a, nama_berkas="a.xlsx", sidik="0" * 64)
    alamat = reverse(
        f"rad:{nama}", args=[rad.pk if nama in ("impor", "impor_templat") else impor.pk]
    )

    for orang in (bappeda, mantan):
        klien = masuk(orang)
        post = nama in ("impor_simpan", "impor_buang")
        assert (klien.post if post else klien.get)(alamat).status_code == 403


@pytest.mark.parametrize("nama", ["impor_simpan", "impor_buang"])
def test_perubahan_hanya_dengan_post(masuk, rad, opd_a, nama):
    impor = ImporRad.objects.create(rad=rad, oleh=opd_a, nama_berkas="a.xlsx", sidik="0" * 64)

    assert masuk(opd_a).get(reverse(f"rad:{nama}", args=[impor.pk])).status_code == 405


def test_halaman_unggah_menyebut_yang_menunggu(kirim, client, rad, opd_a):
    kirim(opd_a, baris())

    halaman = client.get(reverse("rad:impor", args=[rad.pk])).content.decode()

    assert "Menunggu keputusan Anda" in halaman
    assert "rad.xlsx" in halaman
    assert 'enctype="multipart/form-data"' in halaman
