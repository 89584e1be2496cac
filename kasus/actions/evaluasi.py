"""Asking for the semester evaluation of a service unit."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dokumen import siapkan
from kasus.documents.evaluasi import IsiEvaluasi, rentang, susun_evaluasi
from kasus.enums_akses import JenisDokumenKasus
from kasus.models import DokumenKasus
from p3aks.core.access import wajib
from pokja.enums import Peran
from pokja.models import Lembaga, Pengguna

BELUM_MULAI = "Semester ini belum mulai."
RAPAT_DI_LUAR = "Rapat ini mendahului semesternya, atau belum terjadi."


@transaction.atomic
def buat(*, by: Pengguna, isi: IsiEvaluasi) -> DokumenKasus:
    """Have the evaluation *isi* made, for *by* alone; asked for again unchanged, it is the same.

    Raises PermissionDenied unless *by* heads the unit; ValidationError for a semester that has
    not begun, and for a meeting before it or in the future.
    """
    wajib(by, "kasus.buat_evaluasi", None)
    if isi.unit.pk not in unit_dipimpin(by):
        raise PermissionDenied
    mulai = timezone.localdate(rentang(isi.masa)[0])
    hari_ini = timezone.localdate()
    if mulai > hari_ini:
        raise ValidationError({"paruh": BELUM_MULAI})
    if isi.rapat and not mulai <= isi.rapat.tanggal <= hari_ini:
        raise ValidationError({"tanggal": RAPAT_DI_LUAR})
    return siapkan(
        by=by,
        jenis=JenisDokumenKasus.EVALUASI,
        snapshot=susun_evaluasi(by, isi),
        tentang=(str(by.pk), str(isi.unit.pk)),
    )


def unit_dipimpin(by: Pengguna) -> dict[object, Lembaga]:
    """Return the units that *by* leads, by id."""
    pk = by.lembaga_sebagai(Peran.MANAJER_KASUS, Peran.SUPERVISOR)
    return {x.pk: x for x in Lembaga.objects.filter(pk__in=pk)}
