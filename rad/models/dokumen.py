"""Documents made of plans and regulations."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from p3aks.core.documents import DokumenBase, DokumenQuerySet
from pokja.enums import Peran
from rad.enums import JenisDokumen, StatusPerbup
from rad.models.banding import Banding
from rad.models.laporan_rad import LaporanRad
from rad.models.rad import Rad, VersiRad

PERAN_SEMUA_DOKUMEN = frozenset(
    {
        Peran.SEKRETARIAT,
        Peran.SEKRETARIS,
        Peran.KETUA_WAKIL,
        Peran.BAPPEDA,
        Peran.BAGIAN_HUKUM,
        Peran.AUDITOR,
    }
)
PERAN_TANPA_DOKUMEN = frozenset({Peran.SUPERADMIN_TEKNIS, Peran.ADMIN_AKUN})

STATUS_BERTANDA_TANGAN = (StatusPerbup.DIUNDANGKAN, StatusPerbup.DICABUT)


class DokumenRadQuerySet(DokumenQuerySet):
    """Documents of the RAD app, always read through :meth:`untuk`."""

    def untuk(self, user: Any) -> Self:
        """Return the documents *user* may see.

        The Sekretariat, Sekretaris, Ketua/Wakil, Bappeda, Bagian Hukum and auditors see all;
        everybody else with a role sees documents of a fixed RAD version or of a promulgated
        regulation, of reports they read, and those asked for by themselves. Technical and account
        administrators see none.
        """
        peran = user.peran
        if not peran - PERAN_TANPA_DOKUMEN:
            return self.none()
        if peran & PERAN_SEMUA_DOKUMEN:
            return self
        laporan = Q(laporan__in=LaporanRad.objects.untuk(user))
        return self.filter(
            laporan
            | Q(versi__isnull=False)
            | Q(perbup__status=StatusPerbup.DIUNDANGKAN)
            | Q(pk__in=Dokumen.peminta.through.objects.filter(pengguna=user).values("dokumen"))
        )

    def publik(self) -> Self:
        """Return the finished documents: whoever holds the code of one may check it."""
        return self.selesai()


class Dokumen(DokumenBase):
    """A matrix or regulation as a file."""

    rad = models.ForeignKey(
        Rad,
        verbose_name="RAD",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )
    versi = models.ForeignKey(
        VersiRad,
        verbose_name="versi RAD",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )
    banding = models.ForeignKey(
        Banding,
        verbose_name="perbandingan versi",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )
    perbup = models.ForeignKey(
        "rad.Perbup",
        verbose_name="Peraturan Bupati",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )

    laporan = models.ForeignKey(
        "rad.LaporanRad",
        verbose_name="laporan RAD",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="dokumen",
    )

    # Two people who ask for the same content get the same file; each must be able to see it.
    peminta = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="peminta", editable=False, related_name="+"
    )

    objects = DokumenRadQuerySet.as_manager()

    class Meta(DokumenBase.Meta):
        verbose_name = verbose_name_plural = "dokumen"
        constraints = [
            *DokumenBase.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_dari_rad_atau_perbup",
                condition=Q(rad__isnull=False, perbup=None)
                | Q(rad=None, versi=None, banding=None, perbup__isnull=False),
            ),
        ]

    @property
    def keadaan(self) -> str:
        """What the file is worth as a document, in the words of the verification page.

        A signature (TTE) is made and checked outside; the Bagian Hukum records it on the
        regulation, and without such a record nothing is called signed.
        """
        if not self.final:
            return "Rancangan" if self.tanda_air else "Naskah untuk ditandatangani"
        perbup = self.perbup
        if perbup and perbup.tte and perbup.status in STATUS_BERTANDA_TANGAN:
            return "TTE sah"
        return "Final tanpa TTE"

    @property
    def label_jenis(self) -> str:
        """What people call this kind of document."""
        return str(JenisDokumen(self.jenis).label) if self.jenis in JenisDokumen else self.jenis

    @property
    def objek(self) -> models.Model:
        """What it was made of: two fixed versions, one, a report, a regulation or a plan."""
        return self.banding or self.versi or self.laporan or self.perbup or self.rad
