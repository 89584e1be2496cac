"""Where the plan leaves a gap: urgent places without an action of prevention, seats without an
action, actions without a seat. Each a constant number of queries."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from pokja.enums import Bidang, TingkatPotensi
from pokja.enums_dini import StatusLaporan, TingkatPeringatan
from pokja.models import LaporanDini, Lembaga, PotensiKonflik, Wilayah
from pokja.models.wilayah import PANJANG_KECAMATAN
from rad.models import Aksi, KaitanTindakLanjut, Rad

SETAHUN = dt.timedelta(days=365)
GENTING = (TingkatPeringatan.MERAH, TingkatPeringatan.JINGGA)


class Rawan(NamedTuple):
    """A kecamatan with something urgent, and the actions of prevention there."""

    kecamatan: Wilayah
    potensi: int
    laporan: int
    aksi: list[Aksi]


def pencegahan(user: Any, rad: Rad) -> tuple[list[Rawan], int]:
    """Return the kecamatan with a potential of level tinggi or, within a year, a verified warning
    of grade jingga or merah, those without an action first; and how many actions of prevention
    name no kecamatan, so that they hold for the whole regency.

    An action belongs to a kecamatan where its location names it, or a village of it that is
    urgent, or where it carries out a step of the response there.
    """
    potensi = PotensiKonflik.objects.untuk(user).filter(selesai=None, tingkat=TingkatPotensi.TINGGI)
    laporan = LaporanDini.objects.untuk(user).filter(
        tingkat__in=GENTING, dibuat_pada__gte=timezone.now() - SETAHUN
    )
    laporan = laporan.exclude(status=StatusLaporan.TIDAK_TERBUKTI)
    per_potensi, per_laporan = Counter[str](), Counter[str]()
    sebutan: dict[str, set[str]] = defaultdict(set)
    for hitung, semua in ((per_potensi, potensi), (per_laporan, laporan)):
        for satu in semua.select_related("wilayah"):
            hitung[satu.wilayah.kode_kecamatan] += 1
            sebutan[satu.wilayah.kode_kecamatan].add(satu.wilayah.nama)
    kecamatan = list(Wilayah.objects.kecamatan(settings.WILAYAH))
    aksi = list(
        Aksi.objects.untuk(user).berlaku().filter(rad=rad, bidang=Bidang.PENCEGAHAN)
        .select_related("penanggung_jawab").order_by("urutan")
    )  # fmt: skip
    dijalankan = defaultdict(set)
    for kode, pk in KaitanTindakLanjut.objects.filter(
        aksi__in=aksi, tindak_lanjut__laporan__in=laporan
    ).values_list("tindak_lanjut__laporan__wilayah", "aksi"):
        dijalankan[kode[:PANJANG_KECAMATAN]].add(pk)
    hasil = [
        Rawan(
            k, per_potensi[k.kode], per_laporan[k.kode],
            [
                a for a in aksi
                if a.pk in dijalankan[k.kode] or _menyebut(a.lokasi, {k.nama, *sebutan[k.kode]})
            ],
        )
        for k in kecamatan
        if per_potensi[k.kode] or per_laporan[k.kode]
    ]  # fmt: skip
    nama = {k.nama for k in kecamatan}
    umum = sum(not _menyebut(a.lokasi, nama) for a in aksi)
    return sorted(hasil, key=lambda r: bool(r.aksi)), umum


def _menyebut(lokasi: str, nama: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(n)}\b", lokasi, re.IGNORECASE) for n in nama)


class Tugas(NamedTuple):
    """A seat with how many actions its institution answers for in its field."""

    kedudukan: Any
    aksi: int


class AksiYatim(NamedTuple):
    """An action that no seat answers for; ``duduk``: its institution sits, but in another field."""

    pk: UUID
    uraian: str
    bidang: str
    opd: str
    duduk: bool


class SusunanTugas(NamedTuple):
    """Seats and actions against each other. ``luar``: institutions that answer for actions but
    have no seat, with how many. ``yatim``: the actions without a seat."""

    tugas: list[Tugas]
    luar: list[tuple[Lembaga, int]]
    yatim: list[AksiYatim]

    @property
    def menganggur(self) -> int:
        """How many seats have duties written that no action serves."""
        return sum(bool(t.kedudukan.tupoksi) and not t.aksi for t in self.tugas)

    @property
    def tanpa_tupoksi(self) -> int:
        """How many seats have no duties written."""
        return sum(not t.kedudukan.tupoksi for t in self.tugas)


def per_kedudukan(user: Any, rad: Rad) -> SusunanTugas:
    """Return each seat of the Pokja with the actions for which its institution is responsible (of
    its own bidang where it has one), and what has no counterpart on either side."""
    susunan = list(rad.pokja.susunan(timezone.localdate()))
    semua = Aksi.objects.untuk(user).berlaku().filter(rad=rad).order_by()
    jumlah = {
        (lembaga, bidang): n
        for lembaga, bidang, n in semua.values_list("penanggung_jawab", "bidang").annotate(
            n=Count("pk")
        )
    }
    per_lembaga = Counter[Any]()
    for (lembaga, _), n in jumlah.items():
        per_lembaga[lembaga] += n
    tugas = [
        Tugas(
            k,
            jumlah.get((k.lembaga_id, k.bidang), 0) if k.bidang else per_lembaga[k.lembaga_id],
        )
        for k in susunan
    ]
    duduk = {k.lembaga_id for k in susunan}
    luar = Lembaga.objects.filter(pk__in=set(per_lembaga) - duduk)
    ditanggung = {(k.lembaga_id, k.bidang) for k in susunan}
    kolom = ("pk", "uraian", "bidang", "penanggung_jawab__nama", "penanggung_jawab")
    yatim = [
        AksiYatim(pk, uraian, bidang, opd, lembaga in duduk)
        for pk, uraian, bidang, opd, lembaga in semua.urut_matriks().values_list(*kolom)
        if not ditanggung & {(lembaga, bidang), (lembaga, "")}
    ]
    return SusunanTugas(tugas, [(satu, per_lembaga[satu.pk]) for satu in luar], yatim)
