"""What a release of statistics says, as tables for a page. Everything here is computed from
published counts alone: a share or a bar must not tell what a count does not."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from p3aks.core.charts import lebar_batang
from p3aks.core.formatting import angka
from pokja.models import RekapTerbit

TUTUP = "∗"
DASAR_PERSEN = 20  # shares of fewer say more than they know (keamanan 3.2)


Kunci = tuple[str, str | None, str | None]


def teks(nilai: int | None) -> str:
    """Return a published count as it is printed."""
    return TUTUP if nilai is None else angka(nilai)


def hitungan(isi: Mapping[str, Any]) -> Iterator[tuple[Kunci, int | None]]:
    """Yield every count of a published *isi* under (table, row, column); None for a total. Totals
    over the rows stand under their unit, so that tables that share one yield it again."""
    for s in isi["satuan"]:
        yield (s["kunci"], None, None), s["jumlah"]
    for t in isi["tabel"]:
        kolom = [*(k["kode"] for k in t["kolom"]), None]
        larik = [(t["kunci"], b["kode"], [*b["sel"], b["jumlah"]]) for b in t["baris"]]
        for tabel, baris, nilai in (*larik, (t["satuan"], None, [*t["total"], t["jumlah"]])):
            for k, n in zip(kolom, nilai, strict=True):
                yield (tabel, baris, k), n


class Isian(NamedTuple):
    """One count: the name of its column, the number or None, and why it is hidden (for those who
    sign a release; the public is not told)."""

    kolom: str
    nilai: int | None
    alasan: str = ""

    @property
    def teks(self) -> str:
        """What is printed."""
        return teks(self.nilai)


class Larik(NamedTuple):
    """One line: its code and label, its counts, their sum, its share and its bar (0–100)."""

    kode: str
    label: str
    sel: list[Isian]
    jumlah: Isian
    persen: str
    batang: float


class Tabel(NamedTuple):
    """One table that names what it counts."""

    kunci: str
    judul: str
    satuan: str
    catatan: str
    kolom: list[str]
    larik: list[Larik]
    total: list[Isian]
    jumlah: Isian
    tersembunyi: int

    @property
    def berpersen(self) -> bool:
        """Whether shares are printed."""
        return any(x.persen for x in self.larik)


Alasan = Mapping[Kunci, str]


def tampilan(isi: Mapping[str, Any], alasan: Alasan | None = None) -> list[Tabel]:
    """Return the tables of a published *isi*. *alasan*: why each hidden count (table or unit, row,
    column) is hidden."""
    return [_tabel(t, isi, alasan or {}) for t in isi["tabel"]]


def _tabel(t: Mapping[str, Any], isi: Mapping[str, Any], alasan: Alasan) -> Tabel:
    label = {s["kunci"]: s["label"] for s in isi["satuan"]}
    kolom = [k["label"] for k in t["kolom"]]
    kode = [*(k["kode"] for k in t["kolom"]), None]

    def larik(tempat: str, baris: str | None, nilai: list[int | None]) -> list[Isian]:
        return [
            Isian(nama, n, alasan.get((tempat, baris, k), ""))
            for nama, k, n in zip([*kolom, "Jumlah"], kode, nilai, strict=True)
        ]

    semua = t["jumlah"]
    baris = []
    for b in t["baris"]:
        *sel, jumlah = larik(t["kunci"], b["kode"], [*b["sel"], b["jumlah"]])
        persen = _persen(b["jumlah"], semua)
        batang = lebar_batang(b["jumlah"], semua) if persen else 0
        baris.append(Larik(b["kode"], b["label"], sel, jumlah, persen, batang))
    *total, jumlah = larik(t["satuan"], None, [*t["total"], semua])
    tutup = sum(s.nilai is None for x in baris for s in (*x.sel, x.jumlah))
    return Tabel(
        t["kunci"], t["judul"], label[t["satuan"]], t["catatan"], kolom, baris, total, jumlah,
        tutup + sum(s.nilai is None for s in (*total, jumlah)),
    )  # fmt: skip


def _persen(nilai: int | None, dari: int | None) -> str:
    if nilai is None or dari is None or dari < DASAR_PERSEN:
        return ""
    return f"{angka(round(100 * nilai / dari))}%"


def versi(rekap: RekapTerbit) -> list[RekapTerbit]:
    """Return all versions of the period of *rekap*, newest first."""
    semua = RekapTerbit.objects.publik().filter(tahun=rekap.tahun, paruh=rekap.paruh)
    return list(semua.defer("isi").order_by("-nomor"))
