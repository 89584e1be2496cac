"""Documents: snapshot → queue → render → hash. The row is the truth, the queue only a bell.

An app makes its own table from :class:`DokumenBase`; ``p3aks.core.jobs`` moves its rows.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from p3aks.core.crypto import GalatSandi
from p3aks.core.models import Dasar, UntukQuerySet
from p3aks.core.simpanan import KERJA, StorageRahasia, buat_folder

FOLDER = "dokumen"
ABJAD_KODE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs without I, O, 0, 1: read aloud safely
PANJANG_KODE = 10  # 50 bits
RANCANGAN = "RANCANGAN"
BATAS_TERLANTAR = timedelta(seconds=75)


class Status(models.TextChoices):
    """Where a document is on its way."""

    ANTRE = "ANTRE", "Menunggu giliran"
    JALAN = "JALAN", "Sedang dibuat"
    SELESAI = "SELESAI", "Selesai"
    GAGAL = "GAGAL", "Gagal"
    BATAL = "BATAL", "Dibatalkan"


BERJALAN = (Status.ANTRE, Status.JALAN)


def kanonik(data: Any) -> str:
    """Return *data* (plain JSON types) as JSON text that is the same for equal data."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def kunci_idempoten(
    *, jenis: str, versi_templat: str, snapshot: Mapping[str, Any], tanda_air: str
) -> str:
    """Return the SHA-256 (hex) under which one document exists once."""
    isi = kanonik([jenis, versi_templat, snapshot, tanda_air])
    return hashlib.sha256(isi.encode()).hexdigest()


def kode_baru() -> str:
    """Return a random verification code of ten signs (50 bits)."""
    return get_random_string(PANJANG_KODE, ABJAD_KODE)


@cache
def sidik_sumber(pola: tuple[str, ...]) -> str:
    """Return a template version: 12 hex digits of the hash over all files matching *pola*."""
    sidik = hashlib.sha256()
    akar = Path(settings.BASE_DIR)
    for berkas in sorted({b for p in pola for b in akar.glob(p) if b.is_file()}):
        sidik.update(f"{berkas.relative_to(akar)}\0".encode() + berkas.read_bytes() + b"\0")
    return sidik.hexdigest()[:12]


def simpanan(model: "type[DokumenBase] | None" = None) -> Storage:
    """Return where *model* keeps its files: the storage of its ``berkas`` (None: the usual one)."""
    return (model or DokumenBase)._meta.get_field("berkas").storage


def folder_kerja(model: "type[DokumenBase] | None" = None) -> Path:
    """Return *model*'s scratch folder, on the same disk as its files so that a rename is atomic.

    What lies there is not encrypted yet: beside secret files only the owner may enter it.
    """
    tempat = simpanan(model)
    akar = tempat.location if isinstance(tempat, FileSystemStorage) else settings.MEDIA_ROOT
    folder = Path(akar) / FOLDER / KERJA
    if isinstance(tempat, StorageRahasia):
        buat_folder(folder, Path(akar))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sidik_berkas(berkas: Path) -> tuple[str, int]:
    """Return SHA-256 (hex) and size in bytes of *berkas*."""
    with berkas.open("rb") as isi:
        return hashlib.file_digest(isi, "sha256").hexdigest(), berkas.stat().st_size


def simpan_berkas(sementara: Path, nama: str, model: "type[DokumenBase] | None" = None) -> str:
    """Move the finished file *sementara* into *model*'s storage and return its name there.

    On a local disk: fsync, rename, fsync of the folder – whole or not at all, and there after a
    power cut. Any other storage, the encrypting one too, gets it through its own ``save``.
    """
    tempat, tujuan = simpanan(model), f"{FOLDER}/{nama}"
    if isinstance(tempat, StorageRahasia) or not isinstance(tempat, FileSystemStorage):
        with sementara.open("rb") as isi:
            tujuan = tempat.save(tujuan, File(isi))
        sementara.unlink()
        return tujuan
    jalur = Path(tempat.path(tujuan))
    _fsync(sementara)
    sementara.replace(jalur)
    _fsync(jalur.parent)
    return tujuan


def _fsync(jalur: Path) -> None:
    pengenal = os.open(jalur, os.O_RDONLY)
    try:
        os.fsync(pengenal)
    finally:
        os.close(pengenal)


class DokumenQuerySet(UntukQuerySet):
    """Documents by state."""

    def berjalan(self) -> Self:
        """Return those that wait or are being made."""
        return self.filter(status__in=BERJALAN)

    def selesai(self) -> Self:
        """Return the finished ones."""
        return self.filter(status=Status.SELESAI)


class DokumenBase(Dasar):
    """One document and the job that makes it.

    A finished document is never overwritten: changed content has another ``kunci`` and becomes a
    successor (``menggantikan``). ``token`` and ``sewa_sampai`` are the worker's lease: whoever
    does not hold the token can neither report progress nor finish.
    """

    jenis = models.CharField("jenis", max_length=30)
    judul = models.CharField("judul", max_length=500)
    snapshot = models.JSONField("isi", editable=False)
    versi_templat = models.CharField("versi templat", max_length=20, editable=False)
    tanda_air = models.CharField("tanda air", max_length=40, blank=True, editable=False)
    kunci = models.CharField("kunci", max_length=64, unique=True, editable=False)
    kode = models.CharField(
        "kode verifikasi", max_length=16, unique=True, default=kode_baru, editable=False
    )
    final = models.BooleanField("final", default=False, editable=False)
    menggantikan = models.ForeignKey(
        "self",
        verbose_name="menggantikan",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pengganti",
    )
    diminta_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diminta oleh",
        on_delete=models.PROTECT,
        related_name="+",
    )

    status = models.CharField(
        "status", max_length=8, choices=Status, default=Status.ANTRE, editable=False
    )
    tahap = models.CharField("tahap", max_length=120, blank=True, editable=False)
    persen = models.PositiveSmallIntegerField("persen", default=0, editable=False)
    galat = models.CharField("sebab gagal", max_length=500, blank=True, editable=False)
    token = models.UUIDField("token sewa", null=True, unique=True, editable=False)
    sewa_sampai = models.DateTimeField("sewa sampai", null=True, editable=False)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0, editable=False)
    ditawarkan_pada = models.DateTimeField(
        "terakhir ditawarkan", default=timezone.now, editable=False
    )
    mulai_pada = models.DateTimeField("mulai dibuat", null=True, editable=False)
    selesai_pada = models.DateTimeField("selesai pada", null=True, editable=False)

    berkas = models.FileField("berkas", upload_to=f"{FOLDER}/", blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    ukuran = models.PositiveBigIntegerField("ukuran (bita)", default=0, editable=False)
    halaman = models.PositiveIntegerField("halaman", default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ("-dibuat_pada", "-pk")
        indexes = [
            models.Index(fields=["-dibuat_pada", "-id"], name="%(class)s_terbaru"),
            models.Index(fields=["status", "ditawarkan_pada"], name="%(class)s_antrean"),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_sewa_hanya_saat_jalan",
                condition=Q(status=Status.JALAN, token__isnull=False, sewa_sampai__isnull=False)
                | (~Q(status=Status.JALAN) & Q(token=None, sewa_sampai=None)),
            ),
            models.CheckConstraint(
                name="%(class)s_selesai_berberkas",
                condition=~Q(status=Status.SELESAI)
                | (Q(selesai_pada__isnull=False, persen=100) & ~Q(berkas="") & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="%(class)s_gagal_bersebab",
                condition=~Q(status=Status.GAGAL) | ~Q(galat=""),
            ),
            models.CheckConstraint(
                name="%(class)s_urutan_waktu",
                condition=(Q(mulai_pada=None) | Q(mulai_pada__gte=F("dibuat_pada")))
                & (Q(selesai_pada=None) | Q(mulai_pada__lte=F("selesai_pada"))),
            ),
            models.CheckConstraint(
                name="%(class)s_persen_wajar", condition=Q(persen__gte=0, persen__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def berjalan(self) -> bool:
        """Whether it waits or is being made."""
        return self.status in BERJALAN

    @property
    def terlantar(self) -> bool:
        """Whether nobody seems to work: it waits and no sweeper has offered it for a while."""
        return (
            self.status == Status.ANTRE and timezone.now() - self.ditawarkan_pada > BATAS_TERLANTAR
        )

    @property
    def di_depan(self) -> int:
        """How many documents wait that asked earlier."""
        if self.status != Status.ANTRE:
            return 0
        antre = type(self)._default_manager.filter(status=Status.ANTRE)
        return antre.filter(dibuat_pada__lt=self.dibuat_pada).count()

    @property
    def boleh_diulang(self) -> bool:
        """Whether a person may put it back into the queue."""
        return self.status in (Status.GAGAL, Status.BATAL)

    def untuk_dicetak(self) -> dict[str, Any]:
        """Return the snapshot, and under ``dokumen`` what the row itself decides: ``kode``,
        ``tanda_air`` and ``dibuat`` (ISO time of the request)."""
        isi: Any = self.snapshot
        tentang = {
            "kode": self.kode,
            "tanda_air": self.tanda_air,
            "dibuat": self.dibuat_pada.isoformat(timespec="seconds"),
        }
        return {**isi, "dokumen": tentang}

    def isi_utuh(self) -> bytes | None:
        """Return the stored file if it is there and still has its hash; None otherwise."""
        try:
            with self.berkas.open("rb") as berkas:
                isi = berkas.read()
        except (OSError, ValueError, GalatSandi):
            return None
        return isi if hashlib.sha256(isi).hexdigest() == self.sha256 else None

    @property
    def perkiraan_sisa(self) -> timedelta | None:
        """How long it will still take, by the speed so far; None while that says nothing."""
        if self.status != Status.JALAN or self.persen < 5 or not self.mulai_pada:
            return None
        lewat = timezone.now() - self.mulai_pada
        return max(timedelta(seconds=1), lewat * (100 - self.persen) / self.persen)
