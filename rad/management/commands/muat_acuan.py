"""``muat_acuan --oleh PENGGUNA``: the reference documents that ship with the system."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pokja.models import Pengguna
from rad.contoh.keselarasan import muat_acuan


class Command(BaseCommand):
    """Loads SDGs 5 and 16 and the fields of RAN P3AKS; what is there stays as it is."""

    help = "Memuat dokumen acuan bawaan (SDGs 5 dan 16, bidang RAN P3AKS 2020-2025)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("--oleh", required=True, help="nama pengguna Sekretariat atau Bappeda")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Load in that person's name."""
        oleh = Pengguna.objects.filter(username=opsi["oleh"]).first()
        if oleh is None or not oleh.has_perm("rad.kelola_acuan"):
            raise CommandError("Pengguna ini tidak ada, atau tidak mengelola dokumen acuan.")
        self.stdout.write(f"Dokumen acuan: {muat_acuan(oleh)} baru.")
