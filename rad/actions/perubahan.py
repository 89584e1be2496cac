"""Changing what is fixed: a successor with the whole content, or the proposal to drop an action.

The fixed action stays in force until the successor is fixed (``rad.actions.versi.tetapkan``).
Cancelling the successor leaves it untouched.
"""

from django.db import IntegrityError, transaction

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.actions.aksi import tulis
from rad.actions.isi import IsiAksi
from rad.actions.kunci_pengisian import alasan_cukup, pastikan_terbuka
from rad.actions.penanda import wariskan
from rad.models import Aksi
from rad.models.salinan import salin


@transaction.atomic
def buka(*, by: Pengguna, aksi: Aksi, alasan: str) -> Aksi:
    """Make the draft successor of the fixed *aksi*, with its whole content, and return it.

    Raises PermissionDenied where *by* may not or *aksi* is not fixed, ValidationError for a
    missing reason or a closed plan, SudahBerubah where somebody opened a change meanwhile.
    """
    wajib(by, "rad.perubahan_aksi", aksi)
    return _penerus(by, aksi, "perubahan", alasan, mencabut=False)


@transaction.atomic
def usulkan_cabut(*, by: Pengguna, aksi: Aksi, alasan: str) -> Aksi:
    """Propose to drop the fixed *aksi*: a successor without a text of its own, which is submitted
    and decided on like any other. Raises as :func:`buka`."""
    wajib(by, "rad.cabut_aksi", aksi)
    return _penerus(by, aksi, "usul_cabut", alasan, mencabut=True)


def _penerus(by: Pengguna, lama: Aksi, langkah: str, alasan: str, *, mencabut: bool) -> Aksi:
    alasan = alasan_cukup(alasan)
    pastikan_terbuka(by=by, rad=lama.rad, lembaga=[lama.penanggung_jawab_id])
    baru = Aksi(
        rad=lama.rad,
        urutan=lama.urutan,
        asal_id=lama.silsilah,
        menggantikan=lama,
        mencabut=mencabut,
        alasan_perubahan=alasan,
    )
    try:
        with transaction.atomic():
            tulis(by=by, aksi=baru, isi=isi_dari(lama))
    except IntegrityError as galat:
        raise SudahBerubah from galat
    wariskan_indikator(lama, baru)
    wariskan(by=by, dari=lama, ke=baru)
    baru.transisi.create(
        nama=langkah, dari="", ke=baru.status, oleh=by, alasan=alasan, salinan=salin(lama)
    )
    catat(
        by=by,
        peristiwa=f"aksi.{langkah}",
        objek=baru,
        rincian={"menggantikan": str(lama.pk), "alasan": alasan},
    )
    return baru


def isi_dari(aksi: Aksi) -> IsiAksi:
    """Return the content of *aksi* as it is stored now."""
    lembaga = {p.nama: p for p in (aksi.penanggung_jawab, *aksi.pendukung.all())}
    return IsiAksi.dari_salinan(salin(aksi), lembaga)


def wariskan_indikator(lama: Aksi, baru: Aksi) -> None:
    """Give each indicator of the copy *baru* the lineage of the one it was copied from."""
    for asal, salinan in zip(lama.indikator.all(), baru.indikator.all(), strict=True):
        salinan.asal_id = asal.silsilah
        salinan.save()
