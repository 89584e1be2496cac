"""Uploaded files: what is looked at before anything reads their content.

Standard library only, so that the child process that reads a spreadsheet can import it without
starting Django. Every refusal is a :class:`BerkasDitolak` whose text tells the sender what to do.
Limits: reference figures of the security study (2 MiB packed, 20 MiB unpacked, 200 members).
"""

import io
import posixpath
import re
import struct
import unicodedata
import uuid
import zipfile
import zlib
from pathlib import PurePosixPath

MIB = 1024 * 1024
UKURAN_XLSX = 2 * MIB
UKURAN_XLSX_TERURAI = 20 * MIB
ANGGOTA_XLSX = 200
# A ratio alone says little (a small sheet of equal rows is packed 113:1), so it counts only for
# members that are large when unpacked.
RASIO = 250
RASIO_BERLAKU_DARI = MIB
PANJANG_NAMA = 120

SIMPAN_ULANG = "Buka berkas itu di Excel atau LibreOffice, lalu simpan sebagai Excel (.xlsx)."

RUSAK = (
    "Berkas ini rusak atau tidak lengkap (mungkin terputus saat disalin). "
    "Buka berkas asalnya, simpan ulang sebagai .xlsx, lalu coba lagi."
)
# What Python's zip reader raises on broken or hostile archives.
GALAT_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
    UnicodeError, ValueError, struct.error,
)  # fmt: skip

_EKSTENSI_LAIN = {
    ".xls": f"Ini berkas Excel lama (.xls). {SIMPAN_ULANG}",
    ".xlsb": f"Berkas Excel biner (.xlsb) tidak dapat dibaca. {SIMPAN_ULANG}",
    ".xlsm": f"Berkas dengan makro (.xlsm) tidak diterima demi keamanan. {SIMPAN_ULANG}",
    ".xltm": f"Berkas dengan makro (.xltm) tidak diterima demi keamanan. {SIMPAN_ULANG}",
    ".ods": f"Ini berkas LibreOffice (.ods). {SIMPAN_ULANG}",
    ".csv": f"Berkas CSV tidak memuat jenis isi selnya. {SIMPAN_ULANG}",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARSIP = (b"PK\x03\x04", b"PK\x05\x06", _OLE, b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"%PDF")
_EKSTENSI_ARSIP = (".zip", ".xlsx", ".xlsm", ".docx", ".7z", ".rar", ".gz", ".exe", ".dll", ".js")


class BerkasDitolak(ValueError):
    """The file is refused as a whole. ``str()`` is the Indonesian text for the sender; nothing
    was stored."""


def nama_acak(ekstensi: str) -> str:
    """Return a storage name that says nothing about sender or content: ``<32 hex>.xlsx``."""
    return f"{uuid.uuid4().hex}{ekstensi}"


def nama_tampil(nama: str) -> str:
    """Return the sender's file name fit to show: last part of the path, visible signs only."""
    nama = nama.replace("\\", "/").rsplit("/", 1)[-1]
    bersih = "".join(h for h in nama if unicodedata.category(h)[0] != "C")
    bersih = " ".join(bersih.split())
    if len(bersih) > PANJANG_NAMA:
        akhiran = PurePosixPath(bersih).suffix[:10]
        bersih = bersih[: PANJANG_NAMA - len(akhiran) - 1] + "…" + akhiran
    return bersih or "tanpa nama.xlsx"


def periksa_ukuran(bita: int) -> None:
    """Refuse an empty or too large spreadsheet by its size alone, before it is read."""
    if not bita:
        raise BerkasDitolak("Berkas ini kosong (0 bita). Pilih kembali berkas yang berisi tabel.")
    if bita > UKURAN_XLSX:
        besar = f"{bita / MIB:.1f}".replace(".", ",")
        raise BerkasDitolak(
            f"Berkas ini {besar} MB, paling besar 2 MB. Hapus gambar dan lembar yang tidak perlu, "
            "lalu simpan ulang."
        )


def periksa_xlsx(nama: str, isi: bytes) -> None:
    """Refuse what is not a plain .xlsx workbook within the limits; return nothing otherwise.

    Args:
        nama: the file name as sent, for its ending only.
        isi: the whole file. Nothing is unpacked here but the first bytes of each member.

    Raises:
        BerkasDitolak: with the reason and the next step.
    """
    periksa_ukuran(len(isi))
    _periksa_ekstensi(nama)
    _periksa_tanda(isi)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            _periksa_anggota(arsip)
            _periksa_jenis(arsip)
            for anggota in arsip.infolist():
                _periksa_bersarang(arsip, anggota)
    except BerkasDitolak:
        raise
    except GALAT_ZIP as galat:
        raise BerkasDitolak(RUSAK) from galat


def _periksa_ekstensi(nama: str) -> None:
    akhiran = PurePosixPath(nama.replace("\\", "/").strip().lower()).suffix
    if akhiran == ".xlsx":
        return
    raise BerkasDitolak(
        _EKSTENSI_LAIN.get(akhiran, f"Hanya berkas Excel (.xlsx) yang diterima. {SIMPAN_ULANG}")
    )


def _periksa_tanda(isi: bytes) -> None:
    """Judge by the first bytes, whatever the name says."""
    if isi.startswith(b"PK\x03\x04"):
        return
    if isi.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise BerkasDitolak(
                "Berkas ini dilindungi kata sandi. Hapus kata sandinya di Excel (Berkas, Info, "
                "Proteksi Buku Kerja), simpan, lalu unggah kembali."
            )
        raise BerkasDitolak(f"Isi berkas ini Excel lama (.xls). {SIMPAN_ULANG}")
    awal = isi[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower()
    if awal.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<?xml")):
        raise BerkasDitolak(
            f"Isi berkas ini halaman web yang namanya diganti menjadi .xlsx. {SIMPAN_ULANG}"
        )
    raise BerkasDitolak(f"Isi berkas ini bukan Excel (.xlsx), apa pun namanya. {SIMPAN_ULANG}")


def _periksa_anggota(arsip: zipfile.ZipFile) -> None:
    """Look at the table of contents: number, sizes, names, encryption."""
    daftar = arsip.infolist()
    if len(daftar) > ANGGOTA_XLSX:
        raise BerkasDitolak(
            f"Berkas ini memuat {len(daftar)} bagian, paling banyak {ANGGOTA_XLSX}. "
            "Hapus gambar dan lembar yang tidak perlu, lalu simpan ulang."
        )
    if len({a.filename.lower() for a in daftar}) != len(daftar):
        raise BerkasDitolak(RUSAK)
    for anggota in daftar:
        _periksa_nama(anggota.orig_filename)
        if anggota.flag_bits & 0x41:
            raise BerkasDitolak(
                "Berkas ini dilindungi kata sandi. Hapus kata sandinya, lalu unggah kembali."
            )
        if anggota.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BerkasDitolak(RUSAK)
    if sum(a.file_size for a in daftar) > UKURAN_XLSX_TERURAI or any(map(_bom, daftar)):
        raise BerkasDitolak(
            "Isi berkas ini terlalu besar setelah diurai (paling besar 20 MB). "
            "Salin hanya tabelnya ke berkas baru, lalu unggah berkas itu."
        )


def _bom(anggota: zipfile.ZipInfo) -> bool:
    """Tell whether a member unpacks to far more than a spreadsheet part would."""
    if anggota.file_size < RASIO_BERLAKU_DARI:
        return False
    return anggota.file_size > RASIO * max(anggota.compress_size, 1)


def _periksa_nama(nama: str) -> None:
    """Refuse member names that point outside the archive."""
    jalur = nama.replace("\\", "/")
    if (
        "\0" in nama
        or len(nama) > 255
        or jalur.startswith("/")
        or re.match(r"[a-zA-Z]:", jalur)
        or ".." in jalur.split("/")
        or posixpath.normpath(jalur).startswith("..")
    ):
        raise BerkasDitolak(
            "Susunan berkas ini tidak wajar (nama bagian menunjuk ke luar berkas). "
            "Berkas ditolak demi keamanan."
        )


def _periksa_jenis(arsip: zipfile.ZipFile) -> None:
    """Judge by the declared content types: workbook without macros, or refuse by name."""
    nama = {n.lower() for n in arsip.namelist()}
    if any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in nama):
        raise BerkasDitolak(_EKSTENSI_LAIN[".xlsm"])
    if "mimetype" in nama:
        raise BerkasDitolak(_EKSTENSI_LAIN[".ods"])
    if "word/document.xml" in nama or "ppt/presentation.xml" in nama:
        raise BerkasDitolak(f"Isi berkas ini dokumen Word atau PowerPoint. {SIMPAN_ULANG}")
    if "[content_types].xml" not in nama:
        raise BerkasDitolak(f"Isi berkas ini arsip ZIP biasa, bukan Excel. {SIMPAN_ULANG}")
    anggota = next(a for a in arsip.infolist() if a.filename.lower() == "[content_types].xml")
    with arsip.open(anggota) as aliran:
        jenis = aliran.read(256 * 1024)
    if b"binary.macroEnabled" in jenis:
        raise BerkasDitolak(_EKSTENSI_LAIN[".xlsb"])
    if b"macroEnabled" in jenis or b"vbaProject" in jenis:
        raise BerkasDitolak(_EKSTENSI_LAIN[".xlsm"])
    if b"spreadsheetml.sheet.main+xml" not in jenis:
        raise BerkasDitolak(f"Isi berkas ini bukan buku kerja Excel. {SIMPAN_ULANG}")


def _periksa_bersarang(arsip: zipfile.ZipFile, anggota: zipfile.ZipInfo) -> None:
    """Refuse files inside the file: archives, programs, embedded objects."""
    with arsip.open(anggota) as aliran:
        awal = aliran.read(8)
    if anggota.filename.lower().endswith(_EKSTENSI_ARSIP) or awal.startswith(_ARSIP):
        raise BerkasDitolak(
            "Di dalam berkas ini ada berkas lain (arsip, program atau objek sisipan). "
            "Hapus sisipan itu, atau salin tabelnya ke berkas baru."
        )
