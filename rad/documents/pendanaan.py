"""Unfunded actions and the gap between what they need and what is budgeted.

Every amount comes from the same two sets of cells – budget and need per action and year – so the
budget in every cut agrees with the matrix to the rupiah. The gap of a year is what the need
exceeds the budget by, never less than zero, and is known only where the need was filled in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Sum

from rad.documents.ringkas import BarisJumlah, label_bidang, ringkas, sel_aksi
from rad.enums_selaras import KeadaanDana
from rad.models import Aksi, Anggaran, Kebutuhan, Rad

NOL = Decimal(0)
PerTahun = Mapping[int, Decimal]
D = KeadaanDana


class AksiDana(NamedTuple):
    """One action with its money per year of the plan."""

    pk: UUID
    uraian: str
    bidang: str
    opd: str
    pagu: PerTahun
    kebutuhan: PerTahun

    @property
    def kurang(self) -> dict[int, Decimal]:
        """The gap of each year whose need is known."""
        return {t: max(n - self.pagu.get(t, NOL), NOL) for t, n in self.kebutuhan.items()}

    @property
    def jumlah_pagu(self) -> Decimal:
        """Budget of all years."""
        return sum(self.pagu.values(), NOL)

    @property
    def jumlah_kebutuhan(self) -> Decimal:
        """Need of all years in which it is known."""
        return sum(self.kebutuhan.values(), NOL)

    @property
    def jumlah_kurang(self) -> Decimal:
        """Gap of all years: what is too much in one year does not fill another."""
        return sum(self.kurang.values(), NOL)

    @property
    def keadaan(self) -> KeadaanDana:
        """How far the budget covers the need."""
        if not self.jumlah_pagu:
            return D.TANPA
        if self.jumlah_kurang:
            return D.SEBAGIAN
        return D.CUKUP if self.kebutuhan else D.BELUM_DIISI


class Potongan(NamedTuple):
    """One line of a cut: need, budget and gap."""

    label: str
    kebutuhan: Decimal
    pagu: Decimal
    kurang: Decimal


@dataclass(frozen=True)
class Pendanaan:
    """The whole page. ``sumber`` has the budget alone: a need has no source yet."""

    aksi: list[AksiDana]
    per_tahun: list[Potongan]
    per_bidang: list[Potongan]
    per_opd: list[Potongan]
    sumber: list[BarisJumlah]
    semua: Potongan

    def menurut(self, *keadaan: KeadaanDana) -> list[AksiDana]:
        """Return the actions in one of these states, the widest gap first."""
        terpilih = [a for a in self.aksi if a.keadaan in keadaan]
        return sorted(terpilih, key=lambda a: -a.jumlah_kurang)

    @property
    def tanpa(self) -> list[AksiDana]:
        """The actions without any budget."""
        return self.menurut(D.TANPA)

    @property
    def sebagian(self) -> list[AksiDana]:
        """The actions whose budget falls short in some year."""
        return self.menurut(D.SEBAGIAN)

    @property
    def belum_diisi(self) -> int:
        """How many actions do not say what they need."""
        return sum(not a.kebutuhan for a in self.aksi)


def susun(user: Any, rad: Rad) -> Pendanaan:
    """Return the funding of what *user* may read of *rad*. Four queries."""
    semua = Aksi.objects.untuk(user).berlaku().filter(rad=rad)
    kolom = ("pk", "uraian", "bidang", "penanggung_jawab__nama")
    baris = list(semua.urut_matriks().values_list(*kolom))
    pk = semua.order_by().values("pk")
    pagu = _per_tahun(
        Anggaran.objects.filter(aksi__in=pk).order_by().values_list("aksi", "tahun")
        .annotate(n=Sum("pagu"))
    )  # fmt: skip
    butuh = _per_tahun(
        Kebutuhan.objects.untuk(user).filter(aksi__in=pk).order_by()
        .values_list("aksi", "tahun", "jumlah")
    )  # fmt: skip
    aksi = [
        AksiDana(k, uraian, label_bidang(bidang), opd, pagu.get(k, {}), butuh.get(k, {}))
        for k, uraian, bidang, opd in baris
    ]
    return rangkum(aksi, rad.tahun, ringkas(sel_aksi(semua), rad.tahun).sumber)


def _per_tahun(baris: Iterable[tuple[UUID, int, Decimal]]) -> dict[UUID, dict[int, Decimal]]:
    hasil: dict[UUID, dict[int, Decimal]] = defaultdict(dict)
    for pk, tahun, jumlah in baris:
        hasil[pk][tahun] = jumlah
    return hasil


def rangkum(aksi: list[AksiDana], tahun: Sequence[int], sumber: list[BarisJumlah]) -> Pendanaan:
    """Add *aksi* up in every cut. A year outside the plan gets a line of its own: no amount is
    ever left out of a total."""
    semua_tahun = sorted({*tahun, *(t for a in aksi for t in (*a.pagu, *a.kebutuhan))})
    return Pendanaan(
        aksi=aksi,
        per_tahun=[_tahun(aksi, t) for t in semua_tahun],
        per_bidang=_per(aksi, "bidang"),
        per_opd=sorted(_per(aksi, "opd"), key=lambda p: p.label),
        sumber=sumber,
        semua=_potongan("Jumlah", aksi),
    )


def _tahun(aksi: list[AksiDana], t: int) -> Potongan:
    return Potongan(
        str(t),
        sum((a.kebutuhan.get(t, NOL) for a in aksi), NOL),
        sum((a.pagu.get(t, NOL) for a in aksi), NOL),
        sum((a.kurang.get(t, NOL) for a in aksi), NOL),
    )


def _per(aksi: list[AksiDana], kolom: str) -> list[Potongan]:
    kelompok: dict[str, list[AksiDana]] = defaultdict(list)
    for a in aksi:
        kelompok[getattr(a, kolom)].append(a)
    return [_potongan(label, anggota) for label, anggota in kelompok.items()]


def _potongan(label: str, aksi: list[AksiDana]) -> Potongan:
    return Potongan(
        label,
        sum((a.jumlah_kebutuhan for a in aksi), NOL),
        sum((a.jumlah_pagu for a in aksi), NOL),
        sum((a.jumlah_kurang for a in aksi), NOL),
    )
