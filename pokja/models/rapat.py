"""Meetings: what is on the agenda, in which sessions, and how far the meeting is on its way."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from p3aks.core.formatting import tanggal, waktu
from p3aks.core.models import Berversi, BerversiQuerySet, Dasar, TransisiBase, UntukQuerySet
from pokja.enums import Bidang
from pokja.enums_rapat import CaraRapat, JenisRapat, SifatSurat, StatusRapat
from pokja.models.struktur import Pejabat, Pokja
from pokja.tautan import HADIR, baca_tautan, buat_tautan

S = StatusRapat
# While the meeting is planned, its letter, sessions, agenda and guests may change.
STATUS_DISIAPKAN = (S.RENCANA, S.UNDANGAN, S.BERLANGSUNG, S.NOTULA)
STATUS_DICATAT = (S.BERLANGSUNG, S.NOTULA)
KALENDER_SEJAK = dt.timedelta(days=90)


def tempat_daftar_hadir(rapat: "Rapat", nama: str) -> str:
    """Return where the signed attendance list is stored; the uploaded name is not kept."""
    return f"rapat/{rapat.pk}/daftar-hadir.pdf"


class RapatQuerySet(BerversiQuerySet, UntukQuerySet):
    """Meetings."""

    def untuk(self, user: Any) -> Self:
        """Return the meetings that *user* may read (reference/akses.md, column "Rapat/notulen").

        The Sekretariat, Sekretaris, Ketua/Wakil, koordinator, case workers and auditors read all;
        other members those to which they, or their institution, are invited, once the
        invitations are out.
        """
        if user.has_perm("pokja.lihat_semua_rapat"):
            return self
        if not user.has_perm("pokja.lihat_rapat"):
            return self.none()
        undangan = self.model.objects.filter(
            Q(kehadiran__pejabat__pengguna=user) | Q(kehadiran__lembaga__in=user.mewakili),
            kehadiran__diundang=True,
        )
        return self.exclude(status=S.RENCANA).filter(pk__in=undangan.values("pk"))

    def berkalender(self) -> Self:
        """Return what a subscribed calendar shows: convened meetings of the last quarter and all
        to come, with their sittings."""
        sejak = timezone.now() - KALENDER_SEJAK
        tampil = self.exclude(status=S.RENCANA).filter(awal__gte=sejak)
        return tampil.order_by("awal").prefetch_related("sesi")


class Rapat(ConcurrentTransitionMixin, Berversi, Dasar):
    """A meeting of the Pokja, from invitation to final minutes.

    ``awal`` is the first moment of its first session, kept for ordering long lists; weekday,
    duration and counts are computed from sessions and attendance, never typed.
    """

    pokja = models.ForeignKey(
        Pokja, verbose_name="Pokja", on_delete=models.PROTECT, related_name="rapat"
    )
    acara = models.CharField("acara", max_length=200)
    jenis = models.CharField("jenis", max_length=10, choices=JenisRapat)
    cara = models.CharField("cara", max_length=8, choices=CaraRapat)
    bidang = models.CharField("bidang", max_length=15, choices=Bidang, blank=True)
    tempat = models.CharField("tempat", max_length=200, blank=True)
    tautan = models.URLField("tautan rapat daring", max_length=500, blank=True)
    awal = models.DateTimeField("mulai", editable=False)
    status = FSMField("keadaan", max_length=12, choices=S, default=S.RENCANA, protected=True)
    # The invitation
    nomor_undangan = models.CharField("nomor undangan", max_length=80, blank=True)
    tanggal_undangan = models.DateField("tanggal undangan", null=True, blank=True)
    sifat = models.CharField("sifat", max_length=15, choices=SifatSurat, default=SifatSurat.BIASA)
    catatan = models.CharField("catatan undangan", max_length=500, blank=True)
    tembusan = models.TextField("tembusan", max_length=2000, blank=True)
    penandatangan = models.ForeignKey(
        Pejabat,
        verbose_name="penanda tangan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The minutes and what is made of them
    pimpinan = models.CharField("pemimpin rapat", max_length=150, blank=True)
    notulis = models.CharField("pencatat", max_length=150, blank=True)
    maksud = models.TextField("maksud dan tujuan", max_length=4000, blank=True)
    dasar = models.TextField("dasar", max_length=4000, blank=True)
    pembukaan = models.TextField("pembukaan", max_length=20_000, blank=True)
    penutup = models.TextField("penutup", max_length=20_000, blank=True)
    saran = models.TextField("saran", max_length=4000, blank=True)
    nomor_berita_acara = models.CharField("nomor berita acara", max_length=80, blank=True)
    daftar_hadir = models.FileField(
        "pindaian daftar hadir", upload_to=tempat_daftar_hadir, blank=True, editable=False
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuat oleh", editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    final_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="disahkan oleh", null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    final_pada = models.DateTimeField("disahkan pada", null=True, editable=False)
    riwayat = HistoricalRecords()

    objects = RapatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rapat"
        ordering = ("-awal", "-pk")
        indexes = [
            models.Index(fields=["-awal", "-id"], name="rapat_terbaru"),
            models.Index(fields=["status", "awal"], name="rapat_keadaan"),
        ]
        constraints = [
            models.CheckConstraint(
                name="rapat_final_bertanda",
                condition=~Q(status=S.FINAL)
                | Q(final_oleh__isnull=False, final_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.acara

    def full_clean(self, exclude: Any = None, **lain: Any) -> None:
        """Validate; the state is left to the transitions, which alone may write it."""
        super().full_clean({"status", *(exclude or ())}, **lain)

    @property
    def disiapkan(self) -> bool:
        """Whether letter, sessions, agenda and guests may still change."""
        return self.status in STATUS_DISIAPKAN

    @property
    def dicatat(self) -> bool:
        """Whether minutes and decisions are being written."""
        return self.status in STATUS_DICATAT

    # Transitions: called by pokja.actions only, which check the right and log the step.

    @transition(status, source=S.RENCANA, target=S.UNDANGAN)
    def undang(self) -> None:
        """The invitations go out."""

    @transition(status, source=S.UNDANGAN, target=S.BERLANGSUNG)
    def buka(self) -> None:
        """The meeting begins."""

    @transition(status, source=S.BERLANGSUNG, target=S.NOTULA)
    def tutup(self) -> None:
        """The meeting is over; the minutes are finished."""

    @transition(status, source=S.NOTULA, target=S.FINAL)
    def sahkan(self, *, oleh: Any) -> None:
        """The minutes are final: nothing of the meeting changes any more."""
        self.final_oleh, self.final_pada = oleh, timezone.now()

    @transition(status, source=[S.RENCANA, S.UNDANGAN], target=S.DIBATALKAN)
    def batalkan(self) -> None:
        """The meeting does not take place."""


class TransisiRapat(TransisiBase):
    """One step of a meeting."""

    rapat = models.ForeignKey(
        Rapat, verbose_name="rapat", on_delete=models.PROTECT, related_name="transisi"
    )

    class Meta(TransisiBase.Meta):
        verbose_name = verbose_name_plural = "langkah rapat"

    @property
    def sebutan(self) -> str:
        """Where the step led, in words."""
        return S(self.ke).label


class BagianRapatQuerySet(BerversiQuerySet, UntukQuerySet):
    """Parts of meetings."""

    def untuk(self, user: Any) -> Self:
        """Whoever reads the meeting reads its parts."""
        return self.filter(rapat__in=Rapat.objects.untuk(user))


class SesiRapatQuerySet(BagianRapatQuerySet):
    """Sittings."""

    def publik(self, token: str) -> Self:
        """Return the sitting whose QR code carries *token*, once the invitations are out."""
        pk, _ = baca_tautan(HADIR, token) or (None, 0)
        return self.filter(pk=pk).exclude(rapat__status=S.RENCANA)


class SesiRapat(Berversi, Dasar):
    """One sitting: a meeting of one morning has one, a workshop of two days several."""

    rapat = models.ForeignKey(
        Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="sesi"
    )
    judul = models.CharField("nama sesi", max_length=150, blank=True)
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    tempat = models.CharField("tempat", max_length=200, blank=True)

    objects = SesiRapatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sesi rapat"
        ordering = ("mulai", "judul")
        constraints = [
            models.CheckConstraint(
                name="sesi_urutan_waktu",
                condition=Q(selesai__gt=F("mulai")),
                violation_error_message="Jam selesai harus sesudah jam mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.judul or "Sesi"

    @property
    def token(self) -> str:
        """What the QR code of this sitting carries."""
        return buat_tautan(HADIR, self.pk)

    @property
    def lama(self) -> dt.timedelta:
        """How long it takes."""
        return self.selesai - self.mulai

    @property
    def jam(self) -> str:
        """The hours in words: ``09.00–12.00 WIB``; the day of the end where it is another one."""
        mulai, selesai = timezone.localtime(self.mulai), timezone.localtime(self.selesai)
        if mulai.date() == selesai.date():
            return f"{mulai:%H.%M}–{waktu(selesai)}"
        return f"{waktu(mulai)} sampai {tanggal(selesai, hari=True)}, pukul {waktu(selesai)}"

    @property
    def pukul(self) -> str:
        """Day and hours in words: ``Senin, 2 Maret 2026, pukul 09.00–12.00 WIB``."""
        return f"{tanggal(timezone.localtime(self.mulai), hari=True)}, pukul {self.jam}"


def tempat_materi(agenda: "AgendaRapat", nama: str) -> str:
    """Return where the material of an agenda item is stored."""
    return f"rapat/{agenda.rapat_id}/materi-{agenda.pk}.pdf"


class AgendaRapat(Berversi, Dasar):
    """An item of the agenda, and what the minutes say about it.

    ``lanjutan`` marks the item that carries the open follow-ups of earlier meetings; what they
    were like is frozen into ``salinan`` when the minutes become final.
    """

    rapat = models.ForeignKey(
        Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="agenda"
    )
    sesi = models.ForeignKey(
        SesiRapat,
        verbose_name="sesi",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda",
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    judul = models.CharField("pokok bahasan", max_length=300)
    penyaji = models.CharField("penyaji", max_length=200, blank=True)
    materi = models.FileField("materi", upload_to=tempat_materi, blank=True, editable=False)
    pembahasan = models.TextField("pembahasan", max_length=50_000, blank=True)
    lanjutan = models.BooleanField("tindak lanjut rapat sebelumnya", default=False, editable=False)
    salinan = models.JSONField("keadaan tindak lanjut", default=list, blank=True, editable=False)
    riwayat = HistoricalRecords()

    objects = BagianRapatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "agenda rapat"
        ordering = ("urutan", "dibuat_pada")

    def __str__(self) -> str:
        return self.judul


class Keputusan(Berversi, Dasar):
    """What the meeting decided under an agenda item."""

    rapat = models.ForeignKey(
        Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="keputusan"
    )
    agenda = models.ForeignKey(
        AgendaRapat,
        verbose_name="pokok bahasan",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="keputusan",
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    isi = models.TextField("keputusan", max_length=2000)
    riwayat = HistoricalRecords()

    objects = BagianRapatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "keputusan"
        ordering = ("urutan", "dibuat_pada")

    def __str__(self) -> str:
        return self.isi
