"""What kirim.js needs from the server, so that no form of a case stays in the browser (T11)."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.kasus.bantu_inti import teks, url

pytestmark = pytest.mark.django_db
SENYAP = {"X-Tanpa-Jejak": "ya"}


def test_pengalihan_menjadi_alamat_lanjutan(buat_kasus, manajer, masuk):
    kasus, client = buat_kasus(), masuk(manajer)
    jawaban = client.post(url("catatan", kasus), {"isi": "Sudah aman."}, headers=SENYAP)
    assert (jawaban.status_code, jawaban.content) == (204, b"")
    assert jawaban.headers["X-Lanjut"] == url("detail", kasus)
    assert "Location" not in jawaban.headers
    # The message is still there for the visit that follows.
    assert "Catatan disimpan." in teks(client.get(url("detail", kasus)))


def test_tanpa_skrip_tetap_pengalihan(buat_kasus, manajer, masuk):
    kasus = buat_kasus()
    jawaban = masuk(manajer).post(url("catatan", kasus), {"isi": "Sudah aman."})
    assert (jawaban.status_code, jawaban.url) == (302, url("detail", kasus))


def test_formulir_ditolak_tetap_halaman(buat_kasus, manajer, masuk):
    jawaban = masuk(manajer).post(url("catatan", buat_kasus()), {"isi": ""}, headers=SENYAP)
    assert jawaban.status_code == 422
    assert "Catatan belum ditulis." in teks(jawaban)


def test_sesi_habis_menuju_halaman_masuk(client, buat_kasus):
    jawaban = client.post(url("catatan", buat_kasus()), {"isi": "x"}, headers=SENYAP)
    assert jawaban.status_code == 204
    assert jawaban.headers["X-Lanjut"].startswith(reverse("account_login"))


def test_setiap_formulir_berkas_ditandai():
    """A form that is answered by a file is left to the browser: a script could not hand it over."""
    folder = settings.BASE_DIR / "templates/kasus"
    formulir = [
        f for b in folder.rglob("*.html") for f in re.findall(r"<form\b[^>]*>", b.read_text())
    ]
    unduhan = [f for f in formulir if "_unduh'" in f]
    assert len(unduhan) == 2
    assert all("data-unduh" in f for f in unduhan)
    assert [f for f in formulir if "data-unduh" in f] == unduhan
