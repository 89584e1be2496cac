"""What is done for a victim: assessment, plan, services, follow-up, termination."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kasus.enums_akses import JenisAsesmen
from kasus.enums_layanan import AlasanAkhir, FungsiLayanan, JenisLayanan
from kasus.models.dasar import PenangananQuerySet, PerKorbanQuerySet, Rahasia, petugas
from kasus.models.kasus import Kasus
from kasus.models.orang import Korban
from p3aks.core.fields import RahasiaField, RahasiaJSONField
from p3aks.core.models import Berversi, BerversiQuerySet
from pokja.models import Lembaga


def lembaga(label: str = "instansi") -> models.ForeignKey:
    """Return a foreign key to an institution that gives a service."""
    return models.ForeignKey(
        Lembaga,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )


class CatatanKasus(Rahasia):
    """A note of the team. Append-only by convention: a correction is a new note."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="catatan")
    isi = RahasiaField("catatan", max_length=8000)
    oleh = petugas("oleh")

    objects = PenangananQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "catatan kasus"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return "catatan kasus"


class BerversiPerKorbanQuerySet(BerversiQuerySet, PerKorbanQuerySet):
    """Rows of one victim under optimistic locking."""


class Asesmen(Berversi, Rahasia):
    """An assessment of one victim. ``isi``: code of a part of ``BAGIAN`` → free text."""

    BAGIAN = {
        "psikolog": "Psikolog yang memeriksa",
        "bio": "Kondisi biologis dan kesehatan",
        "psiko": "Kondisi psikologis",
        "sosial": "Kondisi sosial dan keluarga",
        "spiritual": "Kondisi spiritual",
        "kebutuhan": "Kebutuhan",
        "harapan": "Harapan penerima manfaat",
        "rencana_aman": "Rencana keamanan",
    }

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="asesmen")
    jenis = models.CharField(
        "jenis asesmen", max_length=14, choices=JenisAsesmen, default=JenisAsesmen.BIOPSIKOSOSIAL
    )
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai", null=True, blank=True)
    isi: Any = RahasiaJSONField("isi asesmen", default=dict)
    oleh = petugas("asesor")

    objects = BerversiPerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "asesmen"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(
                name="asesmen_urutan", condition=Q(selesai=None) | Q(selesai__gte=F("mulai"))
            )
        ]

    def __str__(self) -> str:
        return self.get_jenis_display()

    @property
    def bagian(self) -> list[tuple[str, str]]:
        """The parts that were written, with their labels."""
        isi = self.isi
        return [(label, isi[kode]) for kode, label in self.BAGIAN.items() if isi.get(kode)]


class RencanaIntervensi(Berversi, Rahasia):
    """A plan made with the beneficiary; agreed or not yet."""

    class Bersama(models.TextChoices):
        """With whom a plan is made. A choice, not a text: no name can slip in."""

        PENERIMA = "PENERIMA", "Penerima manfaat sendiri"
        DIDAMPINGI = "DIDAMPINGI", "Penerima manfaat, didampingi orang tua/wali"
        WALI = "WALI", "Orang tua/wali"
        WALI_PENGGANTI = "WALI_PENGGANTI", "Wali pengganti"

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="rencana")
    tujuan = RahasiaField("tujuan", max_length=4000)
    disusun_dengan = models.CharField("disusun bersama", max_length=100, choices=Bersama)
    disepakati_pada = models.DateTimeField("disepakati pada", null=True, blank=True)
    digantikan_pada = models.DateTimeField("digantikan pada", null=True, blank=True)
    oleh = petugas("disusun oleh")

    objects = BerversiPerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "rencana intervensi"
        ordering = ("-dibuat_pada",)

    def __str__(self) -> str:
        return "rencana intervensi"


class ButirRencanaQuerySet(PenangananQuerySet):
    """Items of plans."""

    jalur = "rencana__korban__kasus"


class ButirRencana(Rahasia):
    """One service that the plan promises, by whom and by when."""

    rencana = models.ForeignKey(RencanaIntervensi, on_delete=models.PROTECT, related_name="butir")
    jenis = models.CharField("layanan", max_length=16, choices=JenisLayanan)
    instansi = lembaga("oleh instansi")
    uraian = RahasiaField("uraian", max_length=1000, blank=True)
    batas = models.DateField("batas waktu", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    batal_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    alasan_batal = RahasiaField("alasan dibatalkan", max_length=500, blank=True)
    ditutup_oleh = petugas("ditutup oleh", null=True, blank=True)

    objects = ButirRencanaQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "butir rencana"
        ordering = ("batas", "dibuat_pada")
        constraints = [
            models.CheckConstraint(
                name="butir_selesai_atau_batal",
                condition=Q(selesai_pada=None, batal_pada=None, ditutup_oleh=None)
                | Q(selesai_pada__isnull=False, batal_pada=None, ditutup_oleh__isnull=False)
                | Q(selesai_pada=None, batal_pada__isnull=False, ditutup_oleh__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_jenis_display()

    @property
    def terbuka(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.selesai_pada is None and self.batal_pada is None


class Layanan(Rahasia):
    """A service that was given. ``kedaruratan``: an emergency action before the assessment."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="layanan")
    butir = models.ForeignKey(
        ButirRencana, null=True, blank=True, on_delete=models.PROTECT, related_name="layanan"
    )
    jenis = models.CharField("jenis layanan", max_length=16, choices=JenisLayanan)
    fungsi = models.CharField("fungsi layanan", max_length=12, choices=FungsiLayanan)
    instansi = lembaga()
    pada = models.DateTimeField("waktu layanan", default=timezone.now)
    kedaruratan = models.BooleanField("layanan kedaruratan", default=False)
    uraian = RahasiaField("uraian", max_length=4000, blank=True)
    oleh = petugas("dicatat oleh")

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "layanan"
        ordering = ("-pada",)

    def __str__(self) -> str:
        return self.get_jenis_display()


class Pemantauan(Rahasia):
    """A follow-up contact, or an attempt at one (``terhubung`` False)."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="pemantauan")
    pada = models.DateTimeField("waktu", default=timezone.now)
    terhubung = models.BooleanField("berhasil dihubungi", default=True)
    hasil = RahasiaField("hasil", max_length=4000, blank=True)
    berikutnya = models.DateField("pemantauan berikutnya", null=True, blank=True)
    oleh = petugas("oleh")

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "pemantauan"
        ordering = ("-pada",)

    def __str__(self) -> str:
        return "pemantauan"


class Terminasi(Rahasia):
    """The end of a case: six ticks and a supervisor who is not the case manager (R18).

    ``putus_kontak`` is counted from the attempts on record, never typed in. ``penjelasan``: code
    of a tick → why it cannot be ticked (``kasus.aturan.terminasi``).
    """

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="terminasi")
    alasan = models.CharField("alasan", max_length=16, choices=AlasanAkhir)
    penerima = lembaga("dilimpahkan kepada")
    kebutuhan_terpenuhi = models.BooleanField("kebutuhan terpenuhi", default=False)
    putus_kontak = models.BooleanField("tidak ada kontak >30 hari", default=False)
    rencana_aman_ditinjau = models.BooleanField("rencana keamanan ditinjau", default=False)
    rencana_selesai = models.BooleanField("rencana intervensi selesai", default=False)
    sepakat = models.BooleanField("disepakati penerima manfaat", default=False)
    boleh_kembali = models.BooleanField("diberi tahu boleh kembali", default=False)
    penjelasan: Any = RahasiaJSONField("penjelasan centang", default=dict)
    kasus_utama = models.CharField("kode kasus utama", max_length=12, blank=True)
    ringkasan = RahasiaField("ringkasan", max_length=4000, blank=True)
    diajukan_oleh = petugas("diajukan oleh")
    disetujui_oleh = petugas("disetujui supervisor", null=True, blank=True)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)
    dikembalikan_oleh = petugas("dikembalikan oleh", null=True, blank=True)
    dikembalikan_pada = models.DateTimeField("dikembalikan pada", null=True, blank=True)
    catatan_supervisor = RahasiaField("catatan supervisor", max_length=2000, blank=True)
    dibuka_kembali_pada = models.DateTimeField("dibuka kembali pada", null=True, blank=True)
    dibuka_kembali_oleh = petugas("dibuka kembali oleh", null=True, blank=True)
    alasan_dibuka = RahasiaField("alasan dibuka kembali", max_length=1000, blank=True)

    objects = PenangananQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "terminasi"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.UniqueConstraint(
                name="terminasi_satu_menunggu",
                fields=["kasus"],
                condition=Q(disetujui_pada=None, dikembalikan_pada=None),
                violation_error_message="Sudah ada usulan terminasi yang menunggu supervisor.",
            ),
            models.CheckConstraint(
                name="terminasi_setuju_lengkap",
                condition=Q(disetujui_oleh=None, disetujui_pada=None)
                | Q(disetujui_oleh__isnull=False, disetujui_pada__gte=F("dibuat_pada")),
            ),
            models.CheckConstraint(
                name="terminasi_supervisor_lain",
                condition=(Q(disetujui_oleh=None) | ~Q(disetujui_oleh=F("diajukan_oleh")))
                & (Q(dikembalikan_oleh=None) | ~Q(dikembalikan_oleh=F("diajukan_oleh"))),
            ),
            models.CheckConstraint(
                name="terminasi_satu_putusan",
                condition=Q(dikembalikan_oleh=None, dikembalikan_pada=None)
                | Q(
                    dikembalikan_oleh__isnull=False,
                    dikembalikan_pada__gte=F("dibuat_pada"),
                    disetujui_pada=None,
                ),
            ),
            models.CheckConstraint(
                name="terminasi_buka_lengkap",
                condition=Q(dibuka_kembali_oleh=None, dibuka_kembali_pada=None)
                | Q(
                    dibuka_kembali_oleh__isnull=False, dibuka_kembali_pada__gte=F("disetujui_pada")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_alasan_display()

    @property
    def menunggu(self) -> bool:
        """Whether a supervisor has still to decide."""
        return self.disetujui_pada is None and self.dikembalikan_pada is None
