"""``manage.py impor_wilayah KODE``"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pokja.actions import WilayahTidakDikenal, muat_wilayah


class Command(BaseCommand):
    """Loads a regency with its districts and villages."""

    help = "Muat satu kabupaten/kota beserta kecamatan dan desanya (data: idn-area-data, ODbL)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``KODE`` is the Kemendagri code."""
        parser.add_argument("kode", metavar="KODE", help="kode Kemendagri, misalnya 35.23")

    def handle(self, *args: Any, kode: str, **options: Any) -> None:
        """Load and count."""
        try:
            jumlah = muat_wilayah(kode=kode)
        except WilayahTidakDikenal as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(f"{jumlah} wilayah dimuat.")
