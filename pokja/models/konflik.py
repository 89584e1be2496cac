"""Conflict events that cases may be linked to."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.enums import SumberKonflik
from pokja.models.wilayah import Wilayah


class PeristiwaKonflikQuerySet(BerversiQuerySet, UntukQuerySet):
    """Lists of conflict events."""

    def untuk(self, user: Any) -> Self:
        """Whoever links cases to events or keeps them may read them; no personal names in them."""
        return self if user.has_perm("pokja.lihat_peristiwa") else self.none()


class PeristiwaKonflik(Berversi, Dasar):
    """A social conflict between groups (UU 7/2012 Pasal 1). Parties are groups, never persons."""

    nama = models.CharField("nama peristiwa", max_length=200)
    mulai = models.DateField("tanggal mulai")
    selesai = models.DateField("tanggal berakhir", null=True, blank=True)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="kecamatan/desa", on_delete=models.PROTECT, related_name="+"
    )
    sumber = models.CharField("sumber konflik", max_length=12, choices=SumberKonflik)
    keterangan = models.CharField("keterangan singkat", max_length=500, blank=True)

    objects = PeristiwaKonflikQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peristiwa konflik"
        ordering = ("-mulai", "nama")
        constraints = [
            models.CheckConstraint(
                name="peristiwa_urutan_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal berakhir mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
