"""What every table of the statistics is made of: the period, its cases, counts and lines.

All counts start from the cases of a period in the reader's own scope, found through the index on
``bulan``, and go down from there by joins: what is below a case is counted where the case is, and
no query looks at a case outside the period.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils import timezone

from kasus.enums_layanan import StatusVerifikasi
from kasus.models import Kasus
from p3aks.core.charts import lebar_batang
from pokja.models import Pengguna, Wilayah

ALASAN = "statistik kasus yang ditangani"
KASUS, KORBAN, PELAKU, PASANGAN = "kasus", "korban", "terlapor", "pasangan korban dan terlapor"
# How to get from a case to one of each unit.
JALUR = {KASUS: "", KORBAN: "korban", PELAKU: "terlapor", PASANGAN: "korban__hubungan"}
TANPA_TEMPAT = "Tidak dicatat"
Hitungan = Counter[tuple[Any, ...]]


class Masa(NamedTuple):
    """A year, or one half of it (``paruh`` 1 or 2; 0 is the whole year)."""

    tahun: int
    paruh: int = 0

    @property
    def label(self) -> str:
        """``Semester I 2026`` or ``Tahun 2026``."""
        return f"Semester {'I' * self.paruh} {self.tahun}" if self.paruh else f"Tahun {self.tahun}"

    @property
    def bulan(self) -> tuple[int, int]:
        """The first and last month as ``yyyymm``."""
        awal = 7 if self.paruh == 2 else 1
        return self.tahun * 100 + awal, self.tahun * 100 + (6 if self.paruh == 1 else 12)

    @property
    def selesai(self) -> bool:
        """Whether the period is over."""
        hari = timezone.localdate()
        return hari.year * 100 + hari.month > self.bulan[1]

    @property
    def sebelumnya(self) -> "Masa":
        """The period of the same length before this one."""
        if self.paruh == 2:
            return Masa(self.tahun, 1)
        return Masa(self.tahun - 1, 2 if self.paruh else 0)


class Larik(NamedTuple):
    """One line of a table, with the length of its bar (0 to 100)."""

    label: str
    sel: list[int]
    jumlah: int
    batang: float


class Tabel(NamedTuple):
    """A table that names what it counts. ``total`` is counted, not added up."""

    kunci: str
    judul: str
    satuan: str
    kolom: list[str]
    larik: list[Larik]
    total: list[int]
    jumlah: int
    catatan: str = ""

    @property
    def baris(self) -> list[tuple[Larik, list[tuple[str, int]]]]:
        """Each line with its counts under the names of their columns."""
        return [(x, list(zip(self.kolom, x.sel, strict=True))) for x in self.larik]

    @property
    def kaki(self) -> list[tuple[str, int]]:
        """The totals under the names of their columns."""
        return list(zip(self.kolom, self.total, strict=True))

    @property
    def dijumlah(self) -> bool:
        """Whether a line adds up; what is needed and what was given do not."""
        return self.kunci != "layanan"


def kasus_masa(user: Pengguna, masa: Masa, *, terverifikasi: bool = False) -> QuerySet[Kasus]:
    """Return the cases of *masa* that *user* handles, unordered."""
    # Whoever handles a case may see it: ``untuk`` would only ask the same of each row again.
    kasus = Kasus.objects.sistem(ALASAN).ditangani(user).filter(bulan__range=masa.bulan).order_by()
    return kasus.filter(verifikasi=StatusVerifikasi.TERVERIFIKASI) if terverifikasi else kasus


def hitung(kasus: QuerySet[Kasus], jalur: str, *ruas: str, beda: bool = False) -> Hitungan:
    """Return how many rows at *jalur* below *kasus* ("": the cases) there are per combination of
    *ruas* (lookups from the case). One query. *beda*: each row once where *ruas* repeat it."""
    n = Count(jalur or "pk", distinct=True) if beda else Count("*")
    kasus = _adakan(kasus, jalur)
    return Counter({tuple(isi): n for *isi, n in kasus.values_list(*ruas).annotate(n=n)})


def jumlah(kasus: QuerySet[Kasus], jalur: str) -> int:
    """Return how many rows at *jalur* there are below *kasus*. One query."""
    return int(_adakan(kasus, jalur).aggregate(n=Count("*"))["n"])


def _adakan(kasus: QuerySet[Kasus], jalur: str) -> QuerySet[Kasus]:
    """Join the rows at *jalur*. What stands in the index of the join says that there is one: asked
    for its id, the database would fetch the row."""
    if not jalur:
        return kasus
    induk = "korban" if "__" in jalur else "kasus"
    return kasus.filter(**{f"{jalur}__{induk}__isnull": False})


def lipat(hitungan: Hitungan, *letak: int) -> Hitungan:
    """Return the same counts by the parts at *letak* alone."""
    hasil: Hitungan = Counter()
    for kunci, n in hitungan.items():
        hasil[tuple(kunci[k] for k in letak)] += n
    return hasil


def kecamatan(nilai: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return the districts with these ids as (id, name) by name; what has none comes first."""
    nama = Wilayah.objects.filter(pk__in={n for n in nilai if n}).values_list("pk", "nama")
    return [(None, TANPA_TEMPAT), *sorted(nama, key=lambda satu: satu[1])]


def silang(
    kunci: str,
    judul: str,
    satuan: str,
    hitungan: Mapping[tuple[Any, ...], int],
    baris: Iterable[tuple[Any, Any]],
    kolom: Sequence[tuple[Any, Any]] = (),
    *,
    per_baris: Hitungan | None = None,
    per_kolom: Hitungan | None = None,
    jumlah: int | None = None,
    catatan: str = "",
) -> Tabel:
    """Return a table of *baris* × *kolom* (both as (value, label)) from counts under (row, column
    parts). *per_baris*, *per_kolom*, *jumlah*: the totals, where one row of the database may stand
    in several cells; otherwise they are added up. What has no count is left out."""
    hitungan = Counter(hitungan)
    if per_baris is None:
        per_baris = lipat(hitungan, 0)
    if per_kolom is None:
        per_kolom = Counter()
        for (_, *bagian), n in hitungan.items():
            per_kolom[tuple(bagian)] += n
    semua = per_kolom.total() if jumlah is None else jumlah
    pilihan = [(k if isinstance(k, tuple) else (k,), str(label)) for k, label in kolom]
    terisi = [(k, label) for k, label in pilihan if per_kolom[k]]
    larik = [
        Larik(
            str(label), [hitungan[nilai, *k] for k, _ in terisi], per_baris[nilai,],
            lebar_batang(per_baris[nilai,], semua),
        )
        for nilai, label in baris
        if per_baris[nilai,]
    ]  # fmt: skip
    total = [per_kolom[k] for k, _ in terisi]
    return Tabel(kunci, judul, satuan, [label for _, label in terisi], larik, total, semua, catatan)
