"""Links between actions of the plan and follow-ups of meetings."""

from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import Pengguna, TindakLanjut
from rad.models import Aksi, KaitanTindakLanjut


@transaction.atomic
def kaitkan(*, by: Pengguna, aksi: Aksi, tindak_lanjut: TindakLanjut) -> KaitanTindakLanjut:
    """Say that *aksi* carries *tindak_lanjut* out; said twice it is said once.

    Raises PermissionDenied unless *by* verifies follow-ups or stands for the institution that
    owes this one.
    """
    wajib(by, "rad.kaitkan", tindak_lanjut)
    kaitan, baru = KaitanTindakLanjut.objects.get_or_create(
        aksi=aksi, tindak_lanjut=tindak_lanjut, defaults={"oleh": by}
    )
    if baru:
        catat(by=by, peristiwa="aksi.dikaitkan", objek=aksi)
    return kaitan


@transaction.atomic
def lepaskan(*, by: Pengguna, kaitan: KaitanTindakLanjut) -> None:
    """Undo a link. Raises PermissionDenied as :func:`kaitkan`."""
    wajib(by, "rad.kaitkan", kaitan.tindak_lanjut)
    kaitan.delete()
    catat(by=by, peristiwa="aksi.kaitan_dilepas", objek=kaitan.aksi)
