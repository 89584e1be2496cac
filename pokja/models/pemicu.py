"""Days on which tension is likely to rise."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.enums_dini import JenisPemicu
from pokja.models.wilayah import Wilayah

SIAGA_TERLAMA = 90  # days before


class PemicuKalenderQuerySet(BerversiQuerySet, UntukQuerySet):
    """Triggers."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the inventory reads the calendar."""
        return self if user.has_perm("pokja.lihat_potensi") else self.none()

    def belum_lewat(self, per: dt.date) -> Self:
        """Return those that are not over on *per*, the nearest first."""
        return self.filter(selesai__gte=per).order_by("mulai", "nama", "pk")

    def mendekat(self, per: dt.date) -> list["PemicuKalender"]:
        """Return those for which one is to be on guard on *per*: each says how many days before."""
        dekat = self.belum_lewat(per).filter(mulai__lte=per + dt.timedelta(days=SIAGA_TERLAMA))
        return [p for p in dekat.select_related("wilayah") if p.siaga_sejak <= per]


class PemicuKalender(Berversi, Dasar):
    """A day, or a time, that may set off what smoulders: pilkades, bansos, a holiday, an election.

    ``siaga_hari`` is how many days before it shows on the first page of those who keep the
    inventory; ``wilayah`` is the whole regency or a part of it.
    """

    nama = models.CharField("nama", max_length=150)
    jenis = models.CharField("jenis", max_length=10, choices=JenisPemicu)
    mulai = models.DateField("hari pertama")
    selesai = models.DateField("hari terakhir")
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="wilayah", on_delete=models.PROTECT, related_name="+"
    )
    siaga_hari = models.PositiveSmallIntegerField("siaga berapa hari sebelumnya", default=14)
    catatan = models.CharField("catatan", max_length=500, blank=True)

    objects = PemicuKalenderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pemicu kalender"
        ordering = ("mulai", "nama")
        indexes = [models.Index(fields=["selesai", "mulai"], name="pemicu_waktu")]
        constraints = [
            models.CheckConstraint(
                name="pemicu_urutan_tanggal",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Hari terakhir mendahului hari pertama.",
            ),
            models.CheckConstraint(
                name="pemicu_siaga_wajar",
                condition=Q(siaga_hari__lte=SIAGA_TERLAMA),
                violation_error_message=f"Paling banyak {SIAGA_TERLAMA} hari.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def siaga_sejak(self) -> dt.date:
        """From which day one is on guard."""
        return self.mulai - dt.timedelta(days=self.siaga_hari)
