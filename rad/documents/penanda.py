"""What the tags of a plan add up to. An action may carry several, so sums per tag overlap."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Sum

from rad.documents.ringkas import label_bidang
from rad.enums_selaras import KlusterKla, Penanda
from rad.models import Aksi, PenandaAksi, Rad

NOL = Decimal(0)


class BarisPenanda(NamedTuple):
    """One line of a table: ``per_tahun`` pairs each year with its amount."""

    label: str
    per_tahun: list[tuple[int, Decimal]]
    jumlah: Decimal


class PotonganPenanda(NamedTuple):
    """One tag: how many actions, and the budget per year, in all and by field and institution."""

    penanda: Penanda
    jumlah_aksi: int
    semua: BarisPenanda
    bidang: list[BarisPenanda]
    opd: list[BarisPenanda]
    kluster: list[tuple[str, int]]


def susun(user: Any, rad: Rad) -> list[PotonganPenanda]:
    """Return every tag with its sums over what *user* may read of *rad*. Two queries."""
    baris = PenandaAksi.objects.filter(aksi__in=_aksi(user, rad)).order_by()
    hitung = list(baris.values_list("jenis", "kluster").annotate(n=Count("pk")))
    uang: dict[str, list[Any]] = defaultdict(list)
    for jenis, *sel in baris.values_list(
        "jenis", "aksi__bidang", "aksi__penanggung_jawab__nama", "aksi__anggaran__tahun"
    ).annotate(n=Sum("aksi__anggaran__pagu")):
        if sel[-1] is not None:
            uang[jenis].append(sel)
    return [
        _potongan(p, [(k, n) for j, k, n in hitung if j == p], uang[p], rad.tahun) for p in Penanda
    ]


def _aksi(user: Any, rad: Rad) -> Any:
    return Aksi.objects.untuk(user).berlaku().filter(rad=rad).order_by().values("pk")


def _potongan(
    penanda: Penanda, hitung: list[tuple[str, int]], sel: list[Any], tahun: Sequence[int]
) -> PotonganPenanda:
    jumlah: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for bidang, opd, t, n in sel:
        for kunci in (("", "Jumlah"), ("bidang", label_bidang(bidang)), ("opd", opd)):
            jumlah[kunci][t] += n

    # A year outside the plan gets a column of its own: no amount is left out.
    kolom = sorted({*tahun, *(t for _, _, t, _ in sel)})

    def baris(jenis: str, label: str) -> BarisPenanda:
        isi = jumlah[jenis, label]
        per_tahun = [(t, isi[t]) for t in kolom]
        return BarisPenanda(label, per_tahun, sum(isi.values(), NOL))

    def tabel(jenis: str) -> list[BarisPenanda]:
        return [baris(j, label) for j, label in sorted(jumlah) if j == jenis]

    bidang, opd = tabel("bidang"), tabel("opd")
    kluster = [(str(KlusterKla(k).label) if k else "Tanpa kluster", n) for k, n in sorted(hitung)]
    return PotonganPenanda(
        penanda,
        sum(n for _, n in hitung),
        baris("", "Jumlah"),
        bidang,
        opd,
        kluster if penanda == Penanda.KLA else [],
    )
