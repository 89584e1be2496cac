"""A case: its code, level, stage and clockwork. No person's data stands in this table."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from kasus.enums_akses import PeranTim, TingkatKasus
from kasus.enums_layanan import (
    AlasanAkhir,
    Kewenangan,
    SaluranMasuk,
    StatusVerifikasi,
    TahapKasus,
    TingkatRisiko,
)
from kasus.models.dasar import PenangananQuerySet, Rahasia, petugas
from p3aks.core.documents import ABJAD_KODE
from p3aks.core.fields import RahasiaField
from p3aks.core.lingkup import LingkupQuerySet
from p3aks.core.models import Berversi, BerversiQuerySet
from pokja.enums import PERAN_PENGELOLA, Peran
from pokja.models import Lembaga, PeristiwaKonflik, Wilayah

PERAN_PETUGAS = frozenset({Peran.MANAJER_KASUS, Peran.PENDAMPING, Peran.SUPERVISOR})
PERAN_KEPALA = (Peran.MANAJER_KASUS, Peran.SUPERVISOR)
# Technical and account administrators see no case data, whatever else they hold (T3).
PERAN_TERLARANG = PERAN_PENGELOLA


def kode_kasus() -> str:
    """Return a random case code, 40 bits: ``K-7F3MQ2XW``. Never a sequence."""
    return f"K-{get_random_string(8, ABJAD_KODE)}"


class KasusQuerySet(BerversiQuerySet, LingkupQuerySet):
    """Cases, always read through :meth:`untuk`."""

    def ditangani(self, user: Any) -> Self:
        """Return the cases *user* handles and whose content (F1, F2) is open to them.

        The team of the case; manager and supervisor of its unit unless it is sealed (K3); whoever
        broke the seal, for four hours. Whoever is on the case's deny-list: never (T6).
        """
        return self._boleh(user, self._q_ditangani(user))

    def saring(self, user: Any) -> Self:
        """The cases whose code and stage (F0) *user* may see: those they handle; the Sekretariat
        those of level K1; the auditor those of K1 and K2. Sealed ones show to nobody else."""
        boleh = self._q_ditangani(user)
        if Peran.SEKRETARIAT in user.peran:
            boleh |= Q(tingkat=TingkatKasus.K1)
        if Peran.AUDITOR in user.peran:
            boleh |= Q(tingkat__lt=TingkatKasus.K3)
        return self._boleh(user, boleh)

    def _q_ditangani(self, user: Any) -> Q:
        if not user.peran & PERAN_PETUGAS:
            return Q(pk=None)
        boleh = Q(
            Exists(TimKasus.objects.sistem("hak tim").aktif(user).filter(kasus=OuterRef("pk")))
        )
        if user.peran & set(PERAN_KEPALA):
            unit = user.lembaga_sebagai(*PERAN_KEPALA)
            segel = BukaSegel.objects.sistem("hak buka segel").aktif(user)
            # The unit first: it stands in the row, and for most rows nothing more is asked.
            boleh = Q(unit__in=unit, tingkat__lt=TingkatKasus.K3) | boleh
            boleh |= Q(Exists(segel.filter(kasus=OuterRef("pk"))))
        return boleh

    def _boleh(self, user: Any, q: Q) -> Self:
        if user.peran & PERAN_TERLARANG:
            return self.filter(pk=None)
        tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
        return self.filter(q).filter(~Exists(tolak.filter(kasus=OuterRef("pk"))))


class Kasus(Berversi, Rahasia):
    """One incident, reported once or more; one or many victims (R01).

    ``tahap``, ``tingkat``, ``bulan`` and ``anonim`` are computed (``kasus.actions.segar``); the
    stage from dated facts (R10), the level from who is involved.
    """

    kode = models.CharField("kode", max_length=12, unique=True, default=kode_kasus, editable=False)
    unit = models.ForeignKey(
        Lembaga, verbose_name="unit layanan", on_delete=models.PROTECT, related_name="+"
    )
    tingkat = models.PositiveSmallIntegerField(
        "tingkat", choices=TingkatKasus, default=TingkatKasus.K1
    )
    saluran = models.CharField("saluran masuk", max_length=12, choices=SaluranMasuk)
    tanggal_lapor = models.DateTimeField("waktu lapor")
    tanggal_kejadian = models.DateField("tanggal kejadian", null=True, blank=True)
    tahun_kejadian = models.PositiveSmallIntegerField("tahun kejadian", null=True, blank=True)
    kecamatan = models.ForeignKey(
        Wilayah,
        verbose_name="kecamatan kejadian",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    kronologi = RahasiaField("kronologi", blank=True, max_length=8000)
    peristiwa = models.ForeignKey(
        PeristiwaKonflik,
        verbose_name="peristiwa konflik",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Identification: three criteria, each with its time (R11).
    jenis_pada = models.DateTimeField("jenis ditetapkan", null=True, blank=True)
    risiko = models.CharField("risiko", max_length=6, choices=TingkatRisiko, blank=True)
    risiko_pada = models.DateTimeField("risiko ditetapkan", null=True, blank=True)
    kewenangan = models.CharField("kewenangan", max_length=8, choices=Kewenangan, blank=True)
    kewenangan_pada = models.DateTimeField("kewenangan ditetapkan", null=True, blank=True)
    tahap = models.CharField(
        "tahap", max_length=15, choices=TahapKasus, default=TahapKasus.BARU, editable=False
    )
    alasan_akhir = models.CharField(
        "alasan akhir", max_length=16, choices=AlasanAkhir, blank=True, editable=False
    )
    verifikasi = models.CharField(
        "verifikasi", max_length=13, choices=StatusVerifikasi, default=StatusVerifikasi.BELUM
    )
    verifikasi_oleh = petugas("diverifikasi oleh", null=True, blank=True)
    verifikasi_pada = models.DateTimeField("diverifikasi pada", null=True, blank=True)
    bulan = models.PositiveIntegerField("bulan lapor (yyyymm)", editable=False)
    dibuat_oleh = petugas("dicatat oleh")
    ditahan_hukum = models.BooleanField("terkait proses hukum", default=False)
    anonim_pada = models.DateTimeField("dianonimkan pada", null=True, editable=False)

    objects = KasusQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "kasus"
        ordering = ("-tanggal_lapor", "-pk")
        indexes = [
            models.Index(fields=["unit", "-tanggal_lapor"], name="kasus_unit_lapor"),
            models.Index(fields=["tingkat", "tahap"], name="kasus_tingkat_tahap"),
            models.Index(fields=["bulan"], name="kasus_bulan"),
        ]
        constraints = [
            models.CheckConstraint(
                name="kasus_lapor_sebelum_input",
                condition=Q(tanggal_lapor__lte=F("dibuat_pada")),
            ),
            models.CheckConstraint(
                name="kasus_risiko_bertanggal",
                condition=Q(risiko="", risiko_pada=None)
                | (~Q(risiko="") & Q(risiko_pada__isnull=False)),
            ),
            models.CheckConstraint(
                name="kasus_kewenangan_bertanggal",
                condition=Q(kewenangan="", kewenangan_pada=None)
                | (~Q(kewenangan="") & Q(kewenangan_pada__isnull=False)),
            ),
            models.CheckConstraint(
                name="kasus_verifikasi_lengkap",
                condition=Q(verifikasi_oleh=None, verifikasi_pada=None)
                | Q(verifikasi_oleh__isnull=False, verifikasi_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the month, by which counts are made, in step."""
        lapor = timezone.localtime(self.tanggal_lapor)
        self.bulan = lapor.year * 100 + lapor.month
        if (kolom := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*kolom, "bulan"}
        super().save(*args, **kwargs)

    @property
    def tersegel(self) -> bool:
        """Whether only named people know of it."""
        return self.tingkat == TingkatKasus.K3


class TimKasusQuerySet(PenangananQuerySet):
    """Who works on a case."""

    def aktif(self, user: Any = None) -> Self:
        """Return the memberships in force now (of *user*)."""
        kini = timezone.now()
        milik = Q(pengguna=user) if user is not None else Q()
        return self.filter(milik, Q(selesai=None) | Q(selesai__gt=kini), mulai__lte=kini)


class TimKasus(Rahasia):
    """A person in the team of a case. For sealed cases these rows are the list of names."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="tim")
    pengguna = petugas("petugas")
    peran = models.CharField("peran", max_length=10, choices=PeranTim)
    mulai = models.DateTimeField("mulai", default=timezone.now)
    selesai = models.DateTimeField("selesai", null=True, blank=True)
    ditunjuk_oleh = petugas("ditunjuk oleh")

    objects = TimKasusQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "tim kasus"
        # Asked with every query on case data: is this person in the team of that case?
        indexes = [models.Index(fields=["pengguna", "kasus"], name="tim_pengguna_kasus")]
        constraints = [
            models.UniqueConstraint(
                name="tim_sekali_aktif",
                fields=["kasus", "pengguna"],
                condition=Q(selesai=None),
                violation_error_message="Orang ini sudah berada dalam tim.",
            ),
            models.CheckConstraint(
                name="tim_urutan_waktu", condition=Q(selesai=None) | Q(selesai__gte=F("mulai"))
            ),
        ]

    def __str__(self) -> str:
        return self.get_peran_display()


class LaranganQuerySet(PenangananQuerySet):
    """Deny-lists. Whoever is on one does not see it either: they do not see the case."""

    def aktif(self) -> Self:
        """Return the entries in force."""
        return self.filter(dicabut_pada=None)


class LaranganAkses(Rahasia):
    """A person kept from one case by a conflict of interest; it beats every grant (T6)."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="larangan")
    pengguna = petugas("yang dilarang")
    alasan = RahasiaField("alasan", max_length=1000)
    oleh = petugas("dicatat oleh")
    dicabut_oleh = petugas("dicabut oleh", null=True, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = LaranganQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "larangan akses"
        constraints = [
            models.UniqueConstraint(
                name="larangan_sekali_aktif",
                fields=["kasus", "pengguna"],
                condition=Q(dicabut_pada=None),
            ),
            models.CheckConstraint(
                name="larangan_cabut_lengkap",
                condition=Q(dicabut_oleh=None, dicabut_pada=None)
                | Q(dicabut_oleh__isnull=False, dicabut_pada__gte=F("dibuat_pada")),
            ),
        ]

    def __str__(self) -> str:
        return "larangan akses"


class BukaSegelQuerySet(LingkupQuerySet):
    """Broken seals."""

    def saring(self, user: Any) -> Self:
        """PPDP sees all; others those of the cases they handle and their own. Nobody sees those
        of a case that is closed to them."""
        tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
        boleh = self.exclude(kasus__in=tolak.values("kasus"))
        if Peran.PPDP in user.peran:
            return boleh
        ditangani = Kasus.objects.sistem("lingkup buka segel").ditangani(user)
        return boleh.filter(Q(pengguna=user) | Q(kasus__in=ditangani.values("pk")))

    def aktif(self, user: Any) -> Self:
        """Return those *user* may use now."""
        return self.filter(pengguna=user, sampai__gt=timezone.now(), ditutup_pada=None)


class BukaSegel(Rahasia):
    """An emergency opening of a sealed case: four hours, told at once, reviewed in 72 hours."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="buka_segel")
    pengguna = petugas("dibuka oleh")
    alasan = RahasiaField("alasan", max_length=2000)
    sampai = models.DateTimeField("berlaku sampai")
    batas_telaah = models.DateTimeField("batas telaah")
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    ditelaah_oleh = petugas("ditelaah oleh", null=True, blank=True)
    ditelaah_pada = models.DateTimeField("ditelaah pada", null=True, blank=True)
    dinilai_wajar = models.BooleanField("dinilai wajar", null=True, blank=True)
    catatan_telaah = RahasiaField("catatan telaah", blank=True, max_length=2000)

    objects = BukaSegelQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "buka segel"
        constraints = [
            models.CheckConstraint(
                name="segel_telaah_lengkap",
                condition=Q(ditelaah_oleh=None, ditelaah_pada=None, dinilai_wajar=None)
                | Q(
                    ditelaah_oleh__isnull=False,
                    ditelaah_pada__gte=F("dibuat_pada"),
                    dinilai_wajar__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="segel_penelaah_lain",
                condition=Q(ditelaah_oleh=None) | ~Q(ditelaah_oleh=F("pengguna")),
            ),
            models.CheckConstraint(name="segel_urutan", condition=Q(sampai__gt=F("dibuat_pada"))),
        ]

    def __str__(self) -> str:
        return "buka segel"
