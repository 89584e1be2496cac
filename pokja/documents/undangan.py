"""The invitation to a meeting as an official letter (domain rule 34, Permendagri 1/2023)."""

from functools import partial
from typing import Any

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import angka_terbilang, tanggal
from pokja.documents import surat_rapat
from pokja.models import Rapat

cetak = partial(cetak_templat, "pokja/dokumen/undangan.html")
# More recipients than this are named on an annex.
MUAT_DI_SURAT = 7


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return the letter as plain data; number and date are dots until they are known."""
    tamu = list(rapat.kehadiran.filter(diundang=True))
    terlampir = len(tamu) > MUAT_DI_SURAT
    jenis = rapat.get_jenis_display()
    return {
        **surat_rapat.dasar(rapat, "Undangan"),
        "nomor": rapat.nomor_undangan or surat_rapat.TITIK,
        "tanggal": tanggal(rapat.tanggal_undangan) if rapat.tanggal_undangan else surat_rapat.TITIK,
        "sifat": rapat.get_sifat_display(),
        "lampiran": f"{angka_terbilang(1)} berkas" if terlampir else "–",
        "hal": f"Undangan {jenis[:1].lower()}{jenis[1:]}",
        "tujuan": [{"sebutan": k.alamat_surat, "nama": k.nama if k.jabatan else ""} for k in tamu],
        "terlampir": terlampir,
        "bernama": any(k.nama and k.jabatan for k in tamu),
        "tautan": rapat.tautan,
        "maksud": surat_rapat.baris(rapat.maksud),
        "catatan": surat_rapat.baris(rapat.catatan),
        "tanda": surat_rapat.tanda(rapat.penandatangan),
        "tembusan": surat_rapat.baris(rapat.tembusan),
    }
