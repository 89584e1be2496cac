"""Time standards and due times (R12).

The standards differ by regency, so `BAWAAN` only fills the table a unit then edits. The clock
starts at `mulai` and never pauses: waiting for an answer, a guardian or a budget is still time in
which somebody waits for help.

Working time is Monday to Friday, 07.30–16.00 WIB, without the days in `libur`. Eight hours or
fewer are real working hours. More is written in days of 24: "72 jam kerja" is 3 hari kerja and
ends when the third working day ends. The day of receipt is not counted, as with any term in
working days: received on Monday, due on Thursday at 16.00; received on Saturday, due on Wednesday.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices

from kasus.aturan.waktu import WIB
from kasus.enums_layanan import TingkatRisiko

BUKA, TUTUP = time(7, 30), time(16, 0)
SABTU = 5
JAM_KERJA_MAKS = 8
JAM_SEHARI = 24

_BELUM_ADA_SK = "Belum ada SK; acuan "


class Langkah(TextChoices):
    """A step with a clock."""

    RESPONS = "RESPONS", "Tanggapan pertama"
    PENJANGKAUAN = "PENJANGKAUAN", "Penjangkauan"
    TINDAK_LANJUT = "TINDAK_LANJUT", "Tindak lanjut laporan"
    KRISIS = "KRISIS", "Intervensi krisis"
    RUJUKAN_PATBM = "RUJUKAN_PATBM", "Rujukan dari PATBM"
    PENAMPUNGAN = "PENAMPUNGAN", "Penampungan sementara"
    PERLINDUNGAN = "PERLINDUNGAN", "Perlindungan sementara kepolisian (KDRT)"
    ASESMEN = "ASESMEN", "Asesmen biopsikososial"


@dataclass(frozen=True)
class Standar:
    """One row: how long a step may take at a risk level ("" = any).

    `dasar` is the SK, or what the number leans on while there is none. `terverifikasi` is False
    where no published standard was found for the number.
    """

    langkah: str
    risiko: str
    jam: int
    hari_kerja: bool
    dasar: str
    terverifikasi: bool = True


# ASESMEN has no row: no standard was found, and a made-up one would count as a breach.
BAWAAN: tuple[Standar, ...] = (
    Standar(
        Langkah.RESPONS,
        TingkatRisiko.TINGGI,
        1,
        False,
        _BELUM_ADA_SK + "standar layanan: seketika. Angka 1 jam adalah usulan, belum diverifikasi.",
        terverifikasi=False,
    ),
    Standar(
        Langkah.RESPONS,
        TingkatRisiko.SEDANG,
        6,
        False,
        _BELUM_ADA_SK + "standar layanan: sekitar 6 jam sejak laporan.",
    ),
    Standar(
        Langkah.RESPONS,
        TingkatRisiko.RENDAH,
        24,
        False,
        _BELUM_ADA_SK + "usulan 24 jam, belum diverifikasi.",
        terverifikasi=False,
    ),
    Standar(
        Langkah.PENJANGKAUAN,
        "",
        12,
        False,
        _BELUM_ADA_SK + "standar pelayanan Kabupaten Aceh Utara: 12 jam sejak laporan.",
    ),
    Standar(
        Langkah.TINDAK_LANJUT,
        "",
        72,
        True,
        _BELUM_ADA_SK + "standar pelayanan Kota Probolinggo: paling lama 3 hari kerja.",
    ),
    Standar(
        Langkah.KRISIS,
        "",
        2,
        False,
        _BELUM_ADA_SK + "SOP P2TP2A Kabupaten Barito Utara: 120 menit.",
    ),
    Standar(
        Langkah.RUJUKAN_PATBM,
        "",
        24,
        False,
        _BELUM_ADA_SK + "usulan 24 jam, belum diverifikasi.",
        terverifikasi=False,
    ),
    Standar(
        Langkah.PENAMPUNGAN,
        "",
        336,
        False,
        _BELUM_ADA_SK + "PermenPPPA 2/2022: penampungan sementara paling lama 14 hari.",
    ),
    Standar(
        Langkah.PERLINDUNGAN,
        "",
        24,
        False,
        "UU 23/2004 Pasal 16: 1×24 jam sejak laporan; belum diverifikasi.",
        terverifikasi=False,
    ),
)


def cari_standar(baris: Iterable[Standar], langkah: str, risiko: str) -> Standar | None:
    """Return the row for a step: of the very risk, else of any risk; None: no clock.

    While the risk is not known, the strictest row counts: not knowing gives nobody more time.
    """
    calon = [b for b in baris if b.langkah == langkah]
    if not risiko:
        return min(calon, key=lambda b: (b.hari_kerja, b.jam), default=None)
    tepat = [b for b in calon if b.risiko == risiko] or [b for b in calon if not b.risiko]
    return tepat[0] if tepat else None


def jam_sah(jam: int, kerja: bool) -> bool:
    """Whether a duration can be counted: working time is up to 8 hours, or in days of 24."""
    if jam < 0:
        return False
    return not kerja or jam <= JAM_KERJA_MAKS or jam % JAM_SEHARI == 0


def batas(
    mulai: datetime, jam: int, kerja: bool = False, libur: Collection[date] = frozenset()
) -> datetime:
    """Return when a step is due, in WIB; the module docstring says how working time counts.

    ValueError for a naive time, or for a duration that `jam_sah` refuses.
    """
    if mulai.utcoffset() is None:
        raise ValueError("Waktu mulai harus berzona.")
    if not jam_sah(jam, kerja):
        raise ValueError("Jam kerja paling lama 8, atau kelipatan 24 (1 hari kerja = 24).")
    awal = mulai.astimezone(WIB)
    if not kerja:
        return awal + timedelta(hours=jam)
    if jam > JAM_KERJA_MAKS:
        return _akhir_hari_kerja(awal, jam // JAM_SEHARI, libur)
    return _tambah_jam_kerja(awal, timedelta(hours=jam), libur)


def batas_standar(
    mulai: datetime, standar: Standar, libur: Collection[date] = frozenset()
) -> datetime:
    """Return when a step with this standard is due."""
    return batas(mulai, standar.jam, standar.hari_kerja, libur)


def terlambat(batas: datetime, selesai: datetime | None, kini: datetime) -> bool:
    """Whether the step was done after its due time, or is still open past it."""
    return (selesai or kini) > batas


def hari_kerja(hari: date, libur: Collection[date] = frozenset()) -> bool:
    """Whether the office works on that day."""
    return hari.weekday() < SABTU and hari not in libur


def _akhir_hari_kerja(awal: datetime, jumlah: int, libur: Collection[date]) -> datetime:
    hari = awal.date()
    for _ in range(jumlah):
        hari = _hari_kerja_berikut(hari, libur)
    return datetime.combine(hari, TUTUP, WIB)


def _hari_kerja_berikut(hari: date, libur: Collection[date]) -> date:
    hari += timedelta(days=1)
    while not hari_kerja(hari, libur):
        hari += timedelta(days=1)
    return hari


def _tambah_jam_kerja(awal: datetime, sisa: timedelta, libur: Collection[date]) -> datetime:
    hari = awal.date()
    if not hari_kerja(hari, libur) or awal.time() >= TUTUP:
        hari = _hari_kerja_berikut(hari, libur)
    saat = max(awal, datetime.combine(hari, BUKA, WIB))
    tersisa = datetime.combine(hari, TUTUP, WIB) - saat
    if sisa > tersisa:  # at most 8 of 8.5 hours: the next working day always holds the rest
        hari = _hari_kerja_berikut(hari, libur)
        return datetime.combine(hari, BUKA, WIB) + (sisa - tersisa)
    return saat + sisa
