"""What counts how much in the vulnerability score."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import BobotKerawanan, Pengguna


@transaction.atomic
def ubah_bobot(*, by: Pengguna, bobot: dict[str, int], alasan: str, versi: int) -> BobotKerawanan:
    """Put new weights in force; *versi* is how many changes there were when *by* began.

    Raises PermissionDenied unless *by* keeps the weights; SudahBerubah where somebody changed
    them in between; ValidationError for a weight outside 0-100, or all 0.
    """
    if not by.has_perm("pokja.kelola_bobot"):
        raise PermissionDenied
    if BobotKerawanan.objects.count() != versi:
        raise SudahBerubah
    baris = BobotKerawanan(oleh=by, nomor=versi + 1)
    baris.isikan({**bobot, "alasan": alasan})
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError as galat:  # two at once
        raise SudahBerubah from galat
    catat(by=by, peristiwa="kerawanan.bobot", objek=baris, rincian=bobot)
    return baris
