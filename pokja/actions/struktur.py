"""Writes on the structure of the Pokja: seats while it is drafted, holders as they come and go, and
the SK that puts a draft in force."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from p3aks.core.pindaian import bertanda_tangan, ganti_berkas
from pokja.aturan.masa import SEHARI, Masa, MasaBentrok, tempatkan
from pokja.documents.susunan import komposisi
from pokja.enums import SifatPejabat, StatusPokja
from pokja.models import Kedudukan, Lembaga, Pejabat, Pengguna, Pokja

TETAP = "Susunan ini sudah ditetapkan dengan SK. Siapkan rancangan Pokja baru untuk mengubahnya."
SUDAH_BERAKHIR = "Pokja ini sudah berakhir; susunannya tidak berubah lagi."


@dataclass(frozen=True)
class IsiKedudukan:
    """What a seat says: position and field in the Pokja, the office it belongs to, its duties."""

    posisi: str
    lembaga: Lembaga
    jabatan_dinas: str
    bidang: str = ""
    tupoksi: str = ""
    urutan: int = 1


@dataclass(frozen=True)
class IsiPejabat:
    """Who takes a seat, how, and from when until when (last day; None: open)."""

    nama: str
    mulai: dt.date
    sifat: str = SifatPejabat.DEFINITIF
    selesai: dt.date | None = None
    nip: str = ""
    kelamin: str = ""
    pengguna: Pengguna | None = None


def _wajib(by: Pengguna) -> None:
    if not by.has_perm("pokja.kelola_struktur"):
        raise PermissionDenied


@transaction.atomic
def simpan_lembaga(*, by: Pengguna, lembaga: Lembaga) -> Lembaga:
    """Store an institution of this regency. Raises PermissionDenied, ValidationError."""
    _wajib(by)
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
    _wajib(by)
    if id_baru and (sudah := Pokja.objects.filter(pk=id_baru).first()):
        return sudah
    if Pokja.objects.filter(status=StatusPokja.RANCANGAN).exists():
        raise ValidationError("Masih ada rancangan Pokja. Lanjutkan atau buang rancangan itu.")
    pokja = Pokja(mulai=mulai, selesai=selesai, **({"id": id_baru} if id_baru else {}))
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
    _wajib(by)
    if Pokja.objects.select_for_update().get(pk=pokja.pk).status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
    catat(by=by, peristiwa="pokja.rancangan_dibuang", objek=pokja)
    for dokumen in pokja.dokumen.all():
        dokumen.berkas.delete(save=False)
        dokumen.delete()
    pokja.delete()


@transaction.atomic
def simpan_naskah(*, by: Pengguna, pokja: Pokja, menimbang: str, mengingat: str) -> None:
    """Store the words of the draft's SK. Raises ValidationError once the SK stands."""
    _wajib(by)
    pokja = Pokja.objects.select_for_update().get(pk=pokja.pk)
    if pokja.status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
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
    _wajib(by)
    if Pokja.objects.select_for_update().get(pk=pokja.pk).status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
    baru = kedudukan is None
    if kedudukan is None:
        if id_baru and (sudah := Kedudukan.objects.filter(pk=id_baru).first()):
            return sudah
        kedudukan = Kedudukan(pokja=pokja, **({"id": id_baru} if id_baru else {}))
    else:
        Kedudukan.objects.naikkan(kedudukan, kedudukan.versi if versi is None else versi)
    for nama, nilai in vars(isi).items():
        setattr(kedudukan, nama, nilai)
    kedudukan.full_clean()
    kedudukan.save()
    catat(
        by=by, objek=pokja, rincian={"kedudukan": str(kedudukan.pk)},
        peristiwa="pokja.kedudukan_ditambah" if baru else "pokja.kedudukan_diubah",
    )  # fmt: skip
    return kedudukan


@transaction.atomic
def hapus_kedudukan(*, by: Pengguna, kedudukan: Kedudukan) -> None:
    """Take a seat out of a draft. Raises ValidationError once the SK stands."""
    _wajib(by)
    pokja = Pokja.objects.select_for_update().get(pk=kedudukan.pokja_id)
    if pokja.status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
    catat(
        by=by, objek=pokja, rincian={"kedudukan": str(kedudukan.pk)},
        peristiwa="pokja.kedudukan_dihapus",
    )  # fmt: skip
    kedudukan.delete()


@transaction.atomic
def dudukkan(
    *, by: Pengguna, kedudukan: Kedudukan, isi: IsiPejabat, id_baru: UUID | None = None
) -> Pejabat:
    """Seat somebody; who sat there leaves on the day before, and loses the roles of the seat.

    A Plh. stands beside the holder and has a last day. Raises PermissionDenied unless *by* keeps
    the structure; ValidationError where the times do not fit, naming who is in the way.
    """
    _wajib(by)
    terkunci = _kunci(kedudukan)
    if id_baru and (sudah := Pejabat.objects.filter(pk=id_baru).first()):
        return sudah
    pejabat = Pejabat(kedudukan=terkunci, **({"id": id_baru} if id_baru else {}), **vars(isi))
    pejabat.full_clean()
    if isi.sifat == SifatPejabat.PLH and isi.selesai is None:
        raise ValidationError({"selesai": "Pelaksana harian menggantikan sementara: isi sampai."})
    sejak = terkunci.pokja.tanggal_sk
    if sejak and isi.mulai < sejak:
        raise ValidationError({"mulai": f"Kedudukan ini baru ada sejak SK {tanggal(sejak)}."})
    ada = list(terkunci.pejabat.order_by("mulai", "pk"))
    baru = Masa(isi.sifat, isi.mulai, isi.selesai)
    try:
        pergi = tempatkan(baru, [Masa(p.sifat, p.mulai, p.selesai) for p in ada])
    except MasaBentrok as galat:
        raise ValidationError({"mulai": _kalimat_bentrok(ada[galat.ke])}) from galat
    for ke in pergi:
        _pulang(ada[ke], isi.mulai - SEHARI)
    pejabat.save()
    catat(
        by=by, peristiwa="pokja.pejabat_duduk", objek=terkunci.pokja,
        rincian={"kedudukan": str(terkunci.pk), "pejabat": str(pejabat.pk)},
    )  # fmt: skip
    return pejabat


def _kalimat_bentrok(lain: Pejabat) -> str:
    sampai = f" sampai {tanggal(lain.selesai)}" if lain.selesai else ""
    return f"{lain.nama} tercatat di sini sejak {tanggal(lain.mulai)}{sampai}. Periksa tanggalnya."


@transaction.atomic
def akhiri_pejabat(*, by: Pengguna, pejabat: Pejabat, selesai: dt.date) -> None:
    """Write the last day of a holder; the roles of the seat end with it.

    Raises ValidationError where the day lies before the first, or others have sat there since.
    """
    _wajib(by)
    kedudukan = _kunci(pejabat.kedudukan)
    pejabat = kedudukan.pejabat.get(pk=pejabat.pk)
    if selesai < pejabat.mulai:
        raise ValidationError(f"{pejabat.nama} baru duduk sejak {tanggal(pejabat.mulai)}.")
    lain = list(kedudukan.pejabat.exclude(pk=pejabat.pk))
    masa = Masa(pejabat.sifat, pejabat.mulai, selesai)
    for satu in lain:
        sejenis = Masa(satu.sifat, satu.mulai, satu.selesai)
        if sejenis.sementara == masa.sementara and sejenis.bertemu(masa):
            raise ValidationError(_kalimat_bentrok(satu))
    _pulang(pejabat, selesai)
    catat(
        by=by, peristiwa="pokja.pejabat_berakhir", objek=kedudukan.pokja,
        rincian={"kedudukan": str(kedudukan.pk), "pejabat": str(pejabat.pk)},
    )  # fmt: skip


@transaction.atomic
def perbaiki_pejabat(
    *, by: Pengguna, pejabat: Pejabat, nama: str, nip: str, kelamin: str, pengguna: Pengguna | None
) -> None:
    """Correct how a holder is written, or name the account; never the times.

    Another account ends the roles that the seat gave to the one before.
    """
    _wajib(by)
    kedudukan = _kunci(pejabat.kedudukan)
    lama = pejabat.pengguna_id
    pejabat.nama, pejabat.nip, pejabat.kelamin, pejabat.pengguna = nama, nip, kelamin, pengguna
    pejabat.full_clean()
    pejabat.save()
    if lama and lama != pejabat.pengguna_id:
        _akhiri_peran(pejabat, timezone.localdate() - SEHARI)
    catat(
        by=by, peristiwa="pokja.pejabat_diperbaiki", objek=kedudukan.pokja,
        rincian={"kedudukan": str(kedudukan.pk), "pejabat": str(pejabat.pk)},
    )  # fmt: skip


def _kunci(kedudukan: Kedudukan) -> Kedudukan:
    """Lock the seat: two people who seat somebody at once come one after the other."""
    terkunci = Kedudukan.objects.select_for_update(of=("self",)).select_related("pokja")
    satu = terkunci.get(pk=kedudukan.pk)
    if satu.pokja.status == StatusPokja.BERAKHIR:
        raise ValidationError(SUDAH_BERAKHIR)
    return satu


def _pulang(pejabat: Pejabat, selesai: dt.date) -> None:
    pejabat.selesai = selesai
    pejabat.save()
    _akhiri_peran(pejabat, selesai)


def _akhiri_peran(pejabat: Pejabat, selesai: dt.date) -> None:
    """End the roles that came with the seat; one that had not begun by then goes."""
    peran = pejabat.penugasan.filter(Q(selesai=None) | Q(selesai__gt=selesai))
    peran.filter(mulai__gt=selesai).delete()
    peran.update(selesai=selesai)


@transaction.atomic
def berlakukan(
    *, by: Pengguna, pokja: Pokja, nomor_sk: str, tanggal_sk: dt.date, pindaian: bytes | None = None
) -> Pokja:
    """Put the draft in force with the SK that came back signed; the Pokja before it ends on the
    day before, its history stays (rule 1).

    Nobody sits before the SK: earlier times begin on its date. Roles that came with a seat follow
    their holder into the same position of the new Pokja, or end. Raises ValidationError where
    *pokja* is no draft, its structure would make the SK void, or the date lies in the future or
    not after the last SK.
    """
    _wajib(by)
    pokja = Pokja.objects.select_for_update().get(pk=pokja.pk)
    if pokja.status != StatusPokja.RANCANGAN:
        raise ValidationError(TETAP)
    if batal := komposisi(pokja, max(timezone.localdate(), tanggal_sk)).batal:
        raise ValidationError([t.kalimat for t in batal])
    if tanggal_sk > timezone.localdate():
        raise ValidationError({"tanggal_sk": "SK bertanggal besok atau sesudahnya belum berlaku."})
    _ganti_yang_berlaku(pokja, nomor_sk, tanggal_sk)
    for pejabat in Pejabat.objects.filter(kedudukan__pokja=pokja, mulai__lt=tanggal_sk):
        if pejabat.selesai and pejabat.selesai < tanggal_sk:
            pejabat.delete()
        else:
            pejabat.mulai = tanggal_sk
            pejabat.save()
    catat(by=by, peristiwa="pokja.diberlakukan", objek=pokja)
    if pindaian is not None:
        simpan_pindaian(by=by, pokja=pokja, isi=pindaian)
    return pokja


@transaction.atomic
def bentuk_pokja(*, mulai: int, selesai: int, nomor_sk: str, tanggal_sk: dt.date) -> Pokja:
    """Record the Pokja in force with its SK, without seats; the one before it ends (rule 1).

    The same SK once more is the same Pokja. Raises ValidationError where years or SK are not valid,
    or the date is not after the last SK.
    """
    ada = Pokja.objects.filter(mulai=mulai, selesai=selesai, nomor_sk=nomor_sk).first()
    if ada:
        return ada
    pokja = Pokja(mulai=mulai, selesai=selesai)
    pokja.full_clean()
    pokja.save()
    _ganti_yang_berlaku(pokja, nomor_sk, tanggal_sk)
    catat(by=None, peristiwa="pokja.dibentuk", objek=pokja)
    return pokja


def _ganti_yang_berlaku(pokja: Pokja, nomor_sk: str, tanggal_sk: dt.date) -> None:
    """Let *pokja* take the place of the Pokja in force."""
    lama = Pokja.objects.select_for_update().filter(status=StatusPokja.BERLAKU).first()
    if lama:
        if lama.tanggal_sk and tanggal_sk <= lama.tanggal_sk:
            kapan = tanggal(lama.tanggal_sk)
            raise ValidationError({"tanggal_sk": f"SK yang berlaku kini bertanggal {kapan}."})
        _tutup(lama, pokja, tanggal_sk - SEHARI)
    pokja.nomor_sk, pokja.tanggal_sk, pokja.status = nomor_sk, tanggal_sk, StatusPokja.BERLAKU
    pokja.full_clean()
    pokja.save()


@transaction.atomic
def simpan_pindaian(*, by: Pengguna, pokja: Pokja, isi: bytes) -> None:
    """Store the signed SK of a Pokja that is or was in force; *isi* is a PDF that the form has
    looked at. One before it goes once this is committed. Raises ValidationError for a draft."""
    _wajib(by)
    pokja = Pokja.objects.select_for_update().get(pk=pokja.pk)
    if pokja.status == StatusPokja.RANCANGAN:
        raise ValidationError("Catat nomor dan tanggal SK dahulu.")
    sidik = ganti_berkas(pokja.berkas_sk, isi)
    pokja.sk_bertanda_tangan = bertanda_tangan(isi)
    pokja.save()
    catat(by=by, peristiwa="pokja.pindaian_sk", objek=pokja, rincian={"sha256": sidik})


def _tutup(lama: Pokja, baru: Pokja, berakhir: dt.date) -> None:
    """End *lama* on the day *berakhir*, and with it everybody's time there."""
    lama.status, lama.berakhir = StatusPokja.BERAKHIR, berakhir
    lama.save()
    semua = Pejabat.objects.select_related("kedudukan")
    lanjut = Q(selesai=None) | Q(selesai__gt=berakhir)
    pindah = {
        (p.pengguna_id, p.kedudukan.posisi, p.kedudukan.bidang): p
        for p in semua.filter(lanjut, kedudukan__pokja=baru, pengguna__isnull=False)
    }
    for pejabat in semua.filter(lanjut, kedudukan__pokja=lama):
        duduk = (pejabat.pengguna_id, pejabat.kedudukan.posisi, pejabat.kedudukan.bidang)
        if penerus := pindah.get(duduk):
            pejabat.penugasan.update(pejabat=penerus)
            if penerus.selesai:
                _akhiri_peran(penerus, penerus.selesai)
        if pejabat.mulai > berakhir:
            _akhiri_peran(pejabat, berakhir)
            pejabat.delete()
        else:
            _pulang(pejabat, berakhir)
