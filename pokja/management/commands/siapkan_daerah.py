"""``manage.py siapkan_daerah``"""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pokja.actions import (
    DataDitolak,
    WilayahTidakDikenal,
    muat_lembaga,
    siapkan_daerah,
)
from pokja.actions.sk import bentuk_pokja


class Command(BaseCommand):
    """Takes a new installation from empty tables to one where people can work."""

    help = "Muat wilayah, identitas daerah, lembaga, dan Pokja. Boleh diulang; tidak menggandakan."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the regency knows about itself."""
        parser.add_argument("--ibu-kota", required=True, help="tempat peraturan ditetapkan")
        parser.add_argument(
            "--lembaga",
            type=Path,
            default=Path(settings.BASE_DIR) / "data" / "lembaga.csv",
            help="CSV nama,singkatan,jenis,unsur (bawaan: data/lembaga.csv)",
        )
        parser.add_argument("--periode", required=True, help="tahun Pokja, misalnya 2025-2029")
        parser.add_argument("--nomor-sk", required=True)
        parser.add_argument(
            "--tanggal-sk", required=True, type=dt.date.fromisoformat, help="YYYY-MM-DD"
        )

    def handle(self, *args: Any, **o: Any) -> None:
        """Load everything or say in one line what stands in the way."""
        try:
            mulai, selesai = (int(t) for t in o["periode"].split("-"))
        except ValueError as galat:
            raise CommandError("Periode ditulis seperti 2025-2029.") from galat
        try:
            with o["lembaga"].open(encoding="utf-8-sig", newline="") as berkas:
                baris = list(csv.DictReader(berkas))
            daerah = siapkan_daerah(ibu_kota=o["ibu_kota"])
            jumlah = muat_lembaga(baris=baris)
            pokja = bentuk_pokja(
                mulai=mulai, selesai=selesai, nomor_sk=o["nomor_sk"], tanggal_sk=o["tanggal_sk"]
            )
        except (OSError, UnicodeDecodeError) as galat:
            raise CommandError(f"Berkas {o['lembaga']} tidak dapat dibaca sebagai CSV.") from galat
        except (DataDitolak, WilayahTidakDikenal) as galat:
            raise CommandError(str(galat)) from galat
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from galat
        self.stdout.write(f"{daerah}: {jumlah} lembaga, {pokja}.")
