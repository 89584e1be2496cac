"""Reads a table as a newspaper prints it: ``fisik ( P 8 – A 38 = 43), … total ( P 19 A 73 …``.

A dash before a number belongs to the print, not to the number: counts have no sign (R29).
"""

import re
from collections.abc import Iterator

from kasus.aturan.historis import golongan
from kasus.aturan.historis_tabel import Larik, TabelCetak

_TAHUN = re.compile(r"\btahun\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_BARIS = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z/ ]*?)\s*\(\s*(?P<isi>[A-Z]\s*[-–]?\s*\d[^()]*)(?P<tutup>\)?)"
    r"(?P<sesudah>\s*jumlah\s*\d+)?"
)
_SEL = re.compile(r"\b(?P<kolom>[A-Z])\s*(?P<tanda>[-–]?)\s*(?P<angka>\d{1,9})(?!\d)")
_JUMLAH = re.compile(r"(?:=|jumlah)\s*(\d{1,9})(?!\d)")
_TOTAL = ("total", "jumlah")
_SATUAN = re.compile(r"jumlah\s*\d+\s*(kasus|korban|orang)", re.IGNORECASE)


def baca_tabel(teks: str) -> list[TabelCetak]:
    """Return the tables that *teks* prints, one for each year before which lines stand."""
    hasil = []
    teks = " ".join(teks.split())
    tahun = [(m.start(), int(m[1])) for m in _TAHUN.finditer(teks)]
    for n, (mulai, t) in enumerate(tahun):
        sampai = tahun[n + 1][0] if n + 1 < len(tahun) else len(teks)
        bagian = teks[mulai:sampai]
        larik, total, catatan = [], None, []
        for satu, total_kah, ragu in _larik(bagian):
            catatan += ragu
            if total_kah:
                total = satu
                break
            larik.append(satu)
        if larik:
            satuan = _SATUAN.search(bagian)
            hasil.append(
                TabelCetak(t, larik, total, satuan[1].lower() if satuan else "", tuple(catatan))
            )
    return hasil


def kenali_total(label: str) -> bool:
    """Tell whether a line or a column is the one of the sums."""
    return label.strip(" :=").lower() in _TOTAL


def tahun_tersurat(teks: str) -> int | None:
    """Return the year that *teks* names, the last one if there are several."""
    semua = re.findall(r"\b(?:19|20)\d{2}\b", teks)
    return int(semua[-1]) if semua else None


def _larik(teks: str) -> Iterator[tuple[Larik, bool, list[str]]]:
    for m in _BARIS.finditer(teks):
        ragu = []
        isi = m["isi"]
        sel = {}
        for s in _SEL.finditer(isi):
            sel[s["kolom"]] = int(s["angka"])
            if s["tanda"] and s[0][1] in "-–":
                ragu.append(f"“{s[0]}” dibaca {s['angka']}, bukan bilangan negatif.")
        jumlah = _JUMLAH.search(isi + (m["sesudah"] or ""))
        label = _rapi(m["label"])
        if not m["tutup"]:
            ragu.append(f"Kurung pada “{label}” tidak ditutup.")
        yield Larik(label, sel, int(jumlah[1]) if jumlah else None), kenali_total(label), ragu


def _rapi(label: str) -> str:
    """Return the name of a line without the sentence that leads up to it: its longest end that is
    a known category, else all of it."""
    kata = label.split()
    ujung = (" ".join(kata[n:]) for n in range(len(kata)))
    return next((satu for satu in ujung if golongan(satu)), " ".join(kata))
