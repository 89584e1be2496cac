"""An uploaded workbook of a period on its way into the reports, through the same checks as the
page."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.actions import unggahan
from rad.actions.pantau import IsiLaporan, IsiRealisasi, simpan
from rad.enums import StatusImpor
from rad.models import Aksi, ImporRealisasi, LaporanAksi


@transaction.atomic
def terapkan(*, by: Pengguna, impor: ImporRealisasi) -> int:
    """Store the reports of *impor* that differ, all or, on any error, none; return how many.

    Raises SudahDiputuskan when it was applied or dropped before, and SudahBerubah when a report no
    longer is what the preview compared with, or may no longer be written.
    """
    unggahan.rebut(by=by, impor=impor, status=StatusImpor.DISIMPAN)
    perlu = [c for c in impor.hasil["aksi"] if c["jenis"] != "sama"]
    pk = [c["id"] for c in perlu]
    semua = Aksi.objects.untuk(by).filter(rad=impor.rad, pk__in=pk)
    aksi = {str(a.pk): a for a in semua.select_related("rad", "penanggung_jawab")}
    for c in perlu:
        try:
            satu = aksi[c["id"]]
            simpan(
                by=by, aksi=satu, tahun=impor.tahun, periode=impor.periode,
                isi=_isi(c["isi"], satu, impor), versi=c["versi"],
            )  # fmt: skip
        except (KeyError, PermissionDenied, ValidationError) as galat:
            # Each was allowed and valid when previewed, so something changed since.
            raise SudahBerubah from galat
    catat(
        by=by, peristiwa="laporan_aksi.diimpor", objek=impor,
        rincian={"laporan": len(perlu), "sidik": impor.sidik},
    )  # fmt: skip
    return len(perlu)


def _isi(isi: dict[str, Any], aksi: Aksi, impor: ImporRealisasi) -> IsiLaporan:
    """Return the content of a report; what the workbook does not hold stays as it is stored."""
    lama = LaporanAksi.objects.filter(aksi=aksi, tahun=impor.tahun, periode=impor.periode).first()
    sumber = dict(lama.realisasi.values_list("indikator", "capaian_sumber")) if lama else {}
    return IsiLaporan(
        realisasi={
            UUID(i): IsiRealisasi(nilai and Decimal(nilai), alasan, sumber.get(UUID(i)))
            for i, (nilai, alasan) in isi["realisasi"].items()
        },
        anggaran={s: Decimal(nilai) for s, nilai in isi["anggaran"].items()},
        kendala=isi["kendala"],
        rencana=isi["rencana"],
        serapan_sumber=lama.serapan_sumber if lama else None,
    )
