"""The evidence of one report as a ZIP that can be uploaded to a national portal: named files and an
index. The same report gives the same bytes."""

import csv
import io
import zipfile
from datetime import datetime
from typing import IO, Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from p3aks.core.formatting import angka
from p3aks.core.tables.tulis import Buku, tulis_baris
from pokja.enums_rapat import PutusanBukti
from rad.documents.pantau import BarisPantau
from rad.models import LaporanAksi

SAAT = (1980, 1, 1, 0, 0, 0)
TAJUK = ("Nomor", "Data dukung", "Wajib", "Berkas", "Isi", "Putusan", "SHA-256")


def nama_berkas(laporan: LaporanAksi, nomor_aksi: int) -> str:
    """Return the name of the ZIP: period, year and number of the action; nothing personal."""
    return f"{laporan.tahun}-{laporan.periode}_aksi-{nomor_aksi:03}.zip"


def tulis(laporan: LaporanAksi, baris: BarisPantau, tujuan: IO[bytes]) -> None:
    """Write the ZIP to *tujuan*: evidence under names that say what it is, ``index.csv`` and
    ``index.xlsx``. Required evidence without a file stands in the index as missing."""
    daftar = _daftar(laporan, baris.nomor)
    with zipfile.ZipFile(tujuan, "w") as arsip:
        _isi(arsip, "index.csv", _csv(baris, laporan, daftar))
        _isi(arsip, "index.xlsx", _xlsx(baris, laporan, daftar))
        for satu in daftar:
            if bukti := satu["bukti"]:
                with bukti.berkas.open("rb") as berkas:
                    _isi(arsip, satu["berkas"], berkas.read())


def _isi(arsip: zipfile.ZipFile, nama: str, isi: bytes) -> None:
    # Stored, not deflated: PDFs and photographs do not shrink, and the bytes stay reproducible.
    arsip.writestr(zipfile.ZipInfo(nama, SAAT), isi)


def _daftar(laporan: LaporanAksi, nomor_aksi: int) -> list[dict[str, Any]]:
    ada = list(
        laporan.bukti.select_related("syarat").order_by(
            F("syarat__urutan").asc(nulls_last=True), "dibuat_pada", "pk"
        )
    )
    hasil = []
    for n, b in enumerate(ada, 1):
        jenis = slugify(b.syarat.uraian if b.syarat else "")[:60] or "data-dukung"
        ekstensi = str(b.berkas.name).rsplit(".", 1)[-1]
        awalan = f"{laporan.tahun}-{laporan.periode}_{nomor_aksi:03}_{n:02}"
        hasil.append(
            {
                "bukti": b,
                "syarat": b.syarat.uraian if b.syarat else "",
                "wajib": "ya" if b.syarat and b.syarat.wajib else "tidak",
                "berkas": f"{awalan}_{jenis}.{ekstensi}",
                "isi": b.uraian,
                "putusan": str(PutusanBukti(b.putusan).label),
                "sidik": b.sidik,
            }
        )
    terisi = {b.syarat_id for b in ada}
    kurang = laporan.aksi.syarat_bukti.filter(wajib=True, periode__in=("", laporan.periode))
    hasil += [
        {"bukti": None, "syarat": s.uraian, "wajib": "ya", "berkas": "", "isi": "BELUM ADA",
         "putusan": "", "sidik": ""}
        for s in kurang
        if s.pk not in terisi
    ]  # fmt: skip
    return hasil


def _kepala(baris: BarisPantau, laporan: LaporanAksi) -> list[tuple[str, str]]:
    return [
        ("Aksi", f"{baris.nomor}. {baris.uraian}"),
        ("Perangkat daerah", baris.opd),
        ("Periode", f"{laporan.periode} {laporan.tahun}"),
        ("Status", baris.label_status),
        *(
            (
                f"Indikator: {i.nama} ({i.satuan})",
                f"target {angka(i.target_periode)}, realisasi {angka(i.realisasi_periode)}, "
                f"capaian {i.capaian_periode}",
            )
            for i in baris.indikator
        ),
        ("Data dukung wajib yang memadai", f"{baris.wajib_memadai} dari {baris.wajib}"),
    ]


def _larik(daftar: list[dict[str, Any]]) -> list[list[str]]:
    kunci = ("syarat", "wajib", "berkas", "isi", "putusan", "sidik")
    return [[str(n), *(s[k] for k in kunci)] for n, s in enumerate(daftar, 1)]


def _csv(baris: BarisPantau, laporan: LaporanAksi, daftar: list[dict[str, Any]]) -> bytes:
    keluar = io.StringIO()
    tulis_csv = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    for isi in (*_kepala(baris, laporan), (), TAJUK, *_larik(daftar)):
        tulis_csv.writerow([_aman(sel) for sel in isi])
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


def _aman(teks: str) -> str:
    """Return *teks* so that no spreadsheet takes it for a formula."""
    return f"'{teks}" if teks[:1] in ("=", "+", "-", "@", "\t", "\r") else teks


def _xlsx(baris: BarisPantau, laporan: LaporanAksi, daftar: list[dict[str, Any]]) -> bytes:
    keluar = io.BytesIO()
    saat = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone())
    with Buku(keluar, judul="Indeks data dukung", dibuat=saat) as buku:
        lembar = buku.lembar("Indeks")
        biasa, tebal = buku.gaya(text_wrap=True, valign="top"), buku.gaya(bold=True)
        for c, lebar in enumerate((8, 30, 8, 48, 36, 20, 66)):
            lembar.set_column(c, c, lebar)
        r = 0
        for nama, isi in _kepala(baris, laporan):
            tulis_baris(lembar, r, [nama, isi], [tebal, biasa])
            r += 1
        tulis_baris(lembar, r + 1, list(TAJUK), [tebal] * len(TAJUK))
        for n, isi_baris in enumerate(_larik(daftar), r + 2):
            tulis_baris(lembar, n, isi_baris, [biasa] * len(TAJUK))
    return keluar.getvalue()
