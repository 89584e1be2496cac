"""The sheet "Gambaran umum" of the matrix spreadsheet: the chapter on the situation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from pokja.documents.rekap import TUTUP, Isian, Tabel

LEMBAR = "Gambaran umum"
LEBAR = (44, 18, 18, 18)


def lembar_situasi(buku: Buku, situasi: Mapping[str, Any]) -> None:
    """Add the sheet. *situasi*: ``rad.documents.situasi.tampil``. Hidden counts are ∗, as text."""
    lembar = buku.lembar(LEMBAR)
    for c, lebar in enumerate(LEBAR):
        lembar.set_column(c, c, lebar)
    lembar.set_paper(14)  # F4/folio
    lembar.fit_to_pages(1, 0)
    for r, (sel, sifat) in enumerate(_baris(situasi)):
        gaya = buku.gaya(**sifat)
        angka = buku.gaya(**sifat, num_format="#,##0", align="right")
        lain = angka if "border" in sifat and "bg_color" not in sifat else gaya
        tulis_baris(lembar, r, sel, [gaya, *[lain] * (len(sel) - 1)])


def _baris(situasi: Mapping[str, Any]) -> Iterator[tuple[Sequence[Sel], dict[str, Any]]]:
    """Yield the rows from top to bottom, with how they look."""
    yield [situasi["judul"]], {"bold": True, "font_size": 13}
    yield [situasi["pembuka"]], {}
    for t in situasi["tabel"]:
        yield from _tabel(t)
    yield [], {}
    yield [situasi["arti_tutup"]], {"italic": True}
    yield [situasi["sumber"]], {"italic": True}


def _tabel(t: Tabel) -> Iterator[tuple[Sequence[Sel], dict[str, Any]]]:
    yield [], {}
    yield [". ".join(x.rstrip(".") for x in (t.judul, t.catatan) if x)], {"bold": True}
    tajuk = {"bold": True, "bg_color": "#E3EFEE", "border": 1, "text_wrap": True}
    yield ["Uraian", *t.kolom, "Jumlah"], tajuk
    for x in t.larik:
        yield [x.label, *_angka([*x.sel, x.jumlah])], {"border": 1}
    yield [f"Jumlah {t.satuan}", *_angka([*t.total, t.jumlah])], {"border": 1, "bold": True}


def _angka(isian: Sequence[Isian]) -> list[Sel]:
    return [TUTUP if s.nilai is None else s.nilai for s in isian]
