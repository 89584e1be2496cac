"""How far the network reaches: per kecamatan, in a constant number of queries."""

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count

from pokja.enums import TINGKAT_DESA, JenisJejaring
from pokja.models import Jejaring, Wilayah


class Cakupan(NamedTuple):
    """One kecamatan: its villages, how many have a PATBM, and whether other bodies stand there."""

    kecamatan: Wilayah
    desa: int
    patbm: int
    p2tp2a: bool
    fkdm: int

    @property
    def kurang(self) -> int:
        """How many villages have no PATBM."""
        return self.desa - self.patbm


def cakupan(user: Any, per: dt.date) -> list[Cakupan]:
    """Return the coverage of every kecamatan of this regency on day *per*. Three queries."""
    milik = Wilayah.objects.di_bawah(settings.WILAYAH)
    kecamatan = Wilayah.objects.kecamatan(settings.WILAYAH)
    jumlah_desa = dict(milik.desa().order_by().values_list("induk_id").annotate(Count("kode")))
    ada: Counter[tuple[str, str | None]] = Counter()
    berlaku = Jejaring.objects.untuk(user).berlaku(per).filter(wilayah__in=milik)
    for jenis, kode, tingkat, induk in berlaku.values_list(
        "jenis", "wilayah_id", "wilayah__tingkat", "wilayah__induk_id"
    ):
        ada[jenis, induk if tingkat in TINGKAT_DESA else kode] += 1
    return [
        Cakupan(
            kecamatan=k,
            desa=jumlah_desa.get(k.kode, 0),
            patbm=ada[JenisJejaring.PATBM, k.kode],
            p2tp2a=bool(ada[JenisJejaring.P2TP2A, k.kode]),
            fkdm=ada[JenisJejaring.FKDM, k.kode],
        )
        for k in kecamatan
    ]
