"""``manage.py demo_kasus``: called by ``demo``, which neither knows nor may know this app."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kasus import contoh


class Command(BaseCommand):
    """Loads synthetic cases for the demo accounts."""

    help = "Muat kasus contoh dengan orang rekaan; dipanggil oleh `demo`."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options."""
        parser.add_argument(
            "--paksa", action="store_true", help="izinkan walau DEBUG mati (bukan untuk produksi)"
        )

    def handle(self, *args: Any, **o: Any) -> None:
        """Load; refuses where the system runs for real (T22)."""
        if not settings.DEBUG and not o["paksa"]:
            raise CommandError("Data contoh tidak dimuat karena DEBUG mati.")
        jumlah = contoh.muat(lapor=self.stdout.write)
        self.stdout.write(f"{jumlah} kasus contoh.")
