"""The figures of a plan at one moment and over its years. The number of queries does not depend on
the number of actions, periods or years."""

from collections import defaultdict
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Avg, Count, Q, QuerySet, Sum

from p3aks.core.charts import Bagan, garis, lebar_batang
from rad.aturan.capaian import bagian
from rad.documents import pantau
from rad.documents.pantau import Jumlah, Nilai
from rad.enums_pantau import Periode, StatusLaporan
from rad.models import Aksi, Anggaran, AturanPantau, LaporanAksi, Rad, RealisasiAnggaran

NOL = Decimal(0)
POTONGAN = (("bidang", "Bidang", "label_bidang"), ("opd", "Perangkat daerah", "opd"))


class Larik(NamedTuple):
    """One line of a cut: its name, what the list is filtered by, its sum, and the two bars."""

    nama: str
    kueri: str
    jumlah: Jumlah
    batang_capaian: float
    batang_serapan: float


class Saat(NamedTuple):
    """One period over all actions: reported, accepted, mean score, spent since January, of the
    pagu of its year."""

    tahun: int
    periode: str
    dilaporkan: int
    diterima: int
    skor: Nilai
    kumulatif: Decimal
    pagu: Decimal

    @property
    def serapan(self) -> Nilai:
        """Spent since January in percent; None where nothing was reported."""
        return bagian(self.kumulatif, self.pagu) if self.dilaporkan else None


def susun(
    aksi: QuerySet[Aksi], rad: Rad, aturan: AturanPantau, tahun: int, periode: str,
    laporan: QuerySet[LaporanAksi],
) -> dict[str, Any]:  # fmt: skip
    """Return the dashboard of *aksi* for *periode* of *tahun*; only what is in *laporan* counts."""
    baris = pantau.susun(aksi, aturan=aturan, tahun=tahun, periode=periode, laporan=laporan)
    perjalanan = riwayat(aksi, rad, laporan)
    return {
        "jumlah": pantau.jumlah(baris),
        "potongan": [
            (judul, [_larik(n, _kueri(baris, kunci, n), j) for n, j in pantau.per(baris, ruas)])
            for kunci, judul, ruas in POTONGAN
        ],
        "sumber": [(u, lebar_batang(u.serapan)) for u in pantau.per_sumber(baris)],
        "perjalanan": perjalanan,
        "bagan": bagan(perjalanan),
        "tahunan": tahunan(perjalanan),
    }


def _kueri(baris: list[pantau.BarisPantau], kunci: str, nama: str) -> str:
    """Return the query string that filters the list of the period to this line."""
    if kunci == "opd":
        return f"opd={next(b.opd_id for b in baris if b.opd == nama)}"
    return f"bidang={next(b.bidang for b in baris if b.label_bidang == nama)}"


def _larik(nama: str, kueri: str, j: Jumlah) -> Larik:
    return Larik(nama, kueri, j, lebar_batang(j.capaian), lebar_batang(j.serapan))


def riwayat(aksi: QuerySet[Aksi], rad: Rad, laporan: QuerySet[LaporanAksi]) -> list[Saat]:
    """Return every period of the plan, in order. Three queries."""
    pk = aksi.order_by().values("pk")
    milik = laporan.filter(aksi__in=pk).order_by()
    terkirim = Q(status__in=(StatusLaporan.DILAPORKAN, StatusLaporan.DITERIMA))
    hitung = {
        (t, p): isi
        for t, p, *isi in milik.values_list("tahun", "periode").annotate(
            n=Count("pk", filter=terkirim),
            d=Count("pk", filter=Q(status=StatusLaporan.DITERIMA)),
            s=Avg("skor"),
        )
    }
    uang = {
        (t, p): n
        for t, p, n in RealisasiAnggaran.objects.filter(laporan__in=milik.values("pk"))
        .order_by()
        .values_list("laporan__tahun", "laporan__periode")
        .annotate(n=Sum("nilai"))
    }
    pagu = dict(
        Anggaran.objects.filter(aksi__in=pk).order_by().values_list("tahun").annotate(n=Sum("pagu"))
    )
    hasil = []
    for t in rad.tahun:
        jalan = NOL
        for p in Periode:
            jalan += uang.get((t, p.value), NOL)
            n, d, s = hitung.get((t, p.value), (0, 0, None))
            skor = None if s is None else Decimal(s).quantize(Decimal("0.01"))
            hasil.append(Saat(t, p.value, n, d, skor, jalan, pagu.get(t, NOL)))
    return hasil


def bagan(perjalanan: list[Saat]) -> Bagan:
    """Return score and absorption over the periods as lines."""
    label = [f"{s.periode} {s.tahun % 100:02}" for s in perjalanan]
    jarang = [x if n % 3 == 2 else "" for n, x in enumerate(label)]
    return garis(
        jarang,
        [("rata-rata skor", [s.skor for s in perjalanan]),
         ("serapan anggaran tahun berjalan", [s.serapan for s in perjalanan])],
    )  # fmt: skip


def tahunan(perjalanan: list[Saat]) -> list[dict[str, Any]]:
    """Return the years side by side: reports, mean score of the last scored period, money."""
    per: dict[int, list[Saat]] = defaultdict(list)
    for s in perjalanan:
        per[s.tahun].append(s)
    return [_setahun(t, isi) for t, isi in per.items()]


def _setahun(tahun: int, isi: list[Saat]) -> dict[str, Any]:
    dilaporkan = sum(s.dilaporkan for s in isi)
    akhir = isi[-1]
    serapan = bagian(akhir.kumulatif, akhir.pagu) if dilaporkan else None
    return {
        "tahun": tahun,
        "diterima": sum(s.diterima for s in isi),
        "dilaporkan": dilaporkan,
        "skor": next((s.skor for s in reversed(isi) if s.skor is not None), None),
        "pagu": akhir.pagu,
        "kumulatif": akhir.kumulatif,
        "serapan": serapan,
        "batang": lebar_batang(serapan),
    }
