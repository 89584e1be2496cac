"""Actions: what an OPD will do, measured how, paid from where, and its way to approval."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.formatting import normal_teks
from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase, UntukQuerySet
from pokja.enums import Bidang, Peran
from pokja.models import Lembaga
from rad.aturan.capaian import arah_meragukan
from rad.enums import Arah, JenisIndikator, StatusAksi, SumberDana
from rad.models.rad import STATUS_DISETUJUI, Rad, Sasaran

S = StatusAksi
PERAN_BACA_SEMUA = frozenset({Peran.SEKRETARIAT, Peran.SEKRETARIS})
PERAN_BACA_DIAJUKAN = frozenset({Peran.KETUA_WAKIL, Peran.BAPPEDA, Peran.AUDITOR})
PERAN_TANPA_RAD = frozenset({Peran.SUPERADMIN_TEKNIS, Peran.ADMIN_AKUN})


class AksiQuerySet(BerversiQuerySet, UntukQuerySet):
    """Actions, always read through :meth:`untuk`."""

    def untuk(self, user: Any) -> Self:
        """Return the actions *user* may read (reference/akses.md 3.1).

        The Sekretariat and Sekretaris read all; Bappeda, Ketua/Wakil and auditors from the
        submission on; an OPD all of its own; a koordinator all of the own bidang; everybody
        with another role what is approved. Technical and account administrators read none.
        """
        peran = user.peran
        if not peran - PERAN_TANPA_RAD:
            return self.none()
        if peran & PERAN_BACA_SEMUA:
            return self
        boleh = Q(status__in=STATUS_DISETUJUI)
        if peran & PERAN_BACA_DIAJUKAN:
            boleh |= Q(status=S.DIAJUKAN)
        if lembaga := user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA):
            boleh |= Q(penanggung_jawab__in=lembaga)
        if bidang := user.bidang_sebagai(Peran.KOORDINATOR_BIDANG):
            boleh |= Q(bidang__in=bidang)
        return self.filter(boleh)

    def berlaku(self) -> Self:
        """Return all but cancelled actions."""
        return self.exclude(status=S.DIBATALKAN)

    def dipantau(self) -> Self:
        """Return the actions that are reported on: those of a fixed version."""
        return self.filter(status=S.DITETAPKAN)

    def urut_matriks(self) -> Self:
        """Return the actions in matrix order: bidang, sasaran, entry."""
        bidang = models.Case(
            *(models.When(bidang=b, then=i) for i, b in enumerate(Bidang)),
            output_field=models.IntegerField(),
        )
        return self.order_by(
            bidang, "sasaran__urutan", "sasaran__uraian", "urutan", "dibuat_pada", "pk"
        )

    def kembar(self, aksi: "Aksi") -> Self:
        """Return other actions of the same plan with the same wording (any OPD)."""
        return (
            self.berlaku()
            .filter(rad_id=aksi.rad_id, uraian_normal=normal_teks(aksi.uraian))
            .exclude(pk=aksi.pk)
        )


class Aksi(ConcurrentTransitionMixin, Berversi, Dasar):
    """One action of the plan, owned by exactly one responsible institution (rule 5)."""

    rad = models.ForeignKey(Rad, verbose_name="RAD", on_delete=models.CASCADE, related_name="aksi")
    bidang = models.CharField("bidang", max_length=15, choices=Bidang)
    sasaran = models.ForeignKey(
        Sasaran, verbose_name="sasaran", on_delete=models.PROTECT, related_name="aksi"
    )
    # The code is stored as text: a plan must be enterable before its code is in our table.
    nomenklatur = models.CharField("kode sub kegiatan", max_length=20, blank=True)
    uraian = models.CharField("uraian aksi", max_length=500)
    uraian_normal = models.CharField(max_length=500, editable=False)
    penanggung_jawab = models.ForeignKey(
        Lembaga, verbose_name="penanggung jawab", on_delete=models.PROTECT, related_name="aksi"
    )
    pendukung = models.ManyToManyField(
        Lembaga, verbose_name="instansi pendukung", blank=True, related_name="aksi_didukung"
    )
    lokasi = models.CharField("lokasi", max_length=200, blank=True)
    keterangan = models.CharField("keterangan", max_length=500, blank=True)
    urutan = models.PositiveIntegerField("urutan", default=0, editable=False)
    asal = models.ForeignKey(
        "self",
        verbose_name="asal silsilah",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="keturunan",
        help_text="The first action of this lineage; empty where it is the first itself.",
    )
    menggantikan = models.OneToOneField(
        "self",
        verbose_name="menggantikan",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pengganti",
        help_text="The fixed action of the same plan whose changed text this is.",
    )
    status = FSMField("status", max_length=12, choices=S, default=S.DRAF, protected=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="diajukan oleh",
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, editable=False)
    diputuskan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="diputuskan oleh",
    )
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True, editable=False)
    riwayat = HistoricalRecords(m2m_fields=[pendukung], excluded_fields=["uraian_normal"])

    objects = AksiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "aksi"
        indexes = [
            models.Index(fields=["rad", "status"], name="aksi_rad_status"),
            models.Index(fields=["rad", "uraian_normal"], name="aksi_rad_uraian"),
            models.Index(fields=["status", "diajukan_pada"], name="aksi_antrean"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="aksi_unik_per_opd",
                fields=["rad", "penanggung_jawab", "uraian_normal"],
                condition=~Q(status=S.DIBATALKAN),
                violation_error_message="Perangkat daerah ini sudah memiliki aksi dengan uraian "
                "yang sama.",
            ),
            models.CheckConstraint(
                name="aksi_pengajuan_lengkap",
                condition=Q(diajukan_oleh=None, diajukan_pada=None)
                | Q(diajukan_oleh__isnull=False, diajukan_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="aksi_keputusan_sesudah_pengajuan",
                condition=Q(diputuskan_oleh=None, diputuskan_pada=None)
                | Q(
                    diputuskan_oleh__isnull=False,
                    diputuskan_pada__gte=models.F("diajukan_pada"),
                ),
            ),
            models.CheckConstraint(
                name="aksi_status_menurut_fakta",
                condition=Q(status__in=[S.DRAF, S.DIBATALKAN])
                | Q(status=S.DIAJUKAN, diajukan_oleh__isnull=False, diputuskan_oleh=None)
                | Q(
                    status__in=[S.DIKEMBALIKAN, S.DISETUJUI, S.DITETAPKAN],
                    diputuskan_oleh__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.uraian

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the normalised wording, by which duplicates are found, in step."""
        self.uraian_normal = normal_teks(self.uraian)
        if (kolom := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*kolom, "uraian_normal"}
        super().save(*args, **kwargs)

    @property
    def silsilah(self) -> Any:
        """The id that all successors and copies of one action share, through periods."""
        return self.asal_id or self.pk

    @property
    def boleh_disunting(self) -> bool:
        """Whether the content may change in this state. An approved action may (and falls back
        to draft); a submitted one must be withdrawn first; a fixed one needs a new version."""
        return self.status in (S.DRAF, S.DIKEMBALIKAN, S.DISETUJUI)

    @property
    def pagu(self) -> Decimal:
        """Total budget in rupiah over all years and sources."""
        return sum((a.pagu for a in self.anggaran.all()), Decimal(0))

    def kekurangan(self) -> list[str]:
        """Return what keeps this action from being submitted, in words for the OPD.

        An action without budget may be submitted (rule 13); it is flagged, not refused.
        """
        kurang = []
        indikator = list(self.indikator.all())
        if not indikator:
            kurang.append("Indikator belum diisi.")
        for i in indikator:
            tahun = {t.tahun for t in i.target.all()}
            if hilang := [str(t) for t in self.rad.tahun if t not in tahun]:
                kurang.append(f"Target {', '.join(hilang)} pada indikator “{i.nama}” belum diisi.")
        return kurang

    def peringatan(self) -> list[str]:
        """Return what a reader should notice though it refuses nothing (rule 13)."""
        ingat = []
        if not self.pagu:
            ingat.append("Belum teranggarkan.")
        if not self.nomenklatur:
            ingat.append("Belum ditautkan ke sub kegiatan.")
        ingat += [
            f"Indikator “{i.nama}” menghitung hal yang sebaiknya berkurang, tetapi arahnya naik."
            for i in self.indikator.all()
            if arah_meragukan(i.nama, i.arah)
        ]
        return ingat

    # Transitions: called by rad.actions only, which check the right and log the step.

    @transition(status, source=[S.DRAF, S.DIKEMBALIKAN], target=S.DIAJUKAN)
    def ajukan(self, *, oleh: Any) -> None:
        """The OPD hands the action to the Sekretariat."""
        self.diajukan_oleh, self.diajukan_pada = oleh, timezone.now()
        self.diputuskan_oleh = self.diputuskan_pada = None

    @transition(status, source=S.DIAJUKAN, target=S.DRAF)
    def tarik(self) -> None:
        """The OPD takes a submission back while nobody has decided."""
        self.diajukan_oleh = self.diajukan_pada = None

    @transition(status, source=S.DIAJUKAN, target=S.DISETUJUI)
    def setujui(self, *, oleh: Any) -> None:
        """The Sekretariat approves."""
        self.diputuskan_oleh, self.diputuskan_pada = oleh, timezone.now()

    @transition(status, source=S.DIAJUKAN, target=S.DIKEMBALIKAN)
    def kembalikan(self, *, oleh: Any) -> None:
        """The Sekretariat returns the action with a reason."""
        self.diputuskan_oleh, self.diputuskan_pada = oleh, timezone.now()

    @transition(status, source=S.DISETUJUI, target=S.DRAF)
    def batal_setuju(self) -> None:
        """An edit after approval voids the approval."""
        self.diajukan_oleh = self.diajukan_pada = None
        self.diputuskan_oleh = self.diputuskan_pada = None

    @transition(status, source=S.DISETUJUI, target=S.DITETAPKAN)
    def tetapkan(self) -> None:
        """The action becomes part of a fixed version."""

    @transition(status, source=[S.DRAF, S.DIKEMBALIKAN], target=S.DIBATALKAN)
    def batalkan(self) -> None:
        """The OPD gives the action up. It stays readable."""


class Indikator(Dasar):
    """How an action is measured."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="indikator"
    )
    nama = models.CharField("indikator", max_length=300)
    satuan = models.CharField("satuan", max_length=50)
    arah = models.CharField("arah", max_length=5, choices=Arah)
    baseline = models.DecimalField(
        "baseline", max_digits=18, decimal_places=4, null=True, blank=True
    )
    jenis = models.CharField(
        "jenis", max_length=10, choices=JenisIndikator, default=JenisIndikator.KELUARAN
    )
    kumulatif = models.BooleanField("target kumulatif", default=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    asal = models.ForeignKey(
        "self",
        verbose_name="asal silsilah",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="keturunan",
        help_text="The first indicator of this lineage; empty where it is the first itself.",
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "indikator"
        ordering = ("urutan", "pk")

    def __str__(self) -> str:
        return self.nama

    @property
    def silsilah(self) -> Any:
        """The id that all successors and copies of one indicator share."""
        return self.asal_id or self.pk


class Target(models.Model):
    """What an indicator is to reach in one year."""

    indikator = models.ForeignKey(
        Indikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="target"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    nilai = models.DecimalField("target", max_digits=18, decimal_places=4)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "target"
        ordering = ("tahun",)
        constraints = [
            models.UniqueConstraint(name="target_satu_per_tahun", fields=["indikator", "tahun"])
        ]

    def __str__(self) -> str:
        return f"{self.tahun}"


class Anggaran(models.Model):
    """Money for an action in one year from one source. Zero is not stored: no row, no money."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="anggaran"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    sumber = models.CharField("sumber dana", max_length=20, choices=SumberDana)
    pagu = models.DecimalField(
        "pagu", max_digits=18, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "anggaran"
        ordering = ("sumber", "tahun")
        constraints = [
            models.UniqueConstraint(
                name="anggaran_satu_per_sumber", fields=["aksi", "tahun", "sumber"]
            ),
            models.CheckConstraint(name="anggaran_positif", condition=Q(pagu__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.tahun} {self.get_sumber_display()}"


class TransisiAksi(TransisiBase):
    """The log of an action's way."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "transisi aksi"


class TelaahQuerySet(UntukQuerySet):
    """Comments."""

    def untuk(self, user: Any) -> Self:
        """Return the comments on actions *user* may read."""
        return self.filter(aksi__in=Aksi.objects.untuk(user))


class Telaah(Dasar):
    """A comment of the Sekretariat on an action, or on one field of it."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="telaah"
    )
    ruas = models.CharField("bagian yang ditelaah", max_length=30, blank=True)
    isi = models.TextField("catatan", max_length=2000)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )
    selesai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diselesaikan oleh",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    selesai_pada = models.DateTimeField("selesai pada", null=True)

    objects = TelaahQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "telaah"
        ordering = ("dibuat_pada",)
        constraints = [
            models.CheckConstraint(
                name="telaah_selesai_lengkap",
                condition=Q(selesai_oleh=None, selesai_pada=None)
                | Q(selesai_oleh__isnull=False, selesai_pada__gte=models.F("dibuat_pada")),
            )
        ]

    def __str__(self) -> str:
        return "telaah"
