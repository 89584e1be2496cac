"""The matriks perubahan as PDF: flat rows, the data embedded."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from p3aks.core.documents import kanonik
from p3aks.core.pdf import Hasil, Potongan, buat_pdf
from p3aks.core.qr import kode_qr
from rad.documents.potong import BATAS_SATU

TEMPLAT = "rad/dokumen/perubahan.html"
LAMPIRAN = "matriks-perubahan.json"


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None],
    batal: Callable[[], bool],
) -> Hasil:
    """Write *snapshot* (``perubahan_matriks.susun`` plus ``dokumen``) to *tujuan*.

    Raises ``GalatPdf``.
    """
    tentang = snapshot["dokumen"]
    data = {k: v for k, v in snapshot.items() if k != "dokumen"}
    qr = kode_qr(tentang["alamat_verifikasi"])
    potongan = list(_bagi(data["baris"]))
    bagian = [
        Potongan(
            html=render_to_string(
                TEMPLAT,
                {
                    "situasi": None,
                    **data,
                    "baris": baris,
                    "awal": n == 0,
                    "akhir": n == len(potongan) - 1,
                    "qr": qr,
                },
            ),
            kunci="perubahan",
        )
        for n, baris in enumerate(potongan)
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


def _bagi(baris: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows in parts of about ``BATAS_SATU``, cut in front of a bidang or an action."""
    kini: list[dict[str, Any]] = []
    for satu in baris:
        kepala = satu["jenis"] == "bidang"
        # A heading stays with what follows it.
        if len(kini) >= BATAS_SATU and (kepala or satu["no"]) and kini[-1]["jenis"] != "bidang":
            yield kini
            kini = []
        kini.append(satu)
    yield kini
