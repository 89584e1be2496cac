"""People who log in, and the dated assignments that give them a role."""

import datetime as dt
from functools import cached_property
from typing import Any, Self
from uuid import UUID

import rules
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from p3aks.core.models import BermasaQuerySet, Dasar, UntukQuerySet
from pokja.enums import Bidang, Peran
from pokja.enums_rapat import Ringkasan
from pokja.models.lembaga import Lembaga
from pokja.models.wilayah import Wilayah

# Roles that decide about others' work or will open victim data: a second factor is compulsory.
PERAN_WAJIB_TOTP = frozenset(
    {
        Peran.SEKRETARIAT,
        Peran.SEKRETARIS,
        Peran.KETUA_WAKIL,
        Peran.KOORDINATOR_BIDANG,
        Peran.BAGIAN_HUKUM,
        Peran.ADMIN_AKUN,
        Peran.SUPERADMIN_TEKNIS,
        Peran.MANAJER_KASUS,
        Peran.PENDAMPING,
        Peran.SUPERVISOR,
        Peran.PATBM,
        Peran.MITRA_APH,
        Peran.MITRA_LAYANAN,
        Peran.AUDITOR,
        Peran.PPDP,
    }
)


HARI_KERJA_AKHIR = 4  # Friday


class PenggunaQuerySet(UntukQuerySet):
    """Accounts."""

    def untuk(self, user: Any) -> Self:
        """Whoever keeps accounts or decides on roles reads them."""
        return self if user.has_perm("pokja.lihat_akun") else self.none()

    def publik(self, kunci: UUID) -> Self:
        """Return the active account whose calendar is read under *kunci*."""
        return self.filter(kalender=kunci, is_active=True)

    def menunggu_ringkasan(self, hari: dt.date) -> Self:
        """Return whom the digest may reach on *hari*: on working days, once a day or once a week
        as they chose, from Monday on; nobody without an address."""
        if hari.weekday() > HARI_KERJA_AKHIR:
            return self.none()
        senin = hari - dt.timedelta(days=hari.weekday())
        belum = Q(ringkasan_pada=None)
        harian = Q(ringkasan=Ringkasan.HARIAN) & (belum | Q(ringkasan_pada__lt=hari))
        mingguan = Q(ringkasan=Ringkasan.MINGGUAN) & (belum | Q(ringkasan_pada__lt=senin))
        return self.filter(harian | mingguan, is_active=True).exclude(email="")


class PenggunaManager(BaseUserManager.from_queryset(PenggunaQuerySet)):  # type: ignore[misc]
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **isian: Any) -> "Pengguna":
        """Create an account; without *password* nobody can log in until one is set."""
        if email := isian.pop("email", ""):
            email = self.normalize_email(email)
        user = self.model(username=self.model.normalize_username(username), email=email, **isian)
        user.set_password(password)
        user.save(using=self._db)
        return user


class Pengguna(AbstractBaseUser, Dasar):
    """An account. There is no superuser: rights come from ``Penugasan`` alone."""

    username = models.CharField(
        "nama pengguna",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    email = models.EmailField("email", blank=True)
    nama = models.CharField("nama lengkap", max_length=150)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka.")],
    )
    telepon = models.CharField("telepon", max_length=20, blank=True)
    lembaga = models.ForeignKey(
        Lembaga,
        verbose_name="lembaga",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pengguna",
    )
    is_active = models.BooleanField("aktif", default=True)
    ringkasan = models.CharField(
        "ringkasan lewat surel", max_length=10, choices=Ringkasan, default=Ringkasan.MINGGUAN
    )
    ringkasan_pada = models.DateField("ringkasan terakhir", null=True, editable=False)
    # When the first page was last looked at, and when on the visit before this one.
    dilihat_pada = models.DateTimeField("terakhir di sini", null=True, editable=False)
    dilihat_sebelumnya = models.DateTimeField("kunjungan sebelumnya", null=True, editable=False)
    # The secret part of the address under which the own calendar is read; none: switched off.
    kalender = models.UUIDField("kunci kalender", null=True, unique=True, editable=False)
    demo = models.BooleanField("akun demo", default=False, editable=False)

    objects = PenggunaManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        verbose_name = verbose_name_plural = "pengguna"
        ordering = ("nama",)

    def __str__(self) -> str:
        return self.nama

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the predicates in ``permissions.py``; an inactive account may do nothing."""
        return self.is_active and rules.has_perm(perm, self, obj)

    @cached_property
    def penugasan_aktif(self) -> list["Penugasan"]:
        """The assignments in force today. Read once per request, so a term ends by itself."""
        return list(self.penugasan.berlaku()) if self.is_active else []

    @property
    def peran(self) -> frozenset[str]:
        """The roles held today."""
        return frozenset(p.peran for p in self.penugasan_aktif)

    def lembaga_sebagai(self, *peran: str) -> frozenset[Any]:
        """Return the ids of the institutions for which one of *peran* is held today."""
        return frozenset(p.lembaga_id for p in self.penugasan_aktif if p.peran in peran)

    @property
    def mewakili(self) -> frozenset[Any]:
        """The ids of the institutions that this person stands for today."""
        ada = (self.lembaga_id, *(p.lembaga_id for p in self.penugasan_aktif))
        return frozenset(i for i in ada if i) if self.peran else frozenset()

    def bidang_sebagai(self, *peran: str) -> frozenset[str]:
        """Return the fields for which one of *peran* is held today."""
        return frozenset(p.bidang for p in self.penugasan_aktif if p.peran in peran)

    @property
    def wajib_totp(self) -> bool:
        """Whether a role held today demands a second factor. Demo accounts are excepted."""
        return not self.demo and bool(self.peran & PERAN_WAJIB_TOTP)

    @cached_property
    def punya_totp(self) -> bool:
        """Whether a second factor is set up."""
        return (
            Authenticator.objects.filter(user=self)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
            .exists()
        )


class PenugasanQuerySet(BermasaQuerySet, UntukQuerySet):
    """Assignments in time."""

    def untuk(self, user: Any) -> Self:
        """Whoever keeps accounts or decides on roles reads who holds which."""
        return self if user.has_perm("pokja.lihat_akun") else self.none()

    def berlaku(self, per: dt.date | None = None) -> Self:
        """Return the assignments in force on *per* (default: today in WIB): decided on where
        two people are needed, begun, and not over."""
        terbuka = Q(berlaku_pada=None) | Q(berlaku_pada__lte=timezone.now())
        return super().berlaku(per or timezone.localdate()).filter(terbuka, menunggu=False)


class Penugasan(Dasar):
    """A role that a person holds from–to, for an institution, place or field, on a legal basis."""

    pengguna = models.ForeignKey(
        Pengguna, verbose_name="pengguna", on_delete=models.PROTECT, related_name="penugasan"
    )
    peran = models.CharField("peran", max_length=20, choices=Peran)
    lembaga = models.ForeignKey(
        Lembaga,
        verbose_name="lembaga",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wilayah = models.ForeignKey(
        Wilayah,
        verbose_name="wilayah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    bidang = models.CharField("bidang", max_length=15, choices=Bidang, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    dasar = models.CharField("dasar penugasan", max_length=200)
    # The seat this role comes with: it ends when its holder leaves.
    pejabat = models.ForeignKey(
        "pokja.Pejabat",
        verbose_name="sebagai pemangku",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="penugasan",
    )
    # Case roles: proposed by one person, decided by another, in force a day later (T3, T4).
    menunggu = models.BooleanField("menunggu keputusan", default=False, editable=False)
    diusulkan_oleh = models.ForeignKey(
        Pengguna,
        verbose_name="diusulkan oleh",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    disetujui_oleh = models.ForeignKey(
        Pengguna,
        verbose_name="disetujui oleh",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, editable=False)
    berlaku_pada = models.DateTimeField("berlaku sejak", null=True, editable=False)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penugasan"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(
                name="penugasan_urutan_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                name="penugasan_opd_berlembaga",
                condition=~Q(peran__in=[Peran.OPD_OPERATOR, Peran.OPD_KEPALA])
                | Q(lembaga__isnull=False),
                violation_error_message="Peran perangkat daerah memerlukan lembaga.",
            ),
            models.CheckConstraint(
                name="penugasan_dua_orang",
                condition=Q(disetujui_oleh=None)
                | (
                    ~Q(disetujui_oleh=F("pengguna"))
                    & (Q(diusulkan_oleh=None) | ~Q(disetujui_oleh=F("diusulkan_oleh")))
                ),
                violation_error_message="Yang memutuskan bukan yang mengusulkan atau yang diberi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()}"
