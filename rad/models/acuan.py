"""Reference documents – RPJMD, Renstra, RKPD, RAN P3AKS, SDGs – and which actions serve them."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.models import Lembaga
from rad.enums_selaras import JenisAcuan, JenisButir
from rad.models.aksi import Aksi
from rad.models.rad import Rad

TAHUN = [MinValueValidator(1945), MaxValueValidator(2200)]


class AcuanQuerySet(BerversiQuerySet, UntukQuerySet):
    """Reference documents and their items: whoever reads plans reads what they must agree with."""

    def untuk(self, user: Any) -> Self:
        """Return all to whoever may read plans, nothing to anybody else."""
        return self if user.has_perm("rad.lihat_rad") else self.none()

    def sezaman(self, rad: Rad) -> Self:
        """Return the documents in force in some year of *rad*."""
        return self.filter(mulai__lte=rad.selesai, selesai__gte=rad.mulai)


class DokumenAcuan(Berversi, Dasar):
    """One document with its legal basis as text and the years it covers."""

    jenis = models.CharField("jenis", max_length=10, choices=JenisAcuan)
    nama = models.CharField("nama", max_length=200)
    dasar_hukum = models.CharField("nomor dan tanggal dasar hukum", max_length=300, blank=True)
    mulai = models.PositiveSmallIntegerField("tahun mulai", validators=TAHUN)
    selesai = models.PositiveSmallIntegerField("tahun selesai", validators=TAHUN)
    lembaga = models.ForeignKey(
        Lembaga,
        verbose_name="perangkat daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dokumen_acuan",
    )
    riwayat = HistoricalRecords()

    objects = AcuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "dokumen acuan"
        ordering = ("jenis", "mulai", "nama")
        constraints = [
            models.CheckConstraint(
                name="acuan_urutan_tahun",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Tahun selesai mendahului tahun mulai.",
            ),
            models.CheckConstraint(
                name="acuan_renstra_berlembaga",
                condition=Q(jenis=JenisAcuan.RENSTRA, lembaga__isnull=False)
                | (~Q(jenis=JenisAcuan.RENSTRA) & Q(lembaga=None)),
                violation_error_message="Renstra milik satu perangkat daerah; dokumen lain tidak.",
            ),
            models.CheckConstraint(
                name="acuan_rkpd_setahun",
                condition=~Q(jenis=JenisAcuan.RKPD) | Q(selesai=F("mulai")),
                violation_error_message="RKPD/Renja berlaku satu tahun.",
            ),
            models.UniqueConstraint(
                name="acuan_nama_sekali",
                fields=["jenis", "nama", "mulai"],
                violation_error_message="Dokumen ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def masa(self) -> str:
        """``2025–2029``, or one year."""
        return f"{self.mulai}–{self.selesai}" if self.selesai > self.mulai else str(self.mulai)


class ButirAcuan(Berversi, Dasar):
    """One item of a document, below another or at the top; its measure is kept as text."""

    dokumen = models.ForeignKey(
        DokumenAcuan, verbose_name="dokumen", on_delete=models.PROTECT, related_name="butir"
    )
    induk = models.ForeignKey(
        "self",
        verbose_name="di bawah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anak",
    )
    jenis = models.CharField("jenis", max_length=10, choices=JenisButir, default=JenisButir.LAIN)
    kode = models.CharField("kode", max_length=30)
    uraian = models.CharField("uraian", max_length=500)
    indikator = models.CharField("indikator", max_length=300, blank=True)
    satuan = models.CharField("satuan", max_length=50, blank=True)
    target = models.CharField("target", max_length=200, blank=True)
    urutan = models.PositiveIntegerField("urutan", default=0, editable=False)
    riwayat = HistoricalRecords()

    objects = AcuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "butir acuan"
        ordering = ("urutan", "kode")
        constraints = [
            models.UniqueConstraint(
                name="butir_kode_sekali",
                fields=["dokumen", "kode"],
                violation_error_message="Kode ini sudah dipakai dalam dokumen ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class KaitanAcuanQuerySet(UntukQuerySet):
    """Links between actions and items."""

    def untuk(self, user: Any) -> Self:
        """Who reads the action reads its links."""
        return self.filter(aksi__in=Aksi.objects.untuk(user))


class KaitanAcuan(Dasar):
    """An item that an action serves. Not content of the plan: it may change after fixing, is not
    part of ``IsiAksi``, and so neither of a version, an import nor an export."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="kaitan_acuan"
    )
    butir = models.ForeignKey(
        ButirAcuan, verbose_name="butir acuan", on_delete=models.PROTECT, related_name="kaitan"
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dikaitkan oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = KaitanAcuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kaitan acuan"
        ordering = ("dibuat_pada", "pk")
        constraints = [
            models.UniqueConstraint(name="kaitan_acuan_sekali", fields=["aksi", "butir"])
        ]

    def __str__(self) -> str:
        return f"{self.butir} – {self.aksi}"
