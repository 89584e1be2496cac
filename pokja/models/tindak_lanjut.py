"""Follow-ups: who owes what until when, with which evidence, and who found it adequate."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.enums_rapat import PutusanBukti, StatusTindakLanjut
from pokja.models.laporan_dini import LaporanDini
from pokja.models.lembaga import Lembaga
from pokja.models.rapat import Keputusan, Rapat

S = StatusTindakLanjut
STATUS_TERBUKA = (S.TERBUKA, S.DILAPORKAN)


class TindakLanjutQuerySet(BerversiQuerySet, UntukQuerySet):
    """Follow-ups."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads a meeting, or an early report, reads what follows from it; an institution
        what it owes itself."""
        if not user.has_perm("pokja.lihat_rapat"):
            return self.none()
        rapat = Q(keputusan__rapat__in=Rapat.objects.untuk(user))
        if user.has_perm("pokja.lihat_semua_rapat"):
            rapat = Q(laporan=None)
        laporan = Q(laporan__in=LaporanDini.objects.untuk(user))
        return self.filter(rapat | laporan | Q(lembaga__in=user.mewakili))

    def terbuka(self) -> Self:
        """Return those that are not settled."""
        return self.filter(status__in=STATUS_TERBUKA)

    def lewat(self, per: dt.date) -> Self:
        """Return those that nobody has reported on although their day is over on *per*."""
        return self.filter(status=S.TERBUKA, tenggat__lt=per)

    def mendesak_dulu(self) -> Self:
        """Return the open ones first, by deadline; then the settled ones, the latest on top."""
        selesai = models.Case(
            models.When(status__in=STATUS_TERBUKA, then=0), default=1,
            output_field=models.IntegerField(),
        )  # fmt: skip
        return self.order_by(selesai, "tenggat", "dibuat_pada", "pk")


class TindakLanjut(Berversi, Dasar):
    """Something an institution owes by a day, because a meeting decided so, or because it is a step
    of the response to an early report.

    It belongs to the institution, not to a person: a successor in office finds it on the first
    page.
    """

    keputusan = models.ForeignKey(
        Keputusan, verbose_name="keputusan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="tindak_lanjut",
    )  # fmt: skip
    laporan = models.ForeignKey(
        LaporanDini, verbose_name="laporan dini", null=True, blank=True, on_delete=models.PROTECT,
        related_name="tindak_lanjut",
    )  # fmt: skip
    uraian = models.CharField("yang dikerjakan", max_length=500)
    lembaga = models.ForeignKey(
        Lembaga, verbose_name="penanggung jawab", on_delete=models.PROTECT, related_name="+"
    )
    tenggat = models.DateField("paling lambat")
    status = models.CharField("keadaan", max_length=12, choices=S, default=S.TERBUKA)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuat oleh", editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    selesai_pada = models.DateTimeField("selesai pada", null=True, editable=False)
    alasan_henti = models.CharField("alasan dihentikan", max_length=500, blank=True)
    riwayat = HistoricalRecords()

    objects = TindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tindak lanjut"
        ordering = ("tenggat", "pk")
        indexes = [models.Index(fields=["lembaga", "status", "tenggat"], name="tindak_utang")]
        constraints = [
            models.CheckConstraint(
                name="tindak_lanjut_satu_asal",
                condition=Q(keputusan__isnull=False, laporan=None)
                | Q(keputusan=None, laporan__isnull=False),
            ),
            models.CheckConstraint(
                name="tindak_lanjut_selesai_bertanggal",
                condition=Q(status__in=STATUS_TERBUKA, selesai_pada=None)
                | (~Q(status__in=STATUS_TERBUKA) & Q(selesai_pada__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def asal(self) -> str:
        """What it follows from: the meeting, or the code of the report."""
        if self.keputusan:
            return self.keputusan.rapat.acara
        return f"Respons atas laporan dini {self.laporan}"

    @property
    def terbuka(self) -> bool:
        """Whether it is not settled yet."""
        return self.status in STATUS_TERBUKA

    def lewat(self, per: dt.date) -> bool:
        """Whether its day is over on *per* and nobody has reported on it."""
        return self.status == S.TERBUKA and self.tenggat < per


def tempat_bukti(bukti: "BuktiTindakLanjut", nama: str) -> str:
    """Return where a file of evidence is stored; the uploaded name is not kept."""
    return f"tindak-lanjut/{bukti.pk}.pdf"


class BuktiTindakLanjutQuerySet(UntukQuerySet):
    """Evidence."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the follow-up reads its evidence."""
        return self.filter(tindak_lanjut__in=TindakLanjut.objects.untuk(user))


class BuktiTindakLanjut(Dasar):
    """What the institution reports as done, and what somebody else says to it."""

    tindak_lanjut = models.ForeignKey(
        TindakLanjut, verbose_name="tindak lanjut", on_delete=models.PROTECT, related_name="bukti"
    )
    uraian = models.TextField("yang sudah dikerjakan", max_length=4000)
    berkas = models.FileField("berkas bukti", upload_to=tempat_bukti, blank=True, editable=False)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dilaporkan oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    putusan = models.CharField(
        "putusan", max_length=10, choices=PutusanBukti, default=PutusanBukti.MENUNGGU
    )
    catatan = models.CharField("catatan pemeriksa", max_length=1000, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diperiksa oleh", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    diputus_pada = models.DateTimeField("diperiksa pada", null=True, blank=True)

    objects = BuktiTindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bukti tindak lanjut"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.CheckConstraint(
                name="bukti_dua_orang",
                condition=Q(diputus_oleh=None) | ~Q(diputus_oleh=F("oleh")),
                violation_error_message="Yang memeriksa bukan yang melaporkan.",
            )
        ]

    def __str__(self) -> str:
        return self.uraian
