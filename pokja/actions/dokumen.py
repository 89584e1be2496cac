"""Documents of a Pokja and its meetings: asked for, stopped, repeated, handed out. Each step is
recorded."""

import json

from django.db import transaction

from p3aks.core import permintaan
from p3aks.core.access import wajib
from p3aks.core.documents import kanonik, kunci_idempoten
from p3aks.core.permintaan import GalatDokumen, bisa_diulang, catat_unduhan
from pokja.documents.cetak import JENIS
from pokja.models import DokumenPokja, Pengguna, Pokja, Rapat
from pokja.tasks import buat_dokumen

__all__ = ["GalatDokumen", "batalkan", "bisa_diulang", "catat_unduhan", "siapkan", "ulangi"]
BELUM_WAKTUNYA = "Dokumen ini belum dapat dibuat pada keadaan rapat sekarang."


@transaction.atomic
def siapkan(*, by: Pengguna, objek: Pokja | Rapat, jenis: str) -> DokumenPokja:
    """Have document *jenis* made of *objek* as it is now; the same content is made once.

    Raises PermissionDenied unless *by* keeps the structure, or the meeting; ValueError for a kind
    that *objek* does not have; :class:`GalatDokumen` where its meeting is not that far.
    """
    rapat = objek if isinstance(objek, Rapat) else None
    pokja: Pokja = rapat.pokja if rapat else objek  # type: ignore[assignment]
    wajib(by, "pokja.buat_dokumen", DokumenPokja(pokja=pokja, rapat=rapat))
    uraian = JENIS.get(jenis)
    if uraian is None or (uraian.saat is None) != (rapat is None):
        raise ValueError(f"jenis dokumen Pokja tidak dikenal: {jenis}")
    if rapat and rapat.status not in (uraian.saat or ()):
        raise GalatDokumen(BELUM_WAKTUNYA)
    snapshot = json.loads(kanonik(uraian.susun(objek)))
    kolom = {
        "jenis": uraian.kode,
        "judul": snapshot["judul"][:500],
        "snapshot": snapshot,
        "versi_templat": uraian.versi_templat,
        "tanda_air": uraian.tanda_air(objek),
        "pokja": pokja,
        "rapat": rapat,
    }
    kolom["kunci"] = kunci_idempoten(
        jenis=f"{uraian.kode}:{objek.pk}", versi_templat=kolom["versi_templat"],
        snapshot=snapshot, tanda_air=kolom["tanda_air"],
    )  # fmt: skip
    semua = DokumenPokja.objects.all()
    return permintaan.minta(by=by, semua=semua, kolom=kolom, tugas=buat_dokumen)


@transaction.atomic
def ulangi(*, by: Pengguna, dokumen: DokumenPokja) -> None:
    """Put it back into the queue. Raises PermissionDenied, :class:`GalatDokumen`."""
    wajib(by, "pokja.buat_dokumen", dokumen)
    permintaan.ulangi(by=by, dokumen=dokumen, tugas=buat_dokumen)


@transaction.atomic
def batalkan(*, by: Pengguna, dokumen: DokumenPokja) -> None:
    """Stop it. Raises PermissionDenied, :class:`GalatDokumen`."""
    wajib(by, "pokja.buat_dokumen", dokumen)
    permintaan.batalkan(by=by, dokumen=dokumen)
