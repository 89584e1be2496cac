"""Drives the child processes: starts, feeds, watches, and kills them. Standard library only."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from p3aks.core.pdf.bentuk import Batas
from p3aks.core.pdf.galat import (
    GalatDibatalkan,
    GalatHuruf,
    GalatMemori,
    GalatMesin,
    GalatPdf,
    GalatTerlaluBesar,
    GalatTerlaluLama,
)

_AKAR = Path(__file__).resolve().parents[3]
# The child gets what finding libraries and fonts needs, and no secret of the application.
_LINGKUNGAN = (
    "PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "XDG_CACHE_HOME", "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "VIRTUAL_ENV",
)  # fmt: skip
_GALAT: dict[str, type[GalatPdf]] = {
    "besar": GalatTerlaluBesar,
    "huruf": GalatHuruf,
    "memori": GalatMemori,
    "mesin": GalatMesin,
}
_DENYUT = 0.2  # seconds between two looks at the clock and the cancel flag

Lapor = Callable[[int, int, str], None]  # job index, percent of that job, stage


class Anak:
    """One child process that renders job after job."""

    def __init__(self, batas: Batas) -> None:
        self.catatan = tempfile.TemporaryFile()  # noqa: SIM115 - closed in tutup()
        lingkungan = {n: os.environ[n] for n in _LINGKUNGAN if n in os.environ}
        self.proses = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments, no shell
            [
                sys.executable,
                "-m",
                "p3aks.core.pdf.mesin",
                str(os.getpid()),
                str(batas.memori),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.catatan,
            cwd=_AKAR,
            env={
                **lingkungan,
                "PYTHONIOENCODING": "utf-8",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            process_group=0,
        )
        os.set_blocking(self.proses.stdout.fileno(), False)
        self.sisa, self.urut = b"", -1

    def kirim(self, urut: int, tugas: dict) -> None:
        """Hand over job number *urut*."""
        self.urut = urut
        try:
            self.proses.stdin.write(json.dumps(tugas).encode() + b"\n")
            self.proses.stdin.flush()
        except BrokenPipeError:
            raise self.sebab_mati() from None

    def baca(self) -> list[dict]:
        """Return the answers that have arrived; raise if the child is gone."""
        isi = self.proses.stdout.read()
        if isi == b"":
            raise self.sebab_mati()
        *baris, self.sisa = (self.sisa + (isi or b"")).split(b"\n")
        return [json.loads(b) for b in baris]

    def sebab_mati(self) -> GalatPdf:
        """Explain why the child ended without an answer."""
        kode = self.proses.wait(timeout=10)
        self.catatan.seek(0, os.SEEK_END)
        self.catatan.seek(max(0, self.catatan.tell() - 4000))
        ekor = self.catatan.read().decode(errors="replace")
        rinci = f"exit {kode}: {ekor}"
        if kode in (-signal.SIGXCPU, -signal.SIGKILL):
            return GalatTerlaluLama(rinci) if kode == -signal.SIGXCPU else GalatMemori(rinci)
        if "alloc" in ekor or "MemoryError" in ekor or "out of memory" in ekor.lower():
            return GalatMemori(rinci)
        return GalatMesin(rinci)

    def tutup(self) -> None:
        """Kill the whole process group and free everything."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.proses.pid, signal.SIGKILL)
        self.proses.wait()
        for aliran in (self.proses.stdin, self.proses.stdout, self.catatan):
            with contextlib.suppress(BrokenPipeError):
                aliran.close()


class Kolam:
    """At most ``batas.anak`` children, one clock and one cancel flag for all their jobs."""

    def __init__(self, batas: Batas, batal: Callable[[], bool]) -> None:
        self.batas, self.batal = batas, batal
        self.anak: list[Anak] = []
        self.tenggat = time.monotonic() + batas.detik

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.bubarkan()

    def bubarkan(self) -> None:
        """End all children; the next job gets a fresh one."""
        for anak in self.anak:
            anak.tutup()
        self.anak.clear()

    def kerjakan(self, tugas: Sequence[dict], lapor: Lapor, *, anak: int = 1) -> list[dict]:
        """Run the jobs on up to *anak* children and return their results in order.

        Raises a ``GalatPdf`` on the first failure, on cancellation and when time is up.
        """
        hasil: list[dict | None] = [None] * len(tugas)
        antre = list(range(len(tugas)))
        jumlah = min(self.batas.anak, len(tugas), anak)
        while len(self.anak) < jumlah:
            self.anak.append(Anak(self.batas))
        with selectors.DefaultSelector() as pemilih:
            for pekerja in self.anak[:jumlah]:
                pemilih.register(pekerja.proses.stdout, selectors.EVENT_READ, pekerja)
                self._beri(pekerja, antre, tugas)
            while any(h is None for h in hasil):
                self._periksa()
                for kunci, _ in pemilih.select(_DENYUT):
                    for pesan in kunci.data.baca():
                        self._terima(kunci.data, pesan, hasil, lapor)
                        if "hasil" in pesan:
                            self._beri(kunci.data, antre, tugas)
        return hasil

    def _beri(self, anak: Anak, antre: list[int], tugas: Sequence[dict]) -> None:
        if antre:
            urut = antre.pop(0)
            anak.kirim(urut, {**tugas[urut], "cpu": self.batas.cpu})

    def _terima(self, anak: Anak, pesan: dict, hasil: list, lapor: Lapor) -> None:
        if "maju" in pesan:
            lapor(anak.urut, *pesan["maju"])
        elif "hasil" in pesan:
            hasil[anak.urut] = pesan["hasil"]
            lapor(anak.urut, 100, "")
        else:
            raise _GALAT[pesan["galat"]](pesan.get("rinci", ""))

    def _periksa(self) -> None:
        if self.batal():
            raise GalatDibatalkan
        if time.monotonic() > self.tenggat:
            raise GalatTerlaluLama(f"wall clock {self.batas.detik} s")
