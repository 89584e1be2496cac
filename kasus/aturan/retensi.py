"""How long a case file is kept (R33).

No retention schedule (JRA) for these files is published; these are the defaults until the region
fixes one. A legal process holds everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kasus.aturan.waktu import USIA_DEWASA, tambah_tahun

TAHUN_SIMPAN = 10


@dataclass(frozen=True)
class SubjekRetensi:
    """One person whose age at the incident matters: a victim, or a child of any standing.

    `kejadian`: the latest day the incident can have been (a year: its 31 December).
    """

    anak: bool
    lahir: date | None = None
    tahun_lahir: int | None = None
    usia: int | None = None
    kejadian: date | None = None


def lahir_paling_akhir(subjek: SubjekRetensi) -> date | None:
    """Return the latest possible date of birth: in doubt a file is kept longer, not shorter."""
    if subjek.lahir is not None:
        return subjek.lahir
    if subjek.tahun_lahir is not None:
        return date(subjek.tahun_lahir, 12, 31)
    if subjek.kejadian is not None:
        return tambah_tahun(subjek.kejadian, -(subjek.usia or 0))
    return None


def batas_retensi(terminasi: date | None, subjek: Iterable[SubjekRetensi]) -> date | None:
    """Return the day from which a case may be anonymised; None: not yet to be told.

    Adult: 10 years after termination. Child: the later of age 18 + 10 years and 10 years after
    termination. A case with several people is kept as long as the longest. Nothing known about a
    child's birth: as if it was born on the day of termination. An open case has no date.
    """
    if terminasi is None:
        return None
    hasil = [tambah_tahun(terminasi, TAHUN_SIMPAN)]
    for s in subjek:
        if s.anak:
            lahir = lahir_paling_akhir(s) or terminasi
            hasil.append(tambah_tahun(lahir, USIA_DEWASA + TAHUN_SIMPAN))
    return max(hasil)


def halangan_anonim(
    batas: date | None, hari_ini: date, tahan_hukum: bool, disetujui_dpo: bool
) -> list[str]:
    """Return what stands against anonymising now; [] when it may be done (R33)."""
    halangan = []
    if tahan_hukum:
        halangan.append("Berkas ditahan karena proses hukum masih berjalan.")
    if batas is None:
        halangan.append("Kasus belum berakhir.")
    elif hari_ini < batas:
        halangan.append("Masa simpan belum lewat.")
    if not disetujui_dpo:
        halangan.append("Belum disetujui pejabat pelindungan data.")
    return halangan
