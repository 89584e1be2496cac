"""Conflict events that cases may be linked to, and the phases their handling went through."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, Tetap, UntukQuerySet
from pokja.enums import FaseKonflik, PolaKonflik, SumberKonflik
from pokja.models.wilayah import Wilayah


class PeristiwaKonflikQuerySet(BerversiQuerySet, UntukQuerySet):
    """Lists of conflict events."""

    def untuk(self, user: Any) -> Self:
        """Whoever links cases to events or keeps them may read them; no personal names in them."""
        return self if user.has_perm("pokja.lihat_peristiwa") else self.none()


class PeristiwaKonflik(Berversi, Dasar):
    """A social conflict between groups (UU 7/2012 Pasal 1). Parties are groups, never persons.

    ``fase`` is that of the latest :class:`FasePeristiwa`. Events recorded before pattern and
    phase were asked for have neither until somebody completes them.
    """

    nama = models.CharField("nama peristiwa", max_length=200)
    mulai = models.DateField("tanggal mulai")
    selesai = models.DateField("tanggal berakhir", null=True, blank=True)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="kecamatan/desa", on_delete=models.PROTECT, related_name="+"
    )
    sumber = models.CharField("sumber konflik", max_length=12, choices=SumberKonflik)
    pola = models.CharField("pola", max_length=12, choices=PolaKonflik, blank=True)
    fase = models.CharField("fase", max_length=12, choices=FaseKonflik, blank=True, editable=False)
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


class BagianPeristiwaQuerySet(BerversiQuerySet, UntukQuerySet):
    """What belongs to conflict events."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the event reads what belongs to it."""
        return self.filter(peristiwa__in=PeristiwaKonflik.objects.untuk(user))


class FasePeristiwa(Tetap, Dasar):
    """Since which day the handling of an event is in a phase. Written once."""

    peristiwa = models.ForeignKey(
        PeristiwaKonflik,
        verbose_name="peristiwa",
        on_delete=models.PROTECT,
        related_name="riwayat_fase",
    )
    fase = models.CharField("fase", max_length=12, choices=FaseKonflik)
    pada = models.DateField("sejak tanggal")
    catatan = models.CharField("yang terjadi", max_length=500, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )

    objects = BagianPeristiwaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "fase peristiwa"
        ordering = ("-pada", "-dibuat_pada")

    def __str__(self) -> str:
        return self.get_fase_display()
