"""Suppression bars: 2,000 random sets and 20 real-shaped ones, four releases each, under attack."""

import argparse
import random
import time
from collections import Counter
from typing import Any

from bench.palang import Palang

K, K_KECAMATAN = 5, 10
RILIS = ("2024-I", "2024-II", "2024", "2025-I")
BENTUK = ("fisik", "psikis", "seksual", "penelantaran", "lain")
BOBOT = (33, 28, 42, 8, 12)  # of victims, national 2024 (domain/kasus.md 8)


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench supresi``."""
    parser.add_argument("--cepat", action="store_true", help="40 acak, 2 berbentuk nyata")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Suppress, attack, compare with the fewest; return the bars."""
    acak, nyata = (40, 2) if args.cepat else (2000, 20)
    hitung: Counter[str] = Counter()
    rasio, paling_lama = [1.0], 0.0
    for benih in range(acak + nyata):
        lama = time.perf_counter()
        _empat_rilis(random.Random(benih), benih >= acak, hitung, rasio)
        paling_lama = max(paling_lama, time.perf_counter() - lama)
        if benih % 100 == 0:
            print(f"  {benih:5d} {dict(hitung)} rasio {max(rasio):.3f}", flush=True)
    print(f"  {dict(hitung)}; rilis terlama {paling_lama:.1f} detik")
    return [
        Palang("S1", "hitungan tersembunyi yang terhitung tepat", hitung["tepat"], 0, ""),
        Palang("S2", "selang lebih sempit dari k", hitung["sempit"], 0, ""),
        Palang("S3", "yang disembunyikan : yang paling sedikit, terburuk", max(rasio), 1.5),
    ]


def _empat_rilis(
    acak: random.Random, nyata: bool, hitung: Counter[str], rasio: list[float]
) -> None:
    """Publish one after the other, attack after each with all that is out by then."""
    from p3aks.core.supresi import cari as modul
    from p3aks.core.supresi.selang import selang

    isi: dict[str, dict[tuple[Any, ...], int]] = {}
    terbit, tertutup = set(), set()
    for nama in RILIS:
        if len(nama) > len("2024"):
            isi[nama] = _nyata(acak) if nyata else _acak(acak)
        susunan, lebar = _susun(isi, tahun=nama == "2024" or "2025-I" in isi)
        hitung["rilis"] += 1
        try:
            hasil = modul.cari(susunan, lebar, terbit=terbit, tertutup=tertutup)
        except modul.TidakTerlindungi:
            hitung["tidak diterbitkan"] += 1
            return
        if hasil.optimal and not nyata and hitung["rilis"] % 10 == 0:
            rasio.append(
                _bertahap(susunan, lebar, terbit, tertutup) / max(1, len(hasil.tersembunyi))
            )
        tertutup = set(hasil.tersembunyi)
        terbit = set(susunan.kunci) - tertutup
        for kunci, satu in selang(susunan, tertutup).items():
            hitung["diserang"] += 1
            hitung["tepat"] += satu.lebar == 0
            hitung["sempit"] += satu.lebar < lebar[kunci]


def _bertahap(susunan: Any, lebar: Any, terbit: Any, tertutup: Any) -> int:
    """Return how many the way for large sets hides."""
    from p3aks.core.supresi import cari as modul

    semula, modul.SEKALIGUS = modul.SEKALIGUS, 0
    try:
        return len(modul.cari(susunan, lebar, terbit=terbit, tertutup=tertutup).tersembunyi)
    finally:
        modul.SEKALIGUS = semula


def _acak(acak: random.Random) -> dict[tuple[Any, ...], int]:
    tinggi = acak.randint(2, 5)
    return {
        ("bentuk", b, k): acak.choice([0, 0, 1, 2, 3, 4, 5, 8, 13, 30])
        for b in BENTUK[:tinggi]
        for k in "PA"
    }


def _nyata(acak: random.Random) -> dict[tuple[Any, ...], int]:
    """A half-year of a regency: 45 victims by form and group, and by district and group."""
    isi: Counter[tuple[Any, ...]] = Counter()
    kecamatan = [f"kec {n}" for n in range(8)]
    for _ in range(acak.randint(35, 60)):
        kelompok = "A" if acak.random() < 0.63 else "P"
        isi["bentuk", acak.choices(BENTUK, BOBOT)[0], kelompok] += 1
        isi["kecamatan", acak.choices(kecamatan, range(1, 9))[0], kelompok] += 1
    return dict(isi)


def _susun(isi: dict[str, dict[tuple[Any, ...], int]], *, tahun: bool) -> tuple[Any, Any]:
    """Return all counts of the releases in *isi*: per period, table and group with their margins;
    tables of one period share theirs; with *tahun* the year 2024 is the sum of its halves."""
    from p3aks.core.supresi.susunan import Penyusun

    penyusun = Penyusun()
    dimensi: dict[str, set[Any]] = {}
    for satu in isi.values():
        for tabel, baris, _ in satu:
            dimensi.setdefault(tabel, set()).add(baris)
    semua = {p: [p] for p in isi} | ({"2024": ["2024-I", "2024-II"]} if tahun else {})
    for periode, bagian in semua.items():
        for tabel, daftar in dimensi.items():
            for b in (*sorted(daftar), None):
                for k in ("P", "A", None):
                    kunci = _kunci(periode, tabel, b, k)
                    nilai = sum(_jumlah(isi[p], tabel, b, k) for p in bagian)
                    penyusun.sel(kunci, nilai)
                    if len(bagian) > 1:
                        penyusun.jumlah(kunci, [_kunci(p, tabel, b, k) for p in bagian])
                penyusun.jumlah(
                    _kunci(periode, tabel, b, None), [_kunci(periode, tabel, b, k) for k in "PA"]
                )
            for k in ("P", "A", None):
                penyusun.jumlah(
                    _kunci(periode, tabel, None, k),
                    [_kunci(periode, tabel, b, k) for b in sorted(daftar)],
                )
    susunan = penyusun.susun()
    lebar = {k: K_KECAMATAN if k[1] == "kecamatan" else K for k in susunan.kunci}
    return susunan, lebar


def _kunci(periode: str, tabel: str, baris: Any, kelompok: Any) -> tuple[Any, ...]:
    return (periode, tabel if baris else "", baris, kelompok)


def _jumlah(isi: dict[tuple[Any, ...], int], tabel: str, baris: Any, kelompok: Any) -> int:
    return sum(
        n for (t, b, k), n in isi.items()
        if t == tabel and baris in (None, b) and kelompok in (None, k)
    )  # fmt: skip
