"""One snapshot makes one PDF: letters, decrees, charts from one template, matrices in parts."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import Hasil, Potongan, buat_pdf


def cetak_templat(
    templat: str,
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Kemajuan,
    batal: Batal,
    *,
    nomor_halaman: bool = True,
) -> Hasil:
    """Write *templat*, filled from *snapshot*, to *tujuan* as PDF/A-3a and PDF/UA-1.

    ``judul`` and ``penulis`` of the snapshot become the metadata; ``dokumen`` is what the row
    itself decides (``DokumenBase.untuk_dicetak``). Nothing is kept but the file: a part without
    ``kunci`` is never cached. Raises ``GalatPdf``.
    """
    bagian = [Potongan(render_to_string(templat, snapshot))]
    return cetak_potongan(bagian, snapshot, tujuan, kemajuan, batal, nomor_halaman=nomor_halaman)


def cetak_potongan(
    bagian: Sequence[Potongan],
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Kemajuan,
    batal: Batal,
    *,
    nomor_halaman: bool = True,
) -> Hasil:
    """Write *bagian*, the rendered parts of *snapshot*, to *tujuan* like :func:`cetak_templat`."""
    tentang = snapshot["dokumen"]
    return buat_pdf(
        bagian,
        tujuan,
        judul=snapshot["judul"],
        penulis=snapshot["penulis"],
        tanda_air=tentang["tanda_air"] or None,
        nomor_halaman=nomor_halaman,
        dibuat=datetime.fromisoformat(tentang["dibuat"]),
        kemajuan=kemajuan,
        batal=batal,
    )
