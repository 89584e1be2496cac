"""Statistics that were released: the only numbers about cases that leave the service."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from p3aks.core.models import Dasar, Tetap, UntukQuerySet
from pokja.models.pengguna import Pengguna


class RekapTerbitQuerySet(UntukQuerySet):
    """Releases."""

    def untuk(self, user: Any) -> Self:
        """Everybody reads them, old versions too."""
        return self.all()

    def publik(self) -> Self:
        """Everybody reads them, old versions too."""
        return self.all()

    def terkini(self) -> Self:
        """Return the newest version of each period, newest period first."""
        return self.filter(pengganti=None)


class RekapTerbit(Tetap, Dasar):
    """The figures of a year or half-year as a release gave them out: counted, suppressed, signed by
    a second person. It never changes; a revision is a new version that says why (R27).

    ``isi`` holds published counts alone: where one is hidden it holds null, and nothing in this
    table tells what stood there. ``paruh``: 1 or 2, 0 for the whole year. ``sidik``: SHA-256 of the
    canonical ``isi``.
    """

    tahun = models.PositiveSmallIntegerField("tahun")
    paruh = models.PositiveSmallIntegerField("paruh tahun")
    nomor = models.PositiveSmallIntegerField("versi", default=1)
    isi = models.JSONField("isi")
    sidik = models.CharField("SHA-256", max_length=64)
    menggantikan = models.OneToOneField(
        "self", verbose_name="menggantikan", null=True, on_delete=models.PROTECT,
        related_name="pengganti",
    )  # fmt: skip
    catatan = models.CharField("catatan perubahan", max_length=500, blank=True)
    disusun_oleh = models.ForeignKey(
        Pengguna, verbose_name="disusun oleh", on_delete=models.PROTECT, related_name="+"
    )
    ditandatangani_oleh = models.ForeignKey(
        Pengguna, verbose_name="ditandatangani oleh", on_delete=models.PROTECT, related_name="+"
    )

    objects = RekapTerbitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "statistik terbit"
        ordering = ("-tahun", "paruh", "-nomor")
        constraints = [
            models.UniqueConstraint(name="rekap_versi_unik", fields=["tahun", "paruh", "nomor"]),
            models.CheckConstraint(
                name="rekap_dua_orang", condition=~Q(disusun_oleh=F("ditandatangani_oleh"))
            ),
            models.CheckConstraint(name="rekap_paruh", condition=Q(paruh__lte=2)),
            models.CheckConstraint(
                name="rekap_versi_beralasan",
                condition=Q(nomor=1, menggantikan=None)
                | (Q(nomor__gt=1, menggantikan__isnull=False) & ~Q(catatan="")),
            ),
        ]

    @property
    def per(self) -> date:
        """The day on which the records were frozen."""
        return date.fromisoformat(self.isi["per"])

    def __str__(self) -> str:
        return str(self.isi["masa"]["label"])
