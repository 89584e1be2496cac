"""The workbook of B04 2026 for tests: two actions, taken, changed as Excel would, sent back."""

import io
from decimal import Decimal

import openpyxl
import pytest

from rad.actions import realisasi as tindakan
from rad.actions import unggahan, versi
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.documents import realisasi, realisasi_xlsx
from rad.documents.realisasi_xlsx import BARIS_JUDUL, DIISI, KOLOM
from rad.forms.realisasi import periksa
from rad.models import Aksi, ImporRealisasi
from tests.rad.bantu_aksi import TAHUN, disetujui
from tests.rad.bantu_pantau import B04

LETAK = {k: c for c, k in enumerate(KOLOM, 1)}


@pytest.fixture(name="dua")
def _dua(hari, rad, opd_a, opd_b, sekretariat):
    """An action of Dinkes with two indicators and two sources, and one of Disdik.

    Rows of Dinkes: 1 and 2 the indicators, 3 DAU, 4 PAD: sources stand by their label.
    """
    rinci = {
        "indikator": [
            IsiIndikator("Desa dilatih", "desa", "naik", {t: Decimal(30) for t in TAHUN}),
            IsiIndikator("Lama menunggu", "hari", "turun", {t: Decimal(9) for t in TAHUN}),
        ],
        "anggaran": [
            IsiAnggaran("pad", {2026: Decimal(90_000_000)}),
            IsiAnggaran("dau", {2026: Decimal(10_000_000)}),
        ],
    }
    satu = disetujui(opd_a, rad, sekretariat, "Pelatihan paralegal", **rinci)
    lain = disetujui(opd_b, rad, sekretariat, "Sekolah damai", bidang="penanganan")
    versi.tetapkan(by=sekretariat, rad=rad)
    return [Aksi.objects.select_related("rad").get(pk=a.pk) for a in (satu, lain)]


def unduh(user, rad) -> bytes:
    """The workbook as *user* downloads it."""
    keluar = io.BytesIO()
    aksi = realisasi.susun(realisasi.aksi_dapat_diisi(user, rad), **B04)
    realisasi_xlsx.cetak(keluar, rad=rad.pk, aksi=aksi, **B04)
    return keluar.getvalue()


def ubah(isi: bytes, *sel, buang=()) -> bytes:
    """Set cells ``(row from 1 below the heading, key, value)``, then take rows *buang* out."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    for r, kunci, nilai in sel:
        satu = buku.active.cell(BARIS_JUDUL + 1 + r, LETAK[kunci])
        satu.value = nilai
        if satu.data_type == "f":  # typed as text, not as a formula
            satu.data_type = "s"
    for r in sorted(buang, reverse=True):
        buku.active.delete_rows(BARIS_JUDUL + 1 + r)
    return _simpan(buku)


def acak(isi: bytes) -> bytes:
    """Turn the rows upside down, as sorting in Excel may."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    lembar = buku.active
    awal = BARIS_JUDUL + 2
    nilai = [[s.value for s in b] for b in lembar.iter_rows(min_row=awal)]
    for r, baris in enumerate(reversed(nilai), awal):
        for c, satu in enumerate(baris, 1):
            lembar.cell(r, c).value = satu
    return _simpan(buku)


def _simpan(buku) -> bytes:
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def sel_isian(isi: bytes) -> list[list]:
    """What stands in the cells that people fill in, row by row."""
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).active
    return [
        [lembar.cell(r, LETAK[k]).value for k in DIISI]
        for r in range(BARIS_JUDUL + 2, lembar.max_row + 1)
    ]


def periksa_isi(isi: bytes, rad, user):
    """The result of the check."""
    return periksa("realisasi.xlsx", isi, rad=rad, user=user, **B04)


def pesan(hasil) -> str:
    """The findings on one line."""
    return " | ".join(f"{t.baris} {t.kolom}: {t.pesan}" for t in hasil.masalah)


def pratinjau(user, rad, isi: bytes) -> ImporRealisasi:
    """The workbook, kept for preview."""
    hasil = periksa_isi(isi, rad, user).data()
    return unggahan.unggah(
        ImporRealisasi, by=user, nama="r.xlsx", isi=isi, hasil=hasil, rad=rad, **B04
    )


def simpan(user, rad, isi: bytes) -> int:
    """Check, keep and apply."""
    return tindakan.terapkan(by=user, impor=pratinjau(user, rad, isi))
