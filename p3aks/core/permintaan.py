"""Asking for documents, stopping and repeating them, and logging who took one: the same for the
table of every app. Rights are the caller's; so is the transaction."""

from typing import Any, TypeVar

from celery import Task
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from p3aks.core import jobs
from p3aks.core.audit import catat
from p3aks.core.documents import DokumenBase, Status

D = TypeVar("D", bound=DokumenBase)


class GalatDokumen(Exception):
    """What was asked for cannot be done as things are; the text is for the person."""


def minta(*, by: Any, semua: QuerySet[D], kolom: dict[str, Any], tugas: Task) -> D:
    """Return the one document of *semua* with ``kolom["kunci"]``, finished or under way.

    It is made with *kolom* where there is none yet; a failed or cancelled one, or one whose file
    is gone, goes back into the queue. *tugas* is the Celery task that makes it, rung on commit.
    """
    dokumen, baru = _ambil_atau_buat(semua, {"diminta_oleh": by, **kolom})
    if baru:
        catat(by=by, peristiwa="dokumen.diminta", objek=dokumen, rincian={"jenis": dokumen.jenis})
    elif bisa_diulang(dokumen):
        _antrekan(by, dokumen)
    if dokumen.status == Status.ANTRE:
        transaction.on_commit(lambda: jobs.tawarkan(tugas, dokumen.pk))
    return dokumen


def ulangi(*, by: Any, dokumen: DokumenBase, tugas: Task) -> None:
    """Put a failed or cancelled document, or one whose file is gone, back into the queue.

    Raises :class:`GalatDokumen` where there is nothing to repeat.
    """
    if not _antrekan(by, dokumen):
        raise GalatDokumen("Dokumen ini tidak perlu dibuat ulang.")
    transaction.on_commit(lambda: jobs.tawarkan(tugas, dokumen.pk))


def batalkan(*, by: Any, dokumen: DokumenBase) -> None:
    """Stop a document that waits or is being made.

    Raises :class:`GalatDokumen` where it is not under way any more.
    """
    if not jobs.batalkan(type(dokumen), dokumen.pk):
        raise GalatDokumen("Dokumen ini sudah tidak dikerjakan, jadi tidak dapat dibatalkan.")
    catat(by=by, peristiwa="dokumen.dibatalkan", objek=dokumen)


def bisa_diulang(dokumen: DokumenBase) -> bool:
    """Whether there is something to repeat: it failed, was cancelled, or lost its file."""
    return dokumen.boleh_diulang or _berkas_hilang(dokumen)


def catat_unduhan(*, by: Any, dokumen: DokumenBase, utuh: bool) -> None:
    """Record that *by* took the file, or (*utuh* False) found it missing or damaged."""
    peristiwa = "dokumen.diunduh" if utuh else "dokumen.rusak"
    catat(by=by, peristiwa=peristiwa, objek=dokumen, rincian={"sha256": dokumen.sha256})


def _ambil_atau_buat(semua: QuerySet[D], kolom: dict[str, Any]) -> tuple[D, bool]:
    """Return the one row with this key; of two who ask at once, one creates and both get it."""
    if ada := semua.filter(kunci=kolom["kunci"]).first():
        return ada, False
    try:
        with transaction.atomic():
            return semua.create(**kolom), True
    except IntegrityError:
        return semua.get(kunci=kolom["kunci"]), False


def _berkas_hilang(dokumen: DokumenBase) -> bool:
    """A final document is never made anew: it comes back from the backup or not at all."""
    return dokumen.status == Status.SELESAI and not dokumen.final and dokumen.isi_utuh() is None


def _antrekan(by: Any, dokumen: DokumenBase) -> bool:
    sidik_lama = dokumen.sha256
    hilang = _berkas_hilang(dokumen)
    if not jobs.antrekan_lagi(type(dokumen), dokumen.pk, berkas_hilang=hilang):
        return False
    catat(
        by=by,
        peristiwa="dokumen.diulang",
        objek=dokumen,
        rincian={"sha256_lama": sidik_lama or None},
    )
    dokumen.refresh_from_db(fields=["status", "sha256", "berkas"])
    return True
