"""From a grid to the rows of actions: merged cells, totals, letterheads and signatures."""

import re
from dataclasses import dataclass, field

from p3aks.core.formatting import normal_teks
from p3aks.core.tables.bentuk import Lembar, Nilai
from rad.forms.baris_aksi import KUNCI_AKSI
from rad.forms.impor_baris import kosong, kunci_kata, teks_sel
from rad.forms.impor_judul import Judul

# Merged cells that describe the action as a whole reach down to every row of it. Amounts and
# indicators do not: there a merged cell belongs to its first row alone.
KUNCI_TURUN = (*KUNCI_AKSI, "no", "id")
ISI_MIN = 3  # filled cells that make a row an action, unless it has a number and a text
_JUMLAH = re.compile(r"(?:sub|grand)? ?(?:jumlah|total)\b.*")
_NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?")


@dataclass
class Baris:
    """One row: ``r`` from 0, ``sel`` by form field."""

    r: int
    sel: dict[str, Nilai]

    @property
    def nomor(self) -> int:
        """The row number as the spreadsheet shows it."""
        return self.r + 1

    def teks(self, kunci: str) -> str:
        """Return a cell as a person sees it."""
        return teks_sel(self.sel.get(kunci, ""))


@dataclass
class Tabel:
    """The rows of actions, and the rows between them that are no actions."""

    baris: list[Baris] = field(default_factory=list)
    dilewati: list[Baris] = field(default_factory=list)

    def kelompok(self) -> list[list[Baris]]:
        """Return the rows by action: a row goes on with the action above it when aksi and OPD
        are the same and its No is the same or empty."""
        hasil: list[list[Baris]] = []
        for b in self.baris:
            if hasil and _lanjutan(hasil[-1][0], b):
                hasil[-1].append(b)
            else:
                hasil.append([b])
        return hasil


def susun_tabel(judul: Judul) -> Tabel:
    """Return the rows below the heading. Totals, repeated headings and the numbers of columns
    are left out silently; other rows that are no actions are listed, unless nothing follows."""
    lembar = judul.lembar
    turun = _isi_gabungan(lembar, {judul.letak[k] for k in KUNCI_TURUN if k in judul.letak})
    tabel = Tabel()
    tunda: list[Baris] = []
    for r in range(judul.isi, len(lembar.baris)):
        asli = {k: lembar.sel(r, c) for k, c in judul.letak.items()}
        terisi = {k for k, v in asli.items() if not kosong(v) and k != "id"}
        sel = {k: turun.get((r, c), asli[k]) for k, c in judul.letak.items()}
        baris = Baris(r, sel)
        if not terisi or _bukan_isi(judul, baris, asli, terisi):
            continue
        if len(terisi) < ISI_MIN and not {"no", "uraian"} <= terisi:
            tunda.append(baris)
            continue
        tabel.dilewati += tunda
        tunda = []
        tabel.baris.append(baris)
    return tabel


def _isi_gabungan(lembar: Lembar, kolom: set[int]) -> dict[tuple[int, int], Nilai]:
    """Return the value of every cell below the first one of a merged range, for some columns."""
    hasil: dict[tuple[int, int], Nilai] = {}
    for r1, c1, r2, _ in lembar.gabung:
        if c1 in kolom and not kosong(nilai := lembar.sel(r1, c1)):
            for r in range(r1 + 1, min(r2 + 1, len(lembar.baris))):
                hasil[r, c1] = nilai
    return hasil


def _bukan_isi(judul: Judul, baris: Baris, asli: dict[str, Nilai], terisi: set[str]) -> bool:
    """Tell totals, repeated headings and the row "(1) (2) (3)" from content."""
    if not terisi & {"penanggung_jawab", "satuan", "arah"} and any(
        _JUMLAH.fullmatch(normal_teks(teks_sel(asli[k])))
        for k in terisi & {"no", *KUNCI_AKSI, "nama"}
    ):
        return True
    if kunci_kata(baris.teks("uraian")) == kunci_kata(judul.label[judul.letak["uraian"]]):
        sama = [
            kunci_kata(baris.teks(k)) == kunci_kata(judul.label[c]) for k, c in judul.letak.items()
        ]
        if sum(sama) > len(sama) // 2:
            return True
    if baris.r > judul.isi:
        return False
    return len(terisi) >= ISI_MIN and all(_NOMOR_KOLOM.fullmatch(teks_sel(asli[k])) for k in terisi)


def _lanjutan(atas: Baris, bawah: Baris) -> bool:
    if not (uraian := kunci_kata(bawah.teks("uraian"))):
        return False
    return (
        uraian == kunci_kata(atas.teks("uraian"))
        and kunci_kata(bawah.teks("penanggung_jawab")) == kunci_kata(atas.teks("penanggung_jawab"))
        and bawah.teks("no") in ("", atas.teks("no"))
    )
