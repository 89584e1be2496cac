"""A running system for the browser: web server and Celery worker as separate processes, on SQLite
and the filesystem broker, with the demo regency. Exactly what ``mulai`` gives a newcomer."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

AKAR = Path(__file__).resolve().parents[2]
SANDI = "sandi-demo-untuk-uji-saja"
ARTEFAK = Path(os.environ.get("P3AKS_ARTEFAK") or AKAR / "var" / "e2e")


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
def sistem(tmp_path_factory):
    """Start everything, yield the base address, stop everything."""
    var = tmp_path_factory.mktemp("var")
    port = _port()
    lingkungan = {
        **os.environ,
        "DEBUG": "true",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "P3AKS_VAR": str(var),
        "P3AKS_DEMO_PASSWORD": SANDI,
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "p3aks.settings",
    }

    def kelola(*perintah: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *perintah], cwd=AKAR, env=lingkungan, check=True
        )

    kelola("migrate", "--verbosity", "0")
    kelola("demo")
    log = (var / "e2e.log").open("w")
    web = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "p3aks.wsgi:application",
            "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4",
            "--no-control-socket",
        ],
        cwd=AKAR, env=lingkungan, stdout=log, stderr=log,
    )  # fmt: skip
    pekerja = subprocess.Popen(
        [
            sys.executable, "-m", "celery", "-A", "p3aks.celery", "worker",
            "-Q", "default,dokumen,rahasia", "--concurrency", "1", "--loglevel", "WARNING",
        ],
        cwd=AKAR, env=lingkungan, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _tunggu(f"http://127.0.0.1:{port}/sehat/", web)
        yield f"http://127.0.0.1:{port}"
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

    def __init__(self, page, sistem: str, lebar: int) -> None:
        self.page, self.sistem, self.lebar = page, sistem, lebar
        self.pelanggaran: list[str] = []
        page.on("pageerror", lambda galat: self.pelanggaran.append(f"galat skrip: {galat}"))
        page.on(
            "console",
            lambda p: self.pelanggaran.append(p.text) if "Content Security" in p.text else None,
        )

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

    def lihat(self, nama: str) -> None:
        """Check the page with axe, that it does not scroll sideways, and keep a picture."""
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
def orang(request, page, sistem):
    """Somebody at a laptop, and somebody with a phone."""
    page.set_viewport_size({"width": request.param, "height": 800})
    page.set_default_timeout(15_000)
    return Orang(page, sistem, request.param)
