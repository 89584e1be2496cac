"""Template filters for Indonesian numbers, money, dates: thin shells of `p3aks.core.formatting`.

They take what a view or a document snapshot holds: `Decimal` and `int`, canonical decimal text
("85000000.00"), dates, aware datetimes (shown in the current time zone) and ISO 8601 text. None
is written "–", empty text stays empty; any other text is a programming error and raises.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import timezone

from p3aks.core import formatting

register = template.Library()

Bilangan = Decimal | int | str | None
Saat = date | datetime | str | None

_KANONIS = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _bilangan(nilai: Bilangan) -> Decimal | int | None:
    """Return canonical decimal text as Decimal, everything else as it is."""
    if isinstance(nilai, str):
        if not _KANONIS.fullmatch(nilai):
            raise ValueError(f"Bukan bilangan kanonis: {nilai!r}")
        return Decimal(nilai)
    return nilai


def _saat(nilai: Saat) -> date | datetime | None:
    """Return ISO text as date or local datetime, an aware datetime in the current zone."""
    if isinstance(nilai, str):
        nilai = date.fromisoformat(nilai) if len(nilai) == 10 else datetime.fromisoformat(nilai)
    if isinstance(nilai, datetime) and timezone.is_aware(nilai):
        return timezone.localtime(nilai)
    return nilai


def _tulis(nilai: object, baca: Callable, tulis: Callable[..., str], **pilihan: bool) -> str:
    """Apply `tulis` to `nilai`, leaving empty text empty."""
    return "" if nilai == "" else tulis(baca(nilai), **pilihan)


@register.filter
def rupiah(nilai: Bilangan) -> str:
    """Write "Rp1.250.000"; sen only when there are any."""
    return _tulis(nilai, _bilangan, formatting.rupiah)


@register.filter
def rupiah_sen(nilai: Bilangan) -> str:
    """Write "Rp1.250.000,00"."""
    return _tulis(nilai, _bilangan, formatting.rupiah, sen=True)


@register.filter
def ribuan(nilai: Bilangan, nol: str = "0") -> str:
    """Write "1.234.567" for a table of amounts: no Rp, None empty, zero as `nol` ("0").

    `{{ pagu|ribuan:"–" }}` shows a dash for zero. Negative amounts stand in brackets.
    """
    if nilai is None or nilai == "":
        return ""
    jumlah = _bilangan(nilai)
    return nol if jumlah == 0 else formatting.rupiah(jumlah).replace("Rp", "", 1)


@register.filter
def angka(nilai: Bilangan) -> str:
    """Write "1.234,5", without trailing zeros."""
    return _tulis(nilai, _bilangan, formatting.angka)


@register.filter
def persen(nilai: Bilangan) -> str:
    """Write a percentage with two decimals: "87,27%"."""
    return _tulis(nilai, _bilangan, formatting.persen)


@register.filter
def terbilang(nilai: Bilangan) -> str:
    """Spell a number: "dua ribu dua puluh enam"."""
    return formatting.KOSONG if nilai is None else _tulis(nilai, _bilangan, formatting.terbilang)


@register.filter
def angka_terbilang(nilai: Bilangan) -> str:
    """Write a number for normative text: "3 (tiga)"."""
    if nilai is None:
        return formatting.KOSONG
    return _tulis(nilai, _bilangan, formatting.angka_terbilang)


@register.filter
def tanggal(nilai: Saat) -> str:
    """Write "22 November 2026"."""
    return _tulis(nilai, _saat, formatting.tanggal)


@register.filter
def tanggal_hari(nilai: Saat) -> str:
    """Write "Minggu, 22 November 2026"."""
    return _tulis(nilai, _saat, formatting.tanggal, hari=True)


@register.filter
def waktu(nilai: Saat) -> str:
    """Write "09.00 WIB"."""
    return _tulis(nilai, _saat, formatting.waktu)


@register.filter
def tanggal_waktu(nilai: Saat) -> str:
    """Write "22 November 2026 pukul 09.00 WIB"."""
    return _tulis(nilai, _saat, formatting.tanggal_waktu)


@register.filter
def lama(nilai: timedelta) -> str:
    """Write "3 jam 30 menit"."""
    return formatting.lama(nilai)


@register.filter
def romawi(nilai: int | str | None) -> str:
    """Write a positive whole number in Roman numerals: "IV"."""
    return formatting.KOSONG if nilai is None else _tulis(nilai, int, formatting.romawi)
