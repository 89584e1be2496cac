"""An uploaded spreadsheet, from preview to decision."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from p3aks.core.models import Dasar, UntukQuerySet
from rad.enums import StatusImpor
from rad.models.rad import Rad


class ImporRadQuerySet(UntukQuerySet):
    """Uploads belong to who made them."""

    def untuk(self, user: Any) -> Self:
        """Return the uploads of *user*."""
        return self.filter(oleh=user) if user.has_perm("rad.impor") else self.none()


class ImporRad(Dasar):
    """A spreadsheet as received, and what the check found. The rows enter the plan only when
    the person confirms."""

    rad = models.ForeignKey(Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="impor")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )
    nama_berkas = models.CharField("nama berkas", max_length=200)
    berkas = models.FileField("berkas", upload_to="impor/")
    sidik = models.CharField("SHA-256", max_length=64)
    hasil = models.JSONField("hasil pemeriksaan", default=dict)
    status = models.CharField(
        "status", max_length=10, choices=StatusImpor, default=StatusImpor.PRATINJAU
    )

    objects = ImporRadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor RAD"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return self.nama_berkas
