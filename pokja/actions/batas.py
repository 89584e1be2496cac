"""Borders of the kecamatan, from the regency's own file."""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from p3aks.core.audit import catat
from p3aks.core.peta import Titik, sederhanakan, toleransi
from pokja.aturan.batas import BatasDitolak, baca_geojson
from pokja.models import BatasWilayah, Wilayah


class HasilBatas(NamedTuple):
    """What an import found: kecamatan with a border, those without, points before and after,
    features of other places."""

    dimuat: int
    tanpa_batas: list[str]
    titik_semula: int
    titik: int
    dilewati: int


def muat_batas(*, isi: bytes, kolom: str, sumber: str, periksa: bool = False) -> HasilBatas:
    """Store the borders in the GeoJSON file *isi* in place of the earlier ones; with *periksa*
    only look. *sumber* says whose they are and on which terms, and stands under the map.

    Raises :class:`BatasDitolak`; then nothing is stored.
    """
    if not 0 < len(sumber) <= 200:
        raise BatasDitolak("Sumber ditulis dalam paling banyak 200 huruf.")
    nama = dict(Wilayah.objects.kecamatan(settings.WILAYAH).values_list("kode", "nama"))
    bacaan = baca_geojson(isi, kolom=kolom, kabupaten=settings.WILAYAH, kode=nama)
    tipis = sederhanakan(bacaan.cincin, toleransi(bacaan.cincin))
    if not periksa:
        _ganti(tipis, sumber)
    return HasilBatas(
        dimuat=len(tipis),
        tanpa_batas=[n for kode, n in nama.items() if kode not in tipis],
        titik_semula=sum(map(len, (c for satu in bacaan.cincin.values() for c in satu))),
        titik=sum(map(len, (c for satu in tipis.values() for c in satu))),
        dilewati=bacaan.dilewati,
    )


@transaction.atomic
def _ganti(semua: dict[str, list[list[Titik]]], sumber: str) -> None:
    BatasWilayah.objects.filter(wilayah__in=Wilayah.objects.kecamatan(settings.WILAYAH)).delete()
    BatasWilayah.objects.bulk_create(
        BatasWilayah(wilayah_id=kode, cincin=cincin, sumber=sumber)
        for kode, cincin in semua.items()
    )
    kabupaten = Wilayah.objects.get(kode=settings.WILAYAH)
    catat(by=None, peristiwa="batas.dimuat", objek=kabupaten, rincian={"jumlah": len(semua)})
