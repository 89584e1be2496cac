"""A throw-away database with synthetic plans, for the web bars."""

import atexit
import datetime as dt
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path


def siapkan(alamat: str = "") -> None:
    """Load Django on an empty database, logs off: SQLite in a folder of its own, or *alamat*."""
    folder = tempfile.mkdtemp(prefix="p3aks-bench-web-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["P3AKS_VAR"] = folder
    os.environ["DEBUG"] = "true"  # no secrets needed to measure …
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ["DATABASE_URL"] = alamat  # empty: SQLite, also where .env names another
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False  # … but no query log and no debug pages either
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@contextmanager
def siapkan_postgres() -> Iterator[None]:
    """Load Django on a PostgreSQL that lives as long as the block."""
    from p3aks.bootstrap.server_uji import postgres

    with tempfile.TemporaryDirectory(prefix="p3aks-bench-pg-") as folder, ExitStack() as tumpukan:
        siapkan(postgres(tumpukan, Path(folder)))
        yield
        from django.db import connections

        connections.close_all()


def salin_basis_data(tujuan: Path) -> None:
    """Write the database as it is now to the file *tujuan*, in SQLite's default journal mode."""
    from django.db import connection

    tujuan.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tujuan)])


def dunia():
    """Make the regency, twelve institutions, a Sekretariat, a submitter; return the last two and
    the institutions."""
    from pokja.enums import JenisLembaga, Peran, StatusPokja, TingkatWilayah
    from pokja.models import Daerah, Lembaga, Pengguna, Penugasan, Pokja, Wilayah

    jatim = Wilayah.objects.create(kode="35", nama="Jawa Timur", tingkat=TingkatWilayah.PROVINSI)
    tuban = Wilayah.objects.create(
        kode="35.23", nama="Kabupaten Tuban", tingkat=TingkatWilayah.KABUPATEN, induk=jatim
    )
    Daerah.objects.create(wilayah=tuban, ibu_kota="Tuban")
    opd = [
        Lembaga.objects.create(
            nama=f"Dinas {n}", singkatan=f"D{n}", jenis=JenisLembaga.OPD, wilayah=tuban
        )
        for n in range(12)
    ]
    orang = []
    for nama, peran in (("sekretariat", Peran.SEKRETARIAT), ("opd", Peran.OPD_OPERATOR)):
        user = Pengguna.objects.create_user(nama, nama=nama, lembaga=opd[0], demo=True)
        Penugasan.objects.create(
            pengguna=user, peran=peran, lembaga=opd[0], mulai=dt.date(2020, 1, 1), dasar="bench"
        )
        orang.append(user)
    Pokja.objects.create(
        mulai=2025, selesai=2029, nomor_sk="1", tanggal_sk=dt.date(2025, 1, 2),
        status=StatusPokja.BERLAKU,
    )  # fmt: skip
    return orang[0], orang[1], opd


def rencana(mulai: int, aksi: int, opd, pengaju, status="disetujui"):
    """Make the plan *mulai* to mulai+4 with *aksi* actions: one indicator and one source each."""
    from django.utils import timezone

    from p3aks.core.formatting import normal_teks
    from pokja.enums import Bidang
    from pokja.models import Pokja
    from rad.enums import SumberDana
    from rad.models import Aksi, Anggaran, Indikator, Rad, Sasaran, Target, TransisiAksi
    from rad.models.salinan import salin

    acak, kini = random.Random(7), timezone.now()
    rad = Rad.objects.create(mulai=mulai, selesai=mulai + 4, pokja=Pokja.objects.get())
    per_bidang = max(1, aksi // 36)
    sasaran = [
        Sasaran.objects.create(rad=rad, bidang=b, uraian=f"Sasaran {b} {k}", urutan=k)
        for b in Bidang
        for k in range(per_bidang)
    ]
    diputuskan = status != "diajukan"
    baris = Aksi.objects.bulk_create(
        Aksi(
            rad=rad, sasaran=(s := sasaran[k % len(sasaran)]), bidang=s.bidang, urutan=k,
            uraian=(u := f"Pelatihan dan pendampingan perempuan penyintas nomor {k}"),
            uraian_normal=normal_teks(u), penanggung_jawab=opd[k % len(opd)],
            nomenklatur="2.08.03.2.02.0001" if k % 3 else "", lokasi="20 kecamatan",
            status=status, diajukan_oleh=pengaju,
            diajukan_pada=kini - dt.timedelta(minutes=aksi - k),
            diputuskan_oleh=pengaju if diputuskan else None,
            diputuskan_pada=kini if diputuskan else None,
        )
        for k in range(aksi)
    )  # fmt: skip
    indikator = Indikator.objects.bulk_create(
        Indikator(aksi=a, nama="Jumlah penyintas yang didampingi", satuan="orang", arah="naik",
                  baseline=Decimal("12.5"))
        for a in baris
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(indikator=i, tahun=t, nilai=Decimal(acak.randint(1, 500)))
        for i in indikator
        for t in rad.tahun
    )
    Anggaran.objects.bulk_create(
        Anggaran(aksi=a, tahun=t, sumber=SumberDana.values[k % 6],
                 pagu=Decimal(acak.randint(5, 900) * 1_000_000))
        for k, a in enumerate(baris)
        for t in rad.tahun
    )  # fmt: skip
    contoh = salin(
        Aksi.objects.select_related("sasaran", "penanggung_jawab")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
        .get(pk=baris[0].pk)
    )
    TransisiAksi.objects.bulk_create(
        TransisiAksi(aksi=a, nama="ajukan", dari="draf", ke="diajukan", oleh=pengaju,
                     salinan=contoh)
        for a in baris
    )  # fmt: skip
    return rad
