"""What the structure of a Pokja lacks, each finding with the rule it comes from.

A finding warns; only where the SK would contradict itself does it stop the SK (``batal``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pokja.enums import Bidang, Kelamin, Posisi, SifatPejabat, Unsur

PERPRES = "Perpres 18/2014 Pasal 24"
KEBIASAAN = "susunan baku Pokja"
# Not a condition of the Perpres: the share that affirmative policy asks of public bodies.
PATOKAN_PEREMPUAN = Fraction(3, 10)


class Orang(NamedTuple):
    """Somebody in a seat."""

    nama: str
    nip: str = ""
    kelamin: str = ""
    sifat: str = SifatPejabat.DEFINITIF

    @property
    def siapa(self) -> str:
        """What makes two entries one person: the NIP, else the name as written."""
        return self.nip or " ".join(self.nama.casefold().split())


class Duduk(NamedTuple):
    """A seat with its holders of one day."""

    posisi: str
    bidang: str
    unsur: str
    jabatan: str
    pemangku: tuple[Orang, ...] = ()

    def __str__(self) -> str:
        return f"{Posisi(self.posisi).label} ({self.jabatan})"


class Temuan(NamedTuple):
    """One finding: what, by which rule, and whether it stops the SK."""

    kalimat: str
    dasar: str
    batal: bool = False


@dataclass(frozen=True)
class Komposisi:
    """The report on one structure."""

    kedudukan: int
    kosong: int
    unsur: dict[str, int]
    perempuan: int
    laki_laki: int
    belum_tercatat: int
    temuan: list[Temuan]

    @property
    def persen_perempuan(self) -> Decimal | None:
        """Women among those whose sex is recorded; None while nobody's is."""
        tercatat = self.perempuan + self.laki_laki
        return Decimal(100 * self.perempuan) / tercatat if tercatat else None

    @property
    def batal(self) -> list[Temuan]:
        """What stops the SK."""
        return [t for t in self.temuan if t.batal]


def periksa(susunan: Sequence[Duduk]) -> Komposisi:
    """Return the report on *susunan*."""
    orang = {o.siapa: o for d in susunan for o in d.pemangku}
    kelamin = Counter(o.kelamin for o in orang.values())
    unsur = Counter(d.unsur for d in susunan)
    return Komposisi(
        kedudukan=len(susunan),
        kosong=sum(not d.pemangku for d in susunan),
        unsur={u.value: unsur[u.value] for u in Unsur},
        perempuan=kelamin[Kelamin.PEREMPUAN],
        laki_laki=kelamin[Kelamin.LAKI_LAKI],
        belum_tercatat=kelamin[""],
        temuan=[
            *_pimpinan(susunan),
            *_bidang(susunan),
            *_unsur(unsur),
            *_perempuan(kelamin),
            *_rangkap(susunan, orang),
            *_kosong(susunan),
        ],
    )


def _pimpinan(susunan: Sequence[Duduk]) -> Iterator[Temuan]:
    posisi = Counter(d.posisi for d in susunan)
    if not susunan:
        yield Temuan("Susunan masih kosong.", PERPRES, batal=True)
    elif posisi[Posisi.KETUA] != 1:
        kalimat = "Belum ada Ketua." if not posisi[Posisi.KETUA] else "Ada lebih dari satu Ketua."
        yield Temuan(kalimat, KEBIASAAN, batal=True)
    if posisi[Posisi.SEKRETARIS] != 1:
        ada = "Ada lebih dari satu Sekretaris." if posisi[Posisi.SEKRETARIS] else ""
        yield Temuan(ada or "Belum ada Sekretaris.", KEBIASAAN)
    if not posisi[Posisi.WAKIL_KETUA]:
        yield Temuan("Belum ada Wakil Ketua.", KEBIASAAN)


def _bidang(susunan: Sequence[Duduk]) -> Iterator[Temuan]:
    isi = Counter((d.bidang, d.posisi) for d in susunan)
    for bidang in Bidang:
        koordinator = isi[bidang, Posisi.KOORDINATOR]
        if koordinator != 1:
            banyak = "lebih dari satu Koordinator" if koordinator else "belum punya Koordinator"
            yield Temuan(f"Bidang {bidang.label} {banyak}.", "Permenko PMK 2/2019")
        if not isi[bidang, Posisi.ANGGOTA]:
            yield Temuan(f"Bidang {bidang.label} belum punya Anggota.", "Permenko PMK 2/2019")


def _unsur(unsur: Counter[str]) -> Iterator[Temuan]:
    if tiada := [u.label.lower() for u in Unsur if not unsur[u]]:
        yield Temuan(f"Unsur yang belum terwakili: {', '.join(tiada)}.", f"{PERPRES} ayat (3)")


def _perempuan(kelamin: Counter[str]) -> Iterator[Temuan]:
    perempuan, laki_laki = kelamin[Kelamin.PEREMPUAN], kelamin[Kelamin.LAKI_LAKI]
    tercatat = perempuan + laki_laki
    if tercatat and Fraction(perempuan, tercatat) < PATOKAN_PEREMPUAN:
        yield Temuan(
            f"Perempuan {perempuan} dari {tercatat} orang, kurang dari 30%.",
            "patokan keterwakilan, bukan syarat SK",
        )
    if kelamin[""]:
        yield Temuan(
            f"Jenis kelamin {kelamin['']} orang belum tercatat.", "data terpilah RAN P3AKS"
        )


def _rangkap(susunan: Sequence[Duduk], orang: dict[str, Orang]) -> Iterator[Temuan]:
    duduk = [(o.siapa, d) for d in susunan for o in d.pemangku if o.sifat != SifatPejabat.PLH]
    for siapa, tempat in _lebih_dari_satu(duduk):
        nama = "; ".join(str(d) for d in tempat)
        yield Temuan(f"{orang[siapa].nama} memangku {len(tempat)} kedudukan: {nama}.", KEBIASAAN)
    jabatan = [(" ".join(d.jabatan.casefold().split()), d) for d in susunan]
    for _, tempat in _lebih_dari_satu(jabatan):
        posisi = "; ".join(Posisi(d.posisi).label for d in tempat)
        yield Temuan(f"{tempat[0].jabatan} tercantum {len(tempat)} kali: {posisi}.", KEBIASAAN)


def _lebih_dari_satu(isi: Iterable[tuple[str, Duduk]]) -> Iterator[tuple[str, list[Duduk]]]:
    kelompok: dict[str, list[Duduk]] = {}
    for kunci, duduk in isi:
        kelompok.setdefault(kunci, []).append(duduk)
    yield from ((k, d) for k, d in kelompok.items() if len(d) > 1)


def _kosong(susunan: Sequence[Duduk]) -> Iterator[Temuan]:
    if kosong := [str(d) for d in susunan if not d.pemangku]:
        yield Temuan(f"Belum ada pejabatnya: {'; '.join(kosong)}.", KEBIASAAN)
