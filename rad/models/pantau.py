"""Monitoring: what an OPD reports on an action for one period, and what the verifier says to it.

Nothing of a period changes once it is locked: each row below asks before it is saved or deleted,
whichever way the write came.
"""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase, UntukQuerySet
from pokja.enums import Peran
from rad.enums import SumberDana
from rad.enums_pantau import Periode, StatusLaporan
from rad.models.aksi import Aksi
from rad.models.pantau_aturan import PERAN_OPD, pastikan_terbuka
from rad.models.rincian import Indikator

S = StatusLaporan
PERAN_BACA_DILAPORKAN = frozenset(
    {Peran.KETUA_WAKIL, Peran.BAPPEDA, Peran.AUDITOR, Peran.ANGGOTA_POKJA}
)
STATUS_TERKIRIM = (S.DILAPORKAN, S.DITERIMA)
NILAI = {
    "max_digits": 5,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
}


class LaporanAksiQuerySet(BerversiQuerySet, UntukQuerySet):
    """Reports."""

    def untuk(self, user: Any) -> Self:
        """Return the reports *user* may read (reference/akses.md 3.1).

        The Sekretariat and Sekretaris read all; an OPD its own; Ketua/Wakil, Bappeda, members of
        the Pokja and auditors what was sent in; a koordinator that of the own bidang.
        """
        if not user.has_perm("rad.lihat_pantau"):
            return self.none()
        if user.has_perm("rad.verifikasi_laporan"):
            return self
        boleh = Q(aksi__penanggung_jawab__in=user.lembaga_sebagai(*PERAN_OPD))
        if user.peran & PERAN_BACA_DILAPORKAN:
            boleh |= Q(status__in=STATUS_TERKIRIM)
        if bidang := user.bidang_sebagai(Peran.KOORDINATOR_BIDANG):
            boleh |= Q(status__in=STATUS_TERKIRIM, aksi__bidang__in=bidang)
        return self.filter(boleh)

    def diterima(self) -> Self:
        """Return the reports that the Sekretariat accepted: only these are published."""
        return self.filter(status=S.DITERIMA)


class SelamaTerbuka(models.Model):
    """A row that changes only while its period is open, whichever way the write comes."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse (:class:`Terkunci`) where the period is locked."""
        self.pastikan_terbuka()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse (:class:`Terkunci`) where the period is locked."""
        self.pastikan_terbuka()
        return super().delete(*args, **kwargs)

    def pastikan_terbuka(self) -> None:
        """Raise :class:`Terkunci` where nothing of the period may change any more."""
        raise NotImplementedError


class LaporanAksi(SelamaTerbuka, ConcurrentTransitionMixin, Berversi, Dasar):
    """What was reported on one action for one period."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.PROTECT, related_name="laporan"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    periode = models.CharField("periode", max_length=3, choices=Periode)
    status = FSMField("status", max_length=12, choices=S, default=S.DRAF, protected=True)
    kendala = models.TextField("kendala", max_length=2000, blank=True)
    rencana = models.TextField("rencana tindak lanjut", max_length=2000, blank=True)
    serapan_sumber = models.DecimalField(
        "serapan menurut dokumen sumber (%)", max_digits=7, decimal_places=2, null=True, blank=True
    )
    pertama_dilaporkan_pada = models.DateTimeField(
        "pertama dilaporkan pada", null=True, editable=False
    )
    dilaporkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dilaporkan oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    dilaporkan_pada = models.DateTimeField("dilaporkan pada", null=True, editable=False)
    diputuskan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diputuskan oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True, editable=False)
    nilai_administrasi = models.DecimalField("nilai administrasi", **NILAI)  # type: ignore[arg-type]
    nilai_substansi = models.DecimalField("nilai substansi", **NILAI)  # type: ignore[arg-type]
    skor = models.DecimalField("skor", editable=False, **NILAI)  # type: ignore[arg-type]
    alasan_nilai = models.TextField("alasan penilaian", max_length=1000, blank=True)
    riwayat = HistoricalRecords()

    objects = LaporanAksiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "laporan aksi"
        ordering = ("tahun", "periode", "pk")
        indexes = [models.Index(fields=["tahun", "periode", "status"], name="laporan_aksi_periode")]
        constraints = [
            models.UniqueConstraint(
                name="laporan_aksi_satu_per_periode", fields=["aksi", "tahun", "periode"]
            ),
            models.CheckConstraint(
                name="laporan_aksi_pengiriman_lengkap",
                condition=Q(dilaporkan_oleh=None, dilaporkan_pada=None)
                | Q(
                    dilaporkan_oleh__isnull=False,
                    pertama_dilaporkan_pada__lte=models.F("dilaporkan_pada"),
                ),
            ),
            models.CheckConstraint(
                name="laporan_aksi_status_menurut_fakta",
                condition=Q(status=S.DRAF)
                | Q(status=S.DILAPORKAN, dilaporkan_oleh__isnull=False, diputuskan_oleh=None)
                | Q(
                    status__in=(S.DITERIMA, S.DIKEMBALIKAN),
                    diputuskan_oleh__isnull=False,
                    diputuskan_pada__gte=models.F("dilaporkan_pada"),
                ),
            ),
            models.CheckConstraint(
                name="laporan_aksi_diterima_bernilai",
                condition=~Q(status=S.DITERIMA)
                | Q(
                    nilai_administrasi__isnull=False,
                    nilai_substansi__isnull=False,
                    skor__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periode} {self.tahun}: {self.aksi}"

    def pastikan_terbuka(self) -> None:
        """Raise :class:`Terkunci` where nothing of the period may change any more."""
        pastikan_terbuka(self.aksi.rad, self.tahun, self.periode, self.aksi.penanggung_jawab_id)

    @property
    def boleh_disunting(self) -> bool:
        """Whether the OPD may change it: before it is sent, and when it came back."""
        return self.status in (S.DRAF, S.DIKEMBALIKAN)

    # Transitions: called by rad.actions only, which check the right and log the step.

    @transition(status, source=[S.DRAF, S.DIKEMBALIKAN], target=S.DILAPORKAN)
    def laporkan(self, *, oleh: Any) -> None:
        """The OPD sends the report to the Sekretariat."""
        self.dilaporkan_oleh, self.dilaporkan_pada = oleh, timezone.now()
        self.pertama_dilaporkan_pada = self.pertama_dilaporkan_pada or self.dilaporkan_pada
        self.diputuskan_oleh = self.diputuskan_pada = None

    @transition(status, source=S.DILAPORKAN, target=S.DRAF)
    def tarik(self) -> None:
        """The OPD takes the report back while nobody has decided."""
        self.dilaporkan_oleh = self.dilaporkan_pada = None

    @transition(status, source=S.DILAPORKAN, target=S.DITERIMA)
    def terima(
        self, *, oleh: Any, administrasi: Decimal, substansi: Decimal, skor: Decimal, catatan: str
    ) -> None:
        """The Sekretariat accepts the report and scores it."""
        self.diputuskan_oleh, self.diputuskan_pada = oleh, timezone.now()
        self.nilai_administrasi, self.nilai_substansi = administrasi, substansi
        self.skor, self.alasan_nilai = skor, catatan

    @transition(status, source=[S.DILAPORKAN, S.DITERIMA], target=S.DIKEMBALIKAN)
    def kembalikan(self, *, oleh: Any) -> None:
        """The Sekretariat returns the report with a reason, also one accepted too early."""
        self.diputuskan_oleh, self.diputuskan_pada = oleh, timezone.now()
        self.nilai_administrasi = self.nilai_substansi = self.skor = None
        self.alasan_nilai = ""


class BagianLaporan(SelamaTerbuka):
    """A row of a report."""

    laporan: Any  # the report: each table names it

    class Meta:
        abstract = True

    def pastikan_terbuka(self) -> None:
        """Ask the report."""
        self.laporan.pastikan_terbuka()


class Realisasi(BagianLaporan):
    """What an indicator reached in one period: a value, or the reason why there is none.

    For what is counted, ``nilai`` is that of the period alone; for a state, as it was at the end
    of the period (``rad.aturan.capaian.cara_hitung``).
    """

    laporan = models.ForeignKey(
        LaporanAksi, verbose_name="laporan", on_delete=models.CASCADE, related_name="realisasi"
    )
    indikator = models.ForeignKey(
        Indikator, verbose_name="indikator", on_delete=models.PROTECT, related_name="realisasi"
    )
    nilai = models.DecimalField("realisasi", max_digits=18, decimal_places=4, null=True, blank=True)
    alasan = models.CharField("alasan belum ada angka", max_length=500, blank=True)
    capaian_sumber = models.DecimalField(
        "capaian menurut dokumen sumber (%)", max_digits=9, decimal_places=2, null=True, blank=True
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "realisasi"
        ordering = ("indikator__urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                name="realisasi_satu_per_indikator", fields=["laporan", "indikator"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.indikator}"


class RealisasiAnggaran(BagianLaporan):
    """Money spent in one period from one source, in rupiah."""

    laporan = models.ForeignKey(
        LaporanAksi, verbose_name="laporan", on_delete=models.CASCADE, related_name="anggaran"
    )
    sumber = models.CharField("sumber dana", max_length=20, choices=SumberDana)
    nilai = models.DecimalField(
        "realisasi anggaran", max_digits=18, decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "realisasi anggaran"
        ordering = ("sumber",)
        constraints = [
            models.UniqueConstraint(
                name="realisasi_anggaran_satu_per_sumber", fields=["laporan", "sumber"]
            ),
            models.CheckConstraint(name="realisasi_anggaran_positif", condition=Q(nilai__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()}"


class TransisiLaporan(TransisiBase):
    """The log of a report's way."""

    laporan = models.ForeignKey(
        LaporanAksi, verbose_name="laporan", on_delete=models.CASCADE, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "transisi laporan aksi"
