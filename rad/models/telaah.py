"""Comments on actions."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from p3aks.core.models import Dasar, UntukQuerySet
from rad.models.aksi import Aksi


class TelaahQuerySet(UntukQuerySet):
    """Comments."""

    def untuk(self, user: Any) -> Self:
        """Return the comments on actions *user* may read."""
        return self.filter(aksi__in=Aksi.objects.untuk(user))


class Telaah(Dasar):
    """A comment of the Sekretariat on an action, or on one field of it."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="telaah"
    )
    ruas = models.CharField("bagian yang ditelaah", max_length=30, blank=True)
    isi = models.TextField("catatan", max_length=2000)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )
    selesai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diselesaikan oleh",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    selesai_pada = models.DateTimeField("selesai pada", null=True)

    objects = TelaahQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "telaah"
        ordering = ("dibuat_pada",)
        constraints = [
            models.CheckConstraint(
                name="telaah_selesai_lengkap",
                condition=Q(selesai_oleh=None, selesai_pada=None)
                | Q(selesai_oleh__isnull=False, selesai_pada__gte=models.F("dibuat_pada")),
            )
        ]

    def __str__(self) -> str:
        return "telaah"
