"""Saved views of the statistics: what a person likes to look at, no figures and no people."""

from typing import Any, Self

from django.db import models

from kasus.models.dasar import Rahasia, petugas
from p3aks.core.fields import RahasiaField
from p3aks.core.lingkup import LingkupQuerySet


class SudutPandangQuerySet(LingkupQuerySet):
    """Saved views."""

    def saring(self, user: Any) -> Self:
        """Everybody sees the own ones, while they may see statistics at all."""
        if not user.has_perm("kasus.lihat_statistik"):
            return self.filter(pk=None)
        return self.filter(pemilik=user)


class SudutPandang(Rahasia):
    """A choice of the pivot under a name. ``kueri`` is what ``Pilihan.kueri`` wrote; it is read by
    the parser of every address. The name is typed freely, so it is encrypted."""

    pemilik = petugas("pemilik")
    nama = RahasiaField("nama", max_length=60)
    kueri = models.CharField("pilihan", max_length=200)

    objects = SudutPandangQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "sudut pandang"
        ordering = ("dibuat_pada",)

    def __str__(self) -> str:
        return "sudut pandang"
