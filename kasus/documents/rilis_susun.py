"""Everything released of one year as one system, and what a new release of it has to hide.

A half-year is frozen when it is first released: later releases count the same records, until a
revision counts new ones. Each such state is a block of counts; a year is the sum of two of them. Of
two states the records that came and that went are blocks as well, never printed: whoever reads both
releases may subtract. So differencing is no special case (ADR 0010, ADR 0011).

Imported only where a release is composed: the solver is heavy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kasus.aturan.rilis import (
    ANAK,
    DEWASA,
    GANDA,
    HABIS,
    KASUS,
    KECAMATAN,
    KELAMIN,
    KORBAN,
    SATUAN,
    USIA,
    USIA_ANAK,
    Catatan,
    Sel,
    Tabel,
    hitung,
    sel_rilis,
)
from p3aks.core.supresi.cari import Supresi, TidakTerlindungi, cari
from p3aks.core.supresi.selang import Selang, selang
from p3aks.core.supresi.susunan import Penyusun, Susunan

Blok = tuple[str, ...]
Kunci = tuple[Blok, Sel]


@dataclass(frozen=True)
class Terbitan:
    """One release: the states it counts (``blok``), its two k, and what it hides; of the release
    that is being composed None."""

    blok: Blok
    k: int
    k_kecamatan: int
    tersembunyi: frozenset[Sel] | None = None

    def lebar(self, sel: Sel) -> int:
        """Return the k of a count."""
        return self.k_kecamatan if sel.tabel == KECAMATAN else self.k


@dataclass(frozen=True)
class Keputusan:
    """What the new release hides: small counts, others for their sake, and between which numbers
    a reader can place each."""

    kecil: frozenset[Sel]
    pelindung: frozenset[Sel]
    selang: dict[Sel, Selang]
    optimal: bool


def putuskan(
    keadaan: Mapping[str, Catatan], lama: Sequence[Terbitan], baru: Terbitan, tabel: Sequence[Tabel]
) -> Keputusan:
    """Decide what *baru* hides, given the releases *lama* of the same year.

    *keadaan*: the records of each state, named ``<half>:<mark>``.
    Raises TidakTerlindungi.
    """
    susunan = susun(keadaan, [*lama, baru], tabel)
    lebar = {k: max(t.lebar(k[1]) for t in (*lama, baru)) for k in susunan.kunci}
    tertutup = {(t.blok, s) for t in lama for s in t.tersembunyi or ()}
    terbit = {(t.blok, s) for t in lama for s in sel_rilis(tabel)} - tertutup
    hasil = _cari(susunan, lebar, terbit, tertutup, baru)
    ujung = selang(susunan, hasil.tersembunyi, tentang=lambda k: k[0] == baru.blok)
    sendiri = {s: satu for (_, s), satu in ujung.items()}
    kecil = frozenset(s for b, s in hasil.primer if b == baru.blok)
    return Keputusan(kecil, frozenset(sendiri) - kecil, sendiri, hasil.optimal)


def _cari(
    susunan: Susunan,
    lebar: Mapping[Kunci, int],
    terbit: set[Kunci],
    tertutup: set[Kunci],
    baru: Terbitan,
) -> Supresi:
    """The sums over everything are what people look for: all of them stay out of it where that
    works, else at least how many there are in all."""
    nilai = dict(zip(susunan.kunci, susunan.nilai.tolist(), strict=True))
    pokok = {
        k for k in susunan.kunci
        if k[0] == baru.blok and k[1].tabel in SATUAN and nilai[k] >= lebar[k]
    } - tertutup  # fmt: skip
    for tetap in (pokok, {k for k in pokok if k[1].kolom is None}):
        try:
            return cari(susunan, lebar, terbit=terbit | tetap, tertutup=tertutup)
        except TidakTerlindungi:
            continue
    return cari(susunan, lebar, terbit=terbit, tertutup=tertutup)


def susun(
    keadaan: Mapping[str, Catatan], rilis: Iterable[Terbitan], tabel: Sequence[Tabel]
) -> Susunan:
    """Return all counts that were released or follow from what was, with how they add up."""
    penyusun, blok = Penyusun(), {r.blok for r in rilis}
    atom = [a for a in keadaan if any(a in b for b in blok)]
    if len(blok) == 1:
        (satu,) = blok
        semua = Catatan()
        for a in satu:
            semua = semua.dengan(keadaan[a])
        _tulis(penyusun, satu, semua, tabel)
        return penyusun.susun()
    for a in atom:
        _tulis(penyusun, (a,), keadaan[a], tabel)
    for satu in sorted(b for b in blok if len(b) > 1):
        for sel in sel_rilis(tabel):
            nilai = sum(penyusun.nilai(((a,), sel)) for a in satu)
            penyusun.sel((satu, sel), nilai)
            penyusun.jumlah((satu, sel), [((a,), sel) for a in satu])
    for lama, baru in _berpasangan(atom):
        _tulis_beda(penyusun, lama, baru, keadaan, tabel)
    return penyusun.susun()


def _berpasangan(atom: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the states of each half-year in pairs: any two of them may be compared."""
    for paruh in sorted({a.split(":")[0] for a in atom}):
        yield from combinations([a for a in atom if a.split(":")[0] == paruh], 2)


def _tulis_beda(
    penyusun: Penyusun,
    lama: str,
    baru: str,
    keadaan: Mapping[str, Catatan],
    tabel: Sequence[Tabel],
) -> None:
    masuk, keluar = ("masuk", lama, baru), ("keluar", lama, baru)
    _tulis(penyusun, masuk, keadaan[baru].tanpa(keadaan[lama]), tabel)
    _tulis(penyusun, keluar, keadaan[lama].tanpa(keadaan[baru]), tabel)
    for sel in sel_rilis(tabel):
        penyusun.setara([((baru,), sel), (keluar, sel)], [((lama,), sel), (masuk, sel)])


def _tulis(penyusun: Penyusun, blok: Blok, catatan: Catatan, tabel: Iterable[Tabel]) -> None:
    """Add the counts of one block, and how they add up inside it."""

    def jumlah(total: Sel, bagian: Iterable[Sel]) -> None:
        penyusun.jumlah((blok, total), [(blok, s) for s in bagian])

    for sel, n in hitung(catatan, tabel).items():
        penyusun.sel((blok, sel), n)
    for t in tabel:
        _tulis_tabel(penyusun, blok, t)
        for b, _ in t.baris if t.kolom else ():
            jumlah(t.sel(b, None), (t.sel(b, k) for k, _ in t.kolom))
    jumlah(Sel(KORBAN), (Sel(KORBAN, None, k) for k in (ANAK, DEWASA)))
    jumlah(Sel(KORBAN), (Sel(KORBAN, None, k) for k, _ in KELAMIN.pilihan))
    dewasa = [u for u, _ in USIA.pilihan if u not in USIA_ANAK]
    for kelompok, usia in ((ANAK, USIA_ANAK), (DEWASA, dewasa)):
        jumlah(Sel(KORBAN, None, kelompok), (Sel("usia", u) for u in usia))
    penyusun.termasuk((blok, Sel(KORBAN)), (blok, Sel(KASUS)))


def _tulis_tabel(penyusun: Penyusun, blok: Blok, tabel: Tabel) -> None:
    """Say how the rows of a table go with the totals over them."""
    for kolom in tabel.semua_kolom:
        total = (blok, tabel.sel(None, kolom))
        bagian = [(blok, tabel.sel(b, kolom)) for b, _ in tabel.baris]
        if tabel.jenis == HABIS:
            penyusun.jumlah(total, bagian)
        elif tabel.jenis == GANDA:
            penyusun.terbagi_ganda(total, bagian)
        else:
            for satu in bagian:
                penyusun.termasuk(total, satu)
