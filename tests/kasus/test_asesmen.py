"""Assessments: guards of R11, saved in pieces, nothing typed is lost."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import asesmen
from kasus.aturan.tahap import DARURAT_DULU
from kasus.models import Asesmen
from p3aks.core.formatting import tanggal
from p3aks.core.models import SudahBerubah
from tests.kasus import jalan as j


def teks(r):
    return re.sub(r"\s+", " ", r.content.decode())


def tulis(waktu):
    lokal = timezone.localtime(waktu)
    return f"{tanggal(lokal)} {lokal:%H.%M}"


def alamat(nama, *args):
    return reverse(f"kasus:{nama}", args=[getattr(a, "pk", a) for a in args])


@pytest.fixture
def kasus(buat_kasus, manajer):
    """Identified, medium risk."""
    baru = buat_kasus()
    j.kenali(baru, manajer)
    return j.segar(baru)


class TestTindakan:
    def test_mulai_lalu_lanjut_lalu_selesai(self, kasus, manajer):
        awal = asesmen.mulai(
            by=manajer, korban=j.korban(kasus), jenis="BIOPSIKOSOSIAL", mulai=j.kini(),
            isi={"bio": "Memar."},
        )  # fmt: skip
        assert j.tahap(kasus) == "ASESMEN"
        asesmen.simpan(by=manajer, asesmen=awal, isi={"bio": "Memar, demam."}, versi=1)
        asesmen.simpan(by=manajer, asesmen=awal, isi=j.LENGKAP, versi=2, selesai=j.kini())
        baris = j.segar(awal)
        assert baris.isi["rencana_aman"] == j.LENGKAP["rencana_aman"]
        assert baris.versi == 3
        assert j.tahap(kasus) == "RENCANA"

    def test_selesai_menyebut_bagian_yang_kosong(self, kasus, manajer):
        with pytest.raises(ValidationError) as galat:
            j.nilai(j.korban(kasus), manajer, isi={"bio": "Memar.", "psiko": "Takut."})
        assert set(galat.value.message_dict) == {"sosial", "kebutuhan", "rencana_aman"}
        assert not Asesmen.objects.sistem("uji").exists()

    def test_belum_teridentifikasi(self, buat_kasus, manajer):
        with pytest.raises(ValidationError, match="Tetapkan jenis kasus"):
            j.nilai(j.korban(buat_kasus()), manajer)

    def test_risiko_tinggi_menunggu_kedaruratan_korban_itu(self, buat_kasus, manajer):
        """R11, for each victim: help for one does not open the file of the other."""
        kasus = buat_kasus()
        lain = j.korban_lain(kasus)
        j.kenali(kasus, manajer, risiko="TINGGI")
        with pytest.raises(ValidationError, match=DARURAT_DULU[:14]):
            j.nilai(j.korban(kasus), manajer)
        j.darurat(kasus, manajer)
        j.nilai(j.korban(kasus), manajer)
        with pytest.raises(ValidationError, match=DARURAT_DULU[:14]):
            j.nilai(j.segar(lain), manajer)

    def test_risiko_tinggi_asesmen_tidak_mendahului_kedaruratan(self, buat_kasus, manajer):
        kasus = buat_kasus()
        j.kenali(kasus, manajer, risiko="TINGGI")
        j.darurat(kasus, manajer)
        with pytest.raises(ValidationError) as galat:
            j.nilai(j.korban(kasus), manajer, mulai=j.kini() - dt.timedelta(minutes=30))
        assert galat.value.message_dict == {
            "mulai": ["Tanggal tidak boleh mendahului tanggal tindakan kedaruratan."]
        }

    def test_tanggal_di_luar_batas(self, kasus, manajer):
        for ruas, jam, kalimat in (
            ("mulai", 1, "Tanggal tidak boleh di masa depan."),
            ("mulai", -3, "Tanggal tidak boleh mendahului tanggal pengaduan diterima."),
            ("selesai", 1, "Tanggal tidak boleh di masa depan."),
            ("selesai", -0.5, asesmen.SEBELUM_MULAI),
        ):
            with pytest.raises(ValidationError) as galat:
                j.nilai(j.korban(kasus), manajer, **{ruas: j.kini() + dt.timedelta(hours=jam)})
            assert galat.value.message_dict == {ruas: [kalimat]}

    def test_satu_asesmen_terbuka_per_jenis(self, kasus, manajer):
        j.nilai(j.korban(kasus), manajer, selesai=None)
        with pytest.raises(ValidationError, match="Lanjutkan asesmen itu"):
            j.nilai(j.korban(kasus), manajer)
        j.nilai(j.korban(kasus), manajer, jenis="PSIKOLOG", isi={**j.LENGKAP, "psikolog": "RSUD"})

    def test_kiriman_ganda_satu_baris(self, kasus, manajer):
        kunci = uuid4()
        satu = j.nilai(j.korban(kasus), manajer, kunci=kunci)
        assert j.nilai(j.korban(kasus), manajer, kunci=kunci).pk == satu.pk == kunci
        assert Asesmen.objects.sistem("uji").count() == 1

    def test_kunci_milik_kasus_lain_tidak_terbaca(self, kasus, buat_kasus, manajer):
        kunci = uuid4()
        j.nilai(j.korban(kasus), manajer, kunci=kunci)
        lain = buat_kasus()
        j.kenali(lain, manajer)
        baru = j.nilai(j.korban(lain), manajer, kunci=kunci)
        assert baru.pk != kunci
        assert baru.korban_id == j.korban(lain).pk

    def test_simpan_basi_ditolak(self, kasus, manajer):
        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        asesmen.simpan(by=manajer, asesmen=a, isi=j.LENGKAP, versi=1)
        with pytest.raises(SudahBerubah):
            asesmen.simpan(by=manajer, asesmen=a, isi={}, versi=1)
        assert j.segar(a).isi["bio"] == j.LENGKAP["bio"]

    def test_asesmen_selesai_tidak_berubah_lagi(self, kasus, manajer):
        a = j.nilai(j.korban(kasus), manajer)
        with pytest.raises(SudahBerubah):
            asesmen.simpan(by=manajer, asesmen=a, isi={}, versi=a.versi)

    def test_pendamping_melanjutkan_miliknya_saja(self, kasus, manajer, pendamping, masukkan_tim):
        masukkan_tim(kasus, pendamping)
        milik_manajer = j.nilai(j.korban(kasus), manajer, selesai=None)
        with pytest.raises(PermissionDenied):
            asesmen.simpan(by=pendamping, asesmen=milik_manajer, isi={}, versi=1)
        miliknya = j.nilai(j.korban(kasus), pendamping, jenis="LANJUTAN", selesai=None)
        asesmen.simpan(by=pendamping, asesmen=miliknya, isi=j.LENGKAP, versi=1)
        asesmen.simpan(by=manajer, asesmen=miliknya, isi=j.LENGKAP, versi=2)

    def test_pemeriksaan_psikolog(self, kasus, manajer, pendamping, orang, unit, masukkan_tim):
        """By a psychologist of the team; the manager says who examined; a companion not at all."""
        masukkan_tim(kasus, pendamping)
        psikolog = orang("psikolog", "pendamping", lembaga=unit)
        masukkan_tim(kasus, psikolog, "PSIKOLOG")
        isian = {"jenis": "PSIKOLOG", "isi": {"psiko": "Cemas."}}
        with pytest.raises(PermissionDenied):
            j.nilai(j.korban(kasus), pendamping, **isian)
        with pytest.raises(ValidationError, match="nama psikolog"):
            j.nilai(j.korban(kasus), manajer, **isian)
        assert j.nilai(j.korban(kasus), psikolog, **isian).selesai
        isian["isi"]["psikolog"] = "Psikolog RSUD"
        assert j.nilai(j.korban(kasus), manajer, **isian).selesai
        assert j.tahap(kasus) == "ASESMEN"  # it does not stand in for the assessment

    def test_jejak_tanpa_isi(self, kasus, manajer):
        from p3aks.core.models import JejakAudit

        j.nilai(j.korban(kasus), manajer)
        baris = JejakAudit.objects.get(peristiwa="kasus.asesmen_selesai")
        assert baris.oleh_id == str(manajer.pk)
        assert "lebam" not in str(baris.rincian)


class TestHalaman:
    def isian(self, **lain):
        return {
            "kunci": str(uuid4()), "jenis": "BIOPSIKOSOSIAL", "mulai": tulis(timezone.now()),
            "selesai": tulis(timezone.now()), **j.LENGKAP, **lain,
        }  # fmt: skip

    def test_simpan_sebagian(self, masuk, kasus, manajer):
        url = alamat("asesmen_baru", kasus, j.korban(kasus))
        r = masuk(manajer).post(url, self.isian(sosial="", simpan="ya"))
        assert r.status_code == 302
        baris = Asesmen.objects.sistem("uji").get()
        assert baris.selesai is None
        assert baris.isi["psiko"] == j.LENGKAP["psiko"]

    def test_selesaikan(self, masuk, kasus, manajer):
        url = alamat("asesmen_baru", kasus, j.korban(kasus))
        r = masuk(manajer).post(url, self.isian(selesaikan="ya"))
        assert r.url == alamat("penanganan", kasus)
        assert j.tahap(kasus) == "RENCANA"

    def test_isian_salah_kembali_utuh(self, masuk, kasus, manajer):
        url = alamat("asesmen_baru", kasus, j.korban(kasus))
        r = masuk(manajer).post(url, self.isian(selesaikan="ya", sosial="", mulai="kemarin"))
        assert r.status_code == 422
        assert "“kemarin” belum terbaca sebagai tanggal" in teks(r)
        r = masuk(manajer).post(url, self.isian(selesaikan="ya", sosial=""))
        assert r.status_code == 422
        assert asesmen.BELUM_DITULIS in teks(r)
        assert j.LENGKAP["rencana_aman"] in teks(r)

    def test_tanggal_terlalu_awal_disebut_di_sampingnya(self, masuk, kasus, manajer):
        url = alamat("asesmen_baru", kasus, j.korban(kasus))
        kemarin = tulis(timezone.now() - dt.timedelta(days=1))
        r = masuk(manajer).post(url, self.isian(simpan="ya", mulai=kemarin))
        assert r.status_code == 422
        assert re.search(r'id="error_\d+_id_mulai"[^>]*>\s*<strong>Tanggal tidak boleh', teks(r))
        assert kemarin in teks(r)

    def test_terkunci_sebelum_waktunya(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus()
        r = masuk(manajer).get(alamat("asesmen_baru", kasus, j.korban(kasus)))
        assert r.status_code == 200
        assert "Tetapkan tingkat risiko." in teks(r)
        assert "<textarea" not in teks(r).split("layar-kunci")[0]

    def test_simpan_basi_menampilkan_keduanya(self, masuk, kasus, manajer, supervisor):
        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        asesmen.simpan(
            by=supervisor, asesmen=a, isi={**j.LENGKAP, "bio": "Dari supervisor."}, versi=1
        )
        url = alamat("asesmen_ubah", kasus, a)
        r = masuk(manajer).post(url, {**j.LENGKAP, "bio": "Dari manajer.", "versi": "1"})
        assert r.status_code == 409
        assert "Dari supervisor." in teks(r)
        assert "<ins>Dari manajer.</ins>" in teks(r)
        assert ">Dari manajer.</textarea>" in r.content.decode().replace("\n", "")
        r = masuk(manajer).post(url, {**j.LENGKAP, "bio": "Dari manajer.", "versi": "2"})
        assert r.status_code == 302
        assert j.segar(a).isi["bio"] == "Dari manajer."

    def test_yang_selesai_kembali_ke_penanganan(self, masuk, kasus, manajer):
        a = j.nilai(j.korban(kasus), manajer)
        r = masuk(manajer).get(alamat("asesmen_ubah", kasus, a))
        assert r.url == alamat("penanganan", kasus)

    def test_baru_menuju_yang_terbuka(self, masuk, kasus, manajer):
        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        r = masuk(manajer).get(alamat("asesmen_baru", kasus, j.korban(kasus)))
        assert r.url == alamat("asesmen_ubah", kasus, a)

    def test_milik_orang_lain_tidak_ditawarkan(
        self, masuk, kasus, manajer, pendamping, masukkan_tim
    ):
        """No button leads into a refusal."""
        masukkan_tim(kasus, pendamping)
        url = alamat("asesmen_ubah", kasus, j.nilai(j.korban(kasus), manajer, selesai=None))
        client = masuk(pendamping)
        assert url not in teks(client.get(alamat("penanganan", kasus)))
        assert client.get(url).status_code == 403
        assert client.get(alamat("asesmen_baru", kasus, j.korban(kasus))).status_code == 200
        assert url in teks(masuk(manajer).get(alamat("penanganan", kasus)))

    def test_membaca_dicatat(self, masuk, kasus, manajer):
        from p3aks.core.models import JejakAudit

        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        masuk(manajer).get(alamat("asesmen_ubah", kasus, a))
        baris = JejakAudit.objects.get(peristiwa="kasus.dibaca")
        assert baris.rincian == {"halaman": "asesmen", "tingkat": "F2", "kanal": "HTML"}

    def test_asesmen_kasus_lain_404(self, masuk, kasus, buat_kasus, manajer):
        lain = buat_kasus()
        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        client = masuk(manajer)
        assert client.get(alamat("asesmen_ubah", lain, a)).status_code == 404
        assert client.get(alamat("asesmen_baru", lain, j.korban(kasus))).status_code == 404
