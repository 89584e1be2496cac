"""Exports: what leaves the case app as a file, counted and marked; and the tick "sudah diinput"."""

import datetime as dt
import hashlib
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from kasus.actions.dasar import kunci
from kasus.documents import gbvims, simfoni
from kasus.documents.berkas_ekspor import TandaAir, tulis_csv, tulis_simfoni
from kasus.enums_akses import JenisEkspor
from kasus.models import EksporKasus, InputSimfoni, Kasus, Korban
from p3aks.core.audit import catat
from p3aks.core.documents import ABJAD_KODE

ALASAN = "ekspor data kasus"
PALING_LAMA = dt.timedelta(days=366)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Berkas(NamedTuple):
    """A file ready to be given out. The name says nothing about its content."""

    nama: str
    mime: str
    isi: bytes
    jumlah: int


@transaction.atomic
def ekspor(*, by: Any, jenis: str, dari: dt.date, sampai: dt.date) -> Berkas:
    """Make the file *jenis* of the cases *by* handles, reported from *dari* to *sampai* (R23).

    Free text and identity are never in it. It is registered with its number of rows and its hash,
    and recorded on the chain of each case. Raises PermissionDenied; ValidationError for a period
    that is turned round, longer than a year, or without a case.
    """
    if not by.has_perm("kasus.ekspor"):
        raise PermissionDenied
    if dari > sampai:
        raise ValidationError({"sampai": "Tanggal akhir mendahului tanggal awal."})
    if sampai - dari > PALING_LAMA:
        raise ValidationError({"sampai": "Paling lama satu tahun untuk sekali ekspor."})
    tanda = TandaAir(f"E-{get_random_string(8, ABJAD_KODE)}", by.nama, timezone.now())
    if jenis == JenisEkspor.SIMFONI:
        semua = simfoni.kumpulkan(by, dari, sampai)
        kasus = [s.kasus for s in semua]
        isi = tulis_simfoni([s.formulir for s in semua], tanda)
        jumlah = sum(len(baris) for s in semua for baris in s.formulir.values())
        berkas = Berkas(f"simfoni-{tanda.kode}.xlsx", XLSX, isi, jumlah)
    else:
        baris, _ = gbvims.kumpulkan(by, dari, sampai)
        kasus = []
        isi = tulis_csv(gbvims.KOLOM, baris, tanda)
        berkas = Berkas(f"gbvims-{tanda.kode}.csv", "text/csv; charset=utf-8", isi, len(baris))
    if not berkas.jumlah:
        raise ValidationError({"dari": "Tidak ada data yang dapat diekspor pada masa ini."})
    _daftarkan(by, jenis, dari, sampai, tanda, berkas, kasus)
    return berkas


def _daftarkan(
    by: Any,
    jenis: str,
    dari: dt.date,
    sampai: dt.date,
    tanda: TandaAir,
    berkas: Berkas,
    kasus: list[Kasus],
) -> None:
    baris = EksporKasus.objects.sistem(ALASAN).create(
        kode=tanda.kode,
        jenis=jenis,
        dari=dari,
        sampai=sampai,
        jumlah=berkas.jumlah,
        sha256=hashlib.sha256(berkas.isi).hexdigest(),
        oleh=by,
    )
    catat(by=by, peristiwa="kasus.ekspor", objek=baris, rincian={"jumlah": berkas.jumlah})
    for satu in kasus:
        catat(
            by=by,
            peristiwa="kasus.diekspor",
            objek=satu,
            rincian={"ekspor": tanda.kode, "tingkat": "F1", "kanal": "XLSX"},
        )


@transaction.atomic
def tandai_diinput(*, by: Any, korban: Korban, nomor: str = "") -> None:
    """Tick that *korban*'s row was typed into SIMFONI, under registration number *nomor*.

    A second tick keeps the first time and stores a new number. Raises PermissionDenied.
    """
    kasus = kunci(by, korban.kasus)
    InputSimfoni.objects.sistem(ALASAN).update_or_create(
        korban=korban,
        defaults={"nomor": nomor.strip()[:40]},
        create_defaults={"nomor": nomor.strip()[:40], "oleh": by},
    )
    catat(by=by, peristiwa="kasus.diinput_simfoni", objek=kasus, rincian={"korban": korban.kode})
