"""The page of what is done, and who may reach it; emergency, plan, services, follow-up."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import layanan, pemantauan, rencana
from kasus.actions.penanganan import SEBELUM_DITERIMA
from kasus.actions.rencana import IsiButir, IsiRencana
from kasus.documents.fakta import fakta_kasus
from kasus.documents.penanganan import fakta_korban
from kasus.models import LaranganAkses, Layanan, Pemantauan, RencanaIntervensi
from p3aks.core.formatting import tanggal
from p3aks.core.models import JejakAudit, SudahBerubah
from tests.kasus import jalan as j

HALAMAN = ("penanganan", "kedaruratan", "asesmen_baru", "rencana_baru", "layanan_baru",
           "pemantauan_baru")  # fmt: skip


def teks(r):
    return re.sub(r"\s+", " ", r.content.decode())


def tulis(waktu):
    lokal = timezone.localtime(waktu)
    return f"{tanggal(lokal)} {lokal:%H.%M}"


def alamat(nama, *args):
    return reverse(f"kasus:{nama}", args=[getattr(a, "pk", a) for a in args])


def halaman(nama, kasus):
    korban = [] if nama in ("penanganan", "kedaruratan") else [j.korban(kasus)]
    return alamat(nama, kasus, *korban)


@pytest.fixture
def kasus(buat_kasus, manajer):
    """Identified, medium risk."""
    baru = buat_kasus()
    j.kenali(baru, manajer)
    return j.segar(baru)


@pytest.fixture
def berencana(kasus, manajer):
    """With an agreed plan of one item; the victim."""
    return j.sampai(kasus, manajer, "rencana")


def butir_satu(korban):
    return (
        j.segar(korban).rencana.get(disepakati_pada__isnull=False, digantikan_pada=None).butir.get()
    )


class TestAkses:
    def test_orang_lain_tidak_menemukannya(self, masuk, buat_kasus, manajer_lain, pendamping):
        """The stranger, and the companion who is in no team: 404, as if there was none."""
        kasus = buat_kasus()
        for pengguna in (manajer_lain, pendamping):
            client = masuk(pengguna)
            assert {client.get(halaman(n, kasus)).status_code for n in HALAMAN} == {404}

    def test_peran_salah_403(self, masuk, kasus, patbm_a, mitra, ppdp, auditor, sekretariat):
        semua = [*(halaman(n, kasus) for n in HALAMAN), alamat("terminasi", kasus)]
        for pengguna in (patbm_a, mitra, ppdp, auditor, sekretariat):
            client = masuk(pengguna)
            assert {client.get(a).status_code for a in semua} == {403}

    def test_patbm_tidak_mencapai_satu_pun_tulisan(
        self, masuk, berencana, kasus, patbm_a, manajer, supervisor
    ):
        """R15: no way for a volunteer to end or change a case."""
        butir, r = butir_satu(berencana), j.segar(berencana).rencana.get()
        client = masuk(patbm_a)
        alamat_tulis = [
            *(halaman(n, kasus) for n in HALAMAN[1:]),
            alamat("rencana_ubah", kasus, r), alamat("rencana_sepakati", kasus, r),
            alamat("butir_selesai", kasus, butir), alamat("butir_batal", kasus, butir),
            alamat("terminasi", kasus), alamat("terminasi_setujui", kasus, uuid4()),
            alamat("terminasi_kembalikan", kasus, uuid4()), alamat("buka_kembali", kasus),
        ]  # fmt: skip
        assert {client.post(a).status_code for a in alamat_tulis} == {403}

    def test_tersegel_tidak_tampak(self, masuk, buat_kasus, supervisor, orang, unit):
        """K3: neither supervisor nor another manager of the unit; the answer is as for nothing."""
        tersegel = buat_kasus(3)
        client = masuk(supervisor)
        r = client.get(alamat("penanganan", tersegel))
        tiada = client.get(alamat("penanganan", uuid4()))
        assert r.status_code == tiada.status_code == 404
        assert teks(r).replace(str(tersegel.pk), "") == teks(tiada).replace(
            tiada.wsgi_request.path.split("/")[2], ""
        )

    def test_daftar_tolak_mengalahkan_semua(self, masuk, kasus, manajer):
        """T6: whoever is on the deny-list finds nothing, also as manager in the team."""
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Saudara terlapor.", oleh=manajer
        )
        client = masuk(manajer)
        for nama in HALAMAN:
            assert client.get(halaman(nama, kasus)).status_code == 404
        with pytest.raises(PermissionDenied):
            j.darurat(kasus, manajer)

    def test_pendamping_dalam_tim_bekerja(self, masuk, kasus, pendamping, masukkan_tim):
        masukkan_tim(kasus, pendamping)
        client = masuk(pendamping)
        for nama in HALAMAN:
            assert client.get(halaman(nama, kasus)).status_code == 200
        assert client.get(alamat("terminasi", kasus)).status_code == 403

    def test_anggota_tim_yang_selesai_tidak_lagi(self, masuk, kasus, pendamping, masukkan_tim):
        tim = masukkan_tim(kasus, pendamping)
        tim.selesai = j.kini()
        tim.save()
        assert masuk(pendamping).get(halaman("penanganan", kasus)).status_code == 404
        with pytest.raises(PermissionDenied):
            j.darurat(kasus, pendamping)


class TestHalamanPenanganan:
    def test_membaca_dicatat(self, masuk, kasus, manajer):
        masuk(manajer).get(halaman("penanganan", kasus))
        baris = JejakAudit.objects.get(peristiwa="kasus.dibaca")
        assert (baris.oleh_id, baris.rincian["halaman"]) == (str(manajer.pk), "penanganan")
        assert baris.rincian["tingkat"] == "F2"

    def test_langkah_berikut_dari_awal_sampai_akhir(self, masuk, buat_kasus, manajer):
        """The one primary button leads through all stages, in order."""
        kasus = buat_kasus()
        client, tombol = masuk(manajer), []

        def catat():
            isi = client.get(halaman("penanganan", kasus)).content.decode()
            utama = re.findall(r'<a class="tombol utama" href="[^"]+">([^<]+)</a>', isi)
            assert len(utama) == 1
            tombol.append(utama[0])

        catat()
        j.kenali(kasus, manajer, risiko="TINGGI")
        catat()
        j.darurat(kasus, manajer)
        catat()
        a = j.nilai(j.korban(kasus), manajer, selesai=None)
        catat()
        from kasus.actions import asesmen

        asesmen.simpan(by=manajer, asesmen=a, isi=j.LENGKAP, versi=1, selesai=j.kini())
        catat()
        r = j.tulis_rencana(j.korban(kasus), manajer)
        catat()
        rencana.sepakati(by=manajer, rencana=r, pada=j.kini(), versi=1)
        catat()
        j.beri_layanan(j.korban(kasus), manajer, butir=r.butir.get().pk, selesai=True)
        catat()
        j.pantau(j.korban(kasus), manajer)
        catat()
        assert tombol == [
            "Lengkapi identifikasi", "Catat tindakan kedaruratan", "Mulai asesmen",
            "Lanjutkan asesmen", "Susun rencana", "Lanjutkan dan sepakati rencana",
            "Catat layanan", "Catat pemantauan", "Usulkan terminasi",
        ]  # fmt: skip

    def test_isi_dan_nama_petugas_tampil_terbaru_di_atas(self, masuk, berencana, kasus, manajer):
        j.beri_layanan(berencana, manajer, uraian="Yang pertama.")
        j.beri_layanan(berencana, manajer, uraian="Yang kedua.")
        isi = teks(masuk(manajer).get(halaman("penanganan", kasus)))
        assert isi.index("Yang kedua.") < isi.index("Yang pertama.")
        assert "Aman di rumah." in isi
        assert "Manajer" in isi
        assert "<title>Lembar kerja" in isi

    def test_dua_korban_berdiri_sendiri(self, masuk, kasus, manajer):
        lain = j.korban_lain(kasus)
        j.sampai(kasus, manajer, "layanan")
        isi = teks(masuk(manajer).get(halaman("penanganan", kasus)))
        assert alamat("pemantauan_baru", kasus, j.korban(kasus)) in isi
        assert alamat("asesmen_baru", kasus, lain) in isi
        assert alamat("layanan_baru", kasus, lain) not in isi

    def test_tanpa_korban_menyebut_langkahnya(self, masuk, manajer, unit):
        from kasus.models import Kasus

        kosong = Kasus.objects.sistem("uji").create(
            unit=unit, saluran="TELEPON", tanggal_lapor=j.kini(), dibuat_oleh=manajer
        )
        isi = teks(masuk(manajer).get(alamat("penanganan", kosong)))
        assert "Belum ada korban" in isi
        assert "Catat korban lebih dulu." in teks(masuk(manajer).get(alamat("kedaruratan", kosong)))

    def test_jumlah_kueri_tetap(self, masuk, kasus, manajer):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def hitung():
            with CaptureQueriesContext(
                connection,
            ) as kueri:
                assert client.get(halaman("penanganan", kasus)).status_code == 200
            return len(kueri)

        client = masuk(manajer)
        korban = j.sampai(kasus, manajer, "pemantauan")
        client.get(halaman("penanganan", kasus))
        sedikit = hitung()
        lain = j.korban_lain(kasus)
        j.nilai(lain, manajer)
        j.sepakati(j.segar(lain), manajer, butir=("KESEHATAN", "EKONOMI", "PENDIDIKAN"))
        for _ in range(4):
            j.beri_layanan(j.segar(lain), manajer)
            j.pantau(j.segar(lain), manajer)
            j.nilai(j.segar(korban), manajer, jenis="LANJUTAN")
        assert hitung() == sedikit
        assert sedikit <= 30

    def test_fakta_korban_dan_kasus_sejalan(self, buat_kasus, manajer):
        """With one victim her facts are those of the case, at every step."""
        kasus = buat_kasus()
        for langkah in (
            lambda: j.darurat(kasus, manajer),
            lambda: j.kenali(kasus, manajer, risiko="TINGGI"),
            lambda: j.nilai(j.korban(kasus), manajer),
            lambda: j.sepakati(j.korban(kasus), manajer),
            lambda: j.beri_layanan(j.korban(kasus), manajer, butir=butir_satu(j.korban(kasus)).pk),
            lambda: rencana.selesaikan_butir(by=manajer, butir=butir_satu(j.korban(kasus))),
            lambda: j.pantau(j.korban(kasus), manajer),
        ):
            langkah()
            korban = j.korban(kasus)
            assert fakta_korban(korban) == fakta_kasus(korban.kasus)


class TestKedaruratan:
    def test_sebelum_identifikasi_pun_boleh(self, buat_kasus, manajer):
        kasus = buat_kasus()
        j.darurat(kasus, manajer)
        assert j.tahap(kasus) == "BARU"
        j.kenali(kasus, manajer, risiko="TINGGI")
        assert j.tahap(kasus) == "KEDARURATAN"
        j.nilai(j.korban(kasus), manajer, selesai=None)
        assert j.tahap(kasus) == "ASESMEN"

    def test_untuk_beberapa_korban_sekaligus(self, masuk, kasus, manajer):
        korban = [j.korban(kasus), j.korban_lain(kasus)]
        isian = {
            "kunci": str(uuid4()), "korban": [str(k.pk) for k in korban], "jenis": "PENAMPUNGAN",
            "fungsi": "PENAMPUNGAN", "pada": tulis(timezone.now()), "uraian": "Diantar.",
        }  # fmt: skip
        client = masuk(manajer)
        for _ in range(2):  # sent twice it is still one action for each
            assert client.post(alamat("kedaruratan", kasus), isian).status_code == 302
        assert Layanan.objects.sistem("uji").filter(kedaruratan=True).count() == 2

    def test_korban_kasus_lain_tidak_dapat_dipilih(self, masuk, kasus, buat_kasus, manajer):
        asing = j.korban(buat_kasus())
        isian = {"korban": [str(asing.pk)], "jenis": "KESEHATAN", "fungsi": "PENDAMPINGAN",
                 "pada": tulis(timezone.now()), "uraian": "x"}  # fmt: skip
        r = masuk(manajer).post(alamat("kedaruratan", kasus), isian)
        assert r.status_code == 422
        with pytest.raises(ValidationError):
            j.darurat(kasus, manajer, korban=[asing.pk])
        assert not Layanan.objects.sistem("uji").exists()

    def test_tanpa_pilihan_isian_kembali(self, masuk, kasus, manajer):
        isian = {"jenis": "", "uraian": "Dibawa ke puskesmas.", "pada": "hari ini"}
        r = masuk(manajer).post(alamat("kedaruratan", kasus), isian)
        assert r.status_code == 422
        assert "Dibawa ke puskesmas." in teks(r)
        assert "Bagian ini belum diisi." in teks(r)

    def test_tidak_mendahului_pengaduan(self, kasus, manajer):
        with pytest.raises(ValidationError) as galat:
            j.darurat(kasus, manajer, pada=j.kini() - dt.timedelta(hours=5))
        assert galat.value.message_dict == {"pada": [SEBELUM_DITERIMA]}

    def test_mediasi_tidak_lewat_sini(self, kasus, manajer):
        """R14 has no side door."""
        with pytest.raises(ValidationError, match="halaman mediasi"):
            j.darurat(kasus, manajer, fungsi="MEDIASI")


class TestRencana:
    def isian(self, *butir, **lain):
        baris = {
            f"butir-{n}-{k}": v
            for n, b in enumerate(butir)
            for k, v in {"jenis": b, "instansi": "", "batas": "", "uraian": ""}.items()
        }
        return {
            "tujuan": "Aman.", "disusun_dengan": "PENERIMA", "kunci": str(uuid4()),
            "butir-TOTAL_FORMS": str(len(butir)), "butir-INITIAL_FORMS": "0", **baris, **lain,
        }  # fmt: skip

    def test_susun_lalu_sepakati(self, masuk, kasus, manajer, lembaga):
        korban, client = j.sampai(kasus, manajer, "asesmen"), masuk(manajer)
        isian = self.isian("KESEHATAN", "EKONOMI", "")
        isian["butir-0-instansi"] = str(lembaga("RSUD").pk)
        isian["butir-0-batas"] = "1 Januari 2030"
        assert client.post(alamat("rencana_baru", kasus, korban), isian).status_code == 302
        baris = RencanaIntervensi.objects.sistem("uji").get()
        assert sorted(b.jenis for b in baris.butir.all()) == ["EKONOMI", "KESEHATAN"]
        assert j.tahap(kasus) == "RENCANA"
        url = alamat("rencana_sepakati", kasus, baris)
        r = client.post(url, {"versi": "1", "pada": tulis(timezone.now())})
        assert r.url == alamat("penanganan", kasus)
        assert j.tahap(kasus) == "INTERVENSI"

    def test_tanggal_kesepakatan_terlalu_awal(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "asesmen")
        baris = j.tulis_rencana(korban, manajer)
        kemarin = tulis(timezone.now() - dt.timedelta(days=1))
        url = alamat("rencana_sepakati", kasus, baris)
        r = masuk(manajer).post(url, {"versi": "1", "pada": kemarin})
        assert r.status_code == 422
        assert kemarin in teks(r)
        assert SEBELUM_DITERIMA in teks(r)
        with pytest.raises(ValidationError) as galat:
            rencana.sepakati(
                by=manajer, rencana=baris, versi=1, pada=j.kini() - dt.timedelta(minutes=30)
            )
        assert galat.value.message_dict == {
            "pada": ["Tanggal tidak boleh mendahului tanggal asesmen selesai."]
        }

    def test_sebelum_asesmen_selesai(self, masuk, kasus, manajer):
        korban = j.korban(kasus)
        r = masuk(manajer).get(alamat("rencana_baru", kasus, korban))
        assert "Mulai asesmen biopsikososial." in teks(r)
        r = masuk(manajer).post(alamat("rencana_baru", kasus, korban), self.isian("KESEHATAN"))
        assert r.status_code == 422
        assert not RencanaIntervensi.objects.sistem("uji").exists()

    def test_rencana_tanpa_layanan_dan_isian_kembali(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "asesmen")
        url = alamat("rencana_baru", kasus, korban)
        r = masuk(manajer).post(url, self.isian("", tujuan="Tujuan yang panjang."))
        assert r.status_code == 422
        assert rencana.TANPA_BUTIR in teks(r)
        assert "Tujuan yang panjang." in teks(r)

    def test_kiriman_ganda_satu_rencana(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "asesmen")
        isian, client = self.isian("KESEHATAN"), masuk(manajer)
        for _ in range(2):
            assert client.post(alamat("rencana_baru", kasus, korban), isian).status_code == 302
        assert RencanaIntervensi.objects.sistem("uji").get().butir.count() == 1

    def test_rencana_baru_menggantikan_yang_lama(self, kasus, manajer, berencana):
        lama = j.segar(berencana).rencana.get()
        baru = j.tulis_rencana(j.segar(berencana), manajer, butir=("EKONOMI",))
        assert j.tahap(kasus) == "INTERVENSI"  # writing alone changes nothing
        assert j.segar(lama).digantikan_pada is None
        rencana.sepakati(by=manajer, rencana=baru, pada=j.kini(), versi=1)
        assert j.segar(lama).digantikan_pada
        assert j.tahap(kasus) == "INTERVENSI"
        with pytest.raises(ValidationError, match="rencana yang berlaku"):
            rencana.batalkan_butir(by=manajer, butir=lama.butir.get(), alasan="Lama.")

    def test_rencana_baru_membawa_butir_yang_terbuka(self, masuk, kasus, manajer, berencana):
        isi = teks(masuk(manajer).get(alamat("rencana_baru", kasus, berencana)))
        assert "Aman di rumah." in isi
        assert isi.count('<option value="KESEHATAN" selected>') == 1

    def test_yang_berubah_tidak_disepakati(self, masuk, kasus, manajer):
        baris = j.tulis_rencana(j.sampai(kasus, manajer, "asesmen"), manajer)
        isi = IsiRencana("Lain.", "PENERIMA", [IsiButir("EKONOMI")])
        rencana.ubah(by=manajer, rencana=baris, isi=isi, versi=1)
        with pytest.raises(SudahBerubah):
            rencana.sepakati(by=manajer, rencana=baris, pada=j.kini(), versi=1)
        url = alamat("rencana_sepakati", kasus, baris)
        r = masuk(manajer).post(url, {"versi": "1", "pada": tulis(timezone.now())})
        assert r.url == alamat("rencana_ubah", kasus, baris)
        assert j.segar(baris).disepakati_pada is None

    def test_simpan_basi_menampilkan_keduanya(self, masuk, kasus, manajer):
        baris = j.tulis_rencana(j.sampai(kasus, manajer, "asesmen"), manajer)
        isi = IsiRencana("Tujuan orang lain.", "PENERIMA", [IsiButir("EKONOMI")])
        rencana.ubah(by=manajer, rencana=baris, isi=isi, versi=1)
        url = alamat("rencana_ubah", kasus, baris)
        isian = self.isian("PENDIDIKAN", tujuan="Tujuan saya.", versi="1")
        r = masuk(manajer).post(url, isian)
        assert r.status_code == 409
        assert "Tujuan orang lain." in teks(r)
        assert "<ins>Tujuan saya.</ins>" in teks(r)
        assert "Pendidikan · unit ini" in teks(r)
        assert masuk(manajer).post(url, {**isian, "versi": "2"}).status_code == 302
        assert j.segar(baris).tujuan == "Tujuan saya."

    def test_batas_butir_tidak_mendahului_pengaduan(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "asesmen")
        isian = self.isian("KESEHATAN")
        isian["butir-0-batas"] = "1 Januari 2020"
        r = masuk(manajer).post(alamat("rencana_baru", kasus, korban), isian)
        assert r.status_code == 422
        assert SEBELUM_DITERIMA in teks(r)

    def test_rencana_kasus_lain_404(self, masuk, berencana, kasus, buat_kasus, manajer):
        lain, client = buat_kasus(), masuk(manajer)
        r, b = j.segar(berencana).rencana.get(), butir_satu(berencana)
        assert client.get(alamat("rencana_ubah", lain, r)).status_code == 404
        assert client.post(alamat("rencana_sepakati", lain, r)).status_code == 404
        assert client.post(alamat("butir_selesai", lain, b)).status_code == 404
        assert client.get(alamat("butir_batal", lain, b)).status_code == 404


class TestLayanan:
    def isian(self, **lain):
        return {
            "kunci": str(uuid4()), "butir": "", "jenis": "", "fungsi": "PENDAMPINGAN",
            "pada": tulis(timezone.now()), "uraian": "Diperiksa.", **lain,
        }  # fmt: skip

    def test_untuk_butir_sekaligus_selesai(self, masuk, kasus, manajer, berencana):
        butir, client = butir_satu(berencana), masuk(manajer)
        isian = self.isian(butir=str(butir.pk), selesai="on")
        for _ in range(2):
            r = client.post(alamat("layanan_baru", kasus, berencana), isian)
            assert r.status_code in (302, 422)
        baris = Layanan.objects.sistem("uji").get()
        assert (baris.jenis, baris.butir_id) == ("KESEHATAN", butir.pk)
        assert j.segar(butir).ditutup_oleh_id == manajer.pk
        assert j.tahap(kasus) == "PEMANTAUAN"

    def test_di_luar_rencana_perlu_jenis(self, masuk, kasus, manajer, berencana):
        url = alamat("layanan_baru", kasus, berencana)
        r = masuk(manajer).post(url, self.isian())
        assert r.status_code == 422
        assert layanan.PILIH_JENIS in teks(r)
        assert "Diperiksa." in teks(r)
        r = masuk(manajer).post(url, self.isian(jenis="ROHANI", selesai="on"))
        assert layanan.PILIH_BUTIR in teks(r)
        assert masuk(manajer).post(url, self.isian(jenis="ROHANI")).status_code == 302

    def test_sebelum_rencana_disepakati(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "asesmen")
        with pytest.raises(ValidationError, match="Sepakati rencana"):
            j.beri_layanan(korban, manajer)
        r = masuk(manajer).get(alamat("layanan_baru", kasus, korban))
        assert "Sepakati rencana intervensi" in teks(r)

    def test_rencana_korban_lain_tidak_cukup(self, kasus, manajer, berencana):
        lain = j.korban_lain(kasus)
        with pytest.raises(ValidationError):
            j.beri_layanan(lain, manajer)
        with pytest.raises(ValidationError):
            j.beri_layanan(lain, manajer, butir=butir_satu(berencana).pk)

    def test_tidak_mendahului_kesepakatan(self, kasus, manajer, berencana):
        with pytest.raises(ValidationError) as galat:
            j.beri_layanan(berencana, manajer, pada=j.kini() - dt.timedelta(minutes=30))
        assert galat.value.message_dict == {
            "pada": ["Tanggal tidak boleh mendahului tanggal rencana disepakati."]
        }

    def test_butir_tertutup_tidak_dilayani_lagi(self, kasus, manajer, berencana):
        butir = butir_satu(berencana)
        rencana.batalkan_butir(by=manajer, butir=butir, alasan="Tidak mau.")
        with pytest.raises(ValidationError) as galat:
            j.beri_layanan(berencana, manajer, butir=butir.pk)
        assert galat.value.message_dict == {"butir": [layanan.BUTIR_TERTUTUP]}

    def test_mediasi_bukan_pilihan(self, masuk, kasus, manajer, berencana):
        url = alamat("layanan_baru", kasus, berencana)
        assert 'value="MEDIASI"' not in teks(masuk(manajer).get(url))
        r = masuk(manajer).post(url, self.isian(jenis="KESEHATAN", fungsi="MEDIASI"))
        assert r.status_code == 422

    def test_tandai_selesai_menunggu_layanan(self, masuk, kasus, manajer, berencana):
        butir, client = butir_satu(berencana), masuk(manajer)
        client.post(alamat("butir_selesai", kasus, butir))
        assert j.segar(butir).selesai_pada is None
        j.beri_layanan(berencana, manajer)
        client.post(alamat("butir_selesai", kasus, butir))
        assert j.segar(butir).selesai_pada
        assert not rencana.selesaikan_butir(by=manajer, butir=butir)  # twice is once

    def test_batal_perlu_alasan_dan_tetap_terbaca(self, masuk, kasus, manajer, berencana):
        butir, client = butir_satu(berencana), masuk(manajer)
        r = client.post(alamat("butir_batal", kasus, butir), {"alasan": " "})
        assert r.status_code == 422
        assert rencana.TULIS_ALASAN in teks(r)
        client.post(alamat("butir_batal", kasus, butir), {"alasan": "Sudah sembuh."})
        assert j.segar(butir).batal_pada
        assert "Sudah sembuh." in teks(client.get(halaman("penanganan", kasus)))


class TestPemantauan:
    def test_kontak_menunggu_layanan_upaya_tidak(self, kasus, manajer):
        korban = j.korban(kasus)
        with pytest.raises(ValidationError):
            j.pantau(korban, manajer)
        j.pantau(korban, manajer, terhubung=False, hasil="")
        assert Pemantauan.objects.sistem("uji").get().terhubung is False
        assert j.tahap(kasus) == "ASESMEN"

    def test_lewat_formulir(self, masuk, kasus, manajer):
        korban = j.sampai(kasus, manajer, "layanan")
        url, kunci = alamat("pemantauan_baru", kasus, korban), str(uuid4())
        isian = {"kunci": kunci, "terhubung": "ya", "pada": tulis(timezone.now()),
                 "hasil": "", "berikutnya": "1 Januari 2020"}  # fmt: skip
        r = masuk(manajer).post(url, isian)
        assert r.status_code == 422
        assert pemantauan.TULIS_HASIL in teks(r)
        r = masuk(manajer).post(url, {**isian, "hasil": "Sudah bekerja lagi."})
        assert pemantauan.BERIKUTNYA_MUNDUR in teks(r)
        assert "Sudah bekerja lagi." in teks(r)
        r = masuk(manajer).post(url, {**isian, "hasil": "Baik.", "berikutnya": "1 Januari 2030"})
        assert r.status_code == 302
        assert str(Pemantauan.objects.sistem("uji").get().pk) == kunci
        r = masuk(manajer).get(halaman("penanganan", kasus))
        assert "1 Januari 2030" in teks(r)

    def test_pilihan_kontak_wajib(self, masuk, kasus, manajer):
        r = masuk(manajer).post(alamat("pemantauan_baru", kasus, j.korban(kasus)), {"hasil": "Ya."})
        assert r.status_code == 422
        assert "Bagian ini belum diisi." in teks(r)

    def test_menyebut_cara_menghubungi_yang_aman(self, masuk, kasus, manajer):
        """T23: nobody calls a telephone that somebody else may answer."""
        isi = teks(masuk(manajer).get(alamat("pemantauan_baru", kasus, j.korban(kasus))))
        assert "Cara menghubungi yang aman: jangan dihubungi." in isi
