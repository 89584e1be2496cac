"""What goes with every answer: headers, cookies, and the settings of a real installation."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as pengaturan
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from p3aks.core.access import semua_alamat
from tests.arena import AKUN, FORMULIR, Arena
from tests.serangan import baris_akses

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
SAMA = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_BERBAHAYA = re.compile(
    rb"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:\ssrc=|application/json))", re.I
)
PRODUKSI = {
    "DEBUG": "false",
    "SECRET_KEY": "k7!pQz" * 12,
    "ALLOWED_HOSTS": "p3aks.contoh.go.id",
    "PATH": os.environ["PATH"],
}


@pytest.fixture
def arena(tuban, lembaga, rad):
    return Arena(rad, lembaga)


def _periksa(jawaban, apa: str) -> None:
    for nama, nilai in SAMA.items():
        assert jawaban.headers.get(nama) == nilai, f"{apa}: {nama}"
    arah = {d.strip() for d in jawaban.headers["Content-Security-Policy"].split(";")}
    assert arah == CSP, apa
    assert "Server" not in jawaban.headers
    assert "X-Powered-By" not in jawaban.headers


def test_setiap_alamat_dan_setiap_metode(arena):
    """Pages, files, redirects, refusals: the same headers on all of them."""
    for baris in baris_akses():
        url = reverse(baris["alamat"], args=arena.objek.get(baris["objek"], ()))
        for kolom in ("", "opd_operator", "sekretariat", "admin_akun"):
            client = arena.sebagai(kolom)
            jawaban = client.get(url)
            _periksa(jawaban, f"{kolom} {url}")
            if kolom and client.session.get("_auth_user_id"):
                assert "no-store" in jawaban.headers["Cache-Control"], url
            if jawaban.streaming:
                b"".join(jawaban.streaming_content)


def test_halaman_akun(arena):
    for nama, peran in AKUN.items():
        _periksa(arena.sebagai(peran).get(reverse(nama)), nama)


def test_tidak_ada_gaya_atau_skrip_sebaris(arena):
    """The policy forbids them, so a page that has one is broken."""
    diperiksa = 0
    for baris in baris_akses():
        peran = next((k for k, v in baris.items() if v == "ya"), None)
        if baris["metode"] != "GET" or not peran:
            continue
        url = reverse(baris["alamat"], args=arena.objek.get(baris["objek"], ()))
        jawaban = arena.sebagai("" if peran == "publik" else peran).get(url)
        if jawaban.streaming:
            b"".join(jawaban.streaming_content)
        if jawaban.headers["Content-Type"].startswith("text/html"):
            assert not _BERBAHAYA.search(jawaban.content), url
            diperiksa += 1
    for nama, peran in AKUN.items():
        jawaban = arena.sebagai(peran).get(reverse(nama))
        assert not _BERBAHAYA.search(jawaban.content), nama
    assert diperiksa >= 20


def test_kesalahan_pun_berkepala(db, settings):
    """404, 405, CSRF, foreign host, broken form, and an error of our own."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    ketat = Client(enforce_csrf_checks=True)
    harap = (
        (404, client.get("/tidak-ada/")),
        (405, client.post(reverse("sehat"))),
        (403, ketat.post(reverse("account_login"), {"login": "a"})),
        (400, client.get("/publik/", headers={"host": "jahat.example"})),
        (400, client.post(reverse("account_login"), b"a=1&" * 4000, FORMULIR)),
    )
    for status, jawaban in harap:
        assert jawaban.status_code == status
        _periksa(jawaban, str(status))


def test_galat_500_berkepala_dan_tanpa_rincian(db, monkeypatch):
    def rusak(*_, **__):
        raise RuntimeError("rahasia-dapur")

    monkeypatch.setattr("rad.views.publik.publik.versi_terbaru", rusak)
    jawaban = Client(raise_request_exception=False).get("/publik/")
    assert jawaban.status_code == 500
    _periksa(jawaban, "500")
    assert b"rahasia-dapur" not in jawaban.content
    assert b"Traceback" not in jawaban.content


def test_halaman_galat_tanpa_basis_data():
    """The 500 page asks nothing of what may have failed."""
    isi = server_error(RequestFactory().get("/")).content
    assert b'lang="id"' in isi
    assert not _BERBAHAYA.search(isi)


@pytest.mark.parametrize("jalur", ["p3aks/p3aks.css", "p3aks/p3aks.js", "p3aks/favicon.svg"])
def test_berkas_statis(jalur, db):
    jawaban = Client().get(f"/static/{jalur}")
    assert jawaban.status_code == 200
    assert b"".join(jawaban.streaming_content)
    _periksa(jawaban, jalur)


def test_halaman_publik_boleh_disimpan_halaman_pribadi_tidak(client, orang):
    """no-store goes with a person, also where an outer layer answers by redirect."""
    assert "no-store" not in client.get("/publik/").headers.get("Cache-Control", "")
    rina = orang("rina", "sekretariat")
    rina.demo = False
    rina.save()
    client.force_login(rina, "allauth.account.auth_backends.AuthenticationBackend")
    jawaban = client.get("/rad/")
    assert jawaban.status_code == 302  # to the second factor
    assert jawaban.headers["Cache-Control"] == "private, no-store"
    _periksa(jawaban, "TOTP")


def test_kue_sesi_tidak_terbaca_skrip(client, orang):
    orang("siti", "bappeda")
    jawaban = client.post(
        reverse("account_login"), {"login": "siti", "password": "sandi-yang-cukup-panjang"}
    )
    assert jawaban.status_code == 302
    kue = jawaban.cookies[pengaturan.SESSION_COOKIE_NAME]
    assert kue["httponly"]
    assert kue["samesite"] == "Lax"
    assert not kue["domain"]
    assert not kue["expires"]  # ends with the browser


@pytest.fixture(scope="session")
def produksi(tmp_path_factory) -> dict:
    """The settings as a server without DEBUG has them, and what ``check --deploy`` says."""
    program = (
        "import json, django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.core.checks import run_checks\n"
        "awalan = ('SECURE_', 'SESSION_COOKIE_', 'CSRF_COOKIE_')\n"
        "nama = [n for n in dir(s) if n.startswith(awalan)]\n"
        "temuan = run_checks(include_deployment_checks=True)\n"
        "print(json.dumps({'s': {n: getattr(s, n) for n in nama} | {'DEBUG': s.DEBUG},\n"
        "  'temuan': [t.id for t in temuan if t.id.startswith('security.')]}))\n"
    )
    lingkungan = {
        **PRODUKSI,
        "P3AKS_VAR": str(tmp_path_factory.mktemp("produksi")),
        "DJANGO_SETTINGS_MODULE": "p3aks.settings",
    }
    hasil = subprocess.run(
        [sys.executable, "-c", program], env=lingkungan, cwd=pengaturan.BASE_DIR,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return json.loads(hasil.stdout)


def test_pemeriksaan_pemasangan_bersih(produksi):
    assert produksi["temuan"] == []
    assert produksi["s"]["DEBUG"] is False


def test_pengaturan_produksi(produksi):
    s = produksi["s"]
    assert s["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert s["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert s["SESSION_COOKIE_SECURE"] is s["CSRF_COOKIE_SECURE"] is True
    assert s["SESSION_COOKIE_HTTPONLY"] is True
    assert s["SESSION_COOKIE_DOMAIN"] is None
    assert s["SESSION_COOKIE_PATH"] == "/"
    assert s["SESSION_COOKIE_AGE"] == 9 * 3600
    assert s["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert s["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_kepala_dan_kue_di_balik_https(produksi, settings, orang):
    """The same installation, asked over plain HTTP and over HTTPS."""
    for nama, nilai in produksi["s"].items():
        # A list of patterns and a pair of strings come back from JSON as they went.
        setattr(settings, nama, tuple(nilai) if nama == "SECURE_PROXY_SSL_HEADER" else nilai)
    orang("siti", "bappeda")
    client = Client()
    jawaban = client.get("/publik/")
    assert jawaban.status_code == 301
    assert jawaban.url == "https://testserver/publik/"
    assert client.get("/sehat/").status_code != 301  # the container's own question
    isian = {"login": "siti", "password": "sandi-yang-cukup-panjang"}
    jawaban = client.post(reverse("account_login"), isian, secure=True)
    kue = jawaban.cookies["__Host-sesi"]
    assert kue["secure"]
    assert kue["path"] == "/"
    assert jawaban.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert client.get("/", secure=True).status_code == 200


def test_tanpa_kunci_rahasia_tidak_menyala(tmp_path):
    for kunci in ("", "terlalu-pendek"):
        lingkungan = {**PRODUKSI, "SECRET_KEY": kunci, "P3AKS_VAR": str(tmp_path)}
        hasil = subprocess.run(
            [sys.executable, "-c", "import p3aks.settings"], env=lingkungan,
            cwd=pengaturan.BASE_DIR, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert hasil.returncode != 0
        assert "SECRET_KEY belum diisi" in hasil.stderr


def test_tidak_ada_admin_django_dan_tidak_ada_debug():
    alamat = [route for route, nama, _ in semua_alamat() if nama != "galeri"]
    assert not [a for a in alamat if "admin" in a or "debug" in a or a.startswith("__")]
