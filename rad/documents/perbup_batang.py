"""Numbers the body of a regulation and sets its punctuation. Pure: tree in, plain data out."""

from collections.abc import Callable, Iterator
from typing import Any

from p3aks.core.formatting import rincian, romawi, urutan
from p3aks.core.naskah import pangkas, tutup_butir
from rad.documents.perbup_teks import uraikan
from rad.enums_perbup import JenisRincian
from rad.naskah.bentuk import AyatTeks, BabTeks, BagianTeks, Butir, NaskahTeks, PasalTeks

Rujukan = Callable[[str, str], str | None]
TERLALU_DALAM = "?"


class Nomor:
    """The numbers of all articles and paragraphs, and what the cross references become."""

    def __init__(self, naskah: NaskahTeks) -> None:
        self.pasal: dict[str, list[int]] = {}
        self.ayat: dict[str, list[tuple[int, int, int]]] = {}
        for no, pasal in enumerate(naskah.semua_pasal(), start=1):
            if pasal.kunci:
                self.pasal.setdefault(pasal.kunci, []).append(no)
            for urut, ayat in enumerate(pasal.ayat, start=1):
                if ayat.kunci:
                    letak = (no, urut, len(pasal.ayat))
                    self.ayat.setdefault(ayat.kunci, []).append(letak)

    def __call__(self, jenis: str, kunci: str) -> str | None:
        """Return "Pasal 7" or "ayat (2)"; None where the key is unknown or not unique, or the
        paragraph carries no number because it is the only one of its article."""
        if jenis == "pasal":
            pasal = self.pasal.get(kunci, [])
            return f"Pasal {pasal[0]}" if len(pasal) == 1 else None
        ayat = self.ayat.get(kunci, [])
        if len(ayat) != 1 or ayat[0][2] == 1:
            return None
        return f"ayat ({ayat[0][1]})"


def batang_tubuh(naskah: NaskahTeks) -> list[dict[str, Any]]:
    """Return the chapters as plain data, every number, letter, word and sign computed.

    ``[{"label": "BAB I", "judul": …, "bagian": [{"label": "Bagian Kesatu" | "", "judul": …,
    "pasal": [{"label": "Pasal 1", "ayat": [{"label": "(1)" | "", "isi": …, "butir": [{"label":
    "a.", "isi": …, "butir": […]}]}]}]}]}]``.
    """
    rujukan, nomor = Nomor(naskah), iter(range(1, 10_000))
    return [_bab(no, bab, nomor, rujukan) for no, bab in enumerate(naskah.bab, start=1)]


def _bab(no: int, bab: BabTeks, nomor: Iterator[int], rujukan: Rujukan) -> dict[str, Any]:
    bagian, urut = [], 0
    for b in bab.bagian:
        urut += bool(b.judul)
        bagian.append(_bagian(urut, b, nomor, rujukan))
    return {"label": f"BAB {romawi(no)}", "judul": pangkas(bab.judul).upper(), "bagian": bagian}


def _bagian(no: int, bagian: BagianTeks, nomor: Iterator[int], rujukan: Rujukan) -> dict[str, Any]:
    return {
        "label": f"Bagian {urutan(no)}" if bagian.judul else "",
        "judul": pangkas(bagian.judul),
        "pasal": [_pasal(next(nomor), p, rujukan) for p in bagian.pasal],
    }


def _pasal(nomor: int, pasal: PasalTeks, rujukan: Rujukan) -> dict[str, Any]:
    satu = len(pasal.ayat) == 1
    return {
        "label": f"Pasal {nomor}",
        "ayat": [
            {"label": "" if satu else f"({no})", **_ayat(a, rujukan)}
            for no, a in enumerate(pasal.ayat, start=1)
        ],
    }


def _ayat(ayat: AyatTeks, rujukan: Rujukan) -> dict[str, Any]:
    isi = uraikan(pangkas(ayat.isi), rujukan)
    if ayat.jenis == JenisRincian.DEFINISI:
        butir = [_definisi(no, b, rujukan) for no, b in enumerate(ayat.butir, start=1)]
    else:
        butir = _daftar(ayat.butir, 1, ayat.penghubung, ".", rujukan)
    return {"isi": isi + (":" if ayat.butir else "."), "jenis": ayat.jenis, "butir": butir}


def _daftar(
    butir: tuple[Butir, ...], tingkat: int, penghubung: str, akhir: str, rujukan: Rujukan
) -> list[dict[str, Any]]:
    """Number the items of one list; the last leaf of an item closes for the item."""
    hasil = []
    for no, b in enumerate(butir, start=1):
        tutup = tutup_butir(no, len(butir), penghubung, akhir)
        hasil.append(
            {
                "label": _label(tingkat, no),
                "isi": uraikan(pangkas(b.isi), rujukan) + (":" if b.anak else tutup),
                "butir": _daftar(b.anak, tingkat + 1, b.penghubung, tutup, rujukan),
            }
        )
    return hasil


def _definisi(no: int, b: Butir, rujukan: Rujukan) -> dict[str, Any]:
    """A definition ends with a period; items below it start at a. and end as any list."""
    return {
        "label": f"{no}.",
        "isi": uraikan(pangkas(b.isi), rujukan) + (":" if b.anak else "."),
        "butir": _daftar(b.anak, 1, b.penghubung, ".", rujukan),
    }


def _label(tingkat: int, no: int) -> str:
    """Return the label of an item; a fifth level has none and is a finding."""
    return rincian(tingkat, no) if tingkat <= 4 else TERLALU_DALAM
