"""Displaced people: where they stay, how many of whom, what they need and who provides it."""

from functools import reduce
from operator import add
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, Tetap, UntukQuerySet
from pokja.enums import KEBUTUHAN_DASAR, KebutuhanKonflik, KelompokUmur
from pokja.models.konflik import BagianPeristiwaQuerySet, PeristiwaKonflik
from pokja.models.lembaga import Lembaga
from pokja.models.wilayah import Wilayah

KELAMIN = ("perempuan", "laki_laki")
# The columns that add up to all; what follows is counted among them.
RUAS_JIWA = tuple(f"{kelamin}_{umur}" for kelamin in KELAMIN for umur in KelompokUmur.values)
RUAS_KHUSUS = ("hamil", "menyusui", "disabilitas_perempuan", "disabilitas_laki_laki")
RUAS_HITUNGAN = (*RUAS_JIWA, *RUAS_KHUSUS)


class Pengungsian(Berversi, Dasar):
    """A place to which people fled from one event. The place is known; the people are counted,
    never named."""

    peristiwa = models.ForeignKey(
        PeristiwaKonflik,
        verbose_name="peristiwa",
        on_delete=models.PROTECT,
        related_name="pengungsian",
        editable=False,
    )
    nama = models.CharField("nama tempat", max_length=150)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="kecamatan/desa", on_delete=models.PROTECT, related_name="+"
    )
    dibuka = models.DateField("dibuka")
    ditutup = models.DateField("ditutup", null=True, blank=True)
    riwayat = HistoricalRecords()

    objects = BagianPeristiwaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pengungsian"
        ordering = ("dibuka", "nama")
        constraints = [
            models.CheckConstraint(
                name="pengungsian_urutan_tanggal",
                condition=Q(ditutup=None) | Q(ditutup__gte=F("dibuka")),
                violation_error_message="Tanggal ditutup mendahului tanggal dibuka.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class BagianPengungsianQuerySet(BerversiQuerySet, UntukQuerySet):
    """What is recorded of a place."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the event reads it."""
        return self.filter(pengungsian__in=Pengungsian.objects.untuk(user))


def _semua(kelamin: str) -> Any:
    """Return the sum of the columns of one sex."""
    return reduce(add, (F(n) for n in RUAS_JIWA if n.startswith(kelamin)))


def _jiwa() -> models.PositiveIntegerField:
    return models.PositiveIntegerField(default=0)


class HitunganPengungsi(Tetap, Dasar):
    """How many people of which sex and age are in a place on one day. Written once: what was
    counted wrongly is counted again."""

    pengungsian = models.ForeignKey(
        Pengungsian, verbose_name="pengungsian", on_delete=models.PROTECT, related_name="hitungan"
    )
    pada = models.DateField("keadaan tanggal")
    perempuan_balita = _jiwa()
    perempuan_anak = _jiwa()
    perempuan_dewasa = _jiwa()
    perempuan_lansia = _jiwa()
    laki_laki_balita = _jiwa()
    laki_laki_anak = _jiwa()
    laki_laki_dewasa = _jiwa()
    laki_laki_lansia = _jiwa()
    hamil = _jiwa()
    menyusui = _jiwa()
    disabilitas_perempuan = _jiwa()
    disabilitas_laki_laki = _jiwa()
    catatan = models.CharField("catatan", max_length=500, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )

    objects = BagianPengungsianQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "hitungan pengungsi"
        ordering = ("-pada", "-dibuat_pada")
        constraints = [
            models.CheckConstraint(
                name="hitungan_hamil_menyusui",
                condition=Q(
                    hamil__lte=F("perempuan_anak") + F("perempuan_dewasa"),
                    menyusui__lte=F("perempuan_anak") + F("perempuan_dewasa"),
                ),
                violation_error_message="Yang hamil atau menyusui melebihi jumlah perempuan anak "
                "dan dewasa.",
            ),
            models.CheckConstraint(
                name="hitungan_disabilitas",
                condition=Q(
                    disabilitas_perempuan__lte=_semua("perempuan"),
                    disabilitas_laki_laki__lte=_semua("laki_laki"),
                ),
                violation_error_message="Penyandang disabilitas melebihi jumlah orangnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengungsian} {self.pada}"


class KebutuhanPengungsi(Berversi, Dasar):
    """One need in a place: how much of it, how much is there, and which institution owes it."""

    pengungsian = models.ForeignKey(
        Pengungsian,
        verbose_name="pengungsian",
        on_delete=models.PROTECT,
        related_name="kebutuhan",
        editable=False,
    )
    kebutuhan = models.CharField("kebutuhan", max_length=14, choices=KebutuhanKonflik)
    uraian = models.CharField("uraian", max_length=200, blank=True)
    satuan = models.CharField("satuan", max_length=30)
    dibutuhkan = models.PositiveIntegerField("dibutuhkan")
    terpenuhi = models.PositiveIntegerField("terpenuhi", default=0)
    lembaga = models.ForeignKey(
        Lembaga, verbose_name="penanggung jawab", on_delete=models.PROTECT, related_name="+"
    )
    riwayat = HistoricalRecords()

    objects = BagianPengungsianQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kebutuhan pengungsi"
        ordering = ("kebutuhan", "uraian")

    def __str__(self) -> str:
        return self.get_kebutuhan_display()

    @property
    def kurang(self) -> int:
        """How much is missing; more than enough is not less than nothing."""
        return max(0, self.dibutuhkan - self.terpenuhi)

    @property
    def dasar(self) -> bool:
        """Whether everybody needs it; otherwise it is specific to some (PP 2/2015 Ps 9)."""
        return self.kebutuhan in KEBUTUHAN_DASAR
