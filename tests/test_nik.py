"""No real person's number in the repository (R32): whoever commits one fails here."""

import csv
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
# Sixteen digits that belong to nothing longer, spaced or dotted as people write them.
_ENAM_BELAS = re.compile(rb"(?<![0-9A-Za-z])(?:[0-9][ .-]?){15}[0-9](?![0-9A-Za-z])")
BINER = {".gz", ".png", ".otf", ".woff2", ".ico", ".jpg", ".pdf"}


@cache
def _provinsi() -> frozenset[str]:
    with (AKAR / "data/wilayah/provinces.csv").open(encoding="utf-8", newline="") as berkas:
        return frozenset(b["code"] for b in csv.DictReader(berkas))


def nik_sungguhan(angka: str) -> bool:
    """Whether *angka* could be a citizen's: a province that exists and a day that does."""
    hari, bulan = int(angka[6:8]), int(angka[8:10])
    hari -= 40 if hari > 40 else 0  # women's days are written forty higher
    return angka[:2] in _provinsi() and 1 <= hari <= 31 and 1 <= bulan <= 12


def temuan(isi: bytes) -> list[str]:
    """Return the numbers in *isi* that look like a citizen's."""
    semua = (re.sub(r"[^0-9]", "", m.decode()) for m in _ENAM_BELAS.findall(isi))
    return [n for n in semua if nik_sungguhan(n)]


def isi_berkas(berkas: Path) -> bytes:
    """Return what a reader of *berkas* could see; of a workbook, its sheets and texts."""
    if berkas.suffix != ".xlsx":
        return berkas.read_bytes()
    with zipfile.ZipFile(berkas) as arsip:
        return b"\n".join(arsip.read(n) for n in arsip.namelist() if n.endswith(".xml"))


def _berkas() -> list[Path]:
    daftar = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=AKAR, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    return [AKAR / n for n in daftar.split("\0") if n and Path(n).suffix not in BINER]


def test_repository_holds_no_real_looking_nik():
    ada = {
        str(b.relative_to(AKAR)): len(t)
        for b in _berkas()
        if b.is_file() and (t := temuan(isi_berkas(b)))
    }
    assert not ada, f"NIK yang tampak sungguhan: {ada}"


@pytest.mark.parametrize(
    ("teks", "jumlah"),
    [
        # Built here, so that this file holds none itself.
        ("NIK " + "3523" + "185012" + "900001", 1),
        ("35 2318 " + "5012 9000 01", 1),
        ("9923" + "185012" + "900001", 0),  # no such province: what fixtures use
        ("3523" + "189913" + "900001", 0),  # no such day
        ("a" + "3523" + "185012" + "900001" + "f", 0),  # part of a hash
    ],
)
def test_the_check_sees_and_spares(teks, jumlah):
    assert len(temuan(teks.encode())) == jumlah
