"""Documents made of a Pokja."""

from typing import Any, Self

from django.db import models

from p3aks.core.documents import DokumenBase, DokumenQuerySet
from pokja.models.struktur import Pokja


class DokumenPokjaQuerySet(DokumenQuerySet):
    """Documents of Pokja."""

    def untuk(self, user: Any) -> Self:
        """Those who prepare the structure, and Bagian Hukum, read its documents."""
        return self if user.has_perm("pokja.lihat_dokumen") else self.none()


class DokumenPokja(DokumenBase):
    """The SK of a Pokja as a file."""

    pokja = models.ForeignKey(
        Pokja,
        verbose_name="Pokja",
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )

    objects = DokumenPokjaQuerySet.as_manager()

    class Meta(DokumenBase.Meta):
        verbose_name = verbose_name_plural = "dokumen Pokja"
