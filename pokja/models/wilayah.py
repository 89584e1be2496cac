"""Places, by Kemendagri code."""

from django.db import models
from django.db.models import Q

from p3aks.core.models import Dasar
from pokja.enums import TINGKAT_DESA, TingkatWilayah

PANJANG_KECAMATAN = len("35.23.18")


class WilayahQuerySet(models.QuerySet):
    """Lists of places."""

    def di_bawah(self, kabupaten: str) -> "WilayahQuerySet":
        """Return the kecamatan and villages of the regency with code *kabupaten*, by code.

        By the keys of those above them: SQLite would read all 83,000 villages of the country for
        a beginning of a code.
        """
        atas = Wilayah.objects.filter(Q(pk=kabupaten) | Q(induk=kabupaten))
        return self.filter(induk__in=atas.order_by())

    def desa(self) -> "WilayahQuerySet":
        """Return the villages among these, desa and kelurahan alike."""
        return self.filter(tingkat__in=TINGKAT_DESA)

    def kecamatan(self, kabupaten: str) -> "WilayahQuerySet":
        """Return the kecamatan of the regency with code *kabupaten*, by code."""
        return self.filter(tingkat=TingkatWilayah.KECAMATAN, induk_id=kabupaten)


class Wilayah(models.Model):
    """A province, regency, district or village (Kepmendagri 300.2.2-2138/2025).

    Data: idn-area-data, ODbL; public reference data, so it has no ``untuk``.
    """

    kode = models.CharField("kode Kemendagri", max_length=13, primary_key=True)
    nama = models.CharField("nama", max_length=100)
    tingkat = models.CharField("tingkat", max_length=10, choices=TingkatWilayah)
    induk = models.ForeignKey(
        "self",
        verbose_name="induk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anak",
    )

    objects = WilayahQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "wilayah"
        ordering = ("kode",)

    def __str__(self) -> str:
        return self.nama

    @property
    def kode_kecamatan(self) -> str:
        """The code of the kecamatan that it is or lies in; of something larger, its own code."""
        return self.kode[:PANJANG_KECAMATAN]


class BatasWilayah(Dasar):
    """The simplified border of a kecamatan, from the regency's own file (``impor_batas``).

    ``cincin`` lists its rings, outer ones and holes alike, each a list of [longitude, latitude].
    None is shipped: whose border it is, and on which terms, stands in ``sumber``. Public
    reference data, so it has no ``untuk``.
    """

    wilayah = models.OneToOneField(
        Wilayah, verbose_name="wilayah", on_delete=models.CASCADE, related_name="batas"
    )
    cincin = models.JSONField("batas")
    sumber = models.CharField("sumber dan lisensi", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "batas wilayah"
        ordering = ("wilayah_id",)

    def __str__(self) -> str:
        return str(self.wilayah)
