"""The invitation as a short text, to paste where people read it first."""

from collections.abc import Sequence

from p3aks.core.formatting import tanggal
from pokja.models import AgendaRapat, Daerah, Kehadiran, Rapat, SesiRapat


def teks(rapat: Rapat, sesi: Sequence[SesiRapat], agenda: Sequence[AgendaRapat]) -> str:
    """Return the invitation without recipient and link: what, when, where, about what."""
    baris = [f"*{rapat.acara}*", ""]
    for satu in sesi:
        baris.append(f"{satu.judul}: {satu.pukul}" if satu.judul else satu.pukul)
    if rapat.tempat:
        baris.append(f"Tempat: {rapat.tempat}")
    if rapat.tautan:
        baris.append(f"Daring: {rapat.tautan}")
    if agenda:
        baris += ["", "Agenda:", *(f"{ke}. {a.judul}" for ke, a in enumerate(agenda, 1))]
    if rapat.nomor_undangan:
        baris += ["", f"Surat undangan {rapat.nomor_undangan}, {tanggal(rapat.tanggal_undangan)}"]
    if rapat.catatan:
        baris += ["", rapat.catatan]
    daerah = Daerah.ini()
    return "\n".join([*baris, "", f"Sekretariat Pokja P3AKS {daerah}"])


def pesan(isi: str, tamu: Kehadiran, alamat: str) -> str:
    """Return *isi* for one guest, with the private link *alamat*."""
    return (
        f"Yth. {tamu}\n\n{isi}\n\nMohon menjawab hadir atau mewakilkan lewat tautan ini. "
        f"Tautan ini milik Anda sendiri; jangan diteruskan.\n{alamat}"
    )
