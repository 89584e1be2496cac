"""``manage.py impor_batas FILE``"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pokja.actions.batas import muat_batas
from pokja.aturan.batas import BatasDitolak


class Command(BaseCommand):
    """Loads the borders of the kecamatan for the map."""

    help = "Muat batas kecamatan dari GeoJSON WGS84 milik kabupaten. Mengganti batas sebelumnya."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, where its codes are, and whose it is."""
        parser.add_argument("berkas", metavar="FILE", type=Path, help="GeoJSON FeatureCollection")
        parser.add_argument(
            "--kolom-kode", default="kode", help="kolom kode Kemendagri kecamatan (bawaan: kode)"
        )
        parser.add_argument(
            "--sumber", required=True, help="asal dan lisensi, tercetak di bawah peta"
        )
        parser.add_argument("--periksa", action="store_true", help="periksa saja; tidak menyimpan")

    def handle(self, *args: Any, **o: Any) -> None:
        """Load or look, and count."""
        try:
            isi = o["berkas"].read_bytes()
        except OSError as galat:
            raise CommandError(f"Berkas {o['berkas']} tidak dapat dibaca.") from galat
        try:
            hasil = muat_batas(
                isi=isi, kolom=o["kolom_kode"], sumber=o["sumber"], periksa=o["periksa"]
            )
        except BatasDitolak as galat:
            raise CommandError(str(galat)) from galat
        kata = "diperiksa, tidak disimpan" if o["periksa"] else "dimuat"
        self.stdout.write(
            f"Batas {hasil.dimuat} kecamatan {kata}: {hasil.titik_semula} titik menjadi "
            f"{hasil.titik}. {hasil.dilewati} fitur di luar kabupaten dilewati."
        )
        if hasil.tanpa_batas:
            self.stdout.write(f"Tanpa batas: {', '.join(hasil.tanpa_batas)}.")
