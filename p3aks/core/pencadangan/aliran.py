"""Encryption of backups with age, as a stream: neither side holds the whole in memory or clear."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TypeAlias

import pyrage

from p3aks.core.pencadangan import GalatCadangan

Penerima: TypeAlias = pyrage.x25519.Recipient
Identitas: TypeAlias = pyrage.x25519.Identity


def baca_penerima(daftar: Iterable[str]) -> list[Penerima]:
    """Return the recipients in *daftar*, texts that begin ``age1``.

    Raises ``GalatCadangan`` when there is none or one is not valid.
    """
    hasil = []
    for teks in daftar:
        try:
            hasil.append(Penerima.from_str(teks))
        except pyrage.RecipientError:
            raise GalatCadangan(
                f"P3AKS_CADANGAN_PENERIMA: {teks[:12]}… bukan kunci publik age (age1…)."
            ) from None
    if not hasil:
        raise GalatCadangan(
            "P3AKS_CADANGAN_PENERIMA belum diisi: cadangan tidak dibuat tanpa penerima."
        )
    return hasil


def baca_identitas(berkas: Path) -> list[Identitas]:
    """Return the secret keys in *berkas*, one a line, lines with ``#`` left out.

    Raises ``GalatCadangan``, which never shows the content.
    """
    try:
        baris = [b.strip() for b in berkas.read_text("utf-8").splitlines()]
        hasil = [Identitas.from_str(b) for b in baris if b and not b.startswith("#")]
    except (OSError, ValueError, pyrage.IdentityError):
        hasil = []
    if not hasil:
        raise GalatCadangan(f"{berkas} tidak terbaca sebagai berkas identitas age.")
    return hasil


def identitas_baru(berkas: Path) -> str:
    """Write a fresh secret key to *berkas*, which must not exist, and return its public key."""
    identitas = Identitas.generate()
    publik = str(identitas.to_public())
    try:
        pengenal = os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as galat:
        raise GalatCadangan(f"{berkas} tidak dapat dibuat: {galat.strerror}.") from None
    with os.fdopen(pengenal, "w", encoding="utf-8") as tulis:
        tulis.write(f"# public key: {publik}\n{identitas}\n")
    return publik


def tulis(tujuan: Path, penerima: list[Penerima], isi: Callable[[IO[bytes]], None]) -> None:
    """Encrypt what *isi* writes (in a thread of its own) to *penerima*, into the file *tujuan*.

    The file is on the disk when this returns. Raises what *isi* raised, or ``GalatCadangan``.
    """
    masuk, keluar = os.pipe()
    galat = _jalankan(isi, keluar)
    try:
        with os.fdopen(masuk, "rb") as baca, open(tujuan, "xb", opener=_pemilik) as tersandi:
            pyrage.encrypt_io(baca, tersandi, penerima)
            tersandi.flush()
            os.fsync(tersandi.fileno())
    except (OSError, pyrage.EncryptError) as sebab:
        raise GalatCadangan(f"Cadangan tidak dapat ditulis: {sebab}.") from None
    finally:
        pengisi = galat()
    if isinstance(pengisi, OSError):
        raise GalatCadangan(f"Cadangan tidak lengkap: {pengisi}.")
    if pengisi:
        raise pengisi


def _pemilik(jalur: str, bendera: int) -> int:
    return os.open(jalur, bendera, 0o600)


def baca(berkas: Path, identitas: list[Identitas], ambil: Callable[[IO[bytes]], None]) -> None:
    """Decrypt *berkas* and let *ambil* read it.

    What *ambil* read may be used only after this returned: until then the end may be missing.
    Raises ``GalatCadangan`` for another key, a damaged or a truncated file.
    """
    keluar, masuk = os.pipe()

    def buka(pipa: IO[bytes]) -> None:
        with berkas.open("rb") as tersandi:
            pyrage.decrypt_io(tersandi, pipa, identitas)

    galat = _jalankan(buka, masuk)
    pembaca: Exception | None = None
    with os.fdopen(keluar, "rb") as pipa:
        try:
            ambil(pipa)
        except Exception as satu:  # noqa: BLE001 - the cause is often the other side
            pembaca = satu
        while pipa.read(1 << 20):  # to the end: the last piece proves the whole
            pass
    if pembuka := galat():
        raise GalatCadangan(_sebab(berkas, pembuka)) from None
    if pembaca:
        raise pembaca


def _sebab(berkas: Path, galat: Exception) -> str:
    if isinstance(galat, pyrage.DecryptError) and "No matching keys" in str(galat):
        return f"{berkas} tidak disandikan untuk identitas ini."
    if isinstance(galat, OSError) and galat.errno:
        return f"{berkas} tidak dapat dibaca: {galat.strerror}."
    return f"{berkas} rusak, terpotong, atau bukan cadangan."


def _jalankan(kerja: Callable[[IO[bytes]], None], ujung: int) -> Callable[[], Exception | None]:
    """Run *kerja* on the pipe's end in a thread; the result waits for it and returns its error."""
    galat: list[Exception] = []

    def utas() -> None:
        try:
            with os.fdopen(ujung, "wb") as pipa:
                kerja(pipa)
        except Exception as satu:  # noqa: BLE001 - raised again by whoever waits
            galat.append(satu)

    jalan = threading.Thread(target=utas, name="cadangan")
    jalan.start()

    def tunggu() -> Exception | None:
        jalan.join()
        return galat[0] if galat else None

    return tunggu
