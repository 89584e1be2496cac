"""The regulation as PDF: body in portrait, Lampiran in landscape, working sheet at the end.

Everything comes from the snapshot of ``rad.documents.perbup.susun``; nothing is read again.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from p3aks.core.documents import kanonik
from p3aks.core.pdf import Hasil, Potongan, buat_pdf
from p3aks.core.qr import kode_qr
from rad.documents.potong import bagi_matriks

TEMPLAT = "rad/dokumen/perbup.html"
TEMPLAT_KERJA = "rad/dokumen/perbup_kerja.html"
TEMPLAT_MATRIKS = "rad/dokumen/matriks.html"
LAMPIRAN_DATA = "naskah.json"
KUNCI = "perbup"
# What must not be torn apart at a line end: "ayat (2)", "Pasal 7", "huruf a", "3 (tiga)".
_UTUH = re.compile(r"(?:ayat \(\d+\)|Pasal \d+|huruf [a-z]{1,2}\b|\b\d+%? \(\w+)")


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None] = lambda persen, tahap: None,
    batal: Callable[[], bool] = lambda: False,
) -> Hasil:
    """Write the regulation *snapshot* to *tujuan* (PDF/A-3a, PDF/UA-1, F4) and describe it.

    ``snapshot["dokumen"]``, set by the document pipeline, gives the time of the request and, on
    final documents, the verification address for the QR code. The text is embedded as JSON in
    final prints. Raises ``GalatPdf``.
    """
    tentang = snapshot.get("dokumen", {})
    rancangan = snapshot["mode"] == "rancangan"
    daerah = snapshot["daerah"]
    data = {k: v for k, v in snapshot.items() if k not in ("dokumen", "lambang", "kerja")}
    return buat_pdf(
        bagian(snapshot),
        tujuan,
        judul=snapshot["judul_dokumen"],
        penulis=f"Pemerintah {daerah['jenis']} {daerah['nama']}",
        lampiran=[] if rancangan else [(LAMPIRAN_DATA, "application/json", kanonik(data).encode())],
        tanda_air="RANCANGAN" if rancangan else None,
        kata_sambung=snapshot["pengaturan"]["kata_sambung"],
        dibuat=datetime.fromisoformat(tentang["dibuat"]) if tentang.get("dibuat") else None,
        kemajuan=kemajuan,
        batal=batal,
    )


def bagian(snapshot: dict[str, Any]) -> list[Potongan]:
    """Return the parts of the print: body, Lampiran (cut where it is long), working sheet."""
    potongan = [Potongan(html_badan(snapshot), kunci=KUNCI), *_lampiran(snapshot)]
    if snapshot["kerja"]:
        html = render_to_string(TEMPLAT_KERJA, snapshot)
        potongan.append(Potongan(html, kunci=KUNCI, kata_sambung=False))
    return potongan


def html_badan(snapshot: dict[str, Any]) -> str:
    """Return the HTML of the portrait part."""
    alamat = snapshot.get("dokumen", {}).get("alamat_verifikasi", "")
    qr = kode_qr("" if snapshot["mode"] == "rancangan" else alamat)
    return render_to_string(TEMPLAT, {**_ikat(snapshot), "qr": qr})


def _ikat(bagian: Any) -> Any:
    """Return a copy of a snapshot whose texts (``isi``) are HTML that keeps references whole."""
    if isinstance(bagian, list):
        return [_ikat(b) for b in bagian]
    if not isinstance(bagian, dict):
        return bagian
    hasil = {k: _ikat(v) for k, v in bagian.items() if k != "matriks"}
    if isinstance(hasil.get("isi"), str):
        aman = escape(hasil["isi"])  # escaped first: the spans are the only markup
        hasil["isi"] = mark_safe(_UTUH.sub(r'<span class="ikat">\g<0></span>', aman))  # noqa: S308
    return hasil


def _lampiran(snapshot: dict[str, Any]) -> list[Potongan]:
    lampiran, matriks = snapshot["lampiran"], snapshot["matriks"]
    if lampiran is None:
        return []
    ulang = snapshot["pengaturan"]["lampiran_nomor_ulang"]
    hasil = []
    for i, isi in enumerate(bagi_matriks(matriks)):
        konteks = {
            **isi,
            "lampiran": lampiran["kepala"],
            "tanda_tangan": lampiran["tanda_tangan"],
        }
        nomor: Literal["lanjut", "ulang"] = "ulang" if ulang and i == 0 else "lanjut"
        html = render_to_string(TEMPLAT_MATRIKS, konteks)
        hasil.append(Potongan(html, kunci=KUNCI, nomor=nomor))
    return hasil
