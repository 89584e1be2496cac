"""How prone to conflict each kecamatan is, compared with the others of the regency.

The score is a weighted mean of a few counts, each measured against the kecamatan where it is
highest::

    score = 100 x sum(weight x value / highest value) / sum(weight)

So it lies between 0 (nothing recorded) and 100 (highest in everything); a higher value never
lowers the own score, and the parts that it is made of add up to it. It compares kecamatan of one
regency on one day and says nothing about how probable a conflict is.

Weights are a judgement. How much depends on them is shown: each weight alone is moved by a fifth
down and up, and the best and the worst rank that come out are the kecamatan's interval.

Pure. Exact fractions, so that equal kecamatan have equal ranks.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

GOYANGAN = Fraction(1, 5)


class Faktor(NamedTuple):
    """One thing that counts: its code, name, what is counted, and its weight unless changed."""

    kode: str
    nama: str
    ukuran: str
    bobot: int


FAKTOR = (
    Faktor("tinggi", "Potensi tingkat tinggi", "potensi terbuka", 30),
    Faktor("sedang", "Potensi tingkat sedang", "potensi terbuka", 15),
    Faktor("rendah", "Potensi tingkat rendah", "potensi terbuka", 5),
    Faktor("terpapar", "Perempuan dan anak terpapar", "orang menurut potensi terbuka", 20),
    Faktor("basi", "Lewat enam bulan tanpa tinjauan", "potensi terbuka", 10),
    Faktor("tanpa_patbm", "Desa tanpa PATBM", "% desa/kelurahan", 10),
    Faktor("peristiwa", "Peristiwa lima tahun terakhir", "peristiwa", 10),
)
KODE = tuple(f.kode for f in FAKTOR)
BOBOT_BAWAAN = {f.kode: f.bobot for f in FAKTOR}

Nilai = Mapping[str, int | Fraction]


class Sumbangan(NamedTuple):
    """What one factor adds to a score: the value counted, and points out of 100."""

    faktor: Faktor
    nilai: int | Fraction
    poin: Fraction

    @property
    def tampil(self) -> str:
        """The value counted, rounded; a share in percent."""
        return f"{round(self.nilai)}%" if self.faktor.ukuran.startswith("%") else str(self.nilai)

    @property
    def bulat(self) -> str:
        """The points with one decimal."""
        return satu_desimal(self.poin)


class Skor(NamedTuple):
    """One kecamatan: score 0-100, rank 1.. (equal scores share it), best and worst rank when a
    weight moves by a fifth, and what the score is made of, in the order of ``FAKTOR``."""

    kode: str
    nilai: Fraction
    peringkat: int
    terbaik: int
    terburuk: int
    sumbangan: tuple[Sumbangan, ...]

    @property
    def bulat(self) -> str:
        """The score with one decimal."""
        return satu_desimal(self.nilai)

    @property
    def terbesar(self) -> list[Sumbangan]:
        """What the score is made of, the largest part first, without what adds nothing."""
        return sorted((s for s in self.sumbangan if s.poin), key=lambda s: -s.poin)


def satu_desimal(nilai: Fraction) -> str:
    """Write a number from 0 with one decimal: "12,5"."""
    return f"{float(nilai):.1f}".replace(".", ",")


def nilai_skor(bahan: Mapping[str, Nilai], bobot: Mapping[str, int]) -> list[Skor]:
    """Return the scores of the places of *bahan* (code of the place -> code of the factor ->
    value, at least 0), the highest first, places of equal score by code.

    *bobot* has a weight of at least 0 for each factor, not all 0; ValueError otherwise.
    """
    if any(bobot[k] < 0 for k in KODE) or not any(bobot[k] for k in KODE):
        raise ValueError("bobot")
    bagian = {kode: _bagian(bahan, nilai) for kode, nilai in bahan.items()}
    tepat = {k: Fraction(bobot[k]) for k in KODE}
    asli = _skor(bagian, tepat)
    urut = _peringkat(asli)
    goyah = [urut, *(_peringkat(_skor(bagian, satu)) for satu in _goyangan(tepat))]
    jumlah = sum(tepat.values())

    def sumbangan(kode: str, f: Faktor) -> Sumbangan:
        poin = 100 * tepat[f.kode] * bagian[kode][f.kode] / jumlah
        return Sumbangan(f, bahan[kode][f.kode], poin)

    return [
        Skor(
            kode,
            nilai,
            peringkat=urut[kode],
            terbaik=min(satu[kode] for satu in goyah),
            terburuk=max(satu[kode] for satu in goyah),
            sumbangan=tuple(sumbangan(kode, f) for f in FAKTOR),
        )
        for kode, nilai in sorted(asli.items(), key=lambda satu: (-satu[1], satu[0]))
    ]


def _bagian(bahan: Mapping[str, Nilai], nilai: Nilai) -> dict[str, Fraction]:
    """Return each value as a share of the highest; 0 where nobody has any."""
    puncak = {k: max(n[k] for n in bahan.values()) for k in KODE}
    return {k: Fraction(nilai[k]) / puncak[k] if puncak[k] else Fraction() for k in KODE}


def _skor(
    bagian: Mapping[str, Mapping[str, Fraction]], bobot: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    jumlah = sum(bobot.values())
    return {
        kode: 100 * sum((bobot[k] * b[k] for k in KODE), Fraction()) / jumlah
        for kode, b in bagian.items()
    }


def _peringkat(skor: Mapping[str, Fraction]) -> dict[str, int]:
    urut = sorted(skor.values(), reverse=True)
    return {kode: urut.index(nilai) + 1 for kode, nilai in skor.items()}


def _goyangan(bobot: Mapping[str, Fraction]) -> Iterator[dict[str, Fraction]]:
    """Yield the weights with each one alone moved by a fifth down, then up."""
    for kode in KODE:
        for arah in (1 - GOYANGAN, 1 + GOYANGAN):
            yield {**bobot, kode: bobot[kode] * arah}
