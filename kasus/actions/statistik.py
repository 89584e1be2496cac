"""Keeping and discarding one's own views of the statistics."""

from django.core.exceptions import ValidationError
from django.db import transaction

from kasus.documents.statistik_silang import Pilihan
from kasus.models import SudutPandang
from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import Pengguna

MAKS = 30
PENUH = f"Anda sudah menyimpan {MAKS} sudut pandang. Hapus satu dahulu."
DIPAKAI = "Nama ini sudah dipakai untuk sudut pandang Anda yang lain."


@transaction.atomic
def simpan(*, by: Pengguna, nama: str, pilihan: Pilihan) -> SudutPandang:
    """Keep *pilihan* under *nama* for *by*; the same once more is the one that is there.

    Raises PermissionDenied; ValidationError where the name is used for another choice, or there are
    too many.
    """
    wajib(by, "kasus.lihat_statistik", None)
    milik = list(SudutPandang.objects.untuk(by))
    for satu in milik:
        if satu.nama.casefold() == nama.casefold():
            if satu.kueri == pilihan.kueri:
                return satu
            raise ValidationError({"nama": DIPAKAI})
    if len(milik) >= MAKS:
        raise ValidationError({"nama": PENUH})
    baru: SudutPandang = SudutPandang.objects.untuk(by).create(
        pemilik=by, nama=nama, kueri=pilihan.kueri
    )
    catat(by=by, peristiwa="sudut_pandang.disimpan", objek=baru, rincian={"kueri": baru.kueri})
    return baru


@transaction.atomic
def hapus(*, by: Pengguna, sudut: SudutPandang) -> None:
    """Discard a view of *by*. Raises PermissionDenied for somebody else's."""
    wajib(by, "kasus.lihat_statistik", sudut)
    milik = SudutPandang.objects.untuk(by).filter(pk=sudut.pk)
    catat(by=by, peristiwa="sudut_pandang.dihapus", objek=sudut, rincian={"kueri": sudut.kueri})
    milik.delete()
