"""Fixing a version of the plan."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.actions.aksi import langkah
from rad.actions.pantau_pindah import pindahkan
from rad.documents import matriks
from rad.enums import StatusAksi, StatusRad
from rad.models import Aksi, Banding, Rad, VersiRad


@transaction.atomic
def tetapkan(
    *, by: Pengguna, rad: Rad, hanya: Aksi | None = None, keterangan: str = ""
) -> VersiRad:
    """Freeze a numbered version of *rad*: what was fixed before plus the approved actions (or,
    with *hanya*, that one alone), which become DITETAPKAN. An approved change takes the place of
    the action it changes, which becomes DIGANTIKAN; an action whose removal is approved becomes
    DICABUT and is left out.

    Raises ValidationError when nothing is approved, PermissionDenied without the right.
    """
    if not by.has_perm("rad.tetapkan_rad", rad):
        raise PermissionDenied
    # Serialises two people pressing at once; the version number is unique besides.
    rad = Rad.objects.select_for_update().get(pk=rad.pk)
    baru = rad.aksi.filter(status=StatusAksi.DISETUJUI).select_related("menggantikan")
    if hanya is not None:
        baru = baru.filter(pk=hanya.pk)
    daftar = list(baru)
    if not daftar:
        raise ValidationError("Belum ada aksi yang disetujui untuk ditetapkan.")
    try:
        with transaction.atomic():
            for aksi in daftar:
                _masukkan(by, aksi)
    except IntegrityError as galat:  # two drafts got the same wording at the same moment
        raise ValidationError(
            "Dua aksi dari perangkat daerah yang sama memiliki uraian yang sama. Ubah salah "
            "satunya, lalu tetapkan lagi."
        ) from galat
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


def _masukkan(by: Pengguna, aksi: Aksi) -> None:
    """Let one approved action into the version; what it changes makes room first."""
    lama = aksi.menggantikan
    if lama is None:
        langkah(aksi, "tetapkan", by)
        return
    langkah(lama, "cabut" if aksi.mencabut else "gantikan", by, alasan=aksi.alasan_perubahan)
    langkah(aksi, "cabut" if aksi.mencabut else "tetapkan", by)
    if not aksi.mencabut:
        # Follow-ups are carried out by what is in force.
        sudah = aksi.kaitan.values("tindak_lanjut")
        lama.kaitan.exclude(tindak_lanjut__in=sudah).update(aksi=aksi)
        pindahkan(lama, aksi)


def banding(*, dari: VersiRad, ke: VersiRad) -> Banding:
    """Return the row that stands for the difference between two versions of one plan, made at the
    first asking. It says nothing that the versions do not, so nobody needs a right to it."""
    if dari.rad_id != ke.rad_id or dari.pk == ke.pk:
        raise ValidationError("Pilih dua versi yang berbeda dari RAD yang sama.")
    return Banding.objects.get_or_create(dari=dari, ke=ke)[0]
