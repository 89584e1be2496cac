"""Verified cases of a year that is over, and releases of them. All synthetic."""

import datetime as dt
import random
from uuid import uuid4

from django.utils import timezone

from kasus.actions import rilis as tindakan
from kasus.documents import rilis as isi_rilis
from kasus.documents.statistik_dasar import Masa
from kasus.enums import BentukKekerasan, HubunganPelaku, KategoriPelaporan, TempatKejadian
from kasus.enums_layanan import JenisLayanan
from kasus.models import BentukKorban, Hubungan, Kasus, Korban, Layanan, Rilis, Terlapor
from p3aks.core import jobs
from pokja.models import Wilayah

TAHUN = timezone.localdate().year - 1
SATU, DUA, SETAHUN = Masa(TAHUN, 1), Masa(TAHUN, 2), Masa(TAHUN)
USIA = ((3, "U0_5"), (9, "U6_12"), (16, "U13_17"), (20, "U18_24"), (30, "U25_44"), (50, "U45_59"))
BOBOT = (7, 20, 35, 12, 21, 5)


def buat(model, **isian):
    """Store a row."""
    return model.objects.sistem("uji").create(**isian)


def tambah_kasus(petugas, jumlah, *, paruh=1, benih=1, verifikasi="TERVERIFIKASI", **tetap):
    """Store *jumlah* cases of a half of last year, a victim and a perpetrator each, as the country
    has them; *tetap*: what is the same in all victims."""
    acak = random.Random(benih)
    unit = petugas.lembaga
    tempat = list(Wilayah.objects.filter(tingkat="kecamatan"))
    hasil = []
    for _ in range(jumlah):
        hari = dt.date(TAHUN, acak.randint(1, 6) + (6 if paruh == 2 else 0), acak.randint(1, 28))
        waktu = timezone.make_aware(dt.datetime.combine(hari, dt.time(9)))
        kasus = buat(
            Kasus, unit=unit, saluran="LANGSUNG", tanggal_lapor=waktu, tanggal_kejadian=hari,
            kecamatan=acak.choice(tempat), dibuat_oleh=petugas, verifikasi=verifikasi,
        )  # fmt: skip
        usia, kelompok = acak.choices(USIA, BOBOT)[0]
        fakta = {
            "kelamin": acak.choices("PL", (80, 20))[0],
            "usia": usia,
            "kelompok_usia": kelompok,
            "anak": usia < 18,
            "tempat": acak.choices(list(TempatKejadian), (60, 1, 7, 10, 0, 1, 3, 18))[0],
            "kategori": acak.choices(list(KategoriPelaporan), (5, 45, 50))[0],
        } | tetap
        korban = buat(Korban, kasus=kasus, kode="A", **fakta)
        for b in {acak.choices(list(BentukKekerasan), (33, 28, 42, 1, 1, 8, 9))[0] for _ in "ab"}:
            buat(BentukKorban, korban=korban, bentuk=b)
        terlapor = buat(Terlapor, kasus=kasus, kode="X", kelamin="L")
        hubungan = acak.choice(list(HubunganPelaku))
        buat(Hubungan, korban=korban, terlapor=terlapor, hubungan=hubungan)
        for jenis in acak.sample(list(JenisLayanan), acak.randint(0, 2)):
            buat(Layanan, korban=korban, jenis=jenis, fungsi="PENDAMPINGAN", oleh=petugas,
                 pada=waktu)  # fmt: skip
        hasil.append(kasus)
    return hasil


def susun(penyusun, masa=SATU, **lain):
    """Compose a release and have the worker decide it."""
    rilis = tindakan.susun(by=penyusun, masa=masa, **lain)
    assert kerjakan(rilis)
    return Rilis.objects.sistem("uji").get(pk=rilis.pk)


def kerjakan(rilis):
    """What the worker does with it."""
    return jobs.kerjakan(Rilis, rilis.pk, cetak=isi_rilis.cetak, ekstensi=isi_rilis.ekstensi)


def terbitkan(penyusun, penanda, masa=SATU, **lain):
    """Compose and sign a release; return what is published."""
    return tindakan.tandatangani(by=penanda, rilis=susun(penyusun, masa, **lain))


def tabel(rekap, kunci):
    """One table of what is published."""
    return next(t for t in rekap.isi["tabel"] if t["kunci"] == kunci)


def kunci_acak():
    """A key that is nobody's."""
    return uuid4().hex
