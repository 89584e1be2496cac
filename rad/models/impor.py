"""An uploaded spreadsheet, from preview to decision: of the plan, or of what a period reached."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from p3aks.core.models import Dasar, UntukQuerySet
from rad.enums import StatusImpor
from rad.enums_pantau import Periode
from rad.models.rad import Rad


class ImporQuerySet(UntukQuerySet):
    """Uploads belong to who made them."""

    def untuk(self, user: Any) -> Self:
        """Return the uploads of *user*, while the person may still make them."""
        return self.filter(oleh=user) if user.has_perm(self.model.HAK) else self.none()


class Impor(Dasar):
    """A spreadsheet as received, and what the check found. What it says is stored only when the
    person confirms."""

    HAK: ClassVar[str]  # who may upload one

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

    objects = ImporQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return self.nama_berkas

    @property
    def terbuka(self) -> bool:
        """Whether its sender has still to decide."""
        return self.status == StatusImpor.PRATINJAU

    @property
    def tempat(self) -> dict[str, Any]:
        """What it is checked against, as its form and its check take it."""
        raise NotImplementedError


class ImporRad(Impor):
    """Actions of a plan."""

    HAK = "rad.impor"

    rad = models.ForeignKey(Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="impor")

    class Meta(Impor.Meta):
        verbose_name = verbose_name_plural = "impor RAD"

    @property
    def tempat(self) -> dict[str, Any]:
        """The plan."""
        return {"rad": self.rad}


class ImporRealisasi(Impor):
    """What was reached and spent in one period, filled in outside the system."""

    HAK = "rad.isi_laporan"

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="impor_realisasi"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    periode = models.CharField("periode", max_length=3, choices=Periode)

    class Meta(Impor.Meta):
        verbose_name = verbose_name_plural = "impor realisasi"

    @property
    def tempat(self) -> dict[str, Any]:
        """The plan and the period."""
        return {"rad": self.rad, "tahun": self.tahun, "periode": self.periode}
