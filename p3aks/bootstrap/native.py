"""Debian packages the Python wheels cannot bring: Pango for PDF, Chromium for browser tests.

With root (or sudo without a password) apt installs them. Otherwise apt downloads them with a
private state folder and they are unpacked into ``.native``, used through ``LD_LIBRARY_PATH``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from p3aks.bootstrap.lingkungan import AKAR, NATIVE, lingkungan_anak
from p3aks.bootstrap.pesan import Gagal, kabar

PAKET_PDF = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
PAKET_PERAMBAN = ["chromium", "libatomic1"]

PUSTAKA_PDF = [
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
]
PERAMBAN = ("chromium", "google-chrome", "google-chrome-stable")


def pustaka_kurang(nama: list[str]) -> list[str]:
    """Return which shared libraries of *nama* a child process with our environment cannot load.

    Asked in a child, because the loader reads ``LD_LIBRARY_PATH`` only at start, and by loading,
    because a library whose own dependencies are missing is as good as absent.
    """
    uji = (
        "import ctypes, sys\n"
        "for nama in sys.argv[1:]:\n"
        "    try: ctypes.CDLL(nama)\n"
        "    except OSError: print(nama)\n"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", uji, *nama],
        env=lingkungan_anak(),
        capture_output=True,
        text=True,
        check=False,
    )
    return hasil.stdout.split() if hasil.returncode == 0 else nama


def siapkan_pdf() -> None:
    """Make the libraries of WeasyPrint loadable; raises :class:`Gagal` with what to do."""
    if not pustaka_kurang(PUSTAKA_PDF):
        return
    kabar(f"  memasang pustaka PDF: {' '.join(PAKET_PDF)}")
    if not apt_pasang(PAKET_PDF) or pustaka_kurang(PUSTAKA_PDF):
        apt_bongkar(PAKET_PDF)
    if sisa := pustaka_kurang(PUSTAKA_PDF):
        raise Gagal(
            f"Pustaka PDF belum lengkap ({', '.join(sisa)}). {_saran(PAKET_PDF)} lalu ulangi."
        )


def siapkan_peramban() -> Path:
    """Return a Chromium or Chrome that starts, fetching one when there is none.

    ``CHROMIUM`` names one explicitly. Ubuntu's ``chromium-browser`` is a snap stub, so a browser
    counts only after it has told its version. Raises :class:`Gagal` with what to do.
    """
    if diminta := os.environ.get("CHROMIUM"):
        if peramban_jalan(diminta):
            return Path(diminta)
        raise Gagal(f"CHROMIUM={diminta} tidak dapat dijalankan. Perbaiki atau kosongkan.")
    ketemu = _cari_peramban()
    if ketemu is None or pustaka_kurang(["libatomic.so.1"]):
        paket = PAKET_PERAMBAN if ketemu is None else PAKET_PERAMBAN[1:]
        kabar(f"  memasang peramban uji: {' '.join(paket)}")
        if not apt_pasang(paket) or (ketemu := _cari_peramban()) is None:
            apt_bongkar(paket)
            ketemu = _cari_peramban()
    if ketemu is None:
        raise Gagal(
            "Chromium tidak tersedia. Pasang Chromium atau Google Chrome, sebutkan dengan "
            "CHROMIUM=/jalur/ke/chrome, lalu ulangi (atau pakai: uji --cepat)."
        )
    return ketemu


def peramban_jalan(jalur: str) -> bool:
    """Tell whether the program *jalur* starts and calls itself Chrome or Chromium."""
    try:
        hasil = subprocess.run(
            [jalur, "--version", "--no-sandbox"],
            env=lingkungan_anak(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return hasil.returncode == 0 and "Chrom" in hasil.stdout


def _cari_peramban() -> Path | None:
    """Return the first browser that starts: on PATH, or unpacked in ``.native``."""
    calon = [shutil.which(nama) for nama in PERAMBAN]
    calon.append(str(NATIVE / "usr/lib/chromium/chromium"))
    return next((Path(jalur) for jalur in calon if jalur and peramban_jalan(jalur)), None)


def _hak_istimewa() -> list[str] | None:
    """Return the prefix that gives root: nothing, passwordless sudo, or None when there is none."""
    if os.geteuid() == 0:
        return []
    if sudo := shutil.which("sudo"):
        mungkin = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
        if mungkin.returncode == 0:
            return [sudo, "-n"]
    return None


def apt_pasang(paket: list[str]) -> bool:
    """Install Debian *paket* system-wide; False when we have no right or apt does not manage."""
    awalan = _hak_istimewa()
    if awalan is None or shutil.which("apt-get") is None:
        return False
    _apt([*awalan, "apt-get", "update", "-qq"])  # fresh machines have no lists at all
    pasang = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *paket]
    return _apt([*awalan, *pasang])


def apt_bongkar(paket: list[str]) -> None:
    """Download *paket* with what they need and unpack them into ``.native``, without any right.

    Only packages the machine lacks are downloaded. Raises :class:`Gagal` when that fails.
    """
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise Gagal(f"Komputer ini tidak memakai apt. {_saran(paket)} lalu ulangi.")
    with tempfile.TemporaryDirectory(prefix="p3aks-apt-") as nama:
        folder = Path(nama)
        (folder / "lists/partial").mkdir(parents=True)
        (folder / "cache/archives/partial").mkdir(parents=True)
        pilihan = [
            f"Dir::State={folder}",
            f"Dir::State::lists={folder / 'lists'}",
            "Dir::State::status=/var/lib/dpkg/status",
            f"Dir::Cache={folder / 'cache'}",
            "APT::Sandbox::User=",
            "Debug::NoLocking=1",
        ]
        apt = ["apt-get", *(bagian for p in pilihan for bagian in ("-o", p)), "-qq", "-y"]
        _apt([*apt, "update"])
        unduh = [*apt, "install", "--download-only", "--no-install-recommends", *paket]
        arsip = sorted((folder / "cache/archives").glob("*.deb")) if _apt(unduh) else []
        if not arsip:
            raise Gagal(f"Paket Debian tidak dapat diunduh. {_saran(paket)} lalu ulangi.")
        sementara = AKAR / ".native.baru"
        shutil.rmtree(sementara, ignore_errors=True)
        if NATIVE.exists():
            shutil.copytree(NATIVE, sementara, symlinks=True)
        for deb in arsip:
            bongkar = ["dpkg-deb", "-x", str(deb), str(sementara)]
            if subprocess.run(bongkar, capture_output=True, check=False).returncode:
                raise Gagal(f"Paket {deb.name} rusak atau ruang penyimpanan habis. Ulangi.")
        shutil.rmtree(NATIVE, ignore_errors=True)
        sementara.rename(NATIVE)


def _apt(perintah: list[str]) -> bool:
    """Run one apt command quietly and tell whether it succeeded."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    env.pop("LD_LIBRARY_PATH", None)  # apt must use the system's own libraries
    kunci = perintah.index("apt-get") + 1
    perintah = [*perintah[:kunci], "-o", "DPkg::Lock::Timeout=120", *perintah[kunci:]]
    hasil = subprocess.run(
        perintah, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return hasil.returncode == 0


def _saran(paket: list[str]) -> str:
    """Name the command an administrator would type."""
    if shutil.which("apt-get") is None and shutil.which("dnf"):
        return "Minta pengelola komputer menjalankan: sudo dnf install pango harfbuzz fontconfig,"
    return f"Minta pengelola komputer menjalankan: sudo apt-get install {' '.join(paket)},"
