"""Writes on the register of SOPs: the SOP, its versions, and the actions that follow it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from p3aks.core.pindaian import ganti_berkas
from pokja.models import Pengguna
from rad.enums_selaras import StatusSop
from rad.models import Aksi, KaitanSop, Sop, VersiSop

SUDAH_ADA_DRAF = "SOP ini sudah punya draf versi berikutnya. Ubah draf itu."


@transaction.atomic
def simpan_sop(
    *,
    by: Pengguna,
    isi: Mapping[str, Any],
    sop: Sop | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Sop:
    """Store a new SOP, or change what *sop* is called and who owns it.

    *id_baru* is the one-time key of the form. Raises PermissionDenied unless *by* keeps SOPs of
    the owner, the one before and the one after; ValidationError; SudahBerubah.
    """
    wajib(by, "rad.kelola_sop", sop)
    wajib(by, "rad.isi_untuk_lembaga", isi["lembaga"])
    baru = sop is None
    if sop is None:
        if id_baru and (sudah := Sop.objects.filter(pk=id_baru).first()):
            wajib(by, "rad.kelola_sop", sudah)
            return sudah
        sop = Sop(id=id_baru or uuid4())
    else:
        Sop.objects.naikkan(sop, versi)
    sop.isikan(isi)
    sop.save()
    catat(by=by, peristiwa="sop.dibuat" if baru else "sop.diubah", objek=sop)
    return sop


@transaction.atomic
def simpan_versi(
    *,
    by: Pengguna,
    sop: Sop,
    isi: Mapping[str, Any],
    pindaian: bytes | None = None,
    versi_sop: VersiSop | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> VersiSop:
    """Store a draft as the next version of *sop*, or change the draft *versi_sop*; *pindaian* is a
    PDF that the form has looked at. Raises PermissionDenied (also for a version that is not a
    draft any more), ValidationError, SudahBerubah."""
    wajib(by, "rad.kelola_sop", sop)
    Sop.objects.select_for_update().get(pk=sop.pk)
    baru = versi_sop is None
    if versi_sop is None:
        if id_baru and (sudah := sop.versi_sop.filter(pk=id_baru).first()):
            return sudah
        if sop.versi_sop.filter(status=StatusSop.DRAF).exists():
            raise ValidationError(SUDAH_ADA_DRAF)
        akhir = sop.versi_sop.aggregate(n=Max("nomor"))["n"] or 0
        versi_sop = VersiSop(id=id_baru or uuid4(), sop=sop, nomor=akhir + 1)
    else:
        wajib(by, "rad.ubah_versi_sop", versi_sop)
        VersiSop.objects.naikkan(versi_sop, versi)
    versi_sop.isikan(isi)
    if pindaian:
        versi_sop.sidik = ganti_berkas(versi_sop.berkas, pindaian)
    versi_sop.save()
    rincian = {"versi": versi_sop.nomor, "sha256": versi_sop.sidik or None}
    kejadian = "sop.versi_dibuat" if baru else "sop.versi_diubah"
    catat(by=by, peristiwa=kejadian, objek=sop, rincian=rincian)
    return versi_sop


@transaction.atomic
def berlakukan(*, by: Pengguna, versi_sop: VersiSop) -> None:
    """Put a draft in force; the version before it ends the day before. Raises PermissionDenied,
    SudahBerubah, ValidationError with what is missing."""
    wajib(by, "rad.ubah_versi_sop", versi_sop)
    if kurang := versi_sop.kekurangan():
        raise ValidationError(kurang)
    mulai: dt.date = versi_sop.berlaku  # type: ignore[assignment]  # kekurangan() has seen to it
    if mulai > timezone.localdate():
        raise ValidationError("Tanggal berlakunya belum tiba. Berlakukan pada harinya.")
    lama = versi_sop.sop.versi_sop.filter(status=StatusSop.BERLAKU).first()
    if lama and lama.berlaku and lama.berlaku >= mulai:
        raise ValidationError(
            f"Versi {lama.nomor} berlaku sejak hari yang sama atau sesudahnya. "
            "Tanggal versi baru harus sesudah itu."
        )
    if lama:
        sebab = f"Digantikan versi {versi_sop.nomor}."
        _langkah(lama, "cabut", by, alasan=sebab, pada=mulai - dt.timedelta(days=1))
    _langkah(versi_sop, "berlakukan", by)


@transaction.atomic
def cabut(*, by: Pengguna, versi_sop: VersiSop, alasan: str) -> None:
    """Revoke a version without a next one. Raises PermissionDenied, SudahBerubah, and
    ValidationError without a reason."""
    wajib(by, "rad.cabut_versi_sop", versi_sop)
    if len(alasan := alasan.strip()) < 5:
        raise ValidationError({"alasan": "Tuliskan alasannya, paling sedikit lima huruf."})
    _langkah(versi_sop, "cabut", by, alasan=alasan, pada=timezone.localdate())


def _langkah(versi_sop: VersiSop, nama: str, by: Pengguna, **isian: Any) -> None:
    melangkah(versi_sop, nama, by, awalan="sop", rincian={"versi": versi_sop.nomor}, **isian)


@transaction.atomic
def buang_draf(*, by: Pengguna, versi_sop: VersiSop) -> None:
    """Drop a draft that never came into force. Raises PermissionDenied."""
    wajib(by, "rad.ubah_versi_sop", versi_sop)
    berkas, gudang = versi_sop.berkas.name, versi_sop.berkas.storage
    catat(by=by, peristiwa="sop.draf_dibuang", objek=versi_sop.sop)
    versi_sop.delete()
    if berkas:
        transaction.on_commit(lambda: gudang.delete(berkas))


@transaction.atomic
def kaitkan(*, by: Pengguna, aksi: Iterable[Aksi], sop: Iterable[Sop]) -> int:
    """Say that each of *aksi* follows each of *sop*; said twice it is said once. Return how many
    links are new. Raises PermissionDenied unless *by* aligns every one of *aksi*."""
    semua, baru = list(sop), 0
    for satu in aksi:
        wajib(by, "rad.selaraskan", satu)
        sudah = set(satu.kaitan_sop.values_list("sop", flat=True))
        tambah = [s for s in semua if s.pk not in sudah]
        for s in tambah:
            KaitanSop.objects.get_or_create(aksi=satu, sop=s, defaults={"oleh": by})
        if tambah:
            catat(by=by, peristiwa="aksi.ber_sop", objek=satu, rincian={"sop": len(tambah)})
        baru += len(tambah)
    return baru


@transaction.atomic
def lepaskan(*, by: Pengguna, kaitan: KaitanSop) -> None:
    """Undo a link. Raises PermissionDenied as :func:`kaitkan`."""
    wajib(by, "rad.selaraskan", kaitan.aksi)
    catat(by=by, peristiwa="aksi.sop_dilepas", objek=kaitan.aksi)
    kaitan.delete()
