"""Writes around people, places and the Pokja."""

import csv
import datetime as dt
import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from p3aks.core.audit import catat
from pokja.enums import (
    PERAN_KASUS,
    PERAN_MENULIS,
    PERAN_PENGELOLA,
    Peran,
    StatusPokja,
    TingkatWilayah,
)
from pokja.models import Daerah, Lembaga, Pejabat, Pengguna, Penugasan, Wilayah

DATA = Path(settings.BASE_DIR) / "data" / "wilayah"


class WilayahTidakDikenal(ValueError):
    """No regency has this code."""


class DataDitolak(ValueError):
    """The data given cannot be used; the message says which and why."""


@transaction.atomic
def muat_lembaga(*, baris: Iterable[Mapping[str, str]]) -> int:
    """Load institutions of this regency from rows with nama, singkatan, jenis and unsur.

    A known name gets the other columns anew. Returns the number of rows. Raises
    :class:`DataDitolak` naming the first faulty row; then nothing is stored.
    """
    jumlah = 0
    for jumlah, isi in enumerate(baris, 1):
        lembaga = Lembaga.objects.filter(nama=isi.get("nama", "")).first() or Lembaga()
        for kolom in ("nama", "singkatan", "jenis", "unsur"):
            setattr(lembaga, kolom, (isi.get(kolom) or "").strip())
        lembaga.wilayah_id = settings.WILAYAH
        try:
            lembaga.full_clean()
        except ValidationError as galat:
            raise DataDitolak(f"Baris lembaga ke-{jumlah}: {'; '.join(galat.messages)}") from galat
        lembaga.save()
    return jumlah


@transaction.atomic
def siapkan_daerah(*, ibu_kota: str) -> Daerah:
    """Load the places of this installation's regency (P3AKS_WILAYAH) and its identity row."""
    muat_wilayah(kode=settings.WILAYAH)
    return Daerah.objects.get_or_create(
        wilayah_id=settings.WILAYAH, defaults={"ibu_kota": ibu_kota}
    )[0]


@transaction.atomic
def beri_peran(
    *,
    user: Pengguna,
    peran: str,
    dasar: str,
    lembaga: Lembaga | None = None,
    wilayah: Wilayah | None = None,
    bidang: str = "",
    selesai: dt.date | None = None,
    pejabat: Pejabat | None = None,
    by: Pengguna | None = None,
) -> Penugasan:
    """Give *user* the role from today on; a case role waits for a second person's decision
    (:mod:`pokja.actions.peran`), but for demo accounts. *pejabat*: the time in a seat that the
    role comes with; it lasts no longer than that.

    Raises ValidationError where it is not valid or does not go with a role held already.
    """
    periksa_serasi(user, peran)
    if pejabat:
        if pejabat.pengguna_id != user.pk:
            raise ValidationError({"pejabat": "Kedudukan ini dipangku orang lain."})
        if pejabat.kedudukan.pokja.status != StatusPokja.BERLAKU:
            raise ValidationError({"pejabat": "Pokja kedudukan ini tidak berlaku."})
        batas = [hari for hari in (selesai, pejabat.selesai) if hari]
        selesai = min(batas, default=None)
    menunggu = peran in PERAN_KASUS and not user.demo
    penugasan = Penugasan(
        pengguna=user, peran=peran, lembaga=lembaga, wilayah=wilayah, bidang=bidang, dasar=dasar,
        mulai=timezone.localdate(), selesai=selesai, menunggu=menunggu, diusulkan_oleh=by,
        pejabat=pejabat,
    )  # fmt: skip
    penugasan.full_clean()
    penugasan.save()
    catat(
        by=by,
        peristiwa="pengguna.diusulkan_peran" if menunggu else "pengguna.diberi_peran",
        objek=user,
        rincian={"peran": peran},
    )
    return penugasan


def periksa_serasi(user: Pengguna, peran: str) -> None:
    """Raise ValidationError where *peran* does not go with a role that *user* holds or is
    proposed for: running the system with case data, auditing with writing (access table)."""
    hari_ini = timezone.localdate()
    ada = user.penugasan.filter(Q(selesai=None) | Q(selesai__gte=hari_ini))
    semua = {peran, *ada.values_list("peran", flat=True)}
    if semua & PERAN_PENGELOLA and semua & PERAN_KASUS:
        raise ValidationError("Pengelola akun dan administrator teknis tidak memegang peran kasus.")
    if Peran.AUDITOR in semua and semua & PERAN_MENULIS:
        raise ValidationError("Auditor tidak memegang peran yang mengubah data.")


@transaction.atomic
def akhiri_penugasan(*, user: Pengguna, peran: str = "", by: Pengguna | None = None) -> int:
    """End *user*'s roles (or only *peran*) as of yesterday: the next request is refused.

    Returns how many ended. A role given today vanishes: it never was in force for a whole day.
    """
    kini = timezone.localdate()
    aktif = user.penugasan.berlaku()
    aktif = aktif.filter(peran=peran) if peran else aktif
    jumlah = aktif.count()
    aktif.filter(mulai=kini).delete()
    aktif.update(selesai=kini - dt.timedelta(days=1))
    catat(by=by, peristiwa="pengguna.diakhiri", objek=user, rincian={"jumlah": jumlah})
    return jumlah


@transaction.atomic
def buat_pengguna(
    *,
    username: str,
    nama: str,
    sandi: str,
    peran: str,
    dasar: str,
    lembaga: Lembaga | None = None,
    wilayah: Wilayah | None = None,
    bidang: str = "",
    selesai: dt.date | None = None,
    email: str = "",
    demo: bool = False,
    by: Pengguna | None = None,
) -> Pengguna:
    """Make an account that holds *peran* from today until *selesai* on the legal basis *dasar*.

    Raises ValidationError where a field or the combination is not valid.
    """
    user = Pengguna(username=username, nama=nama, email=email, lembaga=lembaga, demo=demo)
    user.set_password(sandi)
    user.full_clean()
    user.save()
    catat(by=by, peristiwa="pengguna.dibuat", objek=user)
    beri_peran(
        user=user,
        peran=peran,
        dasar=dasar,
        lembaga=lembaga,
        wilayah=wilayah,
        bidang=bidang,
        selesai=selesai,
        by=by,
    )
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
