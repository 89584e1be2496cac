"""Order of dates and age at the incident (R03).

The incident may be known by its year only (an int) or not at all (None). Where a birth or an
incident is known by the year, the age is one of two numbers; the lower one is taken. So whoever
may have been under 18 counts as a child, and gets the protection of one; the age bands lean half
a year to the young side by that choice.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kasus.enums_orang import KelompokUsia

WIB = ZoneInfo("Asia/Jakarta")
USIA_DEWASA = 18
TAHUN_TERTUA = 1900

_BATAS_ATAS: tuple[tuple[int, KelompokUsia], ...] = (
    (5, KelompokUsia.U0_5),
    (12, KelompokUsia.U6_12),
    (17, KelompokUsia.U13_17),
    (24, KelompokUsia.U18_24),
    (44, KelompokUsia.U25_44),
    (59, KelompokUsia.U45_59),
)

Kejadian = date | int | None


def hari_wib(nilai: date | datetime) -> date:
    """Return the calendar day in WIB; a datetime must be aware (ValueError otherwise)."""
    if not isinstance(nilai, datetime):
        return nilai
    if nilai.utcoffset() is None:
        raise ValueError("Waktu harus berzona.")
    return nilai.astimezone(WIB).date()


def tambah_tahun(tanggal: date, tahun: int) -> date:
    """Return the same day `tahun` years later; 29 February becomes 1 March in a common year."""
    try:
        return tanggal.replace(year=tanggal.year + tahun)
    except ValueError:
        return date(tanggal.year + tahun, 3, 1)


def urutan_tanggal(kejadian: Kejadian, lapor: date, dicatat: date) -> list[tuple[str, str]]:
    """Return the problems in kejadian ≤ lapor ≤ dicatat as (field, sentence) (R03).

    `dicatat` is the day of entry. An unknown incident has no order; a year has one by its year.
    """
    masalah: list[tuple[str, str]] = []
    hari_lapor, hari_catat = hari_wib(lapor), hari_wib(dicatat)
    if hari_lapor > hari_catat:
        masalah.append(("tanggal_lapor", "Tanggal lapor tidak boleh sesudah tanggal pencatatan."))
    if isinstance(kejadian, int):
        if kejadian > hari_lapor.year:
            masalah.append(("tahun_kejadian", "Tahun kejadian tidak boleh sesudah tanggal lapor."))
        elif kejadian < TAHUN_TERTUA:
            masalah.append(("tahun_kejadian", "Tahun kejadian terlalu lampau."))
    elif kejadian is not None:
        hari_kejadian = hari_wib(kejadian)
        if hari_kejadian > hari_lapor:
            masalah.append(
                ("tanggal_kejadian", "Tanggal kejadian tidak boleh sesudah tanggal lapor.")
            )
        elif hari_kejadian.year < TAHUN_TERTUA:
            masalah.append(("tanggal_kejadian", "Tanggal kejadian terlalu lampau."))
    return masalah


def _selisih(pada: date | int, lahir: date | int) -> int:
    """Return the lowest age the two can mean; below zero: born after `pada`."""
    if isinstance(pada, int) and isinstance(lahir, date):
        # The year began before the birthday, except for who was born on 1 January.
        return pada - lahir.year - (0 if (lahir.month, lahir.day) == (1, 1) else 1)
    if isinstance(lahir, int):
        return (pada if isinstance(pada, int) else pada.year) - lahir - 1
    assert isinstance(pada, date)  # noqa: S101  (narrowing)
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))


def usia_saat(
    kejadian: Kejadian,
    lahir: date | None = None,
    tahun_lahir: int | None = None,
    usia_dilaporkan: int | None = None,
    lapor: date | None = None,
) -> int | None:
    """Return the age at the incident, the lowest that the facts allow; None: not known (R03).

    The date of birth goes before the year of birth, and both before `usia_dilaporkan`, the age
    **at the incident** as told. When the incident is not known, `lapor` bounds the age from
    above: who was a child when reporting was one at the incident; of anybody else only
    `usia_dilaporkan` tells. Born after the incident: None.
    """
    dasar: date | int | None = hari_wib(lahir) if lahir is not None else tahun_lahir
    saat: date | int | None = hari_wib(kejadian) if isinstance(kejadian, date) else kejadian
    if dasar is not None and saat is not None:
        tahun_sama = _tahun(saat) == _tahun(dasar)
        usia = _selisih(saat, dasar)
        if usia < 0 and tahun_sama and (isinstance(saat, int) or isinstance(dasar, int)):
            return 0
        return usia if usia >= 0 else None
    if dasar is not None and lapor is not None:
        # One year more than the lowest, for the bound must hold from above.
        paling_tua = _selisih(hari_wib(lapor), dasar) + (1 if isinstance(dasar, int) else 0)
        if 0 <= paling_tua < USIA_DEWASA:
            return paling_tua if usia_dilaporkan is None else min(paling_tua, usia_dilaporkan)
    return usia_dilaporkan


def _tahun(nilai: date | int) -> int:
    return nilai if isinstance(nilai, int) else nilai.year


def adalah_anak(usia: int | None) -> bool:
    """Whether the person is known to be a child (<18) at the incident; unknown is no."""
    return usia is not None and usia < USIA_DEWASA


def mungkin_anak(usia: int | None) -> bool:
    """Whether the person is or may be a child: protections ask this, statistics do not."""
    return usia is None or usia < USIA_DEWASA


def kelompok_usia(usia: int | None) -> KelompokUsia:
    """Return the age band, stored as a snapshot (R03); ValueError below zero."""
    if usia is None:
        return KelompokUsia.NA
    if usia < 0:
        raise ValueError("Usia tidak boleh kurang dari nol.")
    return next((k for batas, k in _BATAS_ATAS if usia <= batas), KelompokUsia.U60)
