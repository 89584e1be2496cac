"""Coverage: which items of the reference documents the plan answers, and what stands alone on
either side. Six queries, whatever the size of the plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Sum

from rad.documents import nomenklatur
from rad.enums_selaras import ACUAN_DAERAH
from rad.models import Aksi, ButirAcuan, DokumenAcuan, KaitanAcuan, Rad


class AksiBaris(NamedTuple):
    """An action as the report names it."""

    pk: UUID
    uraian: str
    bidang: str
    nomenklatur: str
    opd_id: UUID
    opd: str
    pagu: Decimal | None


class BarisButir(NamedTuple):
    """One item with the actions that serve it. ``terjawab``: it or something below it is."""

    butir: ButirAcuan
    tingkat: int
    aksi: list[AksiBaris]
    pagu: Decimal
    terjawab: bool


class Bagian(NamedTuple):
    """One document: its items as a tree, and its actions, each counted once."""

    dokumen: DokumenAcuan
    baris: list[BarisButir]
    jumlah_aksi: int
    pagu: Decimal

    @property
    def tanpa_aksi(self) -> list[BarisButir]:
        """The items that neither an action nor anything below them answers."""
        return [b for b in self.baris if not b.terjawab]


@dataclass(frozen=True)
class Keselarasan:
    """The whole report."""

    bagian: list[Bagian]
    aksi: list[AksiBaris]
    tanpa_butir: list[AksiBaris]
    tanpa_acuan: list[AksiBaris]
    kode: dict[UUID, nomenklatur.Temuan]

    @cached_property
    def lepas(self) -> frozenset[UUID]:
        """The ids of the actions that serve no item at all."""
        return frozenset(a.pk for a in self.tanpa_butir)

    @property
    def butir(self) -> int:
        """How many items the documents hold."""
        return sum(len(b.baris) for b in self.bagian)

    @property
    def butir_tanpa_aksi(self) -> int:
        """How many of them nothing answers."""
        return sum(len(b.tanpa_aksi) for b in self.bagian)

    @property
    def kode_salah(self) -> int:
        """How many actions have a code that is to be put right."""
        return sum(t.salah for t in self.kode.values())


def susun(
    user: Any, rad: Rad, *, dokumen: Any = None, bidang: str = "", opd: Any = None
) -> Keselarasan:
    """Return the report on what *user* may read of *rad*, narrowed to one document, field or
    institution (ids). With *opd*, the Renstra of other institutions are left out."""
    aksi = _aksi(user, rad, bidang, opd)
    semua = DokumenAcuan.objects.untuk(user).sezaman(rad).select_related("lembaga")
    terpilih = [
        d
        for d in semua
        if (not dokumen or d.pk == dokumen) and (not opd or d.lembaga_id in (None, opd))
    ]
    butir: dict[UUID, list[ButirAcuan]] = defaultdict(list)
    for b in ButirAcuan.objects.untuk(user).filter(dokumen__in=terpilih):
        butir[b.dokumen_id].append(b)
    per_butir, berbutir, beracuan = _kaitan(user, rad, {a.pk: a for a in aksi})
    return Keselarasan(
        bagian=[_bagian(d, butir[d.pk], per_butir) for d in terpilih],
        aksi=aksi,
        tanpa_butir=[a for a in aksi if a.pk not in berbutir],
        tanpa_acuan=[a for a in aksi if a.pk not in beracuan],
        kode=nomenklatur.temuan_aksi([(a.pk, a.nomenklatur, rad.tahun) for a in aksi]),
    )


def _aksi(user: Any, rad: Rad, bidang: str, opd: Any) -> list[AksiBaris]:
    semua: QuerySet[Aksi] = Aksi.objects.untuk(user).berlaku().filter(rad=rad)
    if bidang:
        semua = semua.filter(bidang=bidang)
    if opd:
        semua = semua.filter(penanggung_jawab=opd)
    baris = semua.urut_matriks().annotate(jumlah=Sum("anggaran__pagu"))  # type: ignore[attr-defined]
    kolom = ("pk", "uraian", "bidang", "nomenklatur", "penanggung_jawab", "penanggung_jawab__nama")
    return [AksiBaris._make(b) for b in baris.values_list(*kolom, "jumlah")]


def _kaitan(
    user: Any, rad: Rad, aksi: dict[UUID, AksiBaris]
) -> tuple[dict[UUID, list[AksiBaris]], set[UUID], set[UUID]]:
    """Return the actions per item; those with any item; those with one of RPJMD, Renstra, RKPD."""
    per_butir: dict[UUID, list[AksiBaris]] = defaultdict(list)
    berbutir, beracuan = set(), set()
    baris = KaitanAcuan.objects.untuk(user).filter(aksi__rad=rad)
    for pk, butir, jenis in baris.values_list("aksi", "butir", "butir__dokumen__jenis"):
        if pk in aksi:
            per_butir[butir].append(aksi[pk])
            berbutir.add(pk)
            if jenis in ACUAN_DAERAH:
                beracuan.add(pk)
    return per_butir, berbutir, beracuan


def _bagian(
    dokumen: DokumenAcuan, butir: list[ButirAcuan], per_butir: dict[UUID, list[AksiBaris]]
) -> Bagian:
    terjawab = _terjawab(butir, {b.pk for b in butir if per_butir.get(b.pk)})
    baris = [
        BarisButir(
            b, t, per_butir.get(b.pk, []), _jumlah(per_butir.get(b.pk, [])), b.pk in terjawab
        )
        for b, t in pohon(butir)
    ]
    unik = {a.pk: a for b in baris for a in b.aksi}
    return Bagian(dokumen, baris, len(unik), _jumlah(unik.values()))


def _jumlah(aksi: Iterable[AksiBaris]) -> Decimal:
    return sum((a.pagu or Decimal(0) for a in aksi), Decimal(0))


def _terjawab(butir: list[ButirAcuan], langsung: set[UUID]) -> set[UUID]:
    """Return what is answered itself or by something below it."""
    induk = {b.pk: b.induk_id for b in butir}
    hasil = set()
    for pk in langsung:
        kini: UUID | None = pk
        while kini is not None and kini not in hasil:
            hasil.add(kini)
            kini = induk.get(kini)
    return hasil


def pohon(butir: Iterable[ButirAcuan]) -> list[tuple[ButirAcuan, int]]:
    """Return the items of one document in tree order, each with its depth from 0."""
    anak: dict[UUID | None, list[ButirAcuan]] = defaultdict(list)
    for b in butir:
        anak[b.induk_id].append(b)
    hasil, tumpuk = [], [(b, 0) for b in reversed(anak[None])]
    while tumpuk:
        b, tingkat = tumpuk.pop()
        hasil.append((b, tingkat))
        tumpuk += [(a, tingkat + 1) for a in reversed(anak[b.pk])]
    return hasil
