"""What is drawn on finished pages: page number, catchword, watermark. Runs in the child only.

Everything here is marked as an artifact (ISO 14289-1 7.1), so a screen reader passes over it.
Stamping after the render, instead of CSS margin boxes, keeps a rendered part independent of
where it ends up: an inserted row never makes the parts behind it stale.
"""

import math
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from p3aks.core.pdf import huruf

_F, _W = Name.P3F, Name.P3W
_PENANDA = re.compile(
    r"(?:BAB|PASAL|Pasal|BAGIAN|Bagian|PARAGRAF|Paragraf|LAMPIRAN|Lampiran|BIDANG|Sasaran|"
    r"\(\d+[a-z]?\)|\d+[.)]?|[a-z]{1,2}[.)])$"
)
# Light enough to read 7 pt text over it, dark enough to survive a photocopier.
_ABU = 0.9


def kata_penyambung(kata: list[str]) -> str:
    """Return the catchword for a page whose text starts with *kata*: ``BAB II ...``.

    A numbering word takes the word behind it along ("Pasal 5", "(2) Setiap"); practice seen in
    UU 11/2023 and PP 2/2015. Empty when the page has no text.
    """
    if not kata:
        return ""
    ambil = kata[:2] if _PENANDA.match(kata[0]) else kata[:1]
    return " ".join([*ambil[:-1], ambil[-1].rstrip(",;:.")]) + " ..."


def teks_nomor(nomor: int) -> str:
    """Return the page number as it is printed: ``- 2 -``; nothing on the first page."""
    return f"- {nomor} -" if nomor > 1 else ""


def _subset(berkas: Path, aksara: set[str]) -> tuple[bytes, TTFont]:
    """Return the font reduced to *aksara*, as file and as object; the same bytes each time."""
    pilihan = subset.Options(
        hinting=False, desubroutinize=True, layout_features=[], notdef_outline=True
    )
    pilihan.drop_tables += ["FFTM"]
    fon = TTFont(berkas, recalcTimestamp=False)
    for tabel in {"GSUB", "GPOS", "GDEF"} & set(fon.keys()):
        del fon[tabel]  # unread: the subsetter would parse them first, then drop them
    pemotong = subset.Subsetter(pilihan)
    pemotong.populate(unicodes=[ord(a) for a in aksara])
    pemotong.subset(fon)
    keluaran = BytesIO()
    fon.save(keluaran)
    return keluaran.getvalue(), TTFont(BytesIO(keluaran.getvalue()), recalcTimestamp=False)


class HurufCap:
    """One embedded subset of the Bookman font, shared by all stamps of a file."""

    def __init__(self, pdf: pikepdf.Pdf, teks: Iterable[str]) -> None:
        isi, fon = _subset(huruf.berkas_huruf(), set("".join(teks)))
        self._gid = {chr(k): fon.getGlyphID(v) for k, v in fon.getBestCmap().items()}
        skala = 1000 / fon["head"].unitsPerEm
        lebar = {g: fon["hmtx"][fon.getGlyphName(g)][0] * skala for g in self._gid.values()}
        self._lebar = lebar
        self.objek = pdf.make_indirect(_kamus_huruf(pdf, isi, fon, lebar, self._gid))

    def panjang(self, teks: str, besar: float) -> float:
        """Width of *teks* at size *besar*, in points."""
        return sum(self._lebar.get(self._gid.get(a, 0), 500) for a in teks) * besar / 1000

    def tulis(self, teks: str, x: float, y: float, besar: float) -> bytes:
        """Content operators that write *teks* at (x, y) as a pagination artifact."""
        kode = "".join(f"{self._gid.get(a, 0):04x}" for a in teks)
        return (
            f"/Artifact <</Type /Pagination>> BDC q 0 g BT {_F} {besar} Tf "
            f"{x:.2f} {y:.2f} Td <{kode}> Tj ET Q EMC\n"
        ).encode()


def _kamus_huruf(
    pdf: pikepdf.Pdf,
    isi: bytes,
    fon: TTFont,
    lebar: dict[int, float],
    gid: dict[str, int],
) -> Dictionary:
    """Type 0 font dictionary (ISO 32000-1 9.7.6), glyph index = character code."""
    skala = 1000 / fon["head"].unitsPerEm
    nama = Name("/PTIGAA+" + fon["name"].getDebugName(6))
    cff = isi[:4] == b"OTTO"
    aliran = (
        pdf.make_stream(isi, Subtype=Name.OpenType)
        if cff
        else pdf.make_stream(isi, Length1=len(isi))
    )
    kepala, os2 = fon["head"], fon["OS/2"]
    uraian = Dictionary(
        Type=Name.FontDescriptor,
        FontName=nama,
        Flags=4,
        FontBBox=[round(n * skala) for n in (kepala.xMin, kepala.yMin, kepala.xMax, kepala.yMax)],
        ItalicAngle=0,
        Ascent=round(fon["hhea"].ascent * skala),
        Descent=round(fon["hhea"].descent * skala),
        CapHeight=round(getattr(os2, "sCapHeight", 700) * skala),
        StemV=80,
    )
    uraian[Name.FontFile3 if cff else Name.FontFile2] = aliran
    turunan = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if cff else Name.CIDFontType2,
        BaseFont=nama,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"),
            Ordering=pikepdf.String("Identity"),
            Supplement=0,
        ),
        FontDescriptor=pdf.make_indirect(uraian),
        W=Array([n for g in sorted(lebar) for n in (g, Array([round(lebar[g])]))]),
    )
    if not cff:
        turunan.CIDToGIDMap = Name.Identity
    pasangan = [f"<{g:04x}> <{a.encode('utf-16-be').hex()}>" for a, g in sorted(gid.items())]
    blok = [pasangan[i : i + 100] for i in range(0, len(pasangan), 100)]
    peta = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blok)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{peta}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=nama,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(turunan)],
        ToUnicode=pdf.make_stream(cmap.encode()),
    )


class _Jalur(BasePen):
    """Collects glyph outlines as PDF path operators."""

    def __init__(self, himpunan, geser: float) -> None:
        super().__init__(himpunan)
        self.geser, self.ops = geser, []

    def _titik(self, *titik) -> str:
        return " ".join(f"{x + self.geser:.0f} {y:.0f}" for x, y in titik)

    def _moveTo(self, p) -> None:
        self.ops.append(f"{self._titik(p)} m")

    def _lineTo(self, p) -> None:
        self.ops.append(f"{self._titik(p)} l")

    def _curveToOne(self, a, b, c) -> None:
        self.ops.append(f"{self._titik(a, b, c)} c")

    def _closePath(self) -> None:
        self.ops.append("h")


def tanda_air(pdf: pikepdf.Pdf, teks: str, lebar: float, tinggi: float) -> pikepdf.Stream:
    """Return a form that draws *teks* as grey outlines along the page diagonal (sizes in points).

    Outlines, not text: searching, copying and reading aloud find only the document itself.
    """
    fon = TTFont(huruf.berkas_huruf(tebal=True), recalcTimestamp=False)
    himpunan, cmap, x, ops = fon.getGlyphSet(), fon.getBestCmap(), 0.0, []
    for aksara in teks:
        glif = himpunan[cmap.get(ord(aksara), ".notdef")]
        pena = _Jalur(himpunan, x)
        glif.draw(pena)
        ops += pena.ops
        x += glif.width
    sudut = math.atan2(tinggi, lebar)
    besar = 0.66 * math.hypot(lebar, tinggi) / x
    c, s = besar * math.cos(sudut), besar * math.sin(sudut)
    tengah = fon["head"].unitsPerEm * 0.34  # half the cap height
    e = lebar / 2 - c * x / 2 + s * tengah
    f = tinggi / 2 - s * x / 2 - c * tengah
    isi = f"{_ABU} g {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {e:.2f} {f:.2f} cm\n" + "\n".join(ops) + "\nf"
    return pdf.make_stream(
        isi.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, lebar, tinggi],
        Resources=Dictionary(),
    )


def _sumber(halaman: pikepdf.Page, jenis: Name) -> Dictionary:
    """The resource dictionary of one kind, made when missing; shared by the pages of a part."""
    sumber = halaman.obj.Resources
    if jenis not in sumber:
        sumber[jenis] = Dictionary()
    return sumber[jenis]


def pasang(
    halaman: pikepdf.Page,
    *,
    huruf_cap: Name | None,
    depan: list[bytes],
    belakang: list[bytes],
    air: Name | None,
) -> None:
    """Put the operators *depan* behind and *belakang* over the content of *halaman*.

    *huruf_cap* and *air* stand for the font and the watermark (``penulis.rujuk``).
    """
    if huruf_cap is not None and (depan or belakang):
        _sumber(halaman, Name.Font)[_F] = huruf_cap
    if air is not None:
        # The resources are shared by pages of different sizes.
        nama = Name(f"{_W}{str(air).rpartition('.')[2]}")
        _sumber(halaman, Name.XObject)[nama] = air
        depan = [
            f"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q {nama} Do Q EMC\n".encode(),
            *depan,
        ]
    if belakang:
        depan, belakang = [*depan, b"q\n"], [b"\nQ\n", *belakang]
        halaman.contents_add(b"".join(belakang))
    if depan:
        halaman.contents_add(b"".join(depan), prepend=True)
