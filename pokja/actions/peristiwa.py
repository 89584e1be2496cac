"""Conflict events: groups and places, never names of people."""

import datetime as dt
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from pokja.models import FasePeristiwa, Pengguna, PeristiwaKonflik, Wilayah

BELUM_TIBA = "Tanggal ini belum tiba."


def wajib_kelola_peristiwa(by: Pengguna) -> None:
    """Raise PermissionDenied unless *by* keeps conflict events."""
    if not by.has_perm("pokja.kelola_peristiwa"):
        raise PermissionDenied


@transaction.atomic
def simpan_peristiwa(
    *,
    by: Pengguna,
    nama: str,
    mulai: dt.date,
    selesai: dt.date | None,
    wilayah: Wilayah,
    sumber: str,
    pola: str,
    fase: str = "",
    fase_sejak: dt.date | None = None,
    keterangan: str = "",
    peristiwa: PeristiwaKonflik | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> PeristiwaKonflik:
    """Store a new conflict event, or change *peristiwa*.

    A new one is in the phase *fase* since *fase_sejak* (None: since it began); later ones come
    with :func:`catat_fase`. *id_baru* is the one-time key of the form for a new one: sent twice
    it makes one event. Raises PermissionDenied unless *by* keeps events; :class:`SudahBerubah`
    where *versi* is not the one in the database; ValidationError where the end comes before the
    beginning, or a new one has no pattern or phase.
    """
    wajib_kelola_peristiwa(by)
    semua = PeristiwaKonflik.objects
    baru = peristiwa is None
    if peristiwa is None:
        if id_baru and (sudah := semua.filter(pk=id_baru).first()):
            return sudah
        peristiwa = PeristiwaKonflik(id=id_baru or uuid4())
    else:
        semua.naikkan(peristiwa, versi)
    if not pola:
        raise ValidationError({"pola": "Pilih polanya."})
    peristiwa.isikan(
        {
            "nama": nama, "mulai": mulai, "selesai": selesai, "wilayah": wilayah,
            "sumber": sumber, "pola": pola, "keterangan": keterangan,
        }
    )  # fmt: skip
    peristiwa.save()
    catat(by=by, peristiwa="peristiwa.dibuat" if baru else "peristiwa.diubah", objek=peristiwa)
    if baru:
        _masuk_fase(by, peristiwa, FasePeristiwa(fase=fase, pada=fase_sejak or mulai), "fase_sejak")
    return peristiwa


@transaction.atomic
def catat_fase(
    *,
    by: Pengguna,
    peristiwa: PeristiwaKonflik,
    fase: str,
    pada: dt.date,
    catatan: str = "",
    id_baru: UUID | None = None,
) -> FasePeristiwa:
    """Record that the handling of *peristiwa* is in phase *fase* since the day *pada*.

    Raises PermissionDenied; ValidationError for the phase it is in already, a day ahead, or a day
    before the event or its last change of phase.
    """
    wajib_kelola_peristiwa(by)
    terkunci = PeristiwaKonflik.objects.select_for_update().get(pk=peristiwa.pk)
    if id_baru and (sudah := terkunci.riwayat_fase.filter(pk=id_baru).first()):
        return sudah
    if fase == terkunci.fase:
        raise ValidationError({"fase": "Peristiwa ini sudah berada pada fase itu."})
    baris = FasePeristiwa(fase=fase, pada=pada, catatan=catatan, id=id_baru or uuid4())
    terkunci.versi += 1
    _masuk_fase(by, terkunci, baris, "pada")
    return baris


def _masuk_fase(by: Pengguna, peristiwa: PeristiwaKonflik, baris: FasePeristiwa, ruas: str) -> None:
    """Refuse a day that does not fit, beside the field *ruas*."""
    if baris.pada > timezone.localdate():
        raise ValidationError({ruas: BELUM_TIBA})
    terakhir = peristiwa.riwayat_fase.first()
    sejak = terakhir.pada if terakhir else peristiwa.mulai
    if baris.pada < sejak:
        apa = "Fase terakhir" if terakhir else "Peristiwa ini"
        raise ValidationError({ruas: f"{apa} tercatat mulai {tanggal(sejak)}."})
    baris.peristiwa, baris.oleh = peristiwa, by
    baris.full_clean()
    baris.save()
    peristiwa.fase = baris.fase
    peristiwa.save()
    catat(by=by, peristiwa="peristiwa.fase", objek=peristiwa, rincian={"fase": baris.fase})
