"""An uploaded spreadsheet on its way into the plan: stored for preview, then applied or dropped."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from p3aks.core.uploads import nama_acak, nama_tampil
from pokja.models import Lembaga, Pengguna
from rad.actions.aksi import simpan
from rad.actions.isi import IsiAksi
from rad.actions.kunci_pengisian import pastikan_terbuka
from rad.enums import StatusImpor
from rad.models import Aksi, ImporRad, Rad


class SudahDiputuskan(Exception):
    """The upload was applied or dropped before. Nothing was written."""


@dataclass(frozen=True)
class Ringkasan:
    """How many actions were made, changed, and left as they were."""

    baru: int = 0
    berubah: int = 0
    sama: int = 0


@transaction.atomic
def unggah(*, by: Pengguna, rad: Rad, nama: str, isi: bytes, hasil: dict[str, Any]) -> ImporRad:
    """Store a checked spreadsheet for preview; the plan stays as it is.

    *hasil* is ``HasilPeriksa.data()``. The same file sent again while its preview is open gives
    that preview, with the fresh result. Raises PengisianDitutup after the deadline.
    """
    _wajib(by)
    pastikan_terbuka(by=by, rad=rad)
    sidik = hashlib.sha256(isi).hexdigest()
    impor = ImporRad.objects.filter(
        rad=rad, oleh=by, sidik=sidik, status=StatusImpor.PRATINJAU
    ).first()
    if impor is None:
        impor = ImporRad(rad=rad, oleh=by, sidik=sidik, nama_berkas=nama_tampil(nama), hasil=hasil)
        impor.berkas.save(nama_acak(".xlsx"), ContentFile(isi), save=False)
    impor.hasil = hasil
    impor.save()
    return impor


@transaction.atomic
def perbarui(*, by: Pengguna, impor: ImporRad, hasil: dict[str, Any]) -> None:
    """Replace the result of an open preview, after the plan has changed underneath it."""
    _rebut(by, impor, StatusImpor.PRATINJAU, hasil=hasil)


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
    _rebut(by, impor, StatusImpor.DISIMPAN)
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


@transaction.atomic
def buang(*, by: Pengguna, impor: ImporRad) -> None:
    """Drop an upload: the plan stays, the file and what was read from it are deleted."""
    _rebut(by, impor, StatusImpor.DIBUANG, hasil={}, berkas="")
    if nama := impor.berkas.name:
        transaction.on_commit(lambda: impor.berkas.storage.delete(nama))


def _rebut(by: Pengguna, impor: ImporRad, status: str, **perubahan: Any) -> None:
    """Move an open preview to *status* in one guarded UPDATE."""
    _wajib(by)
    terbuka = ImporRad.objects.untuk(by).filter(pk=impor.pk, status=StatusImpor.PRATINJAU)
    if not terbuka.update(status=status, **perubahan):
        raise SudahDiputuskan


def _wajib(by: Pengguna) -> None:
    if not by.has_perm("rad.impor"):
        raise PermissionDenied
