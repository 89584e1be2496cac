"""Two fixed versions of a plan side by side, so that a document can be made of the difference."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from p3aks.core.models import Dasar
from rad.models.rad import VersiRad


class BandingQuerySet(models.QuerySet):
    """Comparisons."""

    def untuk(self, user: Any) -> Self:
        """Who may read the versions may read what differs between them."""
        return self if user.has_perm("rad.lihat_rad") else self.none()


class Banding(Dasar):
    """What changed from version *dari* to version *ke* of the same plan. Both are frozen, so this
    is too; the difference itself is computed, never stored."""

    dari = models.ForeignKey(
        VersiRad, verbose_name="semula", on_delete=models.PROTECT, related_name="+"
    )
    ke = models.ForeignKey(
        VersiRad, verbose_name="menjadi", on_delete=models.PROTECT, related_name="+"
    )

    objects = BandingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "perbandingan versi"
        constraints = [
            models.UniqueConstraint(name="banding_sekali", fields=["dari", "ke"]),
            models.CheckConstraint(name="banding_dua_versi", condition=~Q(dari=F("ke"))),
        ]

    def __str__(self) -> str:
        return f"{self.dari} dan versi {self.ke.nomor}"
