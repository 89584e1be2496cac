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
    tujuan = [k.alamat_surat for k in rapat.kehadiran.filter(diundang=True)]
    agenda = [{"judul": a.judul, "penyaji": a.penyaji} for a in rapat.agenda.all()]
    terlampir = len(tujuan) > MUAT_DI_SURAT
    return {
        **surat_rapat.dasar(rapat, "Undangan"),
        "nomor": rapat.nomor_undangan or surat_rapat.TITIK3,
        "tanggal": tanggal(rapat.tanggal_undangan)
        if rapat.tanggal_undangan
        else surat_rapat.TITIK3,
        "sifat": rapat.get_sifat_display(),
        "lampiran": f"{angka_terbilang(1)} lembar" if terlampir else "-",
        "tujuan": tujuan,
        "terlampir": terlampir,
        "agenda": agenda,
        "catatan": rapat.catatan,
        "tanda": surat_rapat.tanda(rapat.penandatangan),
        "tembusan": surat_rapat.baris(rapat.tembusan),
    }
