"""What was reported on one period, row by row: the material of the workbook, out and in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rad.aturan.capaian import cara_hitung
from rad.documents.ringkas import label_sumber
from rad.enums_pantau import StatusLaporan
from rad.models import (
    Aksi,
    Anggaran,
    Indikator,
    LaporanAksi,
    Rad,
    Realisasi,
    RealisasiAnggaran,
    TargetPeriode,
)
from rad.models.pantau_aturan import PERAN_OPD
from rad.permissions import PEMUTUS

Nilai = Decimal | None


@dataclass(frozen=True)
class BarisUkur:
    """One indicator: what the period is to reach and what was reported. ``cara``: how the periods
    become the year; ``ada``: whether anything was reported."""

    pk: UUID
    nama: str
    satuan: str
    cara: str
    target: Nilai
    nilai: Nilai = None
    alasan: str = ""
    ada: bool = False


@dataclass(frozen=True)
class BarisDana:
    """One source of funds: pagu of the year, and what was spent in the period."""

    sumber: str
    pagu: Nilai
    nilai: Nilai = None

    @property
    def label(self) -> str:
        """The source as people call it."""
        return label_sumber(self.sumber)


@dataclass(frozen=True)
class IsiAksi:
    """One action with its report on the period; ``versi`` 0 where there is none."""

    pk: UUID
    nomor: int
    uraian: str
    lembaga: UUID
    opd: str
    versi: int = 0
    status: str = ""
    kendala: str = ""
    rencana: str = ""
    ukur: list[BarisUkur] = field(default_factory=list)
    dana: list[BarisDana] = field(default_factory=list)

    @property
    def keadaan(self) -> str:
        """The state of the report in words."""
        return str(StatusLaporan(self.status).label) if self.status else "Belum dilaporkan"

    @property
    def pembawa(self) -> str:
        """The key of the row on which obstacles and follow-up stand: the first one."""
        semua = [*(str(u.pk) for u in self.ukur), *(d.sumber for d in self.dana)]
        return semua[0] if semua else ""

    @property
    def boleh_disunting(self) -> bool:
        """Whether the report may be changed."""
        return self.status in ("", StatusLaporan.DRAF, StatusLaporan.DIKEMBALIKAN)


def aksi_dapat_diisi(user: Any, rad: Rad) -> QuerySet[Aksi]:
    """Return the monitored actions of *rad* whose reports *user* writes (``isi_laporan``): an OPD's
    own; for the Sekretariat all, which reports for whoever does not use the system."""
    semua = Aksi.objects.untuk(user).dipantau().filter(rad=rad)
    if user.peran & set(PEMUTUS):
        return semua
    return semua.filter(penanggung_jawab__in=user.lembaga_sebagai(*PERAN_OPD))


def susun(aksi: QuerySet[Aksi], *, tahun: int, periode: str) -> list[IsiAksi]:
    """Return *aksi* (of one plan) in matrix order with their reports, numbered as on the page of
    the period. Seven queries, whatever the number of actions."""
    dasar = list(
        aksi.urut_matriks().values_list(  # type: ignore[attr-defined]
            "pk", "uraian", "penanggung_jawab_id", "penanggung_jawab__nama"
        )
    )
    pk = [b[0] for b in dasar]
    laporan = {
        a: isi
        for a, *isi in LaporanAksi.objects.filter(
            aksi__in=pk, tahun=tahun, periode=periode
        ).values_list("aksi", "pk", "versi", "status", "kendala", "rencana")
    }
    ukur = _ukur(pk, [isi[0] for isi in laporan.values()], tahun, periode)
    dana = _dana(pk, {isi[0]: a for a, isi in laporan.items()}, tahun)
    hasil = []
    for nomor, (a, uraian, lembaga, opd) in enumerate(dasar, 1):
        _, versi, status, kendala, rencana = laporan.get(a, (None, 0, "", "", ""))
        hasil.append(
            IsiAksi(
                pk=a, nomor=nomor, uraian=uraian, lembaga=lembaga, opd=opd, versi=versi,
                status=status, kendala=kendala, rencana=rencana, ukur=ukur.get(a, []),
                dana=dana.get(a, []),
            )
        )  # fmt: skip
    return hasil


def _ukur(
    aksi: list[UUID], laporan: Iterable[UUID], tahun: int, periode: str
) -> dict[UUID, list[BarisUkur]]:
    target = dict(
        TargetPeriode.objects.filter(
            indikator__aksi__in=aksi, tahun=tahun, periode=periode
        ).values_list("indikator", "nilai")
    )
    terisi = {
        i: (nilai, alasan, True)
        for i, nilai, alasan in Realisasi.objects.filter(laporan__in=list(laporan)).values_list(
            "indikator", "nilai", "alasan"
        )
    }
    hasil: dict[UUID, list[BarisUkur]] = {}
    for a, pk, nama, satuan, kumulatif in (
        Indikator.objects.filter(aksi__in=aksi)
        .order_by("aksi", "urutan", "pk")
        .values_list("aksi", "pk", "nama", "satuan", "kumulatif")
    ):
        isi = terisi.get(pk, (None, "", False))
        cara = cara_hitung(satuan, kumulatif)
        hasil.setdefault(a, []).append(BarisUkur(pk, nama, satuan, cara, target.get(pk), *isi))
    return hasil


def _dana(aksi: list[UUID], laporan: dict[UUID, UUID], tahun: int) -> dict[UUID, list[BarisDana]]:
    pagu: dict[tuple[UUID, str], Nilai] = {
        (a, s): nilai
        for a, s, nilai in Anggaran.objects.filter(aksi__in=aksi, tahun=tahun).values_list(
            "aksi", "sumber", "pagu"
        )
    }
    serap = {
        (laporan[induk], s): nilai
        for induk, s, nilai in RealisasiAnggaran.objects.filter(
            laporan__in=list(laporan)
        ).values_list("laporan", "sumber", "nilai")
    }
    hasil: dict[UUID, list[BarisDana]] = {}
    for a, s in sorted({*pagu, *serap}, key=lambda k: (str(k[0]), label_sumber(k[1]))):
        hasil.setdefault(a, []).append(BarisDana(s, pagu.get((a, s)), serap.get((a, s))))
    return hasil
