"""Submitting all complete drafts at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from rad.actions import aksi as aksi_actions
from rad.actions import massal
from rad.models import Aksi
from tests.orang import isi_aksi


@pytest.fixture
def draf(rad, opd_a):
    def buat(uraian, *, lengkap=True, oleh=opd_a):
        isi = isi_aksi(rad, oleh.lembaga, uraian)
        if not lengkap:
            isi = type(isi)(**{**vars(isi), "indikator": []})
        return aksi_actions.simpan(by=oleh, isi=isi, rad=rad)

    return buat


def test_yang_lengkap_diajukan_yang_kurang_disebut(rad, opd_a, opd_b, masuk, draf):
    draf("Satu")
    draf("Dua")
    draf("Tanpa indikator", lengkap=False)
    draf("Milik orang lain", oleh=opd_b)
    alamat = reverse("rad:ajukan_semua", args=[rad.pk])
    halaman = masuk(opd_a).get(alamat).content.decode()
    assert "Ajukan 2 draf yang lengkap" in halaman
    assert "Indikator belum diisi." in halaman
    assert "Milik orang lain" not in halaman
    assert masuk(opd_a).post(alamat).status_code == 302
    status = dict(Aksi.objects.values_list("uraian", "status"))
    assert status == {
        "Satu": "diajukan",
        "Dua": "diajukan",
        "Tanpa indikator": "draf",
        "Milik orang lain": "draf",
    }


def test_tanpa_draf_halaman_menyebut_langkah_berikutnya(rad, opd_a, masuk):
    halaman = masuk(opd_a).get(reverse("rad:ajukan_semua", args=[rad.pk])).content.decode()
    assert "Belum ada draf yang siap diajukan" in halaman
    assert "Tambah aksi" in halaman


def test_kueri_tetap_berapa_pun_drafnya(rad, opd_a, masuk, draf, django_assert_max_num_queries):
    for n in range(12):
        draf(f"Aksi {n}")
    client = masuk(opd_a)
    with django_assert_max_num_queries(14):
        client.get(reverse("rad:ajukan_semua", args=[rad.pk]))


def test_yang_sudah_diajukan_orang_lain_dilewati(rad, opd_a, draf):
    basi = draf("Satu")
    aksi_actions.ajukan(by=opd_a, aksi=Aksi.objects.get(pk=basi.pk))
    hasil = massal.ajukan_banyak(by=opd_a, aksi=[basi])
    assert not hasil.berhasil
    assert "berubah sesudah Anda membacanya" in str(hasil.dilewati[0])


def test_tanpa_hak_ditolak(bappeda):
    with pytest.raises(PermissionDenied):
        massal.ajukan_banyak(by=bappeda, aksi=[])
