"""A plan of 1,000 actions, to see and measure the system under a load no regency reaches."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product

from django.db import transaction
from django.utils import timezone

from p3aks.core.formatting import normal_teks
from pokja.enums import Bidang
from pokja.models import Lembaga, Pengguna, Pokja
from rad.enums import Arah, StatusAksi, SumberDana
from rad.models import Aksi, Anggaran, Indikator, Rad, Sasaran, Target

JUMLAH = 1000
SASARAN_PER_BIDANG = 12


@transaction.atomic
def muat_besar(*, lapor: Callable[[str], None], jumlah: int = JUMLAH) -> Rad:
    """Make RAD 2030-2034 with *jumlah* approved actions, straight into the tables (no history).

    Does nothing where that plan exists. Needs the demo's people and institutions.
    """
    rad, baru = Rad.objects.get_or_create(
        mulai=2030, selesai=2034, defaults={"pokja": Pokja.objects.latest("mulai")}
    )
    if not baru:
        return rad
    lapor(f"RAD 2030-2034 dengan {jumlah} aksi")
    kini = timezone.now()
    lembaga = list(Lembaga.objects.order_by("nama"))
    pengaju = Pengguna.objects.get(username="sekretaris")
    pemutus = Pengguna.objects.get(username="sekretariat")
    sasaran = Sasaran.objects.bulk_create(
        Sasaran(rad=rad, bidang=b, uraian=f"Sasaran contoh {b} nomor {n}", urutan=n)
        for b, n in product(Bidang.values, range(1, SASARAN_PER_BIDANG + 1))
    )
    aksi = Aksi.objects.bulk_create(
        _aksi(rad, n, sasaran[n % len(sasaran)], lembaga[n % len(lembaga)], kini, pengaju, pemutus)
        for n in range(1, jumlah + 1)
    )
    indikator = Indikator.objects.bulk_create(
        Indikator(
            aksi=a,
            nama=f"Jumlah peserta terlatih pada aksi contoh nomor {n}",
            satuan="orang",
            arah=Arah.TURUN if n % 10 == 0 else Arah.NAIK,
            baseline=Decimal(n % 50),
        )
        for n, a in enumerate(aksi, 1)
    )
    Target.objects.bulk_create(
        (
            Target(indikator=i, tahun=t, nilai=Decimal(10 + n % 40 + t - rad.mulai))
            for (n, i), t in product(enumerate(indikator, 1), rad.tahun)
        ),
        batch_size=1000,
    )
    sumber = SumberDana.values
    Anggaran.objects.bulk_create(
        (
            Anggaran(
                aksi=a,
                tahun=t,
                sumber=sumber[n % len(sumber)],
                pagu=Decimal(15_000_000 + n * 12_345 + (t - rad.mulai) * 1_000_000),
            )
            for (n, a), t in product(enumerate(aksi, 1), rad.tahun)
            if n % 25
        ),
        batch_size=1000,
    )
    return rad


def _aksi(rad, n, sasaran, lembaga, kini, pengaju, pemutus) -> Aksi:  # type: ignore[no-untyped-def]
    uraian = f"Pelatihan pencegahan kekerasan dalam konflik bagi kelompok contoh nomor {n}"
    return Aksi(
        rad=rad,
        bidang=sasaran.bidang,
        sasaran=sasaran,
        nomenklatur="2.08.03.2.01.0001",
        uraian=uraian,
        uraian_normal=normal_teks(uraian),
        penanggung_jawab=lembaga,
        lokasi="Kabupaten",
        urutan=n,
        status=StatusAksi.DISETUJUI,
        diajukan_oleh=pengaju,
        diajukan_pada=kini,
        diputuskan_oleh=pemutus,
        diputuskan_pada=kini,
    )
