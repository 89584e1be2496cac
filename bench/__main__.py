"""``python3 -m bench pdf [--cepat]``: run the bars of one area and print them as a table.

Each module named in ``BAGIAN`` has ``tambah_argumen(parser)`` and ``jalankan(args)``; the latter
returns the measured bars. The exit code is 1 when a bar is broken, except
with ``--cepat``, which only shows the way: the bars are set for the full sizes.
"""

import argparse
import importlib
import importlib.util
import os
import sys

from bench.palang import cetak_tabel
from p3aks.bootstrap.lingkungan import lingkungan_anak

_SEMUA = "pdf web pokja pantau statistik kisi supresi antrean lembar"
BAGIAN = {n: f"bench.{n}" for n in _SEMUA.split()}


def main() -> int:
    """Parse the command line, run, print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m bench", description=__doc__)
    sub = parser.add_subparsers(dest="bagian", required=True)
    modul = {}
    for nama, jalur in BAGIAN.items():
        if importlib.util.find_spec(jalur):
            modul[nama] = importlib.import_module(jalur)
            modul[nama].tambah_argumen(sub.add_parser(nama, help=modul[nama].__doc__))
    args = parser.parse_args()
    os.environ.update(lingkungan_anak())
    beban = os.getloadavg()[0]
    palang = modul[args.bagian].jalankan(args)
    cetak_tabel(palang)
    if beban > 0.5:
        print(f"Beban mesin saat mulai {beban:.1f}: palang waktu (P6, C1) tidak bermakna.")
    if getattr(args, "cepat", False):
        print("Ukuran kecil dan satu putaran: angka ini petunjuk, palang berlaku tanpa --cepat.")
        return 0
    return 0 if all(p.lulus for p in palang) else 1


if __name__ == "__main__":
    sys.exit(main())
