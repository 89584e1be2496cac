"""Old printed tables: aggregates without any case behind them, kept as they were printed."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from kasus.aturan.historis_tabel import Putusan
from kasus.models.dasar import Rahasia, petugas
from p3aks.core.lingkup import LingkupQuerySet
from p3aks.core.models import Tetap


class TabelHistorisQuerySet(LingkupQuerySet):
    """Imported tables."""

    def saring(self, user: Any) -> Self:
        """Who imports them reads them: small counts stand in them."""
        return self if user.has_perm("kasus.kelola_historis") else self.filter(pk=None)

    def terkini(self) -> Self:
        """Return the tables that no later version replaces."""
        return self.filter(pengganti=None)


class TabelHistoris(Tetap, Rahasia):
    """One table of one year. ``isi`` is what is printed, ``temuan`` what was found in it: the two
    stand side by side, and neither ever changes. A correction is a new version that says why
    (R27)."""

    tahun = models.PositiveSmallIntegerField("tahun")
    satuan = models.CharField("yang dihitung", max_length=20, blank=True)
    sumber = models.CharField("sumber", max_length=300)
    asli = models.TextField("sebagaimana diterima")
    isi = models.JSONField("angka tercetak")
    temuan = models.JSONField("temuan", default=list)
    saran = models.JSONField("saran", null=True)
    putusan = models.CharField(
        "putusan", max_length=10, choices=[(p.value, p.value.capitalize()) for p in Putusan]
    )
    nomor = models.PositiveSmallIntegerField("versi", default=1)
    menggantikan = models.OneToOneField(
        "self",
        verbose_name="menggantikan",
        null=True,
        on_delete=models.PROTECT,
        related_name="pengganti",
    )
    alasan = models.CharField("alasan perubahan", max_length=500, blank=True)
    oleh = petugas("dimasukkan oleh")

    objects = TabelHistorisQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "tabel historis"
        ordering = ("-tahun", "sumber", "-nomor")
        constraints = [
            models.CheckConstraint(
                name="historis_versi_beralasan",
                condition=Q(nomor=1, menggantikan=None)
                | (Q(nomor__gt=1, menggantikan__isnull=False) & ~Q(alasan="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tahun}"
