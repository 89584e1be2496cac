"""Charts as SVG made on the server: geometry here, drawing in ``templates/components``.

A chart never stands alone: the figures are in the table beside it, so it is hidden from screen
readers there, and a telephone that is too narrow for its letters loses nothing.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

LEBAR, TINGGI = 640, 200
TEPI_KIRI, TEPI_KANAN, TEPI_BAWAH, TEPI_ATAS = 44, 32, 24, 10
TEPI_ANGKA = 26  # room for the figure above the highest bar
Nilai = Decimal | int | None


class Titik(NamedTuple):
    """One point of a line, in units of the viewBox."""

    x: float
    y: float


class Garis(NamedTuple):
    """One series: its name, the runs of points between gaps, and all points."""

    nama: str
    ruas: list[str]
    titik: list[Titik]


class Bagan(NamedTuple):
    """A line chart: size, series, labels below (x, text), and lines of the grid (y, text)."""

    lebar: int
    tinggi: int
    garis: list[Garis]
    bawah: list[tuple[float, str]]
    kisi: list[tuple[float, str]]


class Tiang(NamedTuple):
    """One bar: where it stands, how high it is, its middle, the figure above, the name below."""

    x: float
    y: float
    lebar: float
    tinggi: float
    tengah: float
    angka: int
    nama: str


class Batang(NamedTuple):
    """A bar chart: size, bars, and the line they stand on."""

    lebar: int
    tinggi: int
    tiang: list[Tiang]
    alas: float


def lebar_batang(nilai: Nilai, paling: Nilai = 100) -> float:
    """Return how long the bar of *nilai* is, 0 to 100, where *paling* fills the whole."""
    if nilai is None or not paling or nilai <= 0:
        return 0
    return float(min(Decimal(nilai) / Decimal(paling) * 100, Decimal(100)).quantize(Decimal("0.1")))


def garis(label: Sequence[str], deret: Sequence[tuple[str, Sequence[Nilai]]]) -> Bagan:
    """Return the line chart of *deret* (name, one value per label in percent; None: a gap). The
    scale begins at 0 and ends at 100, or above the greatest value in steps of 50."""
    ada = [n for _, isi in deret for n in isi if n is not None]
    atas = max(100, *(-(-int(n) // 50) * 50 for n in ada)) if ada else 100
    langkah = (LEBAR - TEPI_KIRI - TEPI_KANAN) / max(len(label) - 1, 1)
    tinggi = TINGGI - TEPI_BAWAH - TEPI_ATAS

    def titik(n: int, nilai: Nilai) -> Titik:
        y = TEPI_ATAS + tinggi * (1 - float(nilai or 0) / atas)
        return Titik(round(TEPI_KIRI + n * langkah, 1), round(y, 1))

    def satu(nama: str, isi: Sequence[Nilai]) -> Garis:
        ruas: list[list[Titik]] = [[]]
        for n, nilai in enumerate(isi):
            if nilai is None:
                ruas.append([])
            else:
                ruas[-1].append(titik(n, nilai))
        jalur = [" ".join(f"{t.x},{t.y}" for t in r) for r in ruas if len(r) > 1]
        return Garis(nama, jalur, [t for r in ruas for t in r])

    return Bagan(
        LEBAR, TINGGI, [satu(nama, isi) for nama, isi in deret],
        [(titik(n, 0).x, teks) for n, teks in enumerate(label)],
        [(titik(0, n).y, f"{n}%") for n in range(0, atas + 1, 50)],
    )  # fmt: skip


def batang(isi: Sequence[tuple[str, int]]) -> Batang:
    """Return the bar chart of *isi* (name, count), from 0 to the greatest. The figure stands above
    each bar: no scale to read off."""
    paling = max((n for _, n in isi), default=0)
    langkah = LEBAR / max(len(isi), 1)
    lebar, alas = round(langkah * 0.62, 1), TINGGI - TEPI_BAWAH
    ruang = alas - TEPI_ANGKA

    def tiang(ke: int, nama: str, n: int) -> Tiang:
        tinggi = round(ruang * n / paling, 1) if paling else 0.0
        tengah = round((ke + 0.5) * langkah, 1)
        return Tiang(
            round(tengah - lebar / 2, 1), round(alas - tinggi, 1), lebar, tinggi, tengah, n, nama
        )

    return Batang(LEBAR, TINGGI, [tiang(ke, *satu) for ke, satu in enumerate(isi)], alas)
