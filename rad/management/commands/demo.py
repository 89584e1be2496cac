"""``manage.py demo``"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rad import contoh
from rad.contoh.besar import muat_besar
from rad.models import Rad


class Command(BaseCommand):
    """Loads the demo regency, or lists its accounts."""

    help = "Muat data contoh Kabupaten Tuban dengan orang rekaan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options."""
        parser.add_argument("--besar", action="store_true", help="tambah RAD 2030-2034: 1.000 aksi")
        parser.add_argument("--jika-kosong", action="store_true", help="hanya bila belum ada RAD")
        parser.add_argument("--daftar", action="store_true", help="cetak akun demo, lalu selesai")
        parser.add_argument(
            "--paksa", action="store_true", help="izinkan walau DEBUG mati (bukan untuk produksi)"
        )

    def handle(self, *args: Any, **o: Any) -> None:
        """Load; refuses where the system runs for real."""
        if o["daftar"]:
            for a in contoh.akun():
                self.stdout.write(f"{a['username']}\t{a['untuk']}")
            return
        if not settings.DEBUG and not o["paksa"]:
            raise CommandError(
                "Data contoh tidak dimuat karena DEBUG mati. Pakai --paksa bila yakin."
            )
        if o["jika_kosong"] and Rad.objects.exists():
            return
        try:
            rad = contoh.muat(lapor=self.stdout.write)
        except ImproperlyConfigured as galat:
            raise CommandError(str(galat)) from galat
        call_command("demo_kasus", paksa=True, stdout=self.stdout)
        if o["besar"]:
            rad = muat_besar(lapor=self.stdout.write)
        self.stdout.write(f"Selesai: {rad}, {rad.aksi.count()} aksi.")
