"""``manage.py buat_pengguna``"""

import datetime as dt
import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from pokja.actions import beri_peran, buat_pengguna
from pokja.enums import Bidang, Peran
from pokja.models import Lembaga, Pengguna


class Command(BaseCommand):
    """Makes an account with one role, or gives an existing account one role more."""

    help = (
        "Buat akun beserta perannya; akun yang sudah ada mendapat peran tambahan. Sandi "
        "ditanyakan, tidak ditulis pada baris perintah."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name, role and institution."""
        parser.add_argument("username")
        parser.add_argument("--nama", default="", help="wajib untuk akun baru")
        parser.add_argument("--email", default="", help="untuk “Lupa kata sandi”")
        parser.add_argument("--peran", required=True, choices=Peran.values)
        parser.add_argument("--lembaga", help="nama atau singkatan lembaga", default="")
        parser.add_argument("--bidang", choices=Bidang.values, default="")
        parser.add_argument("--dasar", required=True, help="misalnya: SK Bupati Nomor …")
        parser.add_argument("--selesai", type=dt.date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *args: Any, **o: Any) -> None:
        """Ask for the password twice and make the account."""
        lembaga = None
        if o["lembaga"]:
            lembaga = Lembaga.objects.filter(
                Q(nama__iexact=o["lembaga"]) | Q(singkatan__iexact=o["lembaga"])
            ).first()
            if lembaga is None:
                raise CommandError(f"Lembaga “{o['lembaga']}” tidak ditemukan.")
        peran = {k: o[k] for k in ("peran", "bidang", "dasar", "selesai")} | {"lembaga": lembaga}
        try:
            if user := Pengguna.objects.filter(username=o["username"]).first():
                beri_peran(user=user, **peran)
                self.stdout.write(f"{user.username} mendapat peran tambahan.")
            else:
                sandi = self._sandi()
                buat_pengguna(
                    username=o["username"], nama=o["nama"], email=o["email"], sandi=sandi, **peran
                )
                self.stdout.write(f"Akun {o['username']} dibuat.")
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from galat

    def _sandi(self) -> str:
        sandi = getpass.getpass("Sandi (paling sedikit 15 karakter): ")
        if sandi != getpass.getpass("Ulangi sandi: "):
            raise CommandError("Kedua sandi tidak sama.")
        validate_password(sandi)
        return sandi
