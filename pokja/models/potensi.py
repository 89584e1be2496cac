"""The inventory of conflict-prone places that the Tuban workshop asked for."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, Tetap, UntukQuerySet
from pokja.enums import AsalInformasi, PolaKonflik, SumberKonflik, TingkatPotensi
from pokja.models.wilayah import Wilayah

# Each potential is looked at again every six months.
MASA_TINJAUAN = dt.timedelta(days=183)


class BerasalQuerySet(UntukQuerySet):
    """Potentials and the reports of their signs: rows that name their ``asal``."""

    def untuk(self, user: Any) -> Self:
        """Members of the Pokja read the inventory; what comes from intelligence only those who
        keep it, and Ketua/Wakil."""
        if not user.has_perm("pokja.lihat_potensi"):
            return self.none()
        if user.has_perm("pokja.lihat_intelijen"):
            return self
        return self.exclude(asal=AsalInformasi.INTELIJEN)


class PotensiKonflikQuerySet(BerversiQuerySet, BerasalQuerySet):
    """Potentials."""

    def berurut(self) -> Self:
        """Return the open ones first, the most pressing on top."""
        tingkat = models.Case(
            *(models.When(tingkat=t, then=i) for i, t in enumerate(TingkatPotensi)),
            output_field=models.IntegerField(),
        )
        return self.order_by(models.F("selesai").desc(nulls_first=True), tingkat, "wilayah", "pk")

    def perlu_ditinjau(self, per: dt.date) -> Self:
        """Return the open ones that nobody has looked at for six months on day *per*."""
        return self.filter(selesai=None, ditinjau__lte=per - MASA_TINJAUAN)


class PotensiKonflik(Berversi, Dasar):
    """A place where a conflict between groups may break out. Groups, never names of persons.

    ``ditinjau`` is the day of the last review; ``selesai`` the day on which it was found to be no
    potential any more.
    """

    judul = models.CharField("pokok persoalan", max_length=200)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="kecamatan/desa", on_delete=models.PROTECT, related_name="+"
    )
    sumber = models.CharField("sumber konflik", max_length=12, choices=SumberKonflik)
    pola = models.CharField("pola", max_length=12, choices=PolaKonflik)
    pemicu = models.CharField("pemicu", max_length=500, blank=True)
    pihak = models.CharField("kelompok yang berhadapan", max_length=500, blank=True)
    tingkat = models.CharField("tingkat", max_length=8, choices=TingkatPotensi)
    perempuan = models.PositiveIntegerField("perempuan terpapar", null=True, blank=True)
    anak = models.PositiveIntegerField("anak terpapar", null=True, blank=True)
    asal = models.CharField("asal informasi", max_length=10, choices=AsalInformasi)
    ditinjau = models.DateField("terakhir ditinjau")
    selesai = models.DateField("selesai", null=True, blank=True)
    riwayat = HistoricalRecords()

    objects = PotensiKonflikQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "potensi konflik"
        ordering = ("wilayah_id", "judul")
        indexes = [models.Index(fields=["selesai", "ditinjau"], name="potensi_tinjauan")]

    def __str__(self) -> str:
        return self.judul

    @property
    def tinjau_lagi(self) -> dt.date:
        """The day by which it is looked at again."""
        return self.ditinjau + MASA_TINJAUAN


class TinjauanPotensiQuerySet(UntukQuerySet):
    """Reviews."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the potential reads its reviews."""
        return self.filter(potensi__in=PotensiKonflik.objects.untuk(user))


class TinjauanPotensi(Tetap, Dasar):
    """One review: who found what, on which day. Written once."""

    potensi = models.ForeignKey(
        PotensiKonflik, verbose_name="potensi", on_delete=models.PROTECT, related_name="tinjauan"
    )
    pada = models.DateField("tanggal tinjauan")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )
    tingkat = models.CharField("tingkat", max_length=8, choices=TingkatPotensi)
    selesai = models.BooleanField("tidak lagi potensi", default=False)
    catatan = models.CharField("temuan", max_length=500)

    objects = TinjauanPotensiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tinjauan potensi"
        ordering = ("-pada", "-dibuat_pada")

    def __str__(self) -> str:
        return self.catatan
