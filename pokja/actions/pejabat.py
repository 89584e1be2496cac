"""Writes on those who hold a seat: they come and go by date, the roles of the seat with them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from pokja.actions.struktur import wajib_kelola
from pokja.aturan.masa import SEHARI, Masa, MasaBentrok, tempatkan
from pokja.enums import SifatPejabat, StatusPokja
from pokja.models import Kedudukan, Pejabat, Pengguna

SUDAH_BERAKHIR = "Pokja ini sudah berakhir; susunannya tidak berubah lagi."


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


@transaction.atomic
def dudukkan(
    *, by: Pengguna, kedudukan: Kedudukan, isi: IsiPejabat, id_baru: UUID | None = None
) -> Pejabat:
    """Seat somebody; who sat there leaves on the day before, and loses the roles of the seat.

    A Plh. stands beside the holder and has a last day. Raises PermissionDenied unless *by* keeps
    the structure; ValidationError where the times do not fit, naming who is in the way.
    """
    wajib_kelola(by)
    terkunci = _kunci(kedudukan)
    if id_baru and (sudah := Pejabat.objects.filter(pk=id_baru).first()):
        return sudah
    pejabat = Pejabat(kedudukan=terkunci, id=id_baru or uuid4(), **vars(isi))
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
        pulang(ada[ke], isi.mulai - SEHARI)
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
    wajib_kelola(by)
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
    pulang(pejabat, selesai)
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
    wajib_kelola(by)
    kedudukan = _kunci(pejabat.kedudukan)
    lama = pejabat.pengguna_id
    pejabat.nama, pejabat.nip, pejabat.kelamin, pejabat.pengguna = nama, nip, kelamin, pengguna
    pejabat.full_clean()
    pejabat.save()
    if lama and lama != pejabat.pengguna_id:
        akhiri_peran(pejabat, timezone.localdate() - SEHARI)
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


def pulang(pejabat: Pejabat, selesai: dt.date) -> None:
    """Write the last day of *pejabat*; the roles of the seat end with it."""
    pejabat.selesai = selesai
    pejabat.save()
    akhiri_peran(pejabat, selesai)


def akhiri_peran(pejabat: Pejabat, selesai: dt.date) -> None:
    """End the roles that came with the seat; one that had not begun by then goes."""
    peran = pejabat.penugasan.filter(Q(selesai=None) | Q(selesai__gt=selesai))
    peran.filter(mulai__gt=selesai).delete()
    peran.update(selesai=selesai)
