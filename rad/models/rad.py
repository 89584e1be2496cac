"""The plan itself, its goals, and its frozen versions."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar, Tetap
from pokja.enums import Bidang
from pokja.models import Pokja, RekapTerbit
from rad.enums import StatusAksi, StatusRad


class RadQuerySet(models.QuerySet):
    """Plans."""

    def untuk(self, user: Any) -> Self:
        """Whoever may read plans sees every plan; its actions are scoped one by one."""
        return self if user.has_perm("rad.lihat_rad") else self.none()

    def publik(self) -> Self:
        """Return the plans of which a version is fixed: these the public may see."""
        return self.filter(status=StatusRad.DITETAPKAN)


class Rad(Dasar):
    """Rencana Aksi Daerah of one period."""

    mulai = models.PositiveSmallIntegerField("tahun mulai")
    selesai = models.PositiveSmallIntegerField("tahun selesai")
    pokja = models.ForeignKey(
        Pokja, verbose_name="Pokja", on_delete=models.PROTECT, related_name="rad"
    )
    status = models.CharField(
        "status", max_length=12, choices=StatusRad, default=StatusRad.PENYUSUNAN, editable=False
    )
    batas_pengisian = models.DateField("batas pengisian", null=True, blank=True)
    rekap = models.ForeignKey(
        RekapTerbit,
        verbose_name="statistik untuk gambaran umum",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    riwayat = HistoricalRecords()

    objects = RadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "RAD"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(
                name="rad_urutan_tahun",
                condition=Q(selesai__gte=F("mulai"), selesai__lte=F("mulai") + 9),
                violation_error_message="Periode RAD satu sampai sepuluh tahun.",
            ),
            models.UniqueConstraint(name="rad_satu_per_periode", fields=["mulai", "selesai"]),
        ]

    def __str__(self) -> str:
        return f"RAD P3AKS {self.mulai}–{self.selesai}"

    @property
    def periode(self) -> str:
        """``2025-2029``."""
        return f"{self.mulai}-{self.selesai}"

    @property
    def tahun(self) -> range:
        """The years of the plan."""
        return range(self.mulai, self.selesai + 1)

    @property
    def tahun_dasar(self) -> int:
        """The year of the baselines: the one before the plan begins."""
        return self.mulai - 1


class Sasaran(Dasar):
    """A goal within a field; actions serve it."""

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="sasaran"
    )
    bidang = models.CharField("bidang", max_length=15, choices=Bidang)
    tujuan = models.CharField("tujuan", max_length=300, blank=True)
    uraian = models.CharField("sasaran", max_length=300)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "sasaran"
        ordering = ("urutan", "uraian")
        constraints = [
            models.UniqueConstraint(
                name="sasaran_unik",
                fields=["rad", "bidang", "uraian"],
                violation_error_message="Sasaran ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class VersiRadQuerySet(models.QuerySet):
    """Frozen versions: everybody who may read plans, and the public, may read them."""

    def untuk(self, user: Any) -> Self:
        """Return the versions *user* may read: all of them, for whoever may read plans."""
        return self if user.has_perm("rad.lihat_rad") else self.none()


class VersiRad(Tetap, Dasar):
    """A numbered, immutable copy of the plan as it was fixed."""

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.PROTECT, related_name="versi_tetap"
    )
    nomor = models.PositiveSmallIntegerField("nomor versi")
    isi = models.JSONField("isi", help_text="Snapshot of rad.documents.matriks.susun().")
    sidik = models.CharField("SHA-256", max_length=64)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ditetapkan oleh",
        on_delete=models.PROTECT,
        related_name="+",
    )
    pada = models.DateTimeField("ditetapkan pada", default=timezone.now)

    objects = VersiRadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "versi RAD"
        ordering = ("-nomor",)
        constraints = [models.UniqueConstraint(name="versi_rad_nomor", fields=["rad", "nomor"])]

    def __str__(self) -> str:
        return f"{self.rad} versi {self.nomor}"


STATUS_DISETUJUI = (StatusAksi.DISETUJUI, StatusAksi.DITETAPKAN)
