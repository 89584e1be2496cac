"""Statistics of the service: how many cases, victims, alleged perpetrators and pairs, by what.

Everything is read in the reader's own scope, and counted in the period in which it was reported.
Nothing here may leave the service: what is published goes through suppression. Four units that are
never mixed (R04): a case may have several victims, a victim several forms of violence, and what an
alleged perpetrator is to a victim belongs to the pair.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone

from kasus.enums import (
    BentukKekerasan,
    HubunganPelaku,
    KategoriPelaporan,
    KeterkaitanKonflik,
    Ranah,
    TempatKejadian,
)
from kasus.enums_layanan import JenisLayanan, SaluranMasuk, StatusVerifikasi, TahapKasus
from kasus.enums_orang import JenisKelamin, KelompokUsia
from kasus.models import BentukKorban, ButirRencana, Hubungan, Kasus, Korban, Layanan, Terlapor
from p3aks.core.charts import lebar_batang
from pokja.models import Pengguna

KASUS, KORBAN, PELAKU, PASANGAN = "kasus", "korban", "terlapor", "pasangan korban dan terlapor"
KELOMPOK = {
    (JenisKelamin.P, False): "Perempuan dewasa",
    (JenisKelamin.L, False): "Laki-laki dewasa",
    (JenisKelamin.P, True): "Anak perempuan",
    (JenisKelamin.L, True): "Anak laki-laki",
}
GANDA = "Satu korban dapat mengalami beberapa bentuk, jadi jumlah barisnya boleh melebihi korban."
TANPA_TEMPAT = "Tidak dicatat"


class Masa(NamedTuple):
    """A year, or one half of it (``paruh`` 1 or 2; 0 is the whole year)."""

    tahun: int
    paruh: int = 0

    @property
    def label(self) -> str:
        """``Semester I 2026`` or ``Tahun 2026``."""
        return f"Semester {'I' * self.paruh} {self.tahun}" if self.paruh else f"Tahun {self.tahun}"

    @property
    def bulan(self) -> tuple[int, int]:
        """The first and last month as ``yyyymm``."""
        awal = 7 if self.paruh == 2 else 1
        return self.tahun * 100 + awal, self.tahun * 100 + (6 if self.paruh == 1 else 12)

    @property
    def selesai(self) -> bool:
        """Whether the period is over."""
        hari = timezone.localdate()
        return hari.year * 100 + hari.month > self.bulan[1]

    @property
    def sebelumnya(self) -> "Masa":
        """The period of the same length before this one."""
        if self.paruh == 2:
            return Masa(self.tahun, 1)
        return Masa(self.tahun - 1, 2 if self.paruh else 0)


class Larik(NamedTuple):
    """One line of a table, with the length of its bar (0 to 100)."""

    label: str
    sel: list[int]
    jumlah: int
    batang: float


class Tabel(NamedTuple):
    """A table that names what it counts. ``total`` is counted, not added up."""

    kunci: str
    judul: str
    satuan: str
    kolom: list[str]
    larik: list[Larik]
    total: list[int]
    jumlah: int
    catatan: str = ""

    @property
    def baris(self) -> list[tuple[Larik, list[tuple[str, int]]]]:
        """Each line with its counts under the names of their columns."""
        return [(x, list(zip(self.kolom, x.sel, strict=True))) for x in self.larik]

    @property
    def kaki(self) -> list[tuple[str, int]]:
        """The totals under the names of their columns."""
        return list(zip(self.kolom, self.total, strict=True))

    @property
    def dijumlah(self) -> bool:
        """Whether a line adds up; what is needed and what was given do not."""
        return self.kunci != "layanan"


class Lama(NamedTuple):
    """How long something took: days in the middle and at most, in how many of all cases."""

    judul: str
    median: float | None
    terlama: int | None
    dari: int
    semua: int


@dataclass(frozen=True)
class Statistik:
    """The whole page."""

    masa: Masa
    satuan: list[tuple[str, int]]
    verifikasi: list[tuple[str, int]]
    lama: list[Lama]
    tabel: list[Tabel]
    sebelumnya: int | None


def susun(user: Pengguna, masa: Masa, *, terverifikasi: bool = False) -> Statistik:
    """Return the figures of *masa* for *user*, with *terverifikasi* of verified cases only."""
    kasus = kasus_masa(user, masa, terverifikasi=terverifikasi)
    korban = Korban.objects.untuk(user).filter(kasus__in=kasus.values("pk")).order_by()
    terlapor = Terlapor.objects.untuk(user).filter(kasus__in=kasus.values("pk")).order_by()
    pasangan = Hubungan.objects.untuk(user).filter(korban__in=korban.values("pk")).order_by()
    per_verifikasi = _hitung(kasus, "verifikasi")
    jumlah = sum(per_verifikasi.values())
    lalu = _hitung(kasus_masa(user, masa.sebelumnya, terverifikasi=terverifikasi), "verifikasi")
    per_korban = _tabel_korban(user, korban)
    per_pasangan = _tabel_pasangan(pasangan)
    per_terlapor = _silang(
        "usia-terlapor", "Terlapor menurut umur", PELAKU,
        _hitung(terlapor, "kelompok_usia", "kelamin"), KelompokUsia.choices, JenisKelamin.choices,
    )  # fmt: skip
    return Statistik(
        masa=masa,
        satuan=[
            (KASUS, jumlah),
            (KORBAN, per_korban[0].jumlah),
            (PELAKU, per_terlapor.jumlah),
            (PASANGAN, per_pasangan.jumlah),
        ],
        verifikasi=[(str(v.label), per_verifikasi[v.value,]) for v in StatusVerifikasi],
        lama=_lama(user, kasus, jumlah),
        tabel=[
            *per_korban,
            per_pasangan,
            per_terlapor,
            *_tabel_kasus(kasus),
            _layanan(user, korban),
        ],
        sebelumnya=sum(lalu.values()) if masa.selesai else None,
    )


def tahun_tersedia(user: Pengguna) -> list[int]:
    """Return the years in which cases that *user* handles were reported, newest first; this year at
    least."""
    bulan = Kasus.objects.untuk(user).ditangani(user).order_by().values_list("bulan", flat=True)
    return sorted({b // 100 for b in bulan.distinct()} | {timezone.localdate().year}, reverse=True)


def kasus_masa(user: Pengguna, masa: Masa, *, terverifikasi: bool = False) -> QuerySet[Kasus]:
    """Return the cases reported in *masa* that *user* handles."""
    kasus = Kasus.objects.untuk(user).ditangani(user).filter(bulan__range=masa.bulan).order_by()
    return kasus.filter(verifikasi=StatusVerifikasi.TERVERIFIKASI) if terverifikasi else kasus


def _hitung(baris: Any, *ruas: str) -> Counter[tuple[Any, ...]]:
    """Return how many rows there are per combination of *ruas*. One query."""
    return Counter({tuple(isi): n for *isi, n in baris.values_list(*ruas).annotate(n=Count("pk"))})


def _silang(
    kunci: str,
    judul: str,
    satuan: str,
    hitung: Mapping[tuple[Any, ...], int],
    baris: Iterable[tuple[Any, Any]],
    kolom: Iterable[tuple[Any, Any]] = (),
    *,
    dari: Counter[tuple[Any, ...]] | None = None,
    catatan: str = "",
) -> Tabel:
    """Return a table of *baris* × *kolom* (both as (value, label)) from counts under (row, column
    parts). *dari*: what the columns count where rows overlap. Rows without a count are left out."""
    per_baris, per_kolom = Counter[Any](), Counter[tuple[Any, ...]]()
    for (nilai, *bagian), n in hitung.items():
        per_baris[nilai] += n
        per_kolom[tuple(bagian)] += n
    pilihan = [(k if isinstance(k, tuple) else (k,), str(label)) for k, label in kolom]
    terisi = [(k, label) for k, label in pilihan if per_kolom[k]]
    semua = sum((per_kolom if dari is None else dari).values())
    larik = [
        Larik(
            str(label),
            [hitung.get((nilai, *k), 0) for k, _ in terisi],
            per_baris[nilai],
            lebar_batang(per_baris[nilai], semua),
        )
        for nilai, label in baris
        if per_baris[nilai]
    ]
    total = [(per_kolom if dari is None else dari)[k] for k, _ in terisi]
    return Tabel(kunci, judul, satuan, [label for _, label in terisi], larik, total, semua, catatan)


def _tabel_korban(user: Pengguna, korban: QuerySet[Korban]) -> list[Tabel]:
    kelompok = list(KELOMPOK.items())
    dari = _hitung(korban, "kelamin", "anak")
    bentuk = BentukKorban.objects.untuk(user).filter(korban__in=korban.values("pk")).order_by()

    def menurut(kunci: str, judul: str, ruas: str, pilihan: Sequence[tuple[Any, Any]]) -> Tabel:
        hitung = _hitung(korban, ruas, "kelamin", "anak")
        return _silang(kunci, judul, KORBAN, hitung, pilihan, kelompok)

    kecamatan = _hitung(korban, "kasus__kecamatan__nama", "kelamin", "anak")
    nama = sorted({n or "" for n, *_ in kecamatan})
    return [
        menurut("kategori", "Korban menurut kategori", "kategori", KategoriPelaporan.choices),
        _silang(
            "bentuk", "Korban menurut bentuk kekerasan", KORBAN,
            _hitung(bentuk, "bentuk", "korban__kelamin", "korban__anak"),
            BentukKekerasan.choices, kelompok, dari=dari, catatan=GANDA,
        ),
        menurut("ranah", "Korban menurut ranah", "ranah", Ranah.choices),
        menurut("konflik", "Korban menurut keterkaitan konflik", "keterkaitan",
                KeterkaitanKonflik.choices),
        menurut("tempat", "Korban menurut tempat kejadian", "tempat", TempatKejadian.choices),
        _silang(
            "usia", "Korban menurut umur", KORBAN, _hitung(korban, "kelompok_usia", "kelamin"),
            KelompokUsia.choices, JenisKelamin.choices,
        ),
        _silang(
            "kecamatan", "Korban menurut kecamatan kejadian", KORBAN, kecamatan,
            [(n or None, n or TANPA_TEMPAT) for n in nama], kelompok,
        ),
    ]  # fmt: skip


def _tabel_pasangan(pasangan: QuerySet[Hubungan]) -> Tabel:
    return _silang(
        "hubungan", "Hubungan terlapor dengan korban", PASANGAN,
        _hitung(pasangan, "hubungan", "korban__kelamin"), HubunganPelaku.choices,
        [(k, f"Korban {label.lower()}") for k, label in JenisKelamin.choices],
    )  # fmt: skip


def _tabel_kasus(kasus: QuerySet[Kasus]) -> list[Tabel]:
    return [
        _silang("saluran", "Kasus menurut saluran masuk", KASUS, _hitung(kasus, "saluran"),
                SaluranMasuk.choices),
        _silang("tahap", "Kasus menurut tahap kini", KASUS, _hitung(kasus, "tahap"),
                TahapKasus.choices),
    ]  # fmt: skip


def _layanan(user: Pengguna, korban: QuerySet[Korban]) -> Tabel:
    """Victims whose agreed plan asks for a service, and those among them who got it: the need is
    the denominator (domain/kasus.md 8)."""
    butuh = (
        ButirRencana.objects.untuk(user)
        .filter(rencana__korban__in=korban.values("pk"), rencana__digantikan_pada=None)
        .filter(rencana__disepakati_pada__isnull=False, batal_pada=None)
        .order_by()
    )
    perlu = set(butuh.values_list("jenis", "rencana__korban").distinct())
    dapat = set(
        Layanan.objects.untuk(user)
        .filter(korban__in=korban.values("pk"))
        .order_by()
        .values_list("jenis", "korban")
        .distinct()
    )
    hitung = Counter((jenis, "butuh") for jenis, _ in perlu)
    hitung.update((jenis, "terlayani") for jenis, _ in perlu & dapat)
    larik = []
    for jenis, label in JenisLayanan.choices:
        butuh_n, terlayani = hitung[jenis, "butuh"], hitung[jenis, "terlayani"]
        if butuh_n:
            batang = lebar_batang(terlayani, butuh_n)
            larik.append(Larik(str(label), [butuh_n, terlayani], terlayani, batang))
    semua = {k for _, k in perlu}
    lengkap = semua - {k for j, k in perlu if (j, k) not in dapat}
    return Tabel(
        "layanan", "Layanan yang direncanakan dan diterima", KORBAN,
        ["Membutuhkan", "Sudah menerima"], larik, [len(semua), len(lengkap)], len(lengkap),
        "Baris terakhir: korban dengan rencana yang disepakati, dan yang sudah menerima semua "
        "layanan dalam rencananya.",
    )  # fmt: skip


def _lama(user: Pengguna, kasus: QuerySet[Kasus], semua: int) -> list[Lama]:
    lapor = [
        (timezone.localdate(pada) - kejadian).days
        for pada, kejadian in kasus.values_list("tanggal_lapor", "tanggal_kejadian")
        if kejadian
    ]
    layanan = [
        (pertama - pada).days
        for pertama, pada in Layanan.objects.untuk(user)
        .filter(korban__kasus__in=kasus.values("pk"))
        .order_by()
        .values("korban__kasus")
        .annotate(pertama=Min("pada"), lapor=F("korban__kasus__tanggal_lapor"))
        .values_list("pertama", "lapor")
    ]
    return [
        _satu_lama("Dari kejadian sampai dilaporkan", lapor, semua),
        _satu_lama("Dari laporan sampai layanan pertama", layanan, semua),
    ]


def _satu_lama(judul: str, hari: list[int], semua: int) -> Lama:
    if not hari:
        return Lama(judul, None, None, 0, semua)
    return Lama(judul, median(hari), max(hari), len(hari), semua)
