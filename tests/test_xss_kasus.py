"""Hostile text in every secret column of every case, and every page that anybody may open."""

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from p3aks.core.crypto import sandikan
from p3aks.core.fields import NilaiRahasia, RahasiaField, RahasiaJSONField
from p3aks.core.lingkup import adalah_rahasia
from pokja.models import Lembaga, Pengguna
from tests.orang import buat_objek, buat_orang
from tests.serangan import MUATAN, baris_akses
from tests.test_xss import periksa_halaman, rata

# Not words: a date and a number that the pages read.
BUKAN_KATA = {"tanggal_lahir", "nik"}


@pytest.fixture
def dunia(tuban, lembaga, rad):
    """The world of the access table, with a payload in every free text about a case."""
    orang = buat_orang(lembaga)
    objek = buat_objek(rad, orang, lembaga)
    nomor = 0
    for model in apps.get_app_config("kasus").get_models():
        kolom = [
            f for f in model._meta.concrete_fields
            if isinstance(f, RahasiaField) and not isinstance(f, RahasiaJSONField)
            and f.name not in BUKAN_KATA
        ]  # fmt: skip
        semua = model.objects.sistem("uji") if adalah_rahasia(model) else model.objects.all()
        for pk in list(semua.values_list("pk", flat=True)) if kolom else ():
            isi = {}
            for f in kolom:
                nomor += 1
                teks = MUATAN[nomor % len(MUATAN)][: f.max_length]
                isi[f.name] = NilaiRahasia(sandikan(teks, tempat=f.tempat(pk)))
            semua.filter(pk=pk).update(**isi)
    assert nomor > len(MUATAN)  # each at least once
    for model in (Lembaga, Pengguna):
        for n, satu in enumerate(model.objects.all()):
            model.objects.filter(pk=satu.pk).update(nama=f"{n} {MUATAN[n % len(MUATAN)]}"[:100])
    return orang, objek


def test_muatan_di_setiap_kolom_rahasia(dunia, subtests):
    """Whoever may open a page of the case app sees text in it, and nothing that runs."""
    orang, objek = dunia
    tampak: set[str] = set()
    for baris in baris_akses():
        siapa = [k for k, v in baris.items() if v == "ya" and k in orang]
        if baris["metode"] != "GET" or not baris["alamat"].startswith("kasus:"):
            continue
        url = reverse(baris["alamat"], args=objek[baris["objek"]] if baris["objek"] else ())
        for peran in siapa:
            client = Client()
            client.force_login(orang[peran], "allauth.account.auth_backends.AuthenticationBackend")
            with subtests.test(f"{url} {peran}"), transaction.atomic():
                jawaban = client.get(url)
                transaction.set_rollback(True)
                if jawaban.get("content-type", "").startswith("text/html") and jawaban.content:
                    teks = rata(periksa_halaman(jawaban.content, url))
                    tampak |= {m for m in MUATAN if rata(m) in teks}
    assert len(tampak) > 30, "hampir tidak ada muatan yang sampai ke halaman"
