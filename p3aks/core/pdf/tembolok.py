"""A folder of rendered parts and finished files, keyed by everything that shapes them."""

import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def _versi() -> bytes:
    """Fingerprint of this package's own code: another code may write other bytes."""
    sidik = hashlib.sha256()
    for berkas in sorted(Path(__file__).parent.glob("*.py")):
        sidik.update(berkas.read_bytes())
    return sidik.digest()


def kunci(*bagian: str) -> str:
    """Return one SHA-256 over *bagian*; no two different lists share a key."""
    sidik = hashlib.sha256(_versi())
    for b in bagian:
        isi = b.encode()
        sidik.update(len(isi).to_bytes(8, "big") + isi)
    return sidik.hexdigest()


def bungkus(uraian: dict, isi: bytes) -> bytes:
    """Return a cache file: one line of JSON with the fingerprint of *isi*, then *isi*."""
    uraian = {**uraian, "sha256": hashlib.sha256(isi).hexdigest()}
    return json.dumps(uraian).encode() + b"\n" + isi


def buka(berkas: Path) -> tuple[dict, bytes] | None:
    """Return what ``bungkus`` put in, or None when the file is damaged."""
    kepala, _, isi = berkas.read_bytes().partition(b"\n")
    try:
        uraian = json.loads(kepala)
    except ValueError:
        return None
    return (uraian, isi) if hashlib.sha256(isi).hexdigest() == uraian["sha256"] else None


class Tembolok:
    """Least recently used files go first once the folder holds more than *maksimum* bytes."""

    def __init__(self, folder: Path, maksimum: int = 256 * 1024**2) -> None:
        self.folder, self.maksimum = folder, maksimum
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def ambil(self, nama: str) -> Path | None:
        """Return the file of that name and mark it as just used; None when absent or damaged."""
        berkas = self.folder / nama
        try:
            os.utime(berkas)
            utuh = buka(berkas) is not None
        except FileNotFoundError:
            return None
        if not utuh:
            berkas.unlink(missing_ok=True)
        return berkas if utuh else None

    def simpan(self, nama: str, isi: bytes) -> Path:
        """Store a wrapped file under *nama* (atomic for readers) and return its place."""
        sementara = self.folder / f".{nama}.{os.getpid()}"
        sementara.write_bytes(isi)
        return sementara.replace(self.folder / nama)

    def pangkas(self, pertahankan: Iterable[str] = ()) -> None:
        """Delete the longest unused files until the folder is within its limit."""
        jaga = set(pertahankan)
        isi = []
        for berkas in self.folder.iterdir():
            try:
                st = berkas.stat()
            except FileNotFoundError:  # another worker was faster
                continue
            isi.append((st.st_mtime_ns, st.st_size, berkas))
        total = sum(b for _, b, _ in isi)
        for _, ukuran, berkas in sorted(isi):
            if total <= self.maksimum:
                break
            if berkas.name not in jaga:
                berkas.unlink(missing_ok=True)
                total -= ukuran
