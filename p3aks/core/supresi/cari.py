"""Finds the fewest counts to hide: the small ones, and others so that the small ones stay hidden.

This is the cell suppression problem as an integer programme. For each count to protect there have
to be two tables that agree with all that is published and differ in it by its width. What is hidden
for its sake has to be protected in turn: it is asked of the attacker, and asked again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import block_array, csr_array, diags_array, eye_array, kron

from p3aks.core.supresi.selang import tabel_ujung, terjauh
from p3aks.core.supresi.susunan import Kunci, Susunan

DETIK = 30.0  # for one programme; what is found by then is used
SEKALIGUS = 12_000  # unknowns; beyond that counts are protected one after the other
MAKIN_BESAR = 1e-3  # of two choices of one size the one that hides smaller counts
KELONGGARAN = (1, 4)  # how many widths a table may be off, tried in turn


class TidakTerlindungi(ValueError):
    """No choice protects the small counts: what was published before gives them away."""


@dataclass(frozen=True)
class Supresi:
    """What to hide. ``primer``: small counts; ``sekunder``: counts hidden for their sake;
    ``optimal``: proved to be the fewest there can be."""

    primer: frozenset[Kunci]
    sekunder: frozenset[Kunci]
    optimal: bool

    @property
    def tersembunyi(self) -> frozenset[Kunci]:
        """Everything that is not published."""
        return self.primer | self.sekunder


def cari(
    susunan: Susunan,
    lebar: Mapping[Kunci, int],
    *,
    terbit: Collection[Kunci] = (),
    tertutup: Collection[Kunci] = (),
    detik: float = DETIK,
) -> Supresi:
    """Return the fewest counts to hide so that no interval is narrower than it has to be.

    *lebar*: per count its width k. A count from 1 to k − 1 is small and hidden; of every hidden
    count nobody may compute an interval narrower than its k. A count without a width is not small,
    and hidden only for another one's sake (then the smallest width holds). Zeros are published.
    *terbit* was published before and cannot be hidden any more; *tertutup* was hidden before, and
    stays so. Raises TidakTerlindungi.
    """
    out, terkecil = set(terbit), min(lebar.values(), default=0)
    boleh = [k for k, n in zip(susunan.kunci, susunan.nilai, strict=True) if n > 0 and k not in out]
    bagian = [
        _Pencari(satu, {k: lebar.get(k, 0) for k in satu.kunci}, terkecil, set(tertutup), detik)
        for satu in susunan.pecah(susunan.letak(boleh))
    ]
    hasil = [satu.jalankan() for satu in bagian]
    return Supresi(
        frozenset[Kunci]().union(*(h.primer for h in hasil)),
        frozenset[Kunci]().union(*(h.sekunder for h in hasil)),
        all(h.optimal for h in hasil),
    )


class _Pencari:
    """One search among counts that may all be hidden. They are meant by their column."""

    def __init__(
        self,
        susunan: Susunan,
        lebar: Mapping[Kunci, int],
        terkecil: int,
        tertutup: set[Kunci],
        detik: float,
    ) -> None:
        self.susunan, self.detik = susunan, detik
        self.jauh, self.saksi = terjauh(susunan), list[np.ndarray]()
        nilai, kunci = susunan.nilai, susunan.kunci
        self.lebar = np.array([lebar[k] or terkecil for k in kunci])
        self.primer = {n for n, k in enumerate(kunci) if nilai[n] < lebar[k]}
        self.tetap = self.primer | {n for n, k in enumerate(kunci) if k in tertutup}

    def jalankan(self) -> Supresi:
        """Return what to hide."""
        if not self.tetap:
            return self._hasil(set(), optimal=True)
        if 2 * len(self.susunan.kunci) * len(self.tetap) > SEKALIGUS:
            return self._hasil(self._rapikan(self._bertahap()), optimal=False)
        dilindungi, bulat = set(self.tetap), False
        while True:
            sembunyi, optimal = self._pecahkan(dilindungi, self.tetap, bulat=bulat)
            if sembunyi is None:
                return self._hasil(self._rapikan(self._bertahap()), optimal=False)
            lemah = self._lemah(sembunyi)
            if not lemah:
                return self._hasil(sembunyi, optimal=optimal)
            if lemah <= dilindungi and bulat:
                raise TidakTerlindungi("Tidak ada pilihan sel yang cukup melindungi.")
            bulat = bulat or lemah <= dilindungi  # whole tables are fewer than all tables
            dilindungi |= lemah

    def _hasil(self, sembunyi: set[int], *, optimal: bool) -> Supresi:
        kunci = self.susunan.kunci
        primer = frozenset(kunci[n] for n in self.primer)
        return Supresi(primer, frozenset(kunci[n] for n in sembunyi) - primer, optimal)

    def _lemah(
        self, sembunyi: set[int], tanya: Iterable[int] | None = None, *, satu: bool = False
    ) -> set[int]:
        """Return the hidden counts (among *tanya*) whose interval is too narrow; with *satu* the
        first one found.

        Every table found on the way shows how far the others may lie apart as well, in this
        question and in the next ones.
        """
        letak = np.array(sorted(sembunyi))
        atas, bawah = self._saksi(letak)
        tempat = {
            n: (bagian, kolom, ke)
            for bagian in self.susunan.pecah(letak)
            for kolom in [self.susunan.letak(bagian.kunci)]
            for ke, n in enumerate(kolom.tolist())
        }
        lemah = set()
        for n in sorted(sembunyi) if tanya is None else tanya:
            bagian, kolom, ke = tempat[n]
            for arah in (1, -1):
                if atas[n] - bawah[n] < self.lebar[n]:
                    tabel = self.susunan.nilai.astype(float)
                    tabel[kolom] = tabel_ujung(bagian, ke, arah, self.jauh)
                    self.saksi.append(tabel)
                    atas, bawah = np.maximum(atas, tabel), np.minimum(bawah, tabel)
            if atas[n] - bawah[n] < self.lebar[n]:
                lemah.add(n)
                if satu:
                    break
        return lemah

    def _saksi(self, letak: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the largest and the smallest of each count in the tables found so far that differ
        from the true one only at *letak*."""
        nilai = self.susunan.nilai.astype(float)
        semua = np.array([nilai, *self.saksi])
        lain = np.setdiff1d(np.arange(len(nilai)), letak)
        cocok = semua[(semua[:, lain] == nilai[lain]).all(axis=1)]
        return cocok.max(axis=0), cocok.min(axis=0)

    def _bertahap(self) -> set[int]:
        """Protect one count after the other, each at the least cost given the ones before."""
        sembunyi, lemah = set(self.tetap), self._lemah(set(self.tetap))
        while lemah:
            satu = min(lemah, key=lambda n: (-self.lebar[n], self.susunan.nilai[n]))
            baru, _ = self._pecahkan({satu}, sembunyi, bulat=False)
            if baru is None or baru == sembunyi:  # whole tables are fewer than all tables
                baru, _ = self._pecahkan({satu}, sembunyi, bulat=True)
            if baru is None or baru == sembunyi:
                raise TidakTerlindungi("Tidak ada pilihan sel yang cukup melindungi.")
            # What is wide already stays so: hiding more tells less.
            lemah, sembunyi = self._lemah(baru, lemah | (baru - sembunyi)), baru
        return sembunyi

    def _rapikan(self, sembunyi: set[int]) -> set[int]:
        """Publish again what turned out not to be needed, large counts first."""
        ada = abs(self.susunan.matriks)
        tetangga = ada.T @ ada
        for n in sorted(sembunyi - self.tetap, key=lambda n: -self.susunan.nilai[n]):
            tanpa = sembunyi - {n}
            dekat = tetangga[[n]].toarray()[0]  # where it hurts, if it does
            urut = sorted(tanpa, key=lambda x: (-dekat[x], self.susunan.nilai[x]))
            if not self._lemah(tanpa, urut, satu=True):
                sembunyi = tanpa
        return sembunyi

    def _pecahkan(
        self, dilindungi: set[int], tetap: set[int], *, bulat: bool
    ) -> tuple[set[int] | None, bool]:
        """Return the fewest counts to hide, *tetap* among them, that protect *dilindungi* as far as
        they are hidden; and whether that is proved. None where the time was not enough."""
        for kali in KELONGGARAN:
            jawaban = self._program(sorted(dilindungi), tetap, kali, bulat=bulat)
            if jawaban.x is not None:
                pilih = jawaban.x[: len(self.susunan.kunci)] > 0.5
                return set(np.flatnonzero(pilih).tolist()), jawaban.status == 0
            if jawaban.status != _MUSTAHIL:
                return None, False
        raise TidakTerlindungi("Tidak ada pilihan sel yang cukup melindungi.")

    def _program(
        self, dilindungi: list[int], tetap: set[int], kali: int, *, bulat: bool
    ) -> OptimizeResult:
        """Unknowns: for each count whether it is hidden; then for each protected count two tables,
        as differences from the true one."""
        m, tabel = len(self.susunan.kunci), 2 * len(dilindungi)
        nilai = self.susunan.nilai.astype(float)
        jauh = float(kali * self.lebar.max())
        naik, turun = np.full(m, jauh), np.minimum(jauh, nilai - 1)
        pilihan = np.zeros(m)
        pilihan[sorted(tetap)] = 1
        batas = Bounds(
            np.concatenate([pilihan, np.tile(-turun, tabel)]),
            np.concatenate([np.ones(m), np.tile(naik, tabel)]),
        )
        return milp(
            np.concatenate([1 + MAKIN_BESAR * np.log1p(nilai), np.zeros(m * tabel)]),
            constraints=[
                self._menjumlah(tabel),
                *self._hanya_tersembunyi(tabel, naik, turun),
                self._selebar(dilindungi),
            ],
            bounds=batas,
            integrality=np.concatenate([np.ones(m), np.full(m * tabel, int(bulat))]),
            options={"time_limit": self.detik},
        )

    def _menjumlah(self, tabel: int) -> LinearConstraint:
        """Each table keeps every constraint on the counts."""
        kini = self.susunan.matriks @ self.susunan.nilai
        sistem = self.susunan.matriks
        kosong = csr_array((tabel * sistem.shape[0], sistem.shape[1]))
        return LinearConstraint(
            block_array([[kosong, kron(eye_array(tabel), sistem)]], format="csr"),
            np.tile(self.susunan.bawah - kini, tabel),
            np.tile(self.susunan.atas - kini, tabel),
        )

    def _hanya_tersembunyi(
        self, tabel: int, naik: np.ndarray, turun: np.ndarray
    ) -> list[LinearConstraint]:
        """A published count is the true one in each table; a hidden one stays at least 1."""
        satu = eye_array(tabel * len(self.susunan.kunci))
        ulang = np.ones((tabel, 1))
        return [
            LinearConstraint(
                block_array([[kron(ulang, diags_array(-naik)), satu]], format="csr"), -np.inf, 0
            ),
            LinearConstraint(
                block_array([[kron(ulang, diags_array(turun)), satu]], format="csr"), 0, np.inf
            ),
        ]

    def _selebar(self, dilindungi: list[int]) -> LinearConstraint:
        """The two tables of a protected count, where it is hidden, differ by its width."""
        m = len(self.susunan.kunci)
        baris = np.repeat(np.arange(len(dilindungi)), 3)
        kolom, faktor = [], []
        for ke, n in enumerate(dilindungi):
            kolom += [n, m * (1 + 2 * ke) + n, m * (2 + 2 * ke) + n]
            faktor += [-float(self.lebar[n]), 1.0, -1.0]
        bentuk = (len(dilindungi), m * (1 + 2 * len(dilindungi)))
        return LinearConstraint(csr_array((faktor, (baris, kolom)), shape=bentuk), 0, np.inf)


_MUSTAHIL = 2  # the solver's status of a programme without an answer
