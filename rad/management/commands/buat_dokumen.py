"""``buat_dokumen JENIS OBJEK -o FILE``: the same pipeline as the button, and waits."""

import time
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from p3aks.core.documents import Status
from pokja.enums import Peran
from pokja.models import Pengguna
from rad.actions.dokumen import GalatDokumen, siapkan
from rad.actions.versi import banding
from rad.documents import JENIS, MODEL
from rad.models import Banding, Dokumen, Perbup, Rad, VersiRad
from rad.tasks import buat_dokumen

SABAR = 3.0  # seconds a worker gets to take the row before this process does it


class Command(BaseCommand):
    """Makes one document and stores it as a file."""

    help = "Membuat satu dokumen, menunggu sampai selesai, dan mencetak SHA-256-nya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """JENIS OBJEK -o FILE [--oleh USERNAME] [--batas DETIK]."""
        parser.add_argument("jenis", choices=sorted(JENIS), metavar="JENIS", help=", ".join(JENIS))
        parser.add_argument(
            "objek", metavar="OBJEK", help="UUID, atau periode RAD seperti 2025-2029"
        )
        parser.add_argument("-o", "--keluaran", required=True, type=Path, metavar="FILE")
        parser.add_argument("--oleh", metavar="USERNAME", help="bawaan: petugas Sekretariat")
        parser.add_argument("--batas", type=float, default=900, help="detik menunggu, bawaan 900")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Make it; raise CommandError with the sentence a person would read on the page."""
        objek = _objek(pilihan["jenis"], pilihan["objek"])
        try:
            dokumen = siapkan(by=_peminta(pilihan["oleh"]), jenis=pilihan["jenis"], objek=objek)
        except PermissionDenied:
            raise CommandError("Pengguna ini tidak berhak membuat dokumen tersebut.") from None
        except GalatDokumen as galat:
            raise CommandError(str(galat)) from None
        dokumen = self._tunggu(dokumen, pilihan["batas"])
        if dokumen.status != Status.SELESAI:
            raise CommandError(dokumen.galat or f"Dokumen {dokumen.get_status_display().lower()}.")
        if (isi := dokumen.isi_utuh()) is None:
            raise CommandError("Berkas dokumen hilang atau berubah sejak dibuat.")
        pilihan["keluaran"].write_bytes(isi)
        self.stdout.write(f"{dokumen.sha256}  {pilihan['keluaran']}")

    def _tunggu(self, dokumen: Dokumen, batas: float) -> Dokumen:
        """Wait for a worker; without one, do the row here through the same code."""
        mulai, tahap = time.monotonic(), ""
        while dokumen.berjalan and (lewat := time.monotonic() - mulai) < batas:
            if dokumen.status == Status.ANTRE and lewat > SABAR:
                buat_dokumen(str(dokumen.pk))
            else:
                time.sleep(0.2)
            dokumen = Dokumen.objects.get(pk=dokumen.pk)
            if dokumen.tahap and dokumen.tahap != tahap:
                tahap = dokumen.tahap
                self.stderr.write(f"{dokumen.persen:3d}% {tahap}")
        if dokumen.berjalan:
            raise CommandError(
                f"Belum selesai setelah {batas:.0f} detik; pengerjaan tetap berjalan."
            )
        return dokumen


def _objek(jenis: str, teks: str) -> Rad | VersiRad | Banding | Perbup:
    label = JENIS[jenis].objek
    try:
        kunci = uuid.UUID(teks)
    except ValueError:
        return _rad_periode(teks, label)
    for satu in label:
        if objek := MODEL[satu].objects.filter(pk=kunci).first():
            return objek
    raise CommandError(f"Tidak ada objek {teks} untuk {jenis}.")


def _rad_periode(teks: str, label: tuple[str, ...]) -> Rad | Banding | Perbup:
    """Return the plan of a period, or its newest regulation where the kind needs one."""
    mulai, _, selesai = teks.partition("-")
    if not (mulai.isdecimal() and selesai.isdecimal()):
        raise CommandError(f"“{teks}” bukan UUID dan bukan periode seperti 2025-2029.")
    model = MODEL[label[0]]
    if model is Banding:
        return _banding(int(mulai), int(selesai))
    awalan = "" if model is Rad else "rad__"
    cari = {f"{awalan}mulai": int(mulai), f"{awalan}selesai": int(selesai)}
    if objek := model.objects.filter(**cari).order_by("-dibuat_pada").first():
        return objek
    raise CommandError(f"Tidak ada {model._meta.verbose_name} untuk periode {teks}.")


def _banding(mulai: int, selesai: int) -> Banding:
    """Return the two newest versions of the plan of a period, to compare."""
    versi = VersiRad.objects.filter(rad__mulai=mulai, rad__selesai=selesai).order_by("-nomor")
    if len(dua := list(versi[:2])) < 2:
        raise CommandError(f"RAD {mulai}-{selesai} belum memiliki dua versi untuk dibandingkan.")
    return banding(dari=dua[1], ke=dua[0])


def _peminta(username: str | None) -> Pengguna:
    if username:
        if orang := Pengguna.objects.filter(username=username, is_active=True).first():
            return orang
        raise CommandError(f"Tidak ada pengguna aktif bernama {username}.")
    for orang in Pengguna.objects.filter(
        is_active=True, penugasan__peran__in=[Peran.SEKRETARIAT, Peran.SEKRETARIS]
    ).order_by("username"):
        if orang.has_perm("rad.kelola_rad"):  # the term may be over
            return orang
    raise CommandError("Tidak ada petugas Sekretariat yang aktif; sebutkan --oleh USERNAME.")
