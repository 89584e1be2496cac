"""Finds the Bookman-metric font. Runs in the child only.

Permendagri 53/2011 art. 92 prescribes Bookman Old Style 12; TeX Gyre Bonum and URW Bookman have
the same metrics and are free. Without one of them no document is made: silently falling back to
another face would change every line break of a legal text.
"""

import ctypes
import ctypes.util
import os
from pathlib import Path

KELUARGA = ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman")
_COCOK = 0  # FcResultMatch


class HurufTidakAda(Exception):
    """No Bookman-metric font, or no fontconfig file that could name one."""


def _fontconfig() -> ctypes.CDLL:
    for nama in ("libfontconfig.so.1", ctypes.util.find_library("fontconfig")):
        if nama:
            try:
                return ctypes.CDLL(nama)
            except OSError:
                continue
    raise HurufTidakAda("libfontconfig tidak ditemukan")


def _cari(fc: ctypes.CDLL, keluarga: str, *, tebal: bool) -> Path | None:
    """Return the file fontconfig gives for exactly this family, or None for any other family."""
    pola = ctypes.c_void_p(fc.FcNameParse(f"{keluarga}:weight={200 if tebal else 80}".encode()))
    fc.FcConfigSubstitute(None, pola, 0)
    fc.FcDefaultSubstitute(pola)
    kode = ctypes.c_int()
    temu = ctypes.c_void_p(fc.FcFontMatch(None, pola, ctypes.byref(kode)))
    fc.FcPatternDestroy(pola)
    if not temu:
        return None
    try:
        isi = {}
        for sifat in (b"family", b"file"):
            teks = ctypes.c_char_p()
            if fc.FcPatternGetString(temu, sifat, 0, ctypes.byref(teks)) != _COCOK:
                return None
            isi[sifat] = (teks.value or b"").decode()
    finally:
        fc.FcPatternDestroy(temu)
    return Path(isi[b"file"]) if isi[b"family"].casefold() == keluarga.casefold() else None


def berkas_huruf(*, tebal: bool = False) -> Path:
    """Return the file of the first family of ``KELUARGA`` that FONTCONFIG_FILE offers.

    Raises ``HurufTidakAda`` when the variable is missing or no such font is installed.
    """
    atur = os.environ.get("FONTCONFIG_FILE")
    if not atur or not Path(atur).is_file():
        raise HurufTidakAda(f"FONTCONFIG_FILE: {atur!r}")
    fc = _fontconfig()
    for nama in ("FcNameParse", "FcFontMatch"):
        getattr(fc, nama).restype = ctypes.c_void_p
    for keluarga in KELUARGA:
        if berkas := _cari(fc, keluarga, tebal=tebal):
            return berkas
    raise HurufTidakAda(f"tidak ada {', '.join(KELUARGA)} pada {atur}")
