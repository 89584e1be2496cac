"""``cadangkan``: one encrypted backup of database and files; run it every night."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from p3aks.core.pencadangan import GalatCadangan, aliran, buat


class Command(BaseCommand):
    """Writes into P3AKS_CADANGAN_FOLDER, for the public keys in P3AKS_CADANGAN_PENERIMA."""

    help = "Mencadangkan basis data dan berkas, disandikan untuk P3AKS_CADANGAN_PENERIMA."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--pangkas] [--buat-identitas FILE]."""
        parser.add_argument(
            "--pangkas",
            action="store_true",
            help=f"sesudahnya hapus cadangan lama: simpan {buat.HARIAN} harian, "
            f"{buat.MINGGUAN} mingguan, {buat.BULANAN} bulanan",
        )
        parser.add_argument(
            "--buat-identitas",
            type=Path,
            metavar="FILE",
            help="hanya membuat pasangan kunci: FILE berisi kunci rahasia, kunci publik dicetak",
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Make it, say what is in it, and only then remove old ones."""
        try:
            if pilihan["buat_identitas"]:
                self.stdout.write(aliran.identitas_baru(pilihan["buat_identitas"]))
                return
            satu = buat.buat()
            self.stdout.write(
                f"{satu.berkas}: {satu.ukuran} bita, {satu.tabel} tabel, {satu.baris} baris, "
                f"{satu.lampiran} berkas"
            )
            if pilihan["pangkas"]:
                self.stdout.write(f"{len(buat.pangkas())} cadangan lama dihapus")
        except (GalatCadangan, ImproperlyConfigured) as galat:
            raise CommandError(str(galat)) from None
