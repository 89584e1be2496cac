"""Letters and blank sheets: made by the job pipeline, encrypted at rest, neutral outside
(R02; threats T9, T10, T21)."""

from pathlib import Path

import page
import pypdf
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from kasus import tasks
from kasus.actions import dokumen as tindakan
from kasus.actions import rujukan as rujukan_tindakan
from kasus.models import DokumenKasus
from p3aks.core import jobs
from p3aks.core.audit import JejakAudit, rantai_dari
from p3aks.core.documents import Status
from p3aks.core.pdf import Hasil
from tests.kasus import bantu_rujukan as b
from tests.kasus.bantu_rujukan import teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def rujukan(buat_kasus, manajer, mitra):
    """A referral whose packet carries a name, a NIK and a summary."""
    kasus = buat_kasus()
    b.isi_identitas(kasus)
    b.buka_identitas(kasus, manajer)
    b.setuju(kasus, manajer, "profil", "nama", "nik", "ringkasan")
    return b.kirim(kasus, manajer, mitra, ringkasan="Ringkasan rekaan untuk surat.")


def jadikan(dokumen):
    tasks.buat_dokumen(str(dokumen.pk))
    return b.segar(dokumen)


def peristiwa(dokumen):
    baris = JejakAudit.objects.filter(rantai=rantai_dari(dokumen)).order_by("nomor")
    return [x.peristiwa for x in baris]


def isi_cakram():
    """Every byte below the secret folder and below the usual one."""
    akar = (Path(settings.RAHASIA_ROOT), Path(settings.MEDIA_ROOT))
    return b"".join(p.read_bytes() for a in akar for p in a.rglob("*") if p.is_file())


class TestSurat:
    def test_isi_bentuk_dan_metadata(self, rujukan, manajer, tmp_path):
        """One true print: what it says, and that it is PDF/A-3a and PDF/UA-1."""
        dokumen = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        assert (dokumen.status, dokumen.halaman) == (Status.SELESAI, 1)
        berkas = tmp_path / "surat.pdf"
        berkas.write_bytes(dokumen.isi_utuh())
        pembaca = pypdf.PdfReader(berkas)
        isi = " ".join(" ".join(h.extract_text() for h in pembaca.pages).split())
        kasus = b.korban_dari(rujukan.korban.kasus).kasus
        for ada in (
            "PEMERINTAH KABUPATEN TUBAN", kasus.unit.nama.upper(), "RAHASIA", rujukan.kode,
            rujukan.instansi.lembaga.nama, b.NAMA, b.NIK, "Ringkasan rekaan untuk surat.",
            "Pasal 69 sampai dengan Pasal 71", "Pasal 19", "persetujuan penerima manfaat",
            dokumen.kode, dokumen.snapshot["tanda_salinan"],
        ):  # fmt: skip
            assert ada in isi, ada
        assert kasus.kode not in isi
        assert [round(float(x)) for x in pembaca.pages[0].mediabox[2:]] == [609, 935]  # F4
        meta = str(dict(pembaca.metadata)) + str(pembaca.xmp_metadata.stream.get_data())
        assert f"Surat rujukan {rujukan.kode}" in meta
        for bocor in (*b.RAHASIA, kasus.kode, str(kasus.pk)):
            assert bocor not in meta
        for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
            assert page.validate_pdf(str(berkas), profile=profil).is_compliant

    def test_t10_tidak_ada_teks_terang_di_cakram_basis_data_dan_tembolok(
        self, rujukan, manajer, cetak_cepat
    ):
        dokumen = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        assert b.NAMA.encode() in dokumen.isi_utuh()
        terang = isi_cakram()
        with connection.cursor() as kursor:
            kursor.execute("SELECT * FROM kasus_dokumenkasus")
            terang += str(kursor.fetchall()).encode()
        for bocor in (*b.RAHASIA, "Ringkasan rekaan", dokumen.snapshot["tanda_salinan"]):
            assert bocor.encode() not in terang
        assert dokumen.judul == f"Surat rujukan {rujukan.kode}"

    def test_cetak_tidak_menyimpan_apa_pun_selain_berkasnya(self, rujukan, manajer, monkeypatch):
        """No part of a secret document has a cache key."""
        from p3aks.core import cetak

        potongan = []
        monkeypatch.setattr(
            cetak,
            "buat_pdf",
            lambda bagian, tujuan, **_: (
                potongan.extend(bagian) or Hasil("", 1, tujuan.write_bytes(b"x"))
            ),
        )
        assert jadikan(tindakan.surat(by=manajer, rujukan=rujukan)).status == Status.SELESAI
        assert [p.kunci for p in potongan] == [None]
        assert b.NAMA in potongan[0].html

    def test_pesan_antrean_hanya_id_di_antrean_rahasia(
        self, rujukan, manajer, lonceng, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            dokumen = tindakan.surat(by=manajer, rujukan=rujukan)
        assert lonceng == [("kasus.tasks.buat_dokumen", dokumen.pk)]
        rute = settings.CELERY_TASK_ROUTES["kasus.tasks.*"]
        assert rute == {"queue": "rahasia"}
        assert "kasus.tasks.sapu_dokumen" in {
            j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values()
        }

    def test_diminta_lagi_surat_yang_sama(self, rujukan, manajer, supervisor, cetak_cepat):
        satu = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        dua = tindakan.surat(by=supervisor, rujukan=rujukan)
        assert (dua.pk, dua.status) == (satu.pk, Status.SELESAI)
        assert peristiwa(satu) == ["dokumen.diminta", "dokumen.selesai"]

    def test_rujukan_tertutup_tidak_bersurat(self, rujukan, manajer, masuk):
        rujukan_tindakan.tarik(by=manajer, rujukan=rujukan)
        kasus = rujukan.korban.kasus
        r = masuk(manajer).post(
            reverse("kasus:surat_buat", args=[kasus.pk, rujukan.pk]), follow=True
        )
        assert "suratnya tidak dibuat lagi" in teks(r)
        assert not DokumenKasus.objects.sistem("uji").exists()

    def test_hanya_yang_menangani(self, rujukan, manajer_lain, mitra):
        for siapa in (manajer_lain, mitra):
            with pytest.raises(PermissionDenied):
                tindakan.surat(by=siapa, rujukan=rujukan)


class TestHalaman:
    def test_dari_permintaan_sampai_unduhan(self, rujukan, manajer, masuk, cetak_cepat):
        kasus = rujukan.korban.kasus
        r = masuk(manajer).post(reverse("kasus:surat_buat", args=[kasus.pk, rujukan.pk]))
        dokumen = DokumenKasus.objects.sistem("uji").get()
        alamat = reverse("kasus:dokumen", args=[dokumen.pk])
        unduh = reverse("kasus:dokumen_unduh", args=[dokumen.pk])
        assert r.url == alamat
        halaman = masuk(manajer).get(alamat)
        assert 'hx-trigger="every 2s"' in teks(halaman)
        assert "<title>Lembar kerja" in teks(halaman)
        assert masuk(manajer).get(unduh).status_code == 404
        jadikan(dokumen)
        sebagian = masuk(manajer).get(f"{alamat}?dari=ANTRE", HTTP_HX_REQUEST="true")
        assert "<html" not in teks(sebagian)
        assert unduh in teks(sebagian)
        berkas = masuk(manajer).get(unduh)
        assert berkas.content == b.segar(dokumen).isi_utuh()
        assert berkas["Content-Disposition"] == (
            f'attachment; filename="surat-rujukan-{dokumen.kode}.pdf"'
        )
        assert "no-store" in berkas["Cache-Control"]
        assert "dokumen.diunduh" in peristiwa(dokumen)
        rincian = {
            "halaman": "surat-rujukan", "kanal": "PDF", "kode": dokumen.kode, "tingkat": "F3",
        }  # fmt: skip
        assert b.jejak(kasus, "kasus.diunduh") == [("kasus.diunduh", rincian, str(manajer.pk))]

    def test_mitra_membaca_surat_paketnya_selama_terbuka(
        self, rujukan, manajer, mitra, masuk, cetak_cepat
    ):
        dokumen = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        unduh = reverse("kasus:dokumen_unduh", args=[dokumen.pk])
        assert unduh in teks(masuk(mitra).get(reverse("kasus:paket", args=[rujukan.pk])))
        assert masuk(mitra).get(unduh).status_code == 200
        halaman = teks(masuk(mitra).get(reverse("kasus:dokumen", args=[dokumen.pk])))
        assert rujukan.korban.kasus.kode not in halaman
        for nama in ("dokumen_batal", "dokumen_ulang"):
            url = reverse(f"kasus:{nama}", args=[dokumen.pk])
            assert masuk(mitra).post(url).status_code == 403
        rujukan_tindakan.tarik(by=manajer, rujukan=rujukan)
        assert masuk(mitra).get(unduh).status_code == 404
        assert masuk(manajer).get(unduh).status_code == 200

    def test_orang_lain(self, rujukan, manajer, manajer_lain, pendamping, patbm_a, auditor, masuk):
        dokumen = tindakan.surat(by=manajer, rujukan=rujukan)
        for siapa, kode in (
            (manajer_lain, 404), (pendamping, 404), (patbm_a, 404), (auditor, 403),
        ):  # fmt: skip
            for nama in ("dokumen", "dokumen_unduh"):
                url = reverse(f"kasus:{nama}", args=[dokumen.pk])
                assert masuk(siapa).get(url).status_code == kode, siapa
            for nama in ("dokumen_batal", "dokumen_ulang"):
                url = reverse(f"kasus:{nama}", args=[dokumen.pk])
                assert masuk(siapa).post(url).status_code == kode, siapa

    def test_batal_lalu_ulang(self, rujukan, manajer, masuk):
        dokumen = tindakan.surat(by=manajer, rujukan=rujukan)
        batal = reverse("kasus:dokumen_batal", args=[dokumen.pk])
        masuk(manajer).post(batal)
        assert b.segar(dokumen).status == Status.BATAL
        assert "tidak dapat dibatalkan" in teks(masuk(manajer).post(batal, follow=True))
        assert "Buat ulang" in teks(masuk(manajer).get(reverse("kasus:dokumen", args=[dokumen.pk])))
        masuk(manajer).post(reverse("kasus:dokumen_ulang", args=[dokumen.pk]))
        assert b.segar(dokumen).status == Status.ANTRE
        assert peristiwa(dokumen) == ["dokumen.diminta", "dokumen.dibatalkan", "dokumen.diulang"]

    def test_gagal_mengatakan_apa_yang_terjadi(self, rujukan, manajer, masuk, monkeypatch):
        monkeypatch.setattr(tasks.cetak, "cetak", lambda *_: 1 / 0)
        dokumen = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        assert dokumen.status == Status.GAGAL
        halaman = teks(masuk(manajer).get(reverse("kasus:dokumen", args=[dokumen.pk])))
        assert "Dokumen belum dapat dibuat" in halaman
        assert "Buat ulang" in halaman

    def test_berkas_rusak_tidak_diberikan(self, rujukan, manajer, masuk, cetak_cepat):
        dokumen = jadikan(tindakan.surat(by=manajer, rujukan=rujukan))
        Path(dokumen.berkas.path).write_bytes(b"bukan sandi")
        r = masuk(manajer).get(reverse("kasus:dokumen_unduh", args=[dokumen.pk]), follow=True)
        assert "hilang atau berubah" in teks(r)
        assert "dokumen.rusak" in peristiwa(dokumen)
        masuk(manajer).post(reverse("kasus:dokumen_ulang", args=[dokumen.pk]))
        assert jadikan(dokumen).isi_utuh()


class TestPenyapu:
    def test_membawa_kembali_yang_tertinggal(self, rujukan, manajer, cetak_cepat, lonceng):
        """A worker that died with a half-written file leaves neither a row nor a text behind."""
        dokumen = tindakan.surat(by=manajer, rujukan=rujukan)
        token = jobs.ambil(DokumenKasus, dokumen.pk)
        separuh = jobs.folder_kerja(DokumenKasus) / f"{token}.pdf"
        separuh.write_text(b.NAMA)
        semua = DokumenKasus.objects.sistem("uji")
        semua.update(sewa_sampai=semua.get().mulai_pada)
        hasil = tasks.sapu_dokumen(tuntas=True)
        assert (hasil["dikembalikan"], hasil["dihapus"]) == (1, 1)
        assert lonceng == [("kasus.tasks.buat_dokumen", dokumen.pk)]
        assert b.NAMA.encode() not in isi_cakram()
        assert jadikan(dokumen).status == Status.SELESAI


class TestLembar:
    def test_kader_mencetak_lembar_kosong(self, patbm_a, patbm_b, masuk, tmp_path, desa):
        r = masuk(patbm_a).post(reverse("kasus:lembar_buat"))
        dokumen = jadikan(DokumenKasus.objects.sistem("uji").get())
        assert dokumen.status == Status.SELESAI, dokumen.galat
        berkas = tmp_path / "lembar.pdf"
        berkas.write_bytes(masuk(patbm_a).get(f"{r.url}unduh/").content)
        pembaca = pypdf.PdfReader(berkas)
        isi = " ".join(" ".join(h.extract_text() for h in pembaca.pages).split())
        assert "sedang dipukuli, disekap, dikejar" in isi
        assert "129 (SAPA 129)" in isi
        assert patbm_a.nama not in isi
        for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
            assert page.validate_pdf(str(berkas), profile=profil).is_compliant
        # Somebody else has a sheet of their own.
        assert masuk(patbm_b).get(r.url).status_code == 404
        assert masuk(patbm_b).post(reverse("kasus:lembar_buat")).url != r.url
        assert masuk(patbm_a).post(reverse("kasus:lembar_buat")).url == r.url

    def test_siapa_yang_boleh(self, manajer, mitra, ppdp, masuk):
        url = reverse("kasus:lembar_buat")
        assert masuk(manajer).post(url).status_code == 302
        assert masuk(mitra).post(url).status_code == 403
        assert masuk(ppdp).post(url).status_code == 403
