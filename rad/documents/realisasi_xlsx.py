"""The workbook of a period: what was reported, to be filled in offline and uploaded again.

One row for each indicator and each source of funds. Rows are known by hidden keys, so they may be
sorted; obstacles and plans stand once per action, in whichever of its rows. A hidden print of the
cells as they went out tells, when they come back, which of them somebody touched.
"""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from p3aks.core.formatting import bersih_teks
from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from rad.documents.matriks_xlsx import FORMAT
from rad.documents.realisasi import IsiAksi
from rad.enums_pantau import CaraHitung
from rad.models.salinan import kanonik

LEMBAR = "Realisasi"
AWALAN_KODE = "Kode buku kerja: "
BARIS_KODE, BARIS_JUDUL = 3, 4  # from 0
UKUR, DANA, CATATAN = "Indikator", "Anggaran", "Catatan"
# key of a cell → heading, width
KOLOM = {
    "no": ("No", 5),
    "uraian": ("Rencana Aksi", 36),
    "opd": ("Perangkat Daerah", 26),
    "jenis": ("Jenis", 10),
    "nama": ("Indikator atau Sumber Dana", 32),
    "satuan": ("Satuan", 11),
    "target": ("Target Periode atau Pagu Setahun", 18),
    "cara": ("Yang diisi", 17),
    "nilai": ("Realisasi", 18),
    "alasan": ("Alasan belum ada angka", 30),
    "kendala": ("Kendala", 34),
    "rencana": ("Rencana Tindak Lanjut", 34),
    "keadaan": ("Keadaan Laporan", 18),
    "awal": ("Sidik Sel", 12),
    "aksi": ("ID Aksi", 12),
    "baris": ("ID Baris", 12),
}
TERSEMBUNYI = ("awal", "aksi", "baris")
DIISI = ("nilai", "alasan", "kendala", "rencana")
YANG_DIISI: dict[str, str] = {
    CaraHitung.JUMLAH: "angka periode ini saja",
    CaraHitung.TERAKHIR: "keadaan akhir periode",
}
PETUNJUK = (
    "Isi kolom berwarna: Realisasi, atau Alasan bila angkanya belum ada; Kendala dan Rencana "
    "Tindak Lanjut sekali per aksi.",
    "Tulis 0 bila nol; kosong berarti belum ada isian. Baris boleh diurutkan; kolom lain dan "
    "baris kode di bawah ini jangan diubah.",
)


def kode(rad: UUID, tahun: int, periode: str) -> str:
    """Return the line by which an upload is recognised."""
    return f"{AWALAN_KODE}{tahun}-{periode}-{rad}"


def cetak(
    tujuan: IO[bytes], *, rad: UUID, tahun: int, periode: str, aksi: Iterable[IsiAksi]
) -> None:
    """Write the workbook of *aksi* to *tujuan*."""
    judul = f"Realisasi {periode} {tahun}"
    with Buku(tujuan, judul=judul) as buku:
        lembar = buku.lembar(LEMBAR)
        for c, (kunci, (_, lebar)) in enumerate(KOLOM.items()):
            lembar.set_column(c, c, lebar, None, {"hidden": kunci in TERSEMBUNYI})
        lembar.freeze_panes(BARIS_JUDUL + 1, 2)
        lembar.set_landscape()
        lembar.fit_to_pages(1, 0)
        lembar.repeat_rows(BARIS_JUDUL)
        tulis_baris(lembar, 0, [judul], [buku.gaya(bold=True, font_size=13)])
        for r, kalimat in enumerate(PETUNJUK, 1):
            tulis_baris(lembar, r, [kalimat], [buku.gaya()])
        kecil = buku.gaya(font_color="#666666", font_size=8)
        tulis_baris(lembar, BARIS_KODE, [kode(rad, tahun, periode)], [kecil])
        tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True, valign="vcenter")
        label = [k for k, _ in KOLOM.values()]
        tulis_baris(lembar, BARIS_JUDUL, label, [tajuk] * len(label))
        gaya = {j: _gaya(buku, j) for j in (UKUR, DANA, CATATAN)}
        r = BARIS_JUDUL + 1
        for satu in aksi:
            for isi in baris(satu):
                sel = [isi.get(k) for k in KOLOM]
                tulis_baris(lembar, r, sel, gaya[str(isi["jenis"])])
                r += 1


def _gaya(buku: Buku, jenis: str) -> list[Any]:
    """Return the formats of a row: what is to be filled in is coloured."""
    format_angka = FORMAT["rupiah_sen"] if jenis == DANA else FORMAT["angka"]
    hasil = []
    for kunci in KOLOM:
        sifat: dict[str, Any] = {"border": 1, "text_wrap": True}
        if kunci in ("target", "nilai"):
            sifat["num_format"] = format_angka
        terbuka = (
            kunci in ("kendala", "rencana") or jenis == UKUR or (jenis == DANA and kunci == "nilai")
        )
        if kunci in DIISI and terbuka:
            sifat["bg_color"] = "#FFF8E1"
        hasil.append(buku.gaya(**sifat))
    return hasil


def baris(aksi: IsiAksi) -> Iterator[dict[str, Sel]]:
    """Yield the rows of one action by key of ``KOLOM``."""
    tetap: dict[str, Sel] = {
        "no": aksi.nomor, "uraian": aksi.uraian, "opd": aksi.opd, "keadaan": aksi.keadaan,
        "aksi": str(aksi.pk),
    }  # fmt: skip
    semua: list[dict[str, Sel]] = [
        {"jenis": UKUR, "nama": u.nama, "satuan": u.satuan, "target": u.target,
         "cara": YANG_DIISI[u.cara], "nilai": u.nilai, "alasan": u.alasan, "baris": str(u.pk)}
        for u in aksi.ukur
    ]  # fmt: skip
    semua += [
        {"jenis": DANA, "nama": d.label, "satuan": "Rp", "target": _sen(d.pagu),
         "cara": "terserap dalam periode ini", "nilai": _sen(d.nilai), "baris": d.sumber}
        for d in aksi.dana
    ]  # fmt: skip
    if not semua:
        semua = [{"jenis": CATATAN}]
    for n, isi in enumerate(semua):
        catatan = {"kendala": aksi.kendala, "rencana": aksi.rencana} if n == 0 else {}
        satu: dict[str, Sel] = {**tetap, **isi, **catatan}
        yield {**satu, "awal": " ".join(sidik_sel(satu.get(k)) for k in DIISI)}


def sidik_sel(nilai: Sel) -> str:
    """Return the print of a cell that people fill in: the same for a number however it is written,
    and for a text whatever a spreadsheet makes of its blanks."""
    if nilai is None:
        nilai = ""
    teks = bersih_teks(nilai) if isinstance(nilai, str) else kanonik(Decimal(nilai))
    return hashlib.sha256(str(teks).encode()).hexdigest()[:12]


def _sen(nilai: Decimal | None) -> Decimal | None:
    return None if nilai is None else nilai.quantize(Decimal("0.01"))
