"""Workload: who carries how many cases, what is late, what waits for a decision.

Everything is read in the reader's own scope: a sealed case is in the sums of nobody who is not
named in it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F
from django.utils import timezone

from kasus.documents.tenggat import LABEL
from kasus.enums_layanan import TahapKasus, TingkatRisiko
from kasus.models import BukaSegel, Kasus, TautanKonflik, Tenggat, Terminasi, TimKasus
from pokja.models import Pengguna

MAKS = 50  # rows of a list on the page
TANPA_TIM = "Belum ada petugas"


@dataclass
class Beban:
    """The live cases of one member of staff."""

    nama: str
    berjalan: int = 0
    risiko_tinggi: int = 0
    lewat: int = 0


@dataclass(frozen=True)
class Menunggu:
    """A decision that somebody has to make on a case."""

    kode: str
    kasus_id: Any
    tentang: str
    sejak: datetime
    alamat: str
    terlambat: bool = False


def susun(user: Pengguna) -> dict[str, Any]:
    """Return what the page shows. The number of queries does not depend on the number of cases."""
    ditangani = Kasus.objects.untuk(user).ditangani(user).filter(anonim_pada=None)
    berjalan = {
        pk: (tahap, risiko)
        for pk, tahap, risiko in ditangani.exclude(tahap=TahapKasus.TERMINASI).values_list(
            "pk", "tahap", "risiko"
        )
    }
    lewat_semua = (
        Tenggat.objects.untuk(user)
        .berjalan()
        .filter(batas__lt=timezone.now(), kasus__anonim_pada=None)
        .exclude(kasus__tahap=TahapKasus.TERMINASI)
    )
    lewat = dict(lewat_semua.order_by().values_list("kasus").annotate(n=Count("pk")))
    tahap = Counter(t for t, _ in berjalan.values())
    return {
        "petugas": _per_petugas(user, berjalan, lewat),
        "tahap": [(t.label, tahap[t]) for t in TahapKasus if tahap[t]],
        "jumlah": len(berjalan),
        "risiko_tinggi": sum(r == TingkatRisiko.TINGGI for _, r in berjalan.values()),
        "jumlah_lewat": sum(lewat.values()),
        "lewat": [
            (pk, kode, LABEL.get(langkah, langkah), batas)
            for pk, kode, langkah, batas in lewat_semua.order_by("batas").values_list(
                "kasus", "kasus__kode", "langkah", "batas"
            )[:MAKS]
        ],
        "menunggu": _menunggu(user),
    }


def _per_petugas(
    user: Pengguna, berjalan: dict[Any, tuple[str, str]], lewat: dict[Any, int]
) -> list[Beban]:
    per_kasus: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
    tim = TimKasus.objects.untuk(user).aktif().exclude(kasus__tahap=TahapKasus.TERMINASI)
    for kasus, pk, nama in tim.values_list("kasus", "pengguna", "pengguna__nama"):
        per_kasus[kasus].append((pk, nama))
    beban: dict[Any, Beban] = {}
    for kasus, (_, risiko) in berjalan.items():
        for pk, nama in per_kasus.get(kasus) or [(None, TANPA_TIM)]:
            satu = beban.setdefault(pk, Beban(nama))
            satu.berjalan += 1
            satu.risiko_tinggi += risiko == TingkatRisiko.TINGGI
            satu.lewat += lewat.get(kasus, 0)
    return sorted(beban.values(), key=lambda b: (-b.berjalan, b.nama))


def _menunggu(user: Pengguna) -> list[Menunggu]:
    """Return what waits: what *user* cannot decide, being the one who asked, is shown as well, so
    that a supervisor sees the whole queue."""
    kini = timezone.now()
    terminasi = (
        Terminasi.objects.untuk(user)
        .filter(disetujui_pada=None, dikembalikan_pada=None)
        .values_list("kasus__kode", "kasus", "dibuat_pada")
    )
    tautan = (
        TautanKonflik.objects.untuk(user)
        .filter(disahkan=None)
        .values_list("korban__kasus__kode", "korban__kasus", "dibuat_pada")
    )
    segel = segel_belum_ditelaah(user).values_list("kasus__kode", "pk", "dibuat_pada", "batas")
    hasil = [
        Menunggu(kode, pk, "Terminasi menunggu supervisor", sejak, "kasus:penanganan")
        for kode, pk, sejak in terminasi[:MAKS]
    ]
    hasil += [
        Menunggu(kode, pk, "Kaitan konflik menunggu pembaca kedua", sejak, "kasus:konflik")
        for kode, pk, sejak in tautan[:MAKS]
    ]
    hasil += [
        Menunggu(kode, pk, "Buka segel menunggu telaah", sejak, "kasus:segel_telaah", batas < kini)
        for kode, pk, sejak, batas in segel[:MAKS]
    ]
    return sorted(hasil, key=lambda m: m.sejak)


def segel_belum_ditelaah(user: Pengguna) -> Any:
    """Return the opened seals nobody has judged that *user* may know of."""
    return (
        BukaSegel.objects.untuk(user)
        .filter(
            kasus__in=Kasus.objects.untuk(user).ditangani(user).values("pk"), ditelaah_pada=None
        )
        .annotate(batas=F("batas_telaah"))
    )
