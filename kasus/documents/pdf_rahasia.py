"""How every document of the case app becomes a PDF: marked, neutral in its metadata, not cached."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from p3aks.core.pdf import Hasil, Potongan, buat_pdf

Kemajuan = Callable[[int, str], None]
Batal = Callable[[], bool]


def cetak_pdf(
    templat: str, snapshot: dict[str, Any], tujuan: Path, kemajuan: Kemajuan, batal: Batal
) -> Hasil:
    """Write *templat*, filled from *snapshot*, to *tujuan* as PDF/A-3a and PDF/UA-1.

    ``judul`` and ``penulis`` of the snapshot become the metadata, so they name nobody;
    ``dokumen`` is what the row itself decides (``documents.cetak``). Nothing is kept but the file:
    a part without ``kunci`` is never cached. Raises ``GalatPdf``.
    """
    tentang = snapshot["dokumen"]
    return buat_pdf(
        [Potongan(render_to_string(templat, snapshot))],
        tujuan,
        judul=snapshot["judul"],
        penulis=snapshot["penulis"],
        tanda_air=tentang["tanda_air"] or None,
        dibuat=datetime.fromisoformat(tentang["dibuat"]),
        kemajuan=kemajuan,
        batal=batal,
    )
