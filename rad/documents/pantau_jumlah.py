"""What monitored actions add up to, in every cut: the sums of all cuts agree."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from rad.aturan import capaian as hitungan
from rad.aturan.capaian import Capaian
from rad.documents.pantau import NOL, Nilai, Uang
from rad.documents.ringkas import label_sumber
from rad.enums_pantau import StatusLaporan, Warna


class Terhitung(Protocol):
    """What rows must have to be added up: those of :func:`susun`, and of ``pantau_deret``."""

    @property
    def status(self) -> str: ...
    @property
    def terlambat(self) -> bool: ...
    @property
    def warna(self) -> Warna | None: ...
    @property
    def capaian(self) -> Nilai: ...
    @property
    def pagu(self) -> Decimal: ...
    @property
    def serap_periode(self) -> Decimal: ...
    @property
    def serap_kumulatif(self) -> Decimal: ...
    @property
    def uang(self) -> Sequence[Uang]: ...


@dataclass(frozen=True)
class Jumlah:
    """What some rows add up to. Percentages are computed from the sums, never averaged of
    percentages; ``capaian`` is the mean of the actions that have one."""

    aksi: int
    dilaporkan: int
    diterima: int
    terlambat: int
    warna: dict[Warna, int]
    capaian: Nilai
    pagu: Decimal
    periode: Decimal
    kumulatif: Decimal

    @property
    def serapan(self) -> Nilai:
        """Spent since January in percent of the pagu."""
        return hitungan.bagian(self.kumulatif, self.pagu)


def jumlah(baris: Iterable[Terhitung]) -> Jumlah:
    """Add *baris* up."""
    semua = list(baris)
    terkirim = (StatusLaporan.DILAPORKAN, StatusLaporan.DITERIMA)
    return Jumlah(
        aksi=len(semua),
        dilaporkan=sum(b.status in terkirim for b in semua),
        diterima=sum(b.status == StatusLaporan.DITERIMA for b in semua),
        terlambat=sum(b.terlambat for b in semua),
        warna={w: sum(b.warna == w for b in semua) for w in Warna},
        capaian=hitungan.rata(Capaian(b.capaian) for b in semua),
        pagu=sum((b.pagu for b in semua), NOL),
        periode=sum((b.serap_periode for b in semua), NOL),
        kumulatif=sum((b.serap_kumulatif for b in semua), NOL),
    )


def per(baris: Iterable[Terhitung], ruas: str) -> list[tuple[str, Jumlah]]:
    """Return ``(value, sum)`` per value of attribute *ruas* ("label_bidang", "opd", …), in the
    order in which the values first appear. The sums agree with :func:`jumlah` of all rows."""
    kelompok: dict[str, list[Terhitung]] = defaultdict(list)
    for b in baris:
        kelompok[getattr(b, ruas)].append(b)
    return [(nilai, jumlah(isi)) for nilai, isi in kelompok.items()]


def per_sumber(baris: Iterable[Terhitung]) -> list[Uang]:
    """Return the money per source over all *baris*, by name of the source."""
    hasil: dict[str, list[Decimal]] = defaultdict(lambda: [NOL] * 3)
    for u in (u for b in baris for u in b.uang):
        for n, nilai in enumerate((u.pagu, u.periode, u.kumulatif)):
            hasil[u.sumber][n] += nilai
    return [Uang(s, *n) for s, n in sorted(hasil.items(), key=lambda p: label_sumber(p[0]))]
