"""The report on a plan for a period, a semester, a year, or its whole time."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from rad.enums_pantau import JenisLaporan, StatusLaporanRad
from rad.models.rad import Rad

BAB = {
    "pendahuluan": "A. Pendahuluan",
    "pelaksanaan": "B. Kegiatan yang dilaksanakan",
    "hasil": "C. Hasil yang dicapai",
    "kendala": "D. Kendala dan tindak lanjut",
    "penutup": "E. Kesimpulan dan saran",
}
"""The chapters of a laporan (domain/hukum.md 5.5), by column."""


class LaporanRadQuerySet(BerversiQuerySet, UntukQuerySet):
    """Reports on plans."""

    def untuk(self, user: Any) -> Self:
        """Whoever sees every OPD's progress reads the reports made of it."""
        return self if user.has_perm("rad.lihat_semua_pantau") else self.none()


class LaporanRad(Berversi, Dasar):
    """One report: figures from the accepted reports of the actions, text by people."""

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.PROTECT, related_name="laporan"
    )
    jenis = models.CharField("jenis laporan", max_length=5, choices=JenisLaporan)
    tahun = models.PositiveSmallIntegerField("tahun")
    status = models.CharField(
        "status", max_length=8, choices=StatusLaporanRad, default=StatusLaporanRad.DISUSUN,
        editable=False,
    )  # fmt: skip
    pendahuluan = models.TextField("Pendahuluan", max_length=20_000, blank=True)
    pelaksanaan = models.TextField("Kegiatan yang dilaksanakan", max_length=20_000, blank=True)
    hasil = models.TextField("Hasil yang dicapai", max_length=20_000, blank=True)
    kendala = models.TextField("Kendala dan tindak lanjut", max_length=20_000, blank=True)
    penutup = models.TextField("Kesimpulan dan saran", max_length=20_000, blank=True)
    isi_final = models.JSONField("angka saat final", null=True, editable=False)
    difinalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="difinalkan oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    difinalkan_pada = models.DateTimeField("difinalkan pada", null=True, editable=False)
    riwayat = HistoricalRecords(excluded_fields=["isi_final"])

    objects = LaporanRadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "laporan RAD"
        ordering = ("-tahun", "-jenis")
        constraints = [
            models.UniqueConstraint(
                name="laporan_rad_satu",
                fields=["rad", "jenis", "tahun"],
                violation_error_message="Laporan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="laporan_rad_final_beku",
                condition=Q(
                    status=StatusLaporanRad.DISUSUN, isi_final=None, difinalkan_oleh=None,
                    difinalkan_pada=None,
                )
                | Q(
                    status=StatusLaporanRad.FINAL, isi_final__isnull=False,
                    difinalkan_oleh__isnull=False, difinalkan_pada__isnull=False,
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sebutan

    @property
    def sebutan(self) -> str:
        """What people call it: "Laporan B04 Tahun 2026"."""
        if self.jenis == JenisLaporan.AKHIR:
            return f"{self.get_jenis_display()} {self.rad.mulai}–{self.rad.selesai}"
        return f"{self.get_jenis_display()} Tahun {self.tahun}"

    @property
    def final(self) -> bool:
        """Whether text and figures stand still."""
        return self.status == StatusLaporanRad.FINAL

    @property
    def bab(self) -> dict[str, str]:
        """The text of the chapters, by column."""
        return {nama: getattr(self, nama) for nama in BAB}
