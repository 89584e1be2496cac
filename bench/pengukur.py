"""Runs single measurements, each in a fresh process (``bench.ukur``)."""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent


class Pengukur:
    """Runs measurements, each in a fresh process, and keeps all values for the medians."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.nilai: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def ukur(self, nama: str, jenis: str, baris: int, **pilihan: str | int) -> Path:
        """Measure once and file the values under *nama*; return the written file."""
        keluaran = self.folder / f"{nama}.pdf"
        argumen = [f"{k}={v}" for k, v in pilihan.items()]
        hasil = subprocess.run(
            [sys.executable, "-m", "bench.ukur", jenis, str(baris), str(keluaran), *argumen],
            cwd=AKAR,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        ukuran = json.loads(hasil.stdout.splitlines()[-1])
        for k, v in ukuran.items():
            self.nilai[nama][k].append(v)
        print(f"  {nama:16s} {baris:5d} baris", {k: round(v, 2) for k, v in ukuran.items()})
        return keluaran

    def bagi(self, atas: str, bawah: str, satuan: str = "cpu") -> float:
        """Ratio of two medians."""
        a, b = (statistics.median(self.nilai[n][satuan]) for n in (atas, bawah))
        return a / b
