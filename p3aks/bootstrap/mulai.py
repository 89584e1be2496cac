"""``python3 manage.py mulai``: from a bare machine to the running system, for trying it out."""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from types import FrameType
from typing import TextIO

from p3aks.bootstrap import native, paket
from p3aks.bootstrap.lingkungan import AKAR, PYTHON, folder_var, lingkungan_anak
from p3aks.bootstrap.pesan import Gagal, gagal, kabar
from p3aks.bootstrap.proses import Anak, hentikan, port_kosong, tanya_sehat
from p3aks.bootstrap.rahasia import baca_env, lengkapi_env

MASUKAN_BENAR = {"true", "1", "ya", "yes", "on"}
SEHAT, BELUM_SEHAT = 200, 503  # answers of /sehat/; the latter says what is missing
BATAS_SIAP = 60  # seconds until the web process must answer
BATAS_ULANG = 3  # restarts of the worker before giving up on it
WAJAR_HIDUP = 600  # seconds after which a worker's earlier deaths are forgotten


def utama(argumen: list[str]) -> int:
    """Run the command ``mulai`` until Ctrl-C; *argumen* is what follows it."""
    pilihan = _baca(argumen)
    kabar("Sistem P3AKS - menyiapkan. Hentikan kapan saja dengan Ctrl-C.")
    with _satu_saja(folder_var() / "mulai.kunci") as kunci:
        periksa_memori_bersama()
        port = port_kosong(pilihan.port)
        if port != pilihan.port:
            kabar(f"Port {pilihan.port} sedang dipakai program lain; memakai port {port}.")
        sandi = siapkan_rahasia()
        kabar("[1/4] Paket Python")
        paket.siapkan_paket(paket.RUNTIME)
        kabar("[2/4] Pustaka PDF dan huruf")
        native.siapkan_pdf()
        kabar("[3/4] Data")
        akun = siapkan_data()
        kabar("[4/4] Menyalakan layanan")
        kunci.write(f"{os.getpid()} {port}\n")
        kunci.flush()
        return _layani(port, akun, sandi, buka=not pilihan.tanpa_browser)


def _baca(argumen: list[str]) -> argparse.Namespace:
    """Parse the command line."""
    pengurai = argparse.ArgumentParser(
        prog="manage.py mulai", description="Menyiapkan dan menjalankan Sistem P3AKS untuk dicoba."
    )
    pengurai.add_argument("--port", type=int, default=8000, help="port web, bawaan 8000")
    pengurai.add_argument("--tanpa-browser", action="store_true", help="jangan buka peramban")
    return pengurai.parse_args(argumen)


def _satu_saja(berkas: Path) -> TextIO:
    """Return *berkas* locked for as long as this process lives.

    Raises :class:`Gagal` with the address when another ``mulai`` serves the same data folder:
    two workers on one file queue would disturb each other.
    """
    berkas.parent.mkdir(parents=True, exist_ok=True)
    buka = berkas.open("a+", encoding="utf-8")
    try:
        fcntl.flock(buka, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        buka.seek(0)
        isi = buka.read().split()
        buka.close()
        raise Gagal(
            f"Sistem dari folder ini sudah berjalan di http://127.0.0.1:{isi[1]}/ "
            f"(proses {isi[0]}); hentikan dahulu dengan Ctrl-C di jendelanya."
            if len(isi) == 2
            else "Sistem dari folder ini sedang disiapkan di jendela lain. Tunggu sebentar."
        ) from None
    buka.truncate(0)
    return buka


def periksa_memori_bersama(folder: Path = Path("/dev/shm")) -> None:  # noqa: S108
    """Raise :class:`Gagal` where the worker could not make its locks (bare containers, chroots)."""
    if sys.platform == "linux" and not os.access(folder, os.W_OK):
        raise Gagal(
            f"Folder {folder} tidak dapat ditulis, padahal pembuat dokumen memerlukannya. Minta "
            f"pengelola komputer menjalankan: mount -t tmpfs -o mode=1777 tmpfs {folder}"
        )


def siapkan_rahasia() -> str:
    """Complete ``.env`` and return the demo password.

    Raises :class:`Gagal` when this folder is set up for real use (``DEBUG`` off).
    """
    berkas = AKAR / ".env"
    if berkas.exists() or "DEBUG" in os.environ:
        debug = os.environ.get("DEBUG") or baca_env(berkas).get("DEBUG", "")
        if debug.casefold() not in MASUKAN_BENAR:
            raise Gagal(
                "Folder ini diatur untuk pemakaian sungguhan (DEBUG tidak menyala), sedangkan "
                "`mulai` memuat data contoh. Ikuti docs/operasi.md, atau cobalah di salinan lain."
            )
    baru = lengkapi_env(berkas, folder_var() / "kunci-dipakai", dict(os.environ))
    if baru:
        kabar(f"Kunci rahasia dibuat di {berkas} (hanya terbaca oleh Anda).")
    return os.environ.get("P3AKS_DEMO_PASSWORD") or baca_env(berkas)["P3AKS_DEMO_PASSWORD"]


def siapkan_data() -> str:
    """Migrate, load the demo if there is nothing yet, and return the list of demo accounts."""
    log = folder_var() / "log" / "data.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    tahap, keluaran = "pengaturan", []
    with log.open("w", encoding="utf-8") as catatan:
        proses = subprocess.Popen(
            [str(PYTHON), "-m", "p3aks.bootstrap.data"],
            cwd=AKAR,
            env=lingkungan_anak(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=catatan,
            text=True,
        )
        for baris in proses.stdout or ():
            if baris.startswith("tahap "):
                tahap = baris.removeprefix("tahap ").strip()
                kabar(f"  {tahap}")
            elif baris != "daftar\n":
                keluaran.append(baris)
    if proses.wait():
        akhir = [b for b in log.read_text(encoding="utf-8").splitlines() if b.strip()][-1:]
        sebab = "".join(akhir) or f"proses berhenti dengan kode {proses.returncode}"
        raise Gagal(f"Tahap {tahap} tidak selesai: {sebab} Rincian: {log}")
    return "".join(keluaran).rstrip()


def perintah_web(port: int) -> list[str]:
    """Return the command line of the web process."""
    return [
        *(str(PYTHON), "-m", "gunicorn", "p3aks.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "4"),
        *("--timeout", "60", "--graceful-timeout", "10"),
        "--no-control-socket",  # it would be put into $HOME, which may be read-only
    ]


def perintah_pekerja(var: Path) -> list[str]:
    """Return the command line of the worker; the periodic sweep runs inside it (``-B``)."""
    return [
        *(str(PYTHON), "-m", "celery", "-A", "p3aks.celery", "worker"),
        *("-Q", "default,dokumen,rahasia", "--pool", "prefork", "--concurrency", "1"),
        *("--max-tasks-per-child", "20", "-B", "-s", str(var / "celerybeat-schedule")),
        *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
    ]


def _layani(port: int, akun: str, sandi: str, *, buka: bool) -> int:
    """Run web and worker until a signal arrives or the web process dies."""
    var = folder_var()
    web = Anak("web", perintah_web(port), var / "log" / "web.log")
    pekerja = Anak("pekerja", perintah_pekerja(var), var / "log" / "pekerja.log", nice=10)
    berhenti = _Berhenti()
    try:
        pekerja.mulai()
        web.mulai()
        if not _tunggu_siap(web, port, berhenti):
            return 0
        kabar(blok_siap(port, akun, sandi))
        if buka:
            _buka_peramban(f"http://127.0.0.1:{port}/")
        return _jaga(web, pekerja, berhenti)
    finally:
        kabar("Menghentikan layanan ...")
        hentikan([web, pekerja])
        kabar("Berhenti. Semua data tersimpan; jalankan lagi dengan: python3 manage.py mulai")


class _Berhenti:
    """Turns SIGINT, SIGTERM and SIGHUP into a flag; a second SIGINT breaks off at once."""

    def __init__(self) -> None:
        self.diminta = False
        for sinyal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sinyal, self._terima)

    def _terima(self, nomor: int, _bingkai: FrameType | None) -> None:
        if self.diminta and nomor == signal.SIGINT:
            raise KeyboardInterrupt
        self.diminta = True

    def tidur(self, detik: float) -> None:
        """Sleep up to *detik* seconds, less when a signal has arrived."""
        batas = time.monotonic() + detik
        while not self.diminta and time.monotonic() < batas:
            time.sleep(0.1)


def _tunggu_siap(web: Anak, port: int, berhenti: _Berhenti) -> bool:
    """Wait until ``/sehat/`` answers 200; False when asked to stop meanwhile."""
    jawaban = tanya_sehat(port)
    while not berhenti.diminta and jawaban.status != SEHAT:
        if not web.hidup:
            raise Gagal(_cerita_mati(web))
        if time.monotonic() - web.mulai_pada > BATAS_SIAP:
            _tampilkan_log(web)
            raise Gagal(
                f"Layanan web belum siap setelah {BATAS_SIAP} detik "
                f"(/sehat/ menjawab {jawaban.status or 'tidak sama sekali'}"
                f"{': ' + jawaban.isi if jawaban.status == BELUM_SEHAT else ''}). Lihat {web.log}"
            )
        berhenti.tidur(1 if jawaban.status else 0.2)
        jawaban = tanya_sehat(port)
    return not berhenti.diminta


def _jaga(web: Anak, pekerja: Anak, berhenti: _Berhenti) -> int:
    """Watch both children: restart the worker a few times, stop when the web process dies."""
    kali, menyerah = 0, False
    while not berhenti.diminta:
        berhenti.tidur(0.5)
        if berhenti.diminta:
            break
        if not web.hidup:
            raise Gagal(_cerita_mati(web))
        if pekerja.hidup or menyerah:
            continue
        kali = 0 if time.monotonic() - pekerja.mulai_pada > WAJAR_HIDUP else kali
        gagal(_cerita_mati(pekerja))
        if menyerah := kali >= BATAS_ULANG:
            gagal("Pekerja terus berhenti: dokumen tidak dibuat sampai `mulai` dijalankan ulang.")
            continue
        kali += 1
        kabar(f"Menyalakan pekerja kembali ({kali} dari {BATAS_ULANG}).")
        berhenti.tidur(2**kali)
        pekerja.mulai()
    return 0


def _cerita_mati(anak: Anak) -> str:
    """Say which child died, after showing the end of its log."""
    _tampilkan_log(anak)
    return f"Proses {anak.nama} berhenti sendiri. Catatan lengkapnya: {anak.log}"


def _tampilkan_log(anak: Anak) -> None:
    """Show the end of its log on standard error."""
    for baris in anak.akhir_log():
        print(f"    {baris}", file=sys.stderr, flush=True)


def blok_siap(port: int, akun: str, sandi: str) -> str:
    """Return what is printed once the system answers: address, accounts, password, how to stop.

    *akun* has one account per line: name, tab, what it is for.
    """
    return "\n".join(
        [
            "",
            "=" * 78,
            "Sistem P3AKS siap.",
            "",
            f"  Alamat      : http://127.0.0.1:{port}/",
            f"  Kata sandi  : {sandi}   (sama untuk semua akun contoh)",
            "",
            "  Akun contoh :",
            *(f"    {baris.expandtabs(14)}" for baris in akun.splitlines()),
            "",
            "  Hentikan    : Ctrl-C di jendela ini",
            f"  Catatan     : {folder_var() / 'log'}",
            "=" * 78,
        ]
    )


def _buka_peramban(alamat: str) -> None:
    """Open *alamat* where a screen is attached; root has no desktop of its own."""
    layar = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if (layar or sys.platform == "darwin") and os.geteuid() != 0:
        webbrowser.open(alamat)
