"""Data protection: breaches, requests of a subject, merges, retention, exports, notices."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from kasus.enums_akses import JenisEkspor, StatusInsiden, TingkatKasus
from kasus.models.dasar import PenangananQuerySet, PerKorbanQuerySet, Rahasia, petugas
from kasus.models.kasus import Kasus, LaranganAkses
from kasus.models.orang import Korban
from p3aks.core.documents import ABJAD_KODE
from p3aks.core.fields import RahasiaField, RahasiaJSONField
from p3aks.core.lingkup import LingkupQuerySet
from p3aks.core.models import Berversi, BerversiQuerySet
from pokja.enums import Peran


def kode_insiden() -> str:
    """Return a random code of a breach, 40 bits: ``I-7F3MQ2XW``."""
    return f"I-{get_random_string(8, ABJAD_KODE)}"


class PpdpQuerySet(LingkupQuerySet):
    """Records the data protection officer keeps."""

    def saring(self, user: Any) -> Self:
        """PPDP alone."""
        return self if Peran.PPDP in user.peran else self.filter(pk=None)


class InsidenQuerySet(BerversiQuerySet, PpdpQuerySet):
    """Breaches."""


class Insiden(Berversi, Rahasia):
    """A breach with its 72-hour clock and the contents of notice (UU 27/2022 Ps 46)."""

    kode = models.CharField(
        "kode", max_length=12, unique=True, default=kode_insiden, editable=False
    )
    diketahui_pada = models.DateTimeField("diketahui pada")
    mulai = models.DateTimeField("diperkirakan mulai", null=True, blank=True)
    selesai = models.DateTimeField("diperkirakan berakhir", null=True, blank=True)
    akun = petugas("akun yang terlibat", null=True, blank=True)
    uraian = RahasiaField("kapan dan bagaimana terungkap", max_length=4000)
    data_terungkap = RahasiaField("data yang terungkap", max_length=2000)
    upaya = RahasiaField("upaya penanganan dan pemulihan", blank=True, max_length=4000)
    status = models.CharField(
        "status", max_length=14, choices=StatusInsiden, default=StatusInsiden.TERBUKA
    )
    batas = models.DateTimeField("batas pemberitahuan")
    diberitahukan_pada = models.DateTimeField("diberitahukan pada", null=True, blank=True)
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    oleh = petugas("dicatat oleh")

    objects = InsidenQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "insiden data"
        ordering = ("-diketahui_pada",)
        constraints = [
            models.CheckConstraint(
                name="insiden_batas", condition=Q(batas__gt=F("diketahui_pada"))
            ),
            models.CheckConstraint(
                name="insiden_urutan",
                condition=(
                    Q(diberitahukan_pada=None) | Q(diberitahukan_pada__gte=F("diketahui_pada"))
                )
                & (Q(ditutup_pada=None) | Q(ditutup_pada__gte=F("diberitahukan_pada"))),
            ),
        ]

    def __str__(self) -> str:
        return self.kode


class PermintaanSubjekQuerySet(LingkupQuerySet):
    """Requests of subjects."""

    def saring(self, user: Any) -> Self:
        """PPDP sees all, except of cases closed to them; others those of the cases they handle."""
        if Peran.PPDP in user.peran:
            tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
            return self.exclude(korban__kasus__in=tolak.values("kasus"))
        ditangani = Kasus.objects.sistem("lingkup permintaan subjek").ditangani(user)
        return self.filter(korban__kasus__in=ditangani.values("pk"))


class PermintaanSubjek(Rahasia):
    """A victim asks who processed her data (Ps 32), for correction or restriction; 72 hours."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(
        "jenis",
        max_length=10,
        choices=[("JEJAK", "Jejak akses"), ("KOREKSI", "Perbaikan"), ("BATASI", "Pembatasan")],
    )
    diterima_pada = models.DateTimeField("diterima pada", default=timezone.now)
    batas = models.DateTimeField("batas jawaban")
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)
    dijawab_oleh = petugas("dijawab oleh", null=True, blank=True)
    catatan = RahasiaField("catatan", blank=True, max_length=2000)
    oleh = petugas("dicatat oleh")

    objects = PermintaanSubjekQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "permintaan subjek data"
        ordering = ("-diterima_pada",)

    def __str__(self) -> str:
        return "permintaan subjek"


class GabungOrang(Rahasia):
    """Somebody's judgement on two victim rows: one person, or (``sama`` False) two people.

    Of one person both registers stay, and counts use ``orang`` (R19). ``orang_lama``: the own key
    of each of the two rows, from before any merge.
    """

    sama = models.BooleanField("orang yang sama", default=True)
    tetap = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="+")
    digabung = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="+")
    orang_lama = models.JSONField("kunci orang sebelumnya", default=dict)
    alasan = RahasiaField("alasan", max_length=1000)
    oleh = petugas("digabung oleh")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    dibatalkan_oleh = petugas("dibatalkan oleh", null=True, blank=True)

    class _QuerySet(LingkupQuerySet):
        def saring(self, user: Any) -> Self:
            """Those whose both cases one handles."""
            ditangani = Kasus.objects.sistem("lingkup gabung").ditangani(user).values("pk")
            return self.filter(tetap__kasus__in=ditangani, digabung__kasus__in=ditangani)

    objects = _QuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "penggabungan orang"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.CheckConstraint(name="gabung_dua_baris", condition=~Q(tetap=F("digabung"))),
            models.UniqueConstraint(
                name="gabung_sekali_berlaku",
                fields=["tetap", "digabung"],
                condition=Q(dibatalkan_pada=None),
            ),
            models.CheckConstraint(
                name="gabung_batal_lengkap",
                condition=Q(dibatalkan_oleh=None, dibatalkan_pada=None)
                | Q(dibatalkan_oleh__isnull=False, dibatalkan_pada__gte=F("dibuat_pada")),
            ),
        ]

    def __str__(self) -> str:
        return "penggabungan"


class Pemusnahan(Rahasia):
    """One run of retention: a list somebody proposes, PPDP approves, then rows are made anonymous
    (R33). ``daftar``: id and code of each case, the date it became due, and after the run its
    outcome (``hasil``)."""

    diusulkan_oleh = petugas("diusulkan oleh")
    per_tanggal = models.DateField("per tanggal")
    daftar: Any = RahasiaJSONField("daftar", default=list)
    jumlah = models.PositiveIntegerField("jumlah kasus")
    disetujui_oleh = petugas("disetujui oleh", null=True, blank=True)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)
    dijalankan_oleh = petugas("dijalankan oleh", null=True, blank=True)
    dijalankan_pada = models.DateTimeField("dijalankan pada", null=True, blank=True)

    class _QuerySet(LingkupQuerySet):
        def saring(self, user: Any) -> Self:
            """PPDP and supervisors."""
            boleh = user.peran & {Peran.PPDP, Peran.SUPERVISOR}
            return self if boleh else self.filter(pk=None)

    objects = _QuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "pemusnahan"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.CheckConstraint(
                name="pemusnahan_dua_orang",
                condition=Q(disetujui_oleh=None) | ~Q(disetujui_oleh=F("diusulkan_oleh")),
            ),
            models.CheckConstraint(
                name="pemusnahan_setuju_lengkap",
                condition=Q(disetujui_oleh=None, disetujui_pada=None)
                | Q(disetujui_oleh__isnull=False, disetujui_pada__gte=F("dibuat_pada")),
            ),
            models.CheckConstraint(
                name="pemusnahan_disetujui_dahulu",
                condition=Q(dijalankan_oleh=None, dijalankan_pada=None)
                | Q(dijalankan_oleh__isnull=False, dijalankan_pada__gte=F("disetujui_pada")),
            ),
        ]

    def __str__(self) -> str:
        return "pemusnahan"


class EksporKasus(Rahasia):
    """One file that left the app: by whom, how many rows, under which watermark (R23)."""

    kode = models.CharField("kode", max_length=12, unique=True, editable=False)
    jenis = models.CharField("jenis", max_length=8, choices=JenisEkspor)
    dari = models.DateField("dari")
    sampai = models.DateField("sampai")
    jumlah = models.PositiveIntegerField("jumlah baris")
    sha256 = models.CharField("SHA-256", max_length=64)
    oleh = petugas("diunduh oleh")

    class _QuerySet(LingkupQuerySet):
        def saring(self, user: Any) -> Self:
            """PPDP sees all, others their own."""
            return self if Peran.PPDP in user.peran else self.filter(oleh=user)

    objects = _QuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "ekspor kasus"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return self.kode


class InputSimfoni(Rahasia):
    """The tick "sudah diinput": a victim's row was typed into SIMFONI, under which number."""

    korban = models.OneToOneField(Korban, on_delete=models.PROTECT, related_name="input_simfoni")
    pada = models.DateTimeField("diinput pada", default=timezone.now)
    nomor = models.CharField("nomor registrasi SIMFONI", max_length=40, blank=True)
    oleh = petugas("oleh")

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "input SIMFONI"

    def __str__(self) -> str:
        return "input SIMFONI"


# Notices for people outside the team, also where the case is sealed: whoever sends them names each
# reader (the partner, the participant, who must judge a broken seal).
UNTUK_ORANG_LUAR = frozenset(
    {
        "pengaduan_diterima",
        "rujukan_baru",
        "rujukan_ditarik",
        "konferensi",
        "konferensi_hasil",
        "segel_dibuka",
        "identitas_dibuka",
        "penelusuran",
        "permintaan_subjek",
        "insiden",
        "retensi",
    }
)


class NotifikasiKasus(Rahasia):
    """A neutral notice: ``Ada pembaruan pada K-…`` and what is asked, never a name (T21)."""

    pengguna = petugas("untuk")
    kasus = models.ForeignKey(
        Kasus, null=True, blank=True, on_delete=models.PROTECT, related_name="notifikasi"
    )
    kode = models.CharField("kode objek", max_length=12)
    jenis = models.CharField("jenis", max_length=20)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)

    class _QuerySet(PenangananQuerySet):
        def saring(self, user: Any) -> Self:
            """One's own, unless the case has been sealed or closed to one since."""
            tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
            return self.filter(
                Q(kasus=None)
                | Q(kasus__tingkat__lt=TingkatKasus.K3)
                | Q(jenis__in=UNTUK_ORANG_LUAR)
                | Q(kasus__in=Kasus.objects.untuk(user).values("pk")),
                pengguna=user,
            ).exclude(kasus__in=tolak.values("kasus"))

        def berurutan(self) -> Self:
            """Return them with the unread ones first, the latest first."""
            return self.order_by(F("dibaca_pada").desc(nulls_first=True), "-dibuat_pada")

    objects = _QuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "notifikasi kasus"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return self.kode


class DugaanPenelusuran(Rahasia):
    """An alert: somebody opened far more cases than their work needs (T7)."""

    pengguna = petugas("pengguna")
    jumlah = models.PositiveIntegerField("kasus dibuka")
    di_luar_tugas = models.PositiveIntegerField("di luar tugas")
    ditelaah_oleh = petugas("ditelaah oleh", null=True, blank=True)
    ditelaah_pada = models.DateTimeField("ditelaah pada", null=True, blank=True)
    catatan = RahasiaField("catatan", blank=True, max_length=1000)

    objects = PpdpQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "dugaan penelusuran"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return "dugaan penelusuran"


class AlasanBukaQuerySet(PpdpQuerySet):
    """Such reasons."""

    def saring(self, user: Any) -> Self:
        """PPDP alone, and not of cases closed to them."""
        tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
        return super().saring(user).exclude(kasus__in=tolak.values("kasus"))


class AlasanBuka(Rahasia):
    """Why somebody who is under such an alert opened one more case."""

    dugaan = models.ForeignKey(DugaanPenelusuran, on_delete=models.PROTECT, related_name="alasan")
    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="alasan_buka")
    alasan = RahasiaField("alasan", max_length=500)

    objects = AlasanBukaQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "alasan membuka kasus"
        ordering = ("dibuat_pada",)
        constraints = [
            models.UniqueConstraint(name="alasan_buka_sekali", fields=["dugaan", "kasus"])
        ]

    def __str__(self) -> str:
        return "alasan membuka kasus"
