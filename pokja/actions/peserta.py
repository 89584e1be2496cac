"""Writes on the guests of a meeting: invited, answering, attending."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import normal_teks
from p3aks.core.pindaian import ganti_berkas
from pokja.actions.rapat import kunci_rapat
from pokja.enums_rapat import DicatatLewat, JawabanUndangan, StatusRapat
from pokja.models import (
    HadirSesi,
    Jejaring,
    Kehadiran,
    Lembaga,
    Pejabat,
    Pengguna,
    Rapat,
    SesiRapat,
)

TERTUTUP = "Rapat ini tidak lagi menerima jawaban. Hubungi Sekretariat Pokja."
PENUH = "Daftar peserta tambahan sudah penuh. Hubungi petugas daftar hadir."
# How long before the begin and after the end of a session guests may sign in themselves.
LONGGAR = dt.timedelta(hours=1)
MAKS_TAMBAHAN = 500


@transaction.atomic
def undang_peserta(
    *,
    by: Pengguna,
    rapat: Rapat,
    pejabat: Iterable[Pejabat] = (),
    jejaring: Iterable[Jejaring] = (),
    lembaga: Iterable[Lembaga] = (),
    lain: Iterable[Mapping[str, str]] = (),
) -> int:
    """Add guests who are not on the list yet; return how many.

    Seat holders come with their office and bidang, bodies of the network and institutions as
    such, *lain* by ``nama``, ``jabatan``, ``instansi`` and ``kelamin``. Raises PermissionDenied
    unless *by* keeps the meeting, ValidationError where it is closed.
    """
    terkunci = kunci_rapat(by, rapat)
    ada = {_tanda(k) for k in terkunci.kehadiran.all()}
    baru = []
    for calon in (
        *(_dari_pejabat(p) for p in pejabat),
        *(_dari_jejaring(j) for j in jejaring),
        *(_dari_lembaga(satu) for satu in lembaga),
        *(Kehadiran(**satu) for satu in lain),
    ):
        if _tanda(calon) in ada:
            continue
        ada.add(_tanda(calon))
        calon.rapat = terkunci
        calon.clean_fields()
        calon.validate_constraints()
        baru.append(calon)
    # One by one in time, so that the list keeps the order in which they were named.
    saat = timezone.now()
    for ke, calon in enumerate(baru):
        calon.dibuat_pada = saat + dt.timedelta(microseconds=ke)
    Kehadiran.objects.bulk_create(baru)
    if baru:
        catat(by=by, peristiwa="rapat.diundang", objek=terkunci, rincian={"jumlah": len(baru)})
    return len(baru)


def _tanda(k: Kehadiran) -> tuple[Any, ...]:
    """What makes two rows the same guest."""
    if k.pejabat_id:
        return ("pejabat", k.pejabat_id)
    return tuple(normal_teks(t) for t in (k.nama, k.jabatan, k.instansi))


def _dari_pejabat(p: Pejabat) -> Kehadiran:
    duduk = p.kedudukan
    return Kehadiran(
        pejabat=p, nama=p.nama, jabatan=duduk.jabatan_dinas, instansi=duduk.lembaga.nama,
        lembaga=duduk.lembaga, kelamin=p.kelamin, bidang=duduk.bidang, unsur=duduk.lembaga.unsur,
    )  # fmt: skip


def _dari_jejaring(j: Jejaring) -> Kehadiran:
    return Kehadiran(nama=j.kontak, jabatan=j.jabatan_kontak or f"Ketua {j}", instansi=str(j))


def _dari_lembaga(satu: Lembaga) -> Kehadiran:
    return Kehadiran(
        jabatan=f"Pimpinan {satu.nama}"[:200], instansi=satu.nama, lembaga=satu, unsur=satu.unsur
    )


@transaction.atomic
def ubah_peserta(
    *, by: Pengguna, kehadiran: Kehadiran, isi: dict[str, Any], versi: int | None = None
) -> Kehadiran:
    """Correct a guest, or write down an answer that came another way. Raises PermissionDenied,
    ValidationError, SudahBerubah."""
    terkunci = kunci_rapat(by, kehadiran.rapat)
    Kehadiran.objects.naikkan(kehadiran, versi)
    if isi.get("jawaban", kehadiran.jawaban) != kehadiran.jawaban:
        kehadiran.dijawab_pada = timezone.now()
    kehadiran.isikan(isi)
    kehadiran.save()
    catat(by=by, peristiwa="rapat.peserta_diubah", objek=terkunci)
    return kehadiran


@transaction.atomic
def hapus_peserta(*, by: Pengguna, kehadiran: Kehadiran) -> None:
    """Take a guest off the list. Raises ValidationError for one who attended."""
    terkunci = kunci_rapat(by, kehadiran.rapat)
    if kehadiran.hadir.exists():
        raise ValidationError("Peserta ini tercatat hadir, jadi tidak dapat dihapus.")
    kehadiran.delete()
    catat(by=by, peristiwa="rapat.peserta_dihapus", objek=terkunci)


@transaction.atomic
def ganti_tautan(*, by: Pengguna, kehadiran: Kehadiran) -> None:
    """Give a guest a new private link; the old one no longer opens anything."""
    terkunci = kunci_rapat(by, kehadiran.rapat)
    kehadiran.tautan_ke += 1
    kehadiran.save()
    catat(by=by, peristiwa="rapat.tautan_diganti", objek=terkunci)


def menerima_jawaban(rapat: Rapat) -> bool:
    """Whether guests may still answer."""
    return rapat.status in (StatusRapat.UNDANGAN, StatusRapat.BERLANGSUNG)


@transaction.atomic
def jawab(
    *,
    kehadiran: Kehadiran,
    jawaban: str,
    wakil: str = "",
    jabatan_wakil: str = "",
    kelamin_wakil: str = "",
) -> None:
    """Write down what the holder of the private link answers; the last answer counts.

    There is no ``by``: whoever has the link speaks for the guest. Raises ValidationError where the
    meeting takes no answers any more, or a stand-in has no name.
    """
    rapat = Rapat.objects.select_for_update().get(pk=kehadiran.rapat_id)
    if not menerima_jawaban(rapat):
        raise ValidationError(TERTUTUP)
    if jawaban == JawabanUndangan.MEWAKILKAN and not wakil:
        raise ValidationError({"wakil": "Tulis nama yang mewakili."})
    terkunci = Kehadiran.objects.select_for_update().get(pk=kehadiran.pk)
    terkunci.jawaban, terkunci.dijawab_pada = jawaban, timezone.now()
    mewakilkan = jawaban == JawabanUndangan.MEWAKILKAN
    terkunci.wakil = wakil if mewakilkan else ""
    terkunci.jabatan_wakil = jabatan_wakil if mewakilkan else ""
    terkunci.kelamin_wakil = kelamin_wakil if mewakilkan else ""
    terkunci.versi += 1
    terkunci.full_clean()
    terkunci.save()
    catat(by=None, peristiwa="rapat.dijawab", objek=rapat, rincian={"jawaban": jawaban})


def sesi_terbuka(sesi: SesiRapat) -> bool:
    """Whether guests may sign in to *sesi* themselves now: from an hour before to an hour after,
    while the meeting is convened or going on."""
    dalam = sesi.mulai - LONGGAR <= timezone.now() <= sesi.selesai + LONGGAR
    return dalam and menerima_jawaban(sesi.rapat)


@transaction.atomic
def hadir_sendiri(*, kehadiran: Kehadiran, sesi: SesiRapat, cara: str) -> None:
    """The holder of the private link signs in to *sesi*. Twice is once. Raises ValidationError
    outside the time for it."""
    if kehadiran.rapat_id != sesi.rapat_id or not sesi_terbuka(sesi):
        raise ValidationError(TERTUTUP)
    HadirSesi.objects.get_or_create(
        kehadiran=kehadiran, sesi=sesi, defaults={"cara": cara, "lewat": DicatatLewat.TAUTAN}
    )


@transaction.atomic
def hadir_lewat_qr(*, sesi: SesiRapat, cara: str, isi: Mapping[str, str]) -> Kehadiran:
    """Somebody in the room signs in by the session's QR code; *isi* has ``nama``, ``jabatan``,
    ``instansi`` and ``kelamin``.

    A guest of that name is marked present; anybody else is added as not invited, for the person
    at the desk to look at. Raises ValidationError outside the time for it.
    """
    rapat = Rapat.objects.select_for_update().get(pk=sesi.rapat_id)
    sesi.rapat = rapat
    if not sesi_terbuka(sesi):
        raise ValidationError(TERTUTUP)
    semua = list(rapat.kehadiran.all())
    dicari = normal_teks(isi["nama"])
    bernama = [k for k in semua if dicari in (normal_teks(k.nama), normal_teks(k.wakil))]
    if bernama:
        tamu = bernama[0]
    else:
        if sum(not k.diundang for k in semua) >= MAKS_TAMBAHAN:
            raise ValidationError(PENUH)
        tamu = Kehadiran(rapat=rapat, diundang=False, **isi)
        tamu.full_clean()
        tamu.save()
    HadirSesi.objects.get_or_create(
        kehadiran=tamu, sesi=sesi, defaults={"cara": cara, "lewat": DicatatLewat.QR}
    )
    return tamu


@transaction.atomic
def catat_kehadiran(*, by: Pengguna, sesi: SesiRapat, perubahan: Mapping[Any, str]) -> int:
    """Write down who attended *sesi*: *perubahan* maps guests' ids to how, or to "" for absent.

    Only what the person changed is in it, so that two desks never undo each other. Returns how
    many rows changed. Raises PermissionDenied, ValidationError.
    """
    terkunci = kunci_rapat(by, sesi.rapat)
    milik = set(terkunci.kehadiran.filter(pk__in=perubahan).values_list("pk", flat=True))
    ada = {h.kehadiran_id: h for h in HadirSesi.objects.filter(sesi=sesi, kehadiran__in=milik)}
    berubah = 0
    for pk, cara in perubahan.items():
        if pk not in milik or cara == (ada[pk].cara if pk in ada else ""):
            continue
        berubah += 1
        if not cara:
            ada[pk].delete()
            continue
        hadir = ada.get(pk) or HadirSesi(kehadiran_id=pk, sesi=sesi)
        hadir.cara, hadir.lewat = cara, DicatatLewat.PETUGAS
        hadir.save()
    if berubah:
        catat(by=by, peristiwa="rapat.kehadiran", objek=terkunci, rincian={"jumlah": berubah})
    return berubah


@transaction.atomic
def simpan_daftar_hadir(*, by: Pengguna, rapat: Rapat, isi: bytes) -> None:
    """Store the scan of the signed list; *isi* is a PDF that the form has looked at."""
    terkunci = kunci_rapat(by, rapat)
    sidik = ganti_berkas(terkunci.daftar_hadir, isi)
    terkunci.save()
    catat(by=by, peristiwa="rapat.daftar_hadir", objek=terkunci, rincian={"sha256": sidik})
