"""The conflict dimension of one victim: link to an event, needs."""

from django.db import models
from django.db.models import F, Q

from kasus.enums import KeterkaitanKonflik
from kasus.models.dasar import PerKorbanQuerySet, Rahasia, petugas
from kasus.models.orang import Korban
from kasus.models.penanganan import lembaga
from p3aks.core.fields import RahasiaField
from pokja.enums import KebutuhanKonflik
from pokja.models import PeristiwaKonflik


class TautanKonflik(Rahasia):
    """A proposal to tie a victim to a conflict; in force once a second person has read it (R06).

    DUGAAN may have no event yet; then somebody must look again within 14 days.
    """

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="tautan_konflik")
    peristiwa = models.ForeignKey(
        PeristiwaKonflik,
        verbose_name="peristiwa konflik",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    keterkaitan = models.CharField("keterkaitan", max_length=14, choices=KeterkaitanKonflik)
    alasan = RahasiaField("alasan", max_length=2000)
    oleh = petugas("diusulkan oleh")
    dibaca_oleh = petugas("pembaca kedua", null=True, blank=True)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)
    disahkan = models.BooleanField("disahkan", null=True, blank=True)
    catatan_pembaca = RahasiaField("catatan pembaca kedua", max_length=1000, blank=True)

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "tautan konflik"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.CheckConstraint(
                name="tautan_berperistiwa",
                condition=Q(keterkaitan__in=[KeterkaitanKonflik.TIDAK, KeterkaitanKonflik.DUGAAN])
                | Q(peristiwa__isnull=False),
            ),
            models.CheckConstraint(
                name="tautan_pembaca_lain",
                condition=Q(dibaca_oleh=None) | ~Q(dibaca_oleh=F("oleh")),
            ),
            models.CheckConstraint(
                name="tautan_baca_lengkap",
                condition=Q(dibaca_oleh=None, dibaca_pada=None, disahkan=None)
                | Q(
                    dibaca_oleh__isnull=False,
                    dibaca_pada__gte=F("dibuat_pada"),
                    disahkan__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                name="tautan_satu_menunggu", fields=["korban"], condition=Q(disahkan=None)
            ),
        ]

    def __str__(self) -> str:
        return self.get_keterkaitan_display()


class KebutuhanKorban(Rahasia):
    """One basic or specific need of a conflict victim, and who met it when."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="kebutuhan")
    kebutuhan = models.CharField("kebutuhan", max_length=14, choices=KebutuhanKonflik)
    dibutuhkan_pada = models.DateField("dibutuhkan sejak")
    terpenuhi_pada = models.DateField("terpenuhi pada", null=True, blank=True)
    opd = lembaga("dipenuhi oleh")
    dicatat_oleh = petugas("dicatat oleh")

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "kebutuhan korban"
        ordering = ("kebutuhan",)
        constraints = [
            models.UniqueConstraint(name="kebutuhan_sekali", fields=["korban", "kebutuhan"]),
            models.CheckConstraint(
                name="kebutuhan_urutan",
                condition=Q(terpenuhi_pada=None) | Q(terpenuhi_pada__gte=F("dibutuhkan_pada")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kebutuhan_display()
