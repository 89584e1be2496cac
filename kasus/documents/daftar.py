"""The list of cases: what is asked of a person first, then what they may see."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from kasus.enums_akses import PeranTim, TingkatKasus
from kasus.enums_layanan import StatusVerifikasi, TahapKasus
from kasus.models import Kasus, LaranganAkses, Tenggat, TimKasus
from p3aks.core.formatting import BULAN
from p3aks.core.keyset import baca_batas, tulis_batas
from pokja.enums import Peran

ALASAN = "daftar kasus"
SEHALAMAN = 50
TUGAS_PALING_BANYAK = 10
BELUM_IDENTIFIKASI = (TahapKasus.BARU, TahapKasus.IDENTIFIKASI)
PEMBACA_KODE = frozenset({Peran.SEKRETARIAT, Peran.AUDITOR})


@dataclass(frozen=True)
class TugasKasus:
    """One case that waits for the person: why, and since when it is late."""

    kasus: Kasus
    perlu: str
    batas: datetime | None = None


@dataclass(frozen=True)
class HalamanKasus:
    """One page of the list, and the mark where the next begins ("" at the end)."""

    baris: list[Kasus]
    sesudah: str


def tugas(user: Any) -> tuple[list[TugasKasus], int]:
    """Return the most pressing cases that wait for *user*, and how many there are in all.

    A clock that has run out, or a next step that is missing: not identified, returned by the
    supervisor, led by nobody. The team is asked; where nobody leads the case, the whole unit's
    managers and supervisors are.
    """
    lewat = Tenggat.objects.sistem(ALASAN).berjalan().filter(batas__lt=timezone.now())
    tim = TimKasus.objects.sistem(ALASAN).aktif()
    pemimpin = tim.filter(peran__in=[PeranTim.MANAJER, PeranTim.SUPERVISOR])
    semua = (
        Kasus.objects.untuk(user)
        .ditangani(user)
        .exclude(tahap=TahapKasus.TERMINASI)
        .annotate(
            batas=lewat.filter(kasus=OuterRef("pk")).order_by("batas").values("batas")[:1],
            milik=Exists(tim.filter(kasus=OuterRef("pk"), pengguna=user)),
            dipimpin=Exists(pemimpin.filter(kasus=OuterRef("pk"))),
        )
        .filter(
            Q(milik=True)
            & (
                Q(batas__isnull=False)
                | Q(tahap__in=BELUM_IDENTIFIKASI)
                | Q(verifikasi=StatusVerifikasi.DIKEMBALIKAN)
            )
            | Q(dipimpin=False)
        )
        .order_by(F("batas").asc(nulls_last=True), "tanggal_lapor", "pk")
    )
    butir = [TugasKasus(k, _perlu(k), k.batas) for k in semua[:TUGAS_PALING_BANYAK]]
    jumlah = semua.count() if len(butir) == TUGAS_PALING_BANYAK else len(butir)
    return butir, jumlah


def _perlu(kasus: Any) -> str:
    if not kasus.dipimpin:
        return "Belum ada manajer kasus. Tunjuk satu orang."
    if kasus.batas:
        return "Waktu layanan terlampaui. Kerjakan langkah berikutnya."
    if kasus.verifikasi == StatusVerifikasi.DIKEMBALIKAN:
        return "Data dikembalikan supervisor. Perbaiki lebih dulu."
    return "Belum diidentifikasi. Tetapkan jenis, risiko, dan kewenangan."


def halaman(
    user: Any, *, tahap: str = "", risiko: str = "", kode: str = "", sesudah: str = ""
) -> HalamanKasus:
    """Return one page of the cases whose code *user* may see; each row has ``isi``: whether its
    content is open to them. The risk, which is content, filters only what is."""
    semua = Kasus.objects.untuk(user).select_related("unit")
    ditangani = Kasus.objects.untuk(user).ditangani(user)
    semua = semua.annotate(isi=Q(pk__in=ditangani.values("pk")))
    if tahap:
        semua = semua.filter(tahap=tahap)
    if risiko:
        semua = semua.filter(isi=True, risiko=risiko)
    if kode:
        semua = semua.filter(kode__icontains=kode)
    urut: list[Any] = list(_urut(user, semua, sesudah)[: SEHALAMAN + 1])
    for kasus in urut:
        kasus.nama_bulan = nama_bulan(kasus.bulan)
    if len(urut) <= SEHALAMAN:
        return HalamanKasus(urut, "")
    baris = urut[:SEHALAMAN]
    return HalamanKasus(baris, _tanda(user, baris[-1]))


def nama_bulan(bulan: int) -> str:
    """Return a month stored as yyyymm in words: ``November 2026``."""
    return f"{BULAN[bulan % 100 - 1]} {bulan // 100}"


def jumlah_k2(user: Any) -> int | None:
    """Return how many open cases of level K2 there are, for the Sekretariat's view of workload;
    None for anybody else. Cases that are closed to *user* by name do not count."""
    if Peran.SEKRETARIAT not in user.peran:
        return None
    tolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(pengguna=user)
    return (
        Kasus.objects.sistem("beban kerja K2, jumlah saja")
        .filter(tingkat=TingkatKasus.K2)
        .exclude(tahap=TahapKasus.TERMINASI)
        .exclude(pk__in=tolak.values("kasus"))
        .count()
    )


def _bulanan(user: Any) -> bool:
    """Whether some rows are shown by code only; then neither order nor mark may tell more than
    the month."""
    return bool(user.peran & PEMBACA_KODE)


def _urut(user: Any, semua: QuerySet[Kasus], sesudah: str) -> QuerySet[Kasus]:
    kolom = "bulan" if _bulanan(user) else "tanggal_lapor"
    semua = semua.order_by(f"-{kolom}", "-pk")
    if (batas := baca_batas(sesudah)) is None:
        return semua
    saat, pk = batas
    nilai: Any = saat.year * 100 + saat.month if kolom == "bulan" else saat
    return semua.filter(Q(**{f"{kolom}__lt": nilai}) | Q(**{kolom: nilai, "pk__lt": pk}))


def _tanda(user: Any, kasus: Kasus) -> str:
    pk: UUID = kasus.pk
    if not _bulanan(user):
        return tulis_batas(kasus.tanggal_lapor, pk)
    return tulis_batas(datetime(kasus.bulan // 100, kasus.bulan % 100, 1, tzinfo=UTC), pk)
