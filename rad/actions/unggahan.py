"""An uploaded spreadsheet until its sender has decided on it: what every import shares."""

import hashlib
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.uploads import nama_acak, nama_tampil
from pokja.models import Pengguna
from rad.enums import StatusImpor
from rad.models import Impor

Unggahan = TypeVar("Unggahan", bound=Impor)


class SudahDiputuskan(Exception):
    """The upload was applied or dropped before. Nothing was written."""


@transaction.atomic
def unggah(
    model: type[Unggahan],
    *,
    by: Pengguna,
    nama: str,
    isi: bytes,
    hasil: dict[str, Any],
    **tempat: Any,
) -> Unggahan:
    """Keep a checked spreadsheet for preview; nothing that it says is stored yet.

    *tempat* is what it was checked against. The same file sent again while its preview is open
    gives that preview, with the fresh result. Raises PermissionDenied.
    """
    wajib(by, model.HAK, None)
    sidik = hashlib.sha256(isi).hexdigest()
    terbuka: Any = model.objects.untuk(by).filter(status=StatusImpor.PRATINJAU)
    impor: Unggahan | None = terbuka.filter(sidik=sidik, **tempat).first()
    if impor is None:
        impor = model(oleh=by, sidik=sidik, nama_berkas=nama_tampil(nama), **tempat)
        impor.berkas.save(nama_acak(".xlsx"), ContentFile(isi), save=False)
    impor.hasil = hasil
    impor.save()
    return impor


@transaction.atomic
def perbarui(*, by: Pengguna, impor: Impor, hasil: dict[str, Any]) -> None:
    """Replace the result of an open preview, after what it compared with has changed."""
    rebut(by=by, impor=impor, status=StatusImpor.PRATINJAU, hasil=hasil)


@transaction.atomic
def buang(*, by: Pengguna, impor: Impor) -> None:
    """Drop an upload: what is stored stays, the file and what was read from it are deleted."""
    rebut(by=by, impor=impor, status=StatusImpor.DIBUANG, hasil={}, berkas="")
    if nama := impor.berkas.name:
        transaction.on_commit(lambda: impor.berkas.storage.delete(nama))


def rebut(*, by: Pengguna, impor: Impor, status: str, **perubahan: Any) -> None:
    """Move an open preview to *status* in one guarded UPDATE. Raises SudahDiputuskan where somebody
    was first."""
    wajib(by, impor.HAK, None)
    terbuka = type(impor).objects.untuk(by).filter(pk=impor.pk, status=StatusImpor.PRATINJAU)
    if not terbuka.update(status=status, **perubahan):
        raise SudahDiputuskan
