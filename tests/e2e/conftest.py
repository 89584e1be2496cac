"""A running system for the browser: web server and Celery worker as separate processes, with the
demo regency. TEST_DATABASE_URL and TEST_REDIS_URL put it on PostgreSQL and Valkey; without them it
is what ``mulai`` gives a newcomer, SQLite and the filesystem broker. Besides there is an access log
and mail in files, all of which the leak scan searches in the end.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.kebocoran import Sarang
from tests.peramban_http import JUDUL

AKAR = Path(__file__).resolve().parents[2]
SANDI = "sandi-demo-untuk-uji-saja"
ARTEFAK = Path(os.environ.get("P3AKS_ARTEFAK") or AKAR / "var" / "e2e")


def pytest_collection_modifyitems(items):
    """The leak scan comes last: it searches what all the others have left."""
    items.sort(key=lambda item: item.path.name == "test_kebocoran.py" and "e2e" in item.path.parts)


class Mesin(NamedTuple):
    """A running system: its address, the folder of its data, the environment of its processes."""

    alamat: str
    var: Path
    lingkungan: dict[str, str]

    def kelola(self, *perintah: str) -> str:
        """Run a management command; return what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *perintah],
            cwd=AKAR, env=self.lingkungan, check=True, stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip


def _port() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return soket.getsockname()[1]


def _tunggu(alamat: str, proses: subprocess.Popen, detik: int = 60) -> None:
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        if proses.poll() is not None:
            raise RuntimeError("Server web berhenti sebelum siap.")
        try:
            with urllib.request.urlopen(alamat, timeout=2) as jawaban:
                if jawaban.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{alamat} tidak menjawab dalam {detik} detik.")


@pytest.fixture(scope="session")
def basis_data():
    """The address of an empty database; no server, no address: SQLite. REDIS_URL is the suite's."""
    server = os.environ["DATABASE_URL"]
    if not server:
        yield ""
        return
    with closing(psycopg2.connect(server)) as db, db.cursor() as cursor:
        db.autocommit = True
        cursor.execute("DROP DATABASE IF EXISTS p3aks_e2e WITH (FORCE)")
        cursor.execute("CREATE DATABASE p3aks_e2e")
        yield urlsplit(server)._replace(path="/p3aks_e2e").geturl()
        cursor.execute("DROP DATABASE p3aks_e2e WITH (FORCE)")


@pytest.fixture(scope="session")
def mesin(tmp_path_factory, basis_data):
    """Start everything, yield it, stop everything."""
    var = tmp_path_factory.mktemp("var")
    (var / "tmp").mkdir()
    port = _port()
    lingkungan = {
        **os.environ,
        "DEBUG": "true",
        "DATABASE_URL": basis_data,
        "P3AKS_VAR": str(var),
        "P3AKS_DEMO_PASSWORD": SANDI,
        "EMAIL_URL": f"filemail:///{var / 'surel'}",
        "LOG_LEVEL": "INFO",
        "TMPDIR": str(var / "tmp"),
        "DJANGO_SETTINGS_MODULE": "p3aks.settings",
    }
    satu = Mesin(f"http://127.0.0.1:{port}", var, lingkungan)
    satu.kelola("migrate", "--verbosity", "0")
    satu.kelola("demo")
    satu.kelola(
        "shell", "--no-imports", "-c", "from tests.penanam.demo import lengkapi; lengkapi()"
    )
    log = (var / "log/e2e.log").open("w")
    web = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "p3aks.wsgi:application",
            "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4",
            "--no-control-socket", "--access-logfile", str(var / "log/akses.log"),
        ],
        cwd=AKAR, env=lingkungan, stdout=log, stderr=log,
    )  # fmt: skip
    pekerja = subprocess.Popen(
        [
            sys.executable, "-m", "celery", "-A", "p3aks.celery", "worker",
            "-Q", "default,dokumen,rahasia", "--concurrency", "1", "--loglevel", "INFO",
            "-B", "-s", str(var / "celerybeat-schedule"),
        ],
        cwd=AKAR, env=lingkungan, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _tunggu(f"{satu.alamat}/sehat/", web)
        yield satu
    finally:
        for proses in (web, pekerja):
            proses.terminate()
        for proses in (web, pekerja):
            try:
                proses.wait(20)
            except subprocess.TimeoutExpired:
                proses.kill()
        log.close()


@pytest.fixture(scope="session")
def sistem(mesin):
    """The base address of the running system."""
    return mesin.alamat


@pytest.fixture(scope="session")
def sarang():
    """All canaries of the run, whoever plants them."""
    return Sarang()


@pytest.fixture(scope="session")
def jejak():
    """What browsers showed outside their pages: titles, addresses, file names, headers."""
    return set()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium; never a browser that Playwright would download."""
    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    assert chromium, "Chromium tidak ditemukan; jalankan lewat `python3 manage.py uji`."
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        # The document fonts are for the PDF engine; the browser has the machine's own.
        "env": {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"},
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Indonesian clerk in WIB."""
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}


class Orang:
    """A person at a browser: logs in, looks, and every look is checked and photographed."""

    def __init__(self, page, sistem: str, lebar: int, jejak: set[str]) -> None:
        self.page, self.sistem, self.lebar, self.jejak = page, sistem, lebar, jejak
        self.pelanggaran: list[str] = []
        page.on("response", self._catat)
        page.on("download", lambda unduhan: jejak.add(unduhan.suggested_filename))
        page.on("pageerror", lambda galat: self.pelanggaran.append(f"galat skrip: {galat}"))
        page.on(
            "console",
            lambda p: self.pelanggaran.append(p.text) if "Content Security" in p.text else None,
        )

    def _catat(self, jawaban) -> None:
        """Remember an address and its headers; the page itself is none of this."""
        self.jejak.add(jawaban.url)
        self.jejak.update(f"{k}: {v}" for k, v in jawaban.headers.items())

    def buka(self, alamat: str) -> None:
        """Open an address of the system."""
        jawaban = self.page.goto(self.sistem + alamat)
        assert jawaban.status < 400, f"{alamat}: {jawaban.status}"

    def masuk(self, nama: str) -> None:
        """Log in as demo account *nama* (logging out first)."""
        self.page.context.clear_cookies()
        self.buka("/masuk/")
        self.page.get_by_label("Nama pengguna").fill(nama)
        self.page.get_by_label("Sandi", exact=False).first.fill(SANDI)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        self.page.wait_for_url(self.sistem + "/")

    def tunggu(self) -> None:
        """Wait until a form that was sent has been answered and the page is there."""
        expect(self.page.locator("form[data-terkirim]")).to_have_count(0, timeout=15_000)
        self.page.wait_for_load_state()

    def tekan(self, nama: str, *, peran: str = "button") -> None:
        """Press a button (or follow a link) of the page, and wait for what comes of it."""
        isi = self.page.locator("main")
        isi.get_by_role(peran, name=nama, exact=True).first.click()
        self.tunggu()

    def pilih(self, ruas: str, potongan: str) -> None:
        """Choose the line of a list that contains *potongan*."""
        kotak = self.page.locator(f"select[name={ruas}]")
        baris = kotak.locator("option", has_text=potongan).first
        kotak.select_option(baris.get_attribute("value"))

    def lihat(self, nama: str, *, ditolak: bool = False) -> None:
        """Check the page with axe, that it does not scroll sideways, that a confidential page
        (unless it was *ditolak*) has the neutral title, and keep a picture."""
        self.tunggu()
        judul = self.page.title()
        self.jejak.add(judul)
        if self.page.url.startswith(f"{self.sistem}/kasus/") and not ditolak:
            assert judul == JUDUL, judul
        ARTEFAK.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFAK / f"{nama}-{self.lebar}.png", full_page=True)
        hasil = Axe().run(self.page)
        assert hasil.violations_count == 0, f"{nama}: {hasil.generate_report()}"
        lebih = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert lebih <= 0, f"{nama}: halaman melebar {lebih}px pada {self.lebar}px"
        assert not self.pelanggaran, self.pelanggaran


@pytest.fixture(params=[1280, 360], ids=["lebar", "ponsel"])
def orang(request, page, sistem, jejak):
    """Somebody at a laptop, and somebody with a phone."""
    page.set_viewport_size({"width": request.param, "height": 800})
    page.set_default_timeout(15_000)
    return Orang(page, sistem, request.param, jejak)
