"""The organisation chart on one A4 page, for the wall of the Sekretariat."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from p3aks.core.formatting import tanggal
from p3aks.core.pdf import Hasil, Potongan, buat_pdf
from pokja.documents.susunan import Cabang, bagan
from pokja.models import Daerah, Pokja

TEMPLAT = "pokja/dokumen/bagan.html"


def susun(pokja: Pokja) -> dict[str, Any]:
    """Return the chart of today as plain data: heads from the top, then the fields."""
    hari_ini = timezone.localdate()
    nama = Daerah.ini().salinan()
    pimpinan, cabang = [], bagan(pokja, hari_ini)
    while len(cabang) == 1 and not cabang[0].bidang:
        pimpinan.append(_simpul(cabang[0]))
        cabang = cabang[0].bawah
    dasar = f"SK {pokja.nomor_sk} tanggal {tanggal(pokja.tanggal_sk)}" if pokja.nomor_sk else ""
    return {
        "judul_dokumen": f"Bagan {pokja} {nama['jenis']} {nama['nama']}",
        "penulis": f"Pemerintah {nama['jenis']} {nama['nama']}",
        "daerah": f"{nama['jenis']} {nama['nama']}",
        "masa": f"{pokja.mulai}–{pokja.selesai}",
        "dasar": dasar,
        "keadaan": f"Keadaan {tanggal(hari_ini)}",
        "pimpinan": pimpinan,
        "cabang": [{**_simpul(c), "bawah": [_simpul(b) for b in c.bawah]} for c in cabang],
    }


def _simpul(cabang: Cabang) -> dict[str, Any]:
    return {
        "judul": cabang.judul,
        "bidang": cabang.bidang,
        "isi": [
            {"jabatan": k.jabatan_dinas, "nama": [_nama(p) for p in k.pemangku]} for k in cabang.isi
        ],
    }


def _nama(pejabat: Any) -> str:
    sifat = pejabat.get_sifat_display() if pejabat.sifat != "definitif" else ""
    return f"{pejabat.nama} ({sifat})" if sifat else pejabat.nama


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None] = lambda persen, tahap: None,
    batal: Callable[[], bool] = lambda: False,
) -> Hasil:
    """Write the chart to *tujuan* (PDF/A-3a, PDF/UA-1, A4). Raises ``GalatPdf``."""
    tentang = snapshot.get("dokumen", {})
    return buat_pdf(
        [Potongan(render_to_string(TEMPLAT, snapshot), kunci="bagan-pokja")],
        tujuan,
        judul=snapshot["judul_dokumen"],
        penulis=snapshot["penulis"],
        tanda_air=tentang.get("tanda_air") or None,
        nomor_halaman=False,
        dibuat=datetime.fromisoformat(tentang["dibuat"]) if tentang.get("dibuat") else None,
        kemajuan=kemajuan,
        batal=batal,
    )
