"""Mediation: impossible wherever R14 says so, for every role and by every way in.

Nothing about a case is computed from its mediations, so these writes do not recompute it; what is
computed calls :func:`batalkan_bila_terlarang` instead.
"""

import datetime as dt
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci, tidak_di_depan
from kasus.actions.notifikasi import beri_tahu, tim
from kasus.aturan.mediasi import (
    HasilMediasi,
    kurang_penutupan,
    larangan_mutlak,
    syarat_kurang,
)
from kasus.aturan.tahap import SUDAH_BERAKHIR
from kasus.documents.mediasi import catatan_mediasi
from kasus.enums_akses import StatusMediasi
from kasus.enums_layanan import TahapKasus
from kasus.models import Kasus, Korban, Mediasi
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah

ALASAN = "mediasi gugur bila aturan melarangnya"
SUDAH_BERJALAN = "Masih ada mediasi yang berjalan untuk penerima manfaat ini."
PANJANG_SEBAB = 300


class Terlarang(PermissionDenied):
    """The law or the record bars this mediation; ``sebab``: the sentences that say why."""

    def __init__(self, sebab: list[str]) -> None:
        super().__init__(" ".join(sebab))
        self.sebab = sebab


@transaction.atomic
def mulai(
    *,
    by: Any,
    kasus: Kasus,
    korban: Korban,
    jenis: str,
    pokok: str,
    mediator: str,
    pada: dt.datetime,
    pilihan_penerima: bool,
    bebas_tekanan: bool,
    tidak_berulang: bool,
    mediator_terlatih: bool,
) -> Mediasi:
    """Open a mediation that *korban* chose.

    Raises :class:`Terlarang` (a PermissionDenied) where R14 bars it or an assessment is missing,
    for every role; PermissionDenied unless *by* is the manager who handles the case;
    ValidationError with what the form still lacks.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    korban = kasus.korban.get(pk=korban.pk)
    catatan = catatan_mediasi(kasus)
    if sebab := list(chain(*catatan.sebab(korban))):
        raise Terlarang(sebab)
    fakta = catatan.fakta(
        korban,
        perkara=jenis,
        bebas_tekanan=bebas_tekanan,
        tidak_berulang=tidak_berulang,
        dipilih_penerima=pilihan_penerima,
        mediator_terlatih=mediator_terlatih,
    )
    if sebab := larangan_mutlak(fakta):
        raise Terlarang(sebab)
    if kurang := syarat_kurang(fakta):
        raise ValidationError(kurang)
    if kasus.tahap == TahapKasus.TERMINASI:
        raise ValidationError(SUDAH_BERAKHIR)
    tidak_di_depan(pada, "Waktu mulai")
    if jalan := korban.mediasi.filter(status=StatusMediasi.BERJALAN).first():
        sama = (by.pk, jenis, pokok, mediator, pada)
        if sama == (jalan.dicatat_oleh_id, jalan.jenis, jalan.pokok, jalan.mediator, jalan.mulai):
            return jalan  # type: ignore[no-any-return]  # the same form sent twice
        raise ValidationError(SUDAH_BERJALAN)
    mediasi: Mediasi = korban.mediasi.create(
        jenis=jenis,
        pokok=pokok,
        mediator=mediator,
        mulai=pada,
        pilihan_penerima=pilihan_penerima,
        bebas_tekanan=bebas_tekanan,
        tidak_berulang=tidak_berulang,
        mediator_terlatih=mediator_terlatih,
        dicatat_oleh=by,
    )
    catat(by=by, peristiwa="mediasi.dimulai", objek=kasus, rincian={"korban": korban.kode})
    return mediasi


@transaction.atomic
def selesaikan(
    *,
    by: Any,
    kasus: Kasus,
    mediasi: Mediasi,
    sepakat: bool,
    hasil: str = "",
    berita_acara: bool = False,
    kesepakatan_ditandatangani: bool = False,
    tanggung_jawab: bool = False,
    pantau_mulai: dt.date | None = None,
) -> None:
    """Close a running mediation, with an agreement or without one.

    An agreement needs its papers, the responsibility of the alleged perpetrator and a day from
    which it is watched. Raises as :func:`mulai`; SudahBerubah where it does not run any more.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    baris = Mediasi.objects.seperti(kasus).get(pk=mediasi.pk, korban__kasus=kasus)
    if baris.status != StatusMediasi.BERJALAN:
        raise SudahBerubah
    if sebab := _larangan(kasus, baris):
        raise Terlarang(sebab)
    if sepakat:
        penutup = HasilMediasi(
            berita_acara=berita_acara,
            kesepakatan_ditandatangani=kesepakatan_ditandatangani,
            tanggung_jawab_pelaku=tanggung_jawab,
            jadwal_pemantauan=pantau_mulai is not None,
        )
        if kurang := kurang_penutupan(penutup):
            raise ValidationError(kurang)
    baris.status = StatusMediasi.SEPAKAT if sepakat else StatusMediasi.TIDAK_SEPAKAT
    baris.hasil, baris.selesai_pada = hasil, timezone.now()
    baris.berita_acara = berita_acara
    baris.kesepakatan_ditandatangani = kesepakatan_ditandatangani
    baris.tanggung_jawab, baris.pantau_mulai = tanggung_jawab, pantau_mulai
    baris.save()
    catat(
        by=by,
        peristiwa="mediasi.selesai",
        objek=kasus,
        rincian={"korban": baris.korban.kode, "status": baris.status},
    )


@transaction.atomic
def batalkan_bila_terlarang(kasus: Kasus, by: Any) -> int:
    """Void each running mediation of *kasus* that its facts now forbid (R14); tell the team.

    Call after every write to a case. Returns how many were voided.
    """
    berjalan = Mediasi.objects.sistem(ALASAN).filter(
        korban__kasus=kasus, status=StatusMediasi.BERJALAN
    )
    batal = 0
    for mediasi in berjalan.prefetch_related("korban"):
        if not (sebab := _larangan(kasus, mediasi)):
            continue
        mediasi.status, mediasi.selesai_pada = StatusMediasi.GUGUR, timezone.now()
        mediasi.sebab_gugur = " ".join(sebab)[:PANJANG_SEBAB]
        mediasi.save()
        # The reason is content (F2) and the trail is read by others: only whose it was.
        catat(
            by=by, peristiwa="mediasi.gugur", objek=kasus, rincian={"korban": mediasi.korban.kode}
        )
        batal += 1
    if batal:
        beri_tahu(kasus, kasus.kode, "mediasi_gugur", tim(kasus))
    return batal


def _larangan(kasus: Kasus, mediasi: Mediasi) -> list[str]:
    fakta = catatan_mediasi(kasus).fakta(mediasi.korban, perkara=mediasi.jenis)
    return larangan_mutlak(fakta)
