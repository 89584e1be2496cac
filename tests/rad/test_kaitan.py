"""A follow-up and the action that carries it out know each other."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pokja.enums import Peran
from rad.actions.kaitan import kaitkan
from rad.models import KaitanTindakLanjut
from tests.rad import bantu_rapat
from tests.rad.bantu_aksi import disetujui


@pytest.fixture
def utang(opd_a, sekretariat, rad):
    """A follow-up that the institution of *opd_a* owes."""
    return bantu_rapat.utang(opd_a.lembaga, sekretariat)


@pytest.fixture
def aksi(rad, opd_a, sekretariat):
    return disetujui(opd_a, rad, sekretariat)


def test_kedua_halaman_saling_menyebut(masuk, opd_a, utang, aksi):
    client = masuk(opd_a)
    halaman = reverse("pokja:tindak_lanjut", args=[utang.pk])
    assert "Belum dikaitkan" in client.get(halaman).text
    pilih = reverse("rad:kaitan", args=[utang.pk])
    assert aksi.uraian in client.get(pilih).text
    assert client.post(pilih, {"aksi": aksi.pk}).url == halaman
    assert aksi.uraian in client.get(halaman).text
    assert utang.uraian in client.get(reverse("rad:aksi_detail", args=[aksi.pk])).text
    lepas = reverse("rad:kaitan_lepas", args=[KaitanTindakLanjut.objects.get().pk])
    client.post(lepas)
    assert "Belum dikaitkan" in client.get(halaman).text


def test_hanya_aksi_lembaga_yang_berutang(masuk, opd_a, opd_b, sekretariat, rad, utang):
    orang_lain = disetujui(opd_b, rad, sekretariat, "Penyuluhan hukum")
    client = masuk(sekretariat)
    pilih = reverse("rad:kaitan", args=[utang.pk])
    assert orang_lain.uraian not in client.get(pilih).text
    assert "belum punya aksi" in client.get(pilih).text
    jawaban = client.post(pilih, {"aksi": orang_lain.pk})
    assert jawaban.status_code == 422
    assert not KaitanTindakLanjut.objects.exists()


def test_dua_kali_tercatat_sekali_dan_orang_lain_ditolak(opd_a, opd_b, utang, aksi):
    assert kaitkan(by=opd_a, aksi=aksi, tindak_lanjut=utang) == kaitkan(
        by=opd_a, aksi=aksi, tindak_lanjut=utang
    )
    with pytest.raises(PermissionDenied):
        kaitkan(by=opd_b, aksi=aksi, tindak_lanjut=utang)


def test_tamu_rapat_membaca_tanpa_dapat_mengubah(masuk, orang, lembaga, opd_a, utang, aksi):
    kaitkan(by=opd_a, aksi=aksi, tindak_lanjut=utang)
    auditor = orang("auditor", Peran.AUDITOR, lembaga=lembaga("Inspektorat"))
    halaman = masuk(auditor).get(reverse("pokja:tindak_lanjut", args=[utang.pk])).text
    assert aksi.uraian in halaman
    assert "Lepas" not in halaman
