"""Actions: what an OPD will do, measured how, paid from where, and its way to approval."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.formatting import normal_teks
from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase, UntukQuerySet
from pokja.enums import Bidang, Peran
from pokja.models import Lembaga
from rad.aturan.capaian import arah_meragukan
from rad.enums import StatusAksi
from rad.models.rad import STATUS_DISETUJUI, Rad, Sasaran

S = StatusAksi
STATUS_LEPAS = (S.DIBATALKAN, S.DIGANTIKAN, S.DICABUT)
# What counts: a change (successor) only once it is fixed, and then its predecessor no longer.
BERLAKU = ~Q(status__in=STATUS_LEPAS) & (Q(menggantikan=None) | Q(status=S.DITETAPKAN))
PESAN_KEMBAR = "Perangkat daerah ini sudah memiliki aksi dengan uraian yang sama."
PERAN_BACA_SEMUA = frozenset({Peran.SEKRETARIAT, Peran.SEKRETARIS})
PERAN_BACA_DIAJUKAN = frozenset({Peran.KETUA_WAKIL, Peran.BAPPEDA, Peran.AUDITOR})
PERAN_TANPA_RAD = frozenset({Peran.SUPERADMIN_TEKNIS, Peran.ADMIN_AKUN})


class AksiQuerySet(BerversiQuerySet, UntukQuerySet):
    """Actions, always read through :meth:`untuk`."""

    def untuk(self, user: Any) -> Self:
        """Return the actions *user* may read (reference/akses.md 3.1).

        The Sekretariat and Sekretaris read all; Bappeda, Ketua/Wakil and auditors from the
        submission on; an OPD all of its own; a koordinator all of the own bidang; everybody
        with another role what is approved, and what once was fixed. Technical and account
        administrators read none.
        """
        peran = user.peran
        if not peran - PERAN_TANPA_RAD:
            return self.none()
        if peran & PERAN_BACA_SEMUA:
            return self
        boleh = Q(status__in=(*STATUS_DISETUJUI, S.DIGANTIKAN, S.DICABUT))
        if peran & PERAN_BACA_DIAJUKAN:
            boleh |= Q(status=S.DIAJUKAN)
        if lembaga := user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA):
            boleh |= Q(penanggung_jawab__in=lembaga)
        if bidang := user.bidang_sebagai(Peran.KOORDINATOR_BIDANG):
            boleh |= Q(bidang__in=bidang)
        return self.filter(boleh)

    def berlaku(self) -> Self:
        """Return what counts: neither cancelled, replaced nor dropped actions, nor changes of a
        fixed action before they are fixed themselves. Of one lineage never two."""
        return self.filter(BERLAKU)

    def hidup(self) -> Self:
        """Return what counts or is being worked on: with the changes that are not fixed yet."""
        return self.exclude(status__in=STATUS_LEPAS)

    def perubahan(self) -> Self:
        """Return the changes of fixed actions, and proposals to drop one, that are under way."""
        return self.exclude(status__in=(*STATUS_LEPAS, S.DITETAPKAN)).exclude(menggantikan=None)

    def calon_versi(self) -> Self:
        """Return what a version fixed now would hold: the fixed and approved actions, an approved
        change in place of what it changes, and nothing whose removal is approved."""
        diganti = Aksi.objects.filter(menggantikan=models.OuterRef("pk"), status=S.DISETUJUI)
        return self.filter(~models.Exists(diganti), status__in=STATUS_DISETUJUI, mencabut=False)

    def publik(self) -> Self:
        """Return the actions of a fixed version: these the public may see."""
        return self.filter(status=S.DITETAPKAN)

    def dipantau(self) -> Self:
        """Return the actions that are reported on: those of a fixed version."""
        return self.filter(status=S.DITETAPKAN)

    def urutan_akhir(self) -> int:
        """Return the place of the last action entered, 0 where there is none."""
        return self.aggregate(n=models.Max("urutan"))["n"] or 0

    def silsilah_dimuat(self) -> set[Any]:
        """Return the lineages that are there already; a cancelled action leaves its place free."""
        return set(self.exclude(status=S.DIBATALKAN).values_list(Coalesce("asal", "pk"), flat=True))

    def sesilsilah(self, silsilah: Any) -> Self:
        """Return the actions of one lineage, *silsilah* being the id of its first."""
        return self.filter(Q(pk=silsilah) | Q(asal=silsilah))

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
        """Return actions of the same plan with the same wording (any OPD), of another lineage."""
        sendiri = Q(pk__in=[aksi.pk, aksi.silsilah]) | Q(asal=aksi.silsilah)
        sama = self.berlaku().filter(rad_id=aksi.rad_id, uraian_normal=normal_teks(aksi.uraian))
        return sama.exclude(sendiri)


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
    menggantikan = models.ForeignKey(
        "self",
        verbose_name="menggantikan",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pengganti",
        help_text="The fixed action of the same plan whose changed text this is.",
    )
    mencabut = models.BooleanField(
        "usul pencabutan",
        default=False,
        editable=False,
        help_text="The change is that the action is dropped.",
    )
    alasan_perubahan = models.CharField(
        "alasan perubahan", max_length=1000, blank=True, editable=False
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
                condition=BERLAKU,
                violation_error_message=PESAN_KEMBAR,
            ),
            models.UniqueConstraint(
                name="aksi_satu_perubahan",
                fields=["menggantikan"],
                condition=~Q(status=S.DIBATALKAN),
                violation_error_message="Perubahan atas aksi ini sudah dibuka.",
            ),
            models.CheckConstraint(
                name="aksi_cabut_menunjuk_aksi",
                condition=Q(mencabut=False) | Q(menggantikan__isnull=False),
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
                    status__in=[
                        S.DIKEMBALIKAN,
                        S.DISETUJUI,
                        S.DITETAPKAN,
                        S.DIGANTIKAN,
                        S.DICABUT,
                    ],
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

    def validate_constraints(self, exclude: Any = None) -> None:
        """Refuse also a wording that is taken."""
        super().validate_constraints(exclude)
        self.tolak_kembar()

    def tolak_kembar(self) -> None:
        """Raise ValidationError where the institution has an action of that wording already. This
        sees what no index can: a change with the wording of yet another action."""
        if self.status in STATUS_LEPAS:
            return
        sama = Aksi.objects.hidup().filter(
            rad_id=self.rad_id,
            penanggung_jawab_id=self.penanggung_jawab_id,
            uraian_normal=self.uraian_normal,
        )
        sendiri = Q(pk__in=[self.pk, self.menggantikan_id]) | Q(menggantikan=self.pk)
        if sama.exclude(sendiri).exists():
            raise ValidationError(PESAN_KEMBAR)

    @property
    def silsilah(self) -> Any:
        """The id that all successors and copies of one action share, through periods."""
        return self.asal_id or self.pk

    @property
    def boleh_disunting(self) -> bool:
        """Whether the content may change in this state. An approved action may (and falls back
        to draft); a submitted one must be withdrawn first; a fixed one changes through its
        successor (*perubahan*). A proposal to drop an action has no text of its own."""
        return not self.mencabut and self.status in (S.DRAF, S.DIKEMBALIKAN, S.DISETUJUI)

    @property
    def dapat_berubah(self) -> bool:
        """Whether a change may be opened: the action is fixed and no change is under way."""
        return self.status == S.DITETAPKAN and self.perubahan_berjalan is None

    @property
    def perubahan_berjalan(self) -> "Aksi | None":
        """The change of this action that is neither fixed nor cancelled."""
        return self.pengganti.perubahan().first()

    @property
    def pagu(self) -> Decimal:
        """Total budget in rupiah over all years and sources."""
        return sum((a.pagu for a in self.anggaran.all()), Decimal(0))

    def kekurangan(self) -> list[str]:
        """Return what keeps this action from being submitted, in words for the OPD.

        An action without budget may be submitted (rule 13); it is flagged, not refused. A
        proposal to drop an action lacks nothing.
        """
        if self.mencabut:
            return []
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

    @transition(status, source=S.DITETAPKAN, target=S.DIGANTIKAN)
    def gantikan(self) -> None:
        """A fixed change takes the place of this action. It stays readable."""

    @transition(status, source=[S.DITETAPKAN, S.DISETUJUI], target=S.DICABUT)
    def cabut(self) -> None:
        """The action (and with it the approved proposal) leaves the plan. It stays readable."""

    @transition(status, source=[S.DRAF, S.DIKEMBALIKAN], target=S.DIBATALKAN)
    def batalkan(self) -> None:
        """The OPD gives the action up. It stays readable."""


class TransisiAksi(TransisiBase):
    """The log of an action's way."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "transisi aksi"
