"""The text of a regulation, part by part.

Everything that a machine can number is not stored: letters, article numbers, words for numbers,
"dan" before the last item and final punctuation are computed by ``rad.documents.perbup``. Texts
are therefore typed without number and without final punctuation. Cross references are typed as
``{pasal:kunci}`` and ``{ayat:kunci}``, numbers of norms as ``{3}``.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from p3aks.core.models import Dasar
from rad.enums_perbup import (
    JenisKonsiderans,
    JenisParaf,
    JenisPeraturan,
    JenisRincian,
    Penghubung,
)

POLA_KUNCI = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KUNCI_SAH = RegexValidator(
    rf"^{POLA_KUNCI}$",
    "Kunci memakai huruf kecil, angka, dan tanda hubung, misalnya “sistematika”.",
)
TINGKAT_MAKS = 4


def kunci_urut(jenis: str, tahun: int | None, nomor: str) -> tuple[int, int, int, str]:
    """Return the sort key of a legal basis: hierarchy, year, number (UU 12/2011)."""
    angka = int(nomor) if nomor.isdecimal() else 0
    return (JenisPeraturan(jenis).tingkat, tahun or 0, angka, nomor)


class Konsiderans(Dasar):
    """One sentence of Menimbang, starting with "bahwa". The closing sentence that names the
    letters before it is computed, so it has no row."""

    perbup = models.ForeignKey("rad.Perbup", on_delete=models.CASCADE, related_name="konsiderans")
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    jenis = models.CharField("jenis", max_length=15, choices=JenisKonsiderans)
    isi = models.TextField("isi")
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "konsiderans"
        ordering = ("urutan", "dibuat_pada", "pk")

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}"


class DasarHukum(Dasar):
    """One rule cited under Mengingat.

    ``lembaran`` is a bare number ("116"), "year/number" where the gazette's year differs
    ("1965/19"), or the whole text where the gazette had another name. ``tambahan`` is a bare
    number. ``perubahan`` lists amendments, oldest first, each a dict with jenis, pembentuk,
    nomor, tahun, tentang, lembaran, tambahan: the count decides between "telah diubah" and
    "telah beberapa kali diubah terakhir"; only the last is cited.
    """

    perbup = models.ForeignKey("rad.Perbup", on_delete=models.CASCADE, related_name="dasar_hukum")
    jenis = models.CharField("jenis peraturan", max_length=16, choices=JenisPeraturan)
    pembentuk = models.CharField(
        "ditetapkan oleh",
        max_length=150,
        blank=True,
        help_text="Untuk peraturan menteri/lembaga dan daerah, misalnya “Menteri Dalam Negeri”.",
    )
    pasal = models.CharField(
        "pasal yang dirujuk",
        max_length=60,
        blank=True,
        help_text="Hanya bila pasalnya dikutip, misalnya “Pasal 18 ayat (6)”.",
    )
    nomor = models.CharField("nomor", max_length=20, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    tentang = models.CharField("tentang", max_length=500, blank=True)
    lembaran = models.CharField("nomor lembaran/berita", max_length=200, blank=True)
    tambahan = models.CharField("nomor tambahan lembaran", max_length=200, blank=True)
    perubahan = models.JSONField("perubahan", default=list, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0, editable=False)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    terverifikasi = models.BooleanField(
        "sudah dicocokkan dengan naskah resmi",
        default=False,
        help_text="Centang setelah nomor, tahun, judul, dan lembarannya dicocokkan.",
    )
    catatan = models.CharField("catatan untuk Bagian Hukum", max_length=300, blank=True)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "dasar hukum"
        ordering = ("urutan", "tahun", "nomor", "pk")
        constraints = [
            models.CheckConstraint(
                name="dasar_hukum_urutan_tanggal",
                condition=Q(berlaku_sampai=None)
                | Q(berlaku_mulai=None)
                | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                violation_error_message="Tanggal berakhir mendahului tanggal mulai berlaku.",
            ),
            models.CheckConstraint(
                name="dasar_hukum_bernomor",
                condition=Q(jenis=JenisPeraturan.UUD) | Q(tahun__isnull=False) & ~Q(nomor=""),
                violation_error_message="Nomor dan tahun peraturan wajib diisi.",
            ),
        ]

    def __str__(self) -> str:
        if self.jenis == JenisPeraturan.UUD:
            return str(self.get_jenis_display())
        return f"{self.get_jenis_display()} Nomor {self.nomor} Tahun {self.tahun}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the hierarchy as ``urutan``, so that lists come out in citing order."""
        self.urutan = JenisPeraturan(self.jenis).tingkat
        if (kolom := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*kolom, "urutan"}
        super().save(*args, **kwargs)


class Bab(Dasar):
    """A chapter. Its title is typed in normal capitals and printed in capitals."""

    perbup = models.ForeignKey("rad.Perbup", on_delete=models.CASCADE, related_name="bab")
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    judul = models.CharField("judul bab", max_length=200)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "bab"
        ordering = ("urutan", "dibuat_pada", "pk")

    def __str__(self) -> str:
        return self.judul


class Bagian(Dasar):
    """A section of a chapter (Bagian Kesatu, Kedua, …)."""

    bab = models.ForeignKey(
        Bab, verbose_name="bab", on_delete=models.CASCADE, related_name="bagian"
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    judul = models.CharField("judul bagian", max_length=200)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "bagian"
        ordering = ("urutan", "dibuat_pada", "pk")

    def __str__(self) -> str:
        return self.judul


class Pasal(Dasar):
    """An article. ``kunci`` is its name for cross references; numbers run over all chapters."""

    bab = models.ForeignKey(Bab, verbose_name="bab", on_delete=models.CASCADE, related_name="pasal")
    bagian = models.ForeignKey(
        Bagian,
        verbose_name="bagian",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="pasal",
    )
    urutan = models.PositiveSmallIntegerField("urutan dalam bab atau bagian", default=1)
    kunci = models.CharField("kunci rujukan", max_length=40, blank=True, validators=[KUNCI_SAH])
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "pasal"
        ordering = ("urutan", "dibuat_pada", "pk")

    def __str__(self) -> str:
        return f"Pasal ({self.kunci or self.urutan})"

    def clean(self) -> None:
        """Refuse a section of another chapter."""
        if self.bagian and self.bagian.bab_id != self.bab_id:
            raise ValidationError({"bagian": "Bagian ini termasuk bab lain."})


class Ayat(Dasar):
    """A paragraph of an article. The only one of its article prints without "(1)".

    ``penghubung`` joins its items; ``jenis_rincian`` says whether they are items (a., b., …;)
    or definitions (1., 2., … each ending with a period).
    """

    pasal = models.ForeignKey(
        Pasal, verbose_name="pasal", on_delete=models.CASCADE, related_name="ayat"
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    isi = models.TextField("isi")
    kunci = models.CharField("kunci rujukan", max_length=40, blank=True, validators=[KUNCI_SAH])
    jenis_rincian = models.CharField(
        "jenis rincian",
        max_length=8,
        choices=JenisRincian,
        default=JenisRincian.RINCIAN,
    )
    penghubung = models.CharField(
        "penghubung rincian",
        max_length=8,
        choices=Penghubung,
        default=Penghubung.DAN,
        blank=True,
        help_text="Kata sebelum rincian terakhir.",
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ayat"
        ordering = ("urutan", "dibuat_pada", "pk")

    def __str__(self) -> str:
        return self.isi[:60]


class Rincian(Dasar):
    """An item of a list, at most four levels deep (a. → 1. → a) → 1)); ``penghubung`` joins the
    items below it."""

    ayat = models.ForeignKey(
        Ayat, verbose_name="ayat", on_delete=models.CASCADE, related_name="rincian"
    )
    induk = models.ForeignKey(
        "self",
        verbose_name="di bawah rincian",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="anak",
    )
    tingkat = models.PositiveSmallIntegerField("tingkat", default=1, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    isi = models.TextField("isi")
    penghubung = models.CharField(
        "penghubung rincian di bawahnya",
        max_length=8,
        choices=Penghubung,
        default=Penghubung.DAN,
        blank=True,
    )
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "rincian"
        ordering = ("tingkat", "urutan", "dibuat_pada", "pk")
        constraints = [
            models.CheckConstraint(
                name="rincian_paling_dalam_empat",
                condition=Q(tingkat__gte=1, tingkat__lte=TINGKAT_MAKS),
                violation_error_message="Rincian paling dalam empat tingkat.",
            )
        ]

    def __str__(self) -> str:
        return self.isi[:60]

    def clean(self) -> None:
        """Refuse a fifth level and a parent of another paragraph (UU 12/2011 Lampiran II)."""
        if self.induk is None:
            return
        if self.induk.ayat_id != self.ayat_id:
            raise ValidationError({"induk": "Rincian induk termasuk ayat lain."})
        if self.induk.tingkat >= TINGKAT_MAKS:
            raise ValidationError({"induk": "Rincian paling dalam empat tingkat."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the level from the parent."""
        self.tingkat = self.induk.tingkat + 1 if self.induk else 1
        if (kolom := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*kolom, "tingkat"}
        super().save(*args, **kwargs)


class Paraf(Dasar):
    """An initial on the working copy: who must put it, and when it was put."""

    perbup = models.ForeignKey("rad.Perbup", on_delete=models.CASCADE, related_name="paraf")
    jabatan = models.CharField("jabatan", max_length=150)
    jenis = models.CharField(
        "jenis paraf", max_length=10, choices=JenisParaf, default=JenisParaf.KOORDINASI
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diparaf oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    pada = models.DateTimeField("diparaf pada", null=True, blank=True)
    riwayat = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "paraf"
        ordering = ("jenis", "urutan", "pk")
        constraints = [
            models.CheckConstraint(
                name="paraf_lengkap",
                condition=Q(oleh=None, pada=None) | Q(oleh__isnull=False, pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.jabatan
