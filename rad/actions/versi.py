"""Fixing a version of the plan."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.actions.aksi import langkah
from rad.documents import matriks
from rad.enums import StatusAksi, StatusRad
from rad.models import Aksi, Rad, VersiRad


@transaction.atomic
def tetapkan(
    *, by: Pengguna, rad: Rad, hanya: Aksi | None = None, keterangan: str = ""
) -> VersiRad:
    """Freeze a numbered version of *rad*: what was fixed before plus the approved actions (or,
    with *hanya*, that one alone), which become DITETAPKAN.

    Raises ValidationError when nothing is approved, PermissionDenied without the right.
    """
    if not by.has_perm("rad.tetapkan_rad", rad):
        raise PermissionDenied
    # Serialises two people pressing at once; the version number is unique besides.
    rad = Rad.objects.select_for_update().get(pk=rad.pk)
    baru = rad.aksi.filter(status=StatusAksi.DISETUJUI)
    if hanya is not None:
        baru = baru.filter(pk=hanya.pk)
    daftar = list(baru)
    if not daftar:
        raise ValidationError("Belum ada aksi yang disetujui untuk ditetapkan.")
    for aksi in daftar:
        langkah(aksi, "tetapkan", by)
    isi = matriks.susun_aksi(rad, rad.aksi.filter(status=StatusAksi.DITETAPKAN))
    nomor = (rad.versi_tetap.aggregate(n=Max("nomor"))["n"] or 0) + 1
    isi["versi"] = {"nomor": nomor, "label": f"Versi {nomor}", "sidik": None}
    versi = VersiRad.objects.create(
        rad=rad, nomor=nomor, isi=isi, sidik=matriks.sidik(isi), keterangan=keterangan, oleh=by
    )
    if rad.status != StatusRad.DITETAPKAN:
        rad.status = StatusRad.DITETAPKAN
        rad.save()
    catat(
        by=by,
        peristiwa="rad.ditetapkan",
        objek=rad,
        rincian={"nomor": nomor, "aksi": len(daftar), "sidik": versi.sidik},
    )
    return versi
