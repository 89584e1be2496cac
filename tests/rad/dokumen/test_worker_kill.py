"""A real worker is killed in the middle of a PDF; the document still arrives, exactly once.

Separate processes on a database file of their own, over the filesystem broker, or over the Redis
of TEST_REDIS_URL/REDIS_URL where one is given. The lease is five seconds here (pekerja_uji).
"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from p3aks.bootstrap.lingkungan import AKAR, lingkungan_anak

pytestmark = pytest.mark.server
KOLOM = "status, percobaan, persen, sha256, berkas, galat"


class Dunia:
    """A data folder with a database, a queue and the processes started on it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        redis = os.environ.get("TEST_REDIS_URL") or os.environ.get("REDIS_URL") or ""
        self.env = {
            **lingkungan_anak(),
            "P3AKS_VAR": str(var),
            "DEBUG": "true",
            "DATABASE_URL": "",
            "REDIS_URL": redis,
            "DJANGO_SETTINGS_MODULE": "tests.rad.dokumen.pekerja_uji",
            "PYTHONPATH": str(AKAR),
        }
        self.pekerja: list[subprocess.Popen] = []

    def minta(self, jenis: str) -> str:
        """Ask for a document as the web process would; return the id as in the database."""
        hasil = subprocess.run(
            [sys.executable, "-m", "tests.rad.dokumen.skenario_pekerja", jenis],
            env=self.env,
            cwd=AKAR,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert hasil.returncode == 0, hasil.stderr
        return hasil.stdout.split()[-1]

    def mulai(self, nama: str, *, sapu: bool = False) -> subprocess.Popen:
        """Start a worker as ``mulai`` does; *sapu*: with the periodic sweep inside."""
        perintah = [
            *(sys.executable, "-m", "celery", "-A", "p3aks.celery", "worker"),
            *("-Q", "default,dokumen", "--pool", "prefork", "--concurrency", "1"),
            *("-n", f"{nama}@uji", "-I", "tests.rad.dokumen.jenis_uji_terdaftar"),
            *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            *(("-B", "-s", str(self.var / f"jadwal-{nama}")) if sapu else ()),
        ]
        with (self.var / f"{nama}.log").open("wb") as log:
            proses = subprocess.Popen(
                perintah,
                env=self.env,
                cwd=AKAR,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.pekerja.append(proses)
        return proses

    def baris(self, pk: str) -> dict[str, Any]:
        """Read the document's row straight from the database."""
        with contextlib.closing(sqlite3.connect(self.var / "p3aks.sqlite3", timeout=20)) as db:
            nilai = db.execute(f"SELECT {KOLOM} FROM rad_dokumen WHERE id = ?", [pk]).fetchone()
        return dict(zip(KOLOM.split(", "), nilai, strict=True))

    def tunggu(self, apa: str, syarat: Callable[[], Any], detik: float) -> Any:
        """Wait until *syarat* gives something true; fail with the workers' logs after *detik*."""
        batas = time.monotonic() + detik
        while time.monotonic() < batas:
            if hasil := syarat():
                return hasil
            time.sleep(0.1)
        log = "\n".join(b.read_text(errors="replace")[-3000:] for b in self.var.glob("*.log"))
        pytest.fail(f"{apa}: tidak terjadi dalam {detik} detik\n{log}")

    def tunggu_status(self, pk: str, status: str, detik: float) -> dict[str, Any]:
        return self.tunggu(status, lambda: (b := self.baris(pk))["status"] == status and b, detik)

    def berkas(self) -> tuple[list[str], list[str]]:
        """Return the names of finished and of unfinished files."""
        folder = self.var / "berkas/dokumen"
        return (
            sorted(b.name for b in folder.iterdir() if b.is_file()),
            sorted(b.name for b in (folder / ".kerja").iterdir()),
        )

    def tutup(self) -> None:
        for proses in self.pekerja:
            bunuh(proses)


def bunuh(proses: subprocess.Popen) -> None:
    """SIGKILL the session of a process started here: the worker and its pool, at one stroke."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(proses.pid, signal.SIGKILL)
    proses.wait(10)


def anak_pdf(proses: subprocess.Popen) -> list[psutil.Process]:
    """The PDF engine's processes below a worker."""
    try:
        keturunan = psutil.Process(proses.pid).children(recursive=True)
        return [p for p in keturunan if "p3aks.core.pdf.mesin" in " ".join(p.cmdline())]
    except psutil.NoSuchProcess:
        return []


@pytest.fixture
def dunia(tmp_path) -> Iterator[Dunia]:
    d = Dunia(tmp_path)
    yield d
    d.tutup()


def periksa_satu_dokumen(dunia: Dunia, baris: dict[str, Any]) -> None:
    import hashlib

    jadi, sisa = dunia.berkas()
    assert [f"dokumen/{n}" for n in jadi] == [baris["berkas"]]
    assert sisa == []
    isi = (dunia.var / "berkas" / baris["berkas"]).read_bytes()
    assert hashlib.sha256(isi).hexdigest() == baris["sha256"]
    assert isi.startswith(b"%PDF-")


def test_a_worker_killed_in_the_middle_of_a_pdf_leaves_one_whole_document(dunia):
    pk = dunia.minta("uji-panjang")
    assert dunia.baris(pk)["status"] == "ANTRE"
    pertama = dunia.mulai("satu")
    dunia.tunggu_status(pk, "JALAN", 60)
    mesin = dunia.tunggu("mesin PDF berjalan", lambda: anak_pdf(pertama), 30)
    time.sleep(0.5)  # well inside the layout
    assert dunia.baris(pk)["status"] == "JALAN"
    bunuh(pertama)
    for proses in mesin:  # it dies with its parent; what does not is killed here
        with contextlib.suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            proses.wait(5)
        assert not proses.is_running() or proses.status() == psutil.STATUS_ZOMBIE

    assert dunia.baris(pk)["status"] == "JALAN"  # nobody has noticed yet
    dunia.mulai("dua", sapu=True)
    baris = dunia.tunggu_status(pk, "SELESAI", 90)
    assert baris["percobaan"] == 2
    periksa_satu_dokumen(dunia, baris)


def test_a_slow_document_keeps_its_lease_and_two_workers_make_it_once(dunia):
    """Eight silent seconds under a five-second lease, two workers, both sweeping all the time."""
    pk = dunia.minta("uji-lambat")
    for nama in ("satu", "dua"):
        dunia.mulai(nama, sapu=True)
    dunia.tunggu_status(pk, "JALAN", 60)
    baris = dunia.tunggu_status(pk, "SELESAI", 60)
    assert baris["percobaan"] == 1
    periksa_satu_dokumen(dunia, baris)


def test_without_any_message_the_sweeper_of_a_new_worker_finds_the_row(dunia):
    """The broker lost everything: the row is still there, and is offered again."""
    pk = dunia.minta("uji")
    for pesan in (dunia.var / "antrian").glob("*.msg"):
        pesan.unlink()
    with contextlib.closing(sqlite3.connect(dunia.var / "p3aks.sqlite3", timeout=20)) as db, db:
        db.execute("UPDATE rad_dokumen SET ditawarkan_pada = datetime('now', '-1 minute')")
    dunia.mulai("satu")  # no beat: the sweep at its start must do
    periksa_satu_dokumen(dunia, dunia.tunggu_status(pk, "SELESAI", 60))
