"""Asking for documents, stopping and repeating them, and logging who took one."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from p3aks.core import jobs
from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.documents import Status, kanonik, kunci_idempoten
from rad.documents import JENIS, Jenis, pemilik, tanda_air
from rad.models import Dokumen
from rad.tasks import buat_dokumen


class GalatDokumen(Exception):
    """What was asked for cannot be done as things are; the text is for the person."""


def siapkan(*, by: Any, jenis: str, objek: Any) -> Dokumen:
    """Have document *jenis* made of *objek* and return its row, finished or under way.

    Gathers the snapshot now; the file is made later from that snapshot alone. Where the same
    content was asked for before, this is that row: a finished one at once, a failed or cancelled
    one back in the queue. Raises ``PermissionDenied`` without right ``rad.buat_dokumen`` on
    *objek*, ``GalatDokumen`` where the object lacks something the document needs, ``ValueError``
    for a kind that does not exist or is not made of such an object.
    """
    uraian = JENIS.get(jenis)
    if uraian is None or objek._meta.label not in uraian.objek:
        raise ValueError(f"{jenis} tidak dibuat dari {objek._meta.label}")
    wajib(by, "rad.buat_dokumen", objek)
    snapshot = _susun(uraian, objek)
    isi = _kolom(uraian, objek, snapshot)
    with transaction.atomic():
        dokumen, baru = _ambil_atau_buat(by, objek, isi)
        dokumen.peminta.add(by)
        if baru:
            catat(by=by, peristiwa="dokumen.diminta", objek=dokumen, rincian={"jenis": jenis})
        elif bisa_diulang(dokumen):
            _antrekan(by, dokumen)
        if dokumen.status == Status.ANTRE:
            transaction.on_commit(lambda: jobs.tawarkan(buat_dokumen, dokumen.pk))
    return dokumen


def ulangi(*, by: Any, dokumen: Dokumen) -> None:
    """Put a failed or cancelled document (or a draft whose file is gone) back into the queue.

    Raises ``PermissionDenied``; ``GalatDokumen`` where there is nothing to repeat.
    """
    wajib(by, "rad.buat_dokumen", dokumen.objek)
    with transaction.atomic():
        if not _antrekan(by, dokumen):
            raise GalatDokumen("Dokumen ini tidak perlu dibuat ulang.")
        transaction.on_commit(lambda: jobs.tawarkan(buat_dokumen, dokumen.pk))


def batalkan(*, by: Any, dokumen: Dokumen) -> None:
    """Stop a document that waits or is being made.

    Raises ``PermissionDenied``; ``GalatDokumen`` where it is not under way any more.
    """
    wajib(by, "rad.buat_dokumen", dokumen.objek)
    with transaction.atomic():
        if not jobs.batalkan(Dokumen, dokumen.pk):
            raise GalatDokumen("Dokumen ini sudah tidak dikerjakan, jadi tidak dapat dibatalkan.")
        catat(by=by, peristiwa="dokumen.dibatalkan", objek=dokumen)


def bisa_diulang(dokumen: Dokumen) -> bool:
    """Whether there is something to repeat: it failed, was cancelled, or lost its file."""
    return dokumen.boleh_diulang or _berkas_hilang(dokumen)


def catat_unduhan(*, by: Any, dokumen: Dokumen, utuh: bool) -> None:
    """Record that *by* took the file, or (*utuh* False) found it missing or damaged."""
    peristiwa = "dokumen.diunduh" if utuh else "dokumen.rusak"
    catat(by=by, peristiwa=peristiwa, objek=dokumen, rincian={"sha256": dokumen.sha256})


def _susun(uraian: Jenis, objek: Any) -> dict[str, Any]:
    """Gather the snapshot, as it will be read back from the row."""
    try:
        isi = uraian.susun(objek)
    except ValidationError as galat:
        raise GalatDokumen(" ".join(galat.messages)) from galat
    except ValueError as galat:  # by contract a sentence for the person
        raise GalatDokumen(str(galat)) from galat
    return json.loads(kanonik(isi))


def _kolom(uraian: Jenis, objek: Any, snapshot: dict[str, Any]) -> dict[str, Any]:
    final = uraian.final(objek)
    air = tanda_air(snapshot, final=final)
    versi = uraian.versi_templat
    return {
        "jenis": uraian.kode,
        "judul": _judul(snapshot, uraian.label)[:500],
        "snapshot": snapshot,
        "versi_templat": versi,
        "tanda_air": air,
        "final": final,
        "kunci": kunci_idempoten(
            jenis=uraian.kode, versi_templat=versi, snapshot=snapshot, tanda_air=air
        ),
    }


def _judul(snapshot: dict[str, Any], label: str) -> str:
    return snapshot.get("judul") or snapshot.get("judul_dokumen") or label


def _ambil_atau_buat(by: Any, objek: Any, isi: dict[str, Any]) -> tuple[Dokumen, bool]:
    """Return the one row with this key; of two who ask at once, one creates and both get it."""
    if ada := Dokumen.objects.filter(kunci=isi["kunci"]).first():
        return ada, False
    milik = pemilik(objek)
    sebelumnya = Dokumen.objects.selesai().filter(jenis=isi["jenis"], **milik).first()
    try:
        with transaction.atomic():
            dokumen = Dokumen.objects.create(
                **isi, **milik, menggantikan=sebelumnya, diminta_oleh=by
            )
    except IntegrityError:
        return Dokumen.objects.get(kunci=isi["kunci"]), False
    return dokumen, True


def _berkas_hilang(dokumen: Dokumen) -> bool:
    return dokumen.status == Status.SELESAI and not dokumen.final and dokumen.isi_utuh() is None


def _antrekan(by: Any, dokumen: Dokumen) -> bool:
    sidik_lama = dokumen.sha256
    if not jobs.antrekan_lagi(Dokumen, dokumen.pk, berkas_hilang=_berkas_hilang(dokumen)):
        return False
    catat(
        by=by,
        peristiwa="dokumen.diulang",
        objek=dokumen,
        rincian={"sha256_lama": sidik_lama or None},
    )
    dokumen.refresh_from_db()
    return True
