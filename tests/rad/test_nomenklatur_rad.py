"""The codes a plan uses, in the years in which it uses them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from rad.actions.isi import IsiAnggaran
from rad.documents.nomenklatur import Baris, nilai
from rad.enums_selaras import KeadaanKode as K
from rad.models import Nomenklatur, Telaah
from tests.rad import bantu_aksi as b

LAMA, BARU = "2.08.02.2.02.0006", "2.08.02.2.02.0007"


def baris(mulai, selesai=None, pengganti="", terverifikasi=True):
    return Baris("Nama", "v", mulai, selesai, pengganti, terverifikasi)


@pytest.mark.parametrize(
    ("isi", "tahun", "keadaan"),
    [
        ([baris(2021)], [2025, 2029], K.SAH),
        ([baris(2021, terverifikasi=False)], [2025], K.PERLU_CEK),
        ([], [2025], K.TAK_DIKENAL),
        ([baris(2021, 2026)], [2025, 2026], K.SAH),
        ([baris(2021, 2026)], [2026, 2027], K.PENSIUN),
        ([baris(2027)], [2025], K.BELUM),
        ([baris(2021, 2024), baris(2025)], [2024, 2025], K.SAH),
        ([baris(2021, 2023), baris(2025)], [2024], K.PENSIUN),
    ],
)
def test_keadaan_menurut_tahun_pakai(isi, tahun, keadaan):
    assert nilai(LAMA, tahun, {LAMA: isi}).keadaan == keadaan


def test_kosong_dan_provinsi():
    assert nilai("", [2025], {}).keadaan == K.KOSONG
    assert nilai("2.08.02.1.02.0006", [2025], {}).keadaan == K.PROVINSI


def test_kalimat_menyebut_akhir_dan_penggantinya():
    temuan = nilai(LAMA, [2025, 2026], {LAMA: [baris(2021, 2025, BARU)]})
    assert temuan.kalimat == (
        f"Kode pensiun: {LAMA} berlaku sampai tahun 2025, dipakai untuk 2026. Penggantinya {BARU}."
    )
    temuan = nilai(LAMA, [2026], {LAMA: [baris(2021, 2025)]})
    assert "Penggantinya belum diketahui" in temuan.kalimat


@pytest.fixture
def pensiun(db):
    """LAMA ended with 2025; BARU follows."""
    isi = {"jenis": "sub_kegiatan", "terverifikasi": True}
    Nomenklatur.objects.create(
        kode=LAMA,
        nama="Lama",
        versi="1",
        tahun_mulai=2020,
        tahun_selesai=2025,
        pengganti=BARU,
        **isi,
    )
    Nomenklatur.objects.create(kode=BARU, nama="Baru", versi="2", tahun_mulai=2025, **isi)


def test_ditandai_di_aksi_kotak_masuk_dan_laporan(masuk, opd_a, sekretariat, rad, pensiun):
    aksi = b.diajukan(opd_a, rad)  # money in 2026
    client = masuk(sekretariat)
    for alamat in (
        b.url("aksi_detail", aksi), reverse("rad:telaah"), b.url("nomenklatur", rad),
    ):  # fmt: skip
        assert "berlaku sampai tahun 2025" in client.get(alamat).text, alamat
    assert client.get(b.url("keselarasan", rad)).context["isi"].kode_salah == 1


def test_tahun_tanpa_pagu_tidak_dihitung(masuk, opd_a, sekretariat, rad, pensiun):
    uang = [IsiAnggaran("pad", {2025: Decimal(5)})]
    aksi = b.draf(opd_a, rad, anggaran=uang)
    assert "Kode pensiun" not in masuk(sekretariat).get(b.url("aksi_detail", aksi)).text


def test_usulan_menjadi_catatan_dan_tidak_mengubah_isi(masuk, opd_a, sekretariat, rad, pensiun):
    aksi = b.draf(opd_a, rad)
    client, alamat = masuk(sekretariat), reverse("rad:nomenklatur_usulkan", args=[rad.pk])
    assert "Usulkan penggantian" in client.get(b.url("nomenklatur", rad)).text
    for _ in range(2):
        client.post(alamat, {"kode": LAMA})
    (catatan,) = Telaah.objects.all()
    assert (catatan.ruas, catatan.aksi) == ("nomenklatur", aksi)
    assert BARU in catatan.isi
    assert b.segar(aksi).nomenklatur == LAMA


def test_usulan_hanya_dengan_pengganti_yang_berlaku(masuk, opd_a, sekretariat, rad, pensiun):
    Nomenklatur.objects.filter(kode=BARU).update(tahun_selesai=2026)
    b.draf(opd_a, rad)
    client = masuk(sekretariat)
    assert "Usulkan penggantian" not in client.get(b.url("nomenklatur", rad)).text
    client.post(reverse("rad:nomenklatur_usulkan", args=[rad.pk]), {"kode": LAMA})
    client.post(reverse("rad:nomenklatur_usulkan", args=[rad.pk]), {"kode": "\x00"})
    assert not Telaah.objects.exists()
