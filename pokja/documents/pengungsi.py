"""Displaced people as a reader may see them, and what is missing per institution."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from p3aks.core.formatting import angka
from pokja.enums import KelompokUmur
from pokja.models import HitunganPengungsi, KebutuhanPengungsi, Lembaga
from pokja.models.pengungsi import KELAMIN, RUAS_JIWA

SEL_KECIL = 5  # rule 18: fewer people than this could be recognised


class Tabel(NamedTuple):
    """A count in words: rows ``(age, women, men, both)``, their sums, and parts by name."""

    baris: list[tuple[str, ...]]
    jumlah: tuple[str, ...]
    bagian: list[tuple[str, str]]


def sel(jumlah: int, *, terbuka: bool) -> str:
    """Return a number of people; 1-4 only for those who keep the event (*terbuka*)."""
    return "<5" if _kecil(jumlah, terbuka) else angka(jumlah)


def jumlah(sel_jumlah: Iterable[int], *, terbuka: bool) -> str:
    """Return the sum of cells. Where one of them is hidden, only what the others show: "≥43"; so
    no hidden cell can be computed back from a sum."""
    semua = list(sel_jumlah)
    tersembunyi = [n for n in semua if _kecil(n, terbuka)]
    if not tersembunyi:
        return angka(sum(semua))
    return f"≥{angka(sum(semua) - sum(tersembunyi) + len(tersembunyi))}"


def tabel_hitungan(hitungan: HitunganPengungsi, *, terbuka: bool) -> Tabel:
    """Return *hitungan* as shown to somebody who keeps the event (*terbuka*), or only reads."""
    h = hitungan

    def nilai(kelamin: str, umur: str) -> int:
        return int(getattr(h, f"{kelamin}_{umur}"))

    baris = []
    for umur in KelompokUmur:
        kolom = [nilai(k, umur.value) for k in KELAMIN]
        tampil = [sel(n, terbuka=terbuka) for n in kolom]
        baris.append((umur.label, *tampil, jumlah(kolom, terbuka=terbuka)))
    per_kelamin = [[nilai(k, u.value) for u in KelompokUmur] for k in KELAMIN]
    total = [*per_kelamin, [n for kolom in per_kelamin for n in kolom]]
    bagian = [
        ("Hamil", h.hamil), ("Menyusui", h.menyusui),
        ("Perempuan penyandang disabilitas", h.disabilitas_perempuan),
        ("Laki-laki penyandang disabilitas", h.disabilitas_laki_laki),
    ]  # fmt: skip
    return Tabel(
        baris,
        tuple(jumlah(kolom, terbuka=terbuka) for kolom in total),
        [(nama, sel(n, terbuka=terbuka)) for nama, n in bagian],
    )


def jumlah_hitungan(hitungan: HitunganPengungsi, *, terbuka: bool) -> str:
    """Return how many people are counted, as :func:`jumlah` shows it."""
    return jumlah((getattr(hitungan, n) for n in RUAS_JIWA), terbuka=terbuka)


@dataclass
class Kesenjangan:
    """What one institution owes: ``(need, unit, needed, fulfilled, missing)``, added up over
    places; ``kurang`` counts the needs that are not met."""

    lembaga: Lembaga
    baris: list[tuple[Any, ...]]

    @property
    def kurang(self) -> int:
        """How many of its needs are not met."""
        return sum(1 for satu in self.baris if satu[-1])


def kesenjangan(kebutuhan: Iterable[KebutuhanPengungsi]) -> list[Kesenjangan]:
    """Return *kebutuhan* (with their institutions) per institution, by name; amounts of the same
    need and unit are added up, and too much in one place fills no gap in another."""
    per_lembaga: dict[Lembaga, dict[tuple[str, str], list[int]]] = {}
    for k in kebutuhan:
        milik = per_lembaga.setdefault(k.lembaga, {})
        isi = milik.setdefault((k.get_kebutuhan_display(), k.satuan), [0, 0, 0])
        for letak, tambah in enumerate((k.dibutuhkan, k.terpenuhi, k.kurang)):
            isi[letak] += tambah
    return [
        Kesenjangan(lembaga, [(*kunci, *isi) for kunci, isi in sorted(milik.items())])
        for lembaga, milik in sorted(per_lembaga.items(), key=lambda satu: satu[0].nama)
    ]


def _kecil(banyak: int, terbuka: bool) -> bool:
    return not terbuka and 0 < banyak < SEL_KECIL
