"""Moves everything secret under the active key while the system runs.

Nobody has to stop: the old key stays in the list, so each value can be read before and after its
move. A value is replaced only if it is still the one that was read (``UPDATE … WHERE column =
token``), so what a person saves meanwhile is never overwritten. What is under the active key is
not touched again: the work may be interrupted and started anew at any time.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.core.files.storage import storages
from django.db import DatabaseError, models
from django.db.models import Q
from django.db.models.functions import Left

from p3aks.core.crypto import VERSI, GalatSandi, id_kunci, kunci_aktif, sandikan
from p3aks.core.fields import NilaiRahasia, RahasiaField, kolom_rahasia, semua_kolom_rahasia

BETS = 200
PERCOBAAN = 5
METODE_INDEKS = "segarkan_indeks"
ALASAN = "putar kunci"


class Hasil(NamedTuple):
    """Counts of one table or of the files; ``sisa`` are still under another key, or broken."""

    tempat: str
    dipindah: int
    gagal: int
    sisa: int


def semua_baris(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all rows of *model*, past every filter of a manager, in the system's own scope."""
    dasar = model._base_manager
    return dasar.sistem(ALASAN) if hasattr(dasar, "sistem") else dasar.all()


def di_kunci_lama(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the rows of *model* with at least one value that is not under the active key."""
    awal = f"{VERSI}.{kunci_aktif()}."
    baris, lama = semua_baris(model), Q()
    for kolom in kolom_rahasia(model):
        nama = f"awal_{kolom.name}"
        baris = baris.alias(**{nama: Left(kolom.name, len(awal))})
        isi = Q(**{f"{kolom.name}__isnull": False})
        lama |= isi & ~Q(**{f"{nama}__in": [awal, *kolom.KOSONG]})
    return baris.filter(lama)


def periksa() -> Iterator[Hasil]:
    """Yield what is still under another key: one count per table, and one for the files."""
    for model in semua_kolom_rahasia():
        yield Hasil(model._meta.db_table, 0, 0, di_kunci_lama(model).count())
    yield Hasil("berkas", 0, 0, sum(1 for _ in _berkas_lama()))


def putar() -> Iterator[Hasil]:
    """Move everything; yield one result per table, and one for the files.

    ``gagal`` counts what does not open or could not be stored: it stays as it was.
    """
    for model in semua_kolom_rahasia():
        dipindah = gagal = 0
        for pk in _per_bets(di_kunci_lama(model)):
            try:
                dipindah += _ulangi(_putar_baris, model, pk) or 0
            except (GalatSandi, DatabaseError):
                gagal += 1
        yield Hasil(model._meta.db_table, dipindah, gagal, di_kunci_lama(model).count())
    yield _putar_berkas()


def _per_bets(baris: models.QuerySet[Any]) -> Iterator[Any]:
    """Yield the keys of *baris* in order, reading a few hundred at a time."""
    kini = baris.order_by("pk").values_list("pk", flat=True)
    bets = list(kini[:BETS])
    while bets:
        yield from bets
        bets = list(kini.filter(pk__gt=bets[-1])[:BETS])


def _ulangi(
    kerja: Callable[[type[models.Model], Any], int | None], model: type[models.Model], pk: Any
) -> int | None:
    """Repeat *kerja* while it says None: somebody saved the row since it was read."""
    for _ in range(PERCOBAAN):
        if (jumlah := kerja(model, pk)) is not None:
            return jumlah
    return None


def _putar_baris(model: type[models.Model], pk: Any) -> int | None:
    """Move the values of one row in one UPDATE. None: the row changed since it was read."""
    kolom = kolom_rahasia(model)
    isi = semua_baris(model).filter(pk=pk).values(*(k.name for k in kolom)).first()
    if isi is None:
        return 0
    lama, baru = {}, {}
    for satu in kolom:
        nilai = isi[satu.name]
        if isinstance(nilai, NilaiRahasia) and nilai.token and _perlu(nilai.token):
            lama[satu.name] = nilai
            baru[satu.name] = _pindah(satu, nilai, pk)
    if not baru or semua_baris(model).filter(pk=pk, **lama).update(**baru):
        return len(baru)
    return None


def _perlu(token: str) -> bool:
    return id_kunci(token) != kunci_aktif()


def _pindah(kolom: RahasiaField, nilai: NilaiRahasia, pk: Any) -> NilaiRahasia:
    return NilaiRahasia(sandikan(kolom.buka_teks(nilai, pk), tempat=kolom.tempat(pk)))


# --- files ----------------------------------------------------------------------------------------


def _berkas_lama() -> Iterator[str]:
    simpanan: Any = storages["rahasia"]
    for nama in simpanan.semua():
        try:
            if not simpanan.di_kunci_lama(nama):
                continue
        except FileNotFoundError:
            continue
        except GalatSandi:
            pass  # no encrypted file at all: whoever counts must hear of it
        yield nama


def _putar_berkas() -> Hasil:
    simpanan: Any = storages["rahasia"]
    dipindah = gagal = 0
    for nama in _berkas_lama():
        try:
            dipindah += simpanan.putar(nama)
        except (GalatSandi, OSError):
            gagal += 1
    return Hasil("berkas", dipindah, gagal, sum(1 for _ in _berkas_lama()))


# --- blind indexes --------------------------------------------------------------------------------


def segarkan_indeks(model: Iterable[type[models.Model]] | None = None) -> Iterator[Hasil]:
    """Recompute the blind indexes of every model that has ``segarkan_indeks()``.

    That method sets index columns of the row from its opened values. Only columns that changed are
    written, and only if row and index are still as they were read. Yields one result per table.
    """
    for satu in apps.get_models() if model is None else model:
        if callable(getattr(satu, METODE_INDEKS, None)) and not satu._meta.proxy:
            yield _segarkan(satu)


def _segarkan(model: type[models.Model]) -> Hasil:
    diubah = gagal = 0
    for pk in _per_bets(semua_baris(model)):
        try:
            jumlah = _ulangi(_segarkan_baris, model, pk)
            diubah += jumlah or 0
            gagal += jumlah is None
        except (GalatSandi, DatabaseError):
            gagal += 1
    return Hasil(model._meta.db_table, diubah, gagal, gagal)


def _segarkan_baris(model: type[models.Model], pk: Any) -> int | None:
    objek: Any = semua_baris(model).filter(pk=pk).first()
    if objek is None:
        return 0
    rahasia = {k.attname: vars(objek)[k.attname] for k in kolom_rahasia(model)}
    biasa = [k.attname for k in model._meta.local_concrete_fields if k.attname not in rahasia]
    semula = {n: vars(objek)[n] for n in biasa}
    getattr(objek, METODE_INDEKS)()
    baru = {n: vars(objek)[n] for n in biasa if vars(objek)[n] != semula[n]}
    if not baru:
        return 0
    masih = Q(pk=pk)
    for nama, nilai in {**rahasia, **{n: semula[n] for n in baru}}.items():
        masih &= Q(**{f"{nama}__isnull": True}) if nilai is None else Q(**{nama: nilai})
    return semua_baris(model).filter(masih).update(**baru) or None
