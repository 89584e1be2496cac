"""The digest: when, to whom, and nothing in it that says what it is about."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from pokja.actions import notula, rapat, tindak_lanjut
from pokja.actions.ringkasan import kirim_ringkasan
from pokja.enums import Peran
from pokja.models import Pengguna, Rapat
from tests.pokja.dunia_rapat import AWAL, ISI, SELESAI

SENIN, SELASA, SABTU = dt.date(2026, 3, 2), dt.date(2026, 3, 3), dt.date(2026, 3, 7)
SENIN_DEPAN = dt.date(2026, 3, 9)
URAIAN = "Pulihkan rumah aman"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


@pytest.fixture
def operator(orang, lembaga, sekretariat, pokja):
    """Somebody with an address, whose institution owes one thing by 1 March."""
    dinkes = lembaga("Dinas Kesehatan", "Dinkes")
    satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=(AWAL, SELESAI))
    Rapat.objects.filter(pk=satu.pk).update(status="BERLANGSUNG")
    keputusan = notula.simpan_keputusan(by=sekretariat, rapat=satu, isi={"isi": "Ini"})
    isi = {"uraian": URAIAN, "lembaga": dinkes, "tenggat": dt.date(2026, 3, 10)}
    tindak_lanjut.simpan_tindak_lanjut(by=sekretariat, keputusan=keputusan, isi=isi)
    user = orang("siti", Peran.OPD_OPERATOR, lembaga=dinkes)
    user.email = "siti@contoh.go.id"
    user.save()
    return Pengguna.objects.get(pk=user.pk)


def test_menyebut_jumlah_dan_alamat_tetapi_bukan_isinya(operator):
    assert kirim_ringkasan(SENIN) == 1
    (surat,) = mail.outbox
    assert surat.to == ["siti@contoh.go.id"]
    assert surat.body.startswith("1 hal menunggu Anda")
    assert reverse("pemberitahuan") in surat.body
    assert URAIAN not in surat.body + surat.subject
    assert operator.nama not in surat.body + surat.subject


def test_mingguan_sekali_seminggu_juga_bila_senin_terlewat(operator):
    assert [kirim_ringkasan(h) for h in (SELASA, SELASA, SENIN_DEPAN)] == [1, 0, 1]


def test_harian_setiap_hari_kerja(operator):
    Pengguna.objects.filter(pk=operator.pk).update(ringkasan="harian")
    hari = (SENIN, SENIN, SELASA, SABTU)
    assert [kirim_ringkasan(h) for h in hari] == [1, 0, 1, 0]


@pytest.mark.parametrize("isi", [{"ringkasan": "tidak"}, {"email": ""}, {"is_active": False}])
def test_tidak_kepada_yang_tidak_mau_atau_tidak_dapat(operator, isi):
    Pengguna.objects.filter(pk=operator.pk).update(**isi)
    assert kirim_ringkasan(SENIN) == 0


def test_tanpa_yang_menunggu_tidak_ada_surat(operator):
    operator.penugasan.update(selesai=dt.date(2026, 1, 1))
    assert kirim_ringkasan(SENIN) == 0
    assert mail.outbox == []


def test_yang_gagal_dicoba_lagi(operator, monkeypatch):
    def gagal(self):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as m:
        m.setattr("django.core.mail.EmailMessage.send", gagal)
        assert kirim_ringkasan(SENIN) == 0
    assert kirim_ringkasan(SENIN) == 1


def test_lewat_batas_disebut(operator):
    kirim_ringkasan(dt.date(2026, 3, 11))
    assert "1 di antaranya lewat batas waktu" in mail.outbox[0].body


def test_pilihan_disimpan_dari_halaman_akun(masuk, operator):
    client = masuk(operator)
    assert "siti@contoh.go.id" in client.get(reverse("pemberitahuan")).text
    client.post(reverse("pemberitahuan"), {"ringkasan": "harian"})
    assert client.post(reverse("pemberitahuan"), {"ringkasan": "tiap jam"}).status_code == 422
    operator.refresh_from_db()
    assert operator.ringkasan == "harian"
    client.post(reverse("kalender_atur"))
    operator.refresh_from_db()
    assert str(operator.kalender) in client.get(reverse("pemberitahuan")).text
    client.post(reverse("kalender_atur"), {"matikan": ""})
    operator.refresh_from_db()
    assert operator.kalender is None
