"""The network below and beside the Pokja: P2TP2A, PATBM, forums, with contacts and terms."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import BermasaQuerySet, Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.enums import JenisJejaring
from pokja.models.wilayah import Wilayah


class JejaringQuerySet(BermasaQuerySet, BerversiQuerySet, UntukQuerySet):
    """Bodies of the network."""

    def untuk(self, user: Any) -> Self:
        """Everybody with a role may know which bodies exist; contacts are another right."""
        return self if user.has_perm("pokja.lihat_jejaring") else self.none()


class Jejaring(Berversi, Dasar):
    """A body of one kind in one place, for a term. ``selesai`` is its last day."""

    jenis = models.CharField("jenis", max_length=12, choices=JenisJejaring)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="wilayah", on_delete=models.PROTECT, related_name="jejaring"
    )
    nama = models.CharField("nama", max_length=150, blank=True)
    dasar = models.CharField("dasar pembentukan", max_length=200, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("berlaku sampai", null=True, blank=True)
    perempuan = models.PositiveSmallIntegerField("anggota perempuan", null=True, blank=True)
    laki_laki = models.PositiveSmallIntegerField("anggota laki-laki", null=True, blank=True)
    kontak = models.CharField("nama kontak", max_length=150, blank=True)
    jabatan_kontak = models.CharField("jabatan kontak", max_length=150, blank=True)
    telepon = models.CharField("telepon kontak", max_length=30, blank=True)
    riwayat = HistoricalRecords()

    objects = JejaringQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "jejaring"
        ordering = ("wilayah_id", "jenis", "-mulai")
        constraints = [
            models.CheckConstraint(
                name="jejaring_urutan_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Hari terakhir mendahului hari pertama.",
            )
        ]

    def __str__(self) -> str:
        return self.nama or f"{self.get_jenis_display()} {self.wilayah}"
