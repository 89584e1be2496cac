"""How long things took, in calendar days, counted by the database: how many cases per number of
days, never one row per case."""

from collections import Counter
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    DateTimeField,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.utils import timezone

from kasus.models import Kasus, Layanan

ALASAN = "lama waktu kasus yang sudah disaring"
HARI_LAMBAT = 30  # a report that came later than this is one whose traces are gone
SEHARI = 24 * 60 * 60


class Lama(NamedTuple):
    """How long something took: days in the middle and at most, in how many of all cases."""

    judul: str
    median: float | None
    terlama: int | None
    dari: int
    semua: int


class Hari(Func):
    """The number of a day, counted from 1970; of a moment, the day it is here (WIB has no summer
    time). Written in the database's own words: Django's would call Python once per row."""

    output_field = IntegerField()

    def __init__(self, isi: Any, *, saat: bool) -> None:
        super().__init__(isi, output_field=IntegerField())
        self.saat = saat

    def as_sqlite(self, compiler: Any, connection: Any, **lain: Any) -> Any:
        """Return seconds since 1970, moved to local time, in whole days."""
        geser = timezone.localtime().utcoffset() if self.saat else None
        detik = int(geser.total_seconds()) if geser else 0
        templat = f"((CAST(strftime('%%%%s', %(expressions)s) AS INTEGER) + {detik}) / {SEHARI})"
        return super().as_sql(compiler, connection, template=templat, **lain)

    def as_postgresql(self, compiler: Any, connection: Any, **lain: Any) -> Any:
        """Return the difference of two dates, which is a number there."""
        zona = timezone.get_current_timezone_name()
        setempat = f"((%(expressions)s) AT TIME ZONE '{zona}')::date"
        templat = f"({setempat if self.saat else '%(expressions)s'} - DATE '1970-01-01')"
        return super().as_sql(compiler, connection, template=templat, **lain)


def susun(kasus: QuerySet[Kasus], semua: int) -> tuple[list[Lama], Counter[int]]:
    """Return the two lengths of *kasus* (of which there are *semua*), and the days from incident
    to report with the number of cases of each. Two queries."""
    lapor = _per_hari(
        kasus.filter(tanggal_kejadian__isnull=False),
        Hari(F("tanggal_lapor"), saat=True) - Hari(F("tanggal_kejadian"), saat=False),
    )
    pertama = (
        Layanan.objects.sistem(ALASAN)
        .filter(korban__kasus=OuterRef("pk"))
        .order_by()
        .values("korban__kasus")
        .annotate(pertama=Min("pada"))
        .values("pertama")
    )
    layanan = _per_hari(
        kasus,
        Hari(Subquery(pertama, output_field=DateTimeField()), saat=True)
        - Hari(F("tanggal_lapor"), saat=True),
    )
    return [
        _satu("Dari kejadian sampai dilaporkan", lapor, semua),
        _satu("Dari laporan sampai layanan pertama", layanan, semua),
    ], lapor


def lambat(lapor: Counter[int]) -> int:
    """Return in how many of these the report came more than 30 days after the incident."""
    return sum(n for hari, n in lapor.items() if hari > HARI_LAMBAT)


def _per_hari(kasus: QuerySet[Kasus], hari: Any) -> Counter[int]:
    isi = kasus.annotate(hari=hari).values_list("hari").annotate(n=Count("pk"))
    return Counter({hari: n for hari, n in isi if hari is not None})


def _satu(judul: str, per_hari: Counter[int], semua: int) -> Lama:
    n = per_hari.total()
    if not n:
        return Lama(judul, None, None, 0, semua)
    tengah = (_ke(per_hari, (n - 1) // 2) + _ke(per_hari, n // 2)) / 2
    return Lama(judul, tengah, max(per_hari), n, semua)


def _ke(per_hari: Counter[int], letak: int) -> int:
    """Return the days that stand at *letak* (from 0) when all are put in order."""
    for hari in sorted(per_hari):
        letak -= per_hari[hari]
        if letak < 0:
            return hari
    raise IndexError(letak)
