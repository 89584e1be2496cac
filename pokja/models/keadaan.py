"""Status Keadaan Konflik: what was decided outside, recorded with number and date."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, Dasar, SelisihHari
from pokja.enums import SkalaKeadaan
from pokja.models.konflik import BagianPeristiwaQuerySet, PeristiwaKonflik

MASA_KEADAAN = 90  # days, UU 7/2012
MASA_PERPANJANGAN = 30


def tempat_keputusan(keadaan: "StatusKeadaanKonflik", nama: str) -> str:
    """Return where the scan of a decision is stored; the uploaded name is not kept."""
    return f"keadaan/{keadaan.pk}/keputusan.pdf"


def _lengkap(*kolom: str) -> Q:
    """All of *kolom* are filled, or none is."""
    terisi, kosong = Q(), Q()
    for nama in kolom:
        ada = ~Q(**{nama: ""}) if nama.startswith("nomor") else Q(**{f"{nama}__isnull": False})
        terisi, kosong = terisi & ada, kosong & ~ada
    return terisi | kosong


class StatusKeadaanQuerySet(BagianPeristiwaQuerySet):
    """States of conflict."""

    def berlaku(self, per: dt.date, sampai: dt.date | None = None) -> Self:
        """Return the states in force on day *per*, or on some day from then to *sampai*."""
        akhir = Coalesce("diakhiri", "diperpanjang_sampai", "berakhir")
        return self.annotate(akhir=akhir).filter(mulai__lte=sampai or per, akhir__gte=per)


class StatusKeadaanKonflik(Berversi, Dasar):
    """A Status Keadaan Konflik as its decision says (UU 7/2012): set by the head of the region
    after consulting DPRD, at most 90 days, extended at most once by at most 30.

    The system records decisions and never sets a state: without number and date there is no row.
    """

    peristiwa = models.ForeignKey(
        PeristiwaKonflik,
        verbose_name="peristiwa",
        on_delete=models.PROTECT,
        related_name="keadaan",
        editable=False,
    )
    skala = models.CharField("skala", max_length=10, choices=SkalaKeadaan)
    nomor = models.CharField("nomor keputusan", max_length=80)
    tanggal = models.DateField("tanggal keputusan")
    penetap = models.CharField("jabatan yang menetapkan", max_length=150)
    mulai = models.DateField("berlaku mulai")
    berakhir = models.DateField("berlaku sampai")
    nomor_perpanjangan = models.CharField("nomor keputusan perpanjangan", max_length=80, blank=True)
    tanggal_perpanjangan = models.DateField("tanggal keputusan perpanjangan", null=True, blank=True)
    diperpanjang_sampai = models.DateField("diperpanjang sampai", null=True, blank=True)
    nomor_pengakhiran = models.CharField("nomor keputusan pengakhiran", max_length=80, blank=True)
    tanggal_pengakhiran = models.DateField("tanggal keputusan pengakhiran", null=True, blank=True)
    diakhiri = models.DateField("hari terakhir berlaku", null=True, blank=True)
    berkas = models.FileField(
        "pindaian keputusan", upload_to=tempat_keputusan, blank=True, editable=False
    )
    riwayat = HistoricalRecords()

    objects = StatusKeadaanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "status keadaan konflik"
        ordering = ("-mulai", "pk")
        constraints = [
            models.CheckConstraint(
                name="keadaan_berkeputusan",
                condition=~Q(nomor="") & ~Q(penetap=""),
                violation_error_message="Isi nomor keputusan dan jabatan yang menetapkannya.",
            ),
            models.CheckConstraint(
                name="keadaan_urutan_tanggal",
                condition=Q(mulai__gte=F("tanggal"), berakhir__gte=F("mulai")),
                violation_error_message="Keadaan berlaku paling cepat pada tanggal keputusannya, "
                "dan tidak berakhir sebelum mulai.",
            ),
            models.CheckConstraint(
                name="keadaan_paling_lama",
                condition=LessThanOrEqual(SelisihHari("berakhir", "mulai"), MASA_KEADAAN),
                violation_error_message=f"Berlaku paling lama {MASA_KEADAAN} hari.",
            ),
            models.CheckConstraint(
                name="keadaan_perpanjangan_lengkap",
                condition=_lengkap(
                    "nomor_perpanjangan", "tanggal_perpanjangan", "diperpanjang_sampai"
                ),
                violation_error_message="Perpanjangan memerlukan nomor, tanggal, dan hari "
                "terakhirnya.",
            ),
            models.CheckConstraint(
                name="keadaan_perpanjangan_urut",
                condition=Q(diperpanjang_sampai=None)
                | Q(
                    diperpanjang_sampai__gt=F("berakhir"),
                    tanggal_perpanjangan__gte=F("tanggal"),
                    tanggal_perpanjangan__lte=F("berakhir"),
                ),
                violation_error_message="Perpanjangan diputuskan sebelum masa pertama habis, dan "
                "berakhir sesudahnya.",
            ),
            models.CheckConstraint(
                name="keadaan_perpanjangan_paling_lama",
                condition=Q(diperpanjang_sampai=None)
                | Q(
                    LessThanOrEqual(
                        SelisihHari("diperpanjang_sampai", "berakhir"), MASA_PERPANJANGAN
                    )
                ),
                violation_error_message=f"Diperpanjang paling lama {MASA_PERPANJANGAN} hari.",
            ),
            models.CheckConstraint(
                name="keadaan_pengakhiran_lengkap",
                condition=_lengkap("nomor_pengakhiran", "tanggal_pengakhiran", "diakhiri"),
                violation_error_message="Pengakhiran memerlukan nomor, tanggal, dan hari "
                "terakhirnya.",
            ),
            models.CheckConstraint(
                name="keadaan_pengakhiran_urut",
                condition=Q(diakhiri=None)
                | Q(
                    diakhiri__gte=F("mulai"),
                    diakhiri__lt=Coalesce("diperpanjang_sampai", "berakhir"),
                    tanggal_pengakhiran__gte=F("tanggal"),
                ),
                violation_error_message="Pengakhiran lebih awal terletak di dalam masa berlakunya.",
            ),
        ]

    def __str__(self) -> str:
        return f"Keputusan {self.nomor}"

    @property
    def hari_terakhir(self) -> dt.date:
        """The last day on which it is in force, after extension or early end."""
        return self.diakhiri or self.diperpanjang_sampai or self.berakhir
