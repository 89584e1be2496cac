"""All papers of a meeting in one ZIP file: invitation, attendance, minutes, record, report."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from p3aks.core.documents import sidik_berkas
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import GalatDibatalkan, Hasil
from pokja.models import Rapat


def susun(rapat: Rapat, surat: Sequence[Any]) -> dict[str, Any]:
    """Return the snapshots of those kinds of *surat* that make sense in the state of *rapat*."""
    bagian = [
        {"jenis": j.kode, "tanda_air": j.tanda_air(rapat), "isi": j.susun(rapat)}
        for j in surat
        if rapat.status in j.saat
    ]
    return {"judul": f"Paket dokumen: {rapat.acara}", "bagian": bagian}


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Kemajuan,
    batal: Batal,
    *,
    jenis: Mapping[str, Any],
) -> Hasil:
    """Write each part as PDF and all of them to *tujuan*; the same snapshot gives the same bytes.

    Raises ``GalatPdf``; GalatDibatalkan between two parts too.
    """
    tentang, bagian = snapshot["dokumen"], snapshot["bagian"]
    saat = timezone.localtime(datetime.fromisoformat(tentang["dibuat"])).timetuple()[:6]
    halaman = 0
    with zipfile.ZipFile(tujuan, "w", zipfile.ZIP_STORED) as arsip:
        for ke, satu in enumerate(bagian):
            if batal():
                raise GalatDibatalkan
            uraian = jenis[satu["jenis"]]
            sementara = tujuan.with_suffix(f".{ke}.pdf")
            isi = {**satu["isi"], "dokumen": {**tentang, "tanda_air": satu["tanda_air"]}}
            try:
                maju = _maju(kemajuan, uraian.label, ke, len(bagian))
                halaman += uraian.cetak(isi, sementara, maju, batal).halaman
                nama = f"{ke + 1}-{uraian.kode.removesuffix('-rapat')}.pdf"
                arsip.writestr(zipfile.ZipInfo(nama, saat), sementara.read_bytes())
            finally:
                sementara.unlink(missing_ok=True)
    sidik, ukuran = sidik_berkas(tujuan)
    return Hasil(sha256=sidik, halaman=halaman, ukuran=ukuran)


def _maju(kemajuan: Kemajuan, label: str, ke: int, jumlah: int) -> Kemajuan:
    """Return what part *ke* reports to: its percent become a share of the package's."""

    def maju(persen: int, _tahap: str) -> None:
        kemajuan((100 * ke + persen) // jumlah, f"{label} ({ke + 1} dari {jumlah})")

    return maju
