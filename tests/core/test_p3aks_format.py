"""Template filters: what a page or a document snapshot holds, as people read it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

D = Decimal


def render(sumber: str, **konteks) -> str:
    return Template("{% load p3aks_format %}" + sumber).render(Context(konteks))


@pytest.mark.parametrize(
    ("saringan", "nilai", "hasil"),
    [
        ("rupiah", D("1250000"), "Rp1.250.000"),
        ("rupiah", "85000000.00", "Rp85.000.000"),
        ("rupiah", None, "–"),
        ("rupiah", "", ""),
        ("rupiah_sen", 5, "Rp5,00"),
        ("ribuan", D("1234567.00"), "1.234.567"),
        ("ribuan", "85000000.00", "85.000.000"),
        ("ribuan", -5000, "(5.000)"),
        ("ribuan", None, ""),
        ("ribuan", 0, "0"),
        ('ribuan:"–"', "0.00", "–"),
        ('ribuan:"–"', 7, "7"),
        ("angka", D("35.50"), "35,5"),
        ("angka", "0.0550", "0,055"),
        ("persen", D("87.27"), "87,27%"),
        ("terbilang", 2026, "dua ribu dua puluh enam"),
        ("terbilang", None, "–"),
        ("angka_terbilang", 3, "3 (tiga)"),
        ("angka_terbilang", None, "–"),
        ("tanggal", date(2026, 11, 22), "22 November 2026"),
        ("tanggal", "2026-11-22", "22 November 2026"),
        ("tanggal_hari", date(2026, 11, 22), "Minggu, 22 November 2026"),
        ("waktu", datetime(2026, 11, 22, 2, tzinfo=UTC), "09.00 WIB"),
        ("tanggal_waktu", "2026-11-21T18:30:00+00:00", "22 November 2026 pukul 01.30 WIB"),
        ("tanggal_waktu", None, "–"),
        ("romawi", 4, "IV"),
        ("romawi", None, "–"),
    ],
)
def test_saringan_templat(saringan, nilai, hasil):
    assert render("{{ nilai|" + saringan + " }}", nilai=nilai) == hasil


def test_saringan_menolak_teks_yang_bukan_bilangan():
    with pytest.raises(ValueError, match="kanonis"):
        render("{{ nilai|rupiah }}", nilai="Rp5.000")
