"""Writes around the report of one action on one period: its content and its way to acceptance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.enums_pantau import Warna
from rad.models import (
    Aksi,
    AturanPantau,
    LaporanAksi,
    Realisasi,
    RealisasiAnggaran,
    pastikan_terbuka,
)
from rad.models.salinan import kanonik

PANJANG_ALASAN = 10
TIDAK_DIPANTAU = "Hanya aksi yang sudah ditetapkan yang dilaporkan."


class IsiRealisasi(NamedTuple):
    """A value, or the reason why there is none; and the achievement that a source printed."""

    nilai: Decimal | None = None
    alasan: str = ""
    capaian_sumber: Decimal | None = None


@dataclass(frozen=True)
class IsiLaporan:
    """The whole content of a report. ``realisasi`` is by indicator, ``anggaran`` by source (rupiah
    spent in the period; a source that is not named has no figure yet)."""

    realisasi: Mapping[UUID, IsiRealisasi] = field(default_factory=dict)
    anggaran: Mapping[str, Decimal] = field(default_factory=dict)
    kendala: str = ""
    rencana: str = ""
    serapan_sumber: Decimal | None = None


@transaction.atomic
def simpan(
    *,
    by: Pengguna,
    aksi: Aksi,
    tahun: int,
    periode: str,
    isi: IsiLaporan,
    versi: int | None = None,
) -> LaporanAksi:
    """Store *isi* as the report of *aksi* on *periode* of *tahun*.

    *versi* is the one the person started from; 0 or None where there was no report yet. Raises
    PermissionDenied unless *by* stands for the responsible OPD; Terkunci where the period has not
    begun or is closed; SudahBerubah where somebody else saved in between; ValidationError for a
    year outside the plan, an indicator of another action, or an action that is not monitored.
    """
    _periksa_tempat(aksi, tahun)
    laporan = LaporanAksi.objects.filter(aksi=aksi, tahun=tahun, periode=periode).first()
    if laporan is None:
        wajib(by, "rad.isi_laporan", LaporanAksi(aksi=aksi))
        pastikan_terbuka(aksi.rad, tahun, periode, aksi.penanggung_jawab_id)
        laporan = LaporanAksi(aksi=aksi, tahun=tahun, periode=periode)
        try:
            with transaction.atomic():
                laporan.save()
        except IntegrityError as galat:  # somebody else began it a moment earlier
            raise SudahBerubah from galat
    else:
        laporan.aksi = aksi
        wajib(by, "rad.isi_laporan", laporan)
        laporan.pastikan_terbuka()
        LaporanAksi.objects.naikkan(laporan, versi or 0)
    laporan.kendala, laporan.rencana = isi.kendala, isi.rencana
    laporan.serapan_sumber = isi.serapan_sumber
    laporan.full_clean(exclude=["status"])
    laporan.save()
    _tulis_realisasi(laporan, isi)
    _tulis_anggaran(laporan, isi)
    catat(by=by, peristiwa="laporan_aksi.disimpan", objek=laporan, rincian=_tempat(laporan))
    return laporan


def _periksa_tempat(aksi: Aksi, tahun: int) -> None:
    if tahun not in aksi.rad.tahun:
        raise ValidationError(f"Tahun {tahun} di luar periode {aksi.rad}.")
    if not Aksi.objects.dipantau().filter(pk=aksi.pk).exists():
        raise ValidationError(TIDAK_DIPANTAU)


def _tulis_realisasi(laporan: LaporanAksi, isi: IsiLaporan) -> None:
    lama = {r.indikator_id: r for r in laporan.realisasi.all()}
    milik = set(laporan.aksi.indikator.values_list("pk", flat=True))
    if asing := set(isi.realisasi) - milik:
        raise ValidationError(f"{len(asing)} indikator bukan milik aksi ini.")
    for pk, nilai in isi.realisasi.items():
        baris = lama.get(pk) or Realisasi(laporan=laporan, indikator_id=pk)
        _isi(baris, **nilai._asdict())


def _tulis_anggaran(laporan: LaporanAksi, isi: IsiLaporan) -> None:
    lama = {r.sumber: r for r in laporan.anggaran.all()}
    for sumber, nilai in isi.anggaran.items():
        baris = lama.pop(sumber, None) or RealisasiAnggaran(laporan=laporan, sumber=sumber)
        _isi(baris, nilai=nilai)
    for baris in lama.values():
        baris.delete()


def _isi(baris: Any, **isian: Any) -> None:
    """Set fields, saving only what differs: the history then shows true changes only."""
    if baris._state.adding or any(getattr(baris, k) != v for k, v in isian.items()):
        for k, v in isian.items():
            setattr(baris, k, v)
        baris.full_clean()
        baris.save()


def kekurangan(laporan: LaporanAksi) -> list[str]:
    """Return what keeps *laporan* from being sent, in words for the OPD (rule 12: each indicator
    has a value or a reason)."""
    kurang = []
    ada = {r.indikator_id: r for r in laporan.realisasi.all()}
    for i in laporan.aksi.indikator.all():
        r = ada.get(i.pk)
        if r is None or (r.nilai is None and not r.alasan):
            kurang.append(f"Isi realisasi “{i.nama}”, atau alasan mengapa belum ada angkanya.")
    berpagu = laporan.aksi.anggaran.filter(tahun=laporan.tahun, pagu__gt=0)
    terisi = {r.sumber for r in laporan.anggaran.all()}
    kurang += [
        f"Isi realisasi anggaran {a.get_sumber_display()}; tulis 0 bila belum ada yang terserap."
        for a in berpagu
        if a.sumber not in terisi
    ]
    return kurang


@transaction.atomic
def laporkan(*, by: Pengguna, laporan: LaporanAksi) -> None:
    """Send the report. Raises ValidationError with what is still missing, Terkunci."""
    wajib(by, "rad.isi_laporan", laporan)
    laporan.pastikan_terbuka()
    if kurang := kekurangan(laporan):
        raise ValidationError(kurang)
    langkah(laporan, "laporkan", by, oleh=by)


@transaction.atomic
def tarik(*, by: Pengguna, laporan: LaporanAksi) -> None:
    """Take back a report that nobody has decided on."""
    wajib(by, "rad.tarik_laporan", laporan)
    langkah(laporan, "tarik", by)


@transaction.atomic
def terima(
    *,
    by: Pengguna,
    laporan: LaporanAksi,
    administrasi: Decimal,
    substansi: Decimal,
    alasan: str = "",
    versi: int | None = None,
) -> None:
    """Accept the report and score it: *administrasi* and *substansi* from 0 to 100, weighted by the
    plan's settings. A red score needs a reason. Never by who reported; *versi* is the one that was
    read. Raises PermissionDenied, ValidationError, SudahBerubah, Terkunci."""
    wajib(by, "rad.verifikasi_laporan", laporan)
    _yang_dibaca(laporan, versi)
    for nama, nilai in (("administrasi", administrasi), ("substansi", substansi)):
        if not 0 <= nilai <= 100:
            raise ValidationError({nama: "Nilai dari 0 sampai 100."})
    aturan = AturanPantau.milik(laporan.aksi.rad)
    skor = aturan.skor(administrasi, substansi)
    if aturan.warna(skor) == Warna.MERAH and len(alasan.strip()) < PANJANG_ALASAN:
        raise ValidationError(
            {"alasan": f"Skor {skor} merah. Tulis alasannya, paling sedikit sepuluh huruf."}
        )
    langkah(
        laporan, "terima", by, alasan=alasan, oleh=by, administrasi=administrasi,
        substansi=substansi, skor=skor, catatan=alasan,
    )  # fmt: skip


@transaction.atomic
def kembalikan(
    *, by: Pengguna, laporan: LaporanAksi, alasan: str, versi: int | None = None
) -> None:
    """Return the report with a reason that the OPD reads. Never by who reported."""
    wajib(by, "rad.verifikasi_laporan", laporan)
    _yang_dibaca(laporan, versi)
    if len(alasan := alasan.strip()) < PANJANG_ALASAN:
        raise ValidationError({"alasan": "Tulis alasannya, paling sedikit sepuluh huruf."})
    langkah(laporan, "kembalikan", by, alasan=alasan, oleh=by)


def _yang_dibaca(laporan: LaporanAksi, versi: int | None) -> None:
    if versi is not None and versi != laporan.versi:
        raise SudahBerubah


def langkah(
    laporan: LaporanAksi, nama: str, by: Pengguna, *, alasan: str = "", **isian: Any
) -> None:
    """Run transition *nama*, logged with a copy of the figures. Raises SudahBerubah, Terkunci."""
    laporan.pastikan_terbuka()
    melangkah(
        laporan, nama, by, awalan="laporan_aksi", alasan=alasan, salinan=lambda: salin(laporan),
        rincian=_tempat(laporan), **isian,
    )  # fmt: skip


def salin(laporan: LaporanAksi) -> dict[str, Any]:
    """Return the content of *laporan* as plain JSON, for the log."""
    return {
        "kendala": laporan.kendala,
        "rencana": laporan.rencana,
        "realisasi": {
            r.indikator.nama: {"nilai": kanonik(r.nilai), "alasan": r.alasan}
            for r in laporan.realisasi.select_related("indikator")
        },
        "anggaran": {r.sumber: kanonik(r.nilai) for r in laporan.anggaran.all()},
        "nilai": [
            kanonik(n) for n in (laporan.nilai_administrasi, laporan.nilai_substansi, laporan.skor)
        ],
    }


def _tempat(laporan: LaporanAksi) -> dict[str, Any]:
    return {"tahun": laporan.tahun, "periode": laporan.periode}
