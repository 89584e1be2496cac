"""Monitoring of a plan of any size, straight into the tables: every action reports every period."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from bench.web_data import rencana

BERKAS = 100  # actions whose rows are written at once


def terpantau(mulai: int, aksi: int, opd, pelapor, pemutus):
    """Make the plan *mulai* to mulai+4 with *aksi* fixed actions, a report on each of its 15
    periods (four in five accepted, one in ten missing), a target, a realisation, money spent and a
    file of evidence."""
    from rad.enums import StatusRad
    from rad.models import Aksi

    rad = rencana(mulai, aksi, opd, pelapor, status="ditetapkan")
    rad.status = StatusRad.DITETAPKAN
    rad.save()
    acak = random.Random(11)
    semua = list(
        Aksi.objects.filter(rad=rad).order_by("urutan").prefetch_related("indikator", "anggaran")
    )
    for awal in range(0, len(semua), BERKAS):
        _laporkan(rad, semua[awal : awal + BERKAS], pelapor, pemutus, acak)
    return rad


def _laporkan(rad, semua, pelapor, pemutus, acak: random.Random) -> None:
    from django.utils import timezone

    from rad.enums_pantau import Periode
    from rad.models import (
        Bukti,
        LaporanAksi,
        Realisasi,
        RealisasiAnggaran,
        SyaratBukti,
        TargetPeriode,
    )

    waktu = [(t, p) for t in rad.tahun for p in Periode]
    indikator = {a.pk: a.indikator.all()[0] for a in semua}
    sumber = {a.pk: a.anggaran.all()[0].sumber for a in semua}
    TargetPeriode.objects.bulk_create(
        TargetPeriode(indikator=i, tahun=t, periode=p, nilai=Decimal(acak.randint(1, 160)))
        for i in indikator.values()
        for t, p in waktu
    )
    SyaratBukti.objects.bulk_create(SyaratBukti(aksi=a, uraian="Laporan kegiatan") for a in semua)
    laporan = []
    for a in semua:
        for t, p in waktu:
            if acak.random() < 0.1:
                continue
            saat = timezone.make_aware(dt.datetime.combine(p.akhir(t), dt.time(9)))
            laporan.append(
                LaporanAksi(
                    aksi=a, tahun=t, periode=p, kendala="Anggaran belum cair.",
                    pertama_dilaporkan_pada=saat, dilaporkan_oleh=pelapor, dilaporkan_pada=saat,
                    **_putusan(pemutus, saat, acak),
                )
            )  # fmt: skip
    LaporanAksi.objects.bulk_create(laporan)
    Realisasi.objects.bulk_create(
        Realisasi(
            laporan=x, indikator=indikator[x.aksi_id], nilai=Decimal(acak.randint(1, 160))
        )
        for x in laporan
    )  # fmt: skip
    RealisasiAnggaran.objects.bulk_create(
        RealisasiAnggaran(
            laporan=x, sumber=sumber[x.aksi_id], nilai=Decimal(acak.randint(1, 200) * 1_000_000)
        )
        for x in laporan
    )
    Bukti.objects.bulk_create(
        Bukti(laporan=x, uraian="Laporan", ukuran=1, sidik=f"{n:064x}", oleh=pelapor)
        for n, x in enumerate(laporan)
    )


def _putusan(pemutus, saat: dt.datetime, acak: random.Random) -> dict[str, Any]:
    """Return state and scores of a report: four in five are accepted."""
    if acak.random() >= 0.8:
        return {"status": "dilaporkan"}
    skor = Decimal(acak.randint(40, 100))
    return {
        "status": "diterima", "diputuskan_oleh": pemutus, "diputuskan_pada": saat,
        "nilai_administrasi": skor, "nilai_substansi": skor, "skor": skor,
    }  # fmt: skip
