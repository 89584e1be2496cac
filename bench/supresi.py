"""Suppression bars: 2,000 random sets and 20 shaped like a regency's, four releases each, attacked.

The random ones are tables of the solver's own kind; the others are releases as the case app
composes them: two half-years, the year, and a revision of the first half.
"""

import argparse
import random
import time
from collections import Counter
from typing import Any

from bench.palang import Palang

K, K_KECAMATAN = 5, 10
RILIS = ("2024-I", "2024-II", "2024", "2025-I")
BENTUK = ("fisik", "psikis", "seksual", "penelantaran", "lain")


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench supresi``."""
    parser.add_argument("--cepat", action="store_true", help="40 acak, 2 berbentuk nyata")
    parser.add_argument("--acak", type=int, help="berapa himpunan acak")
    parser.add_argument("--nyata", type=int, help="berapa himpunan berbentuk nyata")
    parser.add_argument(
        "--dari", type=int, default=0, help="benih pertama: untuk dijalankan bagian demi bagian"
    )
    parser.add_argument(
        "--batas-bawah", action="store_true",
        help="bandingkan yang berbentuk nyata dengan batas bawah (beberapa menit per himpunan)",
    )  # fmt: skip


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Suppress, attack, compare with the fewest; return the bars."""
    acak, nyata = (40, 2) if args.cepat else (2000, 20)
    acak = acak if args.acak is None else args.acak
    nyata = nyata if args.nyata is None else args.nyata
    hitung: Counter[str] = Counter()
    rasio, paling_lama = [1.0], 0.0
    for ke in range(acak + nyata):
        lama, benih = time.perf_counter(), args.dari + ke
        if ke < acak:
            _empat_rilis(random.Random(benih), hitung, rasio)
        else:
            _empat_rilis_nyata(random.Random(benih), hitung, rasio if args.batas_bawah else None)
        paling_lama = max(paling_lama, time.perf_counter() - lama)
        if ke % 100 == 0 or ke >= acak:
            print(f"  {benih:5d} {dict(hitung)} rasio {max(rasio):.3f}", flush=True)
    print(f"  {dict(hitung)}; empat rilis terlama {paling_lama:.1f} detik")
    return [
        Palang("S1", "hitungan tersembunyi yang terhitung tepat", hitung["tepat"], 0, ""),
        Palang("S2", "selang lebih sempit dari k", hitung["sempit"], 0, ""),
        Palang("S3", "yang disembunyikan : yang paling sedikit, terburuk", max(rasio), 1.5),
    ]


def _empat_rilis(acak: random.Random, hitung: Counter[str], rasio: list[float]) -> None:
    """Publish one after the other, attack after each with all that is out by then."""
    from p3aks.core.supresi import cari as modul
    from p3aks.core.supresi.selang import selang

    isi: dict[str, dict[tuple[Any, ...], int]] = {}
    terbit, tertutup = set(), set()
    for nama in RILIS:
        if len(nama) > len("2024"):
            isi[nama] = _acak(acak)
        susunan, lebar = _susun(isi, tahun=nama == "2024" or "2025-I" in isi)
        hitung["rilis"] += 1
        try:
            hasil = modul.cari(susunan, lebar, terbit=terbit, tertutup=tertutup)
        except modul.TidakTerlindungi:
            hitung["tidak diterbitkan"] += 1
            return
        if hasil.optimal and hitung["rilis"] % 10 == 0:
            rasio.append(
                _bertahap(susunan, lebar, terbit, tertutup) / max(1, len(hasil.tersembunyi))
            )
        tertutup = set(hasil.tersembunyi)
        terbit = set(susunan.kunci) - tertutup
        for kunci, satu in selang(susunan, tertutup).items():
            hitung["diserang"] += 1
            hitung["tepat"] += satu.lebar == 0
            hitung["sempit"] += satu.lebar < lebar[kunci]


def _empat_rilis_nyata(
    acak: random.Random, hitung: Counter[str], rasio: list[float] | None
) -> None:
    """The releases of a regency's year, and a revision of its first half."""
    from kasus.aturan.rilis import Catatan, tabel_rilis
    from kasus.documents.rilis_susun import Terbitan, TidakTerlindungi, putuskan

    kecamatan = [(f"35.23.{n:02d}", f"Kecamatan {n}") for n in range(1, 21)]
    tabel, lama = tabel_rilis(kecamatan), list[Any]()
    satu, dua = (_catatan(acak, acak.randint(35, 60), kecamatan, awal) for awal in (0, 1000))
    susulan: Catatan = satu.dengan(_catatan(acak, acak.randint(6, 12), kecamatan, 2000))
    keadaan = {"1:a": satu, "2:a": dua, "1:b": susulan}
    for blok in (("1:a",), ("2:a",), ("1:a", "2:a"), ("1:b",)):
        hitung["rilis"] += 1
        baru = Terbitan(blok, K, K_KECAMATAN)
        tersedia = {n: c for n, c in keadaan.items() if n != "1:b" or blok == ("1:b",)}
        try:
            hasil = putuskan(tersedia, lama, baru, tabel)
        except TidakTerlindungi:
            hitung["tidak diterbitkan"] += 1
            return
        if rasio is not None:
            paling_sedikit = len(hasil.kecil) + _terpaksa(tersedia, lama, baru, tabel, hasil)
            rasio.append((len(hasil.kecil) + len(hasil.pelindung)) / paling_sedikit)
        lama.append(Terbitan(blok, K, K_KECAMATAN, hasil.kecil | hasil.pelindung))
        _serang(tersedia, lama, tabel, hitung)


def _terpaksa(keadaan: Any, lama: list[Any], baru: Any, tabel: Any, hasil: Any) -> int:
    """Return how many counts that are not small no mask can publish: alone, with everything else of
    the release hidden, they already betray something. The fewest is not known for tables of this
    size; small ones and these are in any mask."""
    from kasus.aturan.rilis import sel_rilis
    from kasus.documents.rilis_susun import Terbitan

    semua = frozenset(sel_rilis(tabel))
    n = 0
    for satu in hasil.pelindung:
        temuan: Counter[str] = Counter()
        hanya = Terbitan(baru.blok, baru.k, baru.k_kecamatan, semua - {satu})
        _serang(keadaan, [*lama, hanya], tabel, temuan)
        n += temuan["sempit"] > 0
    return n


def _serang(keadaan: Any, rilis: list[Any], tabel: Any, hitung: Counter[str]) -> None:
    """Attack whatever is hidden in *rilis*, and what follows from them."""
    from kasus.documents.rilis_susun import susun
    from p3aks.core.supresi.selang import selang

    susunan, blok = susun(keadaan, rilis, tabel), {r.blok: r for r in rilis}
    tutup = {
        k for k, n in zip(susunan.kunci, susunan.nilai, strict=True)
        if n and (k[0] not in blok or k[1] in blok[k[0]].tersembunyi)
    }  # fmt: skip
    benar = dict(zip(susunan.kunci, susunan.nilai.tolist(), strict=True))
    for (b, sel), satu in selang(susunan, tutup).items():
        k = rilis[0].lebar(sel)
        if b in blok or benar[b, sel] < k:
            hitung["diserang"] += 1
            hitung["tepat"] += satu.lebar == 0
            hitung["sempit"] += satu.lebar < k


def _catatan(acak: random.Random, banyak: int, kecamatan: list[tuple[str, str]], awal: int) -> Any:
    """A half-year as the country has them (domain/kasus.md 8)."""
    from kasus.aturan import rilis as r

    def satu(n: int) -> Any:
        return r.Korban(
            kunci=f"k{awal + n}",
            usia=acak.choices([k for k, _ in r.USIA.pilihan], (27, 35, 12, 21, 4, 1))[0],
            kelamin=acak.choices("PL", (80, 20))[0],
            kategori=acak.choices([k for k, _ in r.KATEGORI.pilihan], (5, 45, 50))[0],
            tempat=acak.choices([k for k, _ in r.TEMPAT.pilihan], (60, 8, 11, 1, 20))[0],
            kecamatan=acak.choices(kecamatan, range(1, len(kecamatan) + 1))[0][0],
            bentuk=tuple(sorted(set(acak.choices(
                [k for k, _ in r.BENTUK.pilihan], (33, 28, 42, 2, 17),
                k=acak.choice((1, 1, 1, 2)))))),
            layanan=tuple(sorted(acak.sample(
                [k for k, _ in r.LAYANAN.pilihan], acak.randint(0, 3)))),
        )  # fmt: skip

    korban = tuple(satu(n) for n in range(banyak))
    hubungan = [k for k, _ in r.HUBUNGAN.pilihan]
    return r.Catatan(
        korban,
        tuple((k.kunci, acak.choices(hubungan, (20, 19, 22, 9, 5, 1, 24))[0]) for k in korban),
        tuple(f"c{k.kunci}" for k in korban[: int(banyak / 1.08)]),
    )


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
