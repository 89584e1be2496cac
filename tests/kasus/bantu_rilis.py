"""Verified cases of a year that is over, and releases of them. All synthetic."""

import datetime as dt
import random

from django.utils import timezone

from kasus.actions import rilis as tindakan
from kasus.contoh import tahun_lalu
from kasus.documents import rilis as isi_rilis
from kasus.documents.statistik_dasar import Masa
from kasus.models import Kasus, Rilis
from p3aks.core import jobs
from pokja.models import Wilayah

TAHUN = timezone.localdate().year - 1
ALASAN = "Dua puluh laporan terlambat dari kecamatan."
SATU, DUA, SETAHUN = Masa(TAHUN, 1), Masa(TAHUN, 2), Masa(TAHUN)


def tambah_kasus(petugas, jumlah, *, paruh=1, benih=1, verifikasi="TERVERIFIKASI", **tetap):
    """Store *jumlah* cases of a half of last year, a victim and a perpetrator each, as the country
    has them; *tetap*: what is the same in all victims."""
    acak, baris = random.Random(benih), tahun_lalu.Baris()
    tempat = list(Wilayah.objects.filter(tingkat="kecamatan"))
    hasil = []
    for _ in range(jumlah):
        hari = dt.date(TAHUN, acak.randint(1, 6) + (6 if paruh == 2 else 0), acak.randint(1, 28))
        waktu = timezone.make_aware(dt.datetime.combine(hari, dt.time(9)))
        kasus = Kasus(
            unit=petugas.lembaga, saluran="LANGSUNG", tanggal_lapor=waktu, tanggal_kejadian=hari,
            kecamatan=acak.choice(tempat), dibuat_oleh=petugas, verifikasi=verifikasi,
            bulan=hari.year * 100 + hari.month,
        )  # fmt: skip
        baris.tambah(kasus)
        tahun_lalu.orang(baris, kasus, petugas, acak, **tetap)
        hasil.append(kasus)
    baris.simpan()
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
