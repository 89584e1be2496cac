"""Workload, and who looked at a case."""

import datetime as dt

import pytest
from django.utils import timezone

from kasus.actions.dasar import catat_baca
from kasus.documents import beban as isi_beban
from kasus.enums_akses import PeranTim
from kasus.models import Kasus, TautanKonflik, Terminasi
from p3aks.core.audit import JejakAudit, catat, rantai_dari
from pokja.enums import Peran
from tests.kasus.bantu_inti import peristiwa, teks, url
from tests.kasus.bantu_pelindungan import (
    dalam_tim,
    hentikan_tenggat,
    korban_dari,
    kueri,
    larang,
    polos,
    tenggat_lewat,
)

pytestmark = pytest.mark.django_db


class TestBeban:
    def test_per_petugas_tahap_dan_batas(
        self, masuk, supervisor, pendamping, buat_kasus, masukkan_tim
    ):
        satu, dua = buat_kasus(1, risiko="TINGGI", risiko_pada=timezone.now()), buat_kasus(2)
        masukkan_tim(satu, pendamping)
        hentikan_tenggat(dua)
        tenggat_lewat(satu)
        r = masuk(supervisor).get(url("beban"))
        baris = {b.nama: (b.berjalan, b.risiko_tinggi, b.lewat) for b in r.context["petugas"]}
        assert baris == {"Manajer": (2, 1, 1), "Pendamping": (1, 1, 1)}
        assert sum(n for _, n in r.context["tahap"]) == 2
        isi = teks(r)
        assert satu.kode in isi
        assert "Tanggapan pertama" in isi

    def test_kasus_selesai_tidak_dihitung(self, masuk, supervisor, buat_kasus):
        buat_kasus(1)
        Kasus.objects.sistem("uji").filter(kode=buat_kasus(1).kode).update(tahap="TERMINASI")
        assert masuk(supervisor).get(url("beban")).context["jumlah"] == 1

    def test_tersegel_tidak_dalam_hitungan_siapa_pun_yang_tidak_disebut(
        self, masuk, supervisor, manajer, buat_kasus
    ):
        kasus = buat_kasus(3)
        tenggat_lewat(kasus)
        r = masuk(supervisor).get(url("beban"))
        assert (r.context["jumlah"], r.context["jumlah_lewat"], r.context["petugas"]) == (0, 0, [])
        assert kasus.kode not in teks(r)
        r = masuk(manajer).get(url("beban"))
        assert (r.context["jumlah"], r.context["jumlah_lewat"]) == (1, 1)

    def test_yang_menunggu_keputusan(self, masuk, supervisor, manajer, buat_kasus):
        kasus = buat_kasus(1)
        Terminasi.objects.sistem("uji").create(kasus=kasus, alasan="TUNTAS", diajukan_oleh=manajer)
        TautanKonflik.objects.sistem("uji").create(
            korban=korban_dari(kasus), keterkaitan="DUGAAN", alasan="Dekat lokasi", oleh=manajer
        )
        isi = teks(masuk(supervisor).get(url("beban")))
        assert f"{kasus.kode}: Terminasi menunggu supervisor" in isi
        assert f"{kasus.kode}: Kaitan konflik menunggu pembaca kedua" in isi
        assert url("penanganan", kasus) in isi

    def test_yang_dilarang_tidak_melihat_apa_pun(self, masuk, supervisor, manajer, buat_kasus):
        kasus = buat_kasus(1)
        larang(kasus, supervisor, manajer)
        r = masuk(supervisor).get(url("beban"))
        assert r.context["jumlah"] == 0
        assert kasus.kode not in teks(r)

    def test_unit_lain_dan_peran_lain(self, masuk, manajer_lain, pendamping, ppdp, buat_kasus):
        kasus = buat_kasus(1)
        assert kasus.kode not in teks(masuk(manajer_lain).get(url("beban")))
        assert masuk(pendamping).get(url("beban")).status_code == 403
        assert masuk(ppdp).get(url("beban")).status_code == 403

    def test_jumlah_kueri_tetap(self, masuk, supervisor, buat_kasus, masukkan_tim, pendamping):
        tenggat_lewat(buat_kasus(1))
        client = masuk(supervisor)
        client.get(url("beban"))
        satu = kueri(client, url("beban"))
        for _ in range(4):
            kasus = buat_kasus(2)
            masukkan_tim(kasus, pendamping)
            tenggat_lewat(kasus)
        assert kueri(client, url("beban")) == satu

    def test_hanya_dari_lingkup_pembaca(self, supervisor, buat_kasus):
        """A function that needs no scope of its own cannot show more than the reader may see."""
        buat_kasus(3)
        assert isi_beban.susun(supervisor)["jumlah"] == 0


class TestAkses:
    def test_supervisor_melihat_siapa_membuka_halaman_apa(
        self, masuk, supervisor, manajer, buat_kasus
    ):
        kasus = buat_kasus(1)
        catat_baca(manajer, kasus, "penanganan")
        catat(
            by=manajer, peristiwa="kasus.identitas_dibaca", objek=kasus,
            rincian={"tingkat": "F3", "kanal": "HTML"},
        )  # fmt: skip
        catat(by=manajer, peristiwa="kasus.tahap", objek=kasus, rincian={"dari": "BARU"})
        r = masuk(supervisor).get(url("akses", kasus))
        baris = [(x.oleh, x.peristiwa, x.halaman, x.tingkat) for x in r.context["langkah"]]
        assert baris == [
            ("Supervisor", "Dibaca", "Akses", "F2"),
            ("Manajer", "Identitas dibaca", "", "F3"),
            ("Manajer", "Dibaca", "Penanganan", "F2"),
        ]

    def test_manajer_melihat_larangan_tetapi_bukan_jejak(self, masuk, manajer, buat_kasus):
        isi = teks(masuk(manajer).get(url("akses", buat_kasus(1))))
        assert "Yang tidak boleh tahu kasus ini" in isi
        assert "Yang membuka kasus ini" not in isi

    def test_orang_asing_404_pendamping_403(
        self, masuk, manajer_lain, pendamping, supervisor, buat_kasus, masukkan_tim
    ):
        kasus = buat_kasus(1)
        masukkan_tim(kasus, pendamping)
        assert masuk(manajer_lain).get(url("akses", kasus)).status_code == 404
        assert masuk(pendamping).get(url("akses", kasus)).status_code == 403
        assert masuk(supervisor).get(url("akses", buat_kasus(3))).status_code == 404

    def test_manajer_unit_lain_dalam_tim_tidak_memimpin(self, masuk, manajer_lain, buat_kasus):
        kasus = buat_kasus(1)
        dalam_tim(kasus, manajer_lain, PeranTim.MANAJER)
        assert masuk(manajer_lain).get(url("akses", kasus)).status_code == 403

    def test_halaman_lama_dan_kueri_tetap(self, masuk, supervisor, manajer, buat_kasus):
        kasus = buat_kasus(1)
        catat_baca(manajer, kasus, "orang")
        client = masuk(supervisor)
        client.get(url("akses", kasus))
        satu = kueri(client, url("akses", kasus))
        for i in range(60):
            catat_baca(manajer, kasus, f"halaman_{i}")
        assert kueri(client, url("akses", kasus)) == satu
        r = client.get(url("akses", kasus))
        assert len(r.context["langkah"]) == 50
        r = client.get(url("akses", kasus), {"sebelum": r.context["lanjut"]})
        assert r.context["langkah"][-1].halaman == "Orang"
        assert client.get(url("akses", kasus), {"sebelum": "9" * 30}).status_code == 200

    def test_membaca_jejak_dicatat(self, masuk, supervisor, buat_kasus):
        kasus = buat_kasus(1)
        masuk(supervisor).get(url("akses", kasus))
        assert peristiwa(kasus)[-1] == "kasus.dibaca"


class TestJejakPpdp:
    @pytest.mark.parametrize("tingkat", [1, 2, 3])
    def test_menurut_kode_untuk_setiap_tingkat(self, masuk, ppdp, manajer, buat_kasus, tingkat):
        kasus = buat_kasus(tingkat)
        catat_baca(manajer, kasus, "orang")
        client = masuk(ppdp)
        r = client.post(url("jejak"), {"kode": kasus.kode.lower().replace("-", " ")})
        assert r.status_code == 302
        assert kasus.kode not in r.url
        isi = teks(client.get(r.url))
        assert "Manajer" in isi
        assert "Orang" in isi
        assert "BARU" not in isi  # what an event says stays out

    def test_kode_salah_dan_tertutup_dijawab_sama(self, masuk, ppdp, manajer, buat_kasus):
        kasus = buat_kasus(1)
        larang(kasus, ppdp, manajer)
        client = masuk(ppdp)
        jawaban = [client.post(url("jejak"), {"kode": k}) for k in (kasus.kode, "K-AAAAAAAA")]
        assert [j.status_code for j in jawaban] == [422, 422]
        a, b = (polos(j, kasus.kode, "K-AAAAAAAA") for j in jawaban)
        assert "Tidak ada kasus dengan kode ini" in a
        assert a == b
        assert client.get(url("jejak_kasus", kasus)).status_code == 404

    def test_dicatat_dan_hanya_ppdp(self, masuk, ppdp, supervisor, manajer, auditor, buat_kasus):
        kasus = buat_kasus(1)
        for orang in (supervisor, manajer, auditor):
            assert masuk(orang).get(url("jejak_kasus", kasus)).status_code == 403
        masuk(ppdp).get(url("jejak_kasus", kasus))
        baris = JejakAudit.objects.filter(rantai=rantai_dari(kasus)).last()
        assert baris.rincian == {"halaman": "jejak", "tingkat": "F0", "kanal": "HTML"}

    def test_ppdp_yang_juga_administrator_tidak_melihat(self, masuk, orang, buat_kasus, dinsos):
        rangkap = orang("rangkap", Peran.PPDP, lembaga=dinsos)
        rangkap.penugasan.create(
            peran=Peran.SUPERADMIN_TEKNIS, mulai=dt.date(2020, 1, 1), dasar="SK uji"
        )
        assert masuk(rangkap).get(url("jejak_kasus", buat_kasus(1))).status_code in {403, 404}

    def test_masa_tugas_habis_pada_permintaan_berikutnya(self, masuk, ppdp, buat_kasus):
        """T5: not a new log-in, the very next request."""
        client = masuk(ppdp)
        assert client.get(url("jejak_kasus", buat_kasus(1))).status_code == 200
        ppdp.penugasan.update(selesai=dt.date(2020, 1, 1))
        assert client.get(url("jejak_kasus", buat_kasus(1))).status_code == 403
