"""Early warning: what somebody saw, how it was judged, and how the Pokja answered."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from p3aks.core.documents import ABJAD_KODE
from p3aks.core.fields import RahasiaField
from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase
from pokja.enums import AsalInformasi
from pokja.enums_dini import (
    BagianHari,
    JenisTanda,
    KaitanRad,
    Keandalan,
    Kredibilitas,
    StatusLaporan,
    Tahu,
    TingkatPeringatan,
)
from pokja.enums_rapat import StatusTindakLanjut
from pokja.models.konflik import PeristiwaKonflik
from pokja.models.potensi import BerasalQuerySet, PotensiKonflik
from pokja.models.wilayah import Wilayah

S = StatusLaporan
STATUS_TUTUP = (S.SELESAI, S.TIDAK_TERBUKTI)
STATUS_BERENCANA = (S.TERVERIFIKASI, S.DITANGANI)
# Lists begin with what is overdue, then go by state and urgency.
URUT_STATUS = (S.BARU, S.TERVERIFIKASI, S.DITANGANI, S.SELESAI, S.TIDAK_TERBUKTI)


def kode_laporan() -> str:
    """Return a random code, 40 bits: ``D-7F3MQ2XW``."""
    return f"D-{get_random_string(8, ABJAD_KODE)}"


def _orang(sebutan: str) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=sebutan, null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip


def _saat(sebutan: str) -> Any:
    return models.DateTimeField(sebutan, null=True, blank=True, editable=False)


class LaporanDiniQuerySet(BerversiQuerySet, BerasalQuerySet):
    """Reports of signs."""

    def publik(self, kode: str) -> str | None:
        """Return the state of the report with *kode*, which is all that a code opens; None where
        there is none."""
        return self.filter(kode=kode).values_list("status", flat=True).first()

    def lewat(self, kini: dt.datetime) -> Self:
        """Return those whose plan, or a step of it, is overdue at *kini*."""
        langkah = self.model._default_manager.filter(
            pk=OuterRef("pk"),
            tindak_lanjut__status=StatusTindakLanjut.TERBUKA,
            tindak_lanjut__tenggat__lt=timezone.localdate(kini),
        )
        return self.filter(Q(status=S.TERVERIFIKASI, batas_rencana__lt=kini) | Exists(langkah))

    def mendesak_dulu(self, kini: dt.datetime) -> Self:
        """Return the overdue ones first, then the new ones, those to be planned and those being
        handled by their grade; the closed ones last, the latest on top."""
        urut = (
            models.When(pk__in=self.model._default_manager.lewat(kini).values("pk"), then=-1),
            *(models.When(status=s, then=n) for n, s in enumerate(URUT_STATUS)),
        )
        tingkat = (models.When(tingkat=t, then=-n) for n, t in enumerate(TingkatPeringatan))
        bilangan = models.IntegerField()
        return self.annotate(
            mendesak=models.Case(*urut, output_field=bilangan),
            urut_tingkat=models.Case(*tingkat, default=1, output_field=bilangan),
        ).order_by(
            "mendesak", "urut_tingkat", F("selesai_pada").desc(nulls_last=True), "dibuat_pada", "pk"
        )


class LaporanDini(ConcurrentTransitionMixin, Berversi, Dasar):
    """A sign that a conflict between groups may break out. Groups, never names of persons.

    Whoever reports may stay unknown: ``pelapor`` is empty without an account, ``kontak`` is
    optional, encrypted, and goes when the report is closed. What was reported never changes; the
    rest is written by the transitions.
    """

    kode = models.CharField("kode", max_length=12, unique=True, default=kode_laporan)
    tanda = models.CharField("tanda", max_length=10, choices=JenisTanda)
    wilayah = models.ForeignKey(
        Wilayah, verbose_name="kecamatan/desa", on_delete=models.PROTECT, related_name="+"
    )
    terlihat = models.DateField("terlihat pada")
    waktu = models.CharField("bagian hari", max_length=10, choices=BagianHari)
    uraian = models.TextField("yang terlihat", max_length=1000)
    terpapar = models.CharField("perempuan atau anak terpapar", max_length=10, choices=Tahu)
    berlangsung = models.CharField("berlangsung sekarang", max_length=10, choices=Tahu)
    asal = models.CharField("asal informasi", max_length=10, choices=AsalInformasi)
    kontak: Any = RahasiaField("kontak pelapor", max_length=150, blank=True)
    pelapor = _orang("dilaporkan lewat akun")
    status = FSMField("keadaan", max_length=15, choices=S, default=S.BARU, protected=True)
    # The verification
    keandalan = models.CharField("keandalan sumber", max_length=1, choices=Keandalan, blank=True)
    kredibilitas = models.CharField(
        "kredibilitas isi", max_length=1, choices=Kredibilitas, blank=True
    )
    tingkat_usulan = models.CharField(
        "tingkat menurut aturan", max_length=8, choices=TingkatPeringatan, blank=True
    )
    tingkat = models.CharField("tingkat", max_length=8, choices=TingkatPeringatan, blank=True)
    alasan_tingkat = models.CharField("alasan menyimpang", max_length=500, blank=True)
    diverifikasi_oleh = _orang("diverifikasi oleh")
    diverifikasi_pada = _saat("diverifikasi pada")
    batas_rencana = _saat("rencana paling lambat")
    # The response
    ditangani_oleh = _orang("rencana disusun oleh")
    ditangani_pada = _saat("rencana berlaku pada")
    selesai_oleh = _orang("ditutup oleh")
    selesai_pada = _saat("ditutup pada")
    terjadi = models.TextField("yang terjadi", max_length=2000, blank=True)
    berhasil = models.TextField("yang berhasil", max_length=2000, blank=True)
    perbaikan = models.TextField("yang perlu diubah", max_length=2000, blank=True)
    kaitan_rad = models.CharField("kaitan dengan RAD", max_length=8, choices=KaitanRad, blank=True)
    aksi_rad = models.CharField("aksi RAD atau celahnya", max_length=300, blank=True)
    # What it belongs to
    potensi = models.ForeignKey(
        PotensiKonflik, verbose_name="potensi konflik", null=True, blank=True,
        on_delete=models.PROTECT, related_name="laporan",
    )  # fmt: skip
    peristiwa = models.ForeignKey(
        PeristiwaKonflik, verbose_name="peristiwa konflik", null=True, blank=True,
        on_delete=models.PROTECT, related_name="laporan",
    )  # fmt: skip

    objects = LaporanDiniQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "laporan dini"
        ordering = ("-dibuat_pada", "-pk")
        indexes = [models.Index(fields=["status", "batas_rencana"], name="laporan_keadaan")]
        constraints = [
            models.CheckConstraint(
                name="laporan_dua_orang",
                condition=Q(diverifikasi_oleh=None)
                | Q(pelapor=None)
                | ~Q(diverifikasi_oleh=F("pelapor")),
                violation_error_message="Yang memverifikasi bukan yang melaporkan.",
            ),
            models.CheckConstraint(
                name="laporan_urutan_waktu",
                condition=(Q(diverifikasi_pada=None) | Q(diverifikasi_pada__gte=F("dibuat_pada")))
                & (Q(ditangani_pada=None) | Q(ditangani_pada__gte=F("diverifikasi_pada")))
                & (Q(selesai_pada=None) | Q(selesai_pada__gte=F("diverifikasi_pada"))),
            ),
            models.CheckConstraint(
                name="laporan_verifikasi_lengkap",
                condition=~Q(status__in=(*STATUS_BERENCANA, S.SELESAI))
                | (
                    ~Q(tingkat="")
                    & ~Q(keandalan="")
                    & ~Q(kredibilitas="")
                    & Q(
                        diverifikasi_oleh__isnull=False,
                        diverifikasi_pada__isnull=False,
                        batas_rencana__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="laporan_tutup_bertanda",
                condition=~Q(status__in=STATUS_TUTUP)
                | Q(selesai_oleh__isnull=False, selesai_pada__isnull=False, kontak=""),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    def full_clean(self, exclude: Any = None, **lain: Any) -> None:
        """Validate; the state is left to the transitions, which alone may write it."""
        super().full_clean({"status", *(exclude or ())}, **lain)

    @property
    def sebutan(self) -> str:
        """Its state, as one says it inside a sentence."""
        return str(self.get_status_display()).lower()

    @property
    def berencana(self) -> bool:
        """Whether steps of a response may be added."""
        return self.status in STATUS_BERENCANA

    def rencana_lewat(self, kini: dt.datetime) -> bool:
        """Whether the response should have been planned by *kini*, and is not."""
        return self.status == S.TERVERIFIKASI and self.batas_rencana < kini

    def batas_langkah_pertama(self, kini: dt.datetime) -> dt.date:
        """Return the day by which the first step is due: that of the plan; once it is over, the
        day of *kini*."""
        return max(timezone.localdate(self.batas_rencana), timezone.localdate(kini))

    @property
    def lama(self) -> list[tuple[str, dt.timedelta]]:
        """How long it took from the report to each step that has been taken."""
        langkah = (
            ("sampai diverifikasi", self.diverifikasi_pada),
            ("sampai rencana", self.ditangani_pada),
            ("sampai ditutup", self.selesai_pada),
        )
        return [(sebutan, pada - self.dibuat_pada) for sebutan, pada in langkah if pada]

    # Transitions: called by pokja.actions only, which check the right and log the step.

    @transition(status, source=S.BARU, target=S.TERVERIFIKASI)
    def verifikasi(self, *, oleh: Any, batas_rencana: dt.datetime, pada: dt.datetime) -> None:
        """The report holds; the response is to be planned by *batas_rencana*."""
        self.diverifikasi_oleh, self.diverifikasi_pada = oleh, pada
        self.batas_rencana = batas_rencana

    @transition(status, source=S.BARU, target=S.TIDAK_TERBUKTI)
    def tolak(self, *, oleh: Any, pada: dt.datetime) -> None:
        """The report does not hold."""
        self.diverifikasi_oleh, self.diverifikasi_pada = oleh, pada
        self._tutup(oleh, pada)

    @transition(status, source=S.TERVERIFIKASI, target=S.DITANGANI)
    def tangani(self, *, oleh: Any) -> None:
        """The response is planned."""
        self.ditangani_oleh, self.ditangani_pada = oleh, timezone.now()

    @transition(status, source=S.DITANGANI, target=S.SELESAI)
    def selesaikan(self, *, oleh: Any) -> None:
        """The response is over."""
        self._tutup(oleh, timezone.now())

    def _tutup(self, oleh: Any, pada: dt.datetime) -> None:
        """Close; whom to ask back is of no use any more."""
        self.selesai_oleh, self.selesai_pada, self.kontak = oleh, pada, ""


class TransisiLaporanDini(TransisiBase):
    """One step of a report."""

    laporan = models.ForeignKey(
        LaporanDini, verbose_name="laporan", on_delete=models.PROTECT, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "langkah laporan dini"

    @property
    def sebutan(self) -> str:
        """Where the step led, in words."""
        return S(self.ke).label
