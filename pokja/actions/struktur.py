"""Writes on the structure of the Pokja: institutions, drafts, and their seats."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.enums import SifatPejabat, StatusPokja
from pokja.models import Kedudukan, Lembaga, Pejabat, Pengguna, Pokja

TETAP = "Susunan ini sudah ditetapkan dengan SK. Siapkan rancangan Pokja baru untuk mengubahnya."


@dataclass(frozen=True)
class IsiKedudukan:
    """What a seat says: position and field in the Pokja, the office it belongs to, its duties."""

    posisi: str
    lembaga: Lembaga
    jabatan_dinas: str
    bidang: str = ""
    tupoksi: str = ""
    urutan: int = 1


def wajib_kelola(by: Pengguna) -> None:
    """Raise PermissionDenied unless *by* keeps the structure."""
    if not by.has_perm("pokja.kelola_struktur"):
        raise PermissionDenied


def kunci_rancangan(pokja: Pokja) -> Pokja:
    """Return *pokja* as it is now, locked. Raises ValidationError for anything but a draft."""
    terkunci = Pokja.objects.select_for_update().get(pk=pokja.pk)
    if terkunci.status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
    return terkunci


@transaction.atomic
def simpan_lembaga(*, by: Pengguna, lembaga: Lembaga) -> Lembaga:
    """Store an institution of this regency. Raises PermissionDenied, ValidationError."""
    wajib_kelola(by)
    baru = lembaga._state.adding
    if baru:
        lembaga.wilayah_id = settings.WILAYAH
    lembaga.full_clean()
    lembaga.save()
    catat(by=by, peristiwa="lembaga.dibuat" if baru else "lembaga.diubah", objek=lembaga)
    return lembaga


@transaction.atomic
def siapkan_rancangan(
    *,
    by: Pengguna,
    mulai: int,
    selesai: int,
    dari: Pokja | None = None,
    id_baru: UUID | None = None,
) -> Pokja:
    """Begin the draft of a new Pokja; *dari* gives its seats, and those who hold them today.

    *id_baru* is the one-time key of the form: sent twice it makes one draft. Raises
    PermissionDenied unless *by* keeps the structure; ValidationError where a draft exists already
    or the years are not in order.
    """
    wajib_kelola(by)
    if id_baru and (sudah := Pokja.objects.filter(pk=id_baru).first()):
        return sudah
    if Pokja.objects.filter(status=StatusPokja.RANCANGAN).exists():
        raise ValidationError("Masih ada rancangan Pokja. Lanjutkan atau buang rancangan itu.")
    pokja = Pokja(mulai=mulai, selesai=selesai, id=id_baru or uuid4())
    pokja.full_clean()
    pokja.save()
    hari_ini = timezone.localdate()
    lama: Any  # with ``pemangku``
    for lama in dari.susunan(hari_ini) if dari else ():
        baru = Kedudukan.objects.create(
            pokja=pokja, posisi=lama.posisi, bidang=lama.bidang, lembaga=lama.lembaga,
            jabatan_dinas=lama.jabatan_dinas, tupoksi=lama.tupoksi, urutan=lama.urutan,
        )  # fmt: skip
        for orang in lama.pemangku:
            if orang.sifat != SifatPejabat.PLH:  # stands in for days, not for a period
                Pejabat.objects.create(
                    kedudukan=baru, nama=orang.nama, nip=orang.nip, kelamin=orang.kelamin,
                    sifat=orang.sifat, mulai=hari_ini, selesai=orang.selesai,
                    pengguna=orang.pengguna,
                )  # fmt: skip
    catat(by=by, peristiwa="pokja.dirancang", objek=pokja)
    return pokja


@transaction.atomic
def buang_rancangan(*, by: Pengguna, pokja: Pokja) -> None:
    """Delete a draft with its seats and documents. Raises ValidationError for any other Pokja."""
    wajib_kelola(by)
    kunci_rancangan(pokja)
    catat(by=by, peristiwa="pokja.rancangan_dibuang", objek=pokja)
    for dokumen in pokja.dokumen.all():
        dokumen.berkas.delete(save=False)
        dokumen.delete()
    pokja.delete()


@transaction.atomic
def simpan_naskah(*, by: Pengguna, pokja: Pokja, menimbang: str, mengingat: str) -> None:
    """Store the words of the draft's SK. Raises ValidationError once the SK stands."""
    wajib_kelola(by)
    pokja = kunci_rancangan(pokja)
    pokja.menimbang, pokja.mengingat = menimbang, mengingat
    pokja.save()
    catat(by=by, peristiwa="pokja.naskah_diubah", objek=pokja)


@transaction.atomic
def simpan_kedudukan(
    *,
    by: Pengguna,
    pokja: Pokja,
    isi: IsiKedudukan,
    kedudukan: Kedudukan | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Kedudukan:
    """Store a new seat of the draft *pokja*, or change *kedudukan*.

    Raises PermissionDenied unless *by* keeps the structure; ValidationError once the SK stands;
    :class:`SudahBerubah` where *versi* is not the one in the database.
    """
    wajib_kelola(by)
    kunci_rancangan(pokja)
    baru = kedudukan is None
    if kedudukan is None:
        if id_baru and (sudah := Kedudukan.objects.filter(pk=id_baru).first()):
            return sudah
        kedudukan = Kedudukan(pokja=pokja, id=id_baru or uuid4())
    else:
        Kedudukan.objects.naikkan(kedudukan, versi)
    kedudukan.isikan(vars(isi))
    kedudukan.save()
    catat(
        by=by, objek=pokja, rincian={"kedudukan": str(kedudukan.pk)},
        peristiwa="pokja.kedudukan_ditambah" if baru else "pokja.kedudukan_diubah",
    )  # fmt: skip
    return kedudukan


@transaction.atomic
def hapus_kedudukan(*, by: Pengguna, kedudukan: Kedudukan) -> None:
    """Take a seat out of a draft. Raises ValidationError once the SK stands."""
    wajib_kelola(by)
    pokja = kunci_rancangan(kedudukan.pokja)
    catat(
        by=by, objek=pokja, rincian={"kedudukan": str(kedudukan.pk)},
        peristiwa="pokja.kedudukan_dihapus",
    )  # fmt: skip
    kedudukan.delete()
