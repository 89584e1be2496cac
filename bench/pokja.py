"""Web bars on the lists of the Pokja: 5,000 meetings, 2,000 potentials and reports, 83,000 desa."""

import argparse
import csv
import datetime as dt
import gzip
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from bench.palang import Palang
from bench.web import _buka, _jumlah_kueri, _masuk, _ukur
from bench.web_data import dunia, siapkan

DATA = Path(__file__).resolve().parent.parent / "data" / "wilayah"
DAFTAR = {
    "rapat": "/pokja/rapat/",
    "tindak lanjut": "/pokja/tindak-lanjut/",
    "potensi": "/konflik/potensi/",
    "laporan": "/konflik/laporan/",
}


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench pokja``."""
    parser.add_argument("--cepat", action="store_true", help="data kecil, sedikit putaran")
    parser.add_argument("--putaran", type=int, default=15, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    besar = SimpleNamespace(rapat=5000, potensi=2000)
    if args.cepat:
        besar = SimpleNamespace(rapat=500, potensi=200)
    siapkan()
    sekretariat, _, opd = dunia()
    client = _masuk(sekretariat)
    desa = _wilayah()
    kueri = []
    sudah = SimpleNamespace(rapat=0, potensi=0)
    for n in (10, 100, besar.potensi):
        jumlah = SimpleNamespace(rapat=n if n < besar.potensi else besar.rapat, potensi=n)
        _isi(sekretariat, opd, desa, sudah, jumlah)
        kueri.append({nama: _jumlah_kueri(client, url) for nama, url in DAFTAR.items()})
    kerja = {**_halaman(client, besar), **_acuan()}
    cpu = _ukur(kerja, 5 if args.cepat else args.putaran)
    for nama, detik in cpu.items():
        print(f"  {nama:24s} {detik * 1000:8.2f} ms CPU")
    return [
        Palang("W1", "daftar rapat 50 baris : ORM tanpa login", cpu["rapat"] / cpu["orm"], 1.5),
        *(
            Palang("W2", f"kueri {nama} berubah menurut N", _rentang(kueri, nama), 0, "")
            for nama in DAFTAR
        ),
        *(
            Palang("W6", f"{nama}, halaman 90 % : pertama", cpu[f"{nama} 90%"] / cpu[nama], 2.0)
            for nama in DAFTAR
        ),
        Palang("D1", "tempat dari 83.000 desa : kabupaten saja", cpu["tempat"] / cpu["anak"], 2.0),
    ]


def _rentang(kueri: list[dict[str, int]], nama: str) -> int:
    nilai = [k[nama] for k in kueri]
    return max(nilai) - min(nilai)


def _wilayah() -> list[str]:
    """Load the places of all Indonesia; return the codes of the villages of this regency."""
    from pokja.enums import TingkatWilayah as T
    from pokja.models import Wilayah

    def baca(nama: str) -> list[dict[str, str]]:
        buka = gzip.open if nama.endswith(".gz") else open
        with buka(DATA / nama, "rt", encoding="utf-8", newline="") as berkas:
            return list(csv.DictReader(berkas))

    ada = {"35", "35.23"}
    for nama, tingkat in (
        ("provinces.csv", T.PROVINSI), ("regencies.csv", T.KABUPATEN),
        ("districts.csv", T.KECAMATAN), ("villages.csv.gz", T.DESA),
    ):  # fmt: skip
        Wilayah.objects.bulk_create(
            Wilayah(
                kode=b["code"], nama=b["name"], tingkat=tingkat,
                induk_id=b["code"].rpartition(".")[0] or None,
            )
            for b in baca(nama)
            if b["code"] not in ada
        )  # fmt: skip
    milik = Wilayah.objects.filter(kode__startswith="35.23.", tingkat=T.DESA)
    return list(milik.values_list("kode", flat=True))


def _isi(sekretariat, opd, desa, sudah: SimpleNamespace, jumlah: SimpleNamespace) -> None:
    """Make meetings with a follow-up each, potentials and reports, up to *jumlah*."""
    from django.utils import timezone

    from pokja.models import (
        Keputusan,
        LaporanDini,
        Pokja,
        PotensiKonflik,
        Rapat,
        SesiRapat,
        TindakLanjut,
    )

    kini, pokja = timezone.now(), Pokja.objects.get()
    lagi = range(sudah.rapat, jumlah.rapat)
    rapat = Rapat.objects.bulk_create(
        Rapat(
            pokja=pokja, acara=f"Rapat koordinasi {n}", jenis="rakor", cara="luring",
            awal=kini - dt.timedelta(days=n % 1800, minutes=n), dibuat_oleh=sekretariat,
            status="BERLANGSUNG",
        )
        for n in lagi
    )  # fmt: skip
    SesiRapat.objects.bulk_create(
        SesiRapat(rapat=r, mulai=r.awal, selesai=r.awal + dt.timedelta(hours=3)) for r in rapat
    )
    keputusan = Keputusan.objects.bulk_create(
        Keputusan(rapat=r, isi="Ditindaklanjuti") for r in rapat
    )
    TindakLanjut.objects.bulk_create(
        TindakLanjut(
            keputusan=k, uraian="Susun SOP", lembaga=opd[n % len(opd)], dibuat_oleh=sekretariat,
            tenggat=(kini - dt.timedelta(days=n % 700)).date(),
        )
        for n, k in enumerate(keputusan)
    )  # fmt: skip
    lagi = range(sudah.potensi, jumlah.potensi)
    PotensiKonflik.objects.bulk_create(
        PotensiKonflik(
            judul=f"Batas dusun {n}", wilayah_id=desa[n % len(desa)], sumber="BATAS", pola="LAHAN",
            tingkat=("tinggi", "sedang", "rendah")[n % 3], asal="desa",
            ditinjau=(kini - dt.timedelta(days=n % 400)).date(),
        )
        for n in lagi
    )  # fmt: skip
    LaporanDini.objects.bulk_create(
        LaporanDini(
            tanda="pilkades", wilayah_id=desa[n % len(desa)], terlihat=kini.date(), waktu="pagi",
            uraian="Kerumunan", terpapar="ya", berlangsung="tidak", asal="warga",
        )
        for n in lagi
    )  # fmt: skip
    sudah.rapat, sudah.potensi = jumlah.rapat, jumlah.potensi


def _halaman(client, besar: SimpleNamespace) -> dict[str, Callable[[], object]]:
    """Return the first page of each list, and the one after 90 % of it."""
    hasil: dict[str, Callable[[], object]] = {}
    for nama, url in DAFTAR.items():
        baris = besar.rapat if nama in ("rapat", "tindak lanjut") else besar.potensi
        dalam = baris * 9 // 10 // 50
        hasil[nama] = lambda url=url: _buka(client, url)
        hasil[f"{nama} 90%"] = lambda url=url, d=dalam: _buka(client, f"{url}?halaman={d}")
    return hasil


def _acuan() -> dict[str, Callable[[], object]]:
    """Return the plain ways: the same rows from ORM and template alone (nobody logged in, nothing
    counted), and the villages by the key of their kecamatan."""
    from django.template.loader import get_template

    from pokja.forms.rapat import SaringRapatForm
    from pokja.models import Rapat, Wilayah

    templat = get_template("pokja/rapat_daftar.html")
    milik = Wilayah.objects.filter(induk__induk="35.23")
    return {
        "orm": lambda: templat.render(
            {
                "halaman": {"object_list": Rapat.objects.order_by("-awal", "-pk")[:50]},
                "saring": SaringRapatForm({}),
            }
        ),
        "tempat": lambda: list(Wilayah.objects.di_bawah("35.23")),
        "anak": lambda: list(milik.all()),
    }
