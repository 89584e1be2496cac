"""How urgent a warning is: the written rule that proposes a grade, and what each grade demands.

A person decides; the rule only makes two verifiers start from the same place. Unknown is never a
reason to lower: a sign that nobody can judge yet may be the one that matters.
"""

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pokja.enums_dini import JenisTanda, Keandalan, Kredibilitas, Tahu, TingkatPeringatan

TINGKAT = tuple(TingkatPeringatan)
GAWAT = frozenset({JenisTanda.MASSA, JenisTanda.ANCAMAN, JenisTanda.PERUSAKAN, JenisTanda.BENTROK})
LEMAH_SUMBER = frozenset({Keandalan.D, Keandalan.E})
LEMAH_ISI = frozenset({Kredibilitas.EMPAT, Kredibilitas.LIMA})


@dataclass(frozen=True)
class Usulan:
    """A proposed grade and, in words, why."""

    tingkat: TingkatPeringatan
    alasan: tuple[str, ...]


def usulkan(
    *, tanda: str, berlangsung: str, terpapar: str, keandalan: str, kredibilitas: str
) -> Usulan:
    """Propose the grade of a warning.

    Start at kuning; at jingga where there is force or a threat of it. One grade up where it goes
    on now, one up where women or children are exposed. One grade down for a source that is not to
    be trusted (D, E), one down for content that is doubtful (4, 5). "Tidak tahu", F and 6 move
    nothing. What goes on now never falls below kuning; merah is the highest, hijau the lowest.
    """
    gawat = tanda in GAWAT
    alasan = [
        f"{JenisTanda(tanda).label}: mulai dari {'jingga' if gawat else 'kuning'}.",
    ]
    angka = 2 if gawat else 1
    for benar, langkah, kalimat in (
        (berlangsung == Tahu.YA, 1, "Berlangsung sekarang: naik satu tingkat."),
        (terpapar == Tahu.YA, 1, "Perempuan atau anak terpapar: naik satu tingkat."),
        (keandalan in LEMAH_SUMBER, -1, f"Sumber bernilai {keandalan}: turun satu tingkat."),
        (kredibilitas in LEMAH_ISI, -1, f"Isi bernilai {kredibilitas}: turun satu tingkat."),
    ):
        if benar:
            angka += langkah
            alasan.append(kalimat)
    if berlangsung == Tahu.YA and angka < 1:
        angka = 1
        alasan.append("Yang sedang berlangsung paling rendah kuning.")
    if Tahu.TIDAK_TAHU in (berlangsung, terpapar):
        alasan.append("Yang belum diketahui tidak menurunkan tingkat; tanyakan ke lapangan.")
    return Usulan(TINGKAT[min(max(angka, 0), len(TINGKAT) - 1)], tuple(alasan))


def batas_rencana(tingkat: str, sejak: dt.datetime, jam: Mapping[str, int]) -> dt.datetime:
    """Return until when the response must be planned: *jam* has the hours of each grade, counted
    round the clock from *sejak* (the verification)."""
    return sejak + dt.timedelta(hours=jam[tingkat])


def median_lama(semua: Iterable[dt.timedelta | None]) -> dt.timedelta | None:
    """Return the median of the durations that are known; None where there is none."""
    detik = [satu.total_seconds() for satu in semua if satu is not None]
    return dt.timedelta(seconds=statistics.median(detik)) if detik else None
