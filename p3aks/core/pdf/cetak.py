"""Renders one HTML document with WeasyPrint: the only module that imports it. Child only."""

import gc
import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.urls import URLFetcher

from p3aks.core.pdf import huruf
from p3aks.core.pdf.ringkas import ringkas_pohon
from p3aks.core.pdf.tembolok import bungkus

_PX = 0.75  # CSS pixel in PDF points


def _token(kotak) -> Iterator[str]:
    """Words of a page in reading order, without margin boxes and repeated table headers."""
    if isinstance(kotak, boxes.MarginBox) or getattr(kotak, "is_header", False):
        return
    kotak = getattr(kotak, "_box", kotak)
    if isinstance(kotak, boxes.TextBox):
        yield from kotak.text.split()
    for anak in getattr(kotak, "children", ()):
        yield from _token(anak)


def _ukur(hal) -> dict:
    """Size, margins (points) and first words of a laid-out page."""
    kotak = hal._page_box
    kata = []
    for t in _token(kotak):
        kata.append(t)
        if len(kata) == 2:
            break
    return {
        "lebar": round(hal.width * _PX, 2),
        "tinggi": round(hal.height * _PX, 2),
        "atas": round(kotak.margin_top * _PX, 2),
        "bawah": round(kotak.margin_bottom * _PX, 2),
        "kiri": round(kotak.margin_left * _PX, 2),
        "kanan": round(kotak.margin_right * _PX, 2),
        "kata": kata,
    }


class _Langkah(logging.Handler):
    """Turns WeasyPrint's own progress messages into stages for the person who waits."""

    def __init__(self, lapor: Callable[[int, str], None], perkiraan: int) -> None:
        super().__init__(logging.INFO)
        self.lapor, self.perkiraan = lapor, max(1, perkiraan)

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and "Creating layout" in str(record.msg):
            hal = int(record.args[0] if isinstance(record.args, tuple) else 0)
            self.lapor(10 + min(70, 70 * hal // self.perkiraan), f"Menata halaman {hal}")
        elif "Creating PDF" in str(record.msg):
            self.lapor(85, "Menulis halaman")


class HanyaData(URLFetcher):
    """Opens ``data:`` addresses and nothing else, without redirects.

    WeasyPrint's default fetcher embeds local files and calls the network (measured in version 70).
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)


_sisa = False  # whether an earlier render left cycles behind


def _bersihkan_memori() -> None:
    """Free what the render before this one left, then switch the collector off.

    Switched off, a render takes a fifth less time (measured). Cleaning before the next render
    instead of after the last one spares the only or last part of a document the cost.
    """
    global _sisa
    if _sisa:
        gc.collect()
    gc.freeze()
    gc.disable()
    _sisa = True


def kerjakan(tugas: dict, lapor: Callable[[int, str], None]) -> dict:
    """Render one HTML file into ``tugas["keluaran"]``, in the form of ``tembolok.bungkus``.

    ``tugas["bertag"]`` false gives an untagged PDF, which only the bench asks for.
    """
    huruf.berkas_huruf()
    html = Path(tugas["html"]).read_text(encoding="utf-8")
    pilihan = {"pdf_variant": "pdf/a-3a"} if tugas.get("bertag", True) else {}
    langkah = _Langkah(lapor, len(html) // 9000)
    pencatat = logging.getLogger("weasyprint.progress")
    pencatat.setLevel(logging.INFO)
    pencatat.addHandler(langkah)
    _bersihkan_memori()
    try:
        dokumen = weasyprint.HTML(string=html, url_fetcher=HanyaData()).render(**pilihan)
        if len(dokumen.pages) > tugas["maks_halaman"]:
            return {"galat": "besar", "rinci": f"{len(dokumen.pages)} halaman"}
        uraian = {
            "halaman": [_ukur(h) for h in dokumen.pages],
            "penanda": [
                [i, tingkat, label, round(x * _PX, 2), round((h.height - y) * _PX, 2)]
                for i, h in enumerate(dokumen.pages)
                for tingkat, label, (x, y), _ in h.bookmarks
            ],
        }
        wadah = io.BytesIO()
        dokumen.write_pdf(wadah, finisher=ringkas_pohon if pilihan else None, **pilihan)
        Path(tugas["keluaran"]).write_bytes(bungkus(uraian, wadah.getvalue()))
    finally:
        pencatat.removeHandler(langkah)
    return {"halaman": len(uraian["halaman"])}
