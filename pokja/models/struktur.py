"""The Pokja: its legal basis, its seats, and who sits there when."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import BermasaQuerySet, Berversi, BerversiQuerySet, Dasar, UntukQuerySet
from pokja.enums import Bidang, Kelamin, Posisi, SifatPejabat, StatusPokja
from pokja.models.lembaga import Lembaga


def tempat_berkas_sk(pokja: "Pokja", nama: str) -> str:
    """Return where the signed SK is stored; the uploaded name is not kept."""
    return f"pokja/{pokja.pk}.pdf"


class PokjaQuerySet(UntukQuerySet):
    """Lists of Pokja."""

    def untuk(self, user: object) -> Self:
        """Everybody may see who sits in a Pokja that is or was in force; drafts are the
        Sekretariat's (reference/akses.md, column "Pokja structure/SK")."""
        if getattr(user, "has_perm", None) and user.has_perm("pokja.kelola_struktur"):
            return self
        return self.exclude(status=StatusPokja.RANCANGAN)

    def publik(self) -> Self:
        """Return what anybody may read: the Pokja in force."""
        return self.filter(status=StatusPokja.BERLAKU)

    def pada(self, per: dt.date) -> Self:
        """Return the Pokja in force on day *per*: from the date of its SK to the day before the
        next one's."""
        return self.exclude(status=StatusPokja.RANCANGAN).filter(
            Q(berakhir=None) | Q(berakhir__gte=per), tanggal_sk__lte=per
        )


class Pokja(Dasar):
    """The working group of one period, formed by the regent (Perpres 18/2014 Pasal 24).

    ``berakhir`` is the last day in force, written when a new SK closes it (rule 1).
    """

    mulai = models.PositiveSmallIntegerField("tahun mulai")
    selesai = models.PositiveSmallIntegerField("tahun selesai")
    nomor_sk = models.CharField("nomor SK", max_length=80, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    berakhir = models.DateField("berakhir pada", null=True, blank=True, editable=False)
    status = models.CharField(
        "status", max_length=10, choices=StatusPokja, default=StatusPokja.RANCANGAN
    )
    berkas_sk = models.FileField(
        "pindaian SK", upload_to=tempat_berkas_sk, blank=True, editable=False
    )
    sk_bertanda_tangan = models.BooleanField("SK ber-TTE", default=False, editable=False)
    # Words of the SK, one item to a line; empty: those of pokja.aturan.naskah_sk.
    menimbang = models.TextField("menimbang", blank=True)
    mengingat = models.TextField("mengingat", blank=True)
    riwayat = HistoricalRecords()

    objects = PokjaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "Pokja"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(name="pokja_urutan_tahun", condition=Q(selesai__gte=F("mulai"))),
            models.CheckConstraint(
                name="pokja_berakhir_bertanggal",
                condition=Q(status=StatusPokja.BERAKHIR) | Q(berakhir=None),
            ),
            models.UniqueConstraint(
                name="pokja_satu_berlaku",
                fields=["status"],
                condition=Q(status=StatusPokja.BERLAKU),
                violation_error_message="Sudah ada Pokja yang berlaku.",
            ),
            models.CheckConstraint(
                name="pokja_berlaku_ber_sk",
                condition=Q(status=StatusPokja.RANCANGAN)
                | (~Q(nomor_sk="") & Q(tanggal_sk__isnull=False)),
                violation_error_message="Pokja yang berlaku memerlukan nomor dan tanggal SK.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pokja P3AKS {self.mulai}–{self.selesai}"

    def susunan(self, per: dt.date) -> models.QuerySet["Kedudukan"]:
        """Return the seats in SK order, each with ``pemangku``: its holders on day *per*."""
        return (
            self.kedudukan.berurut()
            .select_related("lembaga")
            .prefetch_related(Prefetch("pejabat", Pejabat.objects.berlaku(per), to_attr="pemangku"))
        )


class KedudukanQuerySet(BerversiQuerySet, UntukQuerySet):
    """Seats."""

    def untuk(self, user: Any) -> Self:
        """Whoever sees the Pokja sees its seats."""
        return self.filter(pokja__in=Pokja.objects.untuk(user))

    def berurut(self) -> Self:
        """Return the seats in the order an SK lists them."""
        urutan = models.Case(
            *(models.When(posisi=p, then=i) for i, p in enumerate(Posisi)),
            output_field=models.IntegerField(),
        )
        bidang = models.Case(
            *(models.When(bidang=b, then=i) for i, b in enumerate(Bidang, 1)),
            default=0,
            output_field=models.IntegerField(),
        )
        return self.order_by(urutan, bidang, "urutan", "jabatan_dinas")


class Kedudukan(Berversi, Dasar):
    """A seat. It belongs to an office (jabatan dinas), not to a person."""

    pokja = models.ForeignKey(
        Pokja, verbose_name="Pokja", on_delete=models.CASCADE, related_name="kedudukan"
    )
    posisi = models.CharField("posisi", max_length=20, choices=Posisi)
    bidang = models.CharField("bidang", max_length=15, choices=Bidang, blank=True)
    lembaga = models.ForeignKey(
        Lembaga, verbose_name="lembaga", on_delete=models.PROTECT, related_name="kedudukan"
    )
    jabatan_dinas = models.CharField("jabatan dalam dinas", max_length=200)
    tupoksi = models.TextField("tugas pokok dan fungsi", blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    riwayat = HistoricalRecords()

    objects = KedudukanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kedudukan"
        ordering = ("urutan",)
        constraints = [
            models.CheckConstraint(
                name="kedudukan_koordinator_berbidang",
                condition=~Q(posisi=Posisi.KOORDINATOR) | ~Q(bidang=""),
                violation_error_message="Koordinator memerlukan bidang.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_posisi_display()} – {self.jabatan_dinas}"

    @property
    def sebutan(self) -> str:
        """What the seat is called in the Pokja: "Ketua", "Koordinator Bidang Pencegahan"."""
        posisi = str(self.get_posisi_display())
        if not self.bidang:
            return posisi
        bidang = "" if "Bidang" in posisi else " Bidang"
        return f"{posisi}{bidang} {self.get_bidang_display()}"


class PejabatQuerySet(BermasaQuerySet, UntukQuerySet):
    """Seat holders in time."""

    def untuk(self, user: Any) -> Self:
        """Whoever sees the Pokja sees who sits in it."""
        return self.filter(kedudukan__in=Kedudukan.objects.untuk(user))


class Pejabat(Dasar):
    """A person who holds a seat from–to.

    ``pengguna`` is the person's account, where there is one: roles given because of the seat
    (``Penugasan.pejabat``) end with it.
    """

    kedudukan = models.ForeignKey(
        Kedudukan, verbose_name="kedudukan", on_delete=models.CASCADE, related_name="pejabat"
    )
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka.")],
    )
    kelamin = models.CharField("jenis kelamin", max_length=1, choices=Kelamin, blank=True)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="akun",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sifat = models.CharField(
        "sifat", max_length=10, choices=SifatPejabat, default=SifatPejabat.DEFINITIF
    )
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    riwayat = HistoricalRecords()

    objects = PejabatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pejabat"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(
                name="pejabat_urutan_tanggal",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
