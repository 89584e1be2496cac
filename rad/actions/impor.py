"""An uploaded spreadsheet on its way into the plan."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Lembaga, Pengguna
from rad.actions import unggahan
from rad.actions.aksi import simpan
from rad.actions.isi import IsiAksi
from rad.actions.kunci_pengisian import pastikan_terbuka
from rad.enums import StatusImpor
from rad.models import Aksi, ImporRad, Rad


@dataclass(frozen=True)
class Ringkasan:
    """How many actions were made, changed, and left as they were."""

    baru: int = 0
    berubah: int = 0
    sama: int = 0


@transaction.atomic
def unggah(*, by: Pengguna, rad: Rad, nama: str, isi: bytes, hasil: dict[str, Any]) -> ImporRad:
    """Store a checked spreadsheet for preview; the plan stays as it is.

    *hasil* is ``HasilPeriksa.data()``. Raises PengisianDitutup after the deadline.
    """
    wajib(by, ImporRad.HAK, None)
    pastikan_terbuka(by=by, rad=rad)
    return unggahan.unggah(ImporRad, by=by, nama=nama, isi=isi, hasil=hasil, rad=rad)


@transaction.atomic
def terapkan(*, by: Pengguna, impor: ImporRad) -> Ringkasan:
    """Put the valid rows of *impor* into the plan: all of them or, on any error, none.

    Raises SudahDiputuskan when it was applied or dropped before (two submits apply once), and
    SudahBerubah when the plan no longer is what the preview compared with, and PengisianDitutup
    after the deadline.
    """
    calon = impor.hasil["aksi"] if impor.hasil else []
    nama_pj = {c["isi"]["penanggung_jawab"] for c in calon if c["jenis"] != "sama"}
    kena = Lembaga.objects.filter(nama__in=nama_pj).values_list("pk", flat=True)
    pastikan_terbuka(by=by, rad=impor.rad, lembaga=kena)
    unggahan.rebut(by=by, impor=impor, status=StatusImpor.DISIMPAN)
    perlu = [c for c in calon if c["jenis"] != "sama"]
    nama = {n for c in perlu for n in (c["isi"]["penanggung_jawab"], *c["isi"]["pendukung"])}
    lembaga = {x.nama: x for x in Lembaga.objects.filter(nama__in=nama)}
    lama = Aksi.objects.untuk(by).filter(rad=impor.rad, pk__in=[c["id"] for c in perlu if c["id"]])
    per_id = {str(a.pk): a for a in lama}
    jumlah = {"baru": 0, "berubah": 0, "sama": len(calon) - len(perlu)}
    for c in perlu:
        try:
            simpan(
                by=by,
                isi=IsiAksi.dari_salinan(c["isi"], lembaga),
                rad=impor.rad,
                aksi=per_id[c["id"]] if c["id"] else None,
                versi=c["versi"],
            )
        except (KeyError, PermissionDenied, ValidationError) as galat:
            # Each was allowed and valid when previewed, so something changed since.
            raise SudahBerubah from galat
        jumlah[c["jenis"]] += 1
    catat(by=by, peristiwa="rad.diimpor", objek=impor, rincian={**jumlah, "sidik": impor.sidik})
    return Ringkasan(**jumlah)
