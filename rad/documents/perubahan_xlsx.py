"""The matriks perubahan as a spreadsheet: one row per changed field, every row complete, so that
it can be filtered."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from p3aks.core.documents import sidik_berkas
from p3aks.core.pdf import GalatDibatalkan, Hasil
from p3aks.core.tables.tulis import Buku, tulis_baris

KOLOM = (
    ("No", 6), ("Bidang", 20), ("Aksi", 40), ("Perangkat daerah", 28), ("Uraian", 30),
    ("Semula", 45), ("Menjadi", 45), ("Keterangan", 45),
)  # fmt: skip
BARIS_JUDUL = 4
SELANG = 100  # rows between two looks at the cancel flag


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None] = lambda persen, tahap: None,
    batal: Callable[[], bool] = lambda: False,
) -> Hasil:
    """Write *snapshot* (``perubahan_matriks.susun`` plus ``dokumen``) to *tujuan*. The same
    snapshot gives the same bytes. Raises GalatDibatalkan."""
    dibuat = datetime.fromisoformat(snapshot["dokumen"]["dibuat"])
    with Buku(tujuan, judul=snapshot["judul"], dibuat=dibuat) as buku:
        _perubahan(buku, snapshot, kemajuan, batal)
        _jumlah(buku, snapshot)
    kemajuan(100, "")
    sidik, ukuran = sidik_berkas(tujuan)
    return Hasil(sha256=sidik, halaman=0, ukuran=ukuran)


def _perubahan(
    buku: Buku,
    isi: dict[str, Any],
    kemajuan: Callable[[int, str], None],
    batal: Callable[[], bool],
) -> None:
    lembar = buku.lembar("Perubahan")
    for c, (_, lebar) in enumerate(KOLOM):
        lembar.set_column(c, c, lebar)
    lembar.set_landscape()
    lembar.set_paper(14)  # F4/folio
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(BARIS_JUDUL)
    lembar.freeze_panes(BARIS_JUDUL + 1, 3)
    tulis_baris(lembar, 0, [isi["judul"]], [buku.gaya(bold=True, font_size=13)])
    for r, kunci in enumerate(("dari", "ke"), 1):
        v = isi[kunci]
        teks = f"{'Semula' if kunci == 'dari' else 'Menjadi'}: versi {v['nomor']}, ditetapkan "
        tulis_baris(lembar, r, [f"{teks}{v['pada']} oleh {v['oleh']}"], [buku.gaya()])
    if beda := isi.get("situasi"):
        teks = f"Statistik untuk gambaran umum: semula {beda[0]}, menjadi {beda[1]}"
        tulis_baris(lembar, 3, [teks], [buku.gaya()])
    tulis_baris(lembar, BARIS_JUDUL, [k for k, _ in KOLOM], [_tajuk(buku)] * len(KOLOM))
    gaya = [buku.gaya(text_wrap=True, border=1)] * len(KOLOM)
    r, bidang = BARIS_JUDUL, ""
    kepala: dict[str, Any] = {}
    for n, b in enumerate(isi["baris"]):
        if n % SELANG == 0:
            if batal():
                raise GalatDibatalkan
            kemajuan(n * 95 // len(isi["baris"]), "Menulis baris")
        if b["jenis"] == "bidang":
            bidang = b["teks"]
            continue
        kepala = b if b["no"] else kepala
        r += 1
        semula, menjadi, sebab = ("\n".join(x) for x in (b["semula"], b["menjadi"],
                                                         kepala["keterangan"]))  # fmt: skip
        sel = [kepala["no"], bidang, kepala["aksi"], kepala["opd"], b["uraian"], semula, menjadi,
               sebab]  # fmt: skip
        tulis_baris(lembar, r, sel, gaya)
    lembar.autofilter(BARIS_JUDUL, 0, r, len(KOLOM) - 1)


def _jumlah(buku: Buku, isi: dict[str, Any]) -> None:
    """The totals, on a sheet of their own."""
    lembar = buku.lembar("Jumlah")
    lembar.set_column(0, 3, 24)
    tulis_baris(lembar, 0, ["Jumlah", "Semula", "Menjadi", "Selisih"], [_tajuk(buku)] * 4)
    gaya = [buku.gaya(border=1), *[buku.gaya(border=1, align="right")] * 3]
    for r, j in enumerate(isi["jumlah"], 1):
        tulis_baris(lembar, r, [j["label"], j["semula"], j["menjadi"], j["selisih"]], gaya)


def _tajuk(buku: Buku) -> Any:
    return buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True, valign="vcenter")
