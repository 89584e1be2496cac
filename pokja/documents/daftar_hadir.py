"""The attendance list: blank to sign, and afterwards who came and how."""

from functools import partial
from typing import Any

from p3aks.core.cetak import cetak_templat
from pokja.documents import hadirin, surat_rapat
from pokja.enums_rapat import CaraHadir, StatusRapat
from pokja.models import Rapat

cetak = partial(cetak_templat, "pokja/dokumen/daftar_hadir.html")
CADANGAN = 8  # empty lines for who comes uninvited
SELESAI = (StatusRapat.NOTULA, StatusRapat.FINAL)


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return one list per sitting as plain data, with everybody invited on each; once somebody is
    recorded, with how each came and the counts."""
    semua = hadirin.peserta(rapat)
    tercatat = any(k.hadir_di for k in semua)
    isi = surat_rapat.dasar(rapat, "Daftar hadir")
    cadangan = 0 if rapat.status in SELESAI else CADANGAN
    lembar = [
        {
            **sesi,
            "baris": [_baris(k, pk, rapat.status in SELESAI) for k in semua],
            "kosong": [*range(len(semua) + 1, len(semua) + 1 + cadangan)],
        }
        for sesi, pk in zip(isi["sesi"], [s.pk for s in rapat.sesi.all()], strict=True)
    ]
    hitung = hadirin.hitung(rapat, semua)
    return {
        **isi,
        "lembar": lembar,
        "hitung": surat_rapat.hitungan(hitung) if tercatat else None,
    }


def _baris(tamu: Any, sesi: Any, selesai: bool) -> dict[str, str]:
    cara = tamu.hadir_di.get(sesi, "")
    jabatan, instansi = tamu.jabatan_hadir, tamu.instansi
    if instansi and instansi.casefold() not in jabatan.casefold():
        jabatan = f"{jabatan}, {instansi}" if jabatan else instansi
    tanda = {CaraHadir.DARING: "hadir daring", "": "tidak hadir" if selesai else ""}.get(cara, "")
    return {
        "nama": tamu.nama_hadir,
        "jabatan": jabatan,
        "kelamin": tamu.kelamin_hadir,
        "tanda": tanda,
    }
