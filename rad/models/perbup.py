"""The Peraturan Bupati and its way from draft to promulgation.

The text itself – considerations, legal bases, chapters, articles – is in ``rad.models.naskah``.
"""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import (
    FileExtensionValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.models import (
    Berversi,
    BerversiQuerySet,
    Dasar,
    TransisiBase,
    UntukQuerySet,
)
from pokja.enums import Peran
from rad.enums import StatusPerbup
from rad.models.naskah import (
    Ayat,
    Bab,
    Bagian,
    DasarHukum,
    Konsiderans,
    Paraf,
    Pasal,
    Rincian,
)
from rad.models.rad import Rad, VersiRad

__all__ = [
    "Ayat",
    "Bab",
    "Bagian",
    "DasarHukum",
    "Konsiderans",
    "Paraf",
    "Pasal",
    "Perbup",
    "Rincian",
    "TransisiPerbup",
]

S = StatusPerbup
STATUS_TERKUNCI = (S.FINAL, S.DIUNDANGKAN, S.DICABUT)
# These read a regulation in every state.
PERAN_BACA_RANCANGAN = frozenset(
    {
        Peran.SEKRETARIAT,
        Peran.SEKRETARIS,
        Peran.KETUA_WAKIL,
        Peran.KOORDINATOR_BIDANG,
        Peran.BAPPEDA,
        Peran.BAGIAN_HUKUM,
        Peran.AUDITOR,
    }
)
MARGIN = [MinValueValidator(10), MaxValueValidator(60)]


def tempat_berkas_final(perbup: "Perbup", nama: str) -> str:
    """Return where the signed scan is stored; the uploaded name is not kept."""
    return f"perbup/{perbup.pk}.pdf"


def _berlampiran(perbup: "Perbup") -> bool:
    """Whether the Lampiran is chosen."""
    return perbup.versi_rad_id is not None


def _tercatat(perbup: "Perbup") -> bool:
    """Whether all facts from outside are recorded."""
    return perbup.lengkap_untuk_diundangkan


class PerbupQuerySet(BerversiQuerySet, UntukQuerySet):
    """Regulations."""

    def untuk(self, user: Any) -> Self:
        """Return the regulations *user* may read.

        Sekretariat, Sekretaris, Ketua/Wakil, koordinator, Bappeda, Bagian Hukum and auditors
        read all; everybody else with a role, administrators too, what is promulgated.
        """
        if user.peran & PERAN_BACA_RANCANGAN:
            return self
        return self.publik() if user.peran else self.none()

    def publik(self) -> Self:
        """Return what anybody may read: promulgated regulations."""
        return self.filter(status=S.DIUNDANGKAN)


class Perbup(ConcurrentTransitionMixin, Berversi, Dasar):
    """One regulation of the regent; its Lampiran is exactly one fixed version of the plan.

    Number, dates, gazette number and signature come from outside: they are recorded here once
    they exist and never made up. ``tentang`` is the title after the word TENTANG, in normal
    capitals and without final punctuation. Margins are millimetres.
    """

    rad = models.ForeignKey(
        Rad, verbose_name="RAD", on_delete=models.PROTECT, related_name="perbup"
    )
    versi_rad = models.ForeignKey(
        VersiRad,
        verbose_name="versi RAD untuk Lampiran",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="perbup",
    )
    tentang = models.CharField("tentang", max_length=300)
    status = FSMField("status", max_length=12, choices=S, default=S.RANCANGAN, protected=True)

    nomor = models.PositiveIntegerField("nomor", null=True, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    tanggal_ditetapkan = models.DateField("tanggal ditetapkan", null=True, blank=True)
    tanggal_diundangkan = models.DateField("tanggal diundangkan", null=True, blank=True)
    nomor_berita_daerah = models.PositiveIntegerField("nomor Berita Daerah", null=True, blank=True)
    seri = models.CharField(
        "seri Berita Daerah",
        max_length=5,
        blank=True,
        help_text="Kosongkan bila daerah tidak memakai seri.",
    )
    tte = models.BooleanField("ditandatangani secara elektronik (TTE)", default=False)
    berkas_final = models.FileField(
        "pindaian naskah yang ditandatangani",
        upload_to=tempat_berkas_final,
        blank=True,
        validators=[FileExtensionValidator(["pdf"])],
    )
    sidik_final = models.CharField(
        "SHA-256 naskah final", max_length=64, blank=True, editable=False
    )
    snapshot_final = models.JSONField("naskah final", null=True, editable=False)

    kata_sambung = models.BooleanField("cetak kata sambung di kaki halaman", default=True)
    lampiran_nomor_ulang = models.BooleanField("nomor halaman Lampiran mulai dari 1", default=False)
    margin_atas = models.PositiveSmallIntegerField("tepi atas (mm)", default=25, validators=MARGIN)
    margin_bawah = models.PositiveSmallIntegerField(
        "tepi bawah (mm)", default=25, validators=MARGIN
    )
    margin_kiri = models.PositiveSmallIntegerField("tepi kiri (mm)", default=30, validators=MARGIN)
    margin_kanan = models.PositiveSmallIntegerField(
        "tepi kanan (mm)", default=20, validators=MARGIN
    )

    riwayat = HistoricalRecords(excluded_fields=["snapshot_final"])

    objects = PerbupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "Peraturan Bupati"
        ordering = ("-tahun", "-nomor", "-dibuat_pada")
        constraints = [
            models.UniqueConstraint(
                name="perbup_nomor_unik",
                fields=["tahun", "nomor"],
                violation_error_message="Nomor ini sudah dipakai pada tahun yang sama.",
            ),
            models.CheckConstraint(
                name="perbup_urutan_tanggal",
                condition=Q(tanggal_ditetapkan=None)
                | Q(tanggal_diundangkan=None)
                | Q(tanggal_diundangkan__gte=F("tanggal_ditetapkan")),
                violation_error_message="Tanggal diundangkan mendahului tanggal ditetapkan.",
            ),
            models.CheckConstraint(
                name="perbup_final_terkunci",
                condition=Q(
                    status__in=STATUS_TERKUNCI,
                    snapshot_final__isnull=False,
                    versi_rad__isnull=False,
                )
                & ~Q(sidik_final="")
                | Q(
                    status__in=[S.RANCANGAN, S.HARMONISASI, S.FASILITASI],
                    snapshot_final__isnull=True,
                    sidik_final="",
                ),
            ),
            models.CheckConstraint(
                name="perbup_diundangkan_lengkap",
                condition=~Q(status__in=[S.DIUNDANGKAN, S.DICABUT])
                | Q(
                    nomor__isnull=False,
                    tahun__isnull=False,
                    tanggal_ditetapkan__isnull=False,
                    tanggal_diundangkan__isnull=False,
                    nomor_berita_daerah__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        nomor = f" Nomor {self.nomor} Tahun {self.tahun}" if self.nomor and self.tahun else ""
        return f"Peraturan{nomor} tentang {self.tentang}"

    def clean(self) -> None:
        """Refuse a Lampiran taken from another plan and a year that is not the signing year."""
        if self.versi_rad and self.versi_rad.rad_id != self.rad_id:
            raise ValidationError({"versi_rad": "Versi ini berasal dari RAD lain."})
        if self.tahun and self.tanggal_ditetapkan and self.tanggal_ditetapkan.year != self.tahun:
            raise ValidationError(
                {"tahun": "Tahun peraturan harus sama dengan tahun tanggal ditetapkan."}
            )

    @property
    def boleh_disunting(self) -> bool:
        """Whether the text may change: until it is final."""
        return self.status not in STATUS_TERKUNCI

    @property
    def kekurangan_pengundangan(self) -> list[str]:
        """Return the facts from outside that are not recorded yet, as words of the form."""
        ruas = (
            "nomor",
            "tahun",
            "tanggal_ditetapkan",
            "tanggal_diundangkan",
            "nomor_berita_daerah",
        )
        kosong = [r for r in ruas if not getattr(self, r)]
        return [str(self._meta.get_field(r).verbose_name) for r in kosong]  # type: ignore[union-attr]

    @property
    def lengkap_untuk_diundangkan(self) -> bool:
        """Whether number, dates and gazette number are all recorded."""
        return not self.kekurangan_pengundangan

    # Transitions: called by rad.actions only, which check the right and log the step.

    @transition(status, source=S.RANCANGAN, target=S.HARMONISASI)
    def harmonisasikan(self) -> None:
        """The draft goes to harmonisation."""

    @transition(status, source=S.HARMONISASI, target=S.FASILITASI)
    def fasilitasikan(self) -> None:
        """The harmonised draft goes to the governor."""

    @transition(status, source=[S.HARMONISASI, S.FASILITASI, S.FINAL], target=S.RANCANGAN)
    def kembalikan(self) -> None:
        """The text is opened again (the action demands a reason); the freeze is lifted."""
        self.snapshot_final, self.sidik_final = None, ""

    @transition(
        status,
        source=S.FASILITASI,
        target=S.FINAL,
        conditions=[_berlampiran],
    )
    def finalkan(self, *, snapshot: dict[str, Any], sidik: str) -> None:
        """Freeze the text and the Lampiran: *snapshot* of ``rad.documents.perbup.bekukan`` and
        its SHA-256 in hexadecimal."""
        self.snapshot_final, self.sidik_final = snapshot, sidik

    @transition(
        status,
        source=S.FINAL,
        target=S.DIUNDANGKAN,
        conditions=[_tercatat],
    )
    def undangkan(self) -> None:
        """Signed, numbered and published in the Berita Daerah, as recorded."""

    @transition(status, source=S.DIUNDANGKAN, target=S.DICABUT)
    def cabut(self) -> None:
        """Another regulation revoked this one (the action demands its citation as reason)."""


class TransisiPerbup(TransisiBase):
    """The log of a regulation's way."""

    perbup = models.ForeignKey(
        Perbup,
        verbose_name="Peraturan Bupati",
        on_delete=models.CASCADE,
        related_name="transisi",
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "transisi Peraturan Bupati"
