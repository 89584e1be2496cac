"""``impor_nomenklatur FILE``: loads programme, kegiatan and sub kegiatan codes from CSV."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from p3aks.core.formatting import bersih_teks, normal_kode
from p3aks.core.parsing import POLA_PROGRAM, TEMPLAT_PENUNJANG
from rad.enums import JenisNomenklatur
from rad.models import Nomenklatur

KOLOM = ("kode", "nama", "jenis", "versi", "tahun_mulai", "tahun_selesai", "status")
STATUS = {"terverifikasi": True, "perlu_cek": False}


class Command(BaseCommand):
    """Loads codes; running it again changes only what differs in the file."""

    help = (
        f"Memuat kode program, kegiatan dan sub kegiatan dari CSV ({', '.join(KOLOM)}; "
        "kolom pengganti boleh ada)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("berkas", type=Path, help="berkas .csv (UTF-8)")

    @transaction.atomic
    def handle(self, *args: Any, **opsi: Any) -> None:
        """Load all rows or none."""
        lama = {(n.kode, n.versi): n for n in Nomenklatur.objects.all()}
        baru, ubah, sama = [], [], 0
        for nomor, baris in _baca(opsi["berkas"]):
            isi = _isi(nomor, baris)
            kunci = (isi["kode"], isi["versi"])
            if (ada := lama.get(kunci)) is None:
                baru.append(lama.setdefault(kunci, Nomenklatur(**isi)))
            elif ada._state.adding:
                raise CommandError(f"Baris {nomor}: kode {isi['kode']} muncul dua kali.")
            elif any(getattr(ada, k) != v for k, v in isi.items()):
                for k, v in isi.items():
                    setattr(ada, k, v)
                ubah.append(ada)
            else:
                sama += 1
        Nomenklatur.objects.bulk_create(baru)
        if ubah:
            kolom = ("nama", "jenis", "tahun_mulai", "tahun_selesai", "pengganti", "terverifikasi")
            Nomenklatur.objects.bulk_update(ubah, kolom)
        self.stdout.write(f"Nomenklatur: {len(baru)} baru, {len(ubah)} berubah, {sama} sudah sama.")


def _baca(berkas: Path) -> list[tuple[int, dict[str, str]]]:
    """Return ``(line number, row)`` of the file; comma or semicolon between columns."""
    try:
        teks = berkas.read_text(encoding="utf-8-sig")
    except OSError as galat:
        raise CommandError(f"Berkas {berkas.name} tidak dapat dibuka: {galat.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError("Berkas ini tidak memakai UTF-8. Simpan sebagai “CSV UTF-8”.") from None
    judul = teks.partition("\n")[0]
    pemisah = ";" if judul.count(";") > judul.count(",") else ","
    pembaca = csv.DictReader(teks.splitlines(), delimiter=pemisah)
    if hilang := set(KOLOM) - set(pembaca.fieldnames or ()):
        raise CommandError(f"Kolom yang belum ada: {', '.join(sorted(hilang))}.")
    return [(pembaca.line_num, baris) for baris in pembaca]


def _isi(nomor: int, baris: dict[str, str]) -> dict[str, Any]:
    """Return the checked row as fields of Nomenklatur."""
    isi = {k: bersih_teks(baris[k] or "") for k in KOLOM}
    for kolom, boleh in (("jenis", JenisNomenklatur.values), ("status", list(STATUS))):
        if isi[kolom] not in boleh:
            pilihan = " atau ".join(boleh)
            raise CommandError(f"Baris {nomor}: {kolom} “{isi[kolom]}”, harus {pilihan}.")
    pengganti = bersih_teks(baris.get("pengganti") or "")
    try:
        kode = _kode(isi["kode"], isi["jenis"])
        lanjut = {"pengganti": _kode(pengganti, isi["jenis"])} if pengganti else {}
    except ValueError as galat:
        raise CommandError(f"Baris {nomor}: {galat}") from None
    hasil = {
        "kode": kode,
        "nama": isi["nama"],
        "jenis": isi["jenis"],
        "versi": isi["versi"],
        "tahun_mulai": _tahun(nomor, isi["tahun_mulai"]),
        "tahun_selesai": _tahun(nomor, isi["tahun_selesai"]) if isi["tahun_selesai"] else None,
        "terverifikasi": STATUS[isi["status"]],
        **lanjut,  # a file without a successor leaves the one that is known
    }
    for kolom, batas in (("nama", 300), ("versi", 40)):
        if not 0 < len(isi[kolom]) <= batas:
            raise CommandError(f"Baris {nomor}: {kolom} harus 1 sampai {batas} huruf.")
    return hasil


def _tahun(nomor: int, teks: str) -> int:
    if not (teks.isdecimal() and 1945 <= int(teks) <= 2200):
        raise CommandError(f"Baris {nomor}: tahun “{teks}”, harus empat angka seperti 2025.")
    return int(teks)


def _kode(teks: str, jenis: str) -> str:
    """Return the canonical code. A programme has three parts, which ``normal_kode`` refuses."""
    if jenis == JenisNomenklatur.PROGRAM:
        if POLA_PROGRAM.fullmatch(teks) or teks == TEMPLAT_PENUNJANG:
            return teks
        raise ValueError(f"“{teks}” bukan kode program. Tulis seperti 2.08.03.")
    return normal_kode(teks)
