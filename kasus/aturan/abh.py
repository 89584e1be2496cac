"""Child in contact with the law: the status of a person under 18 at the incident (R08)."""

from kasus.aturan.waktu import USIA_DEWASA
from kasus.enums_orang import StatusAnak

USIA_PIDANA_ANAK = 12  # UU 11/2012: an offender is 12 or older


def periksa_abh(status: str, usia: int | None) -> list[str]:
    """Return the error of a child's status given to an adult (R08).

    Holds for victim, alleged perpetrator and witness alike. An unknown age is no error: whoever
    may be a child is treated as one.
    """
    if status in ("", StatusAnak.BUKAN) or usia is None or usia < USIA_DEWASA:
        return []
    return [
        f"Status “{StatusAnak(status).label}” hanya untuk orang di bawah 18 tahun "
        f"saat kejadian; umur yang tercatat {usia} tahun."
    ]


def catatan_abh(status: str, usia: int | None) -> list[str]:
    """Return advice that stops nothing."""
    if status in ("", StatusAnak.BUKAN):
        return []
    catatan = []
    if usia is None:
        catatan.append("Umur saat kejadian belum diketahui; perlakukan sebagai anak.")
    if status == StatusAnak.PELAKU:
        catatan.append("Hubungi Bapas untuk pendampingan anak.")
        if usia is not None and usia < USIA_PIDANA_ANAK:
            catatan.append("Anak di bawah 12 tahun tidak diproses pidana (UU 11/2012 Pasal 21).")
    return catatan


def adalah_abh(status: str, usia: int | None) -> bool:
    """Whether the person counts as ABH: a status, and not known to be an adult."""
    return status not in ("", StatusAnak.BUKAN) and (usia is None or usia < USIA_DEWASA)
