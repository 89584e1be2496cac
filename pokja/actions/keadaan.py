"""Status Keadaan Konflik: recorded from its decision, never set."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from p3aks.core.pindaian import ganti_berkas
from pokja.actions.peristiwa import BELUM_TIBA
from pokja.models import Pengguna, PeristiwaKonflik, StatusKeadaanKonflik

KEPUTUSAN = ("tanggal", "tanggal_perpanjangan", "tanggal_pengakhiran")


@transaction.atomic
def simpan_keadaan(
    *,
    by: Pengguna,
    peristiwa: PeristiwaKonflik,
    isi: dict[str, Any],
    pindaian: bytes | None = None,
    keadaan: StatusKeadaanKonflik | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> StatusKeadaanKonflik:
    """Record what a decision says, or what later decisions say of *keadaan* (extension, early
    end, corrections); *isi* has the columns by name, *pindaian* is a checked PDF.

    *id_baru* is the one-time key of the form. Raises PermissionDenied unless *by* records
    states; SudahBerubah; ValidationError where a rule of UU 7/2012 is broken, a decision lies
    ahead, or the event has another state at the same time.
    """
    if not by.has_perm("pokja.kelola_keadaan"):
        raise PermissionDenied
    PeristiwaKonflik.objects.select_for_update().get(pk=peristiwa.pk)
    baru = keadaan is None
    if keadaan is None:
        if id_baru and (sudah := peristiwa.keadaan.filter(pk=id_baru).first()):
            return sudah
        keadaan = StatusKeadaanKonflik(peristiwa=peristiwa, id=id_baru or uuid4())
    else:
        StatusKeadaanKonflik.objects.naikkan(keadaan, versi)
    keadaan.isikan(isi)
    _periksa(keadaan)
    rincian = {"nomor": keadaan.nomor}
    if pindaian:
        rincian["sha256"] = ganti_berkas(keadaan.berkas, pindaian)
    keadaan.save()
    kejadian = "keadaan.dicatat" if baru else "keadaan.diubah"
    catat(by=by, peristiwa=kejadian, objek=keadaan, rincian=rincian)
    return keadaan


def _periksa(keadaan: StatusKeadaanKonflik) -> None:
    hari_ini = timezone.localdate()
    for kolom in KEPUTUSAN:
        kapan = getattr(keadaan, kolom)
        if kapan and kapan > hari_ini:
            raise ValidationError({kolom: BELUM_TIBA})
    lain = StatusKeadaanKonflik.objects.filter(peristiwa=keadaan.peristiwa_id)
    lain = lain.berlaku(keadaan.mulai, keadaan.hari_terakhir)
    if bentrok := lain.exclude(pk=keadaan.pk).first():
        masa = f"{tanggal(bentrok.mulai)} sampai {tanggal(bentrok.hari_terakhir)}"
        raise ValidationError({"mulai": f"{bentrok} sudah berlaku {masa} untuk peristiwa ini."})
