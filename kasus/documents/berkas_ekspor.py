"""Exports as files: a workbook for SIMFONI entry, a CSV for GBVIMS; each row or sheet marked with
who took it and when (R23)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kasus.aturan import simfoni
from kasus.documents.simfoni import URUTAN, Baris
from p3aks.core.formatting import tanggal_waktu
from p3aks.core.tables.tulis import Buku, tulis_baris

NAMA_LEMBAR = {
    "kasus": "Kasus",
    "korban": "Korban",
    "pelaku": "Pelaku",
    "pelayanan": "Pelayanan",
    "rujukan": "Rujukan",
    "penanganan": "Penanganan pelaku",
}
LEBAR = 22
# A spreadsheet reads these at the start of a CSV cell as a formula.
RUMUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class TandaAir:
    """Who took the file, when, and the code under which it stands in the register."""

    kode: str
    nama: str
    pada: datetime

    def __str__(self) -> str:
        return f"RAHASIA · {self.kode} · diunduh {self.nama}, {tanggal_waktu(self.pada)}"


def tulis_simfoni(semua: Iterable[Mapping[str, list[Baris]]], tanda: TandaAir) -> bytes:
    """Return the workbook: one sheet per SIMFONI form, columns in its order."""
    keluar = io.BytesIO()
    daftar = list(semua)
    with Buku(keluar, judul=f"Ekspor {tanda.kode}", dibuat=tanda.pada) as buku:
        tebal, biasa, tanda_gaya = buku.gaya(bold=True), buku.gaya(), buku.gaya(italic=True)
        for nama in URUTAN:
            lembar, kolom = buku.lembar(NAMA_LEMBAR[nama]), simfoni.FORMULIR[nama]
            lembar.set_column(0, len(kolom) - 1, LEBAR)
            lembar.freeze_panes(2, 1)
            lembar.set_footer(f"&C{tanda}")
            tulis_baris(lembar, 0, [str(tanda)], [tanda_gaya])
            tulis_baris(lembar, 1, [k.judul for k in kolom], [tebal] * len(kolom))
            baris = (b for kasus in daftar for b in kasus[nama])
            for r, isi in enumerate(baris, 2):
                tulis_baris(lembar, r, simfoni.siapkan(nama, isi), [biasa] * len(kolom))
    return keluar.getvalue()


def tulis_csv(kolom: Sequence[str], baris: Iterable[Mapping[str, str]], tanda: TandaAir) -> bytes:
    """Return a CSV (UTF-8 with BOM, comma) of *baris* with the mark as last column."""
    keluar = io.StringIO()
    penulis = csv.writer(keluar)
    penulis.writerow([*kolom, "tanda_air"])
    for isi in baris:
        penulis.writerow([*(aman(isi[k]) for k in kolom), str(tanda)])
    return keluar.getvalue().encode("utf-8-sig")


def aman(nilai: str) -> str:
    """Return *nilai* so that no spreadsheet takes it for a formula."""
    return f"'{nilai}" if nilai.startswith(RUMUS) else nilai
