"""Ten minutes of silence lock confidential pages; what was typed goes on (R25, T11)."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from pokja.enums import Peran
from tests.conftest import SANDI

ALAMAT = "/kasus/"


@pytest.fixture
def petugas(orang, dinsos, masuk):
    """A case manager, logged in at nine o'clock."""
    with time_machine.travel(dt.datetime(2026, 11, 25, 2, 0, tzinfo=dt.UTC), tick=False) as waktu:
        client = masuk(orang("petugas", Peran.MANAJER_KASUS, lembaga=dinsos))
        client.get("/")
        yield client, waktu


def test_open_within_ten_minutes(petugas):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=9))
    assert client.get(ALAMAT).status_code != 423
    waktu.shift(dt.timedelta(minutes=9))
    assert client.get(ALAMAT).status_code != 423


def test_locked_after_ten_minutes_also_when_other_pages_were_used(petugas):
    client, waktu = petugas
    client.get(ALAMAT)
    for _ in range(3):
        waktu.shift(dt.timedelta(minutes=4))
        assert client.get("/").status_code == 200
    jawaban = client.get(ALAMAT)
    assert jawaban.status_code == 423
    assert "Halaman terkunci" in jawaban.content.decode()
    assert jawaban.headers["Cache-Control"] == "private, no-store"
    assert client.get("/").status_code == 200


def test_right_password_opens_the_page(petugas):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=11))
    jawaban = client.post(ALAMAT, {"_sandi_kunci": SANDI, "_cara": "GET"})
    assert (jawaban.status_code, jawaban.url) == (302, ALAMAT)
    assert client.get(ALAMAT).status_code != 423


def test_wrong_password_stays_locked_and_keeps_the_text(petugas):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=11))
    isian = {"catatan": 'ketikan "panjang" <b>', "bentuk": ["FISIK", "PSIKIS"]}
    jawaban = client.post(ALAMAT, isian)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 423
    assert "ketikan &quot;panjang&quot; &lt;b&gt;" in isi
    assert 'value="FISIK"' in isi
    assert 'value="PSIKIS"' in isi
    salah = client.post(ALAMAT, {**isian, "_sandi_kunci": "bukan-sandinya", "_cara": "POST"})
    assert salah.status_code == 423
    assert "Kata sandi tidak cocok" in salah.content.decode()
    assert "ketikan &quot;panjang&quot;" in salah.content.decode()
    assert "bukan-sandinya" not in salah.content.decode()


def test_locked_form_goes_through_with_the_password(petugas, monkeypatch):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=11))
    jawaban = client.post(reverse("kasus:keluar"), {"_sandi_kunci": SANDI, "_cara": "POST"})
    assert jawaban.url == "/publik/"


def test_script_unlocks_without_sending_the_form(petugas):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=11))
    assert client.post(ALAMAT, {"_sandi_kunci": "salah", "_hanya_buka": "ya"}).status_code == 423
    assert client.post(ALAMAT, {"_sandi_kunci": SANDI, "_hanya_buka": "ya"}).status_code == 204
    assert client.get(ALAMAT).status_code != 423


def test_guessing_is_slowed_down(petugas):
    client, waktu = petugas
    waktu.shift(dt.timedelta(minutes=11))
    for _ in range(12):
        jawaban = client.post(ALAMAT, {"_sandi_kunci": "tebakan", "_cara": "GET"})
    assert "Terlalu banyak percobaan" in jawaban.content.decode()
    jawaban = client.post(ALAMAT, {"_sandi_kunci": SANDI, "_cara": "GET"})
    assert jawaban.status_code == 423


def test_quick_exit_logs_out_and_leaves_nothing(petugas):
    client, _ = petugas
    jawaban = client.post(reverse("kasus:keluar"))
    assert (jawaban.status_code, jawaban.url) == (302, "/publik/")
    assert jawaban.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(ALAMAT).status_code == 302  # to the log-in page


def test_log_out_clears_the_browser(petugas):
    client, _ = petugas
    jawaban = client.post(reverse("account_logout"))
    assert jawaban.headers["Clear-Site-Data"] == '"cache", "storage"'
