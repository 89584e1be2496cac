"""The end of a case: six ticks, somebody else's decision, nothing after it (R10, R18)."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import asesmen, rencana, terminasi
from kasus.actions.terminasi import RUAS, IsiTerminasi
from kasus.aturan.tahap import SUDAH_BERAKHIR
from kasus.aturan.terminasi import Butir
from kasus.documents.penanganan import kontak
from kasus.models import Fasilitas, Penampungan, Terminasi
from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.enums import Peran
from pokja.models import Penugasan
from tests.kasus import jalan as j

JELAS = dict.fromkeys(RUAS, "Tidak dapat ditanyakan.")


def teks(r):
    return re.sub(r"\s+", " ", r.content.decode())


def alamat(nama, *args):
    return reverse(f"kasus:{nama}", args=[getattr(a, "pk", a) for a in args])


@pytest.fixture
def kasus(buat_kasus, manajer):
    """Gone the whole way, ready to end."""
    baru = buat_kasus()
    j.sampai(baru, manajer, "pemantauan")
    return j.segar(baru)


@pytest.fixture
def usulan(kasus, manajer):
    return terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS)


@pytest.fixture
def ganda(orang, unit):
    """Supervisor and case manager at once."""
    pengguna = orang("ganda", Peran.SUPERVISOR, lembaga=unit)
    Penugasan.objects.create(
        pengguna=pengguna, peran=Peran.MANAJER_KASUS, lembaga=unit, mulai=dt.date(2020, 1, 1),
        dasar="SK uji",
    )  # fmt: skip
    return pengguna


class TestUsul:
    def test_tuntas_lalu_disetujui(self, usulan, kasus, supervisor):
        assert j.tahap(kasus) == "PEMANTAUAN"
        terminasi.setujui(by=supervisor, terminasi=usulan)
        akhir = j.segar(kasus)
        assert (akhir.tahap, akhir.alasan_akhir) == ("TERMINASI", "TUNTAS")
        assert j.segar(usulan).disetujui_oleh_id == supervisor.pk
        peristiwa = JejakAudit.objects.filter(rantai=f"kasus.kasus:{kasus.pk}")
        assert peristiwa.filter(
            peristiwa="kasus.terminasi_disetujui", oleh_id=supervisor.pk
        ).exists()

    def test_setiap_centang_diminta(self, kasus, manajer):
        for ruas in j.CENTANG:
            with pytest.raises(ValidationError) as galat:
                terminasi.usulkan(by=manajer, kasus=kasus, isi=replace(j.TUNTAS, **{ruas: False}))
            assert set(galat.value.message_dict) == {ruas}
        assert not Terminasi.objects.sistem("uji").exists()

    def test_tuntas_tidak_dapat_dijelaskan(self, kasus, manajer):
        isi = replace(j.TUNTAS, sepakat=False, penjelasan=JELAS)
        with pytest.raises(ValidationError):
            terminasi.usulkan(by=manajer, kasus=kasus, isi=isi)

    def test_tuntas_untuk_setiap_korban(self, kasus, manajer):
        """One victim served is not a case served."""
        j.korban_lain(kasus)
        with pytest.raises(ValidationError) as galat:
            terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS)
        assert "Korban B: mulai asesmen biopsikososial." in galat.value.messages

    def test_butir_terbuka_bukan_rencana_selesai(self, kasus, manajer):
        j.sepakati(j.korban(kasus), manajer, butir=("EKONOMI",))
        with pytest.raises(ValidationError) as galat:
            terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS)
        assert galat.value.message_dict["rencana_selesai"] == [terminasi.BUTIR_MASIH_TERBUKA]

    def test_pelimpahan_perlu_penerima(self, kasus, manajer, lembaga):
        for alasan in ("DILIMPAHKAN", "BUKAN_KEWENANGAN"):
            isi = IsiTerminasi(alasan, "Pindah domisili.", penjelasan=JELAS, **j.CENTANG)
            with pytest.raises(ValidationError) as galat:
                terminasi.usulkan(by=manajer, kasus=kasus, isi=isi)
            assert set(galat.value.message_dict) == {"penerima"}
        isi = replace(isi, penerima=lembaga("UPTD PPA Lamongan").pk)
        assert terminasi.usulkan(by=manajer, kasus=kasus, isi=isi).menunggu

    def test_permintaan_perlu_uraian(self, kasus, manajer):
        isi = IsiTerminasi("PERMINTAAN", penjelasan=JELAS, **j.CENTANG)
        with pytest.raises(ValidationError) as galat:
            terminasi.usulkan(by=manajer, kasus=kasus, isi=isi)
        assert set(galat.value.message_dict) == {"ringkasan"}

    def test_risiko_tinggi_tanpa_kedaruratan_tidak_diakhiri(self, buat_kasus, manajer):
        kasus = buat_kasus()
        j.kenali(kasus, manajer, risiko="TINGGI")
        isi = IsiTerminasi("PERMINTAAN", "Ia minta.", penjelasan=JELAS, **j.CENTANG)
        with pytest.raises(ValidationError, match="Risiko tinggi"):
            terminasi.usulkan(by=manajer, kasus=kasus, isi=isi)

    def test_yang_masih_ditampung_tidak_dilepas(self, kasus, manajer, supervisor, unit):
        """R13: whoever still lives in the shelter is somebody's to care for."""
        rumah = Fasilitas.objects.sistem("uji").create(kode="Melati", unit=unit, kapasitas=4)
        tinggal = Penampungan.objects.sistem("uji").create(
            korban=j.korban(kasus), fasilitas=rumah, masuk=j.kini(), dicatat_oleh=manajer
        )
        with pytest.raises(ValidationError, match="penampungan"):
            terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS)
        tinggal.keluar = j.kini()
        tinggal.save()
        j.akhiri(kasus, manajer, supervisor)

    def test_duplikat_menyebut_kasus_yang_ditangani(self, kasus, buat_kasus, manajer, manajer_lain):
        isi = IsiTerminasi("DUPLIKAT", "Dicatat dua kali.", penjelasan=JELAS)
        asing = buat_kasus(by=manajer)
        asing.unit = manajer_lain.lembaga
        asing.save()
        from kasus.models import TimKasus

        TimKasus.objects.sistem("uji").filter(kasus=asing).update(selesai=timezone.now())
        tersegel, utama = buat_kasus(3), buat_kasus()
        for kode in ("", "K-TIDAKADA", asing.kode, kasus.kode, tersegel.kode):
            with pytest.raises(ValidationError) as galat:
                terminasi.usulkan(by=manajer, kasus=kasus, isi=replace(isi, kasus_utama=kode))
            assert set(galat.value.message_dict) == {"kasus_utama"}
        isi = replace(isi, kasus_utama=utama.kode.lower())
        assert terminasi.usulkan(by=manajer, kasus=kasus, isi=isi).kasus_utama == utama.kode

    def test_satu_usulan_menunggu(self, usulan, kasus, manajer):
        with pytest.raises(ValidationError, match="menunggu supervisor"):
            terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS)

    def test_hanya_manajer_mengusulkan(self, kasus, pendamping, supervisor, masukkan_tim):
        masukkan_tim(kasus, pendamping)
        for pengguna in (pendamping, supervisor):
            with pytest.raises(PermissionDenied):
                terminasi.usulkan(by=pengguna, kasus=kasus, isi=j.TUNTAS)


class TestPutusKontak:
    ISI = IsiTerminasi(
        "PUTUS_KONTAK", "Nomor tidak aktif.", rencana_aman_ditinjau=True, penjelasan=JELAS
    )

    def coba(self, kasus, manajer, hari, upaya):
        """*upaya* attempts, spread over *hari* days; then propose."""
        with time_machine.travel(timezone.now(), tick=False) as jam:
            for _ in range(upaya):
                jam.shift(dt.timedelta(days=hari / max(upaya, 1)))
                j.pantau(j.korban(kasus), manajer, terhubung=False)
            if not upaya:
                jam.shift(dt.timedelta(days=hari))
            return terminasi.usulkan(by=manajer, kasus=j.segar(kasus), isi=self.ISI)

    def test_dihitung_dari_catatan(self, kasus, manajer):
        usulan = self.coba(kasus, manajer, hari=31, upaya=3)
        assert usulan.putus_kontak
        assert not usulan.kebutuhan_terpenuhi

    @pytest.mark.parametrize(("hari", "upaya"), [(31, 2), (30, 3), (60, 0)])
    def test_kurang_hari_atau_kurang_upaya(self, kasus, manajer, hari, upaya):
        """Ticking is not enough."""
        with pytest.raises(ValidationError) as galat:
            self.coba(kasus, manajer, hari, upaya)
        assert "alasan" in galat.value.message_dict

    def test_kontak_memulai_hitungan_baru(self, kasus, manajer):
        with time_machine.travel(timezone.now(), tick=False) as jam:
            for terhubung in (False, False, True, False):
                jam.shift(dt.timedelta(days=20))
                j.pantau(j.korban(kasus), manajer, terhubung=terhubung)
            assert kontak(j.korban(kasus)) == (20, 1)

    def test_semua_korban_harus_terputus(self, kasus, manajer):
        j.korban_lain(kasus)
        with pytest.raises(ValidationError):
            self.coba(kasus, manajer, hari=40, upaya=3)


class TestPutusan:
    def test_pengusul_manajer_tim_dan_orang_lain_tidak_memutus(
        self, usulan, kasus, manajer, manajer_lain, pendamping, ganda, masukkan_tim
    ):
        masukkan_tim(kasus, pendamping)
        j.jadi_manajer(kasus, ganda)  # was its manager once
        for pengguna in (manajer, manajer_lain, pendamping, ganda):
            with pytest.raises(PermissionDenied):
                terminasi.setujui(by=pengguna, terminasi=usulan)
            with pytest.raises(PermissionDenied):
                terminasi.kembalikan(by=pengguna, terminasi=usulan, catatan="Tidak.")
        assert j.segar(usulan).menunggu

    def test_pengusul_yang_juga_supervisor(self, kasus, ganda):
        usulan = terminasi.usulkan(by=ganda, kasus=kasus, isi=j.TUNTAS)
        with pytest.raises(PermissionDenied):
            terminasi.setujui(by=ganda, terminasi=usulan)

    def test_fakta_diperiksa_sekali_lagi(self, usulan, kasus, manajer, supervisor):
        """Between proposal and decision a new plan was agreed: nothing is approved unseen."""
        j.sepakati(j.korban(kasus), manajer, butir=("EKONOMI",))
        with pytest.raises(ValidationError):
            terminasi.setujui(by=supervisor, terminasi=usulan)
        assert j.tahap(kasus) != "TERMINASI"

    def test_kembalikan_dengan_catatan(self, usulan, kasus, manajer, supervisor):
        with pytest.raises(ValidationError) as galat:
            terminasi.kembalikan(by=supervisor, terminasi=usulan, catatan=" ")
        assert set(galat.value.message_dict) == {"catatan"}
        terminasi.kembalikan(by=supervisor, terminasi=usulan, catatan="Tinjau rencana keamanan.")
        assert j.segar(usulan).dikembalikan_oleh_id == supervisor.pk
        with pytest.raises(SudahBerubah):
            terminasi.setujui(by=supervisor, terminasi=usulan)
        assert terminasi.usulkan(by=manajer, kasus=kasus, isi=j.TUNTAS).menunggu

    def test_diputus_sekali(self, usulan, supervisor):
        terminasi.setujui(by=supervisor, terminasi=usulan)
        with pytest.raises(SudahBerubah):
            terminasi.setujui(by=supervisor, terminasi=usulan)

    def test_basis_data_menolak_menyetujui_sendiri(self, usulan, manajer):
        from django.db import IntegrityError, transaction

        for kolom in ("disetujui", "dikembalikan"):
            with pytest.raises(IntegrityError), transaction.atomic():
                Terminasi.objects.sistem("uji").filter(pk=usulan.pk).update(
                    **{f"{kolom}_oleh": manajer, f"{kolom}_pada": timezone.now()}
                )


class TestSesudahBerakhir:
    @pytest.fixture
    def berakhir(self, kasus, manajer, supervisor):
        j.akhiri(kasus, manajer, supervisor)
        return j.segar(kasus)

    def test_tidak_ada_catatan_baru(self, berakhir, manajer):
        korban = j.korban(berakhir)
        for tulis in (
            lambda: j.darurat(berakhir, manajer),
            lambda: j.nilai(korban, manajer),
            lambda: j.tulis_rencana(korban, manajer),
            lambda: j.beri_layanan(korban, manajer),
            lambda: j.pantau(korban, manajer),
            lambda: j.pantau(korban, manajer, terhubung=False),
            lambda: terminasi.usulkan(by=manajer, kasus=berakhir, isi=j.TUNTAS),
        ):
            with pytest.raises(ValidationError, match=SUDAH_BERAKHIR[:20]):
                tulis()

    def test_yang_setengah_jadi_pun_tidak(self, buat_kasus, manajer, supervisor):
        kasus = buat_kasus()
        korban = j.sampai(kasus, manajer, "rencana")
        a = j.nilai(j.segar(korban), manajer, jenis="LANJUTAN", selesai=None)
        r = j.tulis_rencana(j.segar(korban), manajer)
        butir = j.segar(korban).rencana.get(disepakati_pada__isnull=False).butir.get()
        isi = IsiTerminasi("PERMINTAAN", "Ia minta.", penjelasan=JELAS,
                           **{**j.CENTANG, "rencana_selesai": False})  # fmt: skip
        usulan = terminasi.usulkan(by=manajer, kasus=j.segar(kasus), isi=isi)
        terminasi.setujui(by=supervisor, terminasi=usulan)
        isi_rencana = rencana.IsiRencana("x", "PENERIMA", [rencana.IsiButir("EKONOMI")])
        for tulis in (
            lambda: asesmen.simpan(by=manajer, asesmen=a, isi={}, versi=1),
            lambda: rencana.ubah(by=manajer, rencana=r, isi=isi_rencana, versi=1),
            lambda: rencana.sepakati(by=manajer, rencana=r, pada=j.kini(), versi=1),
            lambda: rencana.selesaikan_butir(by=manajer, butir=butir),
            lambda: rencana.batalkan_butir(by=manajer, butir=butir, alasan="Tidak."),
        ):
            with pytest.raises(ValidationError, match=SUDAH_BERAKHIR[:20]):
                tulis()

    def test_halaman_tidak_menawarkan_tulisan(self, masuk, berakhir, manajer):
        isi = teks(masuk(manajer).get(alamat("penanganan", berakhir)))
        assert "Kasus ini sudah berakhir: kebutuhan terpenuhi" in isi
        assert "tombol utama" not in isi.split("layar-kunci")[0]
        assert alamat("buka_kembali", berakhir) in isi
        r = masuk(manajer).get(alamat("pemantauan_baru", berakhir, j.korban(berakhir)))
        assert SUDAH_BERAKHIR in teks(r)

    def test_buka_kembali(self, berakhir, manajer, supervisor, pendamping, masukkan_tim):
        masukkan_tim(berakhir, pendamping)
        with pytest.raises(PermissionDenied):
            terminasi.buka_kembali(by=pendamping, kasus=berakhir, alasan="Kembali.")
        with pytest.raises(ValidationError) as galat:
            terminasi.buka_kembali(by=supervisor, kasus=berakhir, alasan="")
        assert set(galat.value.message_dict) == {"alasan"}
        terminasi.buka_kembali(by=supervisor, kasus=berakhir, alasan="Ancaman baru.")
        baris = j.segar(berakhir)
        assert (baris.tahap, baris.alasan_akhir) == ("DIBUKA_KEMBALI", "")
        with pytest.raises(ValidationError, match="sudah berakhir"):
            terminasi.buka_kembali(by=manajer, kasus=berakhir, alasan="Lagi.")

    def test_putaran_baru_dari_asesmen(self, berakhir, manajer, supervisor):
        terminasi.buka_kembali(by=manajer, kasus=berakhir, alasan="Ancaman baru.")
        korban = j.korban(berakhir)
        with pytest.raises(ValidationError, match="asesmen"):
            j.beri_layanan(korban, manajer)
        j.nilai(korban, manajer)
        j.sepakati(j.segar(korban), manajer)
        butir = j.segar(korban).rencana.filter(digantikan_pada=None).get().butir.get()
        j.beri_layanan(j.segar(korban), manajer, butir=butir.pk, selesai=True)
        j.pantau(j.segar(korban), manajer)
        j.akhiri(berakhir, manajer, supervisor)
        assert j.tahap(berakhir) == "TERMINASI"

    def test_asesmen_sekaligus_selesai_melewati_setiap_tahap(self, berakhir, manajer):
        """Begun and finished in one form: the trail still shows each stage."""
        terminasi.buka_kembali(by=manajer, kasus=berakhir, alasan="Ancaman baru.")
        j.nilai(j.korban(berakhir), manajer)
        jejak = JejakAudit.objects.filter(
            rantai=f"kasus.kasus:{berakhir.pk}", peristiwa="kasus.tahap"
        )
        assert [b.rincian["ke"] for b in jejak.order_by("nomor")][-3:] == [
            "DIBUKA_KEMBALI", "ASESMEN", "RENCANA",
        ]  # fmt: skip

    def test_diketik_pada_menit_yang_sama(self, berakhir, manajer):
        """A typed time has no seconds: what was done right after the reopening is not before it."""
        menit = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(minutes=2)
        with time_machine.travel(menit + dt.timedelta(seconds=41), tick=False):
            terminasi.buka_kembali(by=manajer, kasus=berakhir, alasan="Ancaman baru.")
            a = j.nilai(j.korban(berakhir), manajer, mulai=menit, selesai=None)
        assert a.mulai > menit
        assert j.tahap(berakhir) == "ASESMEN"

    def test_asesmen_lama_tidak_dilanjutkan(self, buat_kasus, manajer, supervisor):
        """What was begun in the round before stays readable; work begins anew."""
        kasus = buat_kasus()
        j.kenali(kasus, manajer)
        lama = j.nilai(j.korban(kasus), manajer, selesai=None)
        isi = IsiTerminasi("PERMINTAAN", "Ia minta.", penjelasan=JELAS, **j.CENTANG)
        terminasi.setujui(
            by=supervisor, terminasi=terminasi.usulkan(by=manajer, kasus=j.segar(kasus), isi=isi)
        )
        terminasi.buka_kembali(by=manajer, kasus=j.segar(kasus), alasan="Kembali.")
        with pytest.raises(ValidationError, match="asesmen baru"):
            asesmen.simpan(by=manajer, asesmen=lama, isi=j.LENGKAP, versi=1, selesai=j.kini())
        assert j.nilai(j.korban(kasus), manajer).selesai


class TestHalaman:
    def isian(self, **lain):
        return {"alasan": "TUNTAS", **dict.fromkeys(j.CENTANG, "on"), **lain}

    def test_enam_centang_dengan_kata_aturan(self, masuk, kasus, manajer):
        isi = teks(masuk(manajer).get(alamat("terminasi", kasus)))
        for butir in Butir:
            assert butir.label in isi

    def test_usul_setuju(self, masuk, kasus, manajer, supervisor):
        r = masuk(manajer).post(alamat("terminasi", kasus), self.isian())
        assert r.url == alamat("penanganan", kasus)
        usulan = Terminasi.objects.sistem("uji").get()
        isi = teks(masuk(supervisor).get(alamat("penanganan", kasus)))
        assert "Baca usulan terminasi" in isi
        isi = teks(masuk(manajer).get(alamat("terminasi", kasus)))
        assert alamat("terminasi_setujui", kasus, usulan) not in isi
        client = masuk(supervisor)
        assert alamat("terminasi_setujui", kasus, usulan) in teks(
            client.get(alamat("terminasi", kasus))
        )
        assert client.post(alamat("terminasi_setujui", kasus, usulan)).status_code == 302
        assert j.tahap(kasus) == "TERMINASI"

    def test_yang_kurang_disebut_di_sampingnya(self, masuk, kasus, manajer):
        isian = self.isian(ringkasan="Sudah pulih sepenuhnya.")
        del isian["rencana_aman_ditinjau"]
        r = masuk(manajer).post(alamat("terminasi", kasus), isian)
        assert r.status_code == 422
        assert "Sudah pulih sepenuhnya." in teks(r)
        assert re.search(r'id="error_\d+_id_rencana_aman_ditinjau"', teks(r))
        assert not Terminasi.objects.sistem("uji").exists()

    def test_supervisor_tidak_mengusulkan(self, masuk, kasus, supervisor):
        isi = teks(masuk(supervisor).get(alamat("penanganan", kasus)))
        assert alamat("terminasi", kasus) not in isi
        r = masuk(supervisor).post(alamat("terminasi", kasus), self.isian())
        assert r.status_code == 403

    def test_manajer_tidak_memutus(self, masuk, usulan, kasus, manajer, ganda):
        for nama in ("terminasi_setujui", "terminasi_kembalikan"):
            assert masuk(manajer).post(alamat(nama, kasus, usulan)).status_code == 403
        j.jadi_manajer(kasus, ganda)
        r = masuk(ganda).post(alamat("terminasi_setujui", kasus, usulan))
        assert r.status_code == 403

    def test_kembalikan_tanpa_catatan(self, masuk, usulan, kasus, supervisor):
        client, url = masuk(supervisor), alamat("terminasi_kembalikan", kasus, usulan)
        r = client.post(url, {"catatan": ""})
        assert r.status_code == 422
        assert terminasi.TULIS_CATATAN in teks(r)
        client.post(url, {"catatan": "Tinjau rencana keamanan."})
        assert "Tinjau rencana keamanan." in teks(client.get(alamat("penanganan", kasus)))

    def test_putusan_kedua_diberi_tahu(self, masuk, usulan, kasus, supervisor, orang, unit):
        client = masuk(supervisor)
        client.post(alamat("terminasi_setujui", kasus, usulan))
        r = client.post(alamat("terminasi_setujui", kasus, usulan), follow=True)
        assert "sudah diputuskan" in teks(r)

    def test_usulan_kasus_lain_404(self, masuk, usulan, buat_kasus, supervisor):
        lain = buat_kasus()
        assert masuk(supervisor).post(alamat("terminasi_setujui", lain, usulan)).status_code == 404

    def test_buka_kembali_lewat_halaman(self, masuk, kasus, manajer, supervisor):
        j.akhiri(kasus, manajer, supervisor)
        client = masuk(manajer)
        r = client.post(alamat("buka_kembali", kasus), {"alasan": ""})
        assert r.status_code == 422
        assert terminasi.TULIS_ALASAN in teks(r)
        r = client.post(alamat("buka_kembali", kasus), {"alasan": "Ancaman baru."})
        assert r.url == alamat("penanganan", kasus)
        assert j.tahap(kasus) == "DIBUKA_KEMBALI"

    def test_tersegel_dan_orang_lain_404(self, masuk, buat_kasus, manajer_lain, supervisor):
        kasus = buat_kasus(3)
        for pengguna in (manajer_lain, supervisor):
            assert masuk(pengguna).get(alamat("terminasi", kasus)).status_code == 404
            assert masuk(pengguna).post(alamat("buka_kembali", kasus)).status_code == 404
