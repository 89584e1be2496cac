"""Reads an uploaded spreadsheet through the child process. Standard library only."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from p3aks.core.tables.bentuk import DETIK, Cacat, Lembar, Persen
from p3aks.core.uploads import BerkasDitolak, periksa_xlsx

_AKAR = Path(__file__).resolve().parents[3]
# The child gets what Python needs to start, and no secret of the application.
_LINGKUNGAN = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_log = logging.getLogger(__name__)

TERLALU_RUMIT = (
    "Berkas ini terlalu besar atau terlalu rumit untuk dibaca. "
    "Salin hanya tabelnya (nilai saja) ke berkas baru, lalu unggah berkas itu."
)


def baca(nama: str, isi: bytes, *, detik: float = DETIK) -> list[Lembar]:
    """Return the worksheets of the .xlsx file *isi*, sent under the name *nama*.

    The file is checked (``uploads.periksa_xlsx``) and then parsed in a child process with at
    most 512 MiB and *detik* seconds; a child that does not answer is killed.

    Raises:
        BerkasDitolak: the file as a whole cannot be used, with the reason for the sender.
    """
    periksa_xlsx(nama, isi)
    try:
        anak = subprocess.run(  # our own module, no shell
            [sys.executable, "-m", "p3aks.core.tables.anak"],
            input=isi,
            capture_output=True,
            timeout=detik,
            cwd=_AKAR,
            env={
                **{n: os.environ[n] for n in _LINGKUNGAN if n in os.environ},
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONIOENCODING": "utf-8",
            },
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BerkasDitolak(TERLALU_RUMIT) from None
    if anak.returncode != 0:
        ekor = anak.stderr[-400:].decode(errors="replace")
        _log.warning("spreadsheet reader ended with %s: %s", anak.returncode, ekor)
        raise BerkasDitolak(TERLALU_RUMIT)
    jawaban = json.loads(anak.stdout)
    if "tolak" in jawaban:
        raise BerkasDitolak(jawaban["tolak"])
    return [_lembar(satu) for satu in jawaban["lembar"]]


def _lembar(satu: dict[str, Any]) -> Lembar:
    melebihi = satu.get("melebihi")
    lembar = Lembar(
        nama=satu["nama"],
        tersembunyi=satu["tersembunyi"],
        baris=satu.get("baris", []),
        gabung=[tuple(g) for g in satu.get("gabung", [])],
        melebihi=tuple(melebihi) if melebihi else None,
    )
    for jenis in ("galat", "rumus"):
        for r, c, teks in satu.get(jenis, []):
            _taruh(lembar, r, c, Cacat(jenis, teks))  # type: ignore[arg-type]
    for r, c in satu.get("persen", []):
        nilai = lembar.sel(r, c)
        if isinstance(nilai, float) and not isinstance(nilai, bool):
            lembar.baris[r][c] = Persen(nilai)
    return lembar


def _taruh(lembar: Lembar, r: int, c: int, nilai: Cacat) -> None:
    """Put a value where the reader saw an empty cell, possibly beyond the row's end."""
    while len(lembar.baris) <= r:
        lembar.baris.append([])
    baris = lembar.baris[r]
    baris.extend([""] * (c + 1 - len(baris)))
    baris[c] = nilai
