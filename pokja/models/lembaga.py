"""Institutions."""

from django.db import models
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar
from pokja.enums import JenisLembaga, Unsur
from pokja.models.wilayah import Wilayah


class Lembaga(Dasar):
    """An institution: perangkat daerah, vertical office, police, university, organisation.

    Its name is public reference data, so it has no ``untuk``.
    """

    nama = models.CharField("nama", max_length=200, unique=True)
    singkatan = models.CharField("singkatan", max_length=40)
    jenis = models.CharField("jenis", max_length=20, choices=JenisLembaga)
    unsur = models.CharField("unsur", max_length=20, choices=Unsur, default=Unsur.DINAS)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="wilayah", on_delete=models.PROTECT, related_name="lembaga"
    )
    aktif = models.BooleanField("aktif", default=True)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "lembaga"
        ordering = ("nama",)

    def __str__(self) -> str:
        return self.nama
