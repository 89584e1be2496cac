"""What citizens say about an action of the plan."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.models import Wilayah
from rad.enums_pantau import PokokTanggapan, StatusTanggapan
from rad.models.aksi import Aksi

S = StatusTanggapan


class TanggapanWargaQuerySet(BerversiQuerySet, UntukQuerySet):
    """Comments of citizens."""

    def untuk(self, user: Any) -> Self:
        """Who moderates reads all, also what was never published."""
        return self if user.has_perm("rad.moderasi_tanggapan") else self.none()

    def publik(self) -> Self:
        """Return what was approved, newest first."""
        return self.filter(status=S.TAYANG).order_by("-dibuat_pada")


class TanggapanWarga(Berversi, Dasar):
    """One comment. Nobody is asked who they are, and nothing about them is stored.

    ``isi`` is what came in and stays with the moderators; ``isi_tayang`` is what everybody reads.
    """

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.PROTECT, related_name="tanggapan"
    )
    pokok = models.CharField("pokok", max_length=15, choices=PokokTanggapan)
    isi = models.TextField("tanggapan", max_length=1000)
    tempat = models.ForeignKey(
        Wilayah, verbose_name="kecamatan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    status = models.CharField("keadaan", max_length=10, choices=S, default=S.MENUNGGU)
    isi_tayang = models.TextField("yang ditayangkan", max_length=1000, blank=True)
    jawaban = models.TextField("jawaban", max_length=1000, blank=True)
    alasan = models.CharField("alasan tidak ditayangkan", max_length=300, blank=True)
    diperiksa_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diperiksa oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    diperiksa_pada = models.DateTimeField("diperiksa pada", null=True, editable=False)

    objects = TanggapanWargaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tanggapan warga"
        ordering = ("-dibuat_pada", "pk")
        indexes = [models.Index(fields=["status", "dibuat_pada"], name="tanggapan_antrean")]
        constraints = [
            models.CheckConstraint(
                name="tanggapan_diperiksa_orang",
                condition=Q(status=S.MENUNGGU, diperiksa_oleh=None, diperiksa_pada=None)
                | Q(
                    status__in=(S.TAYANG, S.DITOLAK),
                    diperiksa_oleh__isnull=False,
                    diperiksa_pada__gte=models.F("dibuat_pada"),
                ),
            ),
            models.CheckConstraint(
                name="tanggapan_tayang_berisi",
                condition=~Q(status=S.TAYANG) | ~Q(isi_tayang=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_pokok_display()}: {self.aksi}"
