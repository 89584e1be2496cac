"""Writes on the minutes: what was said under each item, what was decided, and their closing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.actions.rapat import kunci_rapat, langkah
from pokja.documents import lanjutan
from pokja.enums_rapat import StatusRapat
from pokja.models import AgendaRapat, HadirSesi, Keputusan, Pengguna, Rapat

BELUM_DIBUKA = "Notula ditulis sejak rapat dibuka."


@dataclass(frozen=True)
class Naskah:
    """The whole text of minutes as one person sees it: opening, closing, and for each agenda item
    (by id) the version read and the text."""

    pembukaan: str
    penutup: str
    pembahasan: Mapping[UUID, tuple[int, str]] = field(default_factory=dict)


def kunci_catatan(by: Pengguna, rapat: Rapat) -> Rapat:
    """Return *rapat* locked for writing its minutes; raises as ``kunci_rapat``, and ValidationError
    before the meeting was opened."""
    terkunci = kunci_rapat(by, rapat)
    if not terkunci.dicatat:
        raise ValidationError(BELUM_DIBUKA)
    return terkunci


@transaction.atomic
def simpan_pembahasan(*, by: Pengguna, agenda: AgendaRapat, teks: str, versi: int) -> AgendaRapat:
    """Store the minutes of one item; called while somebody types.

    One UPDATE, without a row of history or audit for each pause of the typist: the closed
    minutes are recorded as a whole. Raises PermissionDenied, ValidationError, and SudahBerubah
    where somebody else wrote in between: then nothing was stored.
    """
    kunci_catatan(by, agenda.rapat)
    if not AgendaRapat.objects.rebut(pk=agenda.pk, versi=versi, pembahasan=teks):
        raise SudahBerubah
    agenda.pembahasan, agenda.versi = teks, versi + 1
    return agenda


@transaction.atomic
def simpan_kepala(
    *, by: Pengguna, rapat: Rapat, isi: dict[str, Any], versi: int | None = None
) -> Rapat:
    """Store what frames the minutes (leader, writer, opening, closing …). Raises as above."""
    terkunci = kunci_catatan(by, rapat)
    Rapat.objects.naikkan(terkunci, versi)
    terkunci.isikan(isi)
    terkunci.save()
    catat(by=by, peristiwa="rapat.notula_disimpan", objek=terkunci)
    return terkunci


@transaction.atomic
def simpan_keputusan(
    *,
    by: Pengguna,
    rapat: Rapat,
    isi: dict[str, Any],
    keputusan: Keputusan | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Keputusan:
    """Store a new decision of *rapat* at the end, or change *keputusan*. Raises as above."""
    terkunci = kunci_catatan(by, rapat)
    if keputusan is None:
        if id_baru and (sudah := terkunci.keputusan.filter(pk=id_baru).first()):
            return sudah
        terakhir = terkunci.keputusan.aggregate(n=Max("urutan"))["n"] or 0
        keputusan = Keputusan(rapat=terkunci, urutan=terakhir + 1, id=id_baru or uuid4())
    else:
        Keputusan.objects.naikkan(keputusan, versi)
    keputusan.isikan(isi)
    keputusan.save()
    catat(by=by, peristiwa="rapat.keputusan_disimpan", objek=terkunci)
    return keputusan


@transaction.atomic
def hapus_keputusan(*, by: Pengguna, keputusan: Keputusan) -> None:
    """Take a decision out. Raises ValidationError where follow-ups rest on it."""
    terkunci = kunci_catatan(by, keputusan.rapat)
    if keputusan.tindak_lanjut.exists():
        raise ValidationError("Keputusan ini sudah punya tindak lanjut, jadi tidak dapat dihapus.")
    keputusan.delete()
    catat(by=by, peristiwa="rapat.keputusan_dihapus", objek=terkunci)


def belum_lengkap(rapat: Rapat) -> list[str]:
    """Return what is missing before the minutes of *rapat* can be final."""
    kurang = []
    if not rapat.pimpinan:
        kurang.append("Pemimpin rapat belum ditulis.")
    if not rapat.notulis:
        kurang.append("Pencatat notula belum ditulis.")
    if not HadirSesi.objects.filter(kehadiran__rapat=rapat).exists():
        kurang.append("Belum ada kehadiran yang dicatat.")
    kosong = rapat.agenda.filter(pembahasan="", lanjutan=False)
    kurang.extend(f"Pembahasan “{a.judul}” masih kosong." for a in kosong)
    return kurang


@transaction.atomic
def sahkan(*, by: Pengguna, rapat: Rapat, versi: int, naskah: Naskah) -> None:
    """Make the minutes final with the words of *naskah*; from now on nothing of the meeting
    changes.

    Raises PermissionDenied unless *by* may; ValidationError with what is missing; SudahBerubah
    where somebody wrote or closed since *versi* and the items' versions were read: then nothing
    was stored, so that both texts can be shown.
    """
    terkunci = Rapat.objects.select_for_update().get(pk=rapat.pk)
    wajib(by, "pokja.sahkan_notula", terkunci)
    if terkunci.status != StatusRapat.NOTULA or terkunci.versi != versi:
        raise SudahBerubah
    agenda = {a.pk: a for a in terkunci.agenda.all()}
    if set(agenda) != set(naskah.pembahasan):
        raise SudahBerubah
    terkunci.pembukaan, terkunci.penutup = naskah.pembukaan, naskah.penutup
    for pk, (versi_agenda, teks) in naskah.pembahasan.items():
        satu = agenda[pk]
        AgendaRapat.objects.naikkan(satu, versi_agenda)
        satu.pembahasan = teks
        if satu.lanjutan:
            satu.salinan = lanjutan.salin(terkunci)
        satu.full_clean()
        satu.save()
    if kurang := belum_lengkap(terkunci):
        raise ValidationError(kurang)
    langkah(terkunci, "sahkan", by, oleh=by)
