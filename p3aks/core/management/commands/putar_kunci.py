"""``putar_kunci``: move everything secret under the active key; 0 when old keys may go."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from p3aks.core import putaran
from p3aks.core.crypto import kunci_aktif


class Command(BaseCommand):
    """Runs beside the live system, any number of times. Prints counts, never values."""

    help = (
        "Menyandikan ulang semua nilai dan berkas rahasia dengan kunci aktif (kunci pertama pada "
        "P3AKS_KUNCI_DATA). Kode 0: kunci lama boleh dibuang. Kode 1: belum."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--periksa | --indeks]."""
        pilihan = parser.add_mutually_exclusive_group()
        pilihan.add_argument("--periksa", action="store_true", help="hanya menghitung yang tersisa")
        pilihan.add_argument(
            "--indeks",
            action="store_true",
            help="menghitung ulang indeks pencarian, sesudah P3AKS_KUNCI_INDEKS diganti",
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Do it, print one line per table, and fail unless nothing is left."""
        if pilihan["indeks"]:
            if self._sebut(putaran.segarkan_indeks(), "indeks diperbarui"):
                raise CommandError("Sebagian indeks belum diperbarui. Jalankan lagi.")
            self.stdout.write("Semua indeks pencarian memakai kunci indeks yang sekarang.")
            return
        hasil = putaran.periksa() if pilihan["periksa"] else putaran.putar()
        if sisa := self._sebut(hasil, "nilai dipindah"):
            raise CommandError(
                f"{sisa} baris atau berkas belum di bawah kunci {kunci_aktif()!r}. "
                "Kunci lama JANGAN dibuang."
            )
        self.stdout.write(
            f"Semua rahasia berada di bawah kunci {kunci_aktif()!r}; kunci lain boleh dibuang."
        )

    def _sebut(self, hasil: Iterable[putaran.Hasil], kata: str) -> int:
        sisa = 0
        for satu in hasil:
            self.stdout.write(
                f"{satu.tempat}: {satu.dipindah} {kata}, {satu.gagal} gagal, {satu.sisa} tersisa"
            )
            sisa += satu.sisa
        return sisa
