"""The papers of a report on a plan: narrative, Timdu matrix, monitoring matrix, and their sheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from p3aks.core.cetak import cetak_potongan, cetak_templat
from p3aks.core.documents import sidik_berkas
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import GalatDibatalkan, Hasil, Potongan
from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from rad.documents.laporan_rad import DITERIMA
from rad.models.salinan import desimal

SEBAGIAN = 100  # actions to one render; more are joined

cetak_narasi = partial(cetak_templat, "rad/dokumen/laporan_rad.html")


def cetak_matriks(
    templat: str, snapshot: dict[str, Any], tujuan: Path, kemajuan: Kemajuan, batal: Batal
) -> Hasil:
    """Write a matrix of the report, *templat* filled in parts, to *tujuan*. Raises GalatPdf."""
    bagian = [
        Potongan(render_to_string(templat, {**snapshot, **isi}), kunci="laporan-rad")
        for isi in bagi(snapshot["kelompok"])
    ]
    return cetak_potongan(bagian, snapshot, tujuan, kemajuan, batal)


cetak_timdu = partial(cetak_matriks, "rad/dokumen/timdu.html")
cetak_monev = partial(cetak_matriks, "rad/dokumen/monev.html")


def bagi(kelompok: Sequence[dict[str, Any]], per: int = SEBAGIAN) -> list[dict[str, Any]]:
    """Return the template contexts: at most *per* actions each, with ``awal`` and ``akhir`` on the
    first and last; all in one where they fit."""
    semua = sum(len(k["aksi"]) for k in kelompok)
    if semua <= per * 3:
        bagian: list[list[dict[str, Any]]] = [list(kelompok)]
    else:
        bagian = [
            [{**k, "aksi": k["aksi"][n : n + per], "tutup": n + per >= len(k["aksi"])}]
            for k in kelompok
            for n in range(0, len(k["aksi"]), per)
        ]
    terakhir = len(bagian) - 1
    return [{"bagian": isi, "awal": n == 0, "akhir": n == terakhir} for n, isi in enumerate(bagian)]


# --- Spreadsheet ----------------------------------------------------------------------------

Kolom = tuple[str, int, str]  # heading, width in letters, kind
TIMDU: tuple[Kolom, ...] = (
    ("No", 5, "teks"), ("Bidang", 16, "teks"), ("Rencana Aksi", 40, "teks"),
    ("Penanggung Jawab", 28, "teks"), ("Instansi Terkait", 32, "teks"),
    ("Kriteria Keberhasilan", 34, "teks"), ("Ukuran B04", 18, "teks"), ("Ukuran B08", 18, "teks"),
    ("Ukuran B12", 18, "teks"), ("Capaian", 14, "teks"), ("Data Dukung", 36, "teks"),
)  # fmt: skip
MONEV: tuple[Kolom, ...] = (
    ("No", 5, "teks"), ("Bidang", 16, "teks"), ("Aksi", 40, "teks"),
    ("Penanggung Jawab", 28, "teks"), ("Indikator", 32, "teks"), ("Satuan", 11, "teks"),
    ("Target periode", 12, "angka"), ("Realisasi periode", 12, "angka"),
    ("Capaian periode", 12, "teks"), ("Target s.d. periode", 12, "angka"),
    ("Realisasi s.d. periode", 12, "angka"), ("Capaian s.d. periode", 12, "teks"),
    ("Target tahun", 12, "angka"), ("Pagu", 17, "rupiah"), ("Anggaran periode", 17, "rupiah"),
    ("Anggaran s.d. periode", 17, "rupiah"), ("Serapan (%)", 10, "angka"),
    ("Status", 16, "teks"), ("Skor", 9, "angka"), ("Kendala", 34, "teks"),
    ("Tindak Lanjut", 34, "teks"),
)  # fmt: skip


def cetak_xlsx(snapshot: dict[str, Any], tujuan: Path, kemajuan: Kemajuan, batal: Batal) -> Hasil:
    """Write both matrices as sheets of one workbook; the same snapshot gives the same bytes."""
    dibuat = datetime.fromisoformat(snapshot["dokumen"]["dibuat"])
    with Buku(tujuan, judul=snapshot["judul"], dibuat=dibuat) as buku:
        for n, (nama, kolom, baris) in enumerate(
            (("Timdu", TIMDU, baris_timdu), ("Monev", MONEV, baris_monev))
        ):
            if batal():
                raise GalatDibatalkan
            kemajuan(n * 50, f"Menulis lembar {nama}")
            _lembar(buku, nama, kolom, snapshot, list(baris(snapshot)))
    kemajuan(100, "")
    sidik, ukuran = sidik_berkas(tujuan)
    return Hasil(sha256=sidik, halaman=0, ukuran=ukuran)


def _lembar(
    buku: Buku,
    nama: str,
    kolom: tuple[Kolom, ...],
    snapshot: dict[str, Any],
    baris: list[list[Sel]],
) -> None:
    lembar = buku.lembar(nama)
    tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True, valign="vcenter")
    gaya = {
        "teks": buku.gaya(text_wrap=True, border=1, valign="top"),
        "angka": buku.gaya(border=1, num_format="#,##0.####", valign="top"),
        "rupiah": buku.gaya(border=1, num_format='"Rp"#,##0', valign="top"),
    }
    for c, (_, lebar, _jenis) in enumerate(kolom):
        lembar.set_column(c, c, lebar)
    lembar.set_landscape()
    lembar.set_paper(14)  # F4/folio
    lembar.fit_to_pages(1, 0)
    lembar.freeze_panes(4, 3)
    lembar.repeat_rows(3)
    tulis_baris(lembar, 0, [snapshot["judul"]], [buku.gaya(bold=True, font_size=13)])
    tulis_baris(lembar, 1, [snapshot["rumus"]], [buku.gaya(italic=True)])
    tulis_baris(lembar, 3, [k[0] for k in kolom], [tajuk] * len(kolom))
    for r, isi in enumerate(baris, 4):
        tulis_baris(lembar, r, isi, [gaya[k[2]] for k in kolom])


def baris_timdu(snapshot: dict[str, Any]) -> Iterator[list[Sel]]:
    """Yield the rows of the Timdu matrix: one per indicator, the action once."""
    for bidang, a, i, pertama in _urut(snapshot):
        ukuran = [_ukuran(u) for u in i["ukuran"]] if i else ["", "", ""]
        kepala = [str(a["nomor"]), bidang, a["uraian"], a["opd"], "; ".join(a["pendukung"])]
        ekor = "; ".join(a["bukti"]) if pertama else ""
        nama = f"{i['nama']} ({i['satuan']})" if i else ""
        capaian = _capaian(a, i)
        yield [*(kepala if pertama else [""] * 5), nama, *ukuran, capaian, ekor]


def baris_monev(snapshot: dict[str, Any]) -> Iterator[list[Sel]]:
    """Yield the rows of the monitoring matrix: one per indicator, action and money once."""
    for bidang, a, i, pertama in _urut(snapshot):
        kepala: list[Sel] = [str(a["nomor"]), bidang, a["uraian"], a["opd"]]
        ukur: list[Sel] = [""] * 9
        if i:
            p, k = i["periode"], i["kumulatif"]
            ukur = [
                i["nama"], i["satuan"], *map(desimal, p[:2]), p[2], *map(desimal, k[:2]), k[2],
                desimal(i["target_tahun"]),
            ]  # fmt: skip
        uang: list[Sel] = [
            desimal(a[n]) for n in ("pagu", "serap_periode", "serap_kumulatif", "serapan")
        ]
        ekor: list[Sel] = [a["status"], desimal(a["skor"]), a["kendala"], a["rencana"]]
        kosong: list[Sel] = [None] * 4
        yield [
            *(kepala if pertama else [""] * 4), *ukur, *(uang if pertama else kosong),
            *(ekor if pertama else kosong),
        ]  # fmt: skip


def _urut(snapshot: dict[str, Any]) -> Iterator[tuple[str, Any, Any, bool]]:
    for k in snapshot["kelompok"]:
        for a in k["aksi"]:
            for n, i in enumerate(a["indikator"] or [None]):
                yield k["label"], a, i, n == 0


def _ukuran(u: dict[str, Any]) -> str:
    nilai = "" if u["nilai"] is None else u["nilai"].replace(".", ",")
    return " – ".join(x for x in (nilai, u["teks"]) if x)


def _capaian(a: dict[str, Any], i: dict[str, Any] | None) -> str:
    if i is None or a["status"] != DITERIMA:
        return a["status"] if i is None or i is a["indikator"][0] else ""
    return str(i["periode"][2] if i["periode"][0] is not None else i["capaian_tahun"])
