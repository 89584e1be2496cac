"""T10, T21, T23: what was typed into a case is nowhere but on the pages of those who may read it.

Hundreds of canaries go in through the real forms; then everything that the system has shown,
written, sent or stored is searched for them in every encoding.
"""

import ast
import io
import logging
import tempfile
from pathlib import Path

import pytest
from celery.signals import before_task_publish
from django.conf import settings as pengaturan
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from kasus.tasks import buat_dokumen
from p3aks.celery import app as celery
from p3aks.core.pencadangan import aliran, basisdata
from pokja.enums import Peran
from pokja.models import Pengguna
from tests.conftest import SANDI
from tests.kebocoran import (
    BENTUK,
    Pencarian,
    Sarang,
    cari,
    isi_redis,
    program_postgres,
    surat,
    urai,
)
from tests.penanam import Panggung
from tests.penanam.penonton import alamat_wakil, intip, jelajahi
from tests.penanam.semua import tanam
from tests.peramban_http import Buku, PerambanDjango

AKAR = Path(pengaturan.BASE_DIR)
PEMAIN = {
    "manajer": Peran.MANAJER_KASUS,
    "supervisor": Peran.SUPERVISOR,
    "pendamping": Peran.PENDAMPING,
    "patbm": Peran.PATBM,
    "mitra": Peran.MITRA_LAYANAN,
    "ppdp": Peran.PPDP,
    # The strangers, who may see none of it.
    "manajer_lain": Peran.MANAJER_KASUS,
    "mitra_lain": Peran.MITRA_LAYANAN,
    "patbm_lain": Peran.PATBM,
    "auditor": Peran.AUDITOR,
    "sekretariat": Peran.SEKRETARIAT,
    "bappeda": Peran.BAPPEDA,
    "opd": Peran.OPD_OPERATOR,
    "admin": Peran.ADMIN_AKUN,
    "teknis": Peran.SUPERADMIN_TEKNIS,
}
ASING = list(PEMAIN)[6:]


@pytest.fixture
def pemain(orang, lembaga, unit, desa, patbm_b):
    """The cast, each with an address for mail."""
    rsud, lain = lembaga("RSUD dr. R. Koesma", "RSUD"), lembaga("P2TP2A Lain", "P2TP2A")
    milik = {
        **dict.fromkeys(("manajer", "supervisor", "pendamping"), {"lembaga": unit}),
        **dict.fromkeys(("manajer_lain", "mitra_lain", "opd"), {"lembaga": lain}),
        "mitra": {"lembaga": rsud},
        "patbm": {"wilayah": desa},
        "patbm_lain": {"wilayah": patbm_b.penugasan.get().wilayah},
    }
    for nama, peran in PEMAIN.items():
        user = orang(nama, peran, **milik.get(nama, {}))
        user.email = f"{nama}@contoh.go.id"
        user.save()


@pytest.fixture
def catatan():
    """Everything that reaches the root logger, written as the server writes it."""
    keluar, akar = io.StringIO(), logging.getLogger()
    penulis = logging.StreamHandler(keluar)
    konsol = next(h for h in akar.handlers if type(h) is logging.StreamHandler)
    penulis.setFormatter(konsol.formatter)
    tingkat, penangan = akar.level, akar.handlers[:]
    akar.handlers[:] = [penulis]
    akar.setLevel(logging.DEBUG)
    yield keluar
    akar.setLevel(tingkat)
    akar.handlers[:] = penangan


@pytest.fixture
def nyata(settings, monkeypatch, tmp_path):
    """Cache, broker and folders as in real life; returns what was handed to the broker."""
    bawaan = pengaturan.REDIS_URL
    if bawaan:
        cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": bawaan}
    else:
        cache = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    settings.CACHES = {**settings.CACHES, "default": cache}
    call_command("createcachetable", verbosity=0)
    settings.P3AKS_CADANGAN_FOLDER = tmp_path / "cadangan"
    settings.P3AKS_CADANGAN_PENERIMA = [aliran.identitas_baru(tmp_path / "kunci.txt")]
    if connection.vendor == "postgresql":
        settings.P3AKS_PG_BIN = str(Path(program_postgres("pg_dump")).parent)
    antrean, sementara = tmp_path / "antrean", tmp_path / "tmp"
    for folder in (antrean, antrean / "kendali", sementara):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(sementara))
    monkeypatch.setenv("TMPDIR", str(sementara))
    semula = {n: celery.conf[n] for n in ("broker_url", "broker_transport_options")}
    if bawaan:
        celery.conf.update(broker_url=bawaan)
    else:
        folder = {"data_folder_in": str(antrean), "data_folder_out": str(antrean)}
        kendali = {"control_folder": str(antrean / "kendali")}
        celery.conf.update(
            broker_url="filesystem://", broker_transport_options={**folder, **kendali}
        )
    pesan = []

    def tangkap(body, headers, **lain):
        pesan.append(repr((body, headers, lain)).encode())

    before_task_publish.connect(tangkap)
    yield pesan
    before_task_publish.disconnect(tangkap)
    if bawaan:
        celery.control.purge()
    celery.conf.update(semula)
    caches["default"].clear()


@pytest.fixture
def sql():
    """Every statement with its parameters, as the database receives it."""
    isi: list[bytes] = []

    def dengar(jalankan, perintah, nilai, banyak, konteks):
        isi.append(f"{perintah} {nilai}".encode("utf-8", "surrogatepass"))
        return jalankan(perintah, nilai, banyak, konteks)

    with connection.execute_wrapper(dengar):
        yield isi


@pytest.mark.lambat
@pytest.mark.django_db(transaction=True)
def test_t10_t21_lima_ratus_kenari(pemain, nyata, sql, catatan, settings, tmp_path, subtests):
    buku = Buku(Sarang())
    panggung = Panggung(buku, lambda nama: PerambanDjango(nama, buku), buat_dokumen)
    import time
    t=time.process_time(); 
    tanam(panggung, SANDI)
    t1=time.process_time()
    jumlah=jelajahi(panggung)
    t2=time.process_time()
    asing = [PerambanDjango(nama, buku) for nama in ASING]
    for satu in asing:
        satu.masuk(SANDI)
    publik = PerambanDjango("publik", buku)
    ji=intip([*asing, publik], alamat_wakil(panggung))
    t3=time.process_time()
    from collections import Counter; print(Counter((a.rsplit(" ",2)[0].split(" #")[0], a[a.index("("):]) for a in buku.tak_terlihat())); print(dict(buku.status)); print(sorted(Counter(__import__("tests.peramban_http",fromlist=["x"]).nama_halaman(a) for a in buku.alamat).items()))
    print(len(buku.sarang.isi), t1-t, t2-t1, t3-t2, jumlah, ji)

    with subtests.test("500 kenari, semuanya terlihat oleh yang berhak"):
        assert len(buku.sarang.isi) >= 500
        assert buku.tak_terlihat() == []
    with subtests.test("halaman, alamat, kepala, judul"):
        assert buku.di_luar_hak() == []
    with subtests.test("metadata PDF"):
        pdf = panggung.unduhan["surat-rujukan.pdf"].isi
        ada = {nama for nama, isi in urai("surat", pdf) if cari(isi)}
        assert ada == {"surat»teks"}
    for nama, isi in _tempat(nyata, sql, catatan, tmp_path).items():
        with subtests.test(nama):
            assert isi.tempat, "tidak ada yang diperiksa"
            assert not isi.temuan, isi.laporan(buku.sarang)
        print(nama, isi.tempat, isi.bita)
    with subtests.test("T23: surel hanya kepada akun"):
        akun = set(Pengguna.objects.exclude(email="").values_list("email", flat=True))
        assert mail.outbox
        assert {ke for m in mail.outbox for ke in (*m.to, *m.cc, *m.bcc)} <= akun
    print(time.process_time()-t3, dict(buku.status))


def _tempat(pesan, sql, catatan, tmp_path) -> dict[str, Pencarian]:
    """Search everything the system keeps or has sent."""
    hasil = {
        nama: Pencarian()
        for nama in (
            "basis data", "SQL", "log", "surel", "antrean", "argumen Celery", "berkas", "cadangan",
        )
    }  # fmt: skip
    salinan = tmp_path / "salinan"
    basisdata.salin(salinan)
    hasil["basis data"].periksa("salinan", salinan.read_bytes())
    if connection.vendor == "sqlite":
        hasil["basis data"].periksa("mentah", connection.connection.serialize())
    hasil["SQL"].periksa("semua", b"\n".join(sql))
    hasil["log"].periksa("semua", catatan.getvalue().encode())
    for n, satu in enumerate(mail.outbox):
        hasil["surel"].periksa(f"surat {n}", surat(satu.message().as_bytes()))
    for n, satu in enumerate(pesan):
        hasil["argumen Celery"].periksa(f"pesan {n}", satu)
    if pengaturan.REDIS_URL:
        for nama, isi in isi_redis(pengaturan.REDIS_URL):
            hasil["antrean"].periksa(nama, isi)
    hasil["antrean"].periksa_folder("antrean", tmp_path / "antrean")
    call_command("cadangkan", stdout=io.StringIO())
    for cadangan in (tmp_path / "cadangan").glob("*.age"):
        hasil["cadangan"].periksa("tersandi", cadangan.read_bytes())
        polos = io.BytesIO()
        identitas = aliran.baca_identitas(tmp_path / "kunci.txt")
        aliran.baca(cadangan, identitas, lambda pipa: polos.write(pipa.read()))
        hasil["cadangan"].periksa("terbuka", polos.getvalue())
    salinan.unlink()
    hasil["berkas"].periksa_folder("tmp", tmp_path)
    hasil["berkas"].periksa_folder("var", Path(pengaturan.VAR_DIR))
    return hasil
