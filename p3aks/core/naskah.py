"""Small rules of legal text that regulations and decrees share (UU 12/2011 Lampiran II)."""

import re
from collections.abc import Sequence

from p3aks.core.formatting import huruf

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


def pertimbangan(kalimat: Sequence[str], perlu: str) -> list[str]:
    """Return the sentences of Menimbang without their letters: each opens with "bahwa", and a last
    one cites all before it and says what is needed (*perlu*). None without *kalimat*."""
    if not kalimat:
        return []
    semua = deret_huruf([huruf(n) for n in range(1, len(kalimat) + 1)])
    dasar = f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {semua}, {perlu};"
    return [*(f"{bahwa(k)};" for k in kalimat), dasar]


def bahwa(kalimat: str) -> str:
    """Return *kalimat* opened by exactly one "bahwa", without final punctuation."""
    return "bahwa " + re.sub(r"^bahwa\s+", "", pangkas(kalimat), flags=re.IGNORECASE)


def berhuruf(kalimat: Sequence[str]) -> list[dict[str, str]]:
    """Return sentences as ``label`` ("a.") and ``isi``."""
    return [{"label": f"{huruf(n)}.", "isi": k} for n, k in enumerate(kalimat, 1)]


def deret_huruf(butir: Sequence[str]) -> str:
    """Return "huruf a", "huruf a dan huruf b", "huruf a, huruf b, dan huruf c"."""
    return deret([f"huruf {h}" for h in butir])


def deret(kata: Sequence[str]) -> str:
    """Return "a", "a dan b", "a, b, dan c"."""
    if len(kata) < 3:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"
