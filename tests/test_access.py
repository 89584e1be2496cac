"""Every role at every address, against a table that people review (tests/akses.csv).

The table is the oracle, not the code. A cell says what the role meets: ``ya`` (the page or the
action answers), ``masuk`` (sent to the log-in page), ``403`` or ``404``. An address without a row
fails; so does a view without ``@izin``.
"""

import copy
import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from p3aks.core.access import semua_alamat
from pokja.enums import Bidang, Peran
from tests.orang import PERAN_UJI, buat_objek, buat_orang

TABEL = Path(__file__).with_name("akses.csv")
# Pages of libraries: their own rules, checked by their own tests.
PUSTAKA = ("account_", "mfa_", "usersessions_", "galeri")


def _baris() -> list[dict[str, str]]:
    with TABEL.open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


BARIS = _baris()


def test_setiap_view_menyebut_haknya():
    for route, nama, view in semua_alamat():
        if not nama.startswith(PUSTAKA):
            assert getattr(view, "izin", None), f"{route} ({nama}) tanpa @izin"


def test_setiap_alamat_ada_di_tabel():
    alamat = {nama for _, nama, _ in semua_alamat() if not nama.startswith(PUSTAKA)}
    assert alamat == {b["alamat"] for b in BARIS}


def test_tabel_menyebut_setiap_peran():
    kolom = set(BARIS[0]) - {"alamat", "metode", "objek"}
    assert kolom == set(PERAN_UJI)
    assert set(Peran) <= {peran for peran, _ in PERAN_UJI.values()} | {None}


@pytest.fixture
def dunia(tuban, lembaga, rad):
    """One person per role, and one object per state the table names."""
    orang = buat_orang(lembaga)
    return orang, buat_objek(rad, orang, lembaga)


def test_akses(dunia, subtests):
    """One world and one log-in per person for all rows; every request is rolled back."""
    orang, objek = dunia
    peramban = {kolom: _peramban(orang.get(kolom)) for kolom in PERAN_UJI}
    for baris in BARIS:
        with subtests.test(f"{baris['metode']} {baris['alamat']} {baris['objek']}"):
            alamat = reverse(baris["alamat"], args=objek[baris["objek"]] if baris["objek"] else ())
            hasil = {k: _coba(client, baris["metode"], alamat) for k, client in peramban.items()}
            beda = {k: f"{baris[k]} → {v}" for k, v in hasil.items() if v != baris[k]}
            assert not beda


def _peramban(pengguna) -> Client:
    client = Client()
    if pengguna:
        client.force_login(pengguna, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _coba(client, metode, alamat) -> str:
    """Ask, and undo everything; also a log-out."""
    kuki = copy.deepcopy(client.cookies)
    with transaction.atomic():
        kata = _kata(client.post(alamat) if metode == "POST" else client.get(alamat))
        transaction.set_rollback(True)
    client.cookies = kuki
    return kata


def _kata(jawaban) -> str:
    if jawaban.status_code == 302 and re.match(r"/masuk/.*[?&]next=", jawaban.url):
        return "masuk"
    assert jawaban.status_code < 500, jawaban.status_code
    return str(jawaban.status_code) if jawaban.status_code in (403, 404, 405) else "ya"


def test_masa_tugas_berakhir_berlaku_pada_permintaan_berikutnya(orang, lembaga, masuk, rad):
    """Not a new log-in: the very next request is refused (keamanan, threat T5)."""
    dinkes = lembaga("Dinas Kesehatan", "Dinkes")
    siti = orang("siti", Peran.OPD_OPERATOR, lembaga=dinkes)
    client = masuk(siti)
    assert client.get(reverse("rad:aksi_baru", args=[rad.pk])).status_code == 200
    siti.penugasan.update(selesai=dt.date(2020, 1, 1))
    assert client.get(reverse("rad:aksi_baru", args=[rad.pk])).status_code == 403
    assert client.get(reverse("rad:daftar")).status_code == 403


def test_akun_nonaktif_tidak_berhak(orang, lembaga):
    user = orang("budi", Peran.SEKRETARIAT)
    assert user.has_perm("rad.setujui_aksi")
    user.is_active = False
    assert not user.has_perm("rad.setujui_aksi")


def test_pemutus_tanpa_totp_diarahkan_memasangnya(orang, masuk):
    user = orang("rina", Peran.SEKRETARIAT)
    user.demo = False
    user.save()
    jawaban = masuk(user).get("/")
    assert jawaban.status_code == 302
    assert jawaban.url == reverse("mfa_activate_totp")


def test_operator_opd_tidak_diwajibkan_totp(orang, lembaga, masuk):
    user = orang("joko", Peran.OPD_OPERATOR, lembaga=lembaga("Dinas Pendidikan"))
    user.demo = False
    user.save()
    assert masuk(user).get("/").status_code == 200


def test_koordinator_hanya_bidangnya(orang):
    user = orang("agus", Peran.KOORDINATOR_BIDANG, bidang=Bidang.PENCEGAHAN)
    assert user.bidang_sebagai(Peran.KOORDINATOR_BIDANG) == {Bidang.PENCEGAHAN}
