"""Releases of statistics on their way: composed by one person, signed or refused by another."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from kasus.enums_akses import PutusanRilis
from kasus.models.dasar import Rahasia, petugas
from kasus.models.dokumen import simpanan_rahasia
from p3aks.core.documents import FOLDER, DokumenBase, DokumenQuerySet, Status
from p3aks.core.fields import RahasiaJSONField
from p3aks.core.lingkup import LingkupQuerySet
from pokja.models import RekapTerbit


class RilisQuerySet(LingkupQuerySet, DokumenQuerySet):
    """Releases on their way, and what became of them."""

    def saring(self, user: Any) -> Self:
        """Who composes, signs or oversees them reads them; the rows behind them nobody."""
        return self if user.has_perm("kasus.lihat_rilis") else self.filter(pk=None)

    def terbit(self, tahun: int) -> Self:
        """Return those of *tahun* that were signed, in the order they were."""
        return self.filter(tahun=tahun, putusan=PutusanRilis.TERBIT).order_by("diputus_pada", "pk")

    def menunggu(self) -> Self:
        """Return those that wait for a second person."""
        return self.filter(putusan="", status=Status.SELESAI)


class Rilis(DokumenBase):
    """One release. The pipeline of documents decides what it hides; its file is that decision.

    ``snapshot`` holds the frozen records that are counted, encrypted and never shown: a later
    release is attacked with them. ``k`` and ``k_kecamatan`` are the settings of the day.
    """

    tahun = models.PositiveSmallIntegerField("tahun")
    paruh = models.PositiveSmallIntegerField("paruh tahun")
    k = models.PositiveSmallIntegerField("angka terkecil yang terbit")
    k_kecamatan = models.PositiveSmallIntegerField("angka terkecil per kecamatan")
    catatan = models.CharField("catatan perubahan", max_length=500, blank=True)
    snapshot = RahasiaJSONField("isi", editable=False)
    berkas = models.FileField(
        "berkas", upload_to=f"{FOLDER}/", blank=True, editable=False, storage=simpanan_rahasia
    )
    putusan = models.CharField("putusan", max_length=7, choices=PutusanRilis, blank=True)
    diputus_oleh = petugas("diputus oleh", null=True)
    diputus_pada = models.DateTimeField("diputus pada", null=True)
    alasan = models.CharField("alasan penolakan", max_length=500, blank=True)
    terbitan = models.OneToOneField(
        RekapTerbit, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RilisQuerySet.as_manager()

    class Meta(DokumenBase.Meta, Rahasia.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "rilis statistik"
        constraints = [
            *DokumenBase.Meta.constraints,
            models.CheckConstraint(
                name="rilis_putusan_lengkap",
                condition=Q(putusan="", diputus_oleh=None, diputus_pada=None, terbitan=None)
                | Q(
                    putusan=PutusanRilis.TERBIT, diputus_oleh__isnull=False,
                    diputus_pada__isnull=False, terbitan__isnull=False, status=Status.SELESAI,
                )
                | (
                    Q(putusan=PutusanRilis.DITOLAK, diputus_oleh__isnull=False,
                      diputus_pada__isnull=False, terbitan=None)
                    & ~Q(alasan="")
                ),
            ),
            # Who composed a release never signs it; to withdraw one's own is allowed.
            models.CheckConstraint(
                name="rilis_dua_orang",
                condition=~Q(putusan=PutusanRilis.TERBIT) | ~Q(diputus_oleh=F("diminta_oleh")),
            ),
        ]  # fmt: skip

    @property
    def bekuan(self) -> dict[str, Any]:
        """What was frozen; see :func:`kasus.documents.rilis.susun`."""
        isi: Any = self.snapshot
        return dict(isi)

    @property
    def rekap(self) -> RekapTerbit:
        """What it became. ValueError where it was not signed."""
        if self.terbitan is None:
            raise ValueError("belum terbit")
        return self.terbitan
