"""Looks into the XML of a worksheet for what the fast reader does not tell: formula errors,
formulas without a stored value, percentages, and how far the sheet really goes.

Runs in the child process only. The precise walk costs more than reading, so it is taken only when
the text shows a sign that it is needed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from p3aks.core.tables.bentuk import BARIS_MAKS

_TANDA = (b"<f", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
_BARIS = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["']([0-9]{1,9})["']""")
_KOLOM_JAUH = re.compile(rb"""\sr=["'](?:B[I-Z]|[C-Z][A-Z]|[A-Z]{3,})[0-9]""")  # from column 61 on
_KUTIPAN = re.compile(r'"[^"]*"|\\.')
_PERSEN_BAWAAN = {"9", "10"}


@dataclass
class Temuan:
    """What a worksheet hides. Keys are ``(row, column)`` from 0; ``ujung`` is the last filled."""

    galat: dict[tuple[int, int], str] = field(default_factory=dict)
    rumus: dict[tuple[int, int], str] = field(default_factory=dict)
    persen: set[tuple[int, int]] = field(default_factory=set)
    ujung: tuple[int, int] = (-1, -1)


def perlu(xml: bytes, gaya_persen: set[str]) -> bool:
    """Tell whether the precise walk can find anything in this sheet."""
    return bool(gaya_persen) or any(t in xml for t in _TANDA) or _jauh(xml)


def _jauh(xml: bytes) -> bool:
    if _KOLOM_JAUH.search(xml):
        return True
    return any(int(m[1]) > BARIS_MAKS for m in _BARIS.finditer(xml))


def nomor_kolom(huruf: str) -> int:
    """Return the number of a column from 0: "A" → 0."""
    n = 0
    for h in huruf:
        n = n * 26 + ord(h) - 64
    return n - 1


def urai(xml: bytes, *, mulai: Callable, selesai: Callable, teks: Callable | None = None) -> None:
    """Run expat over *xml* with local element and attribute names. Raises expat.ExpatError."""
    pengurai = expat.ParserCreate(namespace_separator=" ")
    pengurai.buffer_text = True

    def _mulai(nama: str, atribut: dict[str, str]) -> None:
        mulai(nama.rpartition(" ")[2], {k.rpartition(" ")[2]: v for k, v in atribut.items()})

    pengurai.StartElementHandler = _mulai
    pengurai.EndElementHandler = lambda nama: selesai(nama.rpartition(" ")[2])
    if teks:
        pengurai.CharacterDataHandler = teks
    pengurai.Parse(xml, True)


def atribut(xml: bytes, elemen: str) -> list[dict[str, str]]:
    """Return the attributes of every *elemen* in *xml*, in order."""
    hasil: list[dict[str, str]] = []
    urai(
        xml,
        mulai=lambda nama, a: hasil.append(a) if nama == elemen else None,
        selesai=lambda nama: None,
    )
    return hasil


def gaya_persen(xml: bytes) -> set[str]:
    """Return the style numbers (attribute ``s`` of a cell) that show a number as a percentage."""
    format_persen = _PERSEN_BAWAAN | {
        a.get("numFmtId", "")
        for a in atribut(xml, "numFmt")
        if "%" in _KUTIPAN.sub("", a.get("formatCode", ""))
    }
    gaya: set[str] = set()
    dalam, nomor = False, 0

    def mulai(nama: str, a: dict[str, str]) -> None:
        nonlocal dalam, nomor
        if nama == "cellXfs":
            dalam = True
        elif nama == "xf" and dalam:
            if a.get("numFmtId") in format_persen:
                gaya.add(str(nomor))
            nomor += 1

    def selesai(nama: str) -> None:
        nonlocal dalam
        if nama == "cellXfs":
            dalam = False

    urai(xml, mulai=mulai, selesai=selesai)
    return gaya


def telusuri(xml: bytes, gaya: set[str]) -> Temuan:
    """Walk through every cell of a worksheet. *gaya*: style numbers that mean a percentage."""
    penelusur = _Penelusur(gaya)
    urai(xml, mulai=penelusur.mulai, selesai=penelusur.selesai, teks=penelusur.teks)
    return penelusur.hasil


class _Penelusur:
    """The state between expat's calls."""

    def __init__(self, gaya: set[str]) -> None:
        self.hasil, self.gaya = Temuan(), gaya
        self.r = self.c = -1
        self.sel: dict[str, Any] = {}
        self.ke = ""

    def mulai(self, nama: str, a: dict[str, str]) -> None:
        if nama == "c":
            self.r, self.c = self._letak(a.get("r", ""))
            self.sel = {"t": a.get("t", ""), "s": a.get("s", "0"), "f": None, "v": "", "isi": False}
        elif nama == "row":
            self.r = int(a["r"]) - 1 if a.get("r", "").isdigit() else self.r + 1
            self.c = -1
        elif nama == "f":
            self.sel["f"], self.ke = "", "f"
        elif nama in ("v", "t"):
            self.ke = "v"

    def _letak(self, alamat: str) -> tuple[int, int]:
        cocok = re.fullmatch(r"([A-Z]{1,6})([0-9]{1,9})", alamat)
        if not cocok:
            return self.r, self.c + 1
        return int(cocok[2]) - 1, nomor_kolom(cocok[1])

    def teks(self, potongan: str) -> None:
        if self.ke:
            self.sel[self.ke] = ((self.sel.get(self.ke) or "") + potongan)[:200]

    def selesai(self, nama: str) -> None:
        if nama in ("f", "v", "t"):
            self.ke = ""
        elif nama == "c":
            self._tutup_sel()

    def _tutup_sel(self) -> None:
        sel, di = self.sel, (self.r, self.c)
        if sel["f"] is None and not sel["v"].strip():
            return
        ujung = self.hasil.ujung
        self.hasil.ujung = (max(ujung[0], self.r), max(ujung[1], self.c))
        if sel["t"] == "e":
            self.hasil.galat[di] = sel["v"].strip() or "#GALAT!"
        elif sel["f"] is not None and not sel["v"].strip() and sel["t"] != "str":
            # A formula whose result is an empty text has t="str"; this one was never calculated.
            self.hasil.rumus[di] = "=" + sel["f"].strip()
        elif sel["s"] in self.gaya and sel["t"] in ("", "n"):
            self.hasil.persen.add(di)
