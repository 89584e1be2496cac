"""The storage of secret files: on disk there is only ciphertext, each file bound to its name."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from p3aks.core.crypto import (
    buka_bita,
    id_kunci_bita,
    kunci_aktif,
    sandikan_bita,
    ukuran_polos,
)

KERJA = ".kerja"  # scratch: half-written files, never part of a backup
_KEPALA = 64


def simpanan_rahasia() -> Storage:
    """Return the storage for secret files; give this function to a ``FileField``'s *storage*."""
    return storages["rahasia"]


class StorageRahasia(FileSystemStorage):
    """Encrypts a whole file when it is saved, decrypts it when it is opened.

    Lies in ``settings.RAHASIA_ROOT``, read at each call; files 0600, folders 0700; no URL.
    ``path`` names the ciphertext. A file that was damaged, renamed or locked under an unknown key
    raises ``GalatSandi`` when it is opened.
    """

    def __init__(self, **pilihan: Any) -> None:
        pilihan = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **pilihan}
        super().__init__(**pilihan)

    @property
    def base_location(self) -> Any:  # type: ignore[override]
        """The folder in the settings."""
        return settings.RAHASIA_ROOT

    @property
    def location(self) -> str:  # type: ignore[override]
        """The folder as an absolute path."""
        return os.path.abspath(self.base_location)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode not in ("rb", "r"):
            raise ValueError("Berkas rahasia hanya dibaca; yang baru disimpan dengan save().")
        isi = ContentFile(buka_bita(Path(self.path(name)).read_bytes(), tempat=_baku(name)))
        isi.name = name
        return isi

    def _save(self, name: str, content: Any) -> str:
        content.seek(0)
        isi = content.read()
        isi = isi.encode() if isinstance(isi, str) else isi
        while True:
            tujuan = Path(self.path(name))
            buat_folder(tujuan.parent, Path(self.location))
            try:
                with self._sementara(sandikan_bita(isi, tempat=_baku(name))) as sementara:
                    os.link(sementara, tujuan)  # unlike a rename, never replaces a file
            except FileExistsError:
                name = self.get_available_name(name)
                continue
            _fsync(tujuan.parent)
            return _baku(name)

    def delete(self, name: str) -> None:
        """Remove the file; waits while it is being moved under another key."""
        with self._gembok():
            super().delete(name)

    def size(self, name: str) -> int:
        """Return the size of the content, not of the ciphertext."""
        jalur = Path(self.path(name))
        with jalur.open("rb") as berkas:
            return ukuran_polos(berkas.read(_KEPALA), jalur.stat().st_size)

    def url(self, name: str | None) -> str:
        """Refuse: a secret file is only given out by a view."""
        raise ValueError("Berkas rahasia tidak punya alamat.")

    def semua(self) -> Iterator[str]:
        """Yield the name of every file, without the scratch folders."""
        akar = Path(self.location)
        for folder, anak, berkas in os.walk(akar):
            anak[:] = sorted(a for a in anak if a != KERJA)
            yield from sorted(str((Path(folder) / b).relative_to(akar)) for b in berkas)

    def di_kunci_lama(self, name: str) -> bool:
        """Whether the file lies under another key than the active one."""
        with Path(self.path(name)).open("rb") as berkas:
            return id_kunci_bita(berkas.read(_KEPALA)) != kunci_aktif()

    def putar(self, name: str) -> bool:
        """Move one file under the active key, in one step for whoever reads meanwhile.

        Returns False when it was removed meanwhile. Raises ``GalatSandi`` if it does not open.
        """
        jalur = Path(self.path(name))
        with self._gembok():  # a removed file must not come back
            try:
                isi = buka_bita(jalur.read_bytes(), tempat=_baku(name))
            except FileNotFoundError:
                return False
            with self._sementara(sandikan_bita(isi, tempat=_baku(name))) as sementara:
                os.replace(sementara, jalur)
        _fsync(jalur.parent)
        return True

    @contextmanager
    def _sementara(self, isi: bytes) -> Iterator[Path]:
        """Write *isi* to a scratch file, on the disk when this yields; remove what is left."""
        folder = Path(self.location) / KERJA
        buat_folder(folder, Path(self.location))
        jalur = folder / f"{secrets.token_hex(16)}.tulis"
        pengenal = os.open(jalur, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(pengenal, "wb") as tulis:
                tulis.write(isi)
                tulis.flush()
                os.fsync(tulis.fileno())
            yield jalur
        finally:
            jalur.unlink(missing_ok=True)

    @contextmanager
    def _gembok(self) -> Iterator[None]:
        akar = Path(self.location)
        buat_folder(akar / KERJA, akar)
        pengenal = os.open(akar / KERJA / "gembok", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(pengenal, fcntl.LOCK_EX)
            yield
        finally:
            os.close(pengenal)


def _baku(name: str) -> str:
    return name.replace("\\", "/")


def buat_folder(folder: Path, akar: Path) -> None:
    """Make *folder*, which is *akar* or below it, each level for the owner only."""
    if folder.is_dir():
        return
    if folder != akar:
        buat_folder(folder.parent, akar)
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def _fsync(folder: Path) -> None:
    pengenal = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(pengenal)
    finally:
        os.close(pengenal)
