"""What is noted beside an action: tags it counts towards, and the money it needs.

Neither is content of the plan. Both stand outside ``IsiAksi``: a version does not freeze them, an
import or export does not carry them, and saving an action's form does not touch them.
"""

from decimal import Decimal
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar, UntukQuerySet
from rad.enums_selaras import KlusterKla, Penanda
from rad.models.aksi import Aksi


class BersamaAksiQuerySet(UntukQuerySet):
    """Rows that belong to an action."""

    def untuk(self, user: Any) -> Self:
        """Who reads the action reads what is noted beside it."""
        return self.filter(aksi__in=Aksi.objects.untuk(user))


class PenandaAksi(Dasar):
    """One tag of an action; for KLA the cluster, where it is known."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="penanda"
    )
    jenis = models.CharField("penanda", max_length=10, choices=Penanda)
    kluster = models.CharField("kluster KLA", max_length=1, choices=KlusterKla, blank=True)
    riwayat = HistoricalRecords()

    objects = BersamaAksiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penanda aksi"
        ordering = ("jenis",)
        constraints = [
            models.UniqueConstraint(name="penanda_sekali", fields=["aksi", "jenis"]),
            models.CheckConstraint(
                name="penanda_kluster_kla", condition=Q(kluster="") | Q(jenis=Penanda.KLA)
            ),
        ]

    def __str__(self) -> str:
        kluster = f" ({self.get_kluster_display()})" if self.kluster else ""
        return f"{self.get_jenis_display()}{kluster}"


class Kebutuhan(models.Model):
    """The money an action needs in one year, whether budgeted or not. No row: not known."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="kebutuhan"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    jumlah = models.DecimalField(
        "kebutuhan", max_digits=18, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    riwayat = HistoricalRecords()

    objects = BersamaAksiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kebutuhan dana"
        ordering = ("tahun",)
        constraints = [
            models.UniqueConstraint(name="kebutuhan_satu_per_tahun", fields=["aksi", "tahun"]),
            models.CheckConstraint(name="kebutuhan_positif", condition=Q(jumlah__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}"
