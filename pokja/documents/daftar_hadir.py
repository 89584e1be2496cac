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
    """Return one list per sitting as plain data, with everybody invited and who came besides; once
    somebody is recorded, with how each came and the counts.

    That somebody stayed away is said only of a sitting whose attendance was recorded.
    """
    semua = hadirin.peserta(rapat)
    isi = surat_rapat.dasar(rapat, "Daftar hadir")
    selesai = rapat.status in SELESAI
    pk_sesi = rapat.sesi.values_list("pk", flat=True)
    return {
        **isi,
        "lembar": [
            {**sesi, **_lembar(semua, pk, selesai)}
            for sesi, pk in zip(isi["sesi"], pk_sesi, strict=True)
        ],
        "hitung": surat_rapat.hitungan(hadirin.hitung(rapat, semua)),
    }


def _lembar(semua: list[Any], sesi: Any, selesai: bool) -> dict[str, Any]:
    tercatat = selesai and any(sesi in k.hadir_di for k in semua)
    baris = [_baris(k, sesi, tercatat) for k in semua if k.diundang or sesi in k.hadir_di]
    awal = len(baris) + 1
    return {"baris": baris, "kosong": [*range(awal, awal + (0 if selesai else CADANGAN))]}


def _baris(tamu: Any, sesi: Any, tercatat: bool) -> dict[str, str]:
    cara = tamu.hadir_di.get(sesi, "")
    jabatan, instansi = tamu.jabatan_hadir, tamu.instansi
    if instansi and instansi.casefold() not in jabatan.casefold():
        jabatan = f"{jabatan}, {instansi}" if jabatan else instansi
    tanda = {CaraHadir.DARING: "hadir daring", "": "tidak hadir" if tercatat else ""}.get(cara, "")
    return {
        "nama": tamu.nama_hadir,
        "jabatan": jabatan,
        "kelamin": tamu.kelamin_hadir,
        "tanda": tanda,
    }
