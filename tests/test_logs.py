"""The logs tell where and when, never who it is about or what was typed."""

import io
import json
import logging
import re

import pytest
from django.conf import settings as pengaturan
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from p3aks.core.catatan import jejak
from pokja.enums import Peran
from rad.models import Aksi, Dokumen
from rad.tasks import buat_dokumen
from tests.rad.bantu_aksi import disetujui, kiriman

KENARI = {
    "nama orang": "Sulastri Kenari-Nama",
    "nama pengguna": "kenari_pengguna",
    "email": "kenari.surel@contoh.go.id",
    "sandi": "kenari-kata-sandi-panjang",
    "sandi salah": "kenari-sandi-yang-salah",
    "isian": "Kenari-uraian pendampingan",
    "catatan": "Kenari-catatan penelaah",
    "alasan": "Kenari-alasan pengembalian",
    "pencarian": "kenari-kata-yang-dicari",
    "galat": "kenari-pesan-galat",
}


@pytest.fixture
def catatan():
    """Everything that reaches the root logger, written as the server writes it."""
    keluar = io.StringIO()
    penulis = logging.StreamHandler(keluar)
    konsol = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler)
    penulis.setFormatter(konsol.formatter)
    akar = logging.getLogger()
    akar.addHandler(penulis)
    tingkat = akar.level
    akar.setLevel(logging.DEBUG)
    yield keluar
    akar.setLevel(tingkat)
    akar.removeHandler(penulis)


@pytest.fixture
def kenari(orang, lembaga):
    user = orang(
        KENARI["nama pengguna"], Peran.OPD_OPERATOR, lembaga=lembaga("Dinas Kesehatan", "Dinkes")
    )
    user.nama, user.email = KENARI["nama orang"], KENARI["email"]
    user.set_password(KENARI["sandi"])
    user.save()
    return user


def _bersih(isi: str) -> None:
    bocor = [apa for apa, teks in KENARI.items() if teks.lower() in isi.lower()]
    assert not bocor


def test_perjalanan_utuh_tanpa_jejak_data(catatan, kenari, sekretariat, rad, monkeypatch):
    """Log in (wrong, right), write, search, be reviewed, fall over, forget, log out."""
    client, penelaah = Client(raise_request_exception=False), Client()
    masuk = reverse("account_login")
    nama = KENARI["nama pengguna"]
    client.post(masuk, {"login": nama, "password": KENARI["sandi salah"]})
    assert client.post(masuk, {"login": nama, "password": KENARI["sandi"]}).status_code == 302
    client.get("/")

    baru = reverse("rad:aksi_baru", args=[rad.pk])
    isian = kiriman(kenari.lembaga, uraian=KENARI["isian"], keterangan=KENARI["catatan"])
    assert client.post(baru, {**isian, "bidang": "bukan-bidang"}).status_code == 200
    assert client.post(baru, {**isian, "simpan": "ajukan"}).status_code == 302
    aksi = Aksi.objects.get(uraian=KENARI["isian"])
    client.get(reverse("rad:matriks", args=[rad.pk]), {"kata": KENARI["pencarian"]})
    client.get("/tidak-ada/", {"nama": KENARI["nama orang"]})

    penelaah.force_login(sekretariat, "allauth.account.auth_backends.AuthenticationBackend")
    penelaah.post(reverse("rad:telaah_tambah", args=[aksi.pk]), {"isi": KENARI["catatan"]})
    kembali = {"alasan": KENARI["alasan"], "versi": Aksi.objects.get(pk=aksi.pk).versi}
    penelaah.post(reverse("rad:aksi_kembalikan", args=[aksi.pk]), kembali)
    assert Aksi.objects.get(pk=aksi.pk).status == "dikembalikan"

    def rusak(**isi):
        sengaja = isi["isi"].uraian  # a local variable, as a traceback with locals would show it
        raise RuntimeError(f"{KENARI['galat']}: {sengaja}")

    with monkeypatch.context() as m:
        m.setattr("rad.actions.aksi.simpan", rusak)
        assert client.post(baru, {**isian, "uraian": KENARI["isian"] + " lagi"}).status_code == 500
    client.post(reverse("account_reset_password"), {"email": KENARI["email"]})
    client.post(reverse("account_logout"))
    isi = catatan.getvalue()
    assert isi.count("request_finished") > 10
    assert "request_failed" in isi
    assert "RuntimeError" in isi
    _bersih(isi)


def test_galat_dicatat_dengan_tempatnya(catatan, client, db, monkeypatch):
    """Without the message there is still everything needed to find the fault."""
    monkeypatch.setattr("rad.views.publik.publik.versi_terbaru", lambda: 1 / 0)
    client.raise_request_exception = False
    assert client.get("/publik/").status_code == 500
    baris = [json.loads(b) for b in catatan.getvalue().splitlines()]
    gagal = next(b for b in baris if b["event"] == "request_failed")
    assert "ZeroDivisionError" in gagal["exception"]
    assert "rad/views/publik.py" in gagal["exception"]
    assert gagal["request"] == "GET /publik/"
    assert gagal["request_id"]


def test_sebab_galat_ikut_tanpa_pesannya():
    try:
        try:
            raise KeyError("rahasia-dalam")
        except KeyError as dalam:
            raise ValueError("rahasia-luar") from dalam
    except ValueError as luar:
        isi = jejak(luar)
    assert isi.index("KeyError") < isi.index("ValueError")
    assert "rahasia-dalam" not in isi.replace('KeyError("rahasia-dalam")', "")
    assert jejak(None) == ""


def test_kueri_dan_kunci_sandi_tidak_dicatat(catatan, kenari):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": KENARI["email"]})
    tautan = re.search(r"https?://testserver(/\S+)", mail.outbox[0].body)[1]
    kunci = tautan.rstrip("/").rpartition("/")[2]
    client.get(tautan + "?q=kenari-kata-yang-dicari")
    client.get("/masuk/", {"next": f"/rad/?kata={KENARI['pencarian']}"})
    isi = catatan.getvalue()
    assert "GET /masuk/sandi/lupa/…/" in json.dumps(
        [json.loads(b).get("request") for b in isi.splitlines()], ensure_ascii=False
    )
    assert kunci not in isi
    _bersih(isi)


@pytest.mark.django_db
@pytest.mark.parametrize("jalur", ["undangan/{}/", "hadir/{}/", "undangan/{}/rapat.ics"])
def test_tautan_pribadi_tidak_dicatat(catatan, client, jalur):
    """Also where Django itself says that it refused a request."""
    assert client.get("/" + jalur.format("kenari-kunci")).status_code == 404
    isi = catatan.getvalue()
    assert isi.count("…/") + isi.count("\\u2026/") >= 3
    assert "kenari-kunci" not in isi


def test_surel_galat_kepada_pengelola_tanpa_isian(settings, kenari, rad, monkeypatch):
    """Django's own mail would hold the form, the cookies and the person."""
    settings.ADMINS = [("Pengelola", "pengelola@contoh.go.id")]
    client = Client(raise_request_exception=False)
    client.force_login(kenari, "allauth.account.auth_backends.AuthenticationBackend")

    def rusak(**_):
        raise RuntimeError(KENARI["galat"])

    monkeypatch.setattr("rad.actions.aksi.simpan", rusak)
    isian = kiriman(kenari.lembaga, uraian=KENARI["isian"])
    client.post(reverse("rad:aksi_baru", args=[rad.pk]), isian)
    surat = [m for m in mail.outbox if m.to == ["pengelola@contoh.go.id"]]
    assert len(surat) == 1
    assert "RuntimeError" in surat[0].body
    assert f"POST /rad/{rad.pk}/aksi/baru/" in surat[0].body
    isi = str(surat[0].message())
    _bersih(isi)
    assert client.cookies[pengaturan.SESSION_COOKIE_NAME].value not in isi


def test_tidak_ada_penangan_surel_bawaan_django():
    pemakai = logging.getLogger("django").handlers
    assert not [h for h in pemakai if type(h) is AdminEmailHandler]


def test_pesan_celery_hanya_memuat_id(
    kenari, sekretariat, rad, monkeypatch, django_capture_on_commit_callbacks
):
    """The message names the row; what the document is about stays in the database."""
    disetujui(kenari, rad, sekretariat, KENARI["isian"])
    kiriman_celery = []

    def tangkap(args=None, kwargs=None, **lain):
        kiriman_celery.append((args, kwargs, lain))

    monkeypatch.setattr(buat_dokumen, "apply_async", tangkap)
    client = Client()
    client.force_login(sekretariat, "allauth.account.auth_backends.AuthenticationBackend")
    with django_capture_on_commit_callbacks(execute=True):
        jawaban = client.post(
            reverse("rad:dokumen_buat"), {"jenis": "matriks-rad", "objek": str(rad.pk)}
        )
    assert jawaban.status_code == 302
    dokumen = Dokumen.objects.get()
    ((args, kwargs, lain),) = kiriman_celery
    assert args == [str(dokumen.pk)]
    assert not kwargs
    assert not {"headers", "shadow"} & set(lain)
    assert KENARI["isian"] in json.dumps(dokumen.snapshot)  # it was there to be leaked
    _bersih(str(args))
