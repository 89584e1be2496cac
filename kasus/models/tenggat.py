"""Clocks: the editable table of time standards, running clocks, and breaches as stored events."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kasus.enums_layanan import TingkatRisiko
from kasus.models.dasar import PenangananQuerySet, Rahasia, petugas
from kasus.models.kasus import Kasus
from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.models import Lembaga


class AturanSlaQuerySet(BerversiQuerySet, UntukQuerySet):
    """The table of time standards; no case data in it."""

    def untuk(self, user: Any) -> Self:
        """Case workers read it, supervisors of a unit keep it."""
        return self if user.has_perm("kasus.lihat_sla") else self.none()


class AturanSla(Berversi, Dasar):
    """How long a step may take in a unit, per risk, with its legal basis (R12).

    A row stands in place of the standard in ``kasus.aturan.sla.BAWAAN``; where a unit has none,
    that one counts. ``unit`` None: for all units without a row of their own.
    """

    unit = models.ForeignKey(
        Lembaga, verbose_name="unit", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    langkah = models.CharField("langkah", max_length=20)
    risiko = models.CharField("risiko", max_length=6, choices=TingkatRisiko, blank=True)
    jam = models.PositiveIntegerField("batas (jam)")
    hari_kerja = models.BooleanField("dihitung jam kerja", default=False)
    dasar = models.CharField("dasar (nomor SK)", max_length=300)
    diubah_oleh = petugas("diubah oleh", null=True, blank=True)

    objects = AturanSlaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "aturan waktu layanan"
        ordering = ("langkah", "risiko")
        constraints = [
            models.UniqueConstraint(name="sla_sekali", fields=["unit", "langkah", "risiko"]),
            models.UniqueConstraint(
                name="sla_umum_sekali", fields=["langkah", "risiko"], condition=Q(unit=None)
            ),
            models.CheckConstraint(name="sla_positif", condition=Q(jam__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.langkah} {self.risiko}".strip()


class TenggatQuerySet(PenangananQuerySet):
    """Running and finished clocks."""

    def berjalan(self) -> Self:
        """Return the clocks that still run."""
        return self.filter(dipenuhi_pada=None, gugur_pada=None)

    def lewat(self) -> Self:
        """Return the running clocks whose time is over."""
        return self.berjalan().filter(batas__lt=timezone.now())

    def mendekati(self, dalam: dt.timedelta) -> Self:
        """Return the running clocks that are due within *dalam* from now."""
        kini = timezone.now()
        return self.berjalan().filter(batas__gte=kini, batas__lte=kini + dalam)


class Tenggat(Rahasia):
    """One clock of one case. ``dilanggar_pada``: when the breach was found, stored once and for
    good. ``risiko``: the risk by which ``batas`` was set."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="tenggat")
    langkah = models.CharField("langkah", max_length=20)
    rujukan_objek = models.UUIDField("objek", null=True, blank=True)  # e.g. the stay or referral
    risiko = models.CharField("risiko", max_length=6, choices=TingkatRisiko, blank=True)
    mulai = models.DateTimeField("mulai")
    batas = models.DateTimeField("batas")
    dipenuhi_pada = models.DateTimeField("dipenuhi pada", null=True, blank=True)
    dilanggar_pada = models.DateTimeField("dilanggar pada", null=True, blank=True)
    gugur_pada = models.DateTimeField("tidak berlaku lagi sejak", null=True, blank=True)

    objects = TenggatQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "tenggat"
        ordering = ("batas",)
        indexes = [models.Index(fields=["batas"], name="tenggat_batas")]
        constraints = [
            models.UniqueConstraint(
                name="tenggat_sekali", fields=["kasus", "langkah", "rujukan_objek"]
            ),
            models.UniqueConstraint(
                name="tenggat_kasus_sekali",
                fields=["kasus", "langkah"],
                condition=Q(rujukan_objek=None),
            ),
            models.CheckConstraint(name="tenggat_urutan", condition=Q(batas__gte=F("mulai"))),
        ]

    def __str__(self) -> str:
        return self.langkah
