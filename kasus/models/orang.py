"""People in a case: facts in groups here, who they are only in ``Identitas``."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from kasus.aturan.pasal15 import gabung
from kasus.enums import (
    BentukKekerasan,
    HubunganPelaku,
    JenisGBVIMS,
    KategoriPelaporan,
    KeterkaitanKonflik,
    Ranah,
    TahapPengungsian,
    TempatKejadian,
)
from kasus.enums_akses import JabatanTerlapor, KanalAman
from kasus.enums_layanan import ProsesHukum
from kasus.enums_orang import (
    Disabilitas,
    JenisKelamin,
    KelompokUsia,
    Pekerjaan,
    Pendidikan,
    StatusAnak,
    StatusPerkawinan,
)
from kasus.models.dasar import PenangananQuerySet, PerKorbanQuerySet, Rahasia, petugas
from kasus.models.kasus import Kasus, LaranganAkses
from p3aks.core.fields import RahasiaField, RahasiaJSONField
from p3aks.core.models import Berversi, BerversiQuerySet
from pokja.enums import Peran
from pokja.models import Wilayah


class OrangQuerySet(BerversiQuerySet, PenangananQuerySet):
    """People of a case, under optimistic locking."""


class OrangKasus(Berversi, Rahasia):
    """What victim and alleged perpetrator share: facts in groups (tier F1)."""

    kode = models.CharField("kode", max_length=4)  # A, B, … within the case
    kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    usia = models.PositiveSmallIntegerField("usia saat kejadian", null=True, blank=True)
    kelompok_usia = models.CharField(
        "kelompok usia", max_length=6, choices=KelompokUsia, default=KelompokUsia.NA, editable=False
    )
    anak = models.BooleanField("anak saat kejadian", default=False, editable=False)
    pendidikan = models.CharField(
        "pendidikan", max_length=8, choices=Pendidikan, default=Pendidikan.NA
    )
    pekerjaan = models.CharField(
        "pekerjaan", max_length=12, choices=Pekerjaan, default=Pekerjaan.NA
    )
    status_perkawinan = models.CharField(
        "status perkawinan", max_length=8, choices=StatusPerkawinan, default=StatusPerkawinan.NA
    )
    status_anak = models.CharField(
        "status anak berhadapan hukum", max_length=6, choices=StatusAnak, default=StatusAnak.BUKAN
    )

    class Meta(Rahasia.Meta):
        abstract = True
        ordering = ("kode",)

    def __str__(self) -> str:
        return self.kode


class Korban(OrangKasus):
    """A victim. ``orang`` is the same for all rows that were found to be one person (R19)."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="korban")
    orang = models.UUIDField("orang", default=uuid.uuid4, db_index=True, editable=False)
    disabilitas = models.CharField(
        "disabilitas", max_length=11, choices=Disabilitas, default=Disabilitas.NA
    )
    hamil = models.BooleanField("hamil", default=False)
    kecamatan = models.ForeignKey(
        Wilayah,
        verbose_name="kecamatan tempat tinggal",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tempat = models.CharField("tempat kejadian", max_length=16, choices=TempatKejadian)
    keterkaitan = models.CharField(
        "keterkaitan konflik",
        max_length=14,
        choices=KeterkaitanKonflik,
        default=KeterkaitanKonflik.TIDAK,
        editable=False,
    )
    ranah = models.CharField(
        "ranah", max_length=15, choices=Ranah, default=Ranah.TIDAK_DIKETAHUI, editable=False
    )
    ranah_manual = models.CharField(
        "ranah menurut petugas", max_length=15, choices=Ranah, blank=True
    )
    alasan_ranah = RahasiaField("alasan ranah", blank=True, max_length=1000)
    kategori = models.CharField(
        "kategori pelaporan",
        max_length=8,
        choices=KategoriPelaporan,
        default=KategoriPelaporan.NON_KDRT,
        editable=False,
    )
    tahap_pengungsian = models.CharField(
        "tahap pengungsian saat kejadian",
        max_length=15,
        choices=TahapPengungsian,
        default=TahapPengungsian.TIDAK_DIKETAHUI,
    )
    terpisah = models.BooleanField("anak terpisah/tanpa pendamping", default=False)
    kanal_aman = models.CharField(
        "cara menghubungi yang aman", max_length=8, choices=KanalAman, default=KanalAman.TIDAK
    )
    # Letters ticked by hand; those that follow from facts are added when they are read (R09).
    # Letters of Ps 15(1): chosen by a person, set by facts (computed), left out with a reason.
    pasal15 = models.JSONField("keadaan Psl 15(1) UU TPKS", default=list, blank=True)
    pasal15_fakta = models.JSONField("keadaan menurut fakta", default=list, editable=False)
    # Letter -> why it does not hold although facts say so.
    pasal15_kecuali = RahasiaJSONField("keadaan yang dikecualikan", default=dict, blank=True)
    gbvims = models.CharField("jenis GBVIMS", max_length=17, choices=JenisGBVIMS, blank=True)
    gbvims_manual = models.BooleanField("jenis GBVIMS ditetapkan petugas", default=False)

    objects = OrangQuerySet.as_manager()

    class Meta(OrangKasus.Meta):
        verbose_name = verbose_name_plural = "korban"
        constraints = [
            models.UniqueConstraint(name="korban_kode_unik", fields=["kasus", "kode"]),
            # Whoever may be a child, because the age is not known, counts as one here.
            models.CheckConstraint(
                name="korban_abh_anak",
                condition=Q(status_anak=StatusAnak.BUKAN) | Q(anak=True) | Q(usia=None),
            ),
        ]

    @property
    def pasal15_berlaku(self) -> list[str]:
        """The letters of Ps 15(1) that hold, in order (R09)."""
        return sorted(gabung(self.pasal15, self.pasal15_fakta, self.pasal15_kecuali))


class BentukKorban(Rahasia):
    """One form of violence against one victim (R04)."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="bentuk")
    bentuk = models.CharField("bentuk", max_length=12, choices=BentukKekerasan)
    # Codes of SubSeksual or SubTPPO, by bentuk.
    sub = models.JSONField("rincian", default=list, blank=True)

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "bentuk kekerasan"
        ordering = ("bentuk",)
        constraints = [
            models.UniqueConstraint(name="bentuk_sekali", fields=["korban", "bentuk"]),
        ]

    def __str__(self) -> str:
        return self.get_bentuk_display()


class Terlapor(OrangKasus):
    """An alleged perpetrator. Some offices seal the case (K3)."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="terlapor")
    jabatan = models.CharField(
        "jabatan", max_length=14, choices=JabatanTerlapor, default=JabatanTerlapor.BUKAN
    )

    objects = OrangQuerySet.as_manager()

    class Meta(OrangKasus.Meta):
        verbose_name = verbose_name_plural = "terlapor"
        constraints = [
            models.UniqueConstraint(name="terlapor_kode_unik", fields=["kasus", "kode"]),
            # Whoever may be a child, because the age is not known, counts as one here.
            models.CheckConstraint(
                name="terlapor_abh_anak",
                condition=Q(status_anak=StatusAnak.BUKAN) | Q(anak=True) | Q(usia=None),
            ),
        ]


class HubunganQuerySet(BerversiQuerySet, PerKorbanQuerySet):
    """Pairs of victim and alleged perpetrator, under optimistic locking."""


class Hubungan(Berversi, Rahasia):
    """What one alleged perpetrator is to one victim. Decides about KDRT (R05)."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="hubungan")
    terlapor = models.ForeignKey(Terlapor, on_delete=models.PROTECT, related_name="hubungan")
    hubungan = models.CharField("hubungan", max_length=13, choices=HubunganPelaku)
    serumah = models.BooleanField("tinggal serumah", default=False)
    prt_menetap = models.BooleanField("pekerja rumah tangga yang menetap", default=False)

    objects = HubunganQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "hubungan"
        constraints = [
            models.UniqueConstraint(name="hubungan_sekali", fields=["korban", "terlapor"])
        ]

    def __str__(self) -> str:
        return self.get_hubungan_display()


class ProsesHukumTerlapor(Rahasia):
    """A step of the criminal case against an alleged perpetrator."""

    terlapor = models.ForeignKey(Terlapor, on_delete=models.PROTECT, related_name="proses_hukum")
    proses = models.CharField("proses hukum", max_length=14, choices=ProsesHukum)
    tanggal = models.DateField("tanggal")
    instansi = models.CharField("instansi", max_length=200, blank=True)
    dicatat_oleh = petugas("dicatat oleh")

    class _QuerySet(PenangananQuerySet):
        jalur = "terlapor__kasus"

    objects = _QuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "proses hukum"
        ordering = ("tanggal", "dibuat_pada")

    def __str__(self) -> str:
        return self.get_proses_display()


class Pelapor(Rahasia):
    """Who reported: never shown outside tier F3, kept apart from the victim."""

    kasus = models.OneToOneField(Kasus, on_delete=models.PROTECT, related_name="pelapor")
    korban_sendiri = models.BooleanField("korban sendiri yang melapor", default=False)
    hubungan = RahasiaField("hubungan dengan korban", max_length=100, blank=True)

    objects = PenangananQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "pelapor"

    def __str__(self) -> str:
        return "pelapor"


class AksesIdentitasQuerySet(PenangananQuerySet):
    """Opened identities."""

    def saring(self, user: Any) -> Self:
        """PPDP sees all but those of a case that is closed to them; others those of the cases
        they handle."""
        if Peran.PPDP not in user.peran:
            return super().saring(user)
        tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
        return self.exclude(kasus__in=tolak.values("kasus"))

    def aktif(self, user: Any) -> Self:
        """Return the openings *user* may use now."""
        return self.filter(pengguna=user, sampai__gt=timezone.now())


class AksesIdentitas(Rahasia):
    """Somebody opened the identities of a case, why, and until when (R22)."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="akses_identitas")
    pengguna = petugas("dibuka oleh")
    alasan = RahasiaField("alasan", max_length=500)
    sampai = models.DateTimeField("sampai")

    objects = AksesIdentitasQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "akses identitas"
        ordering = ("-dibuat_pada",)
        constraints = [
            models.CheckConstraint(name="akses_urutan", condition=Q(sampai__gt=F("dibuat_pada")))
        ]

    def __str__(self) -> str:
        return "akses identitas"


class IdentitasQuerySet(BerversiQuerySet, PenangananQuerySet):
    """Identities (tier F3)."""

    def saring(self, user: Any) -> Self:
        """Only while the person has opened the identities of the case, with a reason."""
        buka = AksesIdentitas.objects.sistem("hak identitas").aktif(user)
        return super().saring(user).filter(Exists(buka.filter(kasus=OuterRef("kasus"))))


class Identitas(Berversi, Rahasia):
    """The only place of names, NIK and addresses; every column encrypted (R02).

    The indexes are keyed hashes: they find equals without telling what is equal.
    """

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="+")
    korban = models.OneToOneField(Korban, null=True, on_delete=models.PROTECT, related_name="+")
    terlapor = models.OneToOneField(Terlapor, null=True, on_delete=models.PROTECT, related_name="+")
    pelapor = models.OneToOneField(Pelapor, null=True, on_delete=models.PROTECT, related_name="+")
    nama = RahasiaField("nama", blank=True, max_length=150)
    alias = RahasiaField("nama panggilan", blank=True, max_length=100)
    nik = RahasiaField("NIK", blank=True, max_length=16)
    tempat_lahir = RahasiaField("tempat lahir", blank=True, max_length=100)
    tanggal_lahir = RahasiaField("tanggal lahir", blank=True, max_length=10)  # ISO, or the year
    agama = RahasiaField("agama", blank=True, max_length=30)
    alamat = RahasiaField("alamat", blank=True, max_length=500)
    desa = RahasiaField("desa/kelurahan", blank=True, max_length=100)
    telepon = RahasiaField("telepon", blank=True, max_length=30)
    sekolah = RahasiaField("sekolah/tempat kerja", blank=True, max_length=200)
    orang_tua = RahasiaField("orang tua/wali", blank=True, max_length=200)
    kelompok = RahasiaField("kelompok dalam konflik", blank=True, max_length=200)
    nik_indeks = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    nama_indeks = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    lahir_indeks = models.CharField(max_length=64, blank=True, editable=False)

    objects = IdentitasQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "identitas"
        constraints = [
            models.CheckConstraint(
                name="identitas_satu_pemilik",
                condition=Q(korban__isnull=False, terlapor=None, pelapor=None)
                | Q(korban=None, terlapor__isnull=False, pelapor=None)
                | Q(korban=None, terlapor=None, pelapor__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return "identitas"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the blind indexes in step with what is encrypted."""
        self.segarkan_indeks()
        if (kolom := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*kolom, "nik_indeks", "nama_indeks", "lahir_indeks"}
        super().save(*args, **kwargs)

    def segarkan_indeks(self) -> None:
        """Compute the keyed hashes: NIK; phonetic name; year of birth (R19)."""
        from kasus.aturan.fonetik import kunci_nama  # noqa: PLC0415
        from p3aks.core.crypto import indeks_buta  # noqa: PLC0415

        self.nik_indeks = indeks_buta(self.nik, tujuan="nik")
        self.nama_indeks = indeks_buta(kunci_nama(self.nama), tujuan="nama")
        self.lahir_indeks = indeks_buta(self.tanggal_lahir[:4], tujuan="lahir")
