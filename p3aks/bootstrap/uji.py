"""``python3 manage.py uji``: from a bare machine to the verdict of the whole test suite."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from p3aks.bootstrap import native, paket, rahasia
from p3aks.bootstrap.lingkungan import AKAR, PYTHON, VENV, lingkungan_anak
from p3aks.bootstrap.pesan import Gagal, kabar

TANPA_SERVER = "not e2e and not server and not sekali"
CEPAT = f"{TANPA_SERVER} and not lambat"
SERVER = ("DATABASE_URL", "REDIS_URL")
# Who is done takes over from the other: files that take minutes stand together at the end.
BERDUA = ("-n", "2", "--dist", "worksteal")
_HITUNGAN = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


class Langkah(NamedTuple):
    """One step: what it is called, what runs, and in which environment."""

    nama: str
    perintah: list[str]
    env: dict[str, str]


class Hasil(NamedTuple):
    """What became of a step; *hitungan* has the test counts of pytest, else it is empty."""

    nama: str
    lulus: bool
    detik: float
    hitungan: dict[str, int]


def utama(argumen: list[str]) -> int:
    """Run the command ``uji``; *argumen* are its own switches followed by those of pytest."""
    pengurai = argparse.ArgumentParser(
        prog="manage.py uji",
        description="Menjalankan seluruh pemeriksaan dan uji. Argumen lain diteruskan ke pytest.",
    )
    pengurai.add_argument(
        "--cepat", action="store_true", help="tanpa PostgreSQL dan peramban, di bawah satu menit"
    )
    pilihan, pytest = pengurai.parse_known_args(argumen)
    mulai = time.monotonic()
    kabar("== Persiapan ==")
    paket.siapkan_paket(paket.PENGEMBANGAN)
    native.siapkan_pdf()
    butuh_peramban = any("e2e" in a for a in pytest) if pytest else not pilihan.cepat
    peramban = native.siapkan_peramban() if butuh_peramban else None
    siap = Hasil("persiapan", lulus=True, detik=time.monotonic() - mulai, hitungan={})
    with _folder_sementara() as folder:
        env = lingkungan_uji(folder)
        if peramban:
            env["CHROMIUM"] = str(peramban)
        if pytest:
            hasil = [_jalankan(_pytest("pytest", env, *pytest))]
        else:
            hasil = [
                siap,
                *_berkelompok(pemeriksaan(env, folder)),
                *_semua_uji(env, folder, pilihan),
            ]
    return ringkas(hasil)


@contextmanager
def _folder_sementara() -> Iterator[Path]:
    """Yield a folder others may enter: as root, PostgreSQL runs as a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="p3aks-uji-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lingkungan_uji(folder: Path) -> dict[str, str]:
    """Return the environment of the tests: throw-away keys and data, nothing from ``.env``."""
    return {
        **lingkungan_anak(),
        **dict.fromkeys(rahasia.baca_env(AKAR / ".env"), ""),
        **{nama: buat() for nama, buat in rahasia.PEMBUAT.items()},
        **dict.fromkeys(SERVER, ""),
        "DEBUG": "true",
        "P3AKS_VAR": str(folder / "var"),
        # Tools are looked up beside the interpreter, as in an activated venv.
        "PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(VENV),
    }


def pakai_server(env: dict[str, str], alamat: dict[str, str]) -> dict[str, str]:
    """Return *env* with the servers of *alamat* (none: SQLite), also under ``TEST_`` names."""
    return {
        **env,
        **{nama: alamat.get(nama, "") for nama in SERVER},
        **{f"TEST_{nama}": alamat.get(nama, "") for nama in SERVER},
    }


def lingkungan_produksi(folder: Path, contoh: Path = AKAR / ".env.example") -> dict[str, str]:
    """Return the environment of ``docker-compose.yml``: *contoh* with its blanks filled in."""
    kunci = {nama: buat() for nama, buat in rahasia.PEMBUAT.items()}
    isi = {n: v or kunci.get(n, "") for n, v in rahasia.baca_env(contoh).items()}
    return {
        **lingkungan_uji(folder),
        **isi,
        "DATABASE_URL": "postgres://p3aks:sandi@db:5432/p3aks",
        "REDIS_URL": "redis://redis:6379/0",
        "P3AKS_VAR": str(folder / "var-produksi"),
    }


def pemeriksaan(env: dict[str, str], folder: Path) -> list[Langkah]:
    """Return the static checks."""
    kelola = [str(PYTHON), "manage.py"]
    produksi = lingkungan_produksi(folder)
    return [
        Langkah("mypy", ["mypy"], env),
        Langkah("ruff check", ["ruff", "check", "."], env),
        Langkah("ruff format", ["ruff", "format", "--check", "."], env),
        Langkah("djlint", ["djlint", "--lint", "templates"], env),
        Langkah("lint-imports", ["lint-imports"], env),
        Langkah("migrasi lengkap", [*kelola, "makemigrations", "--check", "--dry-run"], env),
        Langkah(
            "check --deploy", [*kelola, "check", "--deploy", "--fail-level", "WARNING"], produksi
        ),
    ]


def _semua_uji(env: dict[str, str], folder: Path, pilihan: argparse.Namespace) -> Iterator[Hasil]:
    """Run pytest on SQLite, on PostgreSQL with Valkey, and in the browser."""
    penanda = CEPAT if pilihan.cepat else TANPA_SERVER
    yield _jalankan(_pytest("pytest SQLite", pakai_server(env, {}), "-m", penanda, *BERDUA))
    if pilihan.cepat:
        return
    try:
        with server_uji(env, folder) as alamat:
            dengan_server = pakai_server(env, alamat)
            yield _jalankan(_pytest("pytest PostgreSQL", dengan_server, "-m", "not e2e", *BERDUA))
            yield _jalankan(_pytest("pytest peramban", dengan_server, "-m", "e2e"))
    except Gagal as galat:
        kabar(str(galat))
        yield Hasil("server uji", lulus=False, detik=0, hitungan={})


def _pytest(nama: str, env: dict[str, str], *argumen: str) -> Langkah:
    """Return a step that runs pytest."""
    warna = ["--color=yes"] if sys.stdout.isatty() else []
    return Langkah(nama, [str(PYTHON), "-m", "pytest", *warna, *argumen], env)


@contextmanager
def server_uji(env: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """Yield ``DATABASE_URL`` and ``REDIS_URL`` of servers that live as long as the block."""
    kabar("\n== PostgreSQL dan Valkey untuk uji ==")
    proses = subprocess.Popen(
        [str(PYTHON), "-m", "p3aks.bootstrap.server_uji", str(folder)],
        cwd=AKAR,
        env={**env, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is ours; it stops when its input closes
    )
    try:
        baris = proses.stdout.readline() if proses.stdout else ""
        alamat: dict[str, str] = json.loads(baris or '{"galat": "berhenti tanpa keterangan"}')
        if galat := alamat.get("galat"):
            raise Gagal(
                f"Server uji tidak menyala ({galat}). Sebutkan server lain dengan "
                "TEST_DATABASE_URL dan TEST_REDIS_URL, lalu ulangi."
            )
        yield alamat
    finally:
        if proses.stdin:
            proses.stdin.close()
        try:
            proses.wait(60)
        except subprocess.TimeoutExpired:
            _akhiri(proses)


def _jalankan(langkah: Langkah) -> Hasil:
    """Run one step with its output passed through as it comes."""
    kabar(f"\n== {langkah.nama} ==")
    mulai = time.monotonic()
    proses = subprocess.Popen(
        langkah.perintah,
        cwd=AKAR,
        env=langkah.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    akhir = b""
    try:
        while proses.stdout and (potong := os.read(proses.stdout.fileno(), 65536)):
            sys.stdout.buffer.write(potong)
            sys.stdout.buffer.flush()
            akhir = (akhir + potong)[-4000:]
        kode = proses.wait()
    finally:
        _akhiri(proses)
    hitungan = hitung_uji(akhir.decode("utf-8", "replace"))
    return Hasil(langkah.nama, kode == 0, time.monotonic() - mulai, hitungan)


def _akhiri(proses: subprocess.Popen[Any]) -> None:
    """Make sure that *proses* is gone, also when we were interrupted."""
    if proses.poll() is None:
        proses.terminate()
        try:
            proses.wait(10)
        except subprocess.TimeoutExpired:
            proses.kill()
            proses.wait()


def _berkelompok(langkah: list[Langkah]) -> list[Hasil]:
    """Run steps two at a time and show each output in one piece, in the given order."""

    def satu(langkah: Langkah) -> tuple[Hasil, str]:
        mulai = time.monotonic()
        try:
            proses = subprocess.run(
                langkah.perintah,
                cwd=AKAR,
                env=langkah.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
        except FileNotFoundError as galat:
            return Hasil(langkah.nama, False, 0, {}), f"Program tidak ada: {galat.filename}"
        lulus = proses.returncode == 0
        return Hasil(langkah.nama, lulus, time.monotonic() - mulai, {}), proses.stdout

    hasil = []
    with ThreadPoolExecutor(2) as kolam:
        for satu_hasil, keluaran in kolam.map(satu, langkah):
            kabar(f"\n== {satu_hasil.nama} ({satu_hasil.detik:.1f} detik) ==")
            kabar(keluaran.rstrip())
            hasil.append(satu_hasil)
    return hasil


def hitung_uji(keluaran: str) -> dict[str, int]:
    """Return the counts in the closing line of pytest, for instance ``{"passed": 12}``."""
    for baris in reversed(keluaran.splitlines()):
        if ketemu := _HITUNGAN.findall(baris):
            return {jenis.rstrip("s"): int(angka) for angka, jenis in ketemu}
    return {}


def ringkas(hasil: list[Hasil]) -> int:
    """Print the table of all steps and return the exit status: 0 when every step passed."""
    kabar("\n== Ringkasan ==")
    jumlah: dict[str, int] = {}
    for satu in hasil:
        for jenis, angka in satu.hitungan.items():
            jumlah[jenis] = jumlah.get(jenis, 0) + angka
        rinci = ", ".join(f"{angka} {jenis}" for jenis, angka in satu.hitungan.items())
        kabar(
            f"  {'lulus' if satu.lulus else 'GAGAL'}  {satu.detik:7.1f} s  {satu.nama:<20} {rinci}"
        )
    lama = sum(satu.detik for satu in hasil)
    kabar(f"  {len(hasil)} langkah, {lama:.1f} s waktu proses")
    gagal = [satu.nama for satu in hasil if not satu.lulus]
    if jumlah:
        kabar(", ".join(f"{angka} {jenis}" for jenis, angka in jumlah.items()))
    kabar(f"Belum lulus: {', '.join(gagal)}" if gagal else "Semua lulus.")
    return 1 if gagal else 0
