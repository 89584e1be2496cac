"""Actions of the plan and the follow-ups of meetings that they carry out."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from p3aks.core.models import Dasar, UntukQuerySet
from pokja.models import TindakLanjut
from rad.models.aksi import Aksi


class KaitanTindakLanjutQuerySet(UntukQuerySet):
    """Links between actions and follow-ups."""

    def untuk(self, user: Any) -> Self:
        """Who reads both ends reads the link."""
        return self.filter(
            aksi__in=Aksi.objects.untuk(user), tindak_lanjut__in=TindakLanjut.objects.untuk(user)
        )


class KaitanTindakLanjut(Dasar):
    """A follow-up that an action of the plan carries out."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="kaitan"
    )
    tindak_lanjut = models.ForeignKey(
        TindakLanjut, verbose_name="tindak lanjut", on_delete=models.PROTECT, related_name="+"
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dikaitkan oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = KaitanTindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kaitan tindak lanjut"
        ordering = ("dibuat_pada", "pk")
        constraints = [
            models.UniqueConstraint(
                name="kaitan_sekali",
                fields=["aksi", "tindak_lanjut"],
                violation_error_message="Aksi ini sudah dikaitkan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tindak_lanjut} – {self.aksi}"
