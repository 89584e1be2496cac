"""Partners, consent, and what goes to a partner: the packet and nothing else (R16)."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from kasus.enums_akses import PemberiPersetujuan, StatusRujukan, TingkatKasus
from kasus.enums_layanan import DasarPemrosesan, InstansiTipe, JenisLayanan, SektorPersetujuan
from kasus.models.dasar import PerKorbanQuerySet, Rahasia, petugas
from kasus.models.kasus import PERAN_TERLARANG, Kasus, LaranganAkses
from kasus.models.orang import Korban
from p3aks.core.fields import RahasiaField, RahasiaJSONField
from p3aks.core.models import Dasar, UntukQuerySet
from pokja.enums import Peran
from pokja.models import Lembaga

PERAN_MITRA = (Peran.MITRA_APH, Peran.MITRA_LAYANAN)


class InstansiQuerySet(UntukQuerySet):
    """The referral directory: public reference data of the case app."""

    def untuk(self, user: Any) -> Self:
        """Whoever may work on cases reads the directory."""
        return self if user.has_perm("kasus.lihat_instansi") else self.none()


class Instansi(Dasar):
    """A partner in the referral directory: what an institution does and how to reach it."""

    lembaga = models.OneToOneField(
        Lembaga, verbose_name="lembaga", on_delete=models.PROTECT, related_name="+"
    )
    tipe = models.CharField("jenis instansi", max_length=12, choices=InstansiTipe)
    layanan = models.JSONField("layanan", default=list)  # codes of JenisLayanan
    kontak = models.CharField("kontak", max_length=200, blank=True)
    jam = models.CharField("jam layanan", max_length=100, blank=True)
    aktif = models.BooleanField("aktif", default=True)

    objects = InstansiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "instansi mitra"
        ordering = ("lembaga__nama",)

    def __str__(self) -> str:
        return self.lembaga.nama


class PersetujuanQuerySet(PerKorbanQuerySet):
    """Consents."""

    def aktif(self) -> Self:
        """Return those in force now."""
        return self.filter(dicabut_pada=None, berlaku_dari__lte=timezone.now())


class Persetujuan(Rahasia):
    """Consent (or another legal basis) to share some data with one sector, or one institution."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="persetujuan")
    sektor = models.CharField("sektor", max_length=12, choices=SektorPersetujuan)
    instansi = models.ForeignKey(
        Instansi, verbose_name="hanya untuk", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    dasar = models.CharField("dasar pemrosesan", max_length=12, choices=DasarPemrosesan)
    pemberi = models.CharField("diberikan oleh", max_length=14, choices=PemberiPersetujuan)
    wali_nama = RahasiaField("nama wali", max_length=150, blank=True)
    wali_hubungan = models.CharField("hubungan wali", max_length=100, blank=True)
    alasan = RahasiaField("alasan dasar hukum", max_length=1000, blank=True)
    ruas = models.JSONField("data yang boleh dibagikan", default=list)
    berlaku_dari = models.DateTimeField("berlaku sejak", default=timezone.now)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dicabut_oleh = petugas("pencabutan dicatat oleh", null=True, blank=True)
    oleh = petugas("dicatat oleh")

    objects = PersetujuanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "persetujuan"
        ordering = ("-berlaku_dari",)
        constraints = [
            models.CheckConstraint(
                name="persetujuan_cabut_lengkap",
                condition=Q(dicabut_oleh=None, dicabut_pada=None)
                | Q(dicabut_oleh__isnull=False, dicabut_pada__gte=F("berlaku_dari")),
            )
        ]

    def __str__(self) -> str:
        return self.get_sektor_display()


class RujukanQuerySet(PerKorbanQuerySet):
    """Referrals: what the unit sent, and what a partner received."""

    def saring(self, user: Any) -> Self:
        """Those of the cases one handles, and the packets addressed to one as a partner."""
        return self.filter(Q(pk__in=super().saring(user).values("pk")) | self._q_kepada(user))

    def kepada(self, user: Any) -> Self:
        """Return the packets addressed to *user* as a partner: to the own institution, or to the
        own name where one is named; until they expire, are withdrawn or were refused (T9).

        A packet without a name closes by itself once its case is sealed. Whoever is on the
        deny-list of the case has none of it (T6).
        """
        return self.filter(self._q_kepada(user))

    def _q_kepada(self, user: Any) -> Q:
        lembaga = user.lembaga_sebagai(*PERAN_MITRA)
        if not lembaga or user.peran & PERAN_TERLARANG:
            return Q(pk=None)
        tolak = LaranganAkses.objects.sistem("daftar tolak mitra").aktif().filter(pengguna=user)
        bebas = Q(penerima=None, tersegel=False, korban__kasus__tingkat__lt=TingkatKasus.K3)
        return Q(
            ~Exists(tolak.filter(kasus=OuterRef("korban__kasus"))),
            ~Q(status=StatusRujukan.DITOLAK),
            bebas | Q(penerima=user),
            instansi__lembaga__in=lembaga,
            sampai__gt=timezone.now(),
            ditarik_pada=None,
        )


class Rujukan(Rahasia):
    """One victim sent to one partner. ``paket`` is a copy of the consented fields: the partner
    reads that and never the case."""

    kode = models.CharField("kode rujukan", max_length=12, unique=True, editable=False)
    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="rujukan")
    instansi = models.ForeignKey(
        Instansi, verbose_name="instansi tujuan", on_delete=models.PROTECT, related_name="+"
    )
    penerima = petugas("hanya untuk", null=True, blank=True)
    jenis = models.CharField("layanan yang diminta", max_length=16, choices=JenisLayanan)
    sektor = models.CharField("sektor", max_length=12, choices=SektorPersetujuan)
    persetujuan = models.ForeignKey(
        Persetujuan, null=True, blank=True, on_delete=models.PROTECT, related_name="rujukan"
    )
    dasar = models.CharField("dasar", max_length=12, choices=DasarPemrosesan)
    alasan = RahasiaField("alasan rujukan", max_length=2000)
    paket = RahasiaJSONField("paket data", default=dict)
    tersegel = models.BooleanField("kasus tersegel", default=False, editable=False)
    status = models.CharField(
        "status", max_length=8, choices=StatusRujukan, default=StatusRujukan.DIKIRIM, editable=False
    )
    dikirim_pada = models.DateTimeField("dikirim pada", default=timezone.now)
    dikirim_oleh = petugas("dikirim oleh")
    batas_jawab = models.DateTimeField("batas jawaban")
    sampai = models.DateTimeField("dapat dibaca mitra sampai")
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)
    dijawab_oleh = petugas("dijawab oleh", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    jawaban = RahasiaField("jawaban mitra", max_length=2000, blank=True)
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, blank=True)

    objects = RujukanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "rujukan"
        ordering = ("-dikirim_pada",)
        constraints = [
            models.CheckConstraint(
                name="rujukan_berdasar",
                condition=Q(persetujuan__isnull=False)
                | Q(dasar__in=[DasarPemrosesan.KEWAJIBAN, DasarPemrosesan.VITAL]),
            ),
            models.CheckConstraint(
                name="rujukan_jawab_lengkap",
                condition=Q(dijawab_oleh=None, dijawab_pada=None)
                | Q(dijawab_oleh__isnull=False, dijawab_pada__gte=F("dikirim_pada")),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def kasus(self) -> Kasus:
        """The case; only for those who handle it."""
        return self.korban.kasus
