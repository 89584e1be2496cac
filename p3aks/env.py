"""Typed access to environment variables.

Every variable ``X`` may instead be given as ``X_FILE``, a path to a file that holds the value
(how container secrets arrive). An optional ``.env`` in the project folder is read first; the
real environment wins over it.
"""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

environ.Env.read_env(BASE_DIR / ".env")


def teks(nama: str, bawaan: str = "") -> str:
    """Return variable *nama* (or the content of the file named by ``{nama}_FILE``), stripped."""
    if jalur := os.environ.get(f"{nama}_FILE"):
        return Path(jalur).read_text(encoding="utf-8").strip()
    return os.environ.get(nama, bawaan).strip()


def benar(nama: str, *, bawaan: bool) -> bool:
    """Return variable *nama* as a boolean; ``true/1/ya/yes/on`` are true."""
    nilai = teks(nama)
    return nilai.casefold() in {"true", "1", "ya", "yes", "on"} if nilai else bawaan


def daftar(nama: str, bawaan: tuple[str, ...] = ()) -> list[str]:
    """Return variable *nama* as a list, split at commas."""
    return [b.strip() for b in teks(nama).split(",") if b.strip()] or list(bawaan)


def rahasia(nama: str, *, bawaan_debug: str, debug: bool) -> str:
    """Return a secret of at least 50 characters.

    With DEBUG the fallback *bawaan_debug* is allowed, so that a developer can start anything;
    without it a missing or short secret stops the start-up.
    """
    nilai = teks(nama)
    if debug:
        return nilai or bawaan_debug
    if len(nilai) < 50:
        raise ImproperlyConfigured(
            f"{nama} belum diisi atau kurang dari 50 karakter. Isi di .env atau {nama}_FILE."
        )
    return nilai
