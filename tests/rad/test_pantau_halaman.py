"""Monitoring: its pages, and two people at one."""

import datetime as dt
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rad.actions import versi
from rad.models import (
    AturanPantau,
    BukaKunci,
    LaporanAksi,
    Realisasi,
)
from tests.rad.bantu_aksi import disetujui, teks
from tests.rad.bantu_pantau import TERKUNCI, _aksi, _hari, kirim, tulis  # noqa: F401  (fixtures)
from tests.rad.dunia_pantau import draf

D = Decimal


class TestHalaman:
    def test_dua_orang_satu_laporan(self, aksi, opd_a, kepala, masuk):
        tulis(opd_a, aksi)
        alamat = reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"])
        i = aksi.indikator.get().pk.hex
        kirim_pertama = {"versi": 1, f"nilai_{i}": "4", "anggaran_pad": "1.000"}
        assert masuk(opd_a).post(alamat, kirim_pertama).status_code == 302
        jawaban = masuk(kepala).post(
            alamat, {**kirim_pertama, f"nilai_{i}": "7", "kendala": "Hujan"}
        )
        assert jawaban.status_code == 409
        isi_halaman = teks(jawaban)
        assert "Orang lain menyimpan laporan ini lebih dahulu" in isi_halaman
        assert ">4<" in isi_halaman
        assert 'value="7"' in isi_halaman
        assert Realisasi.objects.get().nilai == 4

    def test_salah_ketik_tidak_hilang(self, aksi, opd_a, masuk):
        alamat = reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"])
        i = aksi.indikator.get().pk.hex
        data = {"versi": 0, f"nilai_{i}": "tiga", "anggaran_pad": "Rp1,5 juta", "kendala": "Hujan"}
        jawaban = masuk(opd_a).post(alamat, data)
        assert jawaban.status_code == 422
        assert "“tiga” bukan angka" in teks(jawaban)
        assert 'value="Rp1,5 juta"' in teks(jawaban)
        assert not LaporanAksi.objects.exists()

    def test_jumlah_kueri_tetap(self, rad, hari, opd_a, sekretariat, masuk):
        def kueri():
            client = masuk(sekretariat)
            alamat = reverse("rad:pantau", args=[rad.pk, 2026, "B04"])
            client.get(alamat)
            with CaptureQueriesContext(connection) as tangkap:
                client.get(alamat)
            return len(tangkap)

        def tambah(dari, sampai):
            for n in range(dari, sampai):
                satu = disetujui(opd_a, rad, sekretariat, f"Pelatihan {n}")
                versi.tetapkan(by=sekretariat, rad=rad, hanya=satu)
                draf(opd_a, satu, tahun=2026)

        tambah(0, 2)
        sedikit = kueri()
        tambah(2, 12)
        assert kueri() == sedikit

    def test_saringan(self, aksi, opd_a, sekretariat, masuk):
        kirim(opd_a, aksi)
        alamat = reverse("rad:pantau", args=[aksi.rad_id, 2026, "B04"])
        assert aksi.uraian in teks(masuk(sekretariat).get(alamat + "?keadaan=dilaporkan"))
        assert aksi.uraian not in teks(masuk(sekretariat).get(alamat + "?keadaan=belum"))
        salah = alamat + "?opd=x&keadaan=y&bidang=z&halaman=-9"
        assert masuk(sekretariat).get(salah).status_code == 200

    def test_periode_yang_tidak_ada(self, aksi, sekretariat, masuk):
        for tahun, periode in ((2024, "B04"), (2026, "B05"), (10**12, "B04")):
            alamat = f"/rad/{aksi.rad_id}/monitoring/{tahun}/{periode}/"
            assert masuk(sekretariat).get(alamat).status_code == 404

    def test_aturan(self, rad, sekretariat, masuk):
        alamat = reverse("rad:pantau_atur", args=[rad.pk])
        data = {
            "versi": 1, "hari_batas": 15, "hari_kunci": 10, "bobot_administrasi": 40,
            "rumus_turun": "rasio", "batas_capaian": "", "ambang_hijau": 70, "ambang_kuning": 70,
        }  # fmt: skip
        jawaban = masuk(sekretariat).post(alamat, data)
        assert jawaban.status_code == 422
        for kalimat in ("tidak boleh mendahului", "tak terhingga", "di atas ambang kuning"):
            assert kalimat in teks(jawaban)
        benar = {**data, "hari_kunci": 60, "batas_capaian": "120", "ambang_kuning": 50}
        assert masuk(sekretariat).post(alamat, benar).status_code == 302
        aturan = AturanPantau.milik(rad)
        assert (aturan.bobot_substansi, aturan.rumus.batas) == (60, D(120))

    def test_dua_orang_satu_aturan(self, rad, sekretariat, sekretaris, masuk):
        alamat = reverse("rad:pantau_atur", args=[rad.pk])
        data = {
            "versi": 1, "hari_batas": 12, "hari_kunci": 60, "bobot_administrasi": 40,
            "rumus_turun": "selisih", "batas_capaian": "", "ambang_hijau": 70, "ambang_kuning": 50,
        }  # fmt: skip
        masuk(sekretariat).post(alamat, data)
        masuk(sekretariat).post(alamat, {**data, "hari_batas": 15})
        basi = {**data, "hari_batas": 20}
        jawaban = masuk(sekretaris).post(alamat, basi)
        assert jawaban.status_code == 409
        assert "tersimpan 15, ketikan Anda 20" in teks(jawaban)
        assert 'name="versi" value="2"' in teks(jawaban)
        assert masuk(sekretaris).post(alamat, {**basi, "versi": 2}).status_code == 302
        assert AturanPantau.milik(rad).hari_batas == 20

    def test_kunci_dibuka_lewat_halaman(self, aksi, sekretariat, masuk, hari):
        hari.move_to(TERKUNCI)
        alamat = reverse("rad:pantau_buka", args=[aksi.rad_id])
        data = {
            "tahun": 2026,
            "periode": "B04",
            "sampai": "10 Juli 2026",
            "alasan": "Padam listrik",
        }
        assert masuk(sekretariat).post(alamat, data).status_code == 302
        assert BukaKunci.objects.get().sampai == dt.date(2026, 7, 10)
