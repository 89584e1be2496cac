"""PDF bars P1-P8 and P10 (docs/performa.md): our matrix against a naive template and ReportLab."""

import argparse
import tempfile
from pathlib import Path

import page
import pypdf

from bench.palang import Palang
from bench.pengukur import Pengukur

CEPAT = {"P1": 120, "P3": 240, "P5": 480, "P7": (330, 660)}
PENUH = {"P1": 500, "P3": 1000, "P5": 1000, "P7": (330, 3000)}


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench pdf``."""
    parser.add_argument("--cepat", action="store_true", help="ukuran kecil, satu putaran")
    parser.add_argument("--putaran", type=int, default=3, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    ukuran, putaran = (CEPAT, 1) if args.cepat else (PENUH, args.putaran)
    with tempfile.TemporaryDirectory(prefix="p3aks-bench-") as folder:
        p = Pengukur(Path(folder))
        for i in range(putaran):
            print(f"Putaran {i + 1} dari {putaran}")
            _putaran(p, ukuran, Path(folder) / f"cache-{i}")
        kecil, besar = ukuran["P7"]
        p.ukur("memori-kecil", "buat", kecil, anak=1)
        p.ukur("memori-besar", "buat", besar, anak=1)
        return _palang(p, _periksa(Path(folder) / "dingin.pdf"))


def _putaran(p: Pengukur, ukuran: dict, cache: Path) -> None:
    n = ukuran["P1"]
    p.ukur("naif", "naif", n)
    p.ukur("polos", "render", n)
    p.ukur("bertag", "render", n, bertag=1)
    p.ukur("buat-1x", "buat", n)
    p.ukur("buat-4x", "buat", 4 * n)
    p.ukur("buat-satu", "buat", n, satu=1)
    p.ukur("reportlab", "reportlab", ukuran["P3"])
    p.ukur("polos-besar", "render", ukuran["P3"])
    p.ukur("bertag-besar", "render", ukuran["P3"], bertag=1)
    n = ukuran["P5"]
    p.ukur("satu-anak", "buat", n, anak=1)
    p.ukur("dingin", "buat", n, cache=cache)
    p.ukur("satu-baris", "buat", n, cache=cache, ubah=n // 2)
    p.ukur("tetap", "buat", n, cache=cache)


def _periksa(berkas: Path) -> int:
    """Count what is wrong with a joined file: conformance, page numbers, bookmarks (P8)."""
    salah = 0
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        salah += not page.validate_pdf(str(berkas), profile=profil).is_compliant
    baca = pypdf.PdfReader(berkas)
    for i, hal in enumerate(baca.pages, start=1):
        salah += (f"- {i} -" in hal.extract_text()) is not (i > 1)
    pohon = baca.outline
    salah += sum(isinstance(b, list) for b in pohon) < 1
    return salah


def _palang(p: Pengukur, salah: int) -> list[Palang]:
    return [
        Palang("P1", "matriks tanpa tag / naif, CPU", p.bagi("polos", "naif"), 0.62),
        Palang("P2", "matriks bertag / naif, CPU", p.bagi("bertag", "naif"), 0.80),
        Palang("P3", "matriks tanpa tag / ReportLab, CPU", p.bagi("polos-besar", "reportlab"), 2.2),
        Palang("P3t", "matriks bertag / ReportLab, CPU", p.bagi("bertag-besar", "reportlab"), 2.8),
        Palang("P4", "4n baris / n baris, CPU", p.bagi("buat-4x", "buat-1x"), 4.4),
        Palang("P5", "ubah satu baris / dari awal, CPU", p.bagi("satu-baris", "dingin"), 0.15),
        Palang("P5t", "tanpa perubahan / dari awal, CPU", p.bagi("tetap", "dingin"), 0.005),
        Palang("P6", "dua anak / satu anak, waktu", p.bagi("dingin", "satu-anak", "wall"), 0.68),
        Palang("P7", "memori besar / kecil", p.bagi("memori-besar", "memori-kecil", "rss"), 1.3),
        Palang("P8", "cacat pada file sambungan", salah, 0, "bh"),
        Palang("P10", "ukuran bertag / tanpa tag", p.bagi("buat-satu", "polos", "kb"), 2.3),
        Palang("P10s", "ukuran sambungan / tunggal", p.bagi("buat-1x", "buat-satu", "kb"), 1.5),
    ]
