"""``periksa_jejak``: check the audit trail; exit 1 with every faulty row named."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from p3aks.core import audit


class Command(BaseCommand):
    """Reads every chain. Rows cut off at a chain's end show only against saved heads."""

    help = "Memeriksa jejak audit; keluar dengan kode 1 dan menyebut barisnya bila ada yang rusak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[RANTAI] [--tulis-kepala FILE] [--bandingkan FILE]."""
        parser.add_argument("rantai", nargs="?", help="satu objek saja, mis. rad.aksi:UUID")
        parser.add_argument(
            "--tulis-kepala", type=Path, metavar="FILE", help="simpan kepala semua rantai"
        )
        parser.add_argument(
            "--bandingkan", type=Path, metavar="FILE", help="bandingkan dengan kepala tersimpan"
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        """Check, print the faults, and (only if there are none) write the heads."""
        cacat = self._sebut(audit.periksa(pilihan["rantai"]))
        if pilihan["bandingkan"]:
            cacat += self._sebut(audit.bandingkan(_baca(pilihan["bandingkan"])))
        if cacat:
            raise CommandError(f"Jejak audit rusak pada {cacat} tempat.")
        baris, sidik = 0, hashlib.sha256()
        keluaran = []
        for kepala in audit.kepala():
            teks = json.dumps(kepala)
            sidik.update(teks.encode() + b"\n")
            baris += 1
            if pilihan["tulis_kepala"]:
                keluaran.append(teks)
        if pilihan["tulis_kepala"]:
            pilihan["tulis_kepala"].write_text("".join(f"{b}\n" for b in keluaran), "utf-8")
        self.stdout.write(f"Jejak audit utuh: {baris} rantai, sidik kepala {sidik.hexdigest()}")

    def _sebut(self, cacat: Iterator[audit.Cacat]) -> int:
        jumlah = 0
        for satu in cacat:
            self.stderr.write(str(satu))
            jumlah += 1
        return jumlah


def _baca(berkas: Path) -> Iterator[tuple[str, int, str]]:
    try:
        baris = berkas.read_text("utf-8").splitlines()
        yield from ((str(r), int(n), str(s)) for r, n, s in map(json.loads, baris))
    except (OSError, ValueError, TypeError) as galat:
        raise CommandError(f"{berkas} tidak terbaca sebagai kepala rantai: {galat}") from None
