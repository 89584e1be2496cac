"""The directory of partners: reference data, kept by managers and supervisors."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from kasus.models import Instansi
from p3aks.core.audit import catat
from pokja.models import Lembaga


@dataclass(frozen=True)
class IsiInstansi:
    """One entry of the directory; ``layanan`` are codes of JenisLayanan."""

    lembaga: Lembaga
    tipe: str
    layanan: list[str]
    kontak: str
    jam: str
    aktif: bool


def lembaga_bebas(instansi: Instansi | None = None) -> QuerySet[Lembaga]:
    """Return the institutions without an entry, and that of *instansi*."""
    bebas = Q(aktif=True) & ~Q(pk__in=Instansi.objects.values("lembaga"))
    if instansi is not None:
        bebas |= Q(pk=instansi.lembaga_id)
    return Lembaga.objects.filter(bebas)


@transaction.atomic
def simpan(*, by: Any, isi: IsiInstansi, instansi: Instansi | None = None) -> Instansi:
    """Add an entry, or change *instansi* (never its institution).

    Raises PermissionDenied; ValidationError when the institution has an entry already.
    """
    if not by.has_perm("kasus.kelola_instansi"):
        raise PermissionDenied
    baru = instansi is None
    baris = instansi or Instansi(lembaga=isi.lembaga)
    baris.tipe, baris.layanan = isi.tipe, isi.layanan
    baris.kontak, baris.jam, baris.aktif = isi.kontak, isi.jam, isi.aktif
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError as galat:
        raise ValidationError({"lembaga": "Lembaga ini sudah ada dalam direktori."}) from galat
    catat(by=by, peristiwa="instansi.dibuat" if baru else "instansi.diubah", objek=baris)
    return baris
