"""The chapter on the situation: the figures of one release, copied into the plan when a version is
fixed. Whoever holds the version can print the chapter again; a later revision changes nothing.

Published counts alone are copied and shown: null stays hidden.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from p3aks.core.formatting import tanggal
from pokja.documents.rekap import TUTUP, tampilan, teks
from pokja.models import RekapTerbit

Situasi = Mapping[str, Any]
TABEL = ("bentuk", "kategori", "usia", "tempat", "hubungan", "kecamatan")
JUDUL = "Gambaran Umum: Kekerasan terhadap Perempuan dan Anak yang Dilaporkan, {label}"
PEMBUKA = (
    "Dihitung menurut waktu dilaporkan dari laporan yang sudah terverifikasi, keadaan data per "
    "{per}: {satuan}. Hitungan itu berbeda dan tidak dijumlahkan; judul tiap tabel menyebut apa "
    "yang dihitung. Banyaknya laporan bukan banyaknya kekerasan."
)
ARTI_TUTUP = (
    f"{TUTUP} tidak ditampilkan: angka kecil, dan angka lain yang dapat dipakai menghitungnya, "
    "disembunyikan agar tidak seorang pun dikenali. Angka 0 ditampilkan."
)
SUMBER = "Sumber: statistik terbit {label} versi {nomor}, terbit {terbit}, SHA-256 {sidik}"


def salin(rekap: RekapTerbit) -> dict[str, Any]:
    """Return what a version of the plan keeps of *rekap*, as plain data."""
    return {
        "rekap": str(rekap.pk),
        "label": str(rekap),
        "nomor": rekap.nomor,
        "sidik": rekap.sidik,
        "per": rekap.isi["per"],
        "terbit": timezone.localdate(rekap.dibuat_pada).isoformat(),
        "satuan": rekap.isi["satuan"],
        "tabel": rekap.isi["tabel"],
    }


def sebutan(situasi: Situasi | None) -> str:
    """Return ``Tahun 2025, versi 2``; "" for none."""
    return f"{situasi['label']}, versi {situasi['nomor']}" if situasi else ""


def tampil(situasi: Situasi | None) -> dict[str, Any] | None:
    """Return the chapter as words and tables (``pokja.documents.rekap.Tabel``): the same on paper,
    in Word and in Excel. None for none."""
    if not situasi:
        return None
    per_kunci = {t.kunci: t for t in tampilan(situasi)}
    satuan = [f"{teks(s['jumlah'])} {s['label']}" for s in situasi["satuan"]]
    return {
        "judul": JUDUL.format(label=situasi["label"]),
        "sebutan": sebutan(situasi),
        "pembuka": PEMBUKA.format(per=_tanggal(situasi["per"]), satuan=_daftar(satuan)),
        "tabel": [per_kunci[k] for k in TABEL if k in per_kunci],
        "arti_tutup": ARTI_TUTUP,
        "sumber": SUMBER.format(**{**situasi, "terbit": _tanggal(situasi["terbit"])}),
    }


def _tanggal(iso: str) -> str:
    return tanggal(date.fromisoformat(iso))


def _daftar(butir: list[str]) -> str:
    """Join as a sentence does: ``a, b, dan c``."""
    return ", ".join([*butir[:-1], f"dan {butir[-1]}"]) if len(butir) > 1 else "".join(butir)
