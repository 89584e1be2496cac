"""Asking for documents, stopping and repeating them, and logging who took one."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from p3aks.core import permintaan
from p3aks.core.access import wajib
from p3aks.core.documents import kanonik, kunci_idempoten
from p3aks.core.permintaan import GalatDokumen, bisa_diulang, catat_unduhan
from rad.documents import JENIS, Jenis, pemilik, tanda_air
from rad.models import Dokumen
from rad.tasks import buat_dokumen

__all__ = ["GalatDokumen", "batalkan", "bisa_diulang", "catat_unduhan", "siapkan", "ulangi"]


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
    milik = pemilik(objek)
    sebelumnya = Dokumen.objects.selesai().filter(jenis=jenis, **milik).first()
    kolom = {**_kolom(uraian, objek, snapshot), **milik, "menggantikan": sebelumnya}
    with transaction.atomic():
        dokumen = permintaan.minta(
            by=by, semua=Dokumen.objects.all(), kolom=kolom, tugas=buat_dokumen
        )
        dokumen.peminta.add(by)
    return dokumen


def ulangi(*, by: Any, dokumen: Dokumen) -> None:
    """Put a failed or cancelled document (or a draft whose file is gone) back into the queue.

    Raises ``PermissionDenied``; ``GalatDokumen`` where there is nothing to repeat.
    """
    wajib(by, "rad.buat_dokumen", dokumen.objek)
    with transaction.atomic():
        permintaan.ulangi(by=by, dokumen=dokumen, tugas=buat_dokumen)


def batalkan(*, by: Any, dokumen: Dokumen) -> None:
    """Stop a document that waits or is being made.

    Raises ``PermissionDenied``; ``GalatDokumen`` where it is not under way any more.
    """
    wajib(by, "rad.buat_dokumen", dokumen.objek)
    with transaction.atomic():
        permintaan.batalkan(by=by, dokumen=dokumen)


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
