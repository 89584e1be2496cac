"""An action as lines of text cells: what the grid shows, and how two such texts come together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from p3aks.core.formatting import bersih_teks
from p3aks.core.formfields import AngkaField, RupiahField
from rad.documents.kolom_rad import AWALAN_PAGU, AWALAN_TARGET, Kolom, kolom_rad
from rad.models import Aksi, Indikator, Rad

Baris = dict[str, str]
"""One line: column → text, without empty cells. The first line tells about the action, each may
hold an indicator and a source of funds."""


class Gabungan(NamedTuple):
    """``baris``: the lines to go on with; ``beda``: per cell (line, column) that both changed, what
    is stored."""

    baris: list[Baris]
    beda: dict[tuple[int, str], str]


def kolom_kisi(rad: Rad) -> list[Kolom]:
    """Return the columns of the grid: those of the template, without the number."""
    return [k for k in kolom_rad(rad.tahun, rad.tahun_dasar, lengkap=False) if k.kunci != "no"]


def baris_aksi(aksi: Aksi) -> list[Baris]:
    """Return *aksi* as lines (prefetched relations are used). Read back by the forms of the
    import, they make the same content."""
    utama = {
        "bidang": aksi.get_bidang_display(),
        "sasaran": aksi.sasaran.uraian,
        "nomenklatur": aksi.nomenklatur,
        "uraian": aksi.uraian,
        "penanggung_jawab": aksi.penanggung_jawab.nama,
        "pendukung": "; ".join(p.nama for p in aksi.pendukung.all()),
        "lokasi": aksi.lokasi,
        "keterangan": aksi.keterangan,
    }
    pagu: dict[str, Baris] = {}
    for a in aksi.anggaran.all():
        sumber = pagu.setdefault(a.sumber, {"sumber": a.get_sumber_display()})
        sumber[f"{AWALAN_PAGU}{a.tahun}"] = RupiahField.tulis(a.pagu)
    ukuran = [_ukuran(i) for i in aksi.indikator.all()]
    hasil = [rapi({**u, **p}) for u, p in _berpasangan(ukuran, pagu.values())] or [{}]
    hasil[0] = rapi({**utama, **hasil[0]})
    return hasil


def _ukuran(i: Indikator) -> Baris:
    return {
        "nama": i.nama,
        "satuan": i.satuan,
        "arah": i.arah.capitalize(),  # its label explains more than a cell holds
        "baseline": "" if i.baseline is None else AngkaField.tulis(i.baseline),
        "jenis": i.get_jenis_display(),
        "kumulatif": "ya" if i.kumulatif else "",
        **{f"{AWALAN_TARGET}{t.tahun}": AngkaField.tulis(t.nilai) for t in i.target.all()},
    }


def _berpasangan(*kumpulan: Iterable[Baris]) -> Iterator[tuple[Baris, ...]]:
    kosong: Baris = {}
    return zip_longest(*kumpulan, fillvalue=kosong)


def rapi(sel: Mapping[str, str]) -> Baris:
    """Return the cells that hold something, each on one line and without doubled blanks."""
    return {k: teks for k, v in sel.items() if (teks := bersih_teks(v))}


def gabung(
    awal: Sequence[Baris] | None, tersimpan: Sequence[Baris], ketikan: Sequence[Baris]
) -> Gabungan:
    """Bring *ketikan* and *tersimpan* together, which both started from *awal*.

    A cell that only one side changed takes that change. Where both changed it differently, or
    *awal* is not known, the typed text stays and ``beda`` names the stored one: a person decides.
    """
    hasil: list[Baris] = []
    beda: dict[tuple[int, str], str] = {}
    for n, (a, t, k) in enumerate(_berpasangan(awal or [], tersimpan, ketikan)):
        baris: Baris = {}
        for kunci in dict.fromkeys([*t, *k]):
            lama, kini, ketik = a.get(kunci, ""), t.get(kunci, ""), k.get(kunci, "")
            diketik = awal is None or ketik != lama
            baris[kunci] = ketik if diketik else kini
            if diketik and ketik != kini and (awal is None or kini != lama):
                beda[n, kunci] = kini
        hasil.append(rapi(baris))
    while len(hasil) > 1 and not hasil[-1] and (len(hasil) - 1) not in {n for n, _ in beda}:
        hasil.pop()
    return Gabungan(hasil, beda)
