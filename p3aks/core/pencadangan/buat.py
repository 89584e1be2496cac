"""Makes one backup, and thins out the old ones."""

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from p3aks.core.crypto import urai_kunci
from p3aks.core.pencadangan import GalatCadangan, aliran, basisdata
from p3aks.core.simpanan import KERJA

BASIS_DATA, MANIFES = "basisdata", "manifes.json"
VERSI = 1
HARIAN, MINGGUAN, BULANAN = 7, 5, 12
SISA_LAMA = 24 * 3600  # scratch of a run that was killed is removed after a day
_NAMA = re.compile(r"p3aks-(\d{8}-\d{6})\.age")


class Ringkasan(NamedTuple):
    """What went into a backup."""

    berkas: Path
    ukuran: int
    tabel: int
    baris: int
    lampiran: int


def akar() -> dict[str, Path]:
    """Return the folders that are backed up, by their name in the backup."""
    return {"berkas": Path(settings.MEDIA_ROOT), "rahasia": Path(settings.RAHASIA_ROOT)}


def berkas_di(folder: Path) -> Iterator[str]:
    """Yield the files below *folder*, without scratch, in order."""
    for kini, anak, berkas in os.walk(folder):
        anak[:] = sorted(a for a in anak if a != KERJA)
        for nama in sorted(berkas):
            jalur = Path(kini) / nama
            if jalur.is_file() and not jalur.is_symlink():
                yield jalur.relative_to(folder).as_posix()


@contextmanager
def folder_sementara(folder: Path) -> Iterator[Path]:
    """Yield an empty folder below *folder* for the owner only; remove it in the end."""
    kerja = folder / KERJA
    try:
        kerja.mkdir(mode=0o700, parents=True, exist_ok=True)
        for sisa in kerja.iterdir():
            if time.time() - sisa.stat().st_mtime > SISA_LAMA:
                shutil.rmtree(sisa, ignore_errors=True)
        satu = kerja / os.urandom(8).hex()
        satu.mkdir(mode=0o700)
    except OSError as galat:
        raise GalatCadangan(f"{folder} tidak dapat ditulisi: {galat.strerror}.") from None
    try:
        yield satu
    finally:
        shutil.rmtree(satu, ignore_errors=True)


def buat() -> Ringkasan:
    """Make a backup in ``settings.P3AKS_CADANGAN_FOLDER``; it appears there only when complete.

    The database is copied first and the files after it: files are never overwritten, so each file
    that the copy mentions is there. Raises ``GalatCadangan``.
    """
    penerima = aliran.baca_penerima(settings.P3AKS_CADANGAN_PENERIMA)
    folder = Path(settings.P3AKS_CADANGAN_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kini = timezone.localtime()
    with folder_sementara(folder) as kerja:
        salinan = kerja / BASIS_DATA
        isi = basisdata.salin(salinan)
        manifes: dict[str, Any] = {
            "versi": VERSI,
            "dibuat_pada": kini.isoformat(timespec="seconds"),
            "mesin": basisdata.mesin(),
            "tabel": isi.tabel,
            "jejak": {"rantai": isi.rantai, "sidik": isi.sidik_jejak},
            # The names only: which keys must be at hand when this is opened years later.
            "kunci": [urai_kunci(k, variabel="P3AKS_KUNCI_DATA")[0] for k in settings.KUNCI_DATA],
            "isi": {},
        }
        jadi = kerja / "jadi.age"
        aliran.tulis(jadi, penerima, lambda pipa: _isi_arsip(pipa, salinan, manifes))
        tujuan = folder / f"p3aks-{kini:%Y%m%d-%H%M%S}.age"
        if tujuan.exists():
            raise GalatCadangan(f"{tujuan} sudah ada.")
        jadi.rename(tujuan)
        _fsync(folder)
    return Ringkasan(
        tujuan,
        tujuan.stat().st_size,
        len(isi.tabel),
        sum(isi.tabel.values()),
        len(manifes["isi"]) - 1,
    )


def _isi_arsip(pipa: IO[bytes], salinan: Path, manifes: dict[str, Any]) -> None:
    """Write the tar; the manifest comes last, when every hash is known."""
    with tarfile.open(fileobj=pipa, mode="w|", format=tarfile.PAX_FORMAT) as arsip:
        sumber = [(BASIS_DATA, salinan)]
        for nama, folder in akar().items():
            sumber += [(f"{nama}/{b}", folder / b) for b in berkas_di(folder)]
        for nama, jalur in sumber:
            if ukuran_sidik := _tambah(arsip, nama, jalur):
                manifes["isi"][nama] = ukuran_sidik
        teks = json.dumps(manifes, ensure_ascii=False, indent=1).encode()
        arsip.addfile(_anggota(MANIFES, len(teks)), io.BytesIO(teks))


def _tambah(arsip: tarfile.TarFile, nama: str, jalur: Path) -> tuple[int, str] | None:
    """Add one file; return its size and SHA-256, or None when it was removed meanwhile."""
    try:
        berkas = jalur.open("rb")
    except FileNotFoundError:
        return None
    with berkas:
        ukuran, sidik = os.fstat(berkas.fileno()).st_size, hashlib.sha256()
        arsip.addfile(_anggota(nama, ukuran), _Penyidik(berkas, sidik.update))
    return ukuran, sidik.hexdigest()


def _anggota(nama: str, ukuran: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(nama)
    info.size, info.mtime, info.mode = ukuran, int(time.time()), 0o600
    return info


class _Penyidik(io.RawIOBase):
    """Passes a file on and hashes what passes."""

    def __init__(self, asal: IO[bytes], sidik: Callable[[bytes], object]) -> None:
        self._asal, self._sidik = asal, sidik

    def read(self, panjang: int = -1) -> bytes:
        """Read and hash."""
        isi = self._asal.read(panjang)
        self._sidik(isi)
        return isi


def _fsync(folder: Path) -> None:
    pengenal = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network share may not know it
            os.fsync(pengenal)
    finally:
        os.close(pengenal)


# --- retention ------------------------------------------------------------------------------------


def yang_disimpan(nama: Iterable[str]) -> set[str]:
    """Return which of the backups *nama* stay: the newest of each of the last 7 days, 5 weeks and
    12 months that have one. Names that are no backup of ours are not among them."""
    urut = sorted(((_pada(n), n) for n in nama if _NAMA.fullmatch(n)), reverse=True)
    simpan = set()
    for bentuk, banyak in (("%Y-%m-%d", HARIAN), ("%G-%V", MINGGUAN), ("%Y-%m", BULANAN)):
        terbaru: dict[str, str] = {}
        for pada, satu in urut:
            terbaru.setdefault(pada.strftime(bentuk), satu)
        simpan |= set(list(terbaru.values())[:banyak])
    return simpan


def pangkas() -> list[str]:
    """Remove the backups that need not stay; return their names. Touches no other file."""
    folder = Path(settings.P3AKS_CADANGAN_FOLDER)
    ada = [b.name for b in folder.iterdir() if _NAMA.fullmatch(b.name)]
    buang = sorted(set(ada) - yang_disimpan(ada))
    for nama in buang:
        (folder / nama).unlink()
    return buang


def _pada(nama: str) -> datetime:
    cocok = _NAMA.fullmatch(nama)
    assert cocok  # noqa: S101 - the caller filtered
    try:
        return datetime.strptime(cocok[1], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - only compared
    except ValueError:
        return datetime.max  # noqa: DTZ901 - not a time: newest, so it is kept
