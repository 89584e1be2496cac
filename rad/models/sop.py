"""SOPs: what each is, its numbered versions, and the actions that are carried out by it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase, UntukQuerySet
from p3aks.core.uploads import nama_acak
from pokja.enums import Bidang, Peran
from pokja.models import Lembaga
from rad.enums_selaras import JenisSop, StatusSop
from rad.models.aksi import Aksi

S = StatusSop
PERAN_SEMUA_SOP = frozenset({Peran.SEKRETARIAT, Peran.SEKRETARIS})


def tempat_sop(versi: "VersiSop", nama: str) -> str:
    """Return where the PDF of a version is stored; the uploaded name is not kept."""
    return f"sop/{nama_acak('.pdf')}"


class SopQuerySet(BerversiQuerySet, UntukQuerySet):
    """SOPs."""

    def untuk(self, user: Any) -> Self:
        """The Sekretariat reads all, an OPD all of its own; whoever reads plans those of which a
        version is or was in force."""
        if not user.has_perm("rad.lihat_rad"):
            return self.none()
        if user.peran & PERAN_SEMUA_SOP:
            return self
        milik = user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA)
        terbit = Exists(VersiSop.objects.filter(sop=OuterRef("pk")).exclude(status=S.DRAF))
        return self.filter(terbit | Q(lembaga__in=milik))


class Sop(Berversi, Dasar):
    """A standing procedure of one institution."""

    nomor = models.CharField("nomor", max_length=80)
    judul = models.CharField("judul", max_length=200)
    lembaga = models.ForeignKey(
        Lembaga, verbose_name="lembaga pemilik", on_delete=models.PROTECT, related_name="sop"
    )
    bidang = models.CharField(
        "bidang", max_length=15, choices=Bidang, blank=True, help_text="Kosong: semua bidang."
    )
    jenis = models.CharField("jenis", max_length=15, choices=JenisSop, default=JenisSop.TEKNIS)
    riwayat = HistoricalRecords()

    objects = SopQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "SOP"
        ordering = ("judul",)
        constraints = [
            models.UniqueConstraint(
                name="sop_nomor_sekali",
                fields=["lembaga", "nomor"],
                violation_error_message="Lembaga ini sudah memiliki SOP dengan nomor itu.",
            )
        ]

    def __str__(self) -> str:
        return self.judul


class VersiSopQuerySet(BerversiQuerySet, UntukQuerySet):
    """Versions of SOPs."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the SOP reads its versions; drafts only the Sekretariat and the owner."""
        terbaca = self.filter(sop__in=Sop.objects.untuk(user))
        if user.peran & PERAN_SEMUA_SOP:
            return terbaca
        milik = user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA)
        return terbaca.filter(~Q(status=S.DRAF) | Q(sop__lembaga__in=milik))


class VersiSop(ConcurrentTransitionMixin, Berversi, Dasar):
    """One version: written as a draft, frozen once in force, replaced by the next."""

    sop = models.ForeignKey(
        Sop, verbose_name="SOP", on_delete=models.CASCADE, related_name="versi_sop"
    )
    nomor = models.PositiveSmallIntegerField("versi", editable=False)
    berlaku = models.DateField("berlaku sejak", null=True, blank=True)
    ringkasan = models.CharField("ringkasan perubahan", max_length=500, blank=True)
    berkas = models.FileField("naskah SOP", upload_to=tempat_sop, blank=True, editable=False)
    sidik = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    status = FSMField("status", max_length=10, choices=S, default=S.DRAF, protected=True)
    dicabut = models.DateField("berlaku sampai", null=True, editable=False)

    objects = VersiSopQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "versi SOP"
        ordering = ("-nomor",)
        constraints = [
            models.UniqueConstraint(name="versi_sop_nomor", fields=["sop", "nomor"]),
            models.UniqueConstraint(
                name="versi_sop_satu_berlaku", fields=["sop"], condition=Q(status=S.BERLAKU)
            ),
            models.UniqueConstraint(
                name="versi_sop_satu_draf", fields=["sop"], condition=Q(status=S.DRAF)
            ),
            models.CheckConstraint(
                name="versi_sop_berlaku_lengkap",
                condition=Q(status=S.DRAF) | (Q(berlaku__isnull=False) & ~Q(sidik="")),
            ),
            models.CheckConstraint(
                name="versi_sop_dicabut_bertanggal",
                condition=Q(status=S.DICABUT, dicabut__isnull=False)
                | (~Q(status=S.DICABUT) & Q(dicabut=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sop} versi {self.nomor}"

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate all but the state, which only transitions write."""
        super().clean_fields(exclude={*(exclude or ()), "status"})

    def kekurangan(self) -> list[str]:
        """Return what keeps a draft from coming into force."""
        kurang = []
        if not self.berlaku:
            kurang.append("Tanggal berlaku belum diisi.")
        if not self.sidik:
            kurang.append("Naskah PDF belum diunggah.")
        return kurang

    # Transitions: called by rad.actions.sop only, which checks the right and logs the step.

    @transition(status, source=S.DRAF, target=S.BERLAKU)
    def berlakukan(self) -> None:
        """The draft comes into force and is frozen."""

    @transition(status, source=S.BERLAKU, target=S.DICABUT)
    def cabut(self, *, pada: Any) -> None:
        """The version no longer holds: revoked, or replaced by the next."""
        self.dicabut = pada


class TransisiSop(TransisiBase):
    """The log of a version's way."""

    versi_sop = models.ForeignKey(
        VersiSop, verbose_name="versi SOP", on_delete=models.CASCADE, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "transisi SOP"


class KaitanSopQuerySet(UntukQuerySet):
    """Links between actions and SOPs."""

    def untuk(self, user: Any) -> Self:
        """Who reads both ends reads the link."""
        return self.filter(aksi__in=Aksi.objects.untuk(user), sop__in=Sop.objects.untuk(user))


class KaitanSop(Dasar):
    """An SOP by which an action is carried out. Like :class:`KaitanAcuan` not content of the
    plan: outside ``IsiAksi``, versions, import and export."""

    aksi = models.ForeignKey(
        Aksi, verbose_name="aksi", on_delete=models.CASCADE, related_name="kaitan_sop"
    )
    sop = models.ForeignKey(
        Sop, verbose_name="SOP", on_delete=models.PROTECT, related_name="kaitan"
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dikaitkan oleh", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = KaitanSopQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kaitan SOP"
        ordering = ("dibuat_pada", "pk")
        constraints = [models.UniqueConstraint(name="kaitan_sop_sekali", fields=["aksi", "sop"])]

    def __str__(self) -> str:
        return f"{self.sop} – {self.aksi}"
