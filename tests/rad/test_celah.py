"""Where the plan leaves a gap."""

import datetime as dt

import pytest
from django.urls import reverse

from pokja.enums import Posisi, TingkatWilayah
from pokja.models import Kedudukan, PotensiKonflik, Wilayah
from tests.rad import bantu_aksi as b


@pytest.fixture
def kecamatan(tuban):
    return [
        Wilayah.objects.create(
            kode=kode, nama=nama, tingkat=TingkatWilayah.KECAMATAN, induk=tuban.wilayah
        )
        for kode, nama in (("35.23.18", "Palang"), ("35.23.19", "Tuban"), ("35.23.20", "Semanding"))
    ]


def potensi(wilayah, tingkat="tinggi", asal="desa"):
    return PotensiKonflik.objects.create(
        judul="Batas", wilayah=wilayah, sumber="BATAS", pola="LAHAN", tingkat=tingkat, asal=asal,
        ditinjau=dt.date(2026, 1, 6),
    )  # fmt: skip


def buka(masuk, user, rad):
    return masuk(user).get(reverse("rad:celah", args=[rad.pk]))


def test_kecamatan_genting_tanpa_aksi_disebut_celah(masuk, sekretariat, opd_a, rad, kecamatan):
    palang, tuban, semanding = kecamatan
    potensi(palang)
    potensi(tuban)
    potensi(semanding, tingkat="sedang")
    aksi = b.draf(opd_a, rad, bidang="pencegahan", lokasi="Kec. PALANG dan sekitarnya")
    b.draf(opd_a, rad, "Dialog", bidang="pencegahan", lokasi="seluruh kabupaten")
    b.draf(opd_a, rad, "Layanan", bidang="penanganan", lokasi="Tuban")
    halaman = buka(masuk, sekretariat, rad)
    hasil = [(r.kecamatan.nama, r.aksi) for r in halaman.context["rawan"]]
    assert hasil == [("Tuban", []), ("Palang", [aksi])]
    assert halaman.context["umum"] == 1
    assert "Celah: belum ada" in halaman.text


def test_nama_kecamatan_bukan_potongan_kata(masuk, sekretariat, opd_a, rad, kecamatan):
    potensi(kecamatan[0])
    b.draf(opd_a, rad, bidang="pencegahan", lokasi="Palangan")
    (rawan,) = buka(masuk, sekretariat, rad).context["rawan"]
    assert rawan.aksi == []


def test_dari_intelijen_hanya_untuk_yang_boleh(masuk, sekretariat, orang, rad, kecamatan):
    potensi(kecamatan[0], asal="intelijen")
    assert len(buka(masuk, sekretariat, rad).context["rawan"]) == 1
    assert buka(masuk, orang("dewi", "bappeda"), rad).context["rawan"] == []


def test_kedudukan_tanpa_aksi_dan_aksi_tanpa_kedudukan(masuk, sekretariat, opd_a, opd_b, rad):
    b.draf(opd_a, rad, bidang="pencegahan")
    b.draf(opd_b, rad, bidang="pencegahan")
    for bidang in ("pencegahan", "penanganan"):
        Kedudukan.objects.create(
            pokja=rad.pokja, posisi=Posisi.ANGGOTA, bidang=bidang, lembaga=opd_a.lembaga,
            jabatan_dinas="Kepala",
        )  # fmt: skip
    halaman = masuk(sekretariat).get(reverse("rad:kedudukan", args=[rad.pk]))
    assert [(t.kedudukan.bidang, t.aksi) for t in halaman.context["tugas"]] == [
        ("pencegahan", 1), ("penanganan", 0)
    ]  # fmt: skip
    assert halaman.context["luar"] == [(opd_b.lembaga, 1)]


def test_aksi_yang_tidak_ditanggung_kedudukan(masuk, sekretariat, opd_a, opd_b, rad):
    """A seat in another field does not answer for an action; one without a field does for all."""

    def duduk(lembaga, bidang="", tupoksi=""):
        Kedudukan.objects.create(
            pokja=rad.pokja, posisi=Posisi.ANGGOTA, bidang=bidang, lembaga=lembaga,
            jabatan_dinas="Kepala", tupoksi=tupoksi,
        )  # fmt: skip

    b.draf(opd_a, rad, "Di bidangnya", bidang="pencegahan")
    b.draf(opd_a, rad, "Di bidang lain", bidang="penanganan")
    b.draf(opd_b, rad, "Tanpa kursi", bidang="pencegahan")
    duduk(opd_a.lembaga, "pencegahan")
    duduk(sekretariat.lembaga, "penanganan", "Memantau rujukan")
    alamat = reverse("rad:kedudukan", args=[rad.pk])
    halaman = masuk(sekretariat).get(alamat)
    isi = halaman.context["isi"]
    assert [(a.uraian, a.duduk) for a in isi.yatim] == [
        ("Tanpa kursi", False), ("Di bidang lain", True)
    ]  # fmt: skip
    assert (isi.menganggur, isi.tanpa_tupoksi) == (1, 1)
    assert "tugasnya tanpa aksi" in halaman.text
    duduk(opd_a.lembaga)
    isi = masuk(sekretariat).get(alamat).context["isi"]
    assert [a.uraian for a in isi.yatim] == ["Tanpa kursi"]
