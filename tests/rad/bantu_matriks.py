"""Many actions at once for tests of lists: rows as the actions would leave them, but quickly."""

import datetime as dt
import re
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from p3aks.core.formatting import normal_teks
from pokja.enums import Bidang
from rad.enums import StatusAksi
from rad.models import Aksi, Anggaran, Indikator, Sasaran, Target, TransisiAksi


def banyak(rad, opd, n, *, pengaju, status=StatusAksi.DIAJUKAN, pemutus=None, awalan="Kegiatan"):
    """Store *n* actions of the institutions *opd* (round robin) and return them in entry order."""
    sasaran = [
        Sasaran.objects.get_or_create(
            rad=rad, bidang=b, uraian=f"Sasaran {b} {k}", defaults={"urutan": k}
        )[0]
        for b in Bidang
        for k in (1, 2)
    ]
    kini = timezone.now()
    aksi = Aksi.objects.bulk_create(
        Aksi(
            rad=rad,
            bidang=sasaran[k % 6].bidang,
            sasaran=sasaran[k % 6],
            uraian=f"{awalan} nomor {k}",
            uraian_normal=normal_teks(f"{awalan} nomor {k}"),
            penanggung_jawab=opd[k % len(opd)],
            urutan=k,
            status=status,
            diajukan_oleh=pengaju,
            diajukan_pada=kini - dt.timedelta(hours=n - k),
            diputuskan_oleh=pemutus,
            diputuskan_pada=kini if pemutus else None,
        )
        for k in range(n)
    )
    indikator = Indikator.objects.bulk_create(
        Indikator(aksi=a, nama=f"Capaian {a.urutan}", satuan="orang", arah="naik") for a in aksi
    )
    Target.objects.bulk_create(
        Target(indikator=i, tahun=t, nilai=Decimal(t - 2020)) for i in indikator for t in rad.tahun
    )
    Anggaran.objects.bulk_create(
        Anggaran(aksi=a, tahun=t, sumber=("pad", "dau")[k % 2], pagu=Decimal(1_000_000 + k))
        for k, a in enumerate(aksi)
        for t in rad.tahun
    )
    TransisiAksi.objects.bulk_create(
        TransisiAksi(aksi=a, nama="ajukan", dari="draf", ke="diajukan", oleh=pengaju) for a in aksi
    )
    return aksi


def teks(response) -> str:
    """Return what a person reads on the page: no tags, blanks folded."""
    tanpa_tag = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", tanpa_tag)


def kueri(client, url) -> tuple[int, int]:
    """Return how many queries *url* costs: on the plan's own tables, and in all (session, user,
    roles and institution come first on every page)."""
    with CaptureQueriesContext(connection) as tangkapan:
        assert client.get(url).status_code == 200
    milik_rad = [q for q in tangkapan.captured_queries if 'FROM "rad_' in q["sql"]]
    return len(milik_rad), len(tangkapan)
