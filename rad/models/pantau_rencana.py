"""What a period is measured by: its targets, and the evidence that an action owes."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar, UntukQuerySet
from pokja.enums_rapat import PutusanBukti
from rad.enums_pantau import Periode
from rad.models.aksi import Aksi
from rad.models.pantau import BagianLaporan, LaporanAksi
from rad.models.pantau_aturan import PERAN_OPD
from rad.models.rincian import Indikator


class TargetPeriode(models.Model):
    """What an indicator is to reach in one period (ukuran keberhasilan B04/B08/B12).

    For what is counted, ``nilai`` is that of the period alone, so that the three add up to the
    target of the year; for a state, as it should be at the end of the period.
    """

    indikator = models.ForeignKey(
        Indikator, verbose_name="indikator", on_delete=models.CASCADE,
        related_name="target_periode",
    )  # fmt: skip
    tahun = models.PositiveSmallIntegerField("tahun")
    periode = models.CharField("periode", max_length=3, choices=Periode)
    nilai = models.DecimalField(
        "target periode", max_digits=18, decimal_places=4, null=True, blank=True
    )
    ukuran = models.CharField("ukuran keberhasilan", max_length=300, blank=True)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "target periode"
        ordering = ("tahun", "periode")
        constraints = [
            models.UniqueConstraint(
                name="target_periode_satu", fields=["indikator", "tahun", "periode"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.periode} {self.tahun}"


class SyaratBuktiQuerySet(UntukQuerySet):
    """Evidence that is owed."""

    def untuk(self, user: Any) -> Self:
        """Return what is owed for the actions whose progress *user* may see: an OPD its own."""
        if not user.has_perm("rad.lihat_pantau"):
            return self.none()
        if user.has_perm("rad.lihat_semua_pantau"):
            return self.filter(aksi__in=Aksi.objects.untuk(user))
        return self.filter(aksi__penanggung_jawab__in=user.lembaga_sebagai(*PERAN_OPD))


class SyaratBukti(Dasar):
    """One piece of evidence that an action owes: what, by whom, in which period."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="syarat_bukti"
    )
    uraian = models.CharField("data dukung", max_length=200)
    dari = models.CharField("disiapkan oleh", max_length=150, blank=True)
    periode = models.CharField(
        "periode", max_length=3, choices=Periode, blank=True, help_text="Kosong: setiap periode."
    )
    wajib = models.BooleanField("wajib", default=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    riwayat = HistoricalRecords()

    objects = SyaratBuktiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "syarat data dukung"
        ordering = ("urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                name="syarat_bukti_unik",
                fields=["aksi", "uraian", "periode"],
                violation_error_message="Data dukung ini sudah ada dalam daftar.",
            )
        ]

    def __str__(self) -> str:
        return self.uraian


def tempat_bukti(bukti: "Bukti", nama: str) -> str:
    """Return where a file of evidence is stored; of the uploaded name only the ending is kept."""
    return f"bukti-rad/{bukti.pk}.{nama.rsplit('.', 1)[-1]}"


class BuktiQuerySet(UntukQuerySet):
    """Evidence."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the report reads its evidence."""
        return self.filter(laporan__in=LaporanAksi.objects.untuk(user))


class Bukti(BagianLaporan, Dasar):
    """A file that shows what a report says, and the verdict on it."""

    laporan = models.ForeignKey(
        LaporanAksi, verbose_name="laporan", on_delete=models.PROTECT, related_name="bukti"
    )
    syarat = models.ForeignKey(
        SyaratBukti, verbose_name="memenuhi", null=True, blank=True, on_delete=models.PROTECT,
        related_name="bukti",
    )  # fmt: skip
    uraian = models.CharField("isi berkas", max_length=200)
    berkas = models.FileField("berkas", upload_to=tempat_bukti, editable=False)
    ukuran = models.PositiveIntegerField("ukuran (bita)", editable=False)
    sidik = models.CharField("SHA-256", max_length=64, editable=False)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diunggah oleh", editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    putusan = models.CharField(
        "putusan", max_length=10, choices=PutusanBukti, default=PutusanBukti.MENUNGGU,
        editable=False,
    )  # fmt: skip
    catatan = models.CharField("catatan pemeriksa", max_length=500, blank=True)
    diperiksa_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diperiksa oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    diperiksa_pada = models.DateTimeField("diperiksa pada", null=True, editable=False)

    objects = BuktiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bukti"
        ordering = ("dibuat_pada", "pk")
        constraints = [
            models.UniqueConstraint(
                name="bukti_rad_sekali",
                fields=["laporan", "sidik"],
                violation_error_message="Berkas yang sama sudah diunggah pada laporan ini.",
            ),
            models.CheckConstraint(
                name="bukti_rad_dua_orang",
                condition=Q(diperiksa_oleh=None) | ~Q(diperiksa_oleh=F("oleh")),
                violation_error_message="Yang memeriksa bukan yang mengunggah.",
            ),
            models.CheckConstraint(
                name="bukti_rad_putusan_lengkap",
                condition=Q(putusan=PutusanBukti.MENUNGGU, diperiksa_oleh=None, diperiksa_pada=None)
                | (
                    ~Q(putusan=PutusanBukti.MENUNGGU)
                    & Q(diperiksa_oleh__isnull=False, diperiksa_pada__gte=F("dibuat_pada"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.uraian
