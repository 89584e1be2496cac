"""Writes that prepare a meeting: its facts, sessions and agenda, and its way to the minutes."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from p3aks.core.pindaian import ganti_berkas
from pokja.documents import lanjutan
from pokja.enums import StatusPokja
from pokja.models import (
    AgendaRapat,
    HadirSesi,
    Pengguna,
    Pokja,
    Rapat,
    SesiRapat,
)

SUDAH_TETAP = "Rapat ini sudah tidak dapat diubah: notulanya final atau rapatnya dibatalkan."
TANPA_POKJA = "Belum ada Pokja yang berlaku. Catat SK Pokja dahulu."
AGENDA_LANJUTAN = "Tindak lanjut rapat sebelumnya"
Waktu = tuple[dt.datetime, dt.datetime]


@transaction.atomic
def buat_rapat(
    *, by: Pengguna, isi: dict[str, Any], waktu: Waktu, id_baru: UUID | None = None
) -> Rapat:
    """Store a new meeting with its first session (*waktu*: begin, end); *isi* has columns by name.

    Open follow-ups of the Pokja become the first item of the agenda by themselves. *id_baru* is
    the one-time key of the form: sent twice it makes one. Raises PermissionDenied unless *by*
    keeps meetings (a koordinator: of the own bidang); ValidationError where no Pokja is in force.
    """
    wajib(by, "pokja.kelola_rapat", None)
    if id_baru and (sudah := Rapat.objects.untuk(by).filter(pk=id_baru).first()):
        return sudah
    if not (pokja := Pokja.objects.filter(status=StatusPokja.BERLAKU).first()):
        raise ValidationError(TANPA_POKJA)
    rapat = Rapat(pokja=pokja, dibuat_oleh=by, awal=waktu[0], id=id_baru or uuid4())
    _simpan(by, rapat, isi)
    SesiRapat.objects.create(rapat=rapat, mulai=waktu[0], selesai=waktu[1])
    if lanjutan.terbuka(rapat).exists():
        AgendaRapat.objects.create(rapat=rapat, judul=AGENDA_LANJUTAN, lanjutan=True)
    catat(by=by, peristiwa="rapat.dibuat", objek=rapat)
    return rapat


@transaction.atomic
def ubah_rapat(
    *, by: Pengguna, rapat: Rapat, isi: dict[str, Any], versi: int | None = None
) -> Rapat:
    """Change *rapat*. Raises PermissionDenied unless *by* keeps it before and after the change;
    ValidationError where it is closed; SudahBerubah for a stale *versi*."""
    terkunci = kunci_rapat(by, rapat)
    Rapat.objects.naikkan(terkunci, versi)
    _simpan(by, terkunci, isi)
    catat(by=by, peristiwa="rapat.diubah", objek=terkunci)
    return terkunci


def _simpan(by: Pengguna, rapat: Rapat, isi: dict[str, Any]) -> None:
    rapat.isikan(isi)
    wajib(by, "pokja.kelola_rapat", rapat)
    rapat.save()


def kunci_rapat(by: Pengguna, rapat: Rapat) -> Rapat:
    """Return *rapat* locked for writing. Raises PermissionDenied unless *by* keeps it,
    ValidationError where nothing of it may change any more."""
    terkunci = Rapat.objects.select_for_update().get(pk=rapat.pk)
    wajib(by, "pokja.kelola_rapat", terkunci)
    if not terkunci.disiapkan:
        raise ValidationError(SUDAH_TETAP)
    return terkunci


@transaction.atomic
def simpan_sesi(
    *,
    by: Pengguna,
    rapat: Rapat,
    isi: dict[str, Any],
    sesi: SesiRapat | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> SesiRapat:
    """Store a new session of *rapat*, or change *sesi*. Raises as :func:`ubah_rapat`."""
    terkunci = kunci_rapat(by, rapat)
    if sesi is None:
        if id_baru and (sudah := terkunci.sesi.filter(pk=id_baru).first()):
            return sudah
        sesi = SesiRapat(rapat=terkunci, id=id_baru or uuid4())
    else:
        SesiRapat.objects.naikkan(sesi, versi)
    sesi.isikan(isi)
    sesi.save()
    _catat_awal(terkunci)
    catat(by=by, peristiwa="rapat.sesi_disimpan", objek=terkunci)
    return sesi


@transaction.atomic
def hapus_sesi(*, by: Pengguna, sesi: SesiRapat) -> None:
    """Take a session out. Raises ValidationError for the only one, and for one that somebody
    attended."""
    terkunci = kunci_rapat(by, sesi.rapat)
    if terkunci.sesi.count() == 1:
        raise ValidationError("Rapat memerlukan paling sedikit satu sesi.")
    if HadirSesi.objects.filter(sesi=sesi).exists():
        raise ValidationError("Sudah ada kehadiran pada sesi ini, jadi tidak dapat dihapus.")
    sesi.delete()
    _catat_awal(terkunci)
    catat(by=by, peristiwa="rapat.sesi_dihapus", objek=terkunci)


def _catat_awal(rapat: Rapat) -> None:
    rapat.awal = rapat.sesi.aggregate(awal=Min("mulai"))["awal"]
    Rapat.objects.filter(pk=rapat.pk).update(awal=rapat.awal)


@transaction.atomic
def simpan_agenda(
    *,
    by: Pengguna,
    rapat: Rapat,
    isi: dict[str, Any],
    materi: bytes | None = None,
    agenda: AgendaRapat | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> AgendaRapat:
    """Store a new agenda item at the end, or change *agenda*; *materi* is a checked PDF.
    Raises as :func:`ubah_rapat`."""
    terkunci = kunci_rapat(by, rapat)
    if agenda is None:
        if id_baru and (sudah := terkunci.agenda.filter(pk=id_baru).first()):
            return sudah
        terakhir = terkunci.agenda.aggregate(n=Max("urutan"))["n"] or 0
        agenda = AgendaRapat(rapat=terkunci, urutan=terakhir + 1, id=id_baru or uuid4())
    else:
        AgendaRapat.objects.naikkan(agenda, versi)
    agenda.isikan(isi)
    if materi:
        ganti_berkas(agenda.materi, materi)
    agenda.save()
    catat(by=by, peristiwa="rapat.agenda_disimpan", objek=terkunci)
    return agenda


@transaction.atomic
def hapus_agenda(*, by: Pengguna, agenda: AgendaRapat) -> None:
    """Take an item out. Raises ValidationError where the minutes already say something on it."""
    terkunci = kunci_rapat(by, agenda.rapat)
    if agenda.pembahasan or agenda.keputusan.exists():
        raise ValidationError("Pokok bahasan ini sudah dibahas, jadi tidak dapat dihapus.")
    gudang, berkas = agenda.materi.storage, agenda.materi.name
    if berkas:
        transaction.on_commit(lambda: gudang.delete(berkas))
    agenda.delete()
    catat(by=by, peristiwa="rapat.agenda_dihapus", objek=terkunci)


@transaction.atomic
def pindah_agenda(*, by: Pengguna, agenda: AgendaRapat, naik: bool) -> None:
    """Move an item one place up or down; at the end of the list nothing happens."""
    terkunci = kunci_rapat(by, agenda.rapat)
    semua = list(terkunci.agenda.all())
    dari = next(i for i, a in enumerate(semua) if a.pk == agenda.pk)
    ke = dari - 1 if naik else dari + 1
    if 0 <= ke < len(semua):
        semua[dari], semua[ke] = semua[ke], semua[dari]
    for urutan, satu in enumerate(semua, 1):
        if satu.urutan != urutan:
            AgendaRapat.objects.filter(pk=satu.pk).update(urutan=urutan)


@transaction.atomic
def undang(*, by: Pengguna, rapat: Rapat) -> None:
    """Send the invitations out. Raises ValidationError with what is still missing."""
    terkunci = kunci_rapat(by, rapat)
    if kurang := belum_siap(terkunci):
        raise ValidationError(kurang)
    langkah(terkunci, "undang", by)


def belum_siap(rapat: Rapat) -> list[str]:
    """Return what is missing before *rapat* can be convened."""
    kurang = []
    if not rapat.sesi.exists():
        kurang.append("Sesi belum diisi: kapan rapat berlangsung.")
    if not rapat.agenda.exists():
        kurang.append("Agenda belum diisi.")
    if not rapat.kehadiran.filter(diundang=True).exists():
        kurang.append("Belum ada yang diundang.")
    if not rapat.penandatangan_id:
        kurang.append("Penanda tangan undangan belum dipilih.")
    return kurang


@transaction.atomic
def buka(*, by: Pengguna, rapat: Rapat) -> None:
    """The meeting begins."""
    langkah(kunci_rapat(by, rapat), "buka", by)


@transaction.atomic
def tutup(*, by: Pengguna, rapat: Rapat) -> None:
    """The meeting is over."""
    langkah(kunci_rapat(by, rapat), "tutup", by)


@transaction.atomic
def batalkan(*, by: Pengguna, rapat: Rapat, alasan: str) -> None:
    """The meeting does not take place; *alasan* is what the invited are told."""
    langkah(kunci_rapat(by, rapat), "batalkan", by, alasan=alasan)


def langkah(rapat: Rapat, nama: str, by: Pengguna, *, alasan: str = "", **isian: Any) -> None:
    """Run transition *nama* of the locked *rapat* and log it. Raises SudahBerubah where the
    meeting is not in the state for it any more."""
    melangkah(rapat, nama, by, awalan="rapat", alasan=alasan, **isian)
