"""Maps without tiles: borders made simple, and shapes ready for an SVG. Knows no table.

A border is a ring: points ``(longitude, latitude)`` in degrees of WGS84, the last equal to the
first. A place has one ring or more, outer ones and holes alike.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Titik = tuple[float, float]
Cincin = Sequence[Titik]

KEPADATAN = 1500  # along the longer side of the map, details smaller than one part go
LEBAR = 1000  # units of the viewBox, not pixels


class Bentuk(NamedTuple):
    """A place as an SVG path (fill-rule evenodd), and where its label stands."""

    d: str
    x: int
    y: int


def toleransi(semua: Mapping[str, Sequence[Cincin]]) -> float:
    """Return the detail, in degrees, that a map of all these places does not show."""
    barat, selatan, timur, utara = _kotak(semua)
    return max(timur - barat, utara - selatan) / KEPADATAN


def sederhanakan(
    semua: Mapping[str, Sequence[Cincin]], batas: float
) -> dict[str, list[list[Titik]]]:
    """Return the same places with fewer points: none of the dropped ones is farther than *batas*
    degrees from the line that is left (Douglas-Peucker).

    A border that two places share point by point stays shared: rings are cut where more than two
    borders meet, and each piece is simplified once for all, always from the same end. A ring
    smaller than *batas* goes, but the largest ring of a place stays.
    """
    simpul = _simpul(semua)
    hasil = {}
    for kode, cincin in semua.items():
        baru = [_ring(satu, simpul, batas) for satu in cincin]
        hasil[kode] = [satu for satu in baru if len(satu) > 3] or [list(_terbesar(cincin))]
    return hasil


def garis(titik: Cincin, batas: float) -> list[Titik]:
    """Return the line *titik* with its ends and the points that are needed to stay within *batas*
    of all the others."""
    simpan = {0, len(titik) - 1}
    tumpukan = [(0, len(titik) - 1)]
    while tumpukan:
        awal, akhir = tumpukan.pop()
        jarak, letak = max(
            ((_jarak(titik[i], titik[awal], titik[akhir]), i) for i in range(awal + 1, akhir)),
            default=(0.0, 0),
        )
        if jarak > batas:
            simpan.add(letak)
            tumpukan += [(awal, letak), (letak, akhir)]
    return [titik[i] for i in sorted(simpan)]


def gambar(semua: Mapping[str, Sequence[Cincin]]) -> tuple[int, dict[str, Bentuk]]:
    """Return the height of the map, in units of its width ``LEBAR``, and each place as a shape.

    North is on top; a degree of longitude is as wide as it is at the middle latitude.
    """
    barat, selatan, timur, utara = _kotak(semua)
    datar = math.cos(math.radians((utara + selatan) / 2))
    skala = LEBAR / max((timur - barat) * datar, 1e-9)

    def letak(titik: Titik) -> tuple[int, int]:
        return round((titik[0] - barat) * datar * skala), round((utara - titik[1]) * skala)

    bentuk = {}
    for kode, cincin in semua.items():
        d = "".join(
            "M" + "L".join(f"{x} {y}" for x, y in map(letak, satu[:-1])) + "Z" for satu in cincin
        )
        bentuk[kode] = Bentuk(d, *letak(_tengah(_terbesar(cincin))))
    return max(1, round((utara - selatan) * skala)), bentuk


def rentang(puncak: int, banyak: int = 4) -> list[tuple[int, int]]:
    """Return at most *banyak* equal ranges ``(lowest, highest)`` of the whole numbers from 1 to
    *puncak*; none where that is 0."""
    banyak = min(banyak, puncak)
    tepi = [puncak * i // banyak for i in range(banyak + 1)] if banyak else []
    return [(bawah + 1, atas) for bawah, atas in pairwise(tepi)]


def _kotak(semua: Mapping[str, Sequence[Cincin]]) -> tuple[float, float, float, float]:
    titik = [t for cincin in semua.values() for satu in cincin for t in satu]
    bujur, lintang = [t[0] for t in titik], [t[1] for t in titik]
    return min(bujur), min(lintang), max(bujur), max(lintang)


def _simpul(semua: Mapping[str, Sequence[Cincin]]) -> frozenset[Titik]:
    """Return the points where more than two borders meet."""
    tetangga: dict[Titik, set[Titik]] = defaultdict(set)
    for cincin in semua.values():
        for satu in cincin:
            for dari, ke in pairwise(satu):
                tetangga[dari].add(ke)
                tetangga[ke].add(dari)
    return frozenset(t for t, dekat in tetangga.items() if len(dekat) != 2)


def _ring(cincin: Cincin, simpul: frozenset[Titik], batas: float) -> list[Titik]:
    hasil: list[Titik] = []
    for potong in _potong(list(cincin[:-1]), simpul):
        # Whichever place it is walked for: from the same end, so that the same points stay.
        maju = (potong[0], potong[1]) <= (potong[-1], potong[-2])
        tipis = garis(potong if maju else potong[::-1], batas)
        hasil += (tipis if maju else tipis[::-1])[:-1]
    return [*hasil, hasil[0]]


def _potong(titik: list[Titik], simpul: frozenset[Titik]) -> Iterator[list[Titik]]:
    """Cut a ring (without its repeated end) where borders meet; one without such a point at its
    smallest point, wherever it was begun."""
    letak = [i for i, t in enumerate(titik) if t in simpul] or [titik.index(min(titik))]
    titik = titik[letak[0] :] + titik[: letak[0]]
    letak = [i - letak[0] for i in letak] + [len(titik)]
    titik.append(titik[0])
    for awal, akhir in pairwise(letak):
        yield titik[awal : akhir + 1]


def _jarak(titik: Titik, awal: Titik, akhir: Titik) -> float:
    """Return how far *titik* is from the straight line between two points."""
    dx, dy = akhir[0] - awal[0], akhir[1] - awal[1]
    panjang = dx * dx + dy * dy
    geser = (titik[0] - awal[0]) * dx + (titik[1] - awal[1]) * dy
    t = min(1.0, max(0.0, geser / panjang)) if panjang else 0.0
    return math.dist(titik, (awal[0] + t * dx, awal[1] + t * dy))


def _luas(cincin: Cincin) -> float:
    """Return twice the signed area."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(cincin))


def _terbesar(cincin: Sequence[Cincin]) -> Cincin:
    """Return the largest of several rings."""
    return max(cincin, key=lambda satu: abs(_luas(satu)))


def _tengah(cincin: Cincin) -> Titik:
    """Return the centre of gravity of a ring."""
    luas = _luas(cincin)
    if not luas:
        return cincin[0]
    x = y = 0.0
    for a, b in pairwise(cincin):
        silang = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * silang, y + (a[1] + b[1]) * silang
    return x / (3 * luas), y / (3 * luas)
