"""``.venv`` and the hash-locked Python packages in it."""

import fcntl
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from p3aks.bootstrap import native
from p3aks.bootstrap.lingkungan import AKAR, PYTHON, VENV, folder_var
from p3aks.bootstrap.pesan import Gagal, kabar

CAP = VENV / ".p3aks-terpasang.json"
SEDANG = VENV / ".p3aks-sedang-memasang"

RUNTIME = "requirements.txt"
PENGEMBANGAN = "requirements-dev.txt"  # a superset of RUNTIME

_SEBAB = (
    ("No space left", "Ruang penyimpanan habis. Kosongkan sekitar 2 GB, lalu ulangi."),
    (
        "DO NOT MATCH THE HASHES",
        "Paket yang diunduh berbeda dari yang dikunci di {berkas}; tidak ada yang dipasang. "
        "Periksa cermin paket (PIP_INDEX_URL) yang dipakai, lalu ulangi.",
    ),
    (
        "No matching distribution",
        "Paket untuk Python {python} di komputer ini tidak ditemukan. Periksa sambungan internet "
        "dan PIP_INDEX_URL; sistem ini memerlukan Linux x86_64 atau aarch64 dengan glibc.",
    ),
    (
        "onnection",
        "Paket Python tidak dapat diunduh. Periksa sambungan internet atau proksi "
        "(HTTPS_PROXY, PIP_INDEX_URL), lalu ulangi.",
    ),
)


def sidik(berkas: Path) -> str:
    """Return the SHA-256 of *berkas* as hex."""
    return hashlib.sha256(berkas.read_bytes()).hexdigest()


def sudah_terpasang(cap: Path, daftar: Path) -> bool:
    """Tell whether *cap* (JSON: file name → SHA-256) records *daftar* exactly as it is now."""
    try:
        tercatat = json.loads(cap.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(tercatat, dict) and tercatat.get(daftar.name) == sidik(daftar)


def siapkan_paket(nama: str) -> None:
    """Make ``.venv`` hold exactly what the lock file *nama* says; quick when nothing changed.

    Heals itself: a venv whose Python is gone, or whose last installation was interrupted, is
    made anew. Raises :class:`Gagal` with what to do when a package cannot be had.
    """
    daftar = AKAR / nama
    with _giliran(folder_var() / "pemasangan.kunci"):
        if not SEDANG.exists() and sudah_terpasang(CAP, daftar) and _sehat():
            return
        _perbarui(daftar)


@contextmanager
def _giliran(berkas: Path) -> Iterator[None]:
    """Wait until no other ``mulai`` or ``uji`` installs into the same ``.venv``."""
    berkas.parent.mkdir(parents=True, exist_ok=True)
    with berkas.open("a", encoding="utf-8") as kunci:
        try:
            fcntl.flock(kunci, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            kabar("  menunggu pemasangan di jendela lain selesai")
            fcntl.flock(kunci, fcntl.LOCK_EX)
        yield


def _perbarui(daftar: Path) -> None:
    """Install *daftar*, into a new ``.venv`` where the present one cannot be trusted."""
    nama = daftar.name
    if SEDANG.exists() or not _sehat():
        _buat_venv()
    kabar(f"  memasang paket Python dari {nama} (kali pertama sekitar satu menit)")
    SEDANG.touch()
    _pasang(daftar)
    tercatat = {nama: sidik(daftar)}
    if nama == PENGEMBANGAN:
        tercatat[RUNTIME] = sidik(AKAR / RUNTIME)
    CAP.write_text(json.dumps(tercatat), encoding="utf-8")
    SEDANG.unlink()


def _sehat() -> bool:
    """Tell whether the Python in ``.venv`` starts and is recent enough (a moved one does not)."""
    if not PYTHON.exists():
        return False
    periksa = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    perintah = [str(PYTHON), "-c", periksa]
    return subprocess.run(perintah, capture_output=True, check=False).returncode == 0


def _buat_venv() -> None:
    """Make ``.venv`` from scratch, fetching Debian's separate venv package when we may."""
    if importlib.util.find_spec("ensurepip") is None:
        paket = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not native.apt_pasang([paket]):
            raise Gagal(
                f"Modul venv belum ada. Minta pengelola komputer menjalankan: "
                f"sudo apt-get install {paket} - lalu ulangi."
            )
    kabar("  membuat .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    hasil = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if hasil.returncode:
        akhir = (hasil.stdout + hasil.stderr).strip().splitlines()[-1:]
        raise Gagal(f"Lingkungan Python .venv tidak dapat dibuat: {''.join(akhir)}")


def _pasang(daftar: Path) -> None:
    """Install *daftar* with uv when it is on PATH (faster), otherwise or failing that with pip."""
    log = folder_var() / "log" / "pip.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    pilihan = ["--require-hashes", "--requirement", str(daftar)]
    cara = [[str(PYTHON), "-m", "pip", "install", "--no-input", "--quiet", *pilihan]]
    if uv := shutil.which("uv"):
        cara.insert(0, [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *pilihan])
    for perintah in cara:
        with log.open("w", encoding="utf-8") as tulis:
            hasil = subprocess.run(
                perintah, cwd=AKAR, stdout=tulis, stderr=subprocess.STDOUT, check=False
            )
        if hasil.returncode == 0:
            return
    raise Gagal(sebab_gagal(log.read_text(encoding="utf-8"), daftar.name) + f" Rincian: {log}")


def sebab_gagal(keluaran: str, berkas: str) -> str:
    """Translate the output of pip into one line that says what to do."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    for tanda, pesan in _SEBAB:
        if tanda in keluaran:
            return pesan.format(berkas=berkas, python=python)
    akhir = [b for b in keluaran.splitlines() if b.strip()][-1:] or ["tanpa keterangan"]
    return f"Paket Python tidak dapat dipasang ({akhir[0].strip()})."
