"""The text of a regulation as a plain tree, free of the database.

The ready-made draft is written in these shapes, the rows of a Perbup are read into them, and
numbering and checks work on them alone. ``objek`` is ``"model:uuid"`` of the row behind a part,
or empty. Texts hold the markers of ``rad.documents.perbup_teks``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rad.enums_perbup import JenisRincian, Penghubung

DAN, ATAU, DAN_ATAU = Penghubung.DAN.value, Penghubung.ATAU.value, Penghubung.DAN_ATAU.value


@dataclass(frozen=True)
class Butir:
    """An item of a list; ``penghubung`` joins the items of ``anak``."""

    isi: str
    anak: tuple["Butir", ...] = ()
    penghubung: str = DAN
    objek: str = ""


@dataclass(frozen=True)
class AyatTeks:
    """A paragraph with its list."""

    isi: str
    butir: tuple[Butir, ...] = ()
    penghubung: str = DAN
    jenis: str = JenisRincian.RINCIAN.value
    kunci: str = ""
    objek: str = ""


@dataclass(frozen=True)
class PasalTeks:
    """An article."""

    ayat: tuple[AyatTeks, ...]
    kunci: str = ""
    objek: str = ""


@dataclass(frozen=True)
class BagianTeks:
    """A section; without ``judul`` the articles stand directly below the chapter."""

    pasal: tuple[PasalTeks, ...]
    judul: str = ""
    objek: str = ""


@dataclass(frozen=True)
class BabTeks:
    """A chapter."""

    judul: str
    bagian: tuple[BagianTeks, ...]
    objek: str = ""


@dataclass(frozen=True)
class KonsideransTeks:
    """A consideration as typed."""

    jenis: str
    isi: str
    objek: str = ""


@dataclass(frozen=True)
class NaskahTeks:
    """The whole text as typed. ``dasar_hukum`` are dicts with the field names of DasarHukum, in
    citing order, plus ``objek``."""

    tentang: str
    konsiderans: tuple[KonsideransTeks, ...]
    dasar_hukum: tuple[dict[str, Any], ...]
    bab: tuple[BabTeks, ...]

    def semua_pasal(self) -> Iterator[PasalTeks]:
        """Yield the articles in order over all chapters: their numbers are 1, 2, 3, …"""
        for bab in self.bab:
            for bagian in bab.bagian:
                yield from bagian.pasal


def pasal(kunci: str, *ayat: AyatTeks | str) -> PasalTeks:
    """Write an article shortly: a plain string is a paragraph without a list."""
    return PasalTeks(tuple(AyatTeks(a) if isinstance(a, str) else a for a in ayat), kunci)


def ayat(isi: str, *butir: Butir | str, kunci: str = "", penghubung: str = DAN) -> AyatTeks:
    """Write a paragraph with items shortly."""
    return AyatTeks(isi, _butir(butir), penghubung, kunci=kunci)


def definisi(isi: str, *butir: Butir | str) -> AyatTeks:
    """Write the list of definitions of Pasal 1."""
    return AyatTeks(isi, _butir(butir), "", JenisRincian.DEFINISI.value)


def butir(isi: str, *anak: Butir | str, penghubung: str = DAN) -> Butir:
    """Write an item with items below it shortly."""
    return Butir(isi, _butir(anak), penghubung)


def _butir(butir: tuple[Butir | str, ...]) -> tuple[Butir, ...]:
    return tuple(Butir(b) if isinstance(b, str) else b for b in butir)


def bab(judul: str, *isi: PasalTeks | BagianTeks) -> BabTeks:
    """Write a chapter of articles or of sections shortly."""
    bagian_bab = tuple(b for b in isi if isinstance(b, BagianTeks))
    langsung = tuple(p for p in isi if isinstance(p, PasalTeks))
    return BabTeks(judul, bagian_bab or (BagianTeks(langsung),))


def bagian(judul: str, *isi: PasalTeks) -> BagianTeks:
    """Write a section shortly."""
    return BagianTeks(isi, judul)
