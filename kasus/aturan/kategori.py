"""Sphere, tie to a conflict and reporting category of a victim (R05, R06, R07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kasus.enums import HubunganPelaku, KategoriPelaporan, KeterkaitanKonflik, Ranah, TempatKejadian

HARI_VERIFIKASI_DUGAAN = 14

_H = HubunganPelaku
SELALU_RUMAH_TANGGA = frozenset({_H.SUAMI_ISTRI, _H.ORANG_TUA})
BILA_SERUMAH = frozenset({_H.KELUARGA, _H.MANTAN})
BILA_PRT_MENETAP = frozenset({_H.MAJIKAN, _H.REKAN_KERJA, _H.LAINNYA})
# Places that say something about the sphere when the relation is not known.
TEMPAT_UMUM = frozenset(
    {
        TempatKejadian.TEMPAT_KERJA,
        TempatKejadian.SEKOLAH,
        TempatKejadian.FASUM,
        TempatKejadian.PENDIDIKAN_KILAT,
        TempatKejadian.PENGUNGSIAN,
    }
)


@dataclass(frozen=True)
class Pasangan:
    """One victim and one alleged perpetrator. None: not known, which is not a yes."""

    hubungan: str
    serumah: bool | None = None
    prt_menetap: bool | None = None


def adalah_kdrt(hubungan: str, serumah: bool | None, prt_menetap: bool | None) -> bool:
    """Whether a pair is within one household by UU 23/2004 Ps 2 (R05).

    - SUAMI_ISTRI, ORANG_TUA: always. Ps 2(1)a names spouse and child without asking whether they
      live together; a child includes an adopted child and a stepchild.
    - KELUARGA: when living in the household. Ps 2(1)b covers kin by blood, marriage, nursing
      (persusuan), care and guardianship only when they stay there ("yang menetap").
    - MANTAN: a former spouse is no longer "suami/istri", so never by relation alone; while still
      living in the same household the person is held there by the marriage that was (b).
    - MAJIKAN, REKAN_KERJA, LAINNYA: only when one of the two is a domestic worker who lives in
      (Ps 2(1)c, Ps 2(2)): employer and worker, two workers of one house, or the worker as the
      alleged perpetrator, for whom the list of relations has no code.
    - PACAR_TEMAN: never; living together without marriage is not in Ps 2.
    - TETANGGA, GURU, PIHAK_KONFLIK, TIDAK_DIKENAL, NA: never. A boarding pupil and the teacher
      live in an institution, not in a household.

    Unknown (None) is not a yes: the sphere is a legal statement and may be set by hand with a
    reason, see `periksa_ranah`. The place of the act plays no part.
    """
    if hubungan in SELALU_RUMAH_TANGGA:
        return True
    if hubungan in BILA_SERUMAH:
        return bool(serumah)
    return hubungan in BILA_PRT_MENETAP and bool(prt_menetap)


def ranah(
    pasangan: Iterable[Pasangan],
    tempat: str = "",
    pelaku_institusi: bool = False,
    daring: bool = False,
) -> Ranah:
    """Return the sphere of one victim (R05): KDRT > INSTITUSI > DARING > KOMUNITAS > unknown.

    One household pair is enough for KDRT. `pelaku_institusi`: the act was done in the power of
    an institution or the state. Without a known relation only a public place tells KOMUNITAS: a
    home does not, for it could as well be KDRT.
    """
    semua = list(pasangan)
    if any(adalah_kdrt(p.hubungan, p.serumah, p.prt_menetap) for p in semua):
        return Ranah.KDRT
    if pelaku_institusi:
        return Ranah.INSTITUSI
    if daring or tempat == TempatKejadian.DARING:
        return Ranah.DARING
    if tempat in TEMPAT_UMUM or any(_terang(p.hubungan) for p in semua):
        return Ranah.KOMUNITAS
    return Ranah.TIDAK_DIKETAHUI


def _terang(hubungan: str) -> bool:
    """A stranger (TIDAK_DIKENAL) is a known relation; NA is not."""
    return bool(hubungan) and hubungan != HubunganPelaku.NA


def periksa_ranah(turunan: str, pilihan: str, alasan: str) -> list[str]:
    """Return what is wrong with a sphere set by hand: other than derived needs a reason (R05)."""
    if pilihan == turunan or alasan.strip():
        return []
    return [f"Ranah hasil aturan adalah {Ranah(turunan).label}. Tulis alasan mengubahnya."]


def kategori(keterkaitan: str, ranah: str) -> KategoriPelaporan:
    """Return the one reporting category of a victim: KONFLIK > KDRT > NON_KDRT (R07).

    Only a direct tie makes KONFLIK; an indirect or suspected one stays in the cross table. Total:
    every victim has exactly one category, so the three add up to the number of victims.
    """
    if keterkaitan == KeterkaitanKonflik.LANGSUNG:
        return KategoriPelaporan.KONFLIK
    if ranah == Ranah.KDRT:
        return KategoriPelaporan.KDRT
    return KategoriPelaporan.NON_KDRT


def periksa_keterkaitan(keterkaitan: str, ada_peristiwa: bool, alasan: str) -> list[str]:
    """Return what a tie to a conflict lacks: the event and a reason, if not DUGAAN (R06)."""
    if keterkaitan not in (KeterkaitanKonflik.LANGSUNG, KeterkaitanKonflik.TIDAK_LANGSUNG):
        return []
    kurang = []
    if not ada_peristiwa:
        kurang.append("Pilih peristiwa konflik yang terkait.")
    if not alasan.strip():
        kurang.append("Tulis alasan mengapa kejadian ini terkait konflik.")
    return kurang


def dugaan_perlu_diperiksa(keterkaitan: str, sejak: date, hari_ini: date) -> bool:
    """Whether a suspicion has waited 14 days and raises a task (R06)."""
    tunggu = (hari_ini - sejak).days
    return keterkaitan == KeterkaitanKonflik.DUGAAN and tunggu >= HARI_VERIFIKASI_DUGAAN
