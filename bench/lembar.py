"""Spreadsheet bar W9: export against a bare XlsxWriter loop, import against openpyxl."""

import argparse
import tempfile
from pathlib import Path

from bench.palang import Palang
from bench.pengukur import Pengukur


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench lembar``."""
    parser.add_argument("--cepat", action="store_true", help="ukuran kecil, satu putaran")
    parser.add_argument("--putaran", type=int, default=3, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    tulis, baca, putaran = (1000, 500, 1) if args.cepat else (10_000, 4_900, args.putaran)
    with tempfile.TemporaryDirectory(prefix="p3aks-bench-") as folder:
        p = Pengukur(Path(folder))
        for _ in range(putaran):
            for jenis in ("xlsx", "xlsx_polos"):
                p.ukur(jenis, jenis, tulis)
            for jenis in ("baca", "baca_urai", "baca_polos"):
                p.ukur(jenis, jenis, baca)
        # A rise of less than one megabyte is none: the page size of the allocator.
        ekspor, polos = (max(1, max(p.nilai[j]["tambah"])) for j in ("xlsx", "xlsx_polos"))
    return [
        Palang("W9", "ekspor / XlsxWriter polos, CPU", p.bagi("xlsx", "xlsx_polos"), 1.2),
        Palang("W9m", "ekspor / XlsxWriter polos, tambahan memori", ekspor / polos, 1.5),
        Palang("W9i", "pengurai / openpyxl, CPU", p.bagi("baca_urai", "baca_polos"), 0.15),
        # With the child process, its limits, the check of the XML and the way back: no bar of
        # the study, ours.
        Palang("W9a", "baca aman / openpyxl, CPU", p.bagi("baca", "baca_polos"), 0.5),
    ]
