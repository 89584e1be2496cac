"""``pulihkan``: test a backup (``--uji``), or restore it into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from p3aks.core.pencadangan import GalatCadangan, pulih


class Command(BaseCommand):
    """Never replaces anything: the target must be empty, the drill leaves nothing behind."""

    help = "Menguji cadangan (--uji) atau memulihkannya ke pemasangan yang kosong."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE --identitas FILE [--uji]."""
        parser.add_argument("berkas", type=Path, metavar="FILE", help="cadangan .age")
        parser.add_argument(
            "--identitas", type=Path, required=True, metavar="FILE", help="kunci rahasia age"
        )
        parser.add_argument(
            "--uji", action="store_true", help="pulihkan ke tempat sementara dan bandingkan"
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Do it, print what was compared, and fail on any difference."""
        kerja = pulih.uji if pilihan["uji"] else pulih.pulihkan
        try:
            hasil = kerja(pilihan["berkas"], pilihan["identitas"])
        except (GalatCadangan, ImproperlyConfigured) as galat:
            raise CommandError(str(galat)) from None
        for butir in hasil:
            self.stdout.write(f"{'sama ' if butir.sama else 'BEDA '} {butir.kata}")
        if not all(b.sama for b in hasil):
            raise CommandError(f"{pilihan['berkas']}: pemulihan TIDAK sesuai cadangannya.")
        self.stdout.write(
            "Cadangan terbukti dapat dipulihkan." if pilihan["uji"] else "Pemulihan selesai."
        )
