"""Programme, kegiatan and sub kegiatan codes (domain/hukum.md 4.1)."""

import contextlib
from typing import Self

from django.db import models
from django.db.models import Q

from p3aks.core.formatting import normal_kode
from rad.enums import JenisNomenklatur

HURUF_DICARI = 200


class NomenklaturQuerySet(models.QuerySet):
    """Search by code or words."""

    def cari(self, kata: str) -> Self:
        """Return codes that start with *kata*, or names that hold every word of it. Only its first
        signs count: no name is longer, and SQLite refuses to look for very long text."""
        kata = kata.strip()[:HURUF_DICARI]
        if kata[:1].isdigit():
            with contextlib.suppress(ValueError):
                kata = normal_kode(kata)
            return self.filter(kode__startswith=kata)
        syarat = Q()
        for potongan in kata.split():
            syarat &= Q(nama__icontains=potongan)
        return self.filter(syarat)

    def untuk_aksi(self) -> Self:
        """Return what an action may point to: kegiatan and sub kegiatan."""
        return self.exclude(jenis=JenisNomenklatur.PROGRAM)

    def tahun(self, tahun: int) -> Self:
        """Return the codes in force in *tahun*."""
        return self.filter(
            Q(tahun_selesai=None) | Q(tahun_selesai__gte=tahun), tahun_mulai__lte=tahun
        )


class Nomenklatur(models.Model):
    """One code in one version of the nomenclature. Public reference data: no ``untuk``."""

    kode = models.CharField("kode", max_length=20)
    nama = models.CharField("nama", max_length=300)
    jenis = models.CharField("jenis", max_length=15, choices=JenisNomenklatur)
    versi = models.CharField("versi nomenklatur", max_length=40)
    tahun_mulai = models.PositiveSmallIntegerField("berlaku mulai tahun")
    tahun_selesai = models.PositiveSmallIntegerField("sampai tahun", null=True, blank=True)
    pengganti = models.CharField("kode pengganti", max_length=20, blank=True)
    terverifikasi = models.BooleanField("terverifikasi", default=False)

    objects = NomenklaturQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "nomenklatur"
        ordering = ("kode",)
        constraints = [
            models.UniqueConstraint(name="nomenklatur_kode_versi", fields=["kode", "versi"])
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
