"""Grid bars: a page of the grid, and 300 rows pasted from a spreadsheet."""

import argparse
from collections.abc import Callable, Iterator
from itertools import count

from bench.palang import Palang
from bench.web import _buka, _jumlah_kueri, _masuk, _ukur
from bench.web_data import dunia, rencana, siapkan


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench kisi``."""
    parser.add_argument("--cepat", action="store_true", help="data kecil, sedikit putaran")
    parser.add_argument("--putaran", type=int, default=5, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    besar, putaran, n = (100, 2, 30) if args.cepat else (1000, args.putaran, 300)
    siapkan()
    _, pengaju, opd = dunia()
    client = _masuk(pengaju)
    kueri = []
    for mulai, jumlah in ((2005, 10), (2012, 100), (2019, besar)):
        rad = rencana(mulai, jumlah, opd, pengaju, status="draf")
        kueri.append(_jumlah_kueri(client, f"/rad/{rad.pk}/kisi/"))
    alamat = f"/rad/{rad.pk}/kisi/"
    cpu = _ukur(
        {"halaman": lambda: _buka(client, alamat), **_tempel(client, pengaju, rad, n)}, putaran
    )
    for nama, detik in cpu.items():
        print(f"  {nama:12s} {detik * 1000:8.2f} ms CPU")
    return [
        Palang("W2", "kueri kisi berubah menurut N", max(kueri) - min(kueri), 0, ""),
        Palang("G1", f"tempel {n} baris yang salah, galat per sel", cpu["galat"], 2.0, "s"),
        Palang("G2", f"tempel dan simpan {n} baris : simpan() saja", cpu["tempel"] / cpu["simpan"],
               1.5),
    ]  # fmt: skip


def _tempel(client, pengaju, rad, n: int) -> dict[str, Callable[[], object]]:
    """Return the ways in which *n* rows get into the plan, or are refused."""
    from rad.actions.aksi import simpan
    from rad.forms.baris_aksi import PembacaAksi
    from rad.forms.impor_baris import Kamus
    from rad.forms.kisi import baca_tempelan

    ke = count()

    def tabel(arah: str) -> Iterator[str]:
        kunci = next(ke)
        for satu in range(n):
            yield "\t".join(
                ["Pencegahan", "Desa tangguh", "", f"Aksi {kunci} {satu}", "Peserta", "orang", arah,
                 "", "1", "2", "3", "4", "5", "", "10000000", "", "", "", "PAD"]
            )  # fmt: skip

    def kirim(arah: str, status: int) -> None:
        isi = {"tempel": "\n".join(tabel(arah))}
        jawaban = client.post(f"/rad/{rad.pk}/kisi/", isi, headers={"X-Kisi": "ya"})
        if jawaban.status_code != status:
            raise RuntimeError(f"kisi: {jawaban.status_code}")

    def langsung() -> None:
        pembaca = PembacaAksi(Kamus(rad, pengaju))
        for (baris,) in baca_tempelan("\n".join(tabel("Naik")), rad).aksi:
            isi = pembaca.baca([{**baris, "penanggung_jawab": pengaju.lembaga.nama}], [1]).isi
            simpan(by=pengaju, rad=rad, isi=isi)

    return {
        "galat": lambda: kirim("miring", 422),
        "tempel": lambda: kirim("Naik", 200),
        "simpan": langsung,
    }
