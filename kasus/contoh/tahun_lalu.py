"""Last year of the demo regency: ended, verified cases without anybody's name, and a release.

Rows are stored at once, not by the actions: a newcomer waits for it. They hold what the actions
would have left, as far as statistics read it. Weights: the country in 2024 (domain/kasus.md 8).
"""

import datetime as dt
import random
from typing import Any

from django.conf import settings
from django.utils import timezone

from kasus.actions import rilis as tindakan
from kasus.documents import rilis as isi_rilis
from kasus.documents.statistik_dasar import Masa
from kasus.enums import BentukKekerasan, HubunganPelaku, KategoriPelaporan, Ranah, TempatKejadian
from kasus.enums_layanan import AlasanAkhir, JenisLayanan, StatusVerifikasi, TahapKasus
from kasus.models import (
    BentukKorban,
    Hubungan,
    Kasus,
    Korban,
    Layanan,
    Rilis,
    Terlapor,
    Terminasi,
)
from p3aks.core import jobs
from pokja.models import Lembaga, Pengguna, Wilayah

BANYAK = 96
ALASAN = "data contoh"
USIA = ((4, "U0_5"), (9, "U6_12"), (15, "U13_17"), (21, "U18_24"), (33, "U25_44"), (50, "U45_59"))
BOBOT_USIA = (7, 20, 35, 12, 21, 5)
BENTUK = dict(zip(BentukKekerasan, (33, 28, 42, 1, 1, 8, 9), strict=True))
TEMPAT = dict(zip(TempatKejadian, (60, 1, 7, 10, 0, 1, 3, 18), strict=True))
HUBUNGAN = dict(zip(HubunganPelaku, (14, 6, 19, 2, 9, 22, 3, 1, 1, 2, 3, 12, 6), strict=True))
KATEGORI = {
    KategoriPelaporan.KONFLIK: 8,
    KategoriPelaporan.KDRT: 44,
    KategoriPelaporan.NON_KDRT: 48,
}
DIBERIKAN = (JenisLayanan.PENGADUAN, JenisLayanan.PSIKOLOGIS, JenisLayanan.KESEHATAN,
             JenisLayanan.BANTUAN_HUKUM, JenisLayanan.REHAB_SOSIAL)  # fmt: skip


class Baris:
    """Rows on their way to the database, stored at once in the order they need each other."""

    def __init__(self) -> None:
        self._isi: dict[Any, list[Any]] = {
            m: [] for m in (Kasus, Korban, BentukKorban, Terlapor, Hubungan, Layanan, Terminasi)
        }

    def tambah(self, *baris: Any) -> None:
        """Add *baris* of any of these tables."""
        for satu in baris:
            self._isi[type(satu)].append(satu)

    def simpan(self) -> None:
        """Store everything."""
        for model, isi in self._isi.items():
            model.objects.sistem(ALASAN).bulk_create(isi)


def muat(manajer: Pengguna, unit: Lembaga, supervisor: Pengguna, penanda: Pengguna) -> None:
    """Store the cases of last year, and release its first half: composed by *supervisor*, signed
    by *penanda*."""
    tahun, acak = timezone.localdate().year - 1, random.Random(18)  # noqa: S311 - synthetic
    tempat = list(Wilayah.objects.kecamatan(settings.WILAYAH).order_by("kode"))
    baris = Baris()
    for _ in range(BANYAK):
        hari = dt.date(tahun, 1, 1) + dt.timedelta(days=acak.randrange(360))
        lapor = timezone.make_aware(dt.datetime.combine(hari, dt.time(9)))
        kasus = _kasus(manajer, unit, lapor, acak.choices(tempat, range(1, len(tempat) + 1))[0])
        baris.tambah(kasus, _terminasi(kasus, manajer, supervisor))
        orang(baris, kasus, manajer, acak)
    baris.simpan()
    rilis = tindakan.susun(by=supervisor, masa=Masa(tahun, 1))
    if jobs.kerjakan(Rilis, rilis.pk, cetak=isi_rilis.cetak, ekstensi=isi_rilis.ekstensi):
        tindakan.tandatangani(by=penanda, rilis=rilis)


def _kasus(manajer: Pengguna, unit: Lembaga, lapor: dt.datetime, tempat: Wilayah) -> Kasus:
    selesai = lapor + dt.timedelta(days=40)
    return Kasus(
        unit=unit, saluran="LANGSUNG", tanggal_lapor=lapor, kecamatan=tempat, dibuat_oleh=manajer,
        tanggal_kejadian=lapor.date() - dt.timedelta(days=3), dibuat_pada=lapor,
        bulan=lapor.year * 100 + lapor.month, tahap=TahapKasus.TERMINASI,
        alasan_akhir=AlasanAkhir.TUNTAS, verifikasi=StatusVerifikasi.TERVERIFIKASI,
        verifikasi_oleh=manajer, verifikasi_pada=selesai, jenis_pada=lapor, risiko="SEDANG",
        risiko_pada=lapor, kewenangan="KABKOTA", kewenangan_pada=lapor,
    )  # fmt: skip


def _terminasi(kasus: Kasus, manajer: Pengguna, supervisor: Pengguna) -> Terminasi:
    pada = kasus.tanggal_lapor + dt.timedelta(days=40)
    return Terminasi(
        kasus=kasus, alasan=AlasanAkhir.TUNTAS, diajukan_oleh=manajer, disetujui_oleh=supervisor,
        disetujui_pada=pada, dibuat_pada=pada, kebutuhan_terpenuhi=True, rencana_selesai=True,
        rencana_aman_ditinjau=True, sepakat=True, boleh_kembali=True,
    )  # fmt: skip


def orang(baris: Baris, kasus: Kasus, petugas: Pengguna, acak: random.Random, **fakta: Any) -> None:
    """Add a victim of *kasus*, the perpetrator, the forms, the relation and the services; *fakta*:
    columns of the victim that are not left to chance."""
    usia, kelompok = acak.choices(USIA, BOBOT_USIA)[0]
    kategori = _satu(acak, KATEGORI)
    korban = Korban(kasus=kasus, kode="A", **{
        "kelamin": acak.choices("PL", (80, 20))[0], "usia": usia, "kelompok_usia": kelompok,
        "anak": usia < 18, "tempat": _satu(acak, TEMPAT), "kategori": kategori,
        "ranah": Ranah.KDRT if kategori == KategoriPelaporan.KDRT else Ranah.KOMUNITAS,
    } | fakta)  # fmt: skip
    terlapor = Terlapor(kasus=kasus, kode="X", kelamin="L", usia=35, kelompok_usia="U25_44")
    hubungan = Hubungan(korban=korban, terlapor=terlapor, hubungan=_satu(acak, HUBUNGAN))
    baris.tambah(korban, terlapor, hubungan)
    for bentuk in {_satu(acak, BENTUK) for _ in range(acak.choice((1, 1, 1, 2)))}:
        baris.tambah(BentukKorban(korban=korban, bentuk=bentuk))
    for n, jenis in enumerate(DIBERIKAN[: acak.randint(1, len(DIBERIKAN))]):
        pada = kasus.tanggal_lapor + dt.timedelta(days=2 * n)
        baris.tambah(
            Layanan(korban=korban, jenis=jenis, fungsi="PENDAMPINGAN", pada=pada, oleh=petugas)
        )


def _satu(acak: random.Random, bobot: dict[Any, int]) -> Any:
    return acak.choices(list(bobot), list(bobot.values()))[0]
