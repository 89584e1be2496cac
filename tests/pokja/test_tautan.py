"""Private links and what their holders may write."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError

from pokja.actions import peserta, rapat
from pokja.enums import Posisi
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
