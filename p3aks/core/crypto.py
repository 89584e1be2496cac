"""Keeps secret values secret: AES-256-GCM with named keys, and blind indexes for searching.

A stored value is a token ``r1.<key id>.<base64url>``. It opens only with the key of that id and
only at its place (``tempat``: table, column, row), so that a value copied to another row, column
or file is refused instead of shown. ``settings.KUNCI_DATA`` lists the keys: the first one locks,
all of them open. ``putar_kunci`` moves everything under the first.

What a token still shows: that there is a value, and its length in steps of ``LANGKAH`` bytes.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSI = "r1"
TANDA = b"P3AKSr1\0"  # how an encrypted file begins
LANGKAH = 32  # text is filled up to a multiple of this: "ya" and "tidak" must look alike
PANJANG_KUNCI = 32
_NONCE, _SEGEL = 12, 16
_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
_TOKEN = re.compile(rf"{VERSI}\.([A-Za-z0-9_-]{{1,32}})\.([A-Za-z0-9_-]{{80,}})")


class GalatSandi(Exception):
    """A value that does not open. The message holds neither the value nor a key."""


class GalatKunci(GalatSandi):
    """The key of this value is not in the list: the value may be sound."""


class _Kunci(NamedTuple):
    """The keys of one purpose: id → cipher; ``aktif`` is the id that locks."""

    aktif: str
    sandi: dict[str, AESGCM]


# --- text -----------------------------------------------------------------------------------------


def sandikan(teks: str, *, tempat: str) -> str:
    """Lock *teks* under the active key, bound to *tempat* (e.g. ``kasus_identitas.nama.<uuid>``).

    Returns a printable token; two calls never return the same. Raises ``ImproperlyConfigured``
    where P3AKS_KUNCI_DATA is missing or wrong, ``UnicodeEncodeError`` for a lone surrogate.
    """
    kunci = _kunci_data("data")
    polos = teks.encode() + b"\x80"
    polos += bytes(-len(polos) % LANGKAH)
    nonce = os.urandom(_NONCE)
    isi = kunci.sandi[kunci.aktif].encrypt(nonce, polos, _ikatan(kunci.aktif, tempat))
    badan = base64.urlsafe_b64encode(nonce + isi).rstrip(b"=").decode()
    return f"{VERSI}.{kunci.aktif}.{badan}"


def buka_sandi(token: str, *, tempat: str) -> str:
    """Return the text in *token*, which must have been locked for the same *tempat*.

    Raises ``GalatKunci`` when its key is not in the list, ``GalatSandi`` when the token is
    damaged, belongs to another place or is no token at all.
    """
    cocok = _TOKEN.fullmatch(token)
    if not cocok:
        raise GalatSandi("Nilai tersandi rusak: bentuknya tidak dikenal.")
    nama, badan = cocok.groups()
    try:
        mentah = base64.urlsafe_b64decode(badan + "=" * (-len(badan) % 4))
    except binascii.Error:
        raise GalatSandi("Nilai tersandi rusak: bentuknya tidak dikenal.") from None
    polos = _buka(_kunci_data("data"), nama, mentah, tempat)
    return polos[: polos.rindex(b"\x80")].decode()


def adalah_token(teks: str) -> bool:
    """Whether *teks* has the form of a token. Says nothing about whether it opens."""
    return bool(_TOKEN.fullmatch(teks))


def id_kunci(token: str) -> str:
    """Return the id of the key that *token* is locked under. Raises ``GalatSandi`` if no token."""
    cocok = _TOKEN.fullmatch(token)
    if not cocok:
        raise GalatSandi("Nilai tersandi rusak: bentuknya tidak dikenal.")
    return cocok[1]


def kunci_aktif() -> str:
    """Return the id of the key that locks. Raises ``ImproperlyConfigured`` without keys."""
    return _kunci_data("data").aktif


# --- files ----------------------------------------------------------------------------------------


def sandikan_bita(isi: bytes, *, tempat: str) -> bytes:
    """Lock a whole file, bound to *tempat* (its name in the storage). Errors as `sandikan`."""
    kunci = _kunci_data("berkas")
    nonce = os.urandom(_NONCE)
    nama = kunci.aktif.encode()
    badan = kunci.sandi[kunci.aktif].encrypt(nonce, isi, _ikatan(kunci.aktif, tempat))
    return TANDA + bytes([len(nama)]) + nama + nonce + badan


def buka_bita(isi: bytes, *, tempat: str) -> bytes:
    """Return what `sandikan_bita` locked for *tempat*. Errors as `buka_sandi`."""
    nama = id_kunci_bita(isi)
    return _buka(_kunci_data("berkas"), nama, isi[_panjang_kepala(nama) :], tempat)


def id_kunci_bita(isi: bytes) -> str:
    """Return the key id of a locked file; its first 64 bytes suffice. Raises ``GalatSandi``."""
    awal = len(TANDA)
    if len(isi) > awal and isi.startswith(TANDA):
        nama = isi[awal + 1 : awal + 1 + isi[awal]].decode("ascii", "replace")
        if len(nama) == isi[awal] and _ID.fullmatch(nama):
            return nama
    raise GalatSandi("Berkas tersandi rusak: awalnya tidak dikenal.")


def ukuran_polos(kepala: bytes, ukuran: int) -> int:
    """Return the size of the content of a locked file of *ukuran* bytes that begins *kepala*."""
    return max(0, ukuran - _panjang_kepala(id_kunci_bita(kepala)) - _NONCE - _SEGEL)


def _panjang_kepala(nama: str) -> int:
    return len(TANDA) + 1 + len(nama)


# --- blind index ----------------------------------------------------------------------------------


def indeks_buta(nilai: str, *, tujuan: str) -> str:
    """Return 64 hex digits under which an equal *nilai* is found again without being stored.

    *tujuan* (e.g. ``"nik"``) keeps the indexes of two columns from being compared. *nilai* must
    come normalised (digits only, folded case …): one sign of difference gives another index.
    ``""`` gives ``""``. Raises ``ImproperlyConfigured`` without P3AKS_KUNCI_INDEKS.
    """
    if not nilai:
        return ""
    if not settings.KUNCI_INDEKS:
        raise ImproperlyConfigured(
            "P3AKS_KUNCI_INDEKS belum diisi: pencarian identitas tidak dapat dilakukan. "
            "Isi di .env atau P3AKS_KUNCI_INDEKS_FILE."
        )
    kunci = _kunci_indeks(settings.KUNCI_INDEKS, tujuan)
    return hmac.new(kunci, nilai.encode(), hashlib.sha256).hexdigest()


# --- keys -----------------------------------------------------------------------------------------


def _ikatan(nama: str, tempat: str) -> bytes:
    return f"{VERSI}.{nama}|{tempat}".encode()


def _buka(kunci: _Kunci, nama: str, mentah: bytes, tempat: str) -> bytes:
    sandi = kunci.sandi.get(nama)
    if sandi is None:
        raise GalatKunci(f"Kunci {nama!r} tidak ada dalam P3AKS_KUNCI_DATA.")
    try:
        return sandi.decrypt(mentah[:_NONCE], mentah[_NONCE:], _ikatan(nama, tempat))
    except (InvalidTag, ValueError):
        raise GalatSandi(
            "Nilai tersandi tidak dapat dibuka: isinya rusak, bukan milik tempat ini, "
            f"atau kunci {nama!r} bukan kunci yang menyandikannya."
        ) from None


def urai_kunci(teks: str, *, variabel: str) -> tuple[str, bytes]:
    """Return ``(id, 32 bytes)`` of a key written ``id:<base64>``.

    Raises ``ImproperlyConfigured``, naming *variabel*, for anything else; never shows the key.
    """
    nama, _, badan = teks.partition(":")
    try:
        kunci = base64.b64decode(badan, validate=True)
    except binascii.Error:
        kunci = b""
    if not _ID.fullmatch(nama) or len(kunci) != PANJANG_KUNCI:
        raise ImproperlyConfigured(
            f'{variabel} harus berbentuk "v1:" diikuti base64 dari {PANJANG_KUNCI} bita acak.'
        )
    return nama, kunci


def _kunci_data(tujuan: str) -> _Kunci:
    # Keyed by the setting's value: a changed setting (a test, a reload) is another entry.
    return _urai_semua(tuple(settings.KUNCI_DATA), tujuan)


@lru_cache(maxsize=16)
def _urai_semua(daftar: Sequence[str], tujuan: str) -> _Kunci:
    if not daftar:
        raise ImproperlyConfigured(
            "P3AKS_KUNCI_DATA belum diisi: identitas korban tidak dapat disimpan atau dibaca. "
            "Isi di .env atau P3AKS_KUNCI_DATA_FILE."
        )
    pasangan = [urai_kunci(k, variabel="P3AKS_KUNCI_DATA") for k in daftar]
    if len({n for n, _ in pasangan}) != len(pasangan):
        raise ImproperlyConfigured("P3AKS_KUNCI_DATA memuat dua kunci dengan nama yang sama.")
    sandi = {n: AESGCM(_turunkan(k, tujuan)) for n, k in pasangan}
    return _Kunci(pasangan[0][0], sandi)


@lru_cache(maxsize=64)
def _kunci_indeks(teks: str, tujuan: str) -> bytes:
    return _turunkan(urai_kunci(teks, variabel="P3AKS_KUNCI_INDEKS")[1], f"indeks/{tujuan}")


def _turunkan(kunci: bytes, tujuan: str) -> bytes:
    """Derive the key of one purpose (HKDF-SHA256)."""
    hkdf = HKDF(
        algorithm=SHA256(), length=PANJANG_KUNCI, salt=None, info=f"p3aks/{tujuan}".encode()
    )
    return hkdf.derive(kunci)
