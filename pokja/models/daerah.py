"""The regency that this installation serves."""

import base64
from typing import Any, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models

from pokja.models.wilayah import Wilayah


class DaerahQuerySet(models.QuerySet):
    """The one row of this installation."""

    def untuk(self, user: Any) -> Self:
        """Whoever keeps the names may read them here; documents print them for everybody."""
        ini = self.filter(wilayah_id=settings.WILAYAH).select_related("wilayah__induk")
        return ini if user.has_perm("pokja.ubah_daerah") else self.none()


class Daerah(models.Model):
    """Names that head and sign the regency's documents. One row per installation.

    Officials' names are written without academic title, rank and NIP
    (domain/hukum.md 5.2 number 12).
    """

    wilayah = models.OneToOneField(
        Wilayah, verbose_name="wilayah", on_delete=models.PROTECT, related_name="+"
    )
    ibu_kota = models.CharField("ditetapkan di (ibu kota)", max_length=100)
    kepala = models.CharField("nama kepala daerah", max_length=150, blank=True)
    sekda = models.CharField("nama sekretaris daerah", max_length=150, blank=True)
    kabag_hukum = models.CharField("nama kepala bagian hukum", max_length=150, blank=True)
    pangkat_kabag_hukum = models.CharField("pangkat", max_length=100, blank=True)
    nip_kabag_hukum = models.CharField("NIP", max_length=18, blank=True)
    alamat_pokja = models.CharField(
        "alamat Sekretariat Pokja",
        max_length=250,
        blank=True,
        help_text="Alamat, telepon, dan surel pada kop surat Pokja.",
    )
    lambang = models.FileField(
        "kop garuda",
        upload_to="daerah/",
        blank=True,
        validators=[FileExtensionValidator(["png"])],
        help_text="PNG lambang negara dari Bagian Hukum. Tanpa berkas, tempatnya dikosongkan.",
    )

    kontak_korban = models.CharField(
        "kontak layanan bagi korban",
        max_length=250,
        blank=True,
        help_text="Dibaca umum: nama unit, telepon, dan jam buka, misalnya UPTD PPA, 0356-000000, "
        "24 jam.",
    )
    # Below these nothing about persons is published (domain/kasus.md 6.4). A release keeps the ones
    # it was made with.
    ambang_publik = models.PositiveSmallIntegerField(
        "angka terkecil yang terbit",
        default=5,
        validators=[MinValueValidator(3), MaxValueValidator(11)],
        help_text="Angka tentang orang di bawah ini tidak diterbitkan. Dari 3 sampai 11.",
    )
    ambang_kecamatan = models.PositiveSmallIntegerField(
        "angka terkecil per kecamatan",
        default=10,
        validators=[MinValueValidator(5), MaxValueValidator(30)],
        help_text="Sama, untuk satu kecamatan: warganya lebih mudah dikenali. Dari 5 sampai 30.",
    )

    objects = DaerahQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "daerah"

    def __str__(self) -> str:
        return self.wilayah.nama

    @classmethod
    def ini(cls) -> "Daerah":
        """Return the row of this installation (setting P3AKS_WILAYAH), with its province."""
        return cls.objects.select_related("wilayah__induk").get(wilayah_id=settings.WILAYAH)

    @property
    def jenis(self) -> str:
        """``Kabupaten`` or ``Kota``."""
        return self.wilayah.nama.split(" ", 1)[0]

    @property
    def nama(self) -> str:
        """The name without its kind: ``Tuban``."""
        return self.wilayah.nama.split(" ", 1)[1]

    @property
    def sebutan_kepala(self) -> str:
        """``Bupati`` of a kabupaten, ``Wali Kota`` of a kota."""
        return "Wali Kota" if self.jenis == "Kota" else "Bupati"

    def lambang_data(self) -> str:
        """Return the coat of arms as a ``data:`` address; empty where the regency supplied none."""
        if not self.lambang:
            return ""
        with self.lambang.open("rb") as berkas:
            return "data:image/png;base64," + base64.b64encode(berkas.read()).decode()

    def salinan(self) -> dict[str, Any]:
        """Return the names as plain data, for a document's snapshot."""
        return {
            "jenis": self.jenis,
            "nama": self.nama,
            "provinsi": self.wilayah.induk.nama if self.wilayah.induk else "",
            "ibu_kota": self.ibu_kota,
            "sebutan_kepala": self.sebutan_kepala,
            "kepala": self.kepala,
            "sekda": self.sekda,
            "kabag_hukum": self.kabag_hukum,
            "pangkat_kabag_hukum": self.pangkat_kabag_hukum,
            "nip_kabag_hukum": self.nip_kabag_hukum,
            "alamat_pokja": self.alamat_pokja,
        }
