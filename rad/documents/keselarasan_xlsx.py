"""The coverage report as a spreadsheet: the items, and what stands alone on either side."""

from collections.abc import Sequence
from typing import IO, Any

from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from rad.documents.keselarasan import AksiBaris, BarisButir, Keselarasan
from rad.documents.ringkas import label_bidang
from rad.enums_selaras import PESAN_TANPA_ACUAN
from rad.models import Rad

RUPIAH = '"Rp"#,##0'
KOLOM_BUTIR = (
    ("Dokumen", 30), ("Jenis", 12), ("Kode", 12), ("Butir", 60), ("Target", 24), ("Aksi", 60),
    ("Jumlah aksi", 12), ("Pagu", 20),
)  # fmt: skip
KOLOM_AKSI = (
    ("Aksi", 60), ("Bidang", 24), ("Perangkat daerah", 34), ("Pagu", 20), ("Sebab", 40),
    ("Kode sub kegiatan", 22), ("Keadaan kode", 50),
)  # fmt: skip


def cetak(isi: Keselarasan, rad: Rad, tujuan: IO[bytes]) -> None:
    """Write *isi* to *tujuan*, two sheets."""
    with Buku(tujuan, judul=f"Keselarasan {rad}") as buku:
        _lembar(buku, "Butir", KOLOM_BUTIR, _butir(isi), uang=7)
        _lembar(buku, "Aksi belum selaras", KOLOM_AKSI, _aksi(isi), uang=3)


def _lembar(
    buku: Buku,
    nama: str,
    kolom: Sequence[tuple[str, int]],
    baris: list[list[Any]],
    *,
    uang: int,
) -> None:
    lembar = buku.lembar(nama)
    tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True)
    gaya = [buku.gaya(text_wrap=True) for _ in kolom]
    gaya[uang] = buku.gaya(num_format=RUPIAH)
    for c, (_, lebar) in enumerate(kolom):
        lembar.set_column(c, c, lebar)
    lembar.freeze_panes(1, 0)
    tulis_baris(lembar, 0, [label for label, _ in kolom], [tajuk] * len(kolom))
    for r, sel in enumerate(baris, 1):
        tulis_baris(lembar, r, sel, gaya)


def _butir(isi: Keselarasan) -> list[list[Sel]]:
    return [
        [
            bagian.dokumen.nama,
            str(b.butir.get_jenis_display()),
            b.butir.kode,
            "   " * b.tingkat + b.butir.uraian,
            b.butir.target,
            "\n".join(f"{a.uraian} ({a.opd})" for a in b.aksi) or _tanpa_aksi(b),
            len(b.aksi),
            b.pagu,
        ]
        for bagian in isi.bagian
        for b in bagian.baris
    ]


def _tanpa_aksi(b: BarisButir) -> str:
    return "dijawab lewat butir di bawahnya" if b.terjawab else "belum ada aksi"


def _aksi(isi: Keselarasan) -> list[list[Sel]]:
    def baris(a: AksiBaris) -> list[Sel]:
        sebab = "Tanpa butir acuan mana pun." if a.pk in isi.lepas else PESAN_TANPA_ACUAN
        kode = isi.kode[a.pk]
        return [a.uraian, label_bidang(a.bidang), a.opd, a.pagu, sebab, a.nomenklatur, kode.kalimat]

    return [baris(a) for a in isi.tanpa_acuan]
