"""Conflict events: groups and places, kept by few, read by those who link cases to them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.actions.peristiwa import simpan_peristiwa
from pokja.enums import Bidang, Peran
from pokja.models import PeristiwaKonflik

pytestmark = pytest.mark.django_db
DAFTAR, BARU = "konflik:peristiwa_daftar", "konflik:peristiwa_baru"


@pytest.fixture
def manajer(orang, dinsos):
    """A case manager."""
    return orang("manajer", Peran.MANAJER_KASUS, lembaga=dinsos)


def isian(desa, **ganti):
    return {
        "id_baru": str(uuid4()), "nama": "Bentrok batas desa", "mulai": "2 Januari 2026",
        "wilayah": desa.pk, "sumber": "BATAS", "pola": "LAHAN", "fase": "penghentian", **ganti,
    }  # fmt: skip


def test_tambah_lalu_tampil(masuk, manajer, desa):
    client = masuk(manajer)
    assert "Belum ada peristiwa" in client.get(reverse(DAFTAR)).content.decode()
    isi = isian(desa)
    for _ in range(2):
        assert client.post(reverse(BARU), isi).status_code == 302
    assert PeristiwaKonflik.objects.count() == 1, "dikirim dua kali tetap satu"
    halaman = client.get(reverse(DAFTAR)).content.decode()
    for kata in ("Bentrok batas desa", "Glodog, Kecamatan Palang", "Sengketa batas wilayah",
                 "masih berlangsung"):  # fmt: skip
        assert kata in halaman
    assert JejakAudit.objects.filter(peristiwa="peristiwa.dibuat").count() == 1


def test_isian_salah_mengembalikan_ketikan(masuk, manajer, desa):
    salah = isian(desa, selesai="1 Januari 2026", sumber="")
    r = masuk(manajer).post(reverse(BARU), salah)
    assert r.status_code == 422
    isi = r.content.decode()
    assert "Tanggal berakhir mendahului tanggal mulai." in isi
    assert "Pilih sumber konfliknya." in isi
    assert "Bentrok batas desa" in isi
    r = masuk(manajer).post(reverse(BARU), isian(desa, wilayah="11.01"))
    assert r.status_code == 422


def test_simpan_basi_menampilkan_keduanya(masuk, manajer, sekretariat, desa):
    masuk(manajer).post(reverse(BARU), isian(desa))
    satu = PeristiwaKonflik.objects.get()
    alamat = reverse("konflik:peristiwa_ubah", args=[satu.pk])
    r = masuk(sekretariat).post(alamat, isian(desa, versi=1, nama="Bentrok batas dusun"))
    assert r.status_code == 302
    r = masuk(manajer).post(alamat, isian(desa, versi=1, nama="Bentrok sawah"))
    assert r.status_code == 409
    isi = r.content.decode()
    assert "Bentrok batas dusun" in isi
    assert "Bentrok sawah" in isi
    assert (
        masuk(manajer).post(alamat, isian(desa, versi=2, nama="Bentrok sawah")).status_code == 302
    )
    satu.refresh_from_db()
    assert (satu.nama, satu.versi) == ("Bentrok sawah", 3)


def test_aksi_menolak(manajer, opd_a, desa):
    isi = {
        "nama": "Bentrok", "mulai": dt.date(2026, 1, 1), "selesai": None, "wilayah": desa,
        "sumber": "SDA", "pola": "LAHAN", "fase": "penghentian",
    }  # fmt: skip
    with pytest.raises(PermissionDenied):
        simpan_peristiwa(by=opd_a, **isi)
    satu = simpan_peristiwa(by=manajer, **isi)
    with pytest.raises(SudahBerubah):
        simpan_peristiwa(by=manajer, peristiwa=satu, versi=9, **isi)


def test_siapa_boleh(masuk, orang, lembaga, dinsos, desa, manajer, sekretariat, opd_a, bappeda):
    koordinator = orang(
        "koordinator", Peran.KOORDINATOR_BIDANG, lembaga=lembaga("Bakesbangpol"),
        bidang=Bidang.PENANGANAN,
    )  # fmt: skip
    pendamping = orang("pendamping", Peran.PENDAMPING, lembaga=dinsos)
    masuk(manajer).post(reverse(BARU), isian(desa))
    ubah = reverse("konflik:peristiwa_ubah", args=[PeristiwaKonflik.objects.get().pk])
    harapan = (
        (manajer, 200, 200), (sekretariat, 200, 200), (koordinator, 200, 200),
        (pendamping, 200, 403), (opd_a, 403, 403), (bappeda, 403, 403),
    )  # fmt: skip
    for user, baca, tulis in harapan:
        client = masuk(user)
        assert client.get(reverse(DAFTAR)).status_code == baca, user
        assert client.get(reverse(BARU)).status_code == tulis, user
        assert client.get(ubah).status_code == tulis, user


def test_jumlah_kueri_tetap(masuk, manajer, desa, django_assert_num_queries):
    def tambah(jumlah):
        for nomor in range(jumlah):
            PeristiwaKonflik.objects.create(
                nama=f"Bentrok {nomor}", mulai=dt.date(2026, 1, 1), wilayah=desa, sumber="SDA"
            )

    tambah(1)
    client = masuk(manajer)
    client.get(reverse(DAFTAR))
    with CaptureQueriesContext(connection) as satu:
        client.get(reverse(DAFTAR))
    tambah(4)
    with django_assert_num_queries(len(satu)):
        client.get(reverse(DAFTAR))
