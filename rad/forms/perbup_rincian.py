"""The list below a paragraph as one text area: an item per line, deeper items behind dashes.

``a`` / ``- b`` / ``-- c`` / ``--- d`` are the four levels a., 1., a), 1). Letters and numbers are
computed, so typed ones are dropped; the word before the last item of a deeper list stands in
brackets behind the item above it ("[atau]") where it is not "dan". Pure: text in, items out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rad.models.naskah import TINGKAT_MAKS
from rad.naskah.bentuk import DAN, Butir

_GARIS = re.compile(r"^([-–—]+)\s+(?=\S)")
_PENOMOR = re.compile(r"^(?:\(?(?:[a-z]{1,2}|\d{1,3})[.)]|[•·▪*])(?:\s+|$)")
_PENGHUBUNG = re.compile(r"\s*\[(dan/atau|dan|atau|tanpa)\]$")
_PENUTUP = re.compile(r"\s*;(?:\s*(dan/atau|dan|atau))?\s*$")
_HARFIAH = "\\"
_TANPA = "tanpa"


class SusunanSalah(ValueError):
    """A line that cannot be placed; the text says which and why, for the typist."""


@dataclass
class _Simpul:
    isi: str
    penghubung: str | None = None
    kata: str = ""
    anak: list["_Simpul"] = field(default_factory=list)


def baca_rincian(teks: str) -> tuple[tuple[Butir, ...], str]:
    """Return the items of *teks* and the word typed before the last one of the uppermost list
    ("dan", "atau", "dan/atau"; "" where none was typed).

    Raises SusunanSalah for a level that is skipped or too deep and for a line without text.
    """
    akar = _Simpul("")
    jalur = [akar]
    for nomor, baris in enumerate(teks.splitlines(), start=1):
        if not (baris := " ".join(baris.split())):
            continue
        tingkat, simpul = _baca_baris(nomor, baris)
        if tingkat > len(jalur):
            raise SusunanSalah(
                f"Baris {nomor} melompati tingkat: tambahkan dahulu baris di atasnya dengan "
                f"{tingkat - 2} tanda hubung."
                if tingkat > 2
                else f"Baris {nomor} bertanda hubung, tetapi belum ada rincian di atasnya."
            )
        del jalur[tingkat:]
        jalur[-1].anak.append(simpul)
        jalur.append(simpul)
    return tuple(_butir(s) for s in akar.anak), _kata(akar.anak)


def tulis_rincian(butir: Iterable[Butir]) -> str:
    """Return *butir* as the text that :func:`baca_rincian` reads back to the same items."""
    return "\n".join(_tulis(butir, 1))


def _baca_baris(nomor: int, baris: str) -> tuple[int, _Simpul]:
    tingkat = 1
    if m := _GARIS.match(baris):
        tingkat, baris = len(m[1]) + 1, baris[m.end() :]
    if tingkat > TINGKAT_MAKS:
        raise SusunanSalah(f"Baris {nomor} terlalu dalam: rincian paling dalam empat tingkat.")
    penghubung = None
    if m := _PENGHUBUNG.search(baris):
        penghubung, baris = m[1], baris[: m.start()]
    kata = ""
    if m := _PENUTUP.search(baris):
        kata, baris = m[1] or "", baris[: m.start()]
    baris = baris[1:] if baris.startswith(_HARFIAH) else _PENOMOR.sub("", baris, count=1)
    if not baris.strip():
        raise SusunanSalah(f"Baris {nomor} belum berisi.")
    return tingkat, _Simpul(baris.strip(), penghubung, kata)


def _butir(simpul: _Simpul) -> Butir:
    penghubung = simpul.penghubung or _kata(simpul.anak) or DAN
    return Butir(
        simpul.isi,
        tuple(_butir(s) for s in simpul.anak),
        DAN if not simpul.anak else "" if penghubung == _TANPA else penghubung,
    )


def _kata(saudara: list[_Simpul]) -> str:
    """Return the word typed at the end of the last item but one, as regulations have it."""
    return saudara[-2].kata if len(saudara) > 1 else ""


def _tulis(butir: Iterable[Butir], tingkat: int) -> Iterable[str]:
    awalan = "-" * (tingkat - 1) + " " if tingkat > 1 else ""
    for b in butir:
        isi = " ".join(b.isi.split())
        akhiran = ""
        if b.anak and b.penghubung != DAN:
            akhiran = f" [{b.penghubung or _TANPA}]"
        elif _PENGHUBUNG.search(isi):
            akhiran = f" [{DAN}]"
        if isi.startswith(_HARFIAH) or _GARIS.match(isi) or _PENOMOR.match(isi):
            isi = _HARFIAH + isi
        yield f"{awalan}{isi}{akhiran}"
        yield from _tulis(b.anak, tingkat + 1)
