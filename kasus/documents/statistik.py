"""Statistics of the service: how many cases, victims, alleged perpetrators and pairs, by what.

Everything is read in the reader's own scope, and counted in the period in which it was reported.
Nothing here may leave the service: what is published goes through suppression. Four units that are
never mixed (R04): a case may have several victims, a victim several forms of violence, and what an
alleged perpetrator is to a victim belongs to the pair.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, When
from django.utils import timezone

from kasus.documents import statistik_lama, statistik_mutu
from kasus.documents.statistik_dasar import (
    JALUR,
    KASUS,
    KORBAN,
    PASANGAN,
    PELAKU,
    Hitungan,
    Larik,
    Masa,
    Tabel,
    hitung,
    kasus_masa,
    kecamatan,
    lipat,
    silang,
)
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
from kasus.models import Kasus, Layanan
from p3aks.core.charts import Batang, batang, lebar_batang
from p3aks.core.formatting import BULAN
from pokja.models import Pengguna

ALASAN = "layanan korban yang sudah disaring"
KELOMPOK = {
    (JenisKelamin.P, False): "Perempuan dewasa",
    (JenisKelamin.L, False): "Laki-laki dewasa",
    (JenisKelamin.P, True): "Anak perempuan",
    (JenisKelamin.L, True): "Anak laki-laki",
}
GANDA = "Satu korban dapat mengalami beberapa bentuk, jadi jumlah barisnya boleh melebihi korban."


@dataclass(frozen=True)
class Statistik:
    """The whole page. ``bulanan``: cases per month of the period, and their chart."""

    masa: Masa
    satuan: list[tuple[str, int]]
    verifikasi: list[tuple[str, int]]
    bulanan: list[tuple[str, int]]
    bagan: Batang
    lama: list[statistik_lama.Lama]
    mutu: list[statistik_mutu.Kelompok]
    tabel: list[Tabel]
    sebelumnya: int | None


def susun(user: Pengguna, masa: Masa, *, terverifikasi: bool = False) -> Statistik:
    """Return the figures of *masa* for *user*, with *terverifikasi* of verified cases only."""
    kasus = kasus_masa(user, masa, terverifikasi=terverifikasi)
    per_kasus = hitung(kasus, "", "verifikasi", "saluran", "tahap", "bulan")
    per_korban = _tabel_korban(kasus)
    per_pasangan = _tabel_pasangan(kasus)
    per_terlapor = silang(
        "usia-terlapor", "Terlapor menurut umur", PELAKU,
        hitung(kasus, JALUR[PELAKU], "terlapor__kelompok_usia", "terlapor__kelamin"),
        KelompokUsia.choices, JenisKelamin.choices,
    )  # fmt: skip
    per_verifikasi, jumlah = lipat(per_kasus, 0), per_kasus.total()
    bulanan = _bulanan(masa, lipat(per_kasus, 3))
    lama, lapor = statistik_lama.susun(kasus, jumlah)
    lalu = kasus_masa(user, masa.sebelumnya, terverifikasi=terverifikasi)
    return Statistik(
        masa=masa,
        satuan=[
            (KASUS, jumlah),
            (KORBAN, per_korban[0].jumlah),
            (PELAKU, per_terlapor.jumlah),
            (PASANGAN, per_pasangan.jumlah),
        ],
        verifikasi=[(str(v.label), per_verifikasi[v.value,]) for v in StatusVerifikasi],
        bulanan=bulanan,
        bagan=batang([(nama[:3], n) for nama, n in bulanan]),
        lama=lama,
        mutu=statistik_mutu.susun(kasus, lapor),
        tabel=[*per_korban, per_pasangan, per_terlapor, *_tabel_kasus(per_kasus), _layanan(kasus)],
        sebelumnya=lalu.count() if masa.selesai else None,
    )


def tahun_tersedia(user: Pengguna) -> list[int]:
    """Return the years from the first to the last case that *user* handles, newest first; this year
    at least. Both are the first row found along the index."""
    bulan = Kasus.objects.untuk(user).ditangani(user).values_list("bulan", flat=True)
    kini = timezone.localdate().year
    ujung = [b // 100 for urutan in ("bulan", "-bulan") for b in bulan.order_by(urutan)[:1]]
    return list(range(max([*ujung, kini]), min([*ujung, kini]) - 1, -1))


def _bulanan(masa: Masa, per_bulan: Hitungan) -> list[tuple[str, int]]:
    """Return the cases of each month, those without any included."""
    awal, akhir = masa.bulan
    return [(BULAN[b % 100 - 1], per_bulan[b,]) for b in range(awal, akhir + 1)]


def _tabel_korban(kasus: QuerySet[Kasus]) -> list[Tabel]:
    """Two queries for what a victim has one of: all tables are parts of them; one for the forms."""
    jalur, kelompok = JALUR[KORBAN], list(KELOMPOK.items())
    fakta = hitung(
        kasus, jalur, "korban__kelamin", "korban__anak", "korban__kategori", "korban__ranah",
        "korban__keterkaitan", "korban__tempat",
    )  # fmt: skip
    letak = hitung(
        kasus, jalur, "korban__kelamin", "korban__anak", "korban__kelompok_usia", "kecamatan"
    )
    bentuk = hitung(
        kasus, f"{jalur}__bentuk", "korban__bentuk__bentuk", "korban__kelamin", "korban__anak"
    )

    def menurut(kunci: str, judul: str, isi: Hitungan, ke: int, pilihan: Any) -> Tabel:
        return silang(kunci, judul, KORBAN, lipat(isi, ke, 0, 1), pilihan, kelompok)

    return [
        menurut("kategori", "Korban menurut kategori", fakta, 2, KategoriPelaporan.choices),
        silang(
            "bentuk", "Korban menurut bentuk kekerasan", KORBAN, bentuk, BentukKekerasan.choices,
            kelompok, per_kolom=lipat(fakta, 0, 1), jumlah=fakta.total(), catatan=GANDA,
        ),
        menurut("ranah", "Korban menurut ranah", fakta, 3, Ranah.choices),
        menurut("konflik", "Korban menurut keterkaitan konflik", fakta, 4,
                KeterkaitanKonflik.choices),
        menurut("tempat", "Korban menurut tempat kejadian", fakta, 5, TempatKejadian.choices),
        silang("usia", "Korban menurut umur", KORBAN, lipat(letak, 2, 0), KelompokUsia.choices,
               JenisKelamin.choices),
        menurut("kecamatan", "Korban menurut kecamatan kejadian", letak, 3,
                kecamatan(k for *_, k in letak)),
    ]  # fmt: skip


def _tabel_pasangan(kasus: QuerySet[Kasus]) -> Tabel:
    return silang(
        "hubungan", "Hubungan terlapor dengan korban", PASANGAN,
        hitung(kasus, JALUR[PASANGAN], "korban__hubungan__hubungan", "korban__kelamin"),
        HubunganPelaku.choices,
        [(k, f"Korban {label.lower()}") for k, label in JenisKelamin.choices],
    )  # fmt: skip


def _tabel_kasus(per_kasus: Hitungan) -> list[Tabel]:
    return [
        silang("saluran", "Kasus menurut saluran masuk", KASUS, lipat(per_kasus, 1),
               SaluranMasuk.choices),
        silang("tahap", "Kasus menurut tahap kini", KASUS, lipat(per_kasus, 2),
               TahapKasus.choices),
    ]  # fmt: skip


def _layanan(kasus: QuerySet[Kasus]) -> Tabel:
    """Victims whose agreed plan asks for a service, and those among them who got it: the need is
    the denominator (domain/kasus.md 8)."""
    berlaku = Q(
        korban__rencana__digantikan_pada=None, korban__rencana__disepakati_pada__isnull=False,
        korban__rencana__butir__batal_pada=None,
    )  # fmt: skip
    diberi = Layanan.objects.sistem(ALASAN).filter(
        korban=OuterRef("korban"), jenis=OuterRef("korban__rencana__butir__jenis")
    )
    # A bit per kind: one row per victim, and each kind once however often a plan names it.
    bit = {jenis: 1 << ke for ke, jenis in enumerate(JenisLayanan.values)}
    butir = Case(
        *(When(berlaku, korban__rencana__butir__jenis=j, then=n) for j, n in bit.items()),
        output_field=IntegerField(),
    )
    per_korban = (
        # Joined from the victim outwards: otherwise SQLite begins at the plans, of all periods.
        kasus.annotate(butir=butir, diberi=Case(When(Exists(diberi), then=butir)))
        .filter(butir__isnull=False)
        .values("korban")
        .annotate(perlu=Sum("butir", distinct=True), dapat=Sum("diberi", distinct=True))
    )
    semua = Counter(
        (perlu, dapat or 0) for perlu, dapat in per_korban.values_list("perlu", "dapat")
    )
    larik = []
    for jenis, label in JenisLayanan.choices:
        perlu = sum(n for (p, _), n in semua.items() if p & bit[jenis])
        dapat = sum(n for (_, d), n in semua.items() if d & bit[jenis])
        if perlu:
            larik.append(Larik(str(label), [perlu, dapat], dapat, lebar_batang(dapat, perlu)))
    lengkap = sum(n for (perlu, dapat), n in semua.items() if perlu == dapat)
    return Tabel(
        "layanan", "Layanan yang direncanakan dan diterima", KORBAN,
        ["Membutuhkan", "Sudah menerima"], larik, [semua.total(), lengkap], lengkap,
        "Baris terakhir: korban dengan rencana yang disepakati, dan yang sudah menerima semua "
        "layanan dalam rencananya.",
    )  # fmt: skip
