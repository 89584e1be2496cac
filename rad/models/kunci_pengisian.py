"""The lock after the day until which OPDs enter, and its openings."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from p3aks.core.models import Dasar, UntukQuerySet
from pokja.models import Lembaga
from rad.models.rad import Rad


class PembukaanPengisianQuerySet(UntukQuerySet):
    """Openings."""

    def untuk(self, user: Any) -> Self:
        """Return the openings *user* may read: all of them, for whoever may read plans."""
        return self.all() if user.has_perm("rad.lihat_rad") else self.none()

    def berlaku(self, hari: dt.date) -> Self:
        """Return the openings in force on *hari*."""
        return self.filter(sampai__gte=hari, ditutup_pada=None)

    def untuk_lembaga(self, lembaga: Collection[Any]) -> Self:
        """Return the openings for every OPD, or for one of *lembaga* (keys)."""
        return self.filter(Q(lembaga=None) | Q(lembaga__in=lembaga))


class PembukaanPengisian(Dasar):
    """The Sekretariat lets one OPD, or all, enter again until a day, for a stated reason."""

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="pembukaan"
    )
    lembaga = models.ForeignKey(
        Lembaga,
        verbose_name="perangkat daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: every OPD.",
    )
    sampai = models.DateField("terbuka sampai")
    alasan = models.CharField("alasan", max_length=500)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuka oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    pada = models.DateTimeField("dibuka pada", default=timezone.now)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ditutup oleh",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ditutup_pada = models.DateTimeField("ditutup pada", null=True)

    objects = PembukaanPengisianQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pembukaan pengisian"
        ordering = ("-pada", "pk")
        constraints = [
            models.CheckConstraint(
                name="pembukaan_tutup_lengkap",
                condition=Q(ditutup_oleh=None, ditutup_pada=None)
                | Q(ditutup_oleh__isnull=False, ditutup_pada__gte=F("pada")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.lembaga or 'semua perangkat daerah'} sampai {self.sampai}"
