"""The report of a PATBM volunteer: theirs until the unit has taken it over."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from kasus.aturan.triase import Tindakan
from kasus.enums_akses import StatusPengaduan
from kasus.models.dasar import Rahasia, petugas
from kasus.models.kasus import PERAN_TERLARANG, Kasus
from p3aks.core.documents import ABJAD_KODE
from p3aks.core.fields import RahasiaJSONField
from p3aks.core.lingkup import LingkupQuerySet
from pokja.enums import Peran, TingkatWilayah
from pokja.models import Lembaga, Wilayah

TERBUKA = (StatusPengaduan.DIKIRIM, StatusPengaduan.DIDAMPINGI)


def kode_pengaduan() -> str:
    """Return a random code, 40 bits: ``P-7F3MQ2XW``."""
    return f"P-{get_random_string(8, ABJAD_KODE)}"


class PengaduanQuerySet(LingkupQuerySet):
    """Reports from the villages."""

    def saring(self, user: Any) -> Self:
        """The volunteer sees the own reports; manager and supervisor of the unit those sent to
        it. A report against an official goes to the supervisor (head of the unit) alone, and
        leaves the volunteer's sight once it is accepted. From then on a report is seen by the unit
        only where its case is: seal and deny-list hold for both."""
        if user.peran & PERAN_TERLARANG:
            return self.filter(pk=None)
        boleh = Q(pk=None)
        if Peran.PATBM in user.peran:
            boleh |= Q(pelapor=user, langsung=False) | Q(pelapor=user, diterima_pada=None)
        unit_ini = Q(unit__in=user.lembaga_sebagai(Peran.SUPERVISOR)) | Q(
            unit__in=user.lembaga_sebagai(Peran.MANAJER_KASUS), langsung=False
        )
        ditangani = Kasus.objects.sistem("lingkup pengaduan yang diterima").ditangani(user)
        boleh |= unit_ini & (Q(kasus=None) | Q(kasus__in=ditangani.values("pk")))
        return self.filter(boleh)

    def menunggu(self) -> Self:
        """Return those nobody has taken over."""
        return self.filter(status=StatusPengaduan.DIKIRIM)


class Pengaduan(Rahasia):
    """A report in plain words with its triage. ``isi``: what was typed (names, story, contact),
    additions and closing note, see `kasus.documents.pengaduan`; ``jawaban``: triage answers."""

    kode = models.CharField(
        "kode", max_length=12, unique=True, default=kode_pengaduan, editable=False
    )
    kunci = models.UUIDField("kunci formulir", unique=True, editable=False)
    pelapor = petugas("pelapor")
    desa = models.ForeignKey(
        Wilayah, verbose_name="desa/kelurahan", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    unit = models.ForeignKey(
        Lembaga, verbose_name="unit tujuan", on_delete=models.PROTECT, related_name="+"
    )
    lapor_pada = models.DateTimeField("waktu laporan diterima kader")
    dari_kertas = models.BooleanField("disalin dari lembar pengaduan", default=False)
    isi: Any = RahasiaJSONField("isi laporan", default=dict)
    jawaban: Any = RahasiaJSONField("jawaban triase", default=dict)
    tindakan = models.CharField("anjuran triase", max_length=20, choices=Tindakan)
    ringan = models.BooleanField("kasus ringan", default=False)
    langsung = models.BooleanField("jalur langsung kepala unit", default=False)
    batas = models.DateTimeField("batas diterima", null=True)
    status = models.CharField(
        "status", max_length=10, choices=StatusPengaduan, default=StatusPengaduan.DIKIRIM
    )
    diterima_oleh = petugas("diterima oleh", null=True, blank=True)
    diterima_pada = models.DateTimeField("diterima pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    kasus = models.ForeignKey(
        Kasus, null=True, blank=True, on_delete=models.PROTECT, related_name="pengaduan"
    )

    objects = PengaduanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "pengaduan"
        ordering = ("-dibuat_pada", "-pk")
        constraints = [
            models.CheckConstraint(
                name="pengaduan_lapor_sebelum_input", condition=Q(lapor_pada__lte=F("dibuat_pada"))
            ),
            models.CheckConstraint(
                name="pengaduan_terima_lengkap",
                condition=Q(diterima_oleh=None, diterima_pada=None, kasus=None)
                & ~Q(status=StatusPengaduan.DITERIMA)
                | Q(
                    status=StatusPengaduan.DITERIMA,
                    kasus__isnull=False,
                    diterima_oleh__isnull=False,
                    diterima_pada__gte=F("dibuat_pada"),
                ),
            ),
            # R15: the village finishes what triage calls light, and nothing else.
            models.CheckConstraint(
                name="pengaduan_ringan_saja_di_desa",
                condition=~Q(status__in=[StatusPengaduan.DIDAMPINGI, StatusPengaduan.SELESAI])
                | Q(ringan=True, langsung=False),
            ),
            models.CheckConstraint(
                name="pengaduan_selesai_bertanggal",
                condition=Q(status=StatusPengaduan.SELESAI, selesai_pada__gte=F("dibuat_pada"))
                | (~Q(status=StatusPengaduan.SELESAI) & Q(selesai_pada=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def terbuka(self) -> bool:
        """Whether nobody has taken it over or finished it: until then its author reads it."""
        return self.status in TERBUKA

    @property
    def terlambat(self) -> bool:
        """Whether it still waits for the unit after its deadline."""
        return (
            self.status == StatusPengaduan.DIKIRIM
            and self.batas is not None
            and self.batas < timezone.now()
        )

    @property
    def kecamatan(self) -> Wilayah | None:
        """The kecamatan it came from; the village is for tier F3."""
        if self.desa is None or self.desa.tingkat == TingkatWilayah.KECAMATAN:
            return self.desa
        return self.desa.induk
