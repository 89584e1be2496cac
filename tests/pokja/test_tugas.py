"""What waits is counted whole, also where the first page shows its beginning only."""

import datetime as dt

import pytest
from django.utils import timezone

from pokja.documents import tugas_rapat
from pokja.enums import Bidang, Peran
from pokja.models import Rapat, TindakLanjut


@pytest.fixture
def sebuah_rapat(pokja, sekretariat):
    def buat(**lain):
        return Rapat.objects.create(
            pokja=pokja, acara="Rakor", jenis="rakor", cara="luring", awal=timezone.now(),
            dibuat_oleh=sekretariat, status="NOTULA", **lain,
        )  # fmt: skip

    return buat


def test_utang_dihitung_semua(sebuah_rapat, opd_a, sekretariat):
    keputusan = sebuah_rapat().keputusan.create(isi="Ini")
    for ke in range(9):
        TindakLanjut.objects.create(
            keputusan=keputusan, uraian=f"Langkah {ke}", lembaga=opd_a.lembaga,
            tenggat=dt.date(2030, 1, 1), dibuat_oleh=sekretariat,
        )  # fmt: skip
    daftar = tugas_rapat.susun(opd_a)
    assert (len(daftar.butir), daftar.jumlah) == (6, 9)


def test_koordinator_merampungkan_notula_bidangnya_saja(sebuah_rapat, orang):
    sebuah_rapat(bidang=Bidang.PENANGANAN)
    milik = sebuah_rapat(bidang=Bidang.PENCEGAHAN)
    user = orang("agus", Peran.KOORDINATOR_BIDANG, bidang=Bidang.PENCEGAHAN)
    daftar = tugas_rapat.susun(user)
    assert [(t.judul, t.pk) for t in daftar.butir] == [("Rampungkan notula: Rakor", milik.pk)]
    assert daftar.jumlah == 1
