"""Progress of a plan for everybody: accepted reports of fixed actions, no free text, no person.

A figure of persons below the regency's threshold (``Daerah.ambang_publik``) may point at somebody:
it is not said, nor what it could be computed from (its achievement; two sums of the year that
differ by it). What counts victims, and a running total of persons, is published once a year only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from p3aks.core.formatting import angka
from pokja.models import Daerah
from rad.aturan.capaian import Capaian, rata
from rad.aturan.jadwal import Jadwal
from rad.documents import pantau, pantau_jumlah
from rad.documents.pantau import BarisIndikator, BarisPantau
from rad.enums_pantau import Periode
from rad.models import Aksi, AturanPantau, Indikator, LaporanAksi, Rad

KORBAN = ("korban", "kasus", "kekerasan", "penyintas", "pengungsi", "pengaduan", "terlapor")
ORANG = frozenset(
    {"orang", "jiwa", "anak", "balita", "siswa", "santri", "perempuan", "lansia", "peserta"}
)
TAHUNAN = "dimuat pada akhir tahun"
TIDAK = "tidak dimuat: menyangkut korban"
SELISIH = "tidak dimuat: tambahannya terlalu kecil"


@dataclass(frozen=True)
class Tampil:
    """One indicator as the public reads it; ``realisasi`` is text, ``capaian`` None where it would
    say more than the text."""

    nama: str
    satuan: str
    arah: str
    target: Decimal | None
    realisasi: str
    capaian: Decimal | None


@dataclass(frozen=True)
class AksiTampil:
    """One action as the public reads it."""

    pk: Any
    nomor: int
    uraian: str
    opd: str
    dilaporkan: bool
    indikator: list[Tampil]
    pagu: Decimal
    serap: Decimal
    serapan: Decimal | None


class Saringan(NamedTuple):
    """What decides whether a figure is said: the indicators that add up over the years, and the
    smallest number of persons that is."""

    menumpuk: set[Any]
    ambang: int


def jadwal_terbuka(rad: Rad, aturan: AturanPantau) -> list[Jadwal]:
    """Return the periods whose deadline is over, newest first."""
    hari = timezone.localdate()
    semua = (aturan.jadwal(t, p) for t in rad.tahun for p in Periode)
    return sorted(
        (j for j in semua if j.batas < hari), key=lambda j: (j.tahun, j.periode), reverse=True
    )


def susun(rad: Rad, aturan: AturanPantau, jadwal: Jadwal) -> dict[str, Any]:
    """Return the page of one period: per field its actions, its mean achievement (of what is shown)
    and its money. Ten queries."""
    baris = pantau.susun(
        Aksi.objects.dipantau().filter(rad=rad), aturan=aturan, tahun=jadwal.tahun,
        periode=jadwal.periode.value, laporan=LaporanAksi.objects.diterima(),
    )  # fmt: skip
    menumpuk = set(
        Indikator.objects.filter(aksi__in=[b.pk for b in baris], kumulatif=True).values_list(
            "pk", flat=True
        )
    )
    saringan = Saringan(menumpuk, Daerah.ini().ambang_publik)
    kelompok = []
    for bidang, j in pantau_jumlah.per(baris, "label_bidang"):
        aksi = [_aksi(b, jadwal, saringan) for b in baris if b.label_bidang == bidang]
        capaian = rata(Capaian(i.capaian) for a in aksi for i in a.indikator)
        kelompok.append({"label": bidang, "aksi": aksi, "jumlah": j, "capaian": capaian})
    return {
        "kelompok": kelompok,
        "jumlah": pantau_jumlah.jumlah(baris),
        "ambang": saringan.ambang,
    }


def _aksi(b: BarisPantau, jadwal: Jadwal, saringan: Saringan) -> AksiTampil:
    return AksiTampil(
        pk=b.pk, nomor=b.nomor, uraian=b.uraian, opd=b.opd, dilaporkan=b.laporan is not None,
        indikator=[_indikator(i, b, jadwal, saringan) for i in b.indikator],
        pagu=b.pagu, serap=b.serap_kumulatif, serapan=b.serapan,
    )  # fmt: skip


def _indikator(i: BarisIndikator, b: BarisPantau, jadwal: Jadwal, saringan: Saringan) -> Tampil:
    teks, capaian = _terbit(i, b, jadwal, saringan)
    return Tampil(i.nama, i.satuan, i.arah, i.target_tahun, teks, capaian)


def _terbit(
    i: BarisIndikator, b: BarisPantau, jadwal: Jadwal, saringan: Saringan
) -> tuple[str, Decimal | None]:
    """Return what may be said of the realisation, and the achievement where it may be said."""
    nilai, menumpuk = i.realisasi_kumulatif, i.pk in saringan.menumpuk
    if b.laporan is None or nilai is None:
        return "belum ada", None
    korban, orang = menyangkut_korban(i), menghitung_orang(i)
    if korban and menumpuk:
        return TIDAK, None
    if (korban or (orang and menumpuk)) and jadwal.periode is not Periode.B12:
        return TAHUNAN, None
    if korban or orang:
        if 0 < nilai < saringan.ambang:
            return f"kurang dari {saringan.ambang}", None
        if not korban and 0 < (i.realisasi_periode or 0) < saringan.ambang:
            return SELISIH, None
    return angka(nilai), i.capaian_tahun.persen


def menyangkut_korban(i: BarisIndikator) -> bool:
    """Whether an indicator counts victims or cases."""
    teks = f"{i.nama} {i.satuan}".casefold()
    return any(kata in teks for kata in KORBAN)


def menghitung_orang(i: BarisIndikator) -> bool:
    """Whether an indicator counts persons."""
    return bool(ORANG & set(i.satuan.casefold().split()))


def baris_csv(isi: dict[str, Any]) -> Iterator[list[str]]:
    """Yield the page as rows of text: the same figures, nothing more."""
    yield ["No", "Bidang", "Aksi", "Perangkat Daerah", "Indikator", "Satuan", "Arah",
           "Target Tahun", "Realisasi", "Capaian (%)", "Pagu (Rp)", "Terserap (Rp)"]  # fmt: skip
    for k in isi["kelompok"]:
        for a in k["aksi"]:
            for n, i in enumerate(a.indikator):
                uang = [angka(a.pagu), angka(a.serap)] if n == 0 else ["", ""]
                yield [
                    str(a.nomor), k["label"], a.uraian, a.opd, i.nama, i.satuan, i.arah,
                    angka(i.target), i.realisasi, angka(i.capaian), *uang,
                ]  # fmt: skip
