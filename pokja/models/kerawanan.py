"""What counts how much in the vulnerability score."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from p3aks.core.models import Dasar, Tetap, UntukQuerySet
from pokja.aturan.kerawanan import BOBOT_BAWAAN, KODE


class BobotKerawananQuerySet(UntukQuerySet):
    """Weights, the present ones first."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the inventory reads what its score is made of."""
        return self if user.has_perm("pokja.lihat_potensi") else self.none()

    def kini(self) -> dict[str, int]:
        """Return the weights in force; those of the code until somebody changes them."""
        baris = self.values(*KODE).first()
        return dict(baris) if baris else dict(BOBOT_BAWAAN)


def _bobot() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])


class BobotKerawanan(Tetap, Dasar):
    """The weights from one moment on, and why they were changed. Written once: the latest row is
    in force, the others say what was in force before. A column per factor."""

    nomor = models.PositiveIntegerField("perubahan ke", unique=True, editable=False)
    tinggi = _bobot()
    sedang = _bobot()
    rendah = _bobot()
    terpapar = _bobot()
    basi = _bobot()
    tanpa_patbm = _bobot()
    peristiwa = _bobot()
    alasan = models.CharField("alasan", max_length=300)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )

    objects = BobotKerawananQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bobot kerawanan"
        ordering = ("-nomor",)
        constraints = [
            models.CheckConstraint(
                name="bobot_tidak_semua_nol",
                condition=~Q(**dict.fromkeys(KODE, 0)),
                violation_error_message="Paling sedikit satu bobot lebih dari 0.",
            )
        ]

    def __str__(self) -> str:
        return self.alasan
