"""Documents made of a Pokja."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from p3aks.core.documents import DokumenBase, DokumenQuerySet
from pokja.enums import JenisDokumenPokja
from pokja.models.rapat import Rapat
from pokja.models.struktur import Pokja

TERBARU = 12


class DokumenPokjaQuerySet(DokumenQuerySet):
    """Documents of Pokja."""

    def untuk(self, user: Any) -> Self:
        """Those who prepare the structure, and Bagian Hukum, read its documents; whoever reads a
        meeting reads what is made of it."""
        boleh = Q(rapat__in=Rapat.objects.untuk(user))
        if user.has_perm("pokja.lihat_dokumen"):
            boleh |= Q(rapat=None)
        return self.filter(boleh)

    def terbaru(self, rapat: Rapat) -> Self:
        """Return the last papers made of *rapat*, without their content."""
        return self.filter(rapat=rapat).defer("snapshot").order_by("-dibuat_pada")[:TERBARU]


class DokumenPokja(DokumenBase):
    """The SK of a Pokja, or what is made of one of its meetings, as a file."""

    pokja = models.ForeignKey(
        Pokja,
        verbose_name="Pokja",
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )
    rapat = models.ForeignKey(
        Rapat,
        verbose_name="rapat",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )

    objects = DokumenPokjaQuerySet.as_manager()

    class Meta(DokumenBase.Meta):
        verbose_name = verbose_name_plural = "dokumen Pokja"

    @property
    def label(self) -> str:
        """What people call its kind."""
        return str(JenisDokumenPokja(self.jenis).label)
