"""``manage.py akhiri_penugasan``"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pokja.actions import akhiri_penugasan
from pokja.enums import Peran
from pokja.models import Pengguna


class Command(BaseCommand):
    """Ends the roles of somebody who leaves; access ends with the next click."""

    help = "Akhiri penugasan seseorang sejak hari ini."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and which role."""
        parser.add_argument("username")
        parser.add_argument("--peran", choices=Peran.values, default="", help="bawaan: semua")

    def handle(self, *args: Any, **o: Any) -> None:
        """End and count."""
        user = Pengguna.objects.filter(username=o["username"]).first()
        if user is None:
            raise CommandError(f"Tidak ada pengguna bernama {o['username']}.")
        jumlah = akhiri_penugasan(user=user, peran=o["peran"])
        self.stdout.write(f"{jumlah} penugasan {user.username} diakhiri.")
