"""Small rules of legal text that regulations and decrees share (UU 12/2011 Lampiran II)."""

import re
from collections.abc import Sequence

_AKHIR = re.compile(r"(?:\s*(?:[;:.,]|;?\s+(?:dan/atau|dan|atau)(?=\s*$)))+\s*$")


def pangkas(teks: str) -> str:
    """Return *teks* on one line without final punctuation and without a final "dan"/"atau":
    both are set by the position of the text, not by the typist."""
    return _AKHIR.sub("", " ".join(teks.split()))


def tutup_butir(nomor: int, jumlah: int, penghubung: str, akhir: str) -> str:
    """Return what ends item *nomor* of *jumlah*: ";", "; dan" before the last, *akhir* for the
    last (a period, or what the surrounding list demands)."""
    if nomor == jumlah:
        return akhir
    return f"; {penghubung}" if nomor == jumlah - 1 and penghubung else ";"


def deret_huruf(huruf: Sequence[str]) -> str:
    """Return "huruf a", "huruf a dan huruf b", "huruf a, huruf b, dan huruf c"."""
    kata = [f"huruf {h}" for h in huruf]
    if len(kata) < 3:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"
