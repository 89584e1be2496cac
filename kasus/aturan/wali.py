"""Consent for a child: by a guardian who is not an alleged perpetrator (R17).

UU 27/2022 asks the guardian's consent for a child's data. The guardian may be the perpetrator, so
there are two other ways: a substitute guardian, or a legal basis with a reason. People are
compared by blind index (of NIK, of the phonetic name), never by plain text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kasus.aturan.waktu import mungkin_anak
from kasus.enums import HubunganPelaku
from kasus.enums_layanan import DasarPemrosesan

DASAR_HUKUM = frozenset(
    {DasarPemrosesan.KEWAJIBAN, DasarPemrosesan.VITAL, DasarPemrosesan.TUGAS_PUBLIK}
)
PILIH_PENGGANTI = "Pilih wali pengganti, atau pakai dasar hukum lain dengan alasan."


@dataclass(frozen=True)
class DataWali:
    """The guardian of one victim. `hubungan`: what the guardian is to the child, in words or code.

    `indeks`: the blind indexes of this person. `dipastikan_bukan_terlapor`: somebody checked
    although a parent without identity is among the alleged perpetrators.
    """

    bernama: bool = False
    hubungan: str = ""
    indeks: frozenset[str] = frozenset()
    dipastikan_bukan_terlapor: bool = False


@dataclass(frozen=True)
class DataTerlapor:
    """One alleged perpetrator as seen from this victim; without identity `indeks` is empty."""

    hubungan: str = ""
    indeks: frozenset[str] = frozenset()


def wali_adalah_terlapor(wali: DataWali, terlapor: Iterable[DataTerlapor]) -> bool:
    """Whether the guardian shares an index with an alleged perpetrator of the case."""
    return any(wali.indeks & t.indeks for t in terlapor)


def periksa_wali(
    usia: int | None,
    dasar: str,
    wali: DataWali,
    terlapor: Iterable[DataTerlapor] = (),
    alasan: str = "",
) -> list[str]:
    """Return what is wrong with the basis on which data are processed; [] when it holds (R17).

    `usia` is the age **now, at the consent**; unknown counts as a child's. A child's own consent
    is not enough; a guardian is named, has a relation, and is no alleged perpetrator. A legal
    basis needs a reason, and no guardian. An adult consents alone; consent by a guardian of an
    adult (pengampuan) needs a reason.
    """
    if dasar in DASAR_HUKUM:
        return [] if alasan.strip() else ["Tulis alasan memakai dasar hukum ini."]
    if dasar == DasarPemrosesan.WALI:
        if not mungkin_anak(usia) and not alasan.strip():
            return ["Orang dewasa menyetujui sendiri. Tulis alasan memakai persetujuan wali."]
        return _periksa_orang(wali, list(terlapor))
    if dasar != DasarPemrosesan.PERSETUJUAN:
        return ["Pilih dasar pemrosesan data."]
    if mungkin_anak(usia):
        return ["Untuk anak, atau orang yang mungkin anak, persetujuan diberikan oleh wali."]
    return []


def _periksa_orang(wali: DataWali, terlapor: list[DataTerlapor]) -> list[str]:
    masalah = []
    if not wali.bernama:
        masalah.append("Tulis nama wali.")
    if not wali.hubungan.strip():
        masalah.append("Tulis hubungan wali dengan anak.")
    if masalah:
        return masalah
    if wali_adalah_terlapor(wali, terlapor):
        return [f"Wali ini tercatat sebagai terlapor dalam kasus ini. {PILIH_PENGGANTI}"]
    if not wali.indeks and terlapor:
        return ["Wali belum dapat dibandingkan dengan terlapor. Lengkapi nama atau NIK wali."]
    if _orang_tua_tanpa_identitas(wali, terlapor) and not wali.dipastikan_bukan_terlapor:
        return [
            "Salah satu terlapor adalah orang tua korban dan belum teridentifikasi. "
            "Pastikan wali ini bukan terlapor, atau pilih wali pengganti."
        ]
    return []


def _orang_tua_tanpa_identitas(wali: DataWali, terlapor: list[DataTerlapor]) -> bool:
    """A parent consents while a parent nobody has named is among the alleged perpetrators."""
    tanda = wali.hubungan.strip().casefold().replace(" ", "_")
    orang_tua = {"orang_tua", "ayah", "ibu", "bapak", "ayah_kandung", "ibu_kandung"}
    orang_tua |= {"ayah_tiri", "ibu_tiri", "ayah_angkat", "ibu_angkat"}
    return tanda in orang_tua and any(
        t.hubungan == HubunganPelaku.ORANG_TUA and not t.indeks for t in terlapor
    )
