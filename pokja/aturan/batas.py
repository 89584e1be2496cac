"""Reading a regency's own border file: GeoJSON in WGS84, one feature or more per kecamatan.

Pure. Nothing is repaired or guessed: what does not fit is refused with a sentence that says what
to do. Points are rounded to a hundred-thousandth of a degree (about a metre), so that a border
drawn for two places is the same border.
"""

import json
import math
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

Titik = tuple[float, float]
Cincin = list[Titik]

UKURAN = 30 * 1024 * 1024
TITIK = 500_000
DESIMAL = 5
# Indonesia with its seas. Metres of a projected file, or latitude before longitude, lie outside.
BUJUR, LINTANG = (94.0, 142.0), (-12.0, 7.0)
CRS_WGS84 = ("CRS84", "4326")


class BatasDitolak(ValueError):
    """The file cannot be used; the message says why and what to do. Nothing was stored."""


class Bacaan(NamedTuple):
    """The rings of each kecamatan by code, and how many features belong to other places."""

    cincin: dict[str, list[Cincin]]
    dilewati: int


def baca_geojson(isi: bytes, *, kolom: str, kabupaten: str, kode: Collection[str]) -> Bacaan:
    """Return the borders in the GeoJSON file *isi* of the kecamatan with the codes *kode*.

    The property *kolom* of a feature holds its Kemendagri code, with dots ("35.23.18") or without
    ("352318"). Features outside the regency *kabupaten* are left out and counted. Raises
    :class:`BatasDitolak`.
    """
    if len(isi) > UKURAN:
        raise BatasDitolak("Berkas lebih besar dari 30 MB. Sederhanakan dahulu, misalnya di QGIS.")
    fitur = _fitur(isi)
    dikenal = {k.replace(".", ""): k for k in kode}
    hasil: dict[str, list[Cincin]] = {}
    dilewati = titik = 0
    for nomor, satu in enumerate(fitur, 1):
        tulisan = _kode(satu, kolom, nomor)
        if not tulisan.startswith(kabupaten.replace(".", "")):
            dilewati += 1
            continue
        if tulisan not in dikenal:
            raise BatasDitolak(
                f"Fitur ke-{nomor}: kode “{tulisan[:20]}” bukan kecamatan {kabupaten}. Pakai kode "
                "Kemendagri kecamatan, misalnya 35.23.18; kode BPS berbeda."
            )
        baru = _poligon(satu, nomor)
        titik += sum(map(len, baru))
        if titik > TITIK:
            raise BatasDitolak(
                f"Berkas memuat lebih dari {TITIK} titik. Sederhanakan dahulu, misalnya di QGIS."
            )
        hasil.setdefault(dikenal[tulisan], []).extend(baru)
    if not hasil:
        raise BatasDitolak(
            f"Tidak ada fitur dengan kode kecamatan {kabupaten} pada kolom “{kolom}”."
        )
    return Bacaan(hasil, dilewati)


def _fitur(isi: bytes) -> list[Any]:
    try:
        data = json.loads(isi.decode("utf-8-sig"))
    except (ValueError, RecursionError) as galat:
        raise BatasDitolak("Berkas ini bukan JSON yang utuh dalam UTF-8.") from galat
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise BatasDitolak("Berkas ini bukan GeoJSON FeatureCollection.")
    if "crs" in data and not any(satu in json.dumps(data["crs"]) for satu in CRS_WGS84):
        raise BatasDitolak("Sistem koordinat berkas bukan WGS84. Ekspor ulang dengan EPSG:4326.")
    fitur = data.get("features")
    if not isinstance(fitur, list) or not fitur:
        raise BatasDitolak("Berkas ini tidak memuat fitur.")
    return fitur


def _kode(fitur: Any, kolom: str, nomor: int) -> str:
    sifat = fitur.get("properties") if isinstance(fitur, dict) else None
    if not isinstance(sifat, Mapping) or kolom not in sifat:
        ada = ", ".join(sorted(map(str, sifat))[:15]) if isinstance(sifat, Mapping) else ""
        raise BatasDitolak(
            f"Fitur ke-{nomor} tidak punya kolom “{kolom}”. Kolom yang ada: {ada or 'tidak ada'}. "
            "Sebut dengan --kolom-kode."
        )
    return str(sifat[kolom]).replace(".", "").strip()


def _poligon(fitur: Any, nomor: int) -> list[Cincin]:
    bentuk = fitur.get("geometry")
    jenis = bentuk.get("type") if isinstance(bentuk, dict) else None
    if jenis not in ("Polygon", "MultiPolygon"):
        raise BatasDitolak(f"Fitur ke-{nomor} bukan Polygon atau MultiPolygon.")
    try:
        isi = bentuk["coordinates"]
        semua = [isi] if jenis == "Polygon" else isi
        return [_cincin(cincin, nomor) for poligon in semua for cincin in poligon]
    except BatasDitolak:
        raise
    except (KeyError, TypeError, ValueError, OverflowError) as galat:
        raise BatasDitolak(f"Fitur ke-{nomor}: susunan koordinatnya tidak terbaca.") from galat


def _cincin(isi: Any, nomor: int) -> Cincin:
    cincin: Cincin = []
    for x, y, *_ in isi:
        angka = [n for n in (x, y) if isinstance(n, int | float) and not isinstance(n, bool)]
        if len(angka) != 2 or not all(map(math.isfinite, angka)):
            raise TypeError("koordinat")
        if not (BUJUR[0] <= x <= BUJUR[1] and LINTANG[0] <= y <= LINTANG[1]):
            raise BatasDitolak(
                f"Fitur ke-{nomor}: titik ({x:.5g}, {y:.5g}) di luar Indonesia. Koordinat ditulis "
                "bujur lalu lintang dalam derajat WGS84 (EPSG:4326)."
            )
        titik = (round(float(x), DESIMAL), round(float(y), DESIMAL))
        if not cincin or titik != cincin[-1]:
            cincin.append(titik)
    if len(cincin) < 4 or cincin[0] != cincin[-1]:
        raise BatasDitolak(f"Fitur ke-{nomor}: ada garis batas yang tidak tertutup.")
    return cincin
