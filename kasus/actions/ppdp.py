"""Who the data protection officers are."""

from django.db.models import QuerySet

from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan


def pejabat_pdp() -> QuerySet[Pengguna]:
    """Return the active people who are PPDP today."""
    tugas = Penugasan.objects.berlaku().filter(peran=Peran.PPDP)
    return Pengguna.objects.filter(is_active=True, penugasan__in=tugas).distinct()
