"""Closing a case: six ticks, and what each reason for ending asks besides (R10, R18).

Only for TUNTAS can all six be ticked truthfully. For the other reasons some cannot (who lost
contact cannot agree), so there a written explanation stands in for the tick. The second pair of
eyes is never replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices

from kasus.enums_layanan import AlasanAkhir

HARI_PUTUS_KONTAK = 30
UPAYA_KONTAK_MIN = 3


class Butir(TextChoices):
    """The six ticks, in the words of the form."""

    KEBUTUHAN = (
        "KEBUTUHAN",
        "Kebutuhan penerima manfaat sudah terpenuhi, atau tidak ada kontak lebih dari 30 hari "
        "setelah sedikitnya 3 kali dihubungi",
    )
    KESELAMATAN = "KESELAMATAN", "Rencana keselamatan sudah ditinjau"
    RENCANA = "RENCANA", "Rencana intervensi sudah selesai"
    KESEPAKATAN = "KESEPAKATAN", "Penerima manfaat dan manajer kasus sepakat untuk mengakhiri"
    BOLEH_KEMBALI = (
        "BOLEH_KEMBALI",
        "Penerima manfaat sudah diberi tahu bahwa ia boleh kembali kapan saja",
    )
    SUPERVISOR = "SUPERVISOR", "Supervisor, bukan manajer kasus, sudah meninjau"


_A, _B = AlasanAkhir, Butir
# Ticks that a written explanation may stand in for, by reason of ending.
BOLEH_DIJELASKAN: dict[str, frozenset[Butir]] = {
    _A.TUNTAS: frozenset(),
    _A.PERMINTAAN: frozenset({_B.KEBUTUHAN, _B.RENCANA}),
    _A.PUTUS_KONTAK: frozenset({_B.RENCANA, _B.KESEPAKATAN, _B.BOLEH_KEMBALI}),
    _A.DILIMPAHKAN: frozenset({_B.KEBUTUHAN, _B.RENCANA, _B.KESEPAKATAN}),
    _A.BUKAN_KEWENANGAN: frozenset({_B.KEBUTUHAN, _B.RENCANA, _B.KESEPAKATAN}),
    _A.MENINGGAL: frozenset(set(_B) - {_B.SUPERVISOR}),
    _A.DUPLIKAT: frozenset(set(_B) - {_B.SUPERVISOR}),
}
PERLU_PENERIMA = frozenset({_A.DILIMPAHKAN, _A.BUKAN_KEWENANGAN})
SELAIN_TUNTAS_PERLU_ALASAN = frozenset(set(_A) - {_A.TUNTAS})


@dataclass(frozen=True)
class IsianTerminasi:
    """What was filled in to close a case. Ids are opaque and only compared.

    `hari_tanpa_kontak` and `upaya_kontak` count up to the day of closing. `penjelasan` maps a
    Butir to the sentence that stands in for its tick.
    """

    alasan: str = ""
    uraian: str = ""
    kebutuhan_terpenuhi: bool = False
    hari_tanpa_kontak: int = 0
    upaya_kontak: int = 0
    rencana_keselamatan_ditinjau: bool = False
    rencana_selesai: bool = False
    disepakati: bool = False
    diberi_tahu_boleh_kembali: bool = False
    manajer_kasus: str = ""
    supervisor: str = ""
    penerima: str = ""
    kode_kasus_utama: str = ""
    penjelasan: Mapping[str, str] = field(default_factory=dict)


def putus_kontak(hari_tanpa_kontak: int, upaya_kontak: int) -> bool:
    """Whether contact counts as lost: more than 30 days and at least 3 attempts (R18)."""
    return hari_tanpa_kontak > HARI_PUTUS_KONTAK and upaya_kontak >= UPAYA_KONTAK_MIN


def centang(isian: IsianTerminasi) -> dict[Butir, bool]:
    """Return the six ticks as the facts give them (R18)."""
    kontak_hilang = putus_kontak(isian.hari_tanpa_kontak, isian.upaya_kontak)
    return {
        Butir.KEBUTUHAN: isian.kebutuhan_terpenuhi or kontak_hilang,
        Butir.KESELAMATAN: isian.rencana_keselamatan_ditinjau,
        Butir.RENCANA: isian.rencana_selesai,
        Butir.KESEPAKATAN: isian.disepakati,
        Butir.BOLEH_KEMBALI: isian.diberi_tahu_boleh_kembali,
        Butir.SUPERVISOR: bool(isian.supervisor) and isian.supervisor != isian.manajer_kasus,
    }


def kurang(isian: IsianTerminasi) -> list[str]:
    """Return what is missing before the case may be closed; [] when nothing is (R10, R18).

    The stage has its own say: `kasus.aturan.tahap.kurang_terminasi`.
    """
    if isian.alasan not in AlasanAkhir.values:
        return ["Pilih alasan mengakhiri kasus."]
    dijelaskan = BOLEH_DIJELASKAN[isian.alasan]
    hasil = []
    for butir, terpenuhi in centang(isian).items():
        if terpenuhi or (butir in dijelaskan and isian.penjelasan.get(butir, "").strip()):
            continue
        hasil.append(_kalimat(butir, isian, butir in dijelaskan))
    return hasil + _kurang_alasan(isian)


def _kalimat(butir: Butir, isian: IsianTerminasi, dijelaskan: bool) -> str:
    if butir == Butir.SUPERVISOR:
        if isian.supervisor:
            return "Supervisor tidak boleh sama dengan manajer kasus."
        return "Minta supervisor meninjau pengakhiran ini."
    kalimat = f"Belum dipenuhi: {str(butir.label)[0].lower()}{str(butir.label)[1:]}."
    return f"{kalimat} Bila tidak dapat, tulis penjelasannya." if dijelaskan else kalimat


def _kurang_alasan(isian: IsianTerminasi) -> list[str]:
    """Return what the reason itself asks: words, a receiver, proof of attempts, the main case."""
    hasil = []
    if isian.alasan in SELAIN_TUNTAS_PERLU_ALASAN and not isian.uraian.strip():
        hasil.append("Tulis uraian alasan mengakhiri kasus.")
    if isian.alasan in PERLU_PENERIMA and not isian.penerima.strip():
        hasil.append("Tulis penerima pelimpahan.")
    if isian.alasan == AlasanAkhir.PUTUS_KONTAK and not putus_kontak(
        isian.hari_tanpa_kontak, isian.upaya_kontak
    ):
        hasil.append("Putus kontak berarti lebih dari 30 hari dan sedikitnya 3 kali dihubungi.")
    if isian.alasan == AlasanAkhir.DUPLIKAT and not isian.kode_kasus_utama.strip():
        hasil.append("Tulis kode kasus utama.")
    return hasil
