"""What the tables of a case share: no name leaves them, no row is read without a scope."""

from typing import Any, Self

from django.db import models

from p3aks.core.lingkup import LingkupQuerySet, Rahasia
from pokja.models import Pengguna


def petugas(label: str, **lain: Any) -> Any:
    """Return a foreign key to a person; no way back from the person into case data."""
    return models.ForeignKey(
        Pengguna, verbose_name=label, on_delete=models.PROTECT, related_name="+", **lain
    )


class PenangananQuerySet(LingkupQuerySet):
    """Rows below a case that only those see who handle it (tiers F1 and F2)."""

    jalur = "kasus"  # lookup from this table to its case

    def saring(self, user: Any) -> Self:
        """The team of the case, and manager and supervisor of its unit unless it is sealed."""
        from kasus.models.kasus import Kasus  # noqa: PLC0415

        ditangani = Kasus.objects.sistem("lingkup tabel di bawah kasus").ditangani(user)
        return self.filter(**{f"{self.jalur}__in": ditangani.values("pk")})


class PerKorbanQuerySet(PenangananQuerySet):
    """The same, for rows that belong to one victim."""

    jalur = "korban__kasus"


__all__ = ["PenangananQuerySet", "PerKorbanQuerySet", "Rahasia", "petugas"]
