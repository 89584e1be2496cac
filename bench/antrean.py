"""Queue and writer bars W7, C1 and C2: real processes, the project's own settings."""

import argparse
import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bench.palang import Palang
from bench.web_data import dunia, rencana, salin_basis_data, siapkan

AKAR = Path(__file__).resolve().parent.parent


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench antrean``."""
    parser.add_argument("--cepat", action="store_true", help="lebih singkat, tanpa C2")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure writers, start latency and survival, and return the bars."""
    siapkan()
    sekretariat, pengaju, opd = dunia()
    from bench.penulis import adu

    putaran, detik = (1, 1) if args.cepat else (3, 4)
    kita, bawaan, terkunci = adu(rencana(2025, 12, opd, pengaju), sekretariat, putaran, detik)
    tunda, tunda_bawaan = _latensi(5 if args.cepat else 20)
    palang = [
        Palang("W7", "galat terkunci, perubahan hilang, rantai putus", terkunci, 0, "bh"),
        Palang("W7", "tulisan/detik bawaan : kita", bawaan / kita, 0.5),
        Palang("C1", "antre sampai mulai, median", tunda * 1000, 150, "ms"),
        Palang("C1", "antre sampai mulai : setelan bawaan", tunda / tunda_bawaan, 0.25),
    ]
    if args.cepat:
        return palang
    hidup, bangkit = _daya_tahan(sekretariat, opd, pengaju)
    return [
        *palang,
        Palang("C2", "tugas hilang sesudah berhenti dan mulai (3)", 3 - hidup, 0, "bh"),
        Palang("C2", "dokumen tak berakhir sesudah SIGKILL", not bangkit, 0, "bh"),
    ]


class Pekerja:
    """A worker process as ``mulai`` starts it, with the bench's task besides."""

    def __init__(self, var: Path, *, jeda: str = "") -> None:
        self.var, self.jeda = var, jeda
        self.proses: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.mulai()
        return self

    def __exit__(self, *_: object) -> None:
        self.bunuh()

    def mulai(self) -> None:
        """Start; the log goes to its data folder."""
        from p3aks.bootstrap.mulai import perintah_pekerja

        perintah = [p.replace("p3aks.celery", "bench.antrean_app") for p in
                    perintah_pekerja(self.var)]  # fmt: skip
        perintah[0] = sys.executable
        with (self.var / "pekerja.log").open("ab") as log:
            self.proses = subprocess.Popen(
                perintah,
                cwd=AKAR,
                env={**os.environ, "P3AKS_VAR": str(self.var), "BENCH_JEDA": self.jeda},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def hentikan(self) -> None:
        """Ask the worker to stop, and wait."""
        self.proses.send_signal(signal.SIGTERM)
        self.proses.wait(60)

    def bunuh(self) -> None:
        """Kill the worker and everything it started, without a warning."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.proses.pid, signal.SIGKILL)
        self.proses.wait()


def _tunggu(syarat: Callable[[], bool], detik: float) -> bool:
    """Wait until *syarat* holds; False when it does not within *detik* seconds."""
    batas = time.monotonic() + detik
    while not syarat():
        if time.monotonic() > batas:
            return False
        time.sleep(0.02)
    return True


def _latensi(kali: int) -> tuple[float, float]:
    """Return the median seconds from offering a task to its start: our settings, stock ones.

    Two workers side by side, each with its own folder; the offers take turns.
    """
    acak = random.Random(7)
    hasil: dict[str, list[float]] = {"": [], "bawaan": []}
    with (
        tempfile.TemporaryDirectory(prefix="p3aks-bench-c1-") as satu,
        tempfile.TemporaryDirectory(prefix="p3aks-bench-c1-") as dua,
        Pekerja(_siapkan_folder(Path(satu))) as kita,
        Pekerja(_siapkan_folder(Path(dua)), jeda="bawaan") as bawaan,
    ):
        for pekerja in (kita, bawaan):
            _satu_latensi(pekerja.var, 60)  # until it is up
        for _ in range(kali):
            for pekerja in (kita, bawaan):
                time.sleep(acak.uniform(0.1, 0.5))
                hasil[pekerja.jeda].append(_satu_latensi(pekerja.var, 20))
    for jeda, nilai in hasil.items():
        print(
            f"  mulai {jeda or 'kita':8s} median {statistics.median(nilai) * 1000:7.1f} ms,"
            f" terlama {max(nilai) * 1000:7.1f} ms"
        )
    return statistics.median(hasil[""]), statistics.median(hasil["bawaan"])


def _siapkan_folder(var: Path) -> Path:
    """Make the folders of the file broker in *var*, and a copy of the database."""
    (var / "antrian/kendali").mkdir(parents=True)
    salin_basis_data(var / "p3aks.sqlite3")
    return var


def _satu_latensi(var: Path, detik: float) -> float:
    """Offer a task to the broker in *var* as the product does; return the seconds to its start."""
    from bench.antrean_app import catat_mulai
    from p3aks.core import jobs

    _arahkan_antrean(var)
    pk = uuid.uuid4()
    berkas = var / f"mulai-{pk}"
    awal = time.time()
    if not jobs.tawarkan(catat_mulai, pk) or not _tunggu(berkas.exists, detik):
        raise RuntimeError(f"tugas tidak dimulai; lihat {var}/pekerja.log")
    return float(berkas.read_text()) - awal


def _daya_tahan(user, opd, pengaju) -> tuple[int, bool]:
    """Return how many of three queued documents survive a stop of everything, and whether a
    document whose worker is killed in the middle comes to an end by itself."""
    from p3aks.core.documents import Status
    from rad.actions.dokumen import siapkan as minta
    from rad.models import Dokumen

    var = Path(os.environ["P3AKS_VAR"])
    _arahkan_antrean(var)

    def pesan(mulai: int, aksi: int):
        rad = rencana(mulai, aksi, opd, pengaju)
        return minta(by=user, jenis="matriks-rad", objek=rad).pk

    def status(pk) -> str:
        return Dokumen.objects.values_list("status", flat=True).get(pk=pk)

    tiga = [pesan(mulai, 12) for mulai in (2030, 2035, 2040)]
    pekerja = Pekerja(var)
    try:
        pekerja.mulai()
        _tunggu(lambda: any(status(pk) != Status.ANTRE for pk in tiga), 60)
        pekerja.hentikan()
        pekerja.mulai()
        _tunggu(lambda: all(status(pk) == Status.SELESAI for pk in tiga), 120)
        hidup = sum(status(pk) == Status.SELESAI for pk in tiga)
        pk = pesan(2045, 300)
        _tunggu(lambda: status(pk) == Status.JALAN, 60)
        time.sleep(1)
        pekerja.bunuh()
        if status(pk) != Status.JALAN:
            raise RuntimeError("dokumen selesai sebelum pekerja dihentikan; perbesar ukurannya")
        awal = time.monotonic()
        pekerja.mulai()
        akhir = _tunggu(lambda: status(pk) in (Status.SELESAI, Status.GAGAL), 180)
        print(f"  sesudah SIGKILL: {status(pk)} dalam {time.monotonic() - awal:.0f} detik")
        return hidup, akhir
    finally:
        pekerja.bunuh()


def _arahkan_antrean(var: Path) -> None:
    from p3aks.celery import app

    app.conf.broker_transport_options = {
        **app.conf.broker_transport_options,
        "data_folder_in": str(var / "antrian"),
        "data_folder_out": str(var / "antrian"),
        "control_folder": str(var / "antrian/kendali"),
    }
