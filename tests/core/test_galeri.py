"""The gallery, the account pages and the error pages render, in Indonesian, under the policy."""

import gzip
import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from p3aks.core.access import izin
from p3aks.core.galeri import galeri
from pokja.models import Pengguna

SANDI = "sandi-yang-cukup-panjang"


@izin("publik")
def _dilarang(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@izin("publik")
def _rusak(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("sengaja")


# The parts stand without any app's pages: only the gallery and the account pages are routed here.
urlpatterns = [
    path("", galeri, name="beranda"),
    path("masuk/", include("pokja.urls_akun")),
    path("dilarang/", _dilarang),
    path("rusak/", _rusak),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

INGGRIS = re.compile(
    r"\b(the|your|password|sign in|sign out|login|account|code|please|key|add|remove)\b", re.I
)


@pytest.fixture
def siti(tuban):
    return Pengguna.objects.create_user(
        "siti", SANDI, nama="Siti Aminah", email="siti@example.go.id", demo=True
    )


@pytest.fixture
def di_dalam(client, siti):
    """A client that logged in through the page and has just proved who it is again."""
    client.post("/masuk/", {"login": "siti", "password": SANDI})
    client.post("/masuk/ulang/", {"password": SANDI})
    return client


def teks(html: str) -> str:
    """The words a person sees (attributes a screen reader says are left to axe)."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)


def periksa(response, judul: str) -> str:
    html = response.content.decode()
    assert response.status_code == 200, response.headers.get("Location")
    assert re.search(rf"<h1>\s*{re.escape(judul)}", html), judul
    assert html.count("<h1") == 1
    assert '<html lang="id">' in html
    assert not INGGRIS.findall(teks(html)), INGGRIS.findall(teks(html))
    return html


def test_gallery_shows_every_part(client, tuban):
    html = periksa(client.get("/"), "Tiga hal menunggu Anda")
    for bagian in ("galat", "linimasa", "kemajuan", "komposisi", "kosong", "konfirmasi", "halaman"):
        assert f'class="{bagian}' in html


@pytest.mark.parametrize(
    ("alamat", "judul"),
    [
        ("/masuk/", "Masuk"),
        ("/masuk/daftar/", "Akun diberikan oleh Sekretariat"),
        ("/masuk/sandi/lupa/", "Lupa kata sandi"),
        ("/masuk/sandi/lupa/terkirim/", "Periksa email Anda"),
        ("/masuk/sandi/lupa/selesai/", "Kata sandi sudah diubah"),
        ("/masuk/sandi/lupa/1-salah/", "Tautan ini tidak berlaku lagi"),
        ("/masuk/nonaktif/", "Akun ini tidak aktif"),
    ],
)
def test_pages_on_the_way_in(client, tuban, alamat, judul):
    periksa(client.get(alamat), judul)


def test_first_page_weighs_little(client, tuban):
    """Design bar: 150 KB over the wire with font, CSS and JS (an office may have 256 kbit/s)."""
    html = client.get("/masuk/").content
    berat = len(gzip.compress(html))
    for jalur in set(re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode())):
        isi = Path(finders.find(jalur)).read_bytes()
        berat += len(isi if jalur.endswith(".woff2") else gzip.compress(isi))
    assert 50_000 < berat < 80_000  # 67 kB when written; far more or less means a file was missed


def test_wrong_password_is_said_without_saying_which(client, siti):
    html = periksa(client.post("/masuk/", {"login": "siti", "password": "keliru"}), "Masuk")
    assert "Ada yang perlu diperbaiki" in html
    assert 'value="siti"' in html
    assert "keliru" not in html


@pytest.mark.parametrize(
    ("alamat", "judul"),
    [
        ("/masuk/keluar/", "Keluar dari sistem?"),
        ("/masuk/ulang/", "Pastikan ini Anda"),
        ("/masuk/sandi/ubah/", "Ubah kata sandi"),
        ("/masuk/sesi/", "Perangkat yang sedang masuk"),
        ("/masuk/dua-langkah/", "Verifikasi dua langkah"),
        ("/masuk/dua-langkah/totp/activate/", "Pasang aplikasi autentikator"),
        ("/masuk/dua-langkah/webauthn/", "Kunci keamanan"),
        ("/masuk/dua-langkah/webauthn/add/", "Tambah kunci keamanan"),
    ],
)
def test_pages_about_ones_own_account(di_dalam, alamat, judul):
    periksa(di_dalam.get(alamat), judul)


def test_pages_with_a_second_factor(di_dalam, siti):
    TOTP.activate(siti, "JBSWY3DPEHPK3PXP")
    kode = RecoveryCodes.activate(siti).get_unused_codes()
    kunci = Authenticator.objects.create(
        user=siti, type="webauthn", data={"name": "Laptop kantor", "credential": {}}
    )
    dasar = "/masuk/dua-langkah/"
    periksa(di_dalam.get(dasar), "Verifikasi dua langkah")
    html = periksa(di_dalam.get(f"{dasar}recovery-codes/"), "Kode pemulihan")
    assert all(satu in html for satu in kode)
    periksa(di_dalam.get(f"{dasar}recovery-codes/generate/"), "Buat kode pemulihan")
    periksa(di_dalam.get(f"{dasar}totp/deactivate/"), "Lepaskan aplikasi autentikator?")
    periksa(di_dalam.get(f"{dasar}reauthenticate/"), "Pastikan ini Anda")
    assert "Laptop kantor" in periksa(di_dalam.get(f"{dasar}webauthn/"), "Kunci keamanan")
    kunci_url = f"{dasar}webauthn/keys/{kunci.pk}"
    periksa(di_dalam.get(f"{kunci_url}/edit/"), "Ubah nama kunci")
    periksa(di_dalam.get(f"{kunci_url}/remove/"), "Hapus kunci “Laptop kantor”?")


def test_second_step_on_the_way_in(client, siti):
    TOTP.activate(siti, "JBSWY3DPEHPK3PXP")
    response = client.post("/masuk/", {"login": "siti", "password": SANDI}, follow=True)
    periksa(response, "Satu langkah lagi")
    html = periksa(client.post(response.request["PATH_INFO"], {"code": ""}), "Satu langkah lagi")
    assert 'href="#id_code"' in html


def test_forgotten_password_mail_is_in_plain_indonesian(client, siti):
    client.post("/masuk/sandi/lupa/", {"email": siti.email})
    (surat,) = mail.outbox
    assert surat.subject.endswith("Tautan untuk membuat kata sandi baru")
    assert "(siti)" in surat.body
    tautan = re.search(r"http://testserver(/\S+)", surat.body)[1]
    periksa(client.get(tautan, follow=True), "Buat kata sandi baru")


def test_logging_out_is_a_post_button_in_the_header(di_dalam):
    kepala = di_dalam.get("/").content.decode().split("</header>")[0]
    assert '<form method="post" action="/masuk/keluar/">' in kepala
    assert "Siti Aminah" in kepala


@pytest.mark.parametrize(
    ("alamat", "status", "judul"),
    [
        ("/tidak-ada/", 404, "Halaman tidak ditemukan"),
        ("/dilarang/", 403, "Halaman ini di luar kewenangan akun Anda"),
        ("/rusak/", 500, "Terjadi gangguan pada sistem"),
    ],
)
def test_error_pages_say_what_happened_and_lead_home(client, tuban, alamat, status, judul):
    client.raise_request_exception = False
    response = client.get(alamat)
    assert response.status_code == status
    html = response.content.decode()
    assert judul in html
    assert 'href="/"' in html
    assert not INGGRIS.findall(teks(html))


def test_the_page_of_a_fault_needs_no_database(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        assert client.get("/rusak/").status_code == 500
