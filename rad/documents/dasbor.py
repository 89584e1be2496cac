"""The figures of a plan at one moment and over its years. The number of queries does not depend on
the number of actions, periods or years."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from p3aks.core.charts import Bagan, garis, lebar_batang
from rad.documents.pantau import Nilai
from rad.documents.pantau_deret import Butir, deret
from rad.documents.pantau_jumlah import Jumlah, jumlah, per, per_sumber
from rad.enums_pantau import Periode
from rad.models import Aksi, AturanPantau, LaporanAksi

POTONGAN = (("bidang", "Bidang", "label_bidang"), ("opd", "Perangkat daerah", "opd"))


class Larik(NamedTuple):
    """One line of a cut: its name, what the list is filtered by, its sum, and the two bars."""

    nama: str
    kueri: str
    jumlah: Jumlah
    batang_capaian: float
    batang_serapan: float


class Saat(NamedTuple):
    """One period over all actions."""

    tahun: int
    periode: Periode
    jumlah: Jumlah

    @property
    def serapan(self) -> Nilai:
        """Spent since January in percent; None where nothing was reported."""
        return self.jumlah.serapan if self.jumlah.dilaporkan else None


def susun(
    aksi: QuerySet[Aksi], aturan: AturanPantau, tahun: int, periode: str,
    laporan: QuerySet[LaporanAksi],
) -> dict[str, Any]:  # fmt: skip
    """Return the dashboard of *aksi* for *periode* of *tahun*; only what is in *laporan* counts."""
    semua = deret(aksi, aturan=aturan, laporan=laporan)
    baris = semua[tahun, Periode(periode)]
    perjalanan = [Saat(t, p, jumlah(isi)) for (t, p), isi in semua.items()]
    return {
        "jumlah": jumlah(baris),
        "potongan": [
            (
                judul,
                [_larik(n, _kueri(baris, kunci, n), j) for n, j in per(baris, ruas)],
            )
            for kunci, judul, ruas in POTONGAN
        ],
        "sumber": [(u, lebar_batang(u.serapan)) for u in per_sumber(baris)],
        "perjalanan": perjalanan,
        "bagan": bagan(perjalanan),
        "tahunan": [(s, lebar_batang(s.serapan)) for s in perjalanan if s.periode == periode],
    }


def _kueri(baris: Sequence[Butir], kunci: str, nama: str) -> str:
    """Return the query string that filters the list of the period to this line."""
    if kunci == "opd":
        return f"opd={next(b.opd_id for b in baris if b.opd == nama)}"
    return f"bidang={next(b.bidang for b in baris if b.label_bidang == nama)}"


def _larik(nama: str, kueri: str, j: Jumlah) -> Larik:
    return Larik(nama, kueri, j, lebar_batang(j.capaian), lebar_batang(j.serapan))


def bagan(perjalanan: Sequence[Saat]) -> Bagan:
    """Return achievement and absorption over the periods as lines."""
    label = [f"{s.periode} {s.tahun % 100:02}" for s in perjalanan]
    jarang = [x if n % 3 == 2 else "" for n, x in enumerate(label)]
    return garis(
        jarang,
        [("rata-rata capaian", [s.jumlah.capaian for s in perjalanan]),
         ("serapan anggaran tahun berjalan", [s.serapan for s in perjalanan])],
    )  # fmt: skip
