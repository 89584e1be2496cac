"""Writes on citizens' comments: sent by anybody, published or not by the Sekretariat."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.enums_pantau import StatusTanggapan
from rad.models import Aksi, TanggapanWarga


@transaction.atomic
def kirim(*, aksi: Aksi, isi: dict[str, Any], id_baru: UUID | None = None) -> TanggapanWarga:
    """Store a comment on a fixed action: ``pokok``, ``isi``, ``tempat`` (a kecamatan or None). It
    waits to be read; nothing tells who wrote it. Sent twice it is stored once."""
    if id_baru and (sudah := TanggapanWarga.objects.filter(pk=id_baru).first()):
        return sudah
    tanggapan = TanggapanWarga(id=id_baru or uuid4(), aksi=aksi)
    tanggapan.isikan(isi)
    try:
        with transaction.atomic():
            tanggapan.save()
    except IntegrityError:  # the same form, sent a moment earlier
        return TanggapanWarga.objects.get(pk=tanggapan.pk)
    catat(by=None, peristiwa="tanggapan.dikirim", objek=tanggapan)
    return tanggapan


@transaction.atomic
def tayangkan(
    *, by: Pengguna, tanggapan: TanggapanWarga, isi_tayang: str, jawaban: str = "",
    versi: int | None = None,
) -> None:  # fmt: skip
    """Publish the comment as *isi_tayang*, what came in with names struck out, and the answer to
    it. Raises PermissionDenied, SudahBerubah; ValidationError for an empty text."""
    if not isi_tayang.strip():
        raise ValidationError({"isi_tayang": "Tulis yang ditayangkan, atau pilih tidak."})
    _putuskan(
        by, tanggapan, versi, StatusTanggapan.TAYANG, isi_tayang=isi_tayang, jawaban=jawaban,
        alasan="",
    )  # fmt: skip


@transaction.atomic
def tolak(
    *, by: Pengguna, tanggapan: TanggapanWarga, alasan: str, versi: int | None = None
) -> None:
    """Do not publish the comment (any more), for a reason that moderators read. Raises
    PermissionDenied, SudahBerubah, ValidationError without a reason."""
    if len(alasan.strip()) < 5:
        raise ValidationError({"alasan": "Tulis alasannya, paling sedikit lima huruf."})
    _putuskan(by, tanggapan, versi, StatusTanggapan.DITOLAK, alasan=alasan)


def _putuskan(
    by: Pengguna, tanggapan: TanggapanWarga, versi: int | None, status: StatusTanggapan, **isi: str
) -> None:
    wajib(by, "rad.moderasi_tanggapan", tanggapan)
    terkunci = TanggapanWarga.objects.select_for_update().get(pk=tanggapan.pk)
    if versi is not None and versi != terkunci.versi:
        raise SudahBerubah
    terkunci.versi += 1
    terkunci.diperiksa_oleh, terkunci.diperiksa_pada = by, timezone.now()
    terkunci.isikan({"status": status, **isi})
    terkunci.save()
    catat(by=by, peristiwa=f"tanggapan.{status.value}", objek=terkunci)
