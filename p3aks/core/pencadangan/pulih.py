"""Opens a backup: as a drill that changes nothing, or into an empty installation."""

import hashlib
import json
import os
import random
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from p3aks.core.crypto import GalatSandi, buka_bita
from p3aks.core.fields import NilaiRahasia, semua_kolom_rahasia
from p3aks.core.pencadangan import GalatCadangan, aliran, basisdata
from p3aks.core.pencadangan.buat import (
    BASIS_DATA,
    MANIFES,
    VERSI,
    akar,
    berkas_di,
    folder_sementara,
)
from p3aks.core.putaran import semua_baris
from p3aks.core.simpanan import buat_folder

CONTOH = 3  # secret values, and secret files, that a drill opens
CONTOH_BESAR = 32 * 1024 * 1024
_BAGIAN = 1 << 20


class Butir(NamedTuple):
    """One thing that was compared."""

    sama: bool
    kata: str


# --- reading the archive --------------------------------------------------------------------------

Terima = Callable[[str, Iterator[bytes]], None]


def _baca_arsip(berkas: Path, identitas: Path, terima: Terima) -> tuple[dict[str, Any], list[str]]:
    """Read the whole backup, passing each file but the manifest to *terima*.

    Returns the manifest and the names of what differs from it. Raises ``GalatCadangan``.
    """
    ada: dict[str, list[Any]] = {}
    manifes: dict[str, Any] = {}

    def ambil(pipa: IO[bytes]) -> None:
        try:
            with tarfile.open(fileobj=pipa, mode="r|") as arsip:
                for anggota in arsip:
                    isi = arsip.extractfile(anggota)
                    if isi is None:
                        raise GalatCadangan(f"{berkas} memuat yang bukan berkas.")
                    if anggota.name == MANIFES:
                        manifes.update(json.loads(isi.read()))
                        continue
                    if anggota.name != BASIS_DATA and not _berlaku(anggota.name):
                        raise GalatCadangan(f"{berkas} memuat nama berkas yang tidak berlaku.")
                    sidik = hashlib.sha256()
                    terima(anggota.name, _potongan(isi, sidik.update))
                    ada[anggota.name] = [anggota.size, sidik.hexdigest()]
        except (tarfile.TarError, ValueError) as galat:
            raise GalatCadangan(f"{berkas} rusak atau terpotong.") from galat

    aliran.baca(berkas, aliran.baca_identitas(identitas), ambil)
    if manifes.get("versi") != VERSI or BASIS_DATA not in ada:
        raise GalatCadangan(f"{berkas} tidak lengkap, atau dibuat oleh versi lain.")
    if manifes["mesin"] != basisdata.mesin():
        raise GalatCadangan(
            f"Cadangan ini dari {manifes['mesin']}, sistem ini memakai {basisdata.mesin()}."
        )
    beda = [n for n in {*ada, *manifes["isi"]} if ada.get(n) != manifes["isi"].get(n)]
    return manifes, sorted(beda)


def _berlaku(nama: str) -> bool:
    """Whether *nama* stays below one of the two folders: whoever knows the public key can make a
    backup, so its names are not to be trusted."""
    bagian, _, sisa = nama.partition("/")
    return bagian in akar() and all(s not in ("", ".", "..") for s in sisa.split("/"))


def _potongan(isi: IO[bytes], sidik: Callable[[bytes], object]) -> Iterator[bytes]:
    while potong := isi.read(_BAGIAN):
        sidik(potong)
        yield potong


def _tulis(jalur: Path, potongan: Iterator[bytes]) -> None:
    pengenal = os.open(jalur, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(pengenal, "wb") as tulis:
        for satu in potongan:
            tulis.write(satu)
        tulis.flush()
        os.fsync(tulis.fileno())


# --- the drill ------------------------------------------------------------------------------------


def uji(berkas: Path, identitas: Path) -> list[Butir]:
    """Restore *berkas* into a temporary place and compare it with its manifest.

    Compares every file's hash, the rows of every table, the heads of the trail; opens up to three
    secret values and three secret files with the keys that are running. Changes nothing. Raises
    ``GalatCadangan`` when the backup cannot be opened at all.
    """
    contoh: list[tuple[str, bytes]] = []
    with folder_sementara(Path(settings.P3AKS_CADANGAN_FOLDER)) as kerja:
        salinan = kerja / BASIS_DATA

        def terima(nama: str, potongan: Iterator[bytes]) -> None:
            if nama == BASIS_DATA:
                _tulis(salinan, potongan)
            elif nama.startswith("rahasia/"):
                _pilih(contoh, nama.removeprefix("rahasia/"), potongan)
            else:
                for _ in potongan:
                    pass

        manifes, beda = _baca_arsip(berkas, identitas, terima)
        hasil = [
            Butir(True, f"dibuat {manifes['dibuat_pada']}, kunci data {manifes['kunci']}"),
            _butir_berkas(manifes, beda),
        ]
        if BASIS_DATA in beda:
            return [*hasil, Butir(False, "basis data: sidiknya berbeda, tidak dipulihkan")]
        with basisdata.dipulihkan(salinan) as db:
            hasil += _bandingkan(manifes, basisdata.hitung(db))
            hasil += [_buka_nilai(db), _buka_berkas(contoh)]
    return hasil


def _pilih(contoh: list[tuple[str, bytes]], nama: str, potongan: Iterator[bytes]) -> None:
    """Keep up to three files, at random, of a size that fits into memory."""
    isi: list[bytes] = []
    ukuran = 0
    for satu in potongan:
        ukuran += len(satu)
        if ukuran <= CONTOH_BESAR:
            isi.append(satu)
    if ukuran > CONTOH_BESAR:
        return
    if len(contoh) < CONTOH:
        contoh.append((nama, b"".join(isi)))
    elif random.random() < 0.3:  # noqa: S311 - a sample, not a secret
        contoh[random.randrange(CONTOH)] = (nama, b"".join(isi))  # noqa: S311


def _butir_berkas(manifes: dict[str, Any], beda: list[str]) -> Butir:
    beda = [b for b in beda if b != BASIS_DATA]
    if beda:
        return Butir(False, f"berkas: {len(beda)} berbeda atau hilang, antara lain {beda[0]}")
    return Butir(True, f"berkas: {len(manifes['isi']) - 1}, semua sidiknya sama")


def _bandingkan(manifes: dict[str, Any], isi: basisdata.Isi) -> list[Butir]:
    seharusnya = manifes["tabel"]
    beda = [
        f"{t} {isi.tabel.get(t, 'tidak ada')} (seharusnya {seharusnya.get(t, 'tidak ada')})"
        for t in sorted({*seharusnya, *isi.tabel})
        if seharusnya.get(t) != isi.tabel.get(t)
    ]
    jejak = manifes["jejak"] == {"rantai": isi.rantai, "sidik": isi.sidik_jejak}
    return [
        Butir(not beda, f"tabel: berbeda: {'; '.join(beda)}")
        if beda
        else Butir(True, f"tabel: {len(isi.tabel)}, {sum(isi.tabel.values())} baris, semua sama"),
        Butir(jejak, f"jejak audit: {isi.rantai} rantai, kepala {'sama' if jejak else 'BERBEDA'}"),
    ]


def _buka_nilai(db: BaseDatabaseWrapper) -> Butir:
    """Open secret values of different columns with the running keys."""
    with db.cursor() as cursor:
        ada = {
            (t, k.name)
            for t in db.introspection.table_names(cursor)
            for k in db.introspection.get_table_description(cursor, t)
        }
    kolom = [
        (m, k)
        for m, semua in semua_kolom_rahasia().items()
        for k in semua
        if (m._meta.db_table, k.column) in ada  # a backup of an older version has fewer
    ]
    random.shuffle(kolom)
    terbuka = 0
    for model, satu in kolom:
        baris = semua_baris(model).using(db.alias).exclude(**{f"{satu.name}__isnull": True})
        kosong = [NilaiRahasia(polos=k) for k in satu.KOSONG]
        baris = baris.exclude(**{f"{satu.name}__in": kosong})
        for pk, nilai in baris.order_by("?").values_list("pk", satu.name)[:CONTOH]:
            if terbuka == CONTOH:
                break
            if isinstance(nilai, NilaiRahasia):
                try:
                    satu.buka(nilai, pk)
                except (GalatSandi, ImproperlyConfigured) as galat:
                    return Butir(False, f"nilai rahasia {model._meta.db_table}: {galat}")
                terbuka += 1
    return Butir(True, f"nilai rahasia: {terbuka} contoh terbuka dengan kunci yang berjalan")


def _buka_berkas(contoh: list[tuple[str, bytes]]) -> Butir:
    for nama, isi in contoh:
        try:
            buka_bita(isi, tempat=nama)
        except (GalatSandi, ImproperlyConfigured) as galat:
            return Butir(False, f"berkas rahasia {nama}: {galat}")
    return Butir(True, f"berkas rahasia: {len(contoh)} contoh terbuka dengan kunci yang berjalan")


# --- the real thing -------------------------------------------------------------------------------


def pulihkan(berkas: Path, identitas: Path) -> list[Butir]:
    """Restore *berkas* into this installation, which must be empty: no table, no file.

    Everything is unpacked beside its place and compared before anything is put there; then comes
    the database, whole or not at all, then the files. Returns what was compared afterwards.
    Raises ``GalatCadangan``.
    """
    _wajib_kosong()
    buat_folder(akar()["rahasia"], akar()["rahasia"])
    with ExitStack() as tumpukan:
        tempat = {
            n: tumpukan.enter_context(folder_sementara(folder)) for n, folder in akar().items()
        }
        salinan = tempat["rahasia"] / BASIS_DATA

        def terima(nama: str, potongan: Iterator[bytes]) -> None:
            if nama == BASIS_DATA:
                _tulis(salinan, potongan)
                return
            bagian, _, sisa = nama.partition("/")
            jalur = tempat[bagian] / "isi" / sisa
            jalur.parent.mkdir(parents=True, exist_ok=True)
            _tulis(jalur, potongan)

        manifes, beda = _baca_arsip(berkas, identitas, terima)
        if beda:
            raise GalatCadangan(f"{berkas} tidak sesuai manifesnya, antara lain {beda[0]}.")
        basisdata.pulihkan(salinan)
        for nama, folder in akar().items():
            for satu in list(berkas_di(tempat[nama] / "isi")):
                _pasang(tempat[nama] / "isi" / satu, folder / satu, folder)
    return [_butir_berkas(manifes, beda), *_bandingkan(manifes, basisdata.hitung(connection))]


def _pasang(asal: Path, tujuan: Path, folder: Path) -> None:
    """Move one file to its place, with the permissions that are usual there."""
    if folder == akar()["rahasia"]:
        buat_folder(tujuan.parent, folder)
    else:
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        asal.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
    asal.rename(tujuan)


def _wajib_kosong() -> None:
    if not basisdata.kosong():
        raise GalatCadangan(
            "Basis data tujuan tidak kosong; pemulihan tidak pernah menimpa. Siapkan basis data "
            "baru, atau pakai --uji untuk mencoba."
        )
    for folder in akar().values():
        if next(berkas_di(folder), None) is not None:
            raise GalatCadangan(f"{folder} tidak kosong; pemulihan tidak pernah menimpa.")
