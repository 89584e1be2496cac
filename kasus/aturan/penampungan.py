"""The fourteen days of temporary shelter (R13).

The day of entry is day 1. Day 10 warns, day 14 demands a further referral or a signed extension,
and from day 15 on a stay without either is red.
"""

from datetime import date

from django.db.models import TextChoices

HARI_PERINGATAN = 10
HARI_MAKS = 14


class KeadaanPenampungan(TextChoices):
    """How a stay stands on a given day."""

    AMAN = "AMAN", "Dalam batas waktu"
    PERINGATAN = "PERINGATAN", "Mendekati atau melewati 14 hari, perlu dipantau"
    WAJIB_RUJUK = "WAJIB_RUJUK", "Hari terakhir: rujuk lanjutan atau perpanjang"
    MERAH = "MERAH", "Melewati batas tanpa rujukan atau perpanjangan"
    SELESAI = "SELESAI", "Sudah keluar"


def hari_ke(masuk: date, hari: date) -> int:
    """Return which day of the stay `hari` is; 1 on the day of entry, 0 or less before it."""
    return (hari - masuk).days + 1


def keadaan(
    masuk: date,
    hari_ini: date,
    keluar: date | None = None,
    rujukan_lanjutan: date | None = None,
    perpanjangan: date | None = None,
) -> KeadaanPenampungan:
    """Return the state of a stay on `hari_ini` (R13).

    `rujukan_lanjutan`: the date of the onward referral, which covers the stay from then on.
    `perpanjangan`: the last day of a **signed** extension; that day demands anew, and the day
    after is red. A covered stay past day 10 stays PERINGATAN: nobody forgets it.
    """
    if keluar is not None and keluar <= hari_ini:
        return KeadaanPenampungan.SELESAI
    hari = hari_ke(masuk, hari_ini)
    if hari < HARI_PERINGATAN:
        return KeadaanPenampungan.AMAN
    if rujukan_lanjutan is not None and rujukan_lanjutan <= hari_ini:
        return KeadaanPenampungan.PERINGATAN
    terakhir = max(HARI_MAKS, hari_ke(masuk, perpanjangan) if perpanjangan else 0)
    if hari < terakhir:
        return KeadaanPenampungan.PERINGATAN
    return KeadaanPenampungan.WAJIB_RUJUK if hari == terakhir else KeadaanPenampungan.MERAH


def lama(masuk: date, hari_ini: date, keluar: date | None = None) -> int:
    """Return the days of the stay so far, or altogether."""
    return max(0, hari_ke(masuk, min(keluar, hari_ini) if keluar else hari_ini))
