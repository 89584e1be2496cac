"""Documents of a Pokja: asked for, stopped, repeated, handed out. Each step is recorded."""

import json

from django.db import transaction

from p3aks.core import permintaan
from p3aks.core.access import wajib
from p3aks.core.documents import kanonik, kunci_idempoten
from p3aks.core.permintaan import GalatDokumen, bisa_diulang, catat_unduhan
from pokja.documents.cetak import JENIS, tanda_air
from pokja.models import DokumenPokja, Pengguna, Pokja
from pokja.tasks import buat_dokumen

__all__ = ["GalatDokumen", "batalkan", "bisa_diulang", "catat_unduhan", "siapkan", "ulangi"]


@transaction.atomic
def siapkan(*, by: Pengguna, pokja: Pokja, jenis: str) -> DokumenPokja:
    """Have document *jenis* made of *pokja* as it is now; the same content is made once.

    Raises PermissionDenied unless *by* keeps the structure, ValueError for an unknown kind.
    """
    wajib(by, "pokja.kelola_struktur", None)
    if not (uraian := JENIS.get(jenis)):
        raise ValueError(f"jenis dokumen Pokja tidak dikenal: {jenis}")
    snapshot = json.loads(kanonik(uraian.susun(pokja)))
    kolom = {
        "jenis": uraian.kode,
        "judul": snapshot["judul"][:500],
        "snapshot": snapshot,
        "versi_templat": uraian.versi_templat,
        "tanda_air": tanda_air(pokja),
        "pokja": pokja,
    }
    kolom["kunci"] = kunci_idempoten(
        jenis=f"{uraian.kode}:{pokja.pk}", versi_templat=kolom["versi_templat"],
        snapshot=snapshot, tanda_air=kolom["tanda_air"],
    )  # fmt: skip
    semua = DokumenPokja.objects.all()
    return permintaan.minta(by=by, semua=semua, kolom=kolom, tugas=buat_dokumen)


@transaction.atomic
def ulangi(*, by: Pengguna, dokumen: DokumenPokja) -> None:
    """Put it back into the queue. Raises PermissionDenied, :class:`GalatDokumen`."""
    wajib(by, "pokja.kelola_struktur", None)
    permintaan.ulangi(by=by, dokumen=dokumen, tugas=buat_dokumen)


@transaction.atomic
def batalkan(*, by: Pengguna, dokumen: DokumenPokja) -> None:
    """Stop it. Raises PermissionDenied, :class:`GalatDokumen`."""
    wajib(by, "pokja.kelola_struktur", None)
    permintaan.batalkan(by=by, dokumen=dokumen)
