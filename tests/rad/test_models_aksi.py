"""What an action knows about itself, and who may read it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.actions.versi import tetapkan
from rad.models import Aksi
from rad.models.salinan import beda, ruas, salin
from tests.rad import bantu_aksi as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def semua_status(rad, opd_a, sekretariat, sekretaris):
    """One action of Dinas Kesehatan per state, and an approved one of a second bidang."""
    b.draf(opd_a, rad, "draf")
    b.diajukan(opd_a, rad, "diajukan")
    b.dikembalikan(opd_a, rad, sekretariat, uraian="dikembalikan")
    tetap = b.disetujui(opd_a, rad, sekretariat, "ditetapkan")
    tetapkan(by=sekretariat, rad=rad, hanya=tetap)
    b.disetujui(opd_a, rad, sekretariat, "disetujui", bidang="penanganan")
    batal = b.draf(opd_a, rad, "dibatalkan")
    tindakan.batalkan(by=opd_a, aksi=batal, alasan="Tidak jadi dilaksanakan.")


SEMUA = {"draf", "diajukan", "dikembalikan", "disetujui", "ditetapkan", "dibatalkan"}
TERBIT = {"disetujui", "ditetapkan"}


def terbaca(user):
    return set(Aksi.objects.untuk(user).values_list("uraian", flat=True))


@pytest.mark.usefixtures("semua_status")
class TestUntuk:
    def test_opd_membaca_semua_miliknya(self, opd_a, kepala):
        assert terbaca(opd_a) == SEMUA
        assert terbaca(kepala) == SEMUA

    def test_opd_lain_hanya_yang_disetujui(self, opd_b):
        assert terbaca(opd_b) == TERBIT

    def test_sekretariat_membaca_semua(self, sekretariat, sekretaris):
        assert terbaca(sekretariat) == terbaca(sekretaris) == SEMUA

    @pytest.mark.parametrize("peran", [Peran.BAPPEDA, Peran.KETUA_WAKIL, Peran.AUDITOR])
    def test_pengawas_membaca_sejak_diajukan(self, orang, peran):
        assert terbaca(orang("x", peran)) == TERBIT | {"diajukan"}

    def test_koordinator_membaca_seluruh_bidangnya(self, orang):
        koordinator = orang("k", Peran.KOORDINATOR_BIDANG, bidang="penanganan")
        assert terbaca(koordinator) == TERBIT
        lain = orang("l", Peran.KOORDINATOR_BIDANG, bidang="pencegahan")
        assert terbaca(lain) == SEMUA

    @pytest.mark.parametrize("peran", [Peran.BAGIAN_HUKUM, Peran.ANGGOTA_POKJA, Peran.PATBM])
    def test_peran_lain_hanya_yang_disetujui(self, orang, peran):
        assert terbaca(orang("x", peran)) == TERBIT

    @pytest.mark.parametrize("peran", [Peran.ADMIN_AKUN, Peran.SUPERADMIN_TEKNIS])
    def test_pengelola_teknis_tidak_membaca_apa_pun(self, orang, peran):
        assert terbaca(orang("x", peran)) == set()

    def test_penugasan_yang_habis_tidak_membaca_apa_pun(self, mantan):
        assert terbaca(mantan) == set()


def test_kekurangan_menyebut_tahun_dan_indikator(rad, opd_a):
    aksi = b.draf(opd_a, rad, indikator=[])
    assert aksi.kekurangan() == ["Indikator belum diisi."]
    isi = b.isi(
        opd_a.lembaga,
        indikator=[IsiIndikator("Kader", "orang", "naik", {2025: Decimal(1), 2028: Decimal(0)})],
    )
    tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=aksi)
    assert aksi.kekurangan() == ["Target 2026, 2027, 2029 pada indikator “Kader” belum diisi."]


def test_peringatan_tidak_menghalangi(rad, opd_a):
    aksi = b.diajukan(opd_a, rad, anggaran=[], nomenklatur="")
    assert aksi.status == "diajukan"
    assert aksi.peringatan() == ["Belum teranggarkan.", "Belum ditautkan ke sub kegiatan."]
    assert b.draf(opd_a, rad, "lain").peringatan() == []


def test_pagu_menjumlah_semua_sumber_dan_tahun(rad, opd_a):
    aksi = b.draf(
        opd_a,
        rad,
        anggaran=[
            IsiAnggaran("pad", {2025: Decimal("0.10"), 2026: Decimal("0.20")}),
            IsiAnggaran("dau", {2026: Decimal(1)}),
        ],
    )
    assert aksi.pagu == Decimal("1.30")


def test_kembar_mencari_di_semua_perangkat_daerah(rad, opd_a, opd_b, sekretariat):
    satu = b.draf(opd_a, rad, "Sekolah  Aman")
    dua = b.draf(opd_b, rad, "sekolah aman")
    batal = b.draf(sekretariat, rad, "SEKOLAH AMAN")
    tindakan.batalkan(by=sekretariat, aksi=batal, alasan="Sudah ada.")
    assert list(Aksi.objects.kembar(satu)) == [dua]


def test_urut_matriks_bidang_lalu_sasaran(rad, opd_a):
    b.draf(opd_a, rad, "tiga", bidang="pemberdayaan")
    b.draf(opd_a, rad, "satu", bidang="pencegahan", sasaran="Pertama")
    b.draf(opd_a, rad, "dua", bidang="penanganan", sasaran="Kedua")
    b.draf(opd_a, rad, "satu lagi", bidang="pencegahan", sasaran="Pertama")
    urut = Aksi.objects.urut_matriks().values_list("uraian", flat=True)
    assert list(urut) == ["satu", "satu lagi", "dua", "tiga"]


def test_basis_data_menolak_status_tanpa_pengaju(rad, opd_a):
    aksi = b.draf(opd_a, rad)
    with pytest.raises(IntegrityError), transaction.atomic():
        Aksi.objects.filter(pk=aksi.pk).update(status="disetujui")


def test_basis_data_menolak_uraian_yang_sama(rad, opd_a):
    b.draf(opd_a, rad, "Visum")
    kedua = b.draf(opd_a, rad, "Visum gratis")
    with pytest.raises(IntegrityError), transaction.atomic():
        Aksi.objects.filter(pk=kedua.pk).update(uraian_normal="visum")


def test_kendala_terbaca_orang(rad, opd_a):
    b.draf(opd_a, rad, "Visum")
    with pytest.raises(ValidationError, match="uraian yang sama"):
        tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga, " VISUM "))


def test_status_tidak_dapat_ditulis_langsung(rad, opd_a):
    aksi = b.draf(opd_a, rad)
    with pytest.raises(AttributeError):
        aksi.status = "disetujui"


def test_beda_menyebut_yang_lama_dan_yang_baru(rad, opd_a, lembaga):
    aksi = b.draf(opd_a, rad)
    lama = salin(aksi)
    isi = b.isi(
        opd_a.lembaga,
        lokasi="Montong",
        pendukung=[lembaga("Polres Tuban")],
        anggaran=[IsiAnggaran("pad", {2026: Decimal(90_000_000)})],
    )
    aksi = tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=aksi)
    assert beda(lama, salin(aksi)) == [
        ("Instansi pendukung", "", "Polres Tuban"),
        ("Lokasi", "20 kecamatan", "Montong"),
        ("Pagu 2026 (PAD)", "Rp85.000.000", "Rp90.000.000"),
    ]


def test_ruas_menulis_angka_seperti_orang(rad, opd_a):
    indikator = [
        IsiIndikator("Lama tinggal", "hari", "turun", {2025: Decimal("12.50")}, Decimal("35.5"))
    ]
    hasil = ruas(salin(b.draf(opd_a, rad, indikator=indikator)))
    assert hasil["Indikator 1: target 2025"] == "12,5"
    assert hasil["Indikator 1: baseline"] == "35,5"
    assert hasil["Indikator 1: arah"].startswith("Turun")
