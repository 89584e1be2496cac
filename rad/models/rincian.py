"""How an action is measured and paid: indicators, yearly targets, money by year and source."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar
from rad.enums import Arah, JenisIndikator, SumberDana
from rad.models.aksi import Aksi


class Indikator(Dasar):
    """How an action is measured."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="indikator"
    )
    nama = models.CharField("indikator", max_length=300)
    satuan = models.CharField("satuan", max_length=50)
    arah = models.CharField("arah", max_length=5, choices=Arah)
    baseline = models.DecimalField(
        "baseline", max_digits=18, decimal_places=4, null=True, blank=True
    )
    jenis = models.CharField(
        "jenis", max_length=10, choices=JenisIndikator, default=JenisIndikator.KELUARAN
    )
    kumulatif = models.BooleanField("target kumulatif", default=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    asal = models.ForeignKey(
        "self",
        verbose_name="asal silsilah",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="keturunan",
        help_text="The first indicator of this lineage; empty where it is the first itself.",
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "indikator"
        ordering = ("urutan", "pk")

    def __str__(self) -> str:
        return self.nama

    @property
    def silsilah(self) -> Any:
        """The id that all successors and copies of one indicator share."""
        return self.asal_id or self.pk


class Target(models.Model):
    """What an indicator is to reach in one year."""

    indikator = models.ForeignKey(
        Indikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="target"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    nilai = models.DecimalField("target", max_digits=18, decimal_places=4)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "target"
        ordering = ("tahun",)
        constraints = [
            models.UniqueConstraint(name="target_satu_per_tahun", fields=["indikator", "tahun"])
        ]

    def __str__(self) -> str:
        return f"{self.tahun}"


class Anggaran(models.Model):
    """Money for an action in one year from one source. Zero is not stored: no row, no money."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="anggaran"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    sumber = models.CharField("sumber dana", max_length=20, choices=SumberDana)
    pagu = models.DecimalField(
        "pagu", max_digits=18, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "anggaran"
        ordering = ("sumber", "tahun")
        constraints = [
            models.UniqueConstraint(
                name="anggaran_satu_per_sumber", fields=["aksi", "tahun", "sumber"]
            ),
            models.CheckConstraint(name="anggaran_positif", condition=Q(pagu__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.tahun} {self.get_sumber_display()}"
