"""Writes around people, places and the Pokja."""

import csv
import datetime as dt
import gzip
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.enums import TingkatWilayah
from pokja.models import Lembaga, Pengguna, Penugasan, Wilayah

DATA = Path(settings.BASE_DIR) / "data" / "wilayah"


class WilayahTidakDikenal(ValueError):
    """No regency has this code."""


@transaction.atomic
def buat_pengguna(
    *,
    username: str,
    nama: str,
    sandi: str,
    peran: str,
    dasar: str,
    lembaga: Lembaga | None = None,
    bidang: str = "",
    selesai: dt.date | None = None,
    demo: bool = False,
    by: Pengguna | None = None,
) -> Pengguna:
    """Make an account that holds *peran* from today until *selesai* on the legal basis *dasar*.

    Raises ValidationError where a field or the combination is not valid.
    """
    user = Pengguna(username=username, nama=nama, lembaga=lembaga, demo=demo)
    user.set_password(sandi)
    user.full_clean()
    user.save()
    penugasan = Penugasan(
        pengguna=user, peran=peran, lembaga=lembaga, bidang=bidang, dasar=dasar,
        mulai=timezone.localdate(), selesai=selesai,
    )  # fmt: skip
    penugasan.full_clean()
    penugasan.save()
    catat(by=by, peristiwa="pengguna.dibuat", objek=user, rincian={"peran": peran})
    return user


@transaction.atomic
def muat_wilayah(*, kode: str) -> int:
    """Load the regency *kode* (such as ``35.23``), its province, districts and villages.

    Existing rows get their current names. Returns the number of rows. Raises
    :class:`WilayahTidakDikenal`. Data: idn-area-data, ODbL.
    """
    kabupaten = _baca("regencies.csv", "code", kode)
    if not kabupaten:
        raise WilayahTidakDikenal(f"Kode kabupaten/kota {kode} tidak dikenal. Contoh: 35.23.")
    tingkat = TingkatWilayah
    baris = [
        *((r, tingkat.PROVINSI, None) for r in _baca("provinces.csv", "code", kode[:2])),
        *((r, tingkat.KABUPATEN, kode[:2]) for r in kabupaten),
        *((r, tingkat.KECAMATAN, kode) for r in _baca("districts.csv", "regency_code", kode)),
        *(
            (r, _tingkat_desa(r["code"]), r["district_code"])
            for r in _baca("villages.csv.gz", "district_code", kode)
        ),
    ]
    # One level after the other: a row refers to its parent.
    Wilayah.objects.bulk_create(
        [
            Wilayah(kode=r["code"], nama=r["name"], tingkat=t, induk_id=induk)
            for r, t, induk in baris
        ],
        update_conflicts=True,
        unique_fields=["kode"],
        update_fields=["nama", "tingkat", "induk"],
        batch_size=500,
    )
    return len(baris)


def _baca(nama: str, kolom: str, awalan: str) -> list[dict[str, str]]:
    """Return the rows whose *kolom* is *awalan* or a district of it."""
    jalur = DATA / nama
    with (
        gzip.open(jalur, "rt", encoding="utf-8")
        if jalur.suffix == ".gz"
        else jalur.open(encoding="utf-8") as berkas
    ):
        return [
            r
            for r in csv.DictReader(berkas)
            if r[kolom] == awalan or r[kolom].startswith(f"{awalan}.")
        ]


def _tingkat_desa(kode: str) -> str:
    """The last part of a village code starts with 1 for a kelurahan, 2 for a desa."""
    return TingkatWilayah.KELURAHAN if kode.rsplit(".", 1)[1][0] == "1" else TingkatWilayah.DESA
