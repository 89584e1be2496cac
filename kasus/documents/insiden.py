"""What an account touched in a period, by codes only: for the notice of a breach (Ps 46).

Reads the trail once and holds one line per chain of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from django.utils import timezone

from kasus.documents.jejak import kasus_ppdp, sebut
from kasus.documents.peta import kasus_dari_rantai
from kasus.enums_akses import TingkatData
from kasus.models import Insiden, Korban
from p3aks.core.audit import JejakAudit
from p3aks.core.formatting import tanggal_waktu
from p3aks.core.tables.tulis import Buku, tulis_baris
from pokja.models import Pengguna

ALASAN = "ekspor insiden"
RINCIAN_MAKS = 100_000  # rows of the second sheet
JUDUL_SUBJEK = (
    "Kode kasus", "Kode korban", "Data yang dibuka", "Tingkat tertinggi", "Kali", "Pertama",
    "Terakhir",
)  # fmt: skip
JUDUL_RINCIAN = ("Waktu", "Kode kasus", "Kegiatan", "Halaman", "Tingkat data", "Kanal")
LABEL_TINGKAT = {satu.name: f"{satu.name} {satu.label}" for satu in TingkatData}


@dataclass
class Sentuhan:
    """What was touched of one case."""

    halaman: set[str] = field(default_factory=set)
    tingkat: str = ""
    kali: int = 0
    pertama: datetime | None = None
    terakhir: datetime | None = None

    def tambah(self, pada: datetime, halaman: str, tingkat: str) -> None:
        """Count one event."""
        self.halaman.add(halaman)
        self.tingkat = max(self.tingkat, tingkat)
        self.kali += 1
        self.pertama = min(self.pertama or pada, pada)
        self.terakhir = max(self.terakhir or pada, pada)


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One event of the account."""

    pada: datetime
    rantai: str
    kegiatan: str
    halaman: str
    tingkat: str
    kanal: str


def siap_ekspor(insiden: Insiden) -> bool:
    """Whether account and period are known."""
    return bool(insiden.akun_id and insiden.mulai and insiden.selesai)


def kejadian(insiden: Insiden) -> Iterator[Kejadian]:
    """Yield the events on case data of the account in the period, in the order of the trail."""
    baris = (
        JejakAudit.objects.filter(
            oleh_id=str(insiden.akun_id),
            pada__gte=insiden.mulai,
            pada__lte=insiden.selesai,
            rantai__startswith="kasus.",
        )
        .order_by("pk")  # sorting by time would hold millions of rows
        .values_list("pada", "rantai", "peristiwa", "rincian")
    )
    for pada, rantai, peristiwa, rincian in baris.iterator(chunk_size=2000):
        yield Kejadian(
            pada=pada,
            rantai=rantai,
            kegiatan=sebut(peristiwa.rpartition(".")[2]),
            halaman=sebut(str(rincian.get("halaman", ""))),
            tingkat=str(rincian.get("tingkat", "")),
            kanal=str(rincian.get("kanal", "")),
        )


def cetak(insiden: Insiden, tujuan: IO[bytes], *, by: Pengguna) -> int:
    """Write the workbook; return the number of subjects.

    Cases that are closed to *by* (PPDP) by a conflict of interest are left out.
    """
    per_rantai: dict[str, Sentuhan] = defaultdict(Sentuhan)
    rincian: list[Kejadian] = []
    for satu in kejadian(insiden):
        per_rantai[satu.rantai].tambah(satu.pada, satu.halaman or satu.kegiatan, satu.tingkat)
        if len(rincian) < RINCIAN_MAKS:
            rincian.append(satu)
    kasus = kasus_dari_rantai(per_rantai)
    kode = dict(kasus_ppdp(by).values_list("pk", "kode"))
    jumlah = sum(s.kali for rantai, s in per_rantai.items() if kasus.get(rantai) in kode)
    tanda = f"Insiden {insiden.kode} · diunduh {by.nama} · {tanggal_waktu(timezone.now())}"
    with Buku(tujuan, judul=f"Insiden {insiden.kode}") as buku:
        subjek = _lembar_subjek(buku, _gabung(per_rantai, kasus), kode, tanda)
        ringkas = f"{tanda} · {jumlah} kejadian" + (
            f", {RINCIAN_MAKS} yang pertama di bawah ini" if jumlah > RINCIAN_MAKS else ""
        )
        baris = (
            (
                tanggal_waktu(timezone.localtime(satu.pada)),
                kode[kasus[satu.rantai]],
                satu.kegiatan,
                satu.halaman,
                LABEL_TINGKAT.get(satu.tingkat, satu.tingkat),
                satu.kanal,
            )
            for satu in rincian
            if kasus.get(satu.rantai) in kode
        )
        _lembar(buku, "Rincian", ringkas, JUDUL_RINCIAN, baris)
    return subjek


def _gabung(per_rantai: dict[str, Sentuhan], kasus: dict[str, Any]) -> dict[Any, Sentuhan]:
    """Return one line per case, from the chains of the case and of everything below it."""
    hasil: dict[Any, Sentuhan] = defaultdict(Sentuhan)
    for rantai, satu in per_rantai.items():
        if rantai not in kasus or satu.pertama is None or satu.terakhir is None:
            continue
        semua = hasil[kasus[rantai]]
        semua.halaman |= satu.halaman
        semua.tingkat = max(semua.tingkat, satu.tingkat)
        semua.kali += satu.kali
        semua.pertama = min(filter(None, (semua.pertama, satu.pertama)))
        semua.terakhir = max(filter(None, (semua.terakhir, satu.terakhir)))
    return hasil


def _lembar_subjek(
    buku: Buku, per_kasus: dict[Any, Sentuhan], kode: dict[Any, str], tanda: str
) -> int:
    korban: dict[Any, list[str]] = defaultdict(list)
    semua = Korban.objects.sistem(ALASAN).order_by("kode").values_list("kasus", "kode")
    for kasus, satu in semua.iterator(chunk_size=2000):
        if kasus in per_kasus:
            korban[kasus].append(satu)
    baris = [
        (
            kode[kasus],
            satu,
            ", ".join(sorted(s.halaman)),
            LABEL_TINGKAT.get(s.tingkat, s.tingkat),
            s.kali,
            tanggal_waktu(timezone.localtime(s.pertama)),
            tanggal_waktu(timezone.localtime(s.terakhir)),
        )
        for kasus, s in sorted(per_kasus.items(), key=lambda kv: kode.get(kv[0], ""))
        if kasus in kode
        for satu in korban.get(kasus) or [""]
    ]
    _lembar(buku, "Subjek", f"{tanda} · {len(baris)} subjek", JUDUL_SUBJEK, baris)
    return len(baris)


def _lembar(buku: Buku, nama: str, tanda: str, judul: tuple[str, ...], baris: Any) -> None:
    lembar = buku.lembar(nama)
    lembar.set_column(0, len(judul) - 1, 24)
    biasa, tebal = buku.gaya(), buku.gaya(bold=True)
    tulis_baris(lembar, 0, [tanda], [biasa])
    tulis_baris(lembar, 1, judul, [tebal] * len(judul))
    for r, sel in enumerate(baris, start=2):
        tulis_baris(lembar, r, sel, [biasa] * len(judul))
