"""The SK of a Pokja: its words, its PDF, and its way through the queue."""

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from p3aks.core.documents import Status
from pokja.actions import dokumen as tindakan
from pokja.actions.struktur import buang_rancangan, simpan_naskah
from pokja.aturan import naskah_sk
from pokja.documents import bagan_pdf, sk
from pokja.enums import Bidang, Posisi, StatusPokja
from pokja.models import DokumenPokja, Kedudukan, Pejabat, Pokja
from pokja.tasks import buat_dokumen
from tests.rad.test_forms_perbup import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
EMAS = Path(__file__).with_name("sk_pokja.txt")
BARIS = {"kode": "", "tanda_air": "RANCANGAN", "dibuat": "2026-03-02T10:00:00+07:00"}
DIAM = (lambda persen, tahap: None, lambda: False)  # nobody listens, nobody cancels
DAERAH = {"jenis": "Kabupaten", "nama": "Tuban"}


@pytest.fixture
def rancangan(pokja_tuban, dinsos, lembaga):
    """A draft that follows the Pokja of 2025."""
    pokja = Pokja.objects.create(mulai=2026, selesai=2030)
    for posisi, bidang, jabatan, tugas in (
        (Posisi.ANGGOTA, Bidang.PENCEGAHAN, "Kepala Dinas Pendidikan", ""),
        (Posisi.KOORDINATOR, Bidang.PENCEGAHAN, "Kepala Bakesbangpol", ""),
        (Posisi.SEKRETARIS, "", "Kepala Dinas Sosial & P3A <Tuban>", "Mengelola administrasi"),
        (Posisi.KETUA, "", "Sekretaris Daerah", "Memimpin"),
    ):
        satu = Kedudukan.objects.create(
            pokja=pokja, posisi=posisi, bidang=bidang, lembaga=dinsos, jabatan_dinas=jabatan,
            tupoksi=tugas,
        )  # fmt: skip
        Pejabat.objects.create(kedudukan=satu, nama=f"Orang {posisi}", mulai=dt.date(2026, 1, 5))
    return pokja


def teks(jalur) -> str:
    return "\n".join(h.extract_text() for h in pypdf.PdfReader(jalur).pages)


class TestNaskah:
    def test_judul_tanpa_singkatan_dan_tanda_baca(self):
        judul = naskah_sk.tentang(DAERAH, 2026, 2030)
        assert judul.endswith("Kabupaten Tuban Tahun 2026-2030")
        assert "P3AKS" not in judul
        assert naskah_sk.tentang(DAERAH, 2026, 2026).endswith("Tuban Tahun 2026")

    def test_pertimbangan_terakhir_mengutip_semua_sebelumnya(self):
        isi = naskah_sk.menimbang(["bahwa satu", "dua"], sebutan="Bupati", judul="X")
        assert [k["label"] for k in isi] == ["a.", "b.", "c."]
        assert isi[1]["isi"] == "bahwa dua;"
        assert isi[2]["isi"] == (
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu "
            "menetapkan Keputusan Bupati tentang X;"
        )
        (tunggal,) = naskah_sk.menimbang([], sebutan="Bupati", judul="X")
        assert tunggal["isi"] == "bahwa perlu menetapkan Keputusan Bupati tentang X;"

    def test_satu_baris_satu_butir(self):
        assert naskah_sk.baris("bahwa a;\r\n\n  bahwa b.  ") == ["bahwa a", "bahwa b"]

    @pytest.mark.parametrize(
        ("bertugas", "dicabut", "jumlah"), [(0, "", 5), (1, "", 6), (1, "Keputusan X", 7)]
    )
    def test_diktum_berurutan(self, bertugas, dicabut, jumlah):
        isi = naskah_sk.diktum(
            sebutan="Bupati", mulai=2026, selesai=2030, bertugas=bool(bertugas), dicabut=dicabut
        )
        kata = ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH"]
        assert [d["label"] for d in isi] == kata[:jumlah]
        assert isi[-1]["isi"].endswith("mulai berlaku pada tanggal ditetapkan.")
        assert ("dicabut" in isi[-2]["isi"]) is bool(dicabut)
        assert not any("Pasal" in d["isi"] for d in isi)


class TestPdf:
    def test_rancangan_sama_dengan_naskah_emas(self, rancangan, tmp_path):
        isi = {**sk.susun(rancangan), "dokumen": BARIS}
        hasil = sk.cetak(isi, tmp_path / "sk.pdf", *DIAM)
        jadi = teks(tmp_path / "sk.pdf")
        assert jadi.split() == EMAS.read_text().split()
        assert hasil.halaman == len(pypdf.PdfReader(tmp_path / "sk.pdf").pages)
        with pikepdf.open(tmp_path / "sk.pdf") as pdf:
            kotak = [float(x) for x in pdf.pages[0].MediaBox]
        assert kotak[2:] == pytest.approx([609.4, 935.4], abs=1)
        sk.cetak(isi, tmp_path / "lagi.pdf", *DIAM)
        assert (tmp_path / "sk.pdf").read_bytes() == (tmp_path / "lagi.pdf").read_bytes()

    def test_sesudah_sk_memuat_nomor_dan_tanggal(self, rancangan, pokja_tuban):
        pokja_tuban.status = StatusPokja.BERAKHIR
        pokja_tuban.save()
        rancangan.nomor_sk, rancangan.tanggal_sk = "188/7/2026", dt.date(2026, 2, 16)
        rancangan.status = StatusPokja.BERLAKU
        rancangan.save()
        isi = sk.susun(rancangan)
        assert isi["nomor"] == "NOMOR 188/7/2026"
        assert isi["penetapan"]["pada"] == "pada tanggal 16 Februari 2026"
        assert isi["lampiran"]["kepala"][2] == "NOMOR 188/7/2026"
        assert "188.45/1/2025 tanggal 2 Januari 2025 dicabut" in isi["diktum"][-2]["isi"]

    def test_sk_yang_masanya_sudah_lewat_tidak_dicabut(self, rancangan, pokja_tuban):
        pokja_tuban.mulai, pokja_tuban.selesai = 2021, 2025
        pokja_tuban.save()
        assert not any("dicabut" in d["isi"] for d in sk.susun(rancangan)["diktum"])

    def test_naskah_yang_diubah_dipakai(self, rancangan, sekretariat):
        simpan_naskah(
            by=sekretariat, pokja=rancangan, menimbang="bahwa perlu;", mengingat="UU A\nUU B"
        )
        rancangan.refresh_from_db()
        isi = sk.susun(rancangan)
        assert [k["isi"] for k in isi["mengingat"]] == ["UU A;", "UU B;"]
        assert isi["menimbang"][0]["isi"] == "bahwa perlu;"

    def test_bagan_satu_halaman(self, rancangan, tmp_path):
        isi = bagan_pdf.susun(rancangan)
        assert [s["judul"] for s in isi["pimpinan"]] == ["Ketua", "Sekretaris"]
        assert [c["judul"] for c in isi["cabang"]] == ["Bidang Pencegahan"]
        isi["dokumen"] = BARIS
        assert bagan_pdf.cetak(isi, tmp_path / "bagan.pdf", *DIAM).halaman == 1
        jadi = teks(tmp_path / "bagan.pdf")
        for kata in ("Orang ketua", "Kepala Dinas Sosial & P3A <Tuban>", "Keadaan 2 Maret 2026"):
            assert kata in jadi


class TestAntrean:
    def test_dari_tombol_sampai_unduhan(
        self, masuk, sekretariat, rancangan, lonceng, django_capture_on_commit_callbacks
    ):
        client = masuk(sekretariat)
        with django_capture_on_commit_callbacks(execute=True):
            jawaban = client.post(reverse("pokja:dokumen_buat", args=[rancangan.pk, "sk-pokja"]))
        dokumen = DokumenPokja.objects.get()
        assert jawaban.url == reverse("pokja:dokumen", args=[dokumen.pk])
        assert lonceng == [("pokja.tasks.buat_dokumen", dokumen.pk)]
        assert "Menunggu giliran" in client.get(jawaban.url).content.decode()
        unduh = reverse("pokja:dokumen_unduh", args=[dokumen.pk])
        assert client.get(unduh).status_code == 404
        buat_dokumen(str(dokumen.pk))
        dokumen.refresh_from_db()
        assert (dokumen.status, dokumen.tanda_air) == (Status.SELESAI, "RANCANGAN")
        jawaban = client.get(unduh)
        assert jawaban.content.startswith(b"%PDF-1.7")
        assert jawaban["Content-Disposition"].endswith(f'"sk-pokja-{dokumen.kode}.pdf"')
        lagi = tindakan.siapkan(by=sekretariat, objek=rancangan, jenis="sk-pokja")
        assert lagi.pk == dokumen.pk, "isi yang sama dibuat sekali"
        Kedudukan.objects.filter(posisi=Posisi.KETUA).update(tupoksi="Lain")
        assert tindakan.siapkan(by=sekretariat, objek=rancangan, jenis="sk-pokja").pk != lagi.pk

    def test_batal_lalu_ulang(self, sekretariat, rancangan, lonceng):
        satu = tindakan.siapkan(by=sekretariat, objek=rancangan, jenis="bagan-pokja")
        tindakan.batalkan(by=sekretariat, dokumen=satu)
        with pytest.raises(tindakan.GalatDokumen):
            tindakan.batalkan(by=sekretariat, dokumen=satu)
        satu.refresh_from_db()
        tindakan.ulangi(by=sekretariat, dokumen=satu)
        assert satu.status == Status.ANTRE

    def test_rusak_tidak_diberikan(self, masuk, sekretariat, rancangan, lonceng):
        satu = tindakan.siapkan(by=sekretariat, objek=rancangan, jenis="bagan-pokja")
        buat_dokumen(str(satu.pk))
        satu.refresh_from_db()
        Path(satu.berkas.path).write_bytes(b"%PDF-1.7 lain")
        client = masuk(sekretariat)
        jawaban = client.get(reverse("pokja:dokumen_unduh", args=[satu.pk]), follow=True)
        assert "hilang atau berubah sejak dibuat" in jawaban.content.decode()

    def test_hanya_yang_berhak(self, bappeda, rancangan, sekretariat, masuk):
        with pytest.raises(PermissionDenied):
            tindakan.siapkan(by=bappeda, objek=rancangan, jenis="sk-pokja")
        client = masuk(sekretariat)
        asing = reverse("pokja:dokumen_buat", args=[rancangan.pk, "lain"])
        assert client.post(asing).status_code == 404

    def test_rancangan_dibuang_dengan_dokumennya(self, sekretariat, rancangan, lonceng):
        satu = tindakan.siapkan(by=sekretariat, objek=rancangan, jenis="bagan-pokja")
        buat_dokumen(str(satu.pk))
        satu.refresh_from_db()
        berkas = Path(satu.berkas.path)
        assert berkas.exists()
        buang_rancangan(by=sekretariat, pokja=rancangan)
        assert not berkas.exists()
        assert not DokumenPokja.objects.exists()


class TestPindaian:
    """The signed SK as it came back."""

    def unggah(self, isi: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("SK Bupati (1).pdf", isi, "application/pdf")

    def test_bersama_sk_lalu_diganti(self, masuk, sekretariat, bappeda, rancangan):
        client = masuk(sekretariat)
        berlaku = reverse("pokja:berlakukan", args=[rancangan.pk])
        isi = {"nomor_sk": "188/7/2026", "tanggal_sk": "2 Maret 2026"}
        jawaban = client.post(berlaku, {**isi, "pindaian": self.unggah(b"bukan pdf")})
        assert jawaban.status_code == 422
        assert "Isi berkas ini bukan PDF" in jawaban.content.decode()
        assert "188/7/2026" in jawaban.content.decode()
        assert Pokja.objects.get(pk=rancangan.pk).status == StatusPokja.RANCANGAN
        pertama = pdf()
        assert client.post(berlaku, {**isi, "pindaian": self.unggah(pertama)}).status_code == 302
        unduh = reverse("pokja:sk_berkas", args=[rancangan.pk])
        jawaban = masuk(bappeda).get(unduh)
        assert b"".join(jawaban.streaming_content) == pertama
        assert jawaban["Content-Disposition"].endswith('filename="sk-pokja-2026-2030.pdf"')
        ganti = reverse("pokja:sk_unggah", args=[rancangan.pk])
        assert masuk(sekretariat).post(ganti, {}).status_code == 422
        kedua = tertanda(pertama)
        assert client.post(ganti, {"pindaian": self.unggah(kedua)}).status_code == 302
        assert b"".join(client.get(unduh).streaming_content) == kedua
        halaman = client.get(reverse("pokja:detail", args=[rancangan.pk])).content.decode()
        assert "memuat tanda tangan elektronik; keabsahannya diperiksa di layanan" in halaman

    def test_rancangan_belum_punya_sk(self, masuk, sekretariat, rancangan):
        client = masuk(sekretariat)
        ganti = reverse("pokja:sk_unggah", args=[rancangan.pk])
        jawaban = client.post(ganti, {"pindaian": self.unggah(pdf())})
        assert "Catat nomor dan tanggal SK dahulu." in jawaban.content.decode()
        assert client.get(reverse("pokja:sk_berkas", args=[rancangan.pk])).status_code == 404


def tertanda(isi: bytes) -> bytes:
    """Return *isi* with the mark of an electronic signature (not a valid one)."""
    keluar = io.BytesIO()
    with pikepdf.open(io.BytesIO(isi)) as berkas:
        berkas.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        berkas.save(keluar)
    return keluar.getvalue()
