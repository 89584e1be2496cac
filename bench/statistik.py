"""Statistics bars: the service's figures of one half-year among 100,000 and 1,000,000 cases."""

import argparse
import time
from collections.abc import Callable
from typing import Any

from bench import statistik_data as data
from bench.palang import Palang
from bench.statistik_sql import halaman, kerjakan, sekaligus, silang, silang_ganda
from bench.web import _buka, _jumlah_kueri, _masuk, _ukur
from bench.web_data import dunia, siapkan, siapkan_postgres


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench statistik``."""
    parser.add_argument("--cepat", action="store_true", help="4.000 dan 20.000 kasus")
    parser.add_argument("--putaran", type=int, default=5, help="jumlah putaran selang-seling")
    parser.add_argument(
        "--postgres", action="store_true", help="pada PostgreSQL sekali pakai; waktu, bukan CPU"
    )


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure both sizes, interleaved within each, and return the bars."""
    if args.postgres:
        with siapkan_postgres():
            return _jalankan(args, time.perf_counter)
    siapkan()
    return _jalankan(args, time.process_time)


def _jalankan(args: argparse.Namespace, jam: Callable[[], float]) -> list[Palang]:
    ukuran = (4_000, 20_000) if args.cepat else (100_000, 1_000_000)
    _, _, opd = dunia()
    orang = data.petugas(opd[0])
    rekap = None
    waktu: list[dict[str, float]] = []
    kueri = []
    for n in ukuran:
        data.kosongkan()
        data.isi(n, orang, opd[0], opd[1])
        _sama(orang[0], opd[0])
        rekap = data.rekap(orang, rekap)
        kueri.append([_jumlah_kueri(_masuk(orang[0]), url) for url in _alamat(rekap).values()])
        putaran = 3 if args.cepat else args.putaran
        waktu.append(_ukur(_kerja(orang[0], opd[0], rekap), putaran, jam))
        print(f"  {n} kasus, {n // data.PARUH} di antaranya dalam masa yang dihitung")
        for nama, detik in waktu[-1].items():
            print(f"    {nama:14s} {detik * 1000:8.1f} ms")
    return _palang(ukuran, waktu, kueri)


def _palang(
    ukuran: tuple[int, int], waktu: list[dict[str, float]], kueri: list[list[int]]
) -> list[Palang]:
    kecil, besar = waktu

    def bagi(atas: str, bawah: str) -> float:
        return besar[atas] / besar[bawah]

    beda = sum(abs(a - b) for a, b in zip(*kueri, strict=True))
    return [
        Palang("W2", "kueri statistik, silang, statistik terbit berubah menurut N", beda, 0, ""),
        Palang("W5", f"tabel silang, {ukuran[1]} kasus : SQL", bagi("silang", "sql-silang"), 1.4),
        Palang("W5", "tabel silang berganda : SQL", bagi("ganda", "sql-ganda"), 1.4),
        Palang("W5", "seluruh halaman : SQL, satu per tabel", bagi("susun", "sql"), 1.4),
        Palang("W5", "statistik terbit : SQL tabel silang", bagi("rekap", "sql-silang"), 0.03),
        Palang("K1", f"masa 500 kasus di antara {ukuran[1]} : {ukuran[0]}",
               besar["tipis"] / kecil["tipis"], 1.5),
        Palang("K2", f"halaman statistik, {ukuran[0] // data.PARUH} kasus dalam masa",
               kecil["halaman"], 1.0, "s"),
    ]  # fmt: skip


def _alamat(rekap: Any, tahun: int = data.TAHUN) -> dict[str, str]:
    kueri = f"?tahun={tahun}&paruh=2"
    return {
        "halaman": f"/kasus/statistik/{kueri}",
        "halaman-silang": f"/kasus/statistik/silang/{kueri}",
        "halaman-rekap": f"/publik/statistik/{rekap.pk}/",
    }


def _kerja(siapa: Any, unit: Any, rekap: Any) -> dict[str, Callable[[], object]]:
    from django.db import connection

    from kasus.documents import statistik, statistik_silang
    from kasus.documents.statistik import Masa
    from pokja.documents.rekap import tampilan
    from pokja.models import RekapTerbit

    client, masa = _masuk(siapa), Masa(data.TAHUN, 2)

    def pilihan(baris: str) -> statistik_silang.Pilihan:
        return statistik_silang.Pilihan("korban", baris, "kelamin", masa.tahun, masa.paruh)

    sql = {
        "sql": list(halaman(connection.vendor).values()),
        "sekaligus": sekaligus(connection.vendor),
        "sql-silang": silang(),
        "sql-ganda": silang_ganda(),
    }
    return {
        "susun": lambda: statistik.susun(siapa, masa),
        "silang": lambda: statistik_silang.susun(siapa, pilihan("kategori")),
        "ganda": lambda: statistik_silang.susun(siapa, pilihan("bentuk")),
        **{nama: (lambda isi=isi: kerjakan(isi, siapa, unit, masa.bulan))
           for nama, isi in sql.items()},
        "rekap": lambda: tampilan(RekapTerbit.objects.publik().get(pk=rekap.pk).isi),
        "tipis": lambda: statistik.susun(siapa, Masa(data.TIPIS, 2)),
        **{nama: (lambda url=url: _buka(client, url)) for nama, url in _alamat(rekap).items()},
    }  # fmt: skip


def _sama(siapa: Any, unit: Any) -> None:
    """Fail unless the page and the SQL written by hand say the same."""
    from django.db import connection

    from kasus.documents import statistik
    from kasus.documents.statistik import Masa

    masa = Masa(data.TAHUN, 2)
    s = statistik.susun(siapa, masa)
    sql = halaman(connection.vendor)
    baris = dict(zip(sql, kerjakan(sql.values(), siapa, unit, masa.bulan), strict=True))
    tabel = {t.kunci: t for t in s.tabel}
    mutu = {k.kunci: [(b.n, b.dari) for b in k.isi] for k in s.mutu}
    dikirim, berlaku, dijawab, jatuh, tepat, selesai = baris["rujukan"][0]
    *_, semua, kurang = next(b for b in baris["butuh"] if b[0] is None)
    waktu = {
        r: sum(n for x, *_, n in baris["waktu"] if x == r) for r in ("TINGGI", "SEDANG", "RENDAH")
    }
    pasang = [
        (s.satuan[0][1], sum(b[-1] for b in baris["kasus"])),
        (s.satuan[1][1], sum(b[-1] for b in baris["fakta"])),
        (tabel["kecamatan"].jumlah, sum(b[-1] for b in baris["letak"])),
        (sum(x.jumlah for x in tabel["bentuk"].larik), sum(b[-1] for b in baris["bentuk"])),
        (s.satuan[3][1], sum(b[-1] for b in baris["hubungan"])),
        (s.satuan[2][1], sum(b[-1] for b in baris["terlapor"])),
        ((s.lama[0].dari, s.lama[0].terlama), _panjang(baris["lapor"])),
        ((s.lama[1].dari, s.lama[1].terlama), _panjang(baris["layanan"])),
        (mutu["rujukan"], [(dijawab, berlaku), (tepat, jatuh), (selesai, berlaku)]),
        (dikirim >= berlaku, True),
        ([dari for _, dari in mutu["waktu"][:3]], list(waktu.values())),
        (sum(n for n, _ in mutu["waktu"]),
         sum(n for _, lewat, *_, n in baris["waktu"] if not lewat)),
        (mutu["lain"][0], (baris["huni"][0][0], baris["huni"][0][-1])),
        (tabel["layanan"].total, [semua, semua - kurang]),
        (sum(x.sel[1] for x in tabel["layanan"].larik),
         sum(n for _, dapat, n, _ in baris["butuh"] if dapat)),
    ]  # fmt: skip
    if beda := [p for p in pasang if p[0] != p[1]]:
        raise RuntimeError(f"halaman dan SQL berbeda: {beda}")


def _panjang(baris: list[tuple[Any, ...]]) -> tuple[int, int]:
    return sum(b[-1] for b in baris), max(b[0] for b in baris)
