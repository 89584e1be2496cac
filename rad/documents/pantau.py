"""Monitoring as plain data: one row per action with everything a page, report or sheet shows.

Eight queries, whatever the number of actions. Which reports count is the caller's choice: those a
person may read, or only the accepted ones. What was reported on an earlier wording of an action
counts for its successor (``silsilah``).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from pokja.enums_rapat import PutusanBukti
from rad.aturan import capaian as hitungan
from rad.aturan.capaian import Capaian
from rad.aturan.jadwal import Jadwal
from rad.documents.ringkas import label_bidang, label_sumber
from rad.enums_pantau import Periode, StatusLaporan, Warna
from rad.models import (
    Aksi,
    Anggaran,
    AturanPantau,
    Bukti,
    Indikator,
    LaporanAksi,
    Realisasi,
    RealisasiAnggaran,
    SyaratBukti,
    Target,
    TargetPeriode,
)

NOL = Decimal(0)
Nilai = Decimal | None


@dataclass(frozen=True)
class BarisIndikator:
    """One indicator in one period. ``periode`` values are of the period alone, ``kumulatif`` ones
    from January on; for a state both are the value at the end."""

    pk: UUID
    nama: str
    satuan: str
    arah: str
    cara: str
    baseline: Nilai
    target_tahun: Nilai
    target_periode: Nilai
    target_kumulatif: Nilai
    ukuran: str
    realisasi_periode: Nilai
    realisasi_kumulatif: Nilai
    alasan: str
    capaian_periode: Capaian
    capaian_kumulatif: Capaian
    capaian_tahun: Capaian
    capaian_sumber: Nilai
    temuan: list[str]


@dataclass(frozen=True)
class Uang:
    """Money of one action and source in the year: ``pagu``, spent in the period, spent since
    January (rupiah)."""

    sumber: str
    pagu: Decimal
    periode: Decimal
    kumulatif: Decimal

    @property
    def label(self) -> str:
        """The source as people call it."""
        return label_sumber(self.sumber)

    @property
    def serapan(self) -> Nilai:
        """What was spent since January, in percent of the pagu."""
        return hitungan.bagian(self.kumulatif, self.pagu)


@dataclass(frozen=True)
class BarisPantau:
    """One action in one period. ``laporan`` is None where nothing was reported yet, or nothing the
    reader may see."""

    pk: UUID
    nomor: int
    bidang: str
    sasaran: str
    uraian: str
    kode: str
    opd_id: int
    opd: str
    laporan: UUID | None
    status: str
    dilaporkan: dt.date | None
    terlambat: bool
    kendala: str
    rencana: str
    skor: Nilai
    administrasi: Nilai
    substansi: Nilai
    alasan_nilai: str
    warna: Warna | None
    indikator: list[BarisIndikator] = field(default_factory=list)
    uang: list[Uang] = field(default_factory=list)
    bukti: int = 0
    bukti_memadai: int = 0
    wajib: int = 0
    wajib_memadai: int = 0

    @property
    def label_bidang(self) -> str:
        """The field as people call it."""
        return label_bidang(self.bidang)

    @property
    def label_status(self) -> str:
        """The state of the report in words."""
        return str(StatusLaporan(self.status).label) if self.status else "Belum dilaporkan"

    @property
    def capaian(self) -> Nilai:
        """The mean achievement of the indicators: against the targets so far where they are set,
        else against the year's; None before anything was reported."""
        if self.laporan is None:
            return None
        return hitungan.rata(
            i.capaian_kumulatif if i.target_kumulatif is not None else i.capaian_tahun
            for i in self.indikator
        )

    @property
    def pagu(self) -> Decimal:
        """Pagu of the year over all sources, rupiah."""
        return sum((u.pagu for u in self.uang), NOL)

    @property
    def serap_periode(self) -> Decimal:
        """Spent in the period over all sources, rupiah."""
        return sum((u.periode for u in self.uang), NOL)

    @property
    def serap_kumulatif(self) -> Decimal:
        """Spent since January over all sources, rupiah."""
        return sum((u.kumulatif for u in self.uang), NOL)

    @property
    def serapan(self) -> Nilai:
        """Spent since January in percent of the pagu."""
        return hitungan.bagian(self.serap_kumulatif, self.pagu)

    @property
    def nilai_bukti(self) -> Decimal:
        """Which part of the evidence owed is adequate, in percent: the administrative score that
        the system proposes."""
        if self.wajib:
            return hitungan.bagian(Decimal(self.wajib_memadai), Decimal(self.wajib)) or NOL
        return hitungan.SERATUS if self.bukti_memadai else NOL


def susun(
    aksi: QuerySet[Aksi],
    *,
    aturan: AturanPantau,
    tahun: int,
    periode: str,
    laporan: QuerySet[LaporanAksi],
    nomor: int = 1,
) -> list[BarisPantau]:
    """Return *aksi* (of one plan) in matrix order as they stand in *periode* of *tahun*, numbered
    from *nomor*; only what is in *laporan* counts."""
    satu = Periode(periode)
    jadwal = aturan.jadwal(tahun, periode)
    hari = timezone.localdate()
    dasar = list(
        aksi.urut_matriks()  # type: ignore[attr-defined]
        .annotate(akar=Coalesce("asal", "pk"))
        .values_list(
            "pk", "akar", "bidang", "sasaran__uraian", "uraian", "nomenklatur",
            "penanggung_jawab_id", "penanggung_jawab__nama",
        )
    )  # fmt: skip
    pk = [b[0] for b in dasar]
    akar = {b[1]: b[0] for b in dasar}
    terpilih = _laporan(akar, laporan, tahun, satu)
    indikator = _indikator(pk, akar, tahun, satu, terpilih, aturan)
    uang = _uang(pk, akar, tahun, satu, terpilih)
    bukti = _bukti(pk, periode, terpilih)
    hasil = []
    for n, (kunci, _, bidang, sasaran, uraian, kode, opd_id, opd) in enumerate(dasar, nomor):
        isi = terpilih.get((kunci, periode), KOSONG)
        dilaporkan = isi["pertama"] and timezone.localdate(isi["pertama"])
        hasil.append(
            BarisPantau(
                pk=kunci, nomor=n, bidang=bidang, sasaran=sasaran, uraian=uraian, kode=kode,
                opd_id=opd_id, opd=opd, laporan=isi["pk"], status=isi["status"],
                dilaporkan=dilaporkan, terlambat=jadwal.terlambat(dilaporkan, hari),
                kendala=isi["kendala"], rencana=isi["rencana"], skor=isi["skor"],
                administrasi=isi["administrasi"], substansi=isi["substansi"],
                alasan_nilai=isi["alasan_nilai"], warna=aturan.warna(isi["skor"]),
                indikator=indikator.get(kunci, []), uang=uang.get(kunci, []),
                **bukti.get(kunci, {}),
            )
        )  # fmt: skip
    return hasil


KOSONG: dict[str, Any] = {
    "pk": None, "status": "", "pertama": None, "kendala": "", "rencana": "", "skor": None,
    "administrasi": None, "substansi": None, "alasan_nilai": "",
}  # fmt: skip
_RUAS = ("pk", "status", "pertama_dilaporkan_pada", "kendala", "rencana", "skor",
         "nilai_administrasi", "nilai_substansi", "alasan_nilai")  # fmt: skip


def _laporan(
    akar: dict[UUID, UUID], laporan: QuerySet[LaporanAksi], tahun: int, periode: Periode
) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Return ``{(action, period): report}`` of the year so far. A predecessor's report stands in
    where the action itself has none."""
    semua = (
        laporan.filter(tahun=tahun, periode__in=[p.value for p in periode.sampai])
        .annotate(akar=Coalesce("aksi__asal", "aksi"))
        .filter(akar__in=list(akar))
        .order_by("dibuat_pada", "pk")
        .values_list("akar", "aksi", "periode", *_RUAS)
    )
    hasil: dict[tuple[UUID, str], dict[str, Any]] = {}
    for induk, milik, bagian, *isi in semua:
        kunci = (akar[induk], bagian)
        if kunci not in hasil or milik == akar[induk]:
            hasil[kunci] = dict(zip(KOSONG, isi, strict=True))
    return hasil


def _indikator(
    pk: Sequence[UUID],
    akar: dict[UUID, UUID],
    tahun: int,
    periode: Periode,
    laporan: dict[tuple[UUID, str], dict[str, Any]],
    aturan: AturanPantau,
) -> dict[UUID, list[BarisIndikator]]:
    daftar = list(
        Indikator.objects.filter(aksi__in=pk)
        .annotate(akar=Coalesce("asal", "pk"))
        .order_by("aksi", "urutan", "pk")
        .values_list("aksi", "pk", "akar", "nama", "satuan", "arah", "baseline", "kumulatif")
    )
    target = dict(
        Target.objects.filter(indikator__aksi__in=pk, tahun=tahun).values_list("indikator", "nilai")
    )
    rencana: dict[UUID, dict[str, tuple[Nilai, str]]] = defaultdict(dict)
    for i, p, nilai, ukuran in TargetPeriode.objects.filter(
        indikator__aksi__in=pk, tahun=tahun
    ).values_list("indikator", "periode", "nilai", "ukuran"):
        rencana[i][p] = (nilai, ukuran)
    realisasi: dict[UUID, dict[str, tuple[Nilai, str, Nilai]]] = defaultdict(dict)
    for induk, p, nilai, alasan, sumber in (
        Realisasi.objects.filter(laporan__in=[isi["pk"] for isi in laporan.values()])
        .annotate(akar=Coalesce("indikator__asal", "indikator"))
        .values_list("akar", "laporan__periode", "nilai", "alasan", "capaian_sumber")
    ):
        realisasi[induk][p] = (nilai, alasan, sumber)
    hasil: dict[UUID, list[BarisIndikator]] = defaultdict(list)
    for aksi, i, induk, nama, satuan, arah, baseline, kumulatif in daftar:
        cara = hitungan.cara_hitung(satuan, kumulatif)
        hasil[aksi].append(
            _satu(
                (i, nama, satuan, arah, baseline), cara, target.get(i), rencana[i],
                realisasi[induk], periode, aturan,
            )
        )  # fmt: skip
    return hasil


def _satu(
    dasar: tuple[UUID, str, str, str, Nilai],
    cara: str,
    target: Nilai,
    rencana: dict[str, tuple[Nilai, str]],
    realisasi: dict[str, tuple[Nilai, str, Nilai]],
    periode: Periode,
    aturan: AturanPantau,
) -> BarisIndikator:
    pk, nama, satuan, arah, baseline = dasar
    rumus = aturan.rumus
    target_p, ukuran = rencana.get(periode.value, (None, ""))
    nilai, alasan, sumber = realisasi.get(periode.value, (None, "", None))
    sampai = [p.value for p in periode.sampai]
    target_k = None
    if all(rencana.get(p, (None,))[0] is not None for p in sampai):
        target_k = hitungan.gabungkan([rencana[p][0] for p in sampai], cara)
    # A period without a value leaves the sum as it is: the page says which one is missing.
    kumulatif = hitungan.gabungkan([realisasi.get(p, (None,))[0] for p in sampai], cara)

    # Without this period's report the targets so far would be met by a zero nobody wrote.
    sampai_kini = target_k if periode.value in realisasi else None

    def capai(t: Nilai, r: Nilai) -> Capaian:
        return hitungan.hitung(target=t, realisasi=r, arah=arah, rumus=rumus)

    return BarisIndikator(
        pk=pk, nama=nama, satuan=satuan, arah=arah, cara=cara, baseline=baseline,
        target_tahun=target, target_periode=target_p, target_kumulatif=target_k, ukuran=ukuran,
        realisasi_periode=nilai, realisasi_kumulatif=kumulatif, alasan=alasan,
        capaian_periode=capai(target_p, nilai), capaian_kumulatif=capai(sampai_kini, kumulatif),
        capaian_tahun=capai(target, kumulatif), capaian_sumber=sumber,
        temuan=hitungan.temuan(
            nama=nama, arah=arah, target=target, realisasi=kumulatif, tercetak=sumber, rumus=rumus
        ),
    )  # fmt: skip


def _uang(
    pk: Sequence[UUID],
    akar: dict[UUID, UUID],
    tahun: int,
    periode: Periode,
    laporan: dict[tuple[UUID, str], dict[str, Any]],
) -> dict[UUID, list[Uang]]:
    milik = {isi["pk"]: kunci for kunci, isi in laporan.items()}
    pagu: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    for aksi, sumber, nilai in Anggaran.objects.filter(aksi__in=pk, tahun=tahun).values_list(
        "aksi", "sumber", "pagu"
    ):
        pagu[aksi][sumber] = nilai
    serap: dict[UUID, dict[str, list[Decimal]]] = defaultdict(
        lambda: defaultdict(lambda: [NOL] * 2)
    )
    for induk, sumber, nilai in RealisasiAnggaran.objects.filter(
        laporan__in=list(milik)
    ).values_list("laporan", "sumber", "nilai"):
        aksi, bagian = milik[induk]
        jumlah = serap[aksi][sumber]
        jumlah[1] += nilai
        if bagian == periode:
            jumlah[0] += nilai
    return {
        aksi: [
            Uang(s, pagu[aksi].get(s, NOL), *serap[aksi][s])
            for s in sorted({*pagu[aksi], *serap[aksi]})
        ]
        for aksi in {*pagu, *serap}
    }


def _bukti(
    pk: Sequence[UUID], periode: str, laporan: dict[tuple[UUID, str], dict[str, Any]]
) -> dict[UUID, dict[str, int]]:
    """Return the counts of evidence per action: files, adequate ones, kinds owed, kinds met."""
    milik = {isi["pk"]: aksi for (aksi, bagian), isi in laporan.items() if bagian == periode}
    wajib: dict[UUID, set[UUID]] = defaultdict(set)
    for aksi, syarat in (
        SyaratBukti.objects.filter(aksi__in=pk, wajib=True)
        .filter(Q(periode="") | Q(periode=periode))
        .values_list("aksi", "pk")
    ):
        wajib[aksi].add(syarat)
    berkas: dict[UUID, list[tuple[UUID | None, str]]] = defaultdict(list)
    for induk, syarat, putusan in Bukti.objects.filter(laporan__in=list(milik)).values_list(
        "laporan", "syarat", "putusan"
    ):
        berkas[milik[induk]].append((syarat, putusan))
    hasil = {}
    for aksi in {*wajib, *berkas}:
        memadai = [s for s, putusan in berkas[aksi] if putusan == PutusanBukti.MEMADAI]
        hasil[aksi] = {
            "bukti": len(berkas[aksi]),
            "bukti_memadai": len(memadai),
            "wajib": len(wajib[aksi]),
            "wajib_memadai": len(wajib[aksi] & set(memadai)),
        }
    return hasil


def jadwal_kini(aturan: AturanPantau, hari: dt.date | None = None) -> Jadwal:
    """Return the period that is being reported: the last one that has ended; in the first months of
    a plan, the running one."""
    kini = hari or timezone.localdate()
    berjalan = Periode.pada(kini)
    urut = list(Periode)
    letak = urut.index(berjalan)
    tahun, sebelum = (kini.year, urut[letak - 1]) if letak else (kini.year - 1, urut[-1])
    if tahun < aturan.rad.mulai:
        return aturan.jadwal(aturan.rad.mulai, urut[0])
    if tahun > aturan.rad.selesai:
        return aturan.jadwal(aturan.rad.selesai, urut[-1])
    return aturan.jadwal(tahun, sebelum)
