"""The access trail of one victim, as she may have it in her hands (UU 27/2022 Ps 32).

It names roles and institutions, not the people: the paper leaves the office, and whoever reads it
may be the one the staff must be safe from.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kasus.documents.jejak import PeranSaatItu, semua_melihat
from kasus.enums_akses import TingkatData
from kasus.models import Kasus, Korban, PermintaanSubjek

LABEL_TINGKAT = {satu.name: str(satu.label) for satu in TingkatData}


@dataclass(frozen=True)
class Baris:
    """On one day somebody of one role saw one page so many times."""

    hari: date
    siapa: str
    kegiatan: str
    data: str
    kali: int


def kode_semua(permintaan: Iterable[PermintaanSubjek]) -> dict[Any, tuple[str, str]]:
    """Return codes of case and victim by victim id, for requests that the reader may see."""
    pk = {p.korban_id for p in permintaan}
    baris = (
        Korban.objects.sistem("kode subjek data")
        .filter(pk__in=pk)
        .values_list("pk", "kasus__kode", "kode")
    )
    return {satu: (kasus, kode) for satu, kasus, kode in baris}


def susun(permintaan: PermintaanSubjek) -> dict[str, Any]:
    """Return the trail of the case that the victim of *permintaan* is in, day by day."""
    kasus = Kasus.objects.sistem("jejak subjek").get(korban=permintaan.korban_id)
    langkah = list(semua_melihat(kasus))
    peran = PeranSaatItu(satu.oleh_id for satu in langkah)
    hitung: Counter[tuple[date, str, str, str]] = Counter()
    for satu in langkah:
        kegiatan = f"{satu.peristiwa}: {satu.halaman}" if satu.halaman else satu.peristiwa
        siapa = peran.sebut(satu.oleh_id, satu.pada)
        hari = timezone.localdate(satu.pada)
        hitung[hari, siapa, kegiatan, LABEL_TINGKAT.get(satu.tingkat, "")] += 1
    kode_kasus, kode_korban = kode_semua([permintaan])[permintaan.korban_id]
    return {
        "kode_kasus": kode_kasus,
        "kode_korban": kode_korban,
        "baris": [Baris(*kunci, kali) for kunci, kali in hitung.items()],
        "jumlah": len(langkah),
        "per": timezone.now(),
    }
