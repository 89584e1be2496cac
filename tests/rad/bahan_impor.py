"""Small RAD spreadsheets for the import tests."""

import io
from typing import Any

import openpyxl

from rad.documents.kolom_rad import kolom_rad
from rad.forms.impor import HasilPeriksa, periksa

TAHUN = range(2025, 2030)
KOLOM = kolom_rad(TAHUN, 2024, lengkap=False)
JUDUL = [k.label for k in KOLOM]
BAKU: dict[str, Any] = {
    "no": 1,
    "bidang": "Pencegahan",
    "sasaran": "Desa damai",
    "nomenklatur": None,
    "uraian": "Penyuluhan di sekolah",
    "nama": "Jumlah sekolah",
    "satuan": "sekolah",
    "arah": "naik",
    "baseline": 2,
    **{f"target_{t}": n for n, t in enumerate(TAHUN, 3)},
    **{f"pagu_{t}": 1_000_000 for t in TAHUN},
    "sumber": "PAD",
    "penanggung_jawab": "Dinas Kesehatan",
    "pendukung": None,
    "lokasi": "Kabupaten",
    "keterangan": None,
    "jenis": None,
    "kumulatif": None,
}
KOSONG = dict.fromkeys(BAKU)


def baris(**ubah: Any) -> dict[str, Any]:
    """Return a valid row with these cells changed."""
    return {**BAKU, **ubah}


def buku(*isi: dict[str, Any], judul: list[str] | None = None, ubah=None) -> bytes:
    """Return a workbook with a heading and these rows; *ubah* may alter the sheet before saving.

    Row 1 is the heading, so the first row of data is row 2.
    """
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "RAD"
    ws.append(judul or JUDUL)
    for satu in isi:
        ws.append([satu.get(k.kunci) for k in KOLOM] + [satu[k] for k in satu if k not in BAKU])
    if ubah:
        ubah(ws)
    keluar = io.BytesIO()
    wb.save(keluar)
    return keluar.getvalue()


def kolom(kunci: str) -> int:
    """Return the column number (from 1, as openpyxl counts) of a form field."""
    return 1 + next(i for i, k in enumerate(KOLOM) if k.kunci == kunci)


def cek(rad, user, *isi: dict[str, Any], **opsi: Any) -> HasilPeriksa:
    """Check a workbook of these rows."""
    return periksa("rad.xlsx", buku(*isi, **opsi), rad=rad, user=user)


def pesan(hasil: HasilPeriksa) -> dict[int, list[str]]:
    """Return what is wrong by row."""
    keluar: dict[int, list[str]] = {}
    for t in hasil.masalah:
        keluar.setdefault(t.baris, []).append(t.pesan)
    return keluar
