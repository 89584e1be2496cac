"""The RAD matrix as PDF: flat rows, cut into parts above 300 rows, the data embedded."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from p3aks.core.documents import kanonik
from p3aks.core.pdf import Hasil, Potongan, buat_pdf
from p3aks.core.qr import kode_qr
from rad.documents.potong import bagi_matriks

TEMPLAT = "rad/dokumen/matriks.html"
LAMPIRAN = "matriks-rad.json"


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None],
    batal: Callable[[], bool],
) -> Hasil:
    """Write the matrix *snapshot* (``matriks.susun`` plus ``dokumen``) to *tujuan*.

    The same data is embedded as JSON (PDF/A-3a), so that a reader's machine needs no table
    recognition. Raises ``GalatPdf``.
    """
    tentang = snapshot["dokumen"]
    data = {k: v for k, v in snapshot.items() if k != "dokumen"}
    # The template shows the code once, at the very end; other parts stay the same and cached.
    qr = kode_qr(tentang["alamat_verifikasi"])
    bagian = [
        Potongan(html=render_to_string(TEMPLAT, {**b, "qr": qr}), kunci="matriks")
        for b in bagi_matriks(data)
    ]
    daerah = data["daerah"]
    return buat_pdf(
        bagian,
        tujuan,
        judul=data["judul"],
        penulis=f"Pokja P3AKS {daerah['jenis']} {daerah['nama']}",
        lampiran=[(LAMPIRAN, "application/json", kanonik(data).encode())],
        tanda_air=tentang["tanda_air"] or None,
        dibuat=datetime.fromisoformat(tentang["dibuat"]),
        kemajuan=kemajuan,
        batal=batal,
    )
