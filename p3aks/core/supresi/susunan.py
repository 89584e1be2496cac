"""Counts that belong together, and everything that is known of how they add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

Kunci = Any  # whatever may be a key: the caller names its counts


class TidakCocok(ValueError):
    """The counts contradict what is said of them; the text names where."""


@dataclass(frozen=True, eq=False)
class Susunan:
    """Counts with their constraints: ``bawah ≤ matriks · nilai ≤ atas``, line by line.

    ``matriks`` has a column for each of ``kunci``. Everybody knows the constraints, and that a
    count is a whole number of at least 0.
    """

    kunci: tuple[Kunci, ...]
    nilai: np.ndarray
    matriks: csr_array
    bawah: np.ndarray
    atas: np.ndarray

    def letak(self, kunci: Iterable[Kunci]) -> np.ndarray:
        """Return the columns of *kunci*, in order. KeyError for a count that is not there."""
        tempat = {k: n for n, k in enumerate(self.kunci)}
        return np.array(sorted(tempat[k] for k in kunci), dtype=int)

    def sisa(self, letak: np.ndarray) -> tuple[csr_array, np.ndarray, np.ndarray]:
        """Return the constraints on the counts at *letak* alone, all others being known."""
        terbit = self.nilai.astype(float).copy()
        terbit[letak] = 0
        diketahui = self.matriks @ terbit
        kolom = self.matriks[:, letak]
        pakai = np.diff(kolom.indptr) > 0
        return kolom[pakai], (self.bawah - diketahui)[pakai], (self.atas - diketahui)[pakai]

    def pecah(self, letak: np.ndarray) -> "list[Susunan]":
        """Return the counts at *letak*, all others being known, in parts that say nothing of each
        other: whatever is asked of a part may be asked of it alone."""
        matriks, bawah, atas = self.sisa(letak)
        tautan = block_array([[None, matriks.T], [matriks, None]]) if matriks.nnz else None
        banyak, label = (
            connected_components(tautan, directed=False)
            if tautan is not None
            else (len(letak), np.arange(len(letak)))
        )
        kolom, baris = label[: len(letak)], label[len(letak) :]
        hasil = []
        for satu in np.unique(kolom) if banyak else ():
            k, b = np.flatnonzero(kolom == satu), np.flatnonzero(baris == satu)
            kunci = tuple(self.kunci[letak[n]] for n in k)
            isi = matriks[b][:, k] if len(b) else csr_array((0, len(k)))
            hasil.append(Susunan(kunci, self.nilai[letak[k]], isi, bawah[b], atas[b]))
        return hasil


class Penyusun:
    """Collects counts and constraints. The same key in several tables is the same count."""

    def __init__(self) -> None:
        self._nilai: dict[Kunci, int] = {}
        self._batas: list[tuple[dict[Kunci, int], float, float]] = []

    def sel(self, kunci: Kunci, nilai: int) -> None:
        """Add a count. Raises TidakCocok where it is there with another number."""
        if nilai < 0:
            raise TidakCocok(f"{kunci}: {nilai} kurang dari nol")
        if self._nilai.setdefault(kunci, nilai) != nilai:
            raise TidakCocok(f"{kunci}: {self._nilai[kunci]} dan {nilai}")

    def nilai(self, kunci: Kunci) -> int:
        """Return a count. KeyError where there is none."""
        return self._nilai[kunci]

    def jumlah(self, total: Kunci, bagian: Sequence[Kunci]) -> None:
        """Say that *bagian* add up to *total*."""
        self._tambah(total, bagian, 0, 0)

    def setara(self, kiri: Sequence[Kunci], kanan: Sequence[Kunci]) -> None:
        """Say that *kiri* add up to the same as *kanan*."""
        self._batas.append((dict.fromkeys(kiri, 1) | dict.fromkeys(kanan, -1), 0, 0))

    def terbagi_ganda(self, total: Kunci, bagian: Sequence[Kunci]) -> None:
        """Say that each of *total* is counted in one of *bagian* or in several: none is larger than
        the total, together they are at least the total."""
        self._tambah(total, bagian, 0, np.inf)
        for satu in bagian:
            self.termasuk(total, satu)

    def termasuk(self, total: Kunci, satu: Kunci) -> None:
        """Say that whatever *satu* counts is counted in *total* as well."""
        self._tambah(total, [satu], -np.inf, 0)

    def tabel(
        self,
        isi: Mapping[tuple[Any, ...], int],
        dimensi: Sequence[Sequence[Any]],
        total: Any = None,
    ) -> None:
        """Add a table with all its margins. *isi*: count per tuple of categories, one of each of
        *dimensi*; missing ones are 0. Margins stand under tuples that hold *total*."""
        kategori = [[*satu, total] for satu in dimensi]
        semua: list[tuple[Any, ...]] = [()]
        for pilihan in kategori:
            semua = [(*k, s) for k in semua for s in pilihan]
        for k in semua:
            self.sel(k, sum(n for sel, n in isi.items() if _termasuk(sel, k, total)))
        for ke, satu in enumerate(dimensi):
            for k in semua:
                if k[ke] == total:
                    self.jumlah(k, [(*k[:ke], s, *k[ke + 1 :]) for s in satu])

    def susun(self) -> Susunan:
        """Return everything. Raises TidakCocok where the counts break a constraint."""
        kunci = tuple(self._nilai)
        tempat = {k: n for n, k in enumerate(kunci)}
        nilai = np.array(list(self._nilai.values()), dtype=np.int64)
        baris, kolom, faktor = [], [], []
        for n, (isi, _, _) in enumerate(self._batas):
            for k, f in isi.items():
                baris.append(n)
                kolom.append(tempat[k])
                faktor.append(float(f))
        bentuk = (len(self._batas), len(kunci))
        matriks = csr_array((faktor, (baris, kolom)), shape=bentuk)
        bawah = np.array([b for _, b, _ in self._batas], dtype=float)
        atas = np.array([a for _, _, a in self._batas], dtype=float)
        hasil = matriks @ nilai
        for salah in np.flatnonzero((hasil < bawah) | (hasil > atas)):
            rincian = ", ".join(f"{k}={self._nilai[k]}" for k in self._batas[int(salah)][0])
            raise TidakCocok(f"Tidak berjumlah: {rincian}")
        return Susunan(kunci, nilai, matriks, bawah, atas)

    def _tambah(self, total: Kunci, bagian: Sequence[Kunci], bawah: float, atas: float) -> None:
        isi: dict[Kunci, int] = {total: -1}
        for satu in bagian:
            isi[satu] = isi.get(satu, 0) + 1
        self._batas.append((isi, bawah, atas))


def _termasuk(sel: tuple[Any, ...], baris: tuple[Any, ...], total: Any) -> bool:
    return all(b in (total, s) for s, b in zip(sel, baris, strict=True))
