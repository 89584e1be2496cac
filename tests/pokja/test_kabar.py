"""What changed since I was last here: on the first page, and only what concerns me."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from pokja.actions import rapat, tindak_lanjut
from pokja.models import Rapat, TindakLanjut
from rad.actions import aksi as tindakan
from tests.pokja.dunia_rapat import AWAL, ISI, SELESAI
from tests.rad import bantu_aksi as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def jam():
    """Move the clock: ``jam(9)`` is 09.00 WIB on 2 March 2026."""
    with time_machine.travel("2026-03-02T01:00:00Z", tick=False) as penunjuk:
        yield lambda pukul: penunjuk.move_to(
            dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC) + dt.timedelta(hours=pukul - 7)
        )


def buka(user):
    """Log in anew and return what the first page tells."""
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return [(k.judul, k.keterangan) for k, _ in client.get("/").context["kabar"]]


def test_keputusan_atas_aksi_sendiri_sejak_kunjungan_terakhir(jam, opd_a, opd_b, rad, sekretariat):
    jam(8)
    milik, lain = b.diajukan(opd_a, rad), b.diajukan(opd_b, rad, "Penyuluhan")
    assert buka(opd_a) == []  # the first visit: nothing to compare with
    jam(10)
    tindakan.setujui(by=sekretariat, aksi=milik)
    tindakan.setujui(by=sekretariat, aksi=lain)
    jam(11)
    opd_a.refresh_from_db()
    assert buka(opd_a) == [("Aksi disetujui", milik.uraian)]
    jam(11.25)
    assert buka(opd_a) == [("Aksi disetujui", milik.uraian)]  # still the same visit
    jam(14)
    assert buka(opd_a) == []


def test_undangan_dan_putusan_atas_laporan(jam, opd_a, rad, sekretariat, sekretaris):
    jam(8)
    buka(opd_a)
    jam(9)
    satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=(AWAL, SELESAI))
    satu.kehadiran.create(jabatan="Kepala", lembaga=opd_a.lembaga)
    rapat.langkah(Rapat.objects.get(pk=satu.pk), "undang", sekretariat)
    utang = TindakLanjut.objects.create(
        uraian="Susun SOP", lembaga=opd_a.lembaga, tenggat=dt.date(2026, 4, 1),
        dibuat_oleh=sekretariat,
        keputusan=satu.keputusan.create(isi="SOP"),
    )  # fmt: skip
    jam(9.5)
    bukti = tindak_lanjut.laporkan(by=opd_a, tindak_lanjut=utang, uraian="Sudah")
    jam(9.75)
    tindak_lanjut.periksa(by=sekretaris, bukti=bukti, memadai=False, catatan="Kurang")
    jam(10)
    opd_a.refresh_from_db()
    assert buka(opd_a) == [
        ("Laporan Anda: belum memadai", "Susun SOP"),
        ("Undangan rapat", ISI["acara"]),
        ("Tindak lanjut baru", "Susun SOP"),
    ]
