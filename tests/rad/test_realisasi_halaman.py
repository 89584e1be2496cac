"""The pages of the workbook: take, fill in, send, look, store or drop."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rad.actions import versi
from rad.enums import StatusImpor
from rad.models import ImporRealisasi, LaporanAksi, Realisasi
from tests.rad.bantu_aksi import disetujui, hitung_kueri, teks
from tests.rad.bantu_pantau import TERKUNCI, _hari  # noqa: F401  (a fixture)
from tests.rad.bantu_realisasi import _dua, pratinjau, ubah, unduh  # noqa: F401  (a fixture)
from tests.rad.dunia_pantau import buka, draf

pytestmark = pytest.mark.django_db


def alamat(nama, rad, periode="B04"):
    return reverse(f"rad:{nama}", args=[rad.pk, 2026, periode])


def kirim(client, rad, isi, nama="isian.xlsx", **lain):
    berkas = {"berkas": SimpleUploadedFile(nama, isi)}
    return client.post(alamat("realisasi_impor", rad), berkas, follow=True, **lain)


def tekan(client, nama, impor):
    return client.post(reverse(f"rad:realisasi_impor_{nama}", args=[impor.pk]), follow=True)


class TestAlur:
    def test_dari_halaman_periode_sampai_tersimpan(self, dua, rad, opd_a, masuk):
        client = masuk(opd_a)
        assert alamat("realisasi_impor", rad) in teks(client.get(alamat("pantau", rad)))
        assert alamat("realisasi_unduh", rad) in teks(client.get(alamat("realisasi_impor", rad)))
        jawaban = client.get(alamat("realisasi_unduh", rad))
        assert "realisasi-B04-2026.xlsx" in jawaban["Content-Disposition"]
        assert jawaban["Cache-Control"] == "private, no-store"
        isi = ubah(b"".join(jawaban.streaming_content), (1, "nilai", "4,5"), (2, "nilai", "x"))
        halaman = teks(kirim(client, rad, isi))
        assert "1 temuan perlu diperbaiki" in halaman
        assert "Realisasi (I)" in halaman
        assert "realisasi_impor_simpan" not in halaman
        assert "“x” bukan angka" in halaman
        halaman = teks(kirim(client, rad, ubah(isi, (2, "nilai", 3)), "b.xlsx"))
        assert "1 laporan siap disimpan" in halaman
        assert "laporan baru" in halaman
        assert not LaporanAksi.objects.exists()
        # The first one still waits; the page says so.
        tunggu = teks(client.get(alamat("realisasi_impor", rad)))
        assert "isian.xlsx" in tunggu
        impor = ImporRealisasi.objects.get(nama_berkas="b.xlsx")
        halaman = teks(tekan(client, "simpan", impor))
        assert "1 laporan disimpan sebagai draf" in halaman
        assert "Lampirkan bukti dan kirim" in halaman
        assert {str(r.nilai.normalize()) for r in Realisasi.objects.all()} == {"4.5", "3"}
        assert "sudah diputuskan sebelumnya" in teks(tekan(client, "simpan", impor))

    def test_tidak_ada_yang_berubah(self, dua, rad, opd_a, masuk):
        halaman = teks(kirim(masuk(opd_a), rad, unduh(opd_a, rad)))
        assert "Tidak ada yang berubah" in halaman
        assert "Isi buku kerja sama dengan yang sudah tersimpan." in halaman
        assert ">Simpan " not in halaman

    def test_dibuang(self, dua, rad, opd_a, masuk, django_capture_on_commit_callbacks):
        impor = pratinjau(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4)))
        tempat, nama, client = impor.berkas.storage, impor.berkas.name, masuk(opd_a)
        with django_capture_on_commit_callbacks(execute=True):
            halaman = teks(tekan(client, "buang", impor))
        assert "Buku kerja dibuang. Laporan tidak berubah." in halaman
        assert not tempat.exists(nama)
        assert not LaporanAksi.objects.exists()
        detail = client.get(reverse("rad:realisasi_impor_detail", args=[impor.pk]))
        assert "sudah dibuang" in teks(detail)
        assert "sudah diputuskan sebelumnya" in teks(tekan(client, "simpan", impor))
        assert "sudah diputuskan sebelumnya" in teks(tekan(client, "buang", impor))

    def test_berubah_sejak_pratinjau(self, dua, rad, opd_a, kepala, masuk):
        """Nothing is stored, the file is checked again and kept, both figures are shown."""
        impor = pratinjau(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4)))
        draf(kepala, dua[0], tahun=2026, nilai="9")
        halaman = teks(tekan(masuk(opd_a), "simpan", impor))
        assert "Laporan berubah sejak pratinjau dibuat" in halaman
        assert "1 temuan perlu diperbaiki" in halaman
        assert "tersimpan “9”, pada berkas “4”" in halaman
        assert Realisasi.objects.get(indikator__nama="Desa dilatih").nilai == 9
        impor.refresh_from_db()
        assert impor.status == StatusImpor.PRATINJAU

    def test_terkunci_disebut_di_halaman(self, dua, rad, opd_a, sekretariat, masuk, hari):
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4))
        hari.move_to(TERKUNCI)
        client = masuk(opd_a)
        halaman = teks(client.get(alamat("realisasi_impor", rad)))
        assert "B04 2026 terkunci sejak 15 Juni 2026" in halaman
        assert "isinya tidak dapat disimpan" in halaman
        assert "Belum ada laporan yang dapat disimpan" in teks(kirim(client, rad, isi))
        buka(rad, sekretariat, "B04", tahun=2026)
        assert "terkunci" not in teks(client.get(alamat("realisasi_impor", rad)))
        assert "1 laporan siap disimpan" in teks(kirim(client, rad, isi))

    def test_periode_yang_belum_mulai_tanpa_tautan(self, dua, rad, opd_a, masuk):
        client = masuk(opd_a)
        halaman = teks(client.get(alamat("pantau", rad, "B12")))
        assert "Isi lewat Excel" not in halaman
        halaman = teks(client.get(alamat("realisasi_impor", rad, "B12")))
        assert "baru dapat dilaporkan mulai 1 September 2026" in halaman

    def test_berkas_yang_bukan_buku_kerja(self, dua, rad, opd_a, masuk):
        client = masuk(opd_a)
        for isi in (b"", b"PK\x03\x04", b"nama;nilai"):
            jawaban = kirim(client, rad, isi)
            assert jawaban.status_code == 422
            assert "Buku kerja belum diterima" in teks(jawaban)
        assert client.post(alamat("realisasi_impor", rad)).status_code == 422
        assert not ImporRealisasi.objects.exists()


class TestPembaca:
    def test_orang_lain_tidak_menemukan_apa_pun(self, dua, rad, opd_a, opd_b, kepala, masuk):
        """Also not somebody of the same office: an upload is its sender's until it is stored."""
        impor = pratinjau(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4)))
        for lain in (opd_b, kepala):
            client = masuk(lain)
            detail = reverse("rad:realisasi_impor_detail", args=[impor.pk])
            assert client.get(detail).status_code == 404
            assert tekan(client, "simpan", impor).status_code == 404
            assert tekan(client, "buang", impor).status_code == 404
        assert not LaporanAksi.objects.exists()

    def test_yang_hanya_membaca_tanpa_tautan(self, dua, rad, bappeda, masuk):
        client = masuk(bappeda)
        assert "Isi lewat Excel" not in teks(client.get(alamat("pantau", rad)))
        assert client.get(alamat("realisasi_impor", rad)).status_code == 403
        assert client.get(alamat("realisasi_unduh", rad)).status_code == 403

    def test_tanpa_aksi_tidak_ada_yang_diunduh(self, dua, rad, orang, lembaga, masuk):
        unit = lembaga("Dinas Perhubungan", "Dishub")
        lain = orang("dishub", "opd_operator", lembaga=unit)
        assert "Isi lewat Excel" not in teks(masuk(lain).get(alamat("pantau", rad)))
        halaman = teks(masuk(lain).get(alamat("realisasi_impor", rad)))
        assert "Belum ada aksi perangkat daerah Anda yang ditetapkan" in halaman

    def test_periode_yang_tidak_ada(self, rad, opd_a, masuk):
        client = masuk(opd_a)
        for tahun, periode in ((2024, "B04"), (2026, "B05"), (10**12, "B04")):
            for nama in ("unduh", "impor"):
                tempat = reverse(f"rad:realisasi_{nama}", args=[rad.pk, tahun, periode])
                assert client.get(tempat).status_code == 404


def test_jumlah_kueri_tetap(hari, rad, opd_a, sekretariat, masuk):
    """Of the download, the upload and its preview: 3 actions or 30."""

    def tambah(dari, sampai):
        for n in range(dari, sampai):
            satu = disetujui(opd_a, rad, sekretariat, f"Pelatihan {n}")
            versi.tetapkan(by=sekretariat, rad=rad, hanya=satu)
            draf(opd_a, satu, tahun=2026)

    def kueri():
        client = masuk(opd_a)
        isi = unduh(opd_a, rad)
        impor = pratinjau(opd_a, rad, ubah(isi, (1, "nilai", 4), (3, "nilai", 5)))
        detail = reverse("rad:realisasi_impor_detail", args=[impor.pk])
        semua = [alamat("realisasi_unduh", rad), alamat("realisasi_impor", rad), detail]
        for satu in semua:  # what is kept between requests is there
            client.get(satu)
        return [hitung_kueri(client, satu) for satu in semua]

    tambah(0, 3)
    sedikit = kueri()
    tambah(3, 30)
    assert kueri() == sedikit
