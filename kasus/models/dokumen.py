"""Documents of the case app: encrypted snapshot, encrypted file, a neutral title."""

from typing import Any, Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from kasus.models.dasar import Rahasia
from kasus.models.kasus import Kasus
from kasus.models.rujukan import Rujukan
from p3aks.core.documents import FOLDER, DokumenBase, DokumenQuerySet
from p3aks.core.fields import RahasiaJSONField
from p3aks.core.lingkup import LingkupQuerySet


def simpanan_rahasia() -> Storage:
    """Return the encrypting storage."""
    return storages["rahasia"]


class DokumenKasusQuerySet(LingkupQuerySet, DokumenQuerySet):
    """Documents of cases."""

    def saring(self, user: Any) -> Self:
        """Those of the cases one handles, those of referrals one received, one's own blanks
        and evaluations."""
        ditangani = Kasus.objects.sistem("lingkup dokumen").ditangani(user).values("pk")
        rujukan = Rujukan.objects.untuk(user).values("pk")
        return self.filter(
            Q(kasus__in=ditangani)
            | Q(rujukan__in=rujukan)
            | Q(kasus=None, diminta_oleh=user)  # a blank sheet, an evaluation
        )


class DokumenKasus(DokumenBase):
    """A referral letter, a blank report sheet, a subject's access trail, a semester evaluation."""

    kasus = models.ForeignKey(
        Kasus, null=True, editable=False, on_delete=models.PROTECT, related_name="dokumen"
    )
    rujukan = models.ForeignKey(
        Rujukan, null=True, editable=False, on_delete=models.PROTECT, related_name="dokumen"
    )
    snapshot = RahasiaJSONField("isi", editable=False)
    berkas = models.FileField(
        "berkas", upload_to=f"{FOLDER}/", blank=True, editable=False, storage=simpanan_rahasia
    )

    objects = DokumenKasusQuerySet.as_manager()

    class Meta(DokumenBase.Meta, Rahasia.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "dokumen kasus"
