"""``manage.py retensi``: which case files are due; with ``--usulkan`` a proposal for PPDP."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kasus.actions.retensi import usulkan
from kasus.documents.retensi import jatuh_tempo
from pokja.models import Pengguna


class Command(BaseCommand):
    """Lists, and on demand proposes. It never makes anything anonymous: PPDP approves first."""

    help = "Menampilkan kasus yang masa simpannya lewat (kode dan tanggal saja)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--per TANGGAL] [--usulkan --oleh USERNAME]."""
        parser.add_argument("--per", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--usulkan", action="store_true", help="ajukan kepada PPDP")
        parser.add_argument("--oleh", metavar="USERNAME", help="pengusul: supervisor atau PPDP")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Print one line per case; raise CommandError with the sentence a person would read."""
        per = pilihan["per"] or timezone.localdate()
        daftar = jatuh_tempo(per)
        for j in daftar:
            keadaan = " ".join(j.halangan) or "dapat dianonimkan"
            self.stdout.write(f"{j.kode}  terminasi {j.terminasi}  sejak {j.batas}  {keadaan}")
        self.stdout.write(f"{sum(not j.halangan for j in daftar)} dari {len(daftar)} kasus.")
        if pilihan["usulkan"]:
            self._usulkan(pilihan["oleh"], per)

    def _usulkan(self, username: str | None, per: date) -> None:
        oleh = Pengguna.objects.filter(username=username, is_active=True).first()
        if oleh is None:
            raise CommandError("Sebutkan pengusul: --oleh USERNAME dari akun yang aktif.")
        try:
            usulan = usulkan(by=oleh, per=per)
        except PermissionDenied:
            raise CommandError("Hanya supervisor atau PPDP yang dapat mengusulkan.") from None
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from None
        self.stdout.write(f"Diusulkan: {usulan.jumlah} kasus, menunggu persetujuan PPDP.")
