"""Private links and what their holders may write."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from pokja.actions import peserta, rapat
from pokja.actions.ringkasan import atur_kalender
from pokja.enums import Peran, Posisi
from pokja.models import HadirSesi, Pejabat, Rapat
from pokja.tautan import baca_tautan, buat_tautan
from tests.pokja.dunia_rapat import AWAL, ISI, SELESAI

DIRI = {"nama": "Bu Ani", "jabatan": "", "instansi": "PKK", "kelamin": "P"}


TANPA_TANDA = "b9d008f4bece4e71ad06cbc1d756a3e8"  # the same in each worker that collects the tests


class TestTautan:
    def test_hanya_untuk_yang_dibuatkan(self):
        pk = uuid.uuid4()
        tautan = buat_tautan("undangan", pk, 3)
        assert baca_tautan("undangan", tautan) == (pk, 3)
        assert baca_tautan("hadir", tautan) is None

    @pytest.mark.parametrize("teks", ["", "x", ".", "\0", "a-b.c", "é" * 5000, f"{TANPA_TANDA}-1"])
    def test_teks_lain_tidak_membuka_apa_pun(self, teks):
        assert baca_tautan("undangan", teks) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
class TestPemegang:
    @pytest.fixture
    def diundang(self, sekretariat, pokja, tambah):
        """A convened meeting with one guest, on 2 March 2026, 09.00–12.00 WIB."""
        satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=(AWAL, SELESAI))
        rapat.simpan_agenda(by=sekretariat, rapat=satu, isi={"judul": "Capaian"})
        tamu = {"nama": "Pak Budi", "jabatan": "Camat", "instansi": "Palang", "kelamin": "L"}
        peserta.undang_peserta(by=sekretariat, rapat=satu, lain=[tamu])
        penanda = Pejabat.objects.create(
            kedudukan=tambah(pokja, Posisi.KETUA), nama="Sri", mulai=dt.date(2025, 1, 6)
        )
        rapat.ubah_rapat(by=sekretariat, rapat=satu, isi={"penandatangan": penanda})
        rapat.undang(by=sekretariat, rapat=satu)
        return Rapat.objects.get(pk=satu.pk)

    def test_jawaban_terakhir_yang_berlaku(self, diundang):
        tamu = diundang.kehadiran.get()
        with pytest.raises(ValidationError, match="mewakili"):
            peserta.jawab(kehadiran=tamu, jawaban="mewakilkan")
        peserta.jawab(kehadiran=tamu, jawaban="mewakilkan", wakil="Tono", kelamin_wakil="L")
        tamu.refresh_from_db()
        assert tamu.nama_hadir == "Tono"
        peserta.jawab(kehadiran=tamu, jawaban="hadir", wakil="Tono")
        tamu.refresh_from_db()
        assert (tamu.nama_hadir, tamu.wakil) == ("Pak Budi", "")

    def test_rapat_batal_tidak_menerima_jawaban(self, diundang, sekretariat):
        rapat.batalkan(by=sekretariat, rapat=diundang, alasan="Banjir")
        with pytest.raises(ValidationError, match="tidak lagi menerima"):
            peserta.jawab(kehadiran=diundang.kehadiran.get(), jawaban="hadir")

    def test_hadir_dua_kali_tercatat_sekali_dan_hanya_pada_waktunya(self, diundang):
        tamu, sesi = diundang.kehadiran.get(), diundang.sesi.get()
        for _ in range(2):
            peserta.hadir_sendiri(kehadiran=tamu, sesi=sesi, cara="luring")
        assert HadirSesi.objects.count() == 1
        sejam_lebih = time_machine.travel("2026-03-02T06:01:00Z", tick=False)
        with sejam_lebih, pytest.raises(ValidationError):
            peserta.hadir_sendiri(kehadiran=tamu, sesi=sesi, cara="luring")

    def test_qr_mengenali_yang_diundang_dan_menandai_yang_lain(self, diundang):
        sesi = diundang.sesi.get()
        isi = DIRI | {"nama": "  pak   BUDI "}
        assert peserta.hadir_lewat_qr(sesi=sesi, cara="luring", isi=isi).diundang
        baru = peserta.hadir_lewat_qr(sesi=sesi, cara="daring", isi=DIRI)
        assert not baru.diundang
        assert diundang.kehadiran.count() == 2

    def test_tautan_diganti_tidak_lagi_cocok(self, diundang, sekretariat):
        tamu = diundang.kehadiran.get()
        lama = buat_tautan("undangan", tamu.pk, tamu.tautan_ke)
        peserta.ganti_tautan(by=sekretariat, kehadiran=tamu)
        tamu.refresh_from_db()
        assert baca_tautan("undangan", lama) != (tamu.pk, tamu.tautan_ke)

    def test_halaman_undangan_dijawab_tanpa_akun(self, client, diundang):
        alamat = reverse("undangan", args=[diundang.kehadiran.get().token])
        halaman = client.get(alamat)
        assert "Pak Budi" in halaman.text
        assert "Senin, 2 Maret 2026, pukul 09.00–12.00 WIB" in halaman.text
        assert "no-store" in halaman.headers["Cache-Control"]
        salah = client.post(alamat, {"jawaban": "mewakilkan", "jabatan_wakil": "Staf"})
        assert salah.status_code == 422
        assert "Tulis nama yang mewakili." in salah.text
        assert "Staf" in salah.text
        client.post(alamat, {"jawaban": "hadir"})
        tamu = diundang.kehadiran.get()
        assert (tamu.jawaban, tamu.dijawab_pada) == ("hadir", timezone.now())

    def test_halaman_undangan_mencatat_hadir_saat_sesi_terbuka(self, client, diundang):
        tamu, sesi = diundang.kehadiran.get(), diundang.sesi.get()
        alamat = reverse("undangan", args=[tamu.token])
        tekan = reverse("undangan_hadir", args=[tamu.token, sesi.pk])
        with time_machine.travel("2026-03-01T03:00:00Z", tick=False):
            assert tekan not in client.get(alamat).text
            client.post(tekan)
            assert not HadirSesi.objects.exists()
        assert tekan in client.get(alamat).text
        client.post(tekan)
        assert HadirSesi.objects.get().cara == "luring"
        assert "Anda tercatat hadir" in client.get(alamat).text

    def test_rapat_hibrida_menanyakan_luring_atau_daring(self, client, diundang):
        Rapat.objects.update(cara="hibrida")
        tamu, sesi = diundang.kehadiran.get(), diundang.sesi.get()
        tekan = reverse("undangan_hadir", args=[tamu.token, sesi.pk])
        client.post(tekan)
        assert not HadirSesi.objects.exists()
        client.post(tekan, {f"s-{sesi.pk.hex}-cara": "daring"})
        assert HadirSesi.objects.get().cara == "daring"

    def test_tautan_lama_dan_tautan_palsu_menjelaskan_diri(self, client, diundang, sekretariat):
        tamu = diundang.kehadiran.get()
        lama = tamu.token
        peserta.ganti_tautan(by=sekretariat, kehadiran=tamu)
        for token in (lama, "bukan-tautan", diundang.sesi.get().token):
            halaman = client.get(reverse("undangan", args=[token]))
            assert halaman.status_code == 404
            assert "mintalah tautan baru" in halaman.text
            assert "Pak Budi" not in halaman.text

    def test_qr_mengisi_daftar_hadir_tanpa_menyebut_yang_lain(self, client, diundang):
        alamat = reverse("hadir", args=[diundang.sesi.get().token])
        assert "Pak Budi" not in client.get(alamat).text
        kurang = client.post(alamat, DIRI | {"nama": ""})
        assert (kurang.status_code, "PKK" in kurang.text) == (422, True)
        client.post(alamat, DIRI)
        baru = diundang.kehadiran.get(nama="Bu Ani")
        assert (baru.diundang, baru.hadir.get().lewat) == (False, "qr")
        with time_machine.travel("2026-03-02T06:01:00Z", tick=False):
            assert "Daftar hadir dibuka satu jam sebelum" in client.get(alamat).text

    def test_bagikan_memuat_teks_tautan_dan_qr(self, masuk, sekretariat, diundang):
        tamu, sesi = diundang.kehadiran.get(), diundang.sesi.get()
        halaman = masuk(sekretariat).get(reverse("pokja:rapat_bagikan", args=[diundang.pk]))
        assert f"/undangan/{tamu.token}/" in halaman.text
        assert "1. Capaian" in halaman.context["teks"]
        qr = masuk(sekretariat).get(reverse("pokja:sesi_qr", args=[sesi.pk]))
        assert f"/hadir/{sesi.token}/" in qr.context["qr"]["alamat"]


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
class TestKalender:
    @pytest.fixture
    def diundang(self, sekretariat, pokja, tambah):
        satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=(AWAL, SELESAI))
        Rapat.objects.filter(pk=satu.pk).update(status="UNDANGAN")
        return Rapat.objects.get(pk=satu.pk)

    def _acara(self, isi):
        return list(Calendar.from_ical(isi).walk("VEVENT"))

    def test_satu_acara_per_sesi_dengan_jam_yang_benar(self, masuk, sekretariat, diundang):
        berkas = masuk(sekretariat).get(reverse("pokja:rapat_kalender", args=[diundang.pk]))
        assert berkas.headers["Content-Type"].startswith("text/calendar")
        (acara,) = self._acara(berkas.content)
        assert acara["SUMMARY"] == ISI["acara"]
        assert (acara["DTSTART"].dt, acara["DTEND"].dt) == (AWAL, SELESAI)
        assert acara["STATUS"] == "CONFIRMED"

    def test_langganan_memuat_rapat_sendiri_dan_dapat_dimatikan(
        self, client, sekretariat, orang, diundang
    ):
        atur_kalender(by=sekretariat, menyala=True)
        alamat = reverse("kalender_saya", args=[sekretariat.kalender])
        assert len(self._acara(client.get(alamat).content)) == 1
        rapat.batalkan(by=sekretariat, rapat=diundang, alasan="Banjir")
        (acara,) = self._acara(client.get(alamat).content)
        assert acara["STATUS"] == "CANCELLED"
        bukan_anggota = orang("tamu", Peran.ADMIN_AKUN)
        atur_kalender(by=bukan_anggota, menyala=True)
        lain = reverse("kalender_saya", args=[bukan_anggota.kalender])
        assert self._acara(client.get(lain).content) == []
        atur_kalender(by=sekretariat, menyala=True)
        assert client.get(alamat).status_code == 404

    def test_akun_nonaktif_tidak_lagi_terbaca(self, client, sekretariat, diundang):
        atur_kalender(by=sekretariat, menyala=True)
        sekretariat.is_active = False
        sekretariat.save()
        alamat = reverse("kalender_saya", args=[sekretariat.kalender])
        assert client.get(alamat).status_code == 404
