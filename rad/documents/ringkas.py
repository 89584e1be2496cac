"""Totals of the plan: per bidang, institution, year and source, from one set of amounts.

Every cut adds the same cells up, so all cuts agree to the rupiah (domain/hukum.md rule 10).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from pokja.enums import Bidang
from rad.enums import SumberDana


class Sel(NamedTuple):
    """One amount in rupiah: whose, for what, from where, when. Labels, as people read them."""

    bidang: str
    opd: str
    sumber: str
    tahun: int
    pagu: Decimal


@dataclass(frozen=True)
class BarisJumlah:
    """One line of a totals table; ``tahun`` has one amount per year of the plan."""

    label: str
    tahun: list[Decimal]
    jumlah: Decimal


@dataclass(frozen=True)
class Ringkasan:
    """All totals of one set of actions. ``tahun`` are the columns of each table."""

    tahun: list[int]
    bidang: list[BarisJumlah]
    opd: list[BarisJumlah]
    sumber: list[BarisJumlah]
    semua: BarisJumlah

    @property
    def jumlah(self) -> Decimal:
        """The total in rupiah."""
        return self.semua.jumlah

    @property
    def per_tahun(self) -> list[tuple[int, Decimal]]:
        """``(year, total in rupiah)``."""
        return list(zip(self.tahun, self.semua.tahun, strict=True))

    @property
    def tabel(self) -> list[tuple[str, str, list[BarisJumlah]]]:
        """``(title, head of the first column, lines)`` of the three tables."""
        return [
            ("Pagu per bidang", "Bidang", self.bidang),
            ("Pagu per perangkat daerah", "Perangkat daerah", self.opd),
            ("Pagu per sumber dana", "Sumber dana", self.sumber),
        ]


def ringkas(sel: Iterable[Sel], tahun: Sequence[int]) -> Ringkasan:
    """Add *sel* up in every cut. A year outside *tahun* gets a column of its own: no amount is
    ever left out of a total."""
    sel = list(sel)
    kolom = sorted({*tahun, *(s.tahun for s in sel)})
    jumlah: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for s in sel:
        for potongan in (("bidang", s.bidang), ("opd", s.opd), ("sumber", s.sumber), ("", "")):
            jumlah[potongan][s.tahun] += s.pagu

    def baris(jenis: str, label: str) -> BarisJumlah:
        nilai = [jumlah[jenis, label][t] for t in kolom]
        return BarisJumlah(label, nilai, sum(nilai, Decimal(0)))

    def tabel(jenis: str, urutan: Iterable[str]) -> list[BarisJumlah]:
        ada = {label for j, label in jumlah if j == jenis}
        return [baris(jenis, label) for label in urutan if label in ada]

    return Ringkasan(
        tahun=kolom,
        bidang=tabel("bidang", map(str, Bidang.labels)),
        opd=tabel("opd", sorted({s.opd for s in sel})),
        sumber=tabel("sumber", map(str, SumberDana.labels)),
        semua=baris("", ""),
    )


def sel_aksi(aksi: QuerySet) -> list[Sel]:
    """Return the amounts of *aksi* (a queryset of Aksi), added up by the database as far as no
    cut loses anything: one query, whose result does not grow with the number of actions."""
    # From the actions' side: a subquery of ids would be looked up once per amount (bench W5).
    kelompok = (
        aksi.order_by()
        .values_list("bidang", "penanggung_jawab__nama", "anggaran__sumber", "anggaran__tahun")
        .annotate(jumlah=Sum("anggaran__pagu"))
    )
    return [
        Sel(label_bidang(bidang), opd, label_sumber(sumber), tahun, pagu)
        for bidang, opd, sumber, tahun, pagu in kelompok
        if pagu is not None
    ]


def sel_isi(isi: dict[str, Any]) -> list[Sel]:
    """Return the amounts of a matrix snapshot (``rad.documents.matriks``)."""
    return [
        Sel(k["label"], a["penanggung_jawab"], g["sumber"], tahun, Decimal(pagu))
        for k in isi["kelompok"]
        for s in k["sasaran"]
        for a in s["aksi"]
        for g in a["anggaran"]
        for tahun, pagu in zip(isi["tahun"], g["pagu"], strict=True)
        if pagu is not None
    ]


def label_bidang(kode: str) -> str:
    """``pencegahan`` → ``Pencegahan``."""
    return str(Bidang(kode).label)


def label_sumber(kode: str) -> str:
    """``dau`` → ``DAU``."""
    return str(SumberDana(kode).label)
