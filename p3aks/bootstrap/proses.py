"""Ports, health and child processes with their logs."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from p3aks.bootstrap.lingkungan import AKAR, lingkungan_anak
from p3aks.bootstrap.pesan import Gagal

_LOG_TERBESAR = 5_000_000  # bytes; the previous log is kept once as *.1
_PR_SET_PDEATHSIG = 1


def port_kosong(port: int, *, percobaan: int = 50) -> int:
    """Return *port* when nothing listens there on 127.0.0.1, otherwise the next free one.

    Raises :class:`Gagal` when the port may not be used or the next *percobaan* are all taken.
    """
    if not 1 <= port <= 65535:
        raise Gagal(f"Port {port} tidak ada. Pilih angka 1024 sampai 65535 dengan --port.")
    for calon in range(port, min(port + percobaan, 65536)):
        with socket.socket() as soket:
            # As the server does: a port in TIME_WAIT counts as free, a listening one does not.
            soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                soket.bind(("127.0.0.1", calon))
            except PermissionError:
                raise Gagal(
                    f"Port {calon} hanya boleh dipakai root. Pilih yang lain: --port 8000."
                ) from None
            except OSError:
                continue
            return calon
    raise Gagal(f"Port {port} dan {percobaan - 1} sesudahnya terpakai. Pilih lain dengan --port.")


class Sehat(NamedTuple):
    """The answer of ``/sehat/``: HTTP status, or 0 when nobody answered."""

    status: int
    isi: str = ""


def tanya_sehat(port: int, *, host: str = "127.0.0.1", detik: float = 5) -> Sehat:
    """Ask ``/sehat/`` on 127.0.0.1:*port*, never through a proxy; *host* is the Host header."""
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=detik)
    try:
        sambungan.request("GET", "/sehat/", headers={"Host": host, "Connection": "close"})
        jawaban = sambungan.getresponse()
        return Sehat(jawaban.status, jawaban.read(4000).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):
        return Sehat(0)
    finally:
        sambungan.close()


class Anak:
    """A child process in a session of its own, its output in a log file.

    It gets SIGTERM by itself when this process dies, however that happens, so no server is left
    behind. :meth:`hentikan` ends the whole session, including children of the child.
    """

    def __init__(self, nama: str, perintah: list[str], log: Path, *, nice: int = 0) -> None:
        """Remember what to run; *nama* is what the person at the terminal calls it."""
        self.nama = nama
        self.perintah = perintah
        self.log = log
        self.nice = nice
        self.mulai_pada = 0.0
        self._proses: subprocess.Popen[bytes] | None = None

    def mulai(self) -> None:
        """Start it, or start it again after what is left of its last session is gone."""
        self._bunuh()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_TERBESAR:
            self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        induk = os.getpid()

        def sebelum() -> None:
            os.nice(self.nice)
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != induk:
                os._exit(1)

        with self.log.open("ab") as keluaran:
            self._proses = subprocess.Popen(
                self.perintah,
                cwd=AKAR,
                env=lingkungan_anak(),
                stdin=subprocess.DEVNULL,
                stdout=keluaran,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=sebelum,  # safe here: this process has one thread
            )
        self.mulai_pada = time.monotonic()

    @property
    def hidup(self) -> bool:
        """Whether it is running."""
        return self._proses is not None and self._proses.poll() is None

    def akhir_log(self, baris: int = 8) -> list[str]:
        """Return the last *baris* non-empty lines of its log."""
        try:
            isi = self.log.read_bytes()[-20_000:].decode("utf-8", "replace")
        except OSError:
            return []
        return [b for b in isi.splitlines() if b.strip()][-baris:]

    def minta_berhenti(self) -> None:
        """Ask it to finish what it is doing and stop."""
        if self._proses is not None and self.hidup:
            self._proses.terminate()

    def tunggu_berhenti(self, detik: float) -> None:
        """Wait *detik* seconds, then kill whatever is left of its session."""
        if self._proses is None:
            return
        try:
            self._proses.wait(max(detik, 0))
        except subprocess.TimeoutExpired:
            self._bunuh()
            self._proses.wait()
        else:
            self._bunuh()  # grandchildren that outlived it

    def _bunuh(self) -> None:
        """Kill the session this object started; its id is the pid of the child."""
        if self._proses is not None:
            try:
                os.killpg(self._proses.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                return


def hentikan(anak: list[Anak], *, detik: float = 15) -> None:
    """Stop all *anak* together: politely at first, by force after *detik* seconds."""
    for satu in anak:
        satu.minta_berhenti()
    batas = time.monotonic() + detik
    for satu in anak:
        satu.tunggu_berhenti(batas - time.monotonic())
