"""Who is invited to a meeting, what they answer, and who came."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from p3aks.core.models import Berversi, Dasar
from pokja.enums import Bidang, Kelamin, Unsur
from pokja.enums_rapat import CaraHadir, DicatatLewat, JawabanUndangan, StatusRapat
from pokja.models.lembaga import Lembaga
from pokja.models.rapat import BagianRapatQuerySet, Rapat, SesiRapat
from pokja.models.struktur import Pejabat
from pokja.tautan import UNDANGAN, baca_tautan, buat_tautan


class KehadiranQuerySet(BagianRapatQuerySet):
    """Guests."""

    def publik(self, token: str) -> Self:
        """Return the guest whose private link carries *token*, once the invitations are out;
        nobody for an old link or any other text."""
        pk, ke = baca_tautan(UNDANGAN, token) or (None, 0)
        return self.filter(pk=pk, tautan_ke=ke).exclude(rapat__status=StatusRapat.RENCANA)

    def milik(self, user: Any) -> Self:
        """Return the invitations of *user* or of an institution that *user* stands for."""
        return self.filter(Q(pejabat__pengguna=user) | Q(lembaga__in=user.mewakili), diundang=True)


class Kehadiran(Berversi, Dasar):
    """One guest of a meeting: invited or not, the answer, who came instead.

    ``nama`` is empty where an office is invited rather than a person. ``bidang`` and ``unsur``
    are those of the day of the invitation. ``tautan_ke`` is part of the private link: raising it
    makes the old link void.
    """

    rapat = models.ForeignKey(
        Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="kehadiran"
    )
    nama = models.CharField("nama", max_length=150, blank=True)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    instansi = models.CharField("instansi", max_length=200, blank=True)
    lembaga = models.ForeignKey(
        Lembaga,
        verbose_name="lembaga",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    pejabat = models.ForeignKey(
        Pejabat,
        verbose_name="pejabat Pokja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    kelamin = models.CharField("L/P", max_length=1, choices=Kelamin, blank=True)
    bidang = models.CharField("bidang", max_length=15, choices=Bidang, blank=True)
    unsur = models.CharField("unsur", max_length=20, choices=Unsur, blank=True)
    diundang = models.BooleanField("diundang", default=True)
    tautan_ke = models.PositiveSmallIntegerField("tautan ke", default=1, editable=False)
    jawaban = models.CharField(
        "jawaban", max_length=12, choices=JawabanUndangan, default=JawabanUndangan.BELUM
    )
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, editable=False)
    wakil = models.CharField("nama yang mewakili", max_length=150, blank=True)
    jabatan_wakil = models.CharField("jabatan yang mewakili", max_length=200, blank=True)
    kelamin_wakil = models.CharField("L/P yang mewakili", max_length=1, choices=Kelamin, blank=True)

    objects = KehadiranQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran"
        ordering = ("dibuat_pada", "pk")
        constraints = [
            models.CheckConstraint(
                name="kehadiran_bersebutan",
                condition=~Q(nama="", jabatan=""),
                violation_error_message="Isi nama atau jabatan.",
            ),
            models.UniqueConstraint(
                name="kehadiran_pejabat_sekali",
                fields=["rapat", "pejabat"],
                violation_error_message="Pejabat ini sudah ada dalam daftar.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama or self.jabatan

    @property
    def alamat_surat(self) -> str:
        """Who is addressed in a letter: the office, with the institution where it does not say it;
        a person without an office by name."""
        jabatan = self.jabatan or self.nama
        if not self.instansi or self.instansi.casefold() in jabatan.casefold():
            return jabatan
        return f"{jabatan}, {self.instansi}"

    @property
    def token(self) -> str:
        """What the private link of this guest carries."""
        return buat_tautan(UNDANGAN, self.pk, self.tautan_ke)

    @property
    def diwakili(self) -> bool:
        """Whether somebody else comes, or came, instead."""
        return self.jawaban == JawabanUndangan.MEWAKILKAN and bool(self.wakil)

    @property
    def nama_hadir(self) -> str:
        """Whose name stands in the attendance list."""
        return self.wakil if self.diwakili else self.nama

    @property
    def jabatan_hadir(self) -> str:
        """The office beside it."""
        if not self.diwakili:
            return self.jabatan
        return self.jabatan_wakil or f"mewakili {self.jabatan or self.nama}"

    @property
    def kelamin_hadir(self) -> str:
        """The sex of who came."""
        return self.kelamin_wakil if self.diwakili else self.kelamin


class HadirSesiQuerySet(models.QuerySet):
    """Attendance by session."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the meeting reads who came."""
        return self.filter(kehadiran__in=Kehadiran.objects.untuk(user))


class HadirSesi(Dasar):
    """Somebody attended one session, in the room or online."""

    kehadiran = models.ForeignKey(
        Kehadiran, verbose_name="kehadiran", on_delete=models.CASCADE, related_name="hadir"
    )
    sesi = models.ForeignKey(
        SesiRapat, verbose_name="sesi", on_delete=models.CASCADE, related_name="hadir"
    )
    cara = models.CharField("cara", max_length=8, choices=CaraHadir)
    lewat = models.CharField("dicatat lewat", max_length=8, choices=DicatatLewat)

    objects = HadirSesiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran sesi"
        constraints = [
            models.UniqueConstraint(name="hadir_sekali_sesi", fields=["kehadiran", "sesi"])
        ]

    def __str__(self) -> str:
        return f"{self.kehadiran} – {self.sesi}"
