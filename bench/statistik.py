"""Statistics bars: the service's figures of one half-year among 100,000 and 1,000,000 cases."""

import argparse
from collections.abc import Callable
from typing import Any

from bench import statistik_data as data
from bench.palang import Palang
from bench.statistik_sql import SEMUA, SILANG, SILANG_GANDA, kerjakan
from bench.web import _buka, _jumlah_kueri, _masuk, _ukur
from bench.web_data import dunia, siapkan


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench statistik``."""
    parser.add_argument("--cepat", action="store_true", help="4.000 dan 20.000 kasus")
    parser.add_argument("--putaran", type=int, default=5, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure both sizes, interleaved within each, and return the bars."""
    ukuran = (4_000, 20_000) if args.cepat else (100_000, 1_000_000)
    siapkan()
    _, _, opd = dunia()
    orang = data.petugas(opd[0])
    cpu: list[dict[str, float]] = []
    kueri = []
    for n in ukuran:
        data.kosongkan()
        data.isi(n, orang, opd[0], opd[1])
        _sama(orang[0], opd[0])
        kueri.append([_jumlah_kueri(_masuk(orang[0]), url) for url in _alamat().values()])
        cpu.append(_ukur(_kerja(orang[0], opd[0]), 3 if args.cepat else args.putaran))
        print(f"  {n} kasus, {n // data.PARUH} di antaranya dalam masa yang dihitung")
        for nama, detik in cpu[-1].items():
            print(f"    {nama:14s} {detik * 1000:8.1f} ms CPU")
    kecil, besar = cpu
    return [
        Palang("W2", "kueri statistik, silang berubah menurut N",
               sum(abs(a - b) for a, b in zip(*kueri, strict=True)), 0, ""),
        Palang("W5", f"tabel silang di antara {ukuran[1]} : satu SQL",
               besar["silang"] / besar["sql-silang"], 1.4),
        Palang("W5g", f"tabel silang berganda di antara {ukuran[1]} : satu SQL",
               besar["ganda"] / besar["sql-ganda"], 2.2),
        Palang("W5h", f"seluruh halaman (13 kueri) di antara {ukuran[1]} : satu SQL",
               besar["susun"] / besar["sql"], 2.2),
        Palang("K1", f"masa 500 kasus di antara {ukuran[1]} : {ukuran[0]}",
               besar["tipis"] / kecil["tipis"], 1.5),
        Palang("K2", f"halaman statistik, {ukuran[0] // data.PARUH} kasus dalam masa",
               kecil["halaman"], 1.0, "s"),
    ]  # fmt: skip


def _alamat(tahun: int = data.TAHUN) -> dict[str, str]:
    kueri = f"?tahun={tahun}&paruh=2"
    return {
        "halaman": f"/kasus/statistik/{kueri}",
        "halaman-silang": f"/kasus/statistik/silang/{kueri}",
    }


def _kerja(siapa: Any, unit: Any) -> dict[str, Callable[[], object]]:
    from kasus.documents import statistik, statistik_silang
    from kasus.documents.statistik import Masa

    client, masa = _masuk(siapa), Masa(data.TAHUN, 2)
    silang = statistik_silang.Pilihan("korban", "kategori", "kelamin", data.TAHUN, 2)
    ganda = statistik_silang.Pilihan("korban", "bentuk", "kelamin", data.TAHUN, 2)
    return {
        "susun": lambda: statistik.susun(siapa, masa),
        "sql": lambda: kerjakan(SEMUA, siapa, unit, masa.bulan),
        "silang": lambda: statistik_silang.susun(siapa, silang),
        "sql-silang": lambda: kerjakan(SILANG, siapa, unit, masa.bulan),
        "ganda": lambda: statistik_silang.susun(siapa, ganda),
        "sql-ganda": lambda: kerjakan(SILANG_GANDA, siapa, unit, masa.bulan),
        "tipis": lambda: statistik.susun(siapa, Masa(data.TIPIS, 2)),
        **{nama: (lambda url=url: _buka(client, url)) for nama, url in _alamat().items()},
    }


def _sama(siapa: Any, unit: Any) -> None:
    """Fail unless the page and the SQL written by hand say the same."""
    from kasus.documents import statistik
    from kasus.documents.statistik import Masa

    masa = Masa(data.TAHUN, 2)
    s = statistik.susun(siapa, masa)
    baris: dict[str, list[tuple[Any, ...]]] = {}
    for nama, *isi in kerjakan(SEMUA, siapa, unit, masa.bulan):
        baris.setdefault(nama, []).append(tuple(isi))
    tabel = {t.kunci: t for t in s.tabel}
    mutu = {k.kunci: [(b.n, b.dari) for b in k.isi] for k in s.mutu}
    dikirim, berlaku, dijawab, jatuh, tepat, selesai, _ = baris["rujukan"][0]
    *_, semua, kurang = baris["lengkap"][0]
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
         sum(n for _, dapat, *_, n in baris["butuh"] if dapat)),
    ]  # fmt: skip
    if beda := [p for p in pasang if p[0] != p[1]]:
        raise RuntimeError(f"halaman dan SQL berbeda: {beda}")


def _panjang(baris: list[tuple[Any, ...]]) -> tuple[int, int]:
    return sum(b[-1] for b in baris), max(b[0] for b in baris)
