"""T10, T21, T23: what was typed into a case is nowhere but on the pages of those who may read it.

Hundreds of canaries go in through the real forms; then everything the system has written, sent or
shown is searched for them in every encoding.
"""

import ast
import datetime as dt
import io
import logging
import tempfile
from pathlib import Path

import pytest
from django.conf import settings as pengaturan
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from kasus.tasks import buat_dokumen
from pokja.enums import Peran
from tests.conftest import SANDI
from tests.kebocoran import Pencarian, Sarang
from tests.penanam import Panggung
from tests.penanam.semua import tanam
from tests.peramban_http import Buku, PerambanDjango

pytestmark = [pytest.mark.lambat]


@pytest.fixture
def pemain(orang, lembaga, unit, kecamatan, desa):
    """The cast, with addresses for mail."""
    rsud = lembaga("RSUD dr. R. Koesma", "RSUD")
    semua = {
        "manajer": (Peran.MANAJER_KASUS, {"lembaga": unit}),
        "supervisor": (Peran.SUPERVISOR, {"lembaga": unit}),
        "pendamping": (Peran.PENDAMPING, {"lembaga": unit}),
        "patbm": (Peran.PATBM, {"wilayah": desa}),
        "mitra": (Peran.MITRA_LAYANAN, {"lembaga": rsud}),
        "ppdp": (Peran.PPDP, {}),
        "auditor": (Peran.AUDITOR, {}),
    }
    for nama, (peran, lain) in semua.items():
        user = orang(nama, peran, **lain)
        user.email = f"{nama}@contoh.go.id"
        user.save()
    return semua


@pytest.mark.django_db(transaction=True)
def test_t10(pemain, tmp_path):
    buku = Buku(Sarang())
    panggung = Panggung(buku, lambda nama: PerambanDjango(nama, buku), lambda pk: buat_dokumen(pk))
    import time
    t=time.time()
    try:
        tanam(panggung, SANDI)
    finally:
        print(len(buku.sarang.isi), time.time()-t, buku.isi.tempat, buku.isi.bita)
        for s in buku.di_luar_hak(): print(s)
        print(buku.tak_terlihat())
        print(dict(buku.status))
