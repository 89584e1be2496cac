"""T10, T21, T23: what was typed into a case is nowhere but on the pages of those who may read it.

Hundreds of canaries go in through the real forms; then everything that the system has shown,
written, sent or stored is searched for them in every encoding.
"""

import ast
import datetime as dt
import io
import logging
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
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
from tests.kebocoran import Pencarian, Sarang, cari, isi_redis, program_postgres, surat, urai
from tests.penanam import Panggung, u
from tests.penanam.penonton import alamat_wakil, intip, jelajahi
from tests.penanam.semua import tanam
from tests.peramban_http import Buku, PerambanDjango

AKAR = Path(pengaturan.BASE_DIR)
PENGELOLA = "pengelola@contoh.go.id"
PEMAIN = {
    "manajer": Peran.MANAJER_KASUS,
    "supervisor": Peran.SUPERVISOR,
    "pendamping": Peran.PENDAMPING,
    "patbm": Peran.PATBM,
    "mitra": Peran.MITRA_LAYANAN,
    "ppdp": Peran.PPDP,
}
ASING = {
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


@pytest.fixture
def pemain(orang, lembaga, unit, desa, patbm_b):
    """The cast and the strangers, each with an address for mail."""
    rsud, lain = lembaga("RSUD dr. R. Koesma", "RSUD"), lembaga("P2TP2A Lain", "P2TP2A")
    milik = {
        **{n: {"lembaga": unit} for n in ("manajer", "supervisor", "pendamping")},
        **{n: {"lembaga": lain} for n in ("manajer_lain", "mitra_lain", "opd")},
        "mitra": {"lembaga": rsud},
        "patbm": {"wilayah": desa},
        "patbm_lain": {"wilayah": patbm_b.penugasan.get().wilayah},
    }
    for nama, peran in {**PEMAIN, **ASING}.items():
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
def pesan(settings, monkeypatch, tmp_path):
    """Cache, broker and folders as in real life. Yields what is handed to the broker."""
    redis = pengaturan.REDIS_URL
    settings.ADMINS = [("Pengelola", PENGELOLA)]
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}
        if redis
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    }
    call_command("createcachetable", stdout=io.StringIO())
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
    if redis:
        celery.conf.update(broker_url=redis)
    else:
        folder = dict.fromkeys(("data_folder_in", "data_folder_out"), str(antrean))
        pilihan = {**folder, "control_folder": str(antrean / "kendali")}
        celery.conf.update(broker_url="filesystem://", broker_transport_options=pilihan)
    keluar: list[bytes] = []

    def tangkap(body, headers, **lain):
        keluar.append(repr((body, headers, lain)).encode())

    before_task_publish.connect(tangkap)
    yield keluar
    before_task_publish.disconnect(tangkap)
    if redis:
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
def test_t10_t21_lima_ratus_kenari(
    pemain, pesan, sql, catatan, tmp_path, monkeypatch, subtests, record_property
):
    # Copies of every template's context, which nothing here asks for.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    buku = Buku(Sarang())
    panggung = Panggung(buku, lambda nama: PerambanDjango(nama, buku), buat_dokumen)
    tanam(panggung, SANDI)
    dilihat = jelajahi(panggung)
    _halaman_galat(panggung, monkeypatch)
    asing = [PerambanDjango(nama, buku) for nama in ASING]
    for satu in asing:
        satu.masuk(SANDI)
    diintip = intip([*asing, PerambanDjango("publik", buku)], alamat_wakil(panggung))

    with subtests.test("500 kenari, semuanya terlihat oleh yang berhak"):
        assert len(buku.sarang.isi) >= 500
        assert buku.tak_terlihat() == []
    with subtests.test("halaman, alamat, kepala, judul"):
        assert buku.di_luar_hak() == []
    with subtests.test("dokumen: isinya, bukan metadatanya"):
        pdf = panggung.unduhan["surat-rujukan.pdf"].isi
        assert {nama for nama, isi in urai("surat", pdf) if cari(isi)} == {"surat»teks"}
        assert set(panggung.unduhan) == {"surat-rujukan.pdf", "insiden.xlsx", "SIMFONI", "GBVIMS"}
    tempat = _tempat(pesan, sql, catatan, tmp_path)
    for nama, isi in tempat.items():
        with subtests.test(nama):
            assert isi.tempat, "tidak ada yang diperiksa"
            assert not isi.temuan, isi.laporan(buku.sarang)
    with subtests.test("T23: surel hanya kepada akun"):
        akun = set(Pengguna.objects.exclude(email="").values_list("email", flat=True))
        tujuan = {ke for m in mail.outbox for ke in (*m.to, *m.cc, *m.bcc)}
        assert tujuan - {PENGELOLA} <= akun
        assert PENGELOLA in tujuan  # an error was told, and without what was typed
        assert tujuan & akun
    record_property("kenari", len(buku.sarang.isi))
    record_property("halaman", f"{buku.isi.tempat} jawaban, {dilihat} dijelajah, {diintip} diintip")
    record_property("tempat", {nama: (t.tempat, t.bita) for nama, t in tempat.items()})


def _halaman_galat(p: Panggung, monkeypatch) -> None:
    """Something breaks while a note is saved; the screen locks while another is typed."""
    b, manajer = p.berkas[0], p.manajer

    def rusak(**isian):
        raise RuntimeError(f"gagal menyimpan {isian['isi']}")

    with monkeypatch.context() as m:
        m.setattr("kasus.actions.kasus.tulis_catatan", rusak)
        lembar = manajer.buka(u("detail", b.pk))
        manajer.kirim(lembar, u("catatan", b.pk), status=(500,), isi=b.kenari("cerita"))
    lembar = manajer.buka(u("detail", b.pk))
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        catatan = b.kenari("cerita", "detail", "catatan")
        kunci = str(uuid4())
        terkunci = manajer.kirim(
            lembar, u("catatan", b.pk), status=(423,), isi=catatan, kunci=kunci
        )
        manajer.kirim(terkunci, u("catatan", b.pk), _sandi_kunci=SANDI)
        manajer.buka(u("detail", b.pk))


def _tempat(pesan, sql, catatan, tmp_path) -> dict[str, Pencarian]:
    """Search everything the system keeps or has sent."""
    nama = ("basis data", "SQL", "log", "surel", "antrean", "argumen Celery", "berkas", "cadangan")
    hasil = {satu: Pencarian() for satu in nama}
    salinan = tmp_path / "salinan"
    basisdata.salin(salinan)
    hasil["basis data"].periksa("salinan", salinan.read_bytes())
    salinan.unlink()
    if connection.vendor == "sqlite":
        hasil["basis data"].periksa("mentah", connection.connection.serialize())
    hasil["SQL"].periksa("semua", b"\n".join(sql))
    hasil["log"].periksa("semua", catatan.getvalue().encode())
    for n, satu in enumerate(mail.outbox):
        hasil["surel"].periksa(f"surat {n}", surat(satu.message().as_bytes()))
    for n, satu in enumerate(pesan):
        hasil["argumen Celery"].periksa(f"pesan {n}", satu)
    for kunci, isi in isi_redis(pengaturan.REDIS_URL) if pengaturan.REDIS_URL else ():
        hasil["antrean"].periksa(kunci, isi)
    hasil["antrean"].periksa_folder("antrean", tmp_path / "antrean")
    call_command("cadangkan", stdout=io.StringIO())
    for cadangan in (tmp_path / "cadangan").glob("*.age"):
        polos = io.BytesIO()
        identitas = aliran.baca_identitas(tmp_path / "kunci.txt")
        aliran.baca(cadangan, identitas, lambda pipa, ke=polos: ke.write(pipa.read()))
        hasil["cadangan"].periksa("tersandi", cadangan.read_bytes())
        hasil["cadangan"].periksa("terbuka", polos.getvalue())
    hasil["berkas"].periksa_folder("tmp", tmp_path)
    hasil["berkas"].periksa_folder("var", Path(pengaturan.VAR_DIR))
    return hasil


# --- T23: nothing ever goes to a victim -----------------------------------------------------------

APLIKASI = ("p3aks", "pokja", "rad", "kasus")
# Who sends mail, and to whom: accounts, or ADMINS. A new sender is judged here first.
PENGIRIM = {
    "kasus/actions/notifikasi.py",  # accounts: `Pengguna.email`
    "pokja/actions/peran.py",  # accounts: `Pengguna.email`
    "pokja/actions/ringkasan.py",  # accounts: `Pengguna.email`; a number, never what it is about
    "p3aks/core/catatan.py",  # ADMINS, by Django's own handler
}
# Nothing that speaks to the outside otherwise: telephone, messenger, web.
KELUAR = {
    "smtplib", "requests", "httpx", "urllib3", "aiohttp", "http.client", "urllib.request",
    "ftplib", "telnetlib", "twilio", "telegram", "websocket", "websockets", "pywa",
}  # fmt: skip
PEMBANTU = "p3aks/bootstrap/"  # starts the system on a developer's machine


def _modul():
    for aplikasi in APLIKASI:
        for berkas in sorted((AKAR / aplikasi).rglob("*.py")):
            nama = berkas.relative_to(AKAR).as_posix()
            if not nama.startswith(PEMBANTU):
                yield nama, ast.parse(berkas.read_text(encoding="utf-8"))


def _impor(pohon: ast.AST) -> set[str]:
    hasil = set()
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Import):
            hasil |= {a.name for a in simpul.names}
        elif isinstance(simpul, ast.ImportFrom) and simpul.module:
            hasil |= {simpul.module, *(f"{simpul.module}.{a.name}" for a in simpul.names)}
    return hasil


def test_t23_tidak_ada_jalan_keluar_kepada_korban():
    """Mail is sent in four places, and nowhere does anything else leave the machine."""
    impor = {nama: _impor(pohon) for nama, pohon in _modul()}
    surel = ("django.core.mail", "django.utils.log.AdminEmailHandler", "anymail", "email.message")
    assert {n for n, i in impor.items() if any(m.startswith(surel) for m in i)} == PENGIRIM
    lain = {n: i & KELUAR for n, i in impor.items() if i & KELUAR}
    assert lain == {}


def test_t23_alamat_surel_hanya_dari_akun():
    """No table about a case has an e-mail address, and no sender knows of telephone numbers."""
    from kasus import models

    ruas = {
        f"{model.__name__}.{k.name}"
        for model in vars(models).values()
        if isinstance(model, type) and hasattr(model, "_meta")
        for k in model._meta.concrete_fields
        if "email" in k.name or "surel" in k.name
    }
    assert ruas == set()
    for nama in PENGIRIM:
        isi = (AKAR / nama).read_text(encoding="utf-8")
        assert "telepon" not in isi, nama
        assert "Identitas" not in isi, nama
