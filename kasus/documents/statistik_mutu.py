"""How well the service keeps what it promises. Every figure comes with what it is a part of."""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from kasus.aturan.penampungan import HARI_MAKS
from kasus.documents.statistik_lama import HARI_LAMBAT, Hari, lambat
from kasus.enums_akses import StatusRujukan
from kasus.enums_layanan import TingkatRisiko
from kasus.models import Kasus, Tenggat

ALASAN = "jam kasus yang sudah disaring"
RISIKO = [*TingkatRisiko.choices, ("", "Risiko belum ditetapkan")]
RUJUKAN = "korban__rujukan"
HUNI = "korban__penampungan"


class Bagian(NamedTuple):
    """A part of a whole: *n* of *dari*, and what the whole is."""

    judul: str
    n: int
    dari: int
    satuan: str

    @property
    def bagian(self) -> Decimal | None:
        """The share in percent; None of nothing."""
        return Decimal(self.n * 100) / self.dari if self.dari else None


class Kelompok(NamedTuple):
    """Shares that belong together, and how they were counted."""

    kunci: str
    judul: str
    catatan: str
    isi: list[Bagian]


def susun(kasus: QuerySet[Kasus], lapor: Counter[int]) -> list[Kelompok]:
    """Return referrals, time limits, shelter stays and late reports of *kasus*; *lapor*: days from
    incident to report. Three queries."""
    return [_rujukan(kasus), _waktu(kasus), _lain(kasus, lapor)]


def _rujukan(kasus: QuerySet[Kasus]) -> Kelompok:
    """Withdrawn before an answer: nobody can answer it any more. In time: of those that were
    answered or should have been by now."""
    dijawab = Q(korban__rujukan__dijawab_pada__isnull=False)
    berlaku = dijawab | Q(korban__rujukan__ditarik_pada=None)
    jatuh = berlaku & (dijawab | Q(korban__rujukan__batas_jawab__lt=timezone.now()))
    tepat = dijawab & Q(korban__rujukan__dijawab_pada__lte=F("korban__rujukan__batas_jawab"))
    selesai = Q(korban__rujukan__status=StatusRujukan.SELESAI)
    n = kasus.filter(korban__rujukan__isnull=False).aggregate(
        dikirim=Count(RUJUKAN),
        **{
            nama: Count(RUJUKAN, filter=syarat)
            for nama, syarat in (
                ("berlaku", berlaku), ("dijawab", dijawab), ("jatuh", jatuh), ("tepat", tepat),
                ("selesai", berlaku & selesai),
            )
        },
    )  # fmt: skip
    return Kelompok(
        "rujukan", "Rujukan ke mitra",
        f"{n['dikirim']} rujukan dikirim, {n['dikirim'] - n['berlaku']} ditarik sebelum dijawab "
        "dan tidak ikut dihitung di bawah.",
        [
            Bagian("Dijawab mitra", n["dijawab"], n["berlaku"], "rujukan yang dikirim"),
            Bagian("Dijawab tepat waktu", n["tepat"], n["jatuh"],
                   "rujukan yang sudah dijawab atau lewat batas jawabannya"),
            Bagian("Selesai dilayani", n["selesai"], n["berlaku"], "rujukan yang dikirim"),
        ],
    )  # fmt: skip


def _waktu(kasus: QuerySet[Kasus]) -> Kelompok:
    """A case is within its limits while none of its clocks was missed: a stored breach stays."""
    kini = timezone.now()
    jam = Tenggat.objects.sistem(ALASAN).filter(kasus=OuterRef("pk")).order_by()
    lewat = Q(dilanggar_pada__isnull=False) | Q(
        Q(dipenuhi_pada__gt=F("batas")) | Q(dipenuhi_pada=None, batas__lt=kini), gugur_pada=None
    )
    per: Counter[tuple[str, bool]] = Counter()
    berjam = kasus.filter(Exists(jam.filter(Q(gugur_pada=None) | Q(dilanggar_pada__isnull=False))))
    for risiko, gagal, n in (
        berjam.annotate(gagal=Exists(jam.filter(lewat)))
        .values_list("risiko", "gagal")
        .annotate(n=Count("pk"))
    ):
        per[risiko, bool(gagal)] += n
    return Kelompok(
        "waktu", "Batas waktu layanan",
        "Kasus yang semua batas waktunya terpenuhi atau masih berjalan. Satu pelanggaran yang "
        "tercatat cukup untuk tidak ikut, walau langkahnya kemudian dikerjakan.",
        [
            Bagian(str(label), per[r, False], per[r, False] + per[r, True],
                   "kasus yang memiliki batas waktu")
            for r, label in RISIKO
        ],
    )  # fmt: skip


def _lain(kasus: QuerySet[Kasus], lapor: Counter[int]) -> Kelompok:
    """The day of entry is day 1 (R13)."""
    keluar = Coalesce(F("korban__penampungan__keluar"), timezone.now())
    hari = Hari(keluar, saat=True) - Hari(F("korban__penampungan__masuk"), saat=True) + 1
    n = (
        kasus.filter(korban__penampungan__isnull=False)
        .annotate(hari=hari)
        .aggregate(semua=Count(HUNI), lama=Count(HUNI, filter=Q(hari__gt=HARI_MAKS)))
    )
    return Kelompok(
        "lain", "Penampungan dan laporan yang terlambat",
        "Hari masuk adalah hari ke-1. Laporan dihitung bila tanggal kejadiannya diketahui.",
        [
            Bagian(f"Tinggal lebih dari {HARI_MAKS} hari", n["lama"], n["semua"],
                   "masa tinggal di penampungan"),
            Bagian(f"Dilaporkan lebih dari {HARI_LAMBAT} hari sesudah kejadian", lambat(lapor),
                   lapor.total(), "kasus yang tanggal kejadiannya diketahui"),
        ],
    )  # fmt: skip
