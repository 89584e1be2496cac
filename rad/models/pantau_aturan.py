"""How a plan is monitored: deadlines, weights, thresholds, and who reopened a locked period."""

import datetime as dt
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from p3aks.core.formatting import tanggal
from p3aks.core.models import Berversi, Dasar, UntukQuerySet
from pokja.enums import Peran
from pokja.models import Lembaga
from rad.aturan.capaian import Rumus
from rad.aturan.jadwal import Jadwal
from rad.enums_pantau import Periode, RumusTurun, Warna
from rad.models.rad import Rad

SERATUS = Decimal(100)
PERAN_OPD = (Peran.OPD_OPERATOR, Peran.OPD_KEPALA)


class Terkunci(ValidationError):
    """The period is closed; nothing was written. The message says since when, and who opens it."""


class AturanPantauQuerySet(UntukQuerySet):
    """Settings of monitoring."""

    def untuk(self, user: Any) -> Self:
        """Who reads monitoring reads by which rules."""
        return self if user.has_perm("rad.lihat_pantau") else self.none()


class AturanPantau(Berversi, Dasar):
    """The settings of one plan. Every report prints those that decide its figures."""

    rad = models.OneToOneField(
        Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="aturan_pantau"
    )
    hari_batas = models.PositiveSmallIntegerField(
        "batas lapor (hari sesudah periode)", default=10, validators=[MaxValueValidator(120)]
    )
    hari_kunci = models.PositiveSmallIntegerField(
        "kunci (hari sesudah periode)", default=45, validators=[MaxValueValidator(365)]
    )
    bobot_administrasi = models.PositiveSmallIntegerField(
        "bobot administrasi (%)", default=30, validators=[MaxValueValidator(100)]
    )
    rumus_turun = models.CharField(
        "rumus capaian arah turun", max_length=7, choices=RumusTurun, default=RumusTurun.SELISIH
    )
    batas_capaian = models.DecimalField(
        "capaian paling tinggi (%)", max_digits=6, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(SERATUS)],
    )  # fmt: skip
    ambang_hijau = models.PositiveSmallIntegerField(
        "hijau mulai (%)", default=80, validators=[MaxValueValidator(100)]
    )
    ambang_kuning = models.PositiveSmallIntegerField(
        "kuning mulai (%)", default=60, validators=[MaxValueValidator(100)]
    )
    riwayat = HistoricalRecords()

    objects = AturanPantauQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "aturan pemantauan"
        constraints = [
            models.CheckConstraint(
                name="aturan_pantau_urutan_hari",
                condition=Q(hari_kunci__gte=F("hari_batas")),
                violation_error_message="Kunci tidak boleh mendahului batas lapor.",
            ),
            models.CheckConstraint(
                name="aturan_pantau_persen",
                condition=Q(bobot_administrasi__lte=100, ambang_hijau__lte=100)
                & Q(ambang_hijau__gt=F("ambang_kuning")),
                violation_error_message="Ambang hijau harus di atas ambang kuning.",
            ),
            models.CheckConstraint(
                name="aturan_pantau_rasio_berbatas",
                condition=~Q(rumus_turun=RumusTurun.RASIO) | Q(batas_capaian__isnull=False),
                violation_error_message="Rumus target ÷ realisasi memerlukan capaian paling "
                "tinggi: realisasi nol membuatnya tak terhingga.",
            ),
        ]

    def __str__(self) -> str:
        return f"Aturan pemantauan {self.rad}"

    @classmethod
    def milik(cls, rad: Rad) -> Self:
        """Return the settings of *rad*; where nobody has set any, the defaults, not stored. Read
        once for each object *rad*, which keeps them: every row of a report asks for its lock."""
        try:
            return rad.aturan_pantau
        except cls.DoesNotExist:
            return cls(rad=rad)

    @property
    def rumus(self) -> Rumus:
        """The formula of achievement."""
        return Rumus(self.rumus_turun, self.batas_capaian)

    @property
    def bobot_substansi(self) -> int:
        """What the substance weighs, in percent."""
        return 100 - self.bobot_administrasi

    def jadwal(self, tahun: int, periode: str) -> Jadwal:
        """Return the days of *periode* in *tahun*."""
        return Jadwal.susun(tahun, periode, hari_batas=self.hari_batas, hari_kunci=self.hari_kunci)

    def skor(self, administrasi: Decimal, substansi: Decimal) -> Decimal:
        """Return the weighted score of two scores from 0 to 100, two decimals."""
        jumlah = administrasi * self.bobot_administrasi + substansi * self.bobot_substansi
        return (jumlah / SERATUS).quantize(Decimal("0.01"))

    def warna(self, skor: Decimal | None) -> Warna | None:
        """Return what *skor* (percent) means; None where there is no score."""
        if skor is None:
            return None
        if skor >= self.ambang_hijau:
            return Warna.HIJAU
        return Warna.KUNING if skor >= self.ambang_kuning else Warna.MERAH


class BukaKunciQuerySet(UntukQuerySet):
    """Reopened periods."""

    def untuk(self, user: Any) -> Self:
        """Who reads monitoring reads what was reopened; an OPD what concerns it."""
        if not user.has_perm("rad.lihat_pantau"):
            return self.none()
        if user.has_perm("rad.lihat_semua_pantau"):
            return self
        return self.filter(Q(lembaga=None) | Q(lembaga__in=user.lembaga_sebagai(*PERAN_OPD)))

    def untuk_periode(self, rad: Any, tahun: int, periode: str, hari: dt.date) -> Self:
        """Return what is open on *hari* for the period."""
        return self.filter(rad=rad, tahun=tahun, periode=periode, sampai__gte=hari)


class BukaKunci(Dasar):
    """A locked period opened again until a day, for one institution or for all, with a reason."""

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="buka_kunci"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    periode = models.CharField("periode", max_length=3, choices=Periode)
    lembaga = models.ForeignKey(
        Lembaga, verbose_name="perangkat daerah", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text="Kosong: semua perangkat daerah.",
    )  # fmt: skip
    sampai = models.DateField("dibuka sampai")
    alasan = models.CharField("alasan", max_length=500, validators=[MinLengthValidator(10)])
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuka oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = BukaKunciQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pembukaan kunci"
        ordering = ("-dibuat_pada",)
        indexes = [models.Index(fields=["rad", "tahun", "periode"], name="buka_kunci_periode")]

    def __str__(self) -> str:
        return f"{self.periode} {self.tahun} dibuka sampai {tanggal(self.sampai)}"


def pastikan_terbuka(rad: Rad, tahun: int, periode: str, lembaga: Any) -> None:
    """Raise :class:`Terkunci` unless reports of institution *lembaga* (its key) on the period may
    change today: it has begun, and its cut-off is not over or was reopened."""
    hari = timezone.localdate()
    jadwal = AturanPantau.milik(rad).jadwal(tahun, periode)
    if not jadwal.dibuka(hari):
        mulai = tanggal(jadwal.periode.mulai(tahun))
        raise Terkunci(f"{periode} {tahun} baru dapat dilaporkan mulai {mulai}.")
    if not jadwal.terkunci(hari):
        return
    dibuka = BukaKunci.objects.untuk_periode(rad, tahun, periode, hari)
    if not dibuka.filter(Q(lembaga=None) | Q(lembaga=lembaga)).exists():
        raise Terkunci(
            f"{periode} {tahun} terkunci sejak {tanggal(jadwal.kunci + dt.timedelta(days=1))}. "
            "Sekretariat dapat membukanya dengan alasan."
        )
