"""The RAD matrix as a spreadsheet that people can read and that imports again without a change.

An action with several indicators or sources of funds takes several rows with the same No.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from p3aks.core.documents import sidik_berkas
from p3aks.core.formatting import tanggal
from p3aks.core.pdf import GalatDibatalkan, Hasil
from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from rad.documents.kolom_rad import Kolom, kolom_rad
from rad.documents.matriks_xlsx_situasi import lembar_situasi
from rad.documents.situasi import tampil
from rad.models.salinan import desimal

LEMBAR = "RAD"
BARIS_JUDUL = 4  # where the header stands, from 0
SELANG = 100  # rows between two looks at the cancel flag
FORMAT = {
    "angka": "#,##0.####;-#,##0.####",
    "bulat": "#,##0",
    "rupiah": '"Rp"#,##0',
    "rupiah_sen": '"Rp"#,##0.00',
}


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path | IO[bytes],
    kemajuan: Callable[[int, str], None] = lambda persen, tahap: None,
    batal: Callable[[], bool] = lambda: False,
) -> Hasil:
    """Write the matrix *snapshot* (``rad.documents.matriks.susun``) to *tujuan*.

    *kemajuan* hears percent and stage, *batal* is asked every 100 rows. Returns hash and size
    (zero pages). Raises GalatDibatalkan. The same snapshot gives the same bytes.
    """
    tentang = snapshot.get("dokumen", {})
    dibuat = tentang.get("dibuat") or f"{snapshot['per']}T00:00:00+07:00"
    kolom = kolom_rad(snapshot["tahun"], snapshot["tahun_dasar"])
    with Buku(tujuan, judul=snapshot["judul"], dibuat=datetime.fromisoformat(dibuat)) as buku:
        _lembar_matriks(buku, snapshot, kolom, kemajuan, batal)
        if situasi := tampil(snapshot.get("situasi")):
            lembar_situasi(buku, situasi)
    kemajuan(100, "")
    if not isinstance(tujuan, Path):
        return Hasil(sha256="", halaman=0, ukuran=tujuan.tell())
    sidik, ukuran = sidik_berkas(tujuan)
    return Hasil(sha256=sidik, halaman=0, ukuran=ukuran)


def _lembar_matriks(
    buku: Buku,
    snapshot: dict[str, Any],
    kolom: list[Kolom],
    kemajuan: Callable[[int, str], None],
    batal: Callable[[], bool],
) -> None:
    lembar = buku.lembar(LEMBAR)
    tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True, valign="vcenter")
    tebal = buku.gaya(bold=True, font_size=13)
    for c, k in enumerate(kolom):
        lembar.set_column(c, c, k.lebar, None, {"hidden": k.kunci == "id"})
    lembar.freeze_panes(BARIS_JUDUL + 1, _indeks(kolom, "uraian") + 1)
    lembar.set_landscape()
    lembar.set_paper(14)  # F4/folio
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(BARIS_JUDUL)
    tulis_baris(lembar, 0, [snapshot["judul"]], [tebal])
    tulis_baris(lembar, 1, [_keadaan(snapshot)], [buku.gaya()])
    tulis_baris(lembar, 2, [" ".join(snapshot["legenda"])], [buku.gaya(italic=True)])
    tulis_baris(lembar, BARIS_JUDUL, [k.label for k in kolom], [tajuk] * len(kolom))
    gaya = _gaya(buku, kolom)
    semua = [
        (g["label"], s["uraian"], a)
        for g in snapshot["kelompok"]
        for s in g["sasaran"]
        for a in s["aksi"]
    ]
    r = BARIS_JUDUL + 1
    for n, (bidang, sasaran, aksi) in enumerate(semua):
        if n % SELANG == 0:
            if batal():
                raise GalatDibatalkan
            kemajuan(n * 95 // len(semua), "Menulis baris")
        for isi in _baris_aksi(aksi, bidang, sasaran, snapshot["tahun"]):
            tulis_baris(lembar, r, (isi.get(k.kunci) for k in kolom), _pilih(gaya, kolom, isi))
            r += 1
    lembar.autofilter(BARIS_JUDUL, 0, max(r - 1, BARIS_JUDUL), len(kolom) - 1)
    _baris_jumlah(buku, lembar, r, kolom, snapshot)


def _keadaan(snapshot: dict[str, Any]) -> str:
    per = tanggal(datetime.fromisoformat(snapshot["per"]).date())
    return f"{snapshot['versi']['label']}. Keadaan per {per}."


def _baris_aksi(
    aksi: dict[str, Any], bidang: str, sasaran: str, tahun: list[int]
) -> Iterator[dict[str, Sel]]:
    """Yield the rows of one action: each indicator and each source of funds once."""
    tetap: dict[str, Sel] = {
        "no": aksi["nomor"],
        "bidang": bidang,
        "sasaran": sasaran,
        "nomenklatur": aksi["kode"],
        "nama_kode": aksi["nomenklatur"],
        "uraian": aksi["uraian"],
        "penanggung_jawab": aksi["penanggung_jawab"],
        "pendukung": "; ".join(aksi["pendukung"]),
        "lokasi": aksi["lokasi"],
        "keterangan": aksi["keterangan"],
        "status": aksi["status"],
        "id": aksi["id"],
    }
    for i, a in zip_longest(aksi["baris"] or [None], aksi["anggaran"]):
        yield {**tetap, **_isi_indikator(i, tahun), **_isi_anggaran(a, tahun)}


def _isi_indikator(i: dict[str, Any] | None, tahun: list[int]) -> dict[str, Sel]:
    if i is None:
        return {}
    return {
        "nama": i["indikator"],
        "satuan": i["satuan"],
        "arah": i["arah"],
        "baseline": desimal(i["baseline"]),
        "jenis": i["jenis"],
        "kumulatif": "ya" if i["kumulatif"] else "tidak",
        **{f"target_{t}": desimal(n) for t, n in zip(tahun, i["target"], strict=True)},
    }


def _isi_anggaran(a: dict[str, Any] | None, tahun: list[int]) -> dict[str, Sel]:
    if a is None:
        return {}
    pagu = {f"pagu_{t}": desimal(n) for t, n in zip(tahun, a["pagu"], strict=True)}
    return {"sumber": a["sumber"], **pagu}


def _gaya(buku: Buku, kolom: list[Kolom]) -> dict[str, list[Any]]:
    """Return formats per column: ``biasa``, and ``pecahan`` for numbers with decimals or sen."""
    teks = buku.gaya(text_wrap=True, border=1)
    nomor = buku.gaya(border=1, align="center")
    biasa = {
        "teks": teks,
        "nomor": nomor,
        "angka": buku.gaya(border=1, num_format=FORMAT["bulat"]),
        "rupiah": buku.gaya(border=1, num_format=FORMAT["rupiah"]),
    }
    pecahan = {
        **biasa,
        "angka": buku.gaya(border=1, num_format=FORMAT["angka"]),
        "rupiah": buku.gaya(border=1, num_format=FORMAT["rupiah_sen"]),
    }
    return {
        "biasa": [biasa[k.jenis] for k in kolom],
        "pecahan": [pecahan[k.jenis] for k in kolom],
    }


def _pilih(gaya: dict[str, list[Any]], kolom: list[Kolom], isi: dict[str, Sel]) -> list[Any]:
    """Return the formats for one row; a number with decimals shows them."""
    return [
        pecahan if isinstance(n := isi.get(k.kunci), Decimal) and n != n.to_integral() else biasa
        for k, biasa, pecahan in zip(kolom, gaya["biasa"], gaya["pecahan"], strict=True)
    ]


def _baris_jumlah(
    buku: Buku, lembar: Any, r: int, kolom: list[Kolom], snapshot: dict[str, Any]
) -> None:
    """Write the totals row. They are the computed totals, as values: an import skips the row."""
    jumlah = dict(zip((f"pagu_{t}" for t in snapshot["tahun"]), snapshot["total"]["tahun"],
                      strict=True))  # fmt: skip
    tebal = buku.gaya(bold=True, top=2, bg_color="#F7F7F4")
    uang = buku.gaya(bold=True, top=2, bg_color="#F7F7F4", num_format=FORMAT["rupiah"])
    isi: dict[str, Sel] = {"uraian": "JUMLAH", **{k: Decimal(v) for k, v in jumlah.items()}}
    tulis_baris(
        lembar,
        r,
        [isi.get(k.kunci) for k in kolom],
        [uang if k.jenis == "rupiah" else tebal for k in kolom],
    )


def _indeks(kolom: list[Kolom], kunci: str) -> int:
    return next(c for c, k in enumerate(kolom) if k.kunci == kunci)
