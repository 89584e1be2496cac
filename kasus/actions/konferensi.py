"""Case conferences: people who need to know, for as long as they do."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kasus.actions.dasar import catat_baca, kunci
from kasus.actions.notifikasi import beri_tahu, tim
from kasus.aturan.tahap import SUDAH_BERAKHIR
from kasus.documents.konferensi import TINGKAT_PESERTA
from kasus.enums_akses import TingkatData
from kasus.enums_layanan import TahapKasus
from kasus.models import Kasus, KonferensiKasus, LaranganAkses, PesertaKonferensi
from kasus.models.kasus import PERAN_TERLARANG
from p3aks.core.audit import catat
from pokja.models import Pengguna, Penugasan

ALASAN = "undangan konferensi kasus"
TERKUNCI = "Hasil konferensi ini sudah dikunci dan tidak dapat diubah lagi."
DILARANG = "Orang ini ada dalam daftar larangan akses kasus ini, jadi tidak dapat diundang."
BUKAN_PESERTA = "Orang ini tidak dapat diundang: akunnya tidak aktif atau mengelola sistem."


def dapat_diundang(kasus: Kasus) -> QuerySet[Pengguna]:
    """Return who may be invited to a conference on *kasus*: whoever holds a role today, but no
    account or technical administrator and nobody on the deny-list."""
    berlaku = Penugasan.objects.berlaku()
    pengelola = berlaku.filter(peran__in=PERAN_TERLARANG)
    return (
        Pengguna.objects.filter(pk__in=berlaku.values("pengguna"), is_active=True)
        .exclude(pk__in=pengelola.values("pengguna"))
        .exclude(pk__in=_dilarang(kasus))
    )


@transaction.atomic
def adakan(
    *, by: Any, kasus: Kasus, id_baru: UUID, pada: dt.datetime, bahan: str, tempat: str = ""
) -> KonferensiKasus:
    """Call a conference on *kasus*; participants are invited one by one afterwards.

    *id_baru* is the one-time key of the form: sent twice it makes one conference. Raises
    PermissionDenied unless *by* handles the case and leads its unit; ValidationError for a case
    that has ended.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    if kasus.tahap == TahapKasus.TERMINASI:
        raise ValidationError(SUDAH_BERAKHIR)
    if sudah := kasus.konferensi.filter(pk=id_baru).first():
        return sudah  # type: ignore[no-any-return]
    baru: KonferensiKasus = kasus.konferensi.create(
        id=id_baru, pada=pada, tempat=tempat, bahan=bahan, oleh=by
    )
    catat(by=by, peristiwa="konferensi.diadakan", objek=kasus)
    return baru


@transaction.atomic
def undang(
    *, by: Any, konferensi: KonferensiKasus, pengguna: Pengguna, keperluan: str, tingkat: int
) -> PesertaKonferensi:
    """Invite *pengguna*, with what they need to know it for and how much of it (F0 to F2).

    Raises PermissionDenied unless *by* handles the case and leads its unit; ValidationError by
    field for who is on the deny-list, has no role, manages the system or was invited already.
    """
    kasus, konferensi = _milik(by, konferensi, "kasus.pimpin")
    if pengguna.pk in _dilarang(kasus):
        raise ValidationError({"pengguna": DILARANG})
    if not dapat_diundang(kasus).filter(pk=pengguna.pk).exists():
        raise ValidationError({"pengguna": BUKAN_PESERTA})
    if tingkat not in TINGKAT_PESERTA:
        raise ValidationError({"tingkat": "Identitas tidak dibuka lewat konferensi."})
    if konferensi.peserta.filter(pengguna=pengguna).exists():
        raise ValidationError({"pengguna": "Orang ini sudah diundang."})
    peserta: PesertaKonferensi = konferensi.peserta.create(
        pengguna=pengguna, keperluan=keperluan, tingkat=tingkat
    )
    rincian = {"peserta": str(pengguna.pk), "tingkat": f"F{int(tingkat)}"}
    catat(by=by, peristiwa="konferensi.diundang", objek=kasus, rincian=rincian)
    beri_tahu(kasus, kasus.kode, "konferensi", [pengguna], by=by)
    return peserta


@transaction.atomic
def batal_undang(*, by: Any, konferensi: KonferensiKasus, peserta: PesertaKonferensi) -> None:
    """Take an invitation back; the page closes to that person at once.

    Raises PermissionDenied as :func:`undang`; ValidationError once the result is locked, for
    then it belongs to the record who was there.
    """
    kasus, konferensi = _milik(by, konferensi, "kasus.pimpin")
    if konferensi.final_pada:
        raise ValidationError(TERKUNCI)
    if baris := konferensi.peserta.filter(pk=peserta.pk).first():
        rincian = {"peserta": str(baris.pengguna_id)}
        catat(by=by, peristiwa="konferensi.batal_diundang", objek=kasus, rincian=rincian)
        baris.delete()


@transaction.atomic
def tulis_hasil(
    *, by: Any, konferensi: KonferensiKasus, hasil: str, versi: int, hadir: Iterable[Any] = ()
) -> KonferensiKasus:
    """Store the result and who came (ids of participants); it stays open until it is locked.

    Raises PermissionDenied unless *by* handles the case; ValidationError once it is locked or
    before the conference; SudahBerubah where *versi* is not the one in the database.
    """
    kasus, konferensi = _milik(by, konferensi, "kasus.tangani")
    _simpan_hasil(konferensi, hasil, hadir, versi)
    catat(by=by, peristiwa="konferensi.hasil", objek=kasus)
    return konferensi


@transaction.atomic
def kunci_hasil(
    *, by: Any, konferensi: KonferensiKasus, hasil: str, versi: int, hadir: Iterable[Any] = ()
) -> KonferensiKasus:
    """Store the result for good: after this nobody changes it (the manager of the case decides).

    Raises as :func:`tulis_hasil`; PermissionDenied unless *by* is the manager of the unit;
    ValidationError for an empty result.
    """
    kasus, konferensi = _milik(by, konferensi, "kasus.kelola")
    if not hasil.strip():
        raise ValidationError({"hasil": "Tulis hasilnya sebelum dikunci."})
    _simpan_hasil(konferensi, hasil, hadir, versi)
    konferensi.final_pada = timezone.now()
    konferensi.save(update_fields=["final_pada", "diubah_pada"])
    catat(by=by, peristiwa="konferensi.dikunci", objek=kasus)
    berhak = konferensi.peserta.filter(tingkat__gte=TingkatData.F2).select_related("pengguna")
    beri_tahu(kasus, kasus.kode, "konferensi_hasil", [p.pengguna for p in berhak], by=by)
    beri_tahu(kasus, kasus.kode, "konferensi_hasil", tim(kasus), by=by)
    return konferensi


@transaction.atomic
def catat_peserta_membaca(*, by: Any, konferensi: KonferensiKasus, tingkat: int) -> None:
    """Record on the case that the participant *by* read the page of *konferensi*."""
    kasus = Kasus.objects.sistem("jejak baca peserta konferensi").get(pk=konferensi.kasus_id)
    catat_baca(by, kasus, "konferensi", tingkat=f"F{int(tingkat)}")


def _milik(by: Any, konferensi: KonferensiKasus, hak: str) -> tuple[Kasus, KonferensiKasus]:
    """Return case and conference, locked; PermissionDenied unless *by* handles the case."""
    kasus = kunci(by, Kasus(pk=konferensi.kasus_id), hak)
    return kasus, kasus.konferensi.get(pk=konferensi.pk)


def _simpan_hasil(
    konferensi: KonferensiKasus, hasil: str, hadir: Iterable[Any], versi: int
) -> None:
    if konferensi.final_pada:
        raise ValidationError(TERKUNCI)
    if konferensi.pada > timezone.now():
        raise ValidationError("Konferensi ini belum berlangsung.")
    KonferensiKasus.objects.seperti(konferensi).naikkan(konferensi, versi)
    konferensi.hasil = hasil
    konferensi.save()
    datang = set(hadir)
    for peserta in konferensi.peserta.all():
        peserta.hadir = peserta.pk in datang
        peserta.save(update_fields=["hadir", "diubah_pada"])


def _dilarang(kasus: Kasus) -> set[Any]:
    tolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(kasus=kasus)
    return set(tolak.values_list("pengguna", flat=True))
