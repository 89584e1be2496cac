"""One measurement in one fresh process: ``python3 -m bench.ukur JENIS BARIS KELUARAN [key=value]``.

Prints JSON: ``cpu`` seconds (this process and its children, after imports and data), ``wall``
seconds, ``rss`` MB (peak of the largest child, or of this process), ``tambah`` MB (by which the
peak of this process rose), ``kb``.
"""

import gc
import io
import json
import logging
import os
import resource
import sys
import tempfile
import time
import uuid
from decimal import Decimal
from pathlib import Path

import django

AKAR = Path(__file__).resolve().parent.parent


def siapkan() -> None:
    """Load Django with a data folder of its own."""
    os.environ["P3AKS_VAR"] = tempfile.mkdtemp(prefix="p3aks-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")
    os.environ.setdefault("DEBUG", "true")  # no secrets needed to measure
    django.setup()
    logging.getLogger("weasyprint").propagate = False


def cpu() -> float:
    """CPU seconds of this process and its finished children."""
    semua = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(p.ru_utime + p.ru_stime for p in semua)


def potongan(snapshot: dict) -> list[str]:
    """The HTML parts our own templates make of *snapshot*."""
    from django.template.loader import render_to_string

    from rad.documents.potong import bagi_matriks

    return [render_to_string("rad/dokumen/matriks.html", b) for b in bagi_matriks(snapshot)]


def satu_html(snapshot: dict) -> str:
    """The whole matrix as a single part, whatever its size."""
    from rad.documents import potong

    potong.BATAS_SATU = sys.maxsize
    return potongan(snapshot)[0]


def naif(snapshot: dict, keluaran: Path, _: dict):
    """WeasyPrint as one would use it first."""
    import weasyprint
    from django.template import Context, Engine

    bootstrap = (AKAR / "static/vendor/bootstrap/bootstrap.min.css").read_text()
    templat = Engine().from_string((AKAR / "bench/naif.html").read_text())
    html = templat.render(Context({**snapshot, "bootstrap": bootstrap}))
    return lambda: weasyprint.HTML(string=html).write_pdf(keluaran)


def render(snapshot: dict, keluaran: Path, pilihan: dict):
    """Our template in one render, as the child does it."""
    from p3aks.core.pdf import cetak

    html = keluaran.with_suffix(".html")
    html.write_text(satu_html(snapshot))
    tugas = {
        "html": html,
        "keluaran": keluaran,
        "maks_halaman": 10**6,
        "bertag": pilihan.get("bertag") == "1",
    }
    gc.freeze()
    return lambda: cetak.kerjakan(tugas, lambda *_: None)


def reportlab(snapshot: dict, keluaran: Path, _: dict):
    """The ReportLab reference."""
    from bench.acuan_reportlab import cetak

    return lambda: cetak(snapshot, keluaran)


def buat(snapshot: dict, keluaran: Path, pilihan: dict):
    """The whole of ``buat_pdf``; ``cache=FOLDER`` keeps parts, ``anak=N`` sets the pool."""
    from p3aks.core.pdf import Batas, Potongan, buat_pdf

    bagian = [satu_html(snapshot)] if pilihan.get("satu") else potongan(snapshot)
    isi = [Potongan(h, kunci="bench" if "cache" in pilihan else None) for h in bagian]
    batas = Batas(anak=int(pilihan.get("anak", 2)), memori=6 * 1024**3, cpu=3600, detik=3600)
    tembolok = Path(pilihan["cache"]) if "cache" in pilihan else None

    def jalan():
        return buat_pdf(
            isi, keluaran, judul=snapshot["judul"], penulis="bench", batas=batas, tembolok=tembolok
        )

    return jalan


def _lengkap(snapshot: dict) -> dict:
    """Fill in what only the spreadsheet shows."""
    for k in snapshot["kelompok"]:
        for s in k["sasaran"]:
            for a in s["aksi"]:
                a["id"] = str(uuid.UUID(int=a["nomor"]))
                for i in a["baris"]:
                    i.update(jenis="keluaran", kumulatif=False)
    return snapshot


def xlsx(snapshot: dict, keluaran: Path, _: dict):
    """Our matrix as a spreadsheet."""
    from rad.documents import matriks_xlsx

    _lengkap(snapshot)
    return lambda: matriks_xlsx.cetak(snapshot, keluaran)


def xlsx_polos(snapshot: dict, keluaran: Path, _: dict):
    """The same cells from ready-made rows, in a bare loop over XlsxWriter."""
    import xlsxwriter

    from rad.documents.kolom_rad import kolom_rad
    from rad.documents.matriks_xlsx import _baris_aksi

    _lengkap(snapshot)
    kunci = [k.kunci for k in kolom_rad(snapshot["tahun"], snapshot["tahun_dasar"])]
    baris = [
        [float(n) if isinstance(n := isi.get(k), Decimal | int) else n or "" for k in kunci]
        for g in snapshot["kelompok"]
        for s in g["sasaran"]
        for a in s["aksi"]
        for isi in _baris_aksi(a, g["label"], s["uraian"], snapshot["tahun"])
    ]

    def jalan() -> None:
        with xlsxwriter.Workbook(str(keluaran), {"constant_memory": True}) as buku:
            lembar, bentuk = buku.add_worksheet(), buku.add_format({"border": 1})
            for r, isi in enumerate(baris):
                for c, nilai in enumerate(isi):
                    if isinstance(nilai, float):
                        lembar.write_number(r, c, nilai, bentuk)
                    else:
                        lembar.write_string(r, c, nilai, bentuk)

    return jalan


def baca(snapshot: dict, keluaran: Path, pilihan: dict):
    """Our reader, its check and its child process included."""
    from p3aks.core.tables.baca import baca as baca_kita

    xlsx(snapshot, keluaran, pilihan)()
    isi = keluaran.read_bytes()
    return lambda: baca_kita("rad.xlsx", isi)


def baca_urai(snapshot: dict, keluaran: Path, pilihan: dict):
    """The same file through the parser alone, without our checks and limits."""
    import python_calamine

    xlsx(snapshot, keluaran, pilihan)()

    def jalan() -> None:
        isi = io.BytesIO(keluaran.read_bytes())
        with python_calamine.CalamineWorkbook.from_filelike(isi) as buku:
            for nama in buku.sheet_names:
                buku.get_sheet_by_name(nama).to_python()

    return jalan


def baca_polos(snapshot: dict, keluaran: Path, pilihan: dict):
    """The same file through openpyxl's read-only mode."""
    import openpyxl

    xlsx(snapshot, keluaran, pilihan)()

    def jalan() -> None:
        buku = openpyxl.load_workbook(io.BytesIO(keluaran.read_bytes()), read_only=True)
        for lembar in buku:
            for _ in lembar.iter_rows(values_only=True):
                pass

    return jalan


_SEMUA = (naif, render, reportlab, buat, xlsx, xlsx_polos, baca, baca_urai, baca_polos)
JENIS = {f.__name__: f for f in _SEMUA}


def main() -> None:
    """Run one measurement and print it."""
    from bench.contoh import snapshot

    jenis, baris, keluaran, *lain = sys.argv[1:]
    pilihan = dict(x.split("=", 1) for x in lain)
    siapkan()
    ubah = int(pilihan["ubah"]) if "ubah" in pilihan else None
    kerja = JENIS[jenis](snapshot(int(baris), ubah=ubah), Path(keluaran), pilihan)
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    c, w = cpu(), time.perf_counter()
    kerja()
    ukuran = {
        "cpu": cpu() - c,
        "wall": time.perf_counter() - w,
        "tambah": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - puncak) / 1024,
        "rss": max(
            resource.getrusage(
                resource.RUSAGE_CHILDREN if jenis == "buat" else resource.RUSAGE_SELF
            ).ru_maxrss
            // 1024,
            1,
        ),
        "kb": Path(keluaran).stat().st_size / 1024,
    }
    print(json.dumps(ukuran))


if __name__ == "__main__":
    main()
