"""The same matrix drawn by ReportLab: LongTable, a Paragraph per cell. A reference only."""

from pathlib import Path

import reportlab
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

LEBAR = (6.5, 40, 30, 15, 9, 12, *[8.4] * 5, *[17] * 5, 12.5, 23, 21.5, 17)
JUDUL = (
    *("No", "Program/Kegiatan/Sub Kegiatan dan Aksi", "Indikator", "Satuan", "Arah"),
    *("Kondisi Awal", *["Target"] * 5, *["Pagu"] * 5, "Sumber Dana", "Perangkat Daerah"),
    *("Instansi Pendukung", "Lokasi"),
)


def cetak(snapshot: dict, tujuan: Path) -> None:
    """Write the matrix of *snapshot* to *tujuan*."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for nama in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(nama, str(folder / f"{nama}.ttf")))
    biasa = ParagraphStyle("biasa", fontName="Vera", fontSize=7, leading=8.5)
    tebal = ParagraphStyle("tebal", biasa, fontName="VeraBd")
    kanan = ParagraphStyle("kanan", biasa, alignment=2)

    def nomor(kanvas, dokumen) -> None:
        if dokumen.page > 1:
            kanvas.setFont("Vera", 10)
            kanvas.drawCentredString(165 * mm, 203 * mm, f"- {dokumen.page} -")

    isi = [[Paragraph(j, tebal) for j in JUDUL], [str(i + 1) for i in range(len(JUDUL))]]
    gaya = [
        ("GRID", (0, 0), (-1, -1), 0.2 * mm, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONT", (0, 1), (-1, 1), "Vera", 6),
        *((f"{s}PADDING", (0, 0), (-1, -1), 0.7 * mm) for s in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]

    def penuh(teks: str) -> None:
        gaya.append(("SPAN", (0, len(isi)), (-1, len(isi))))
        isi.append([Paragraph(teks, tebal), *[""] * (len(JUDUL) - 1)])

    for k in snapshot["kelompok"]:
        penuh(f"BIDANG {k['label']}")
        for s in k["sasaran"]:
            penuh(s["uraian"])
            isi += [_baris(a, biasa, kanan) for a in s["aksi"]]
    tabel = LongTable(isi, colWidths=[w * mm for w in LEBAR], repeatRows=2, style=TableStyle(gaya))
    ukuran = (330 * mm, 215 * mm)
    dokumen = SimpleDocTemplate(
        str(tujuan), pagesize=ukuran, leftMargin=10 * mm, rightMargin=10 * mm, title="RAD"
    )
    dokumen.build([Paragraph(snapshot["judul"], tebal), tabel], onLaterPages=nomor)


def _baris(a: dict, biasa: ParagraphStyle, kanan: ParagraphStyle) -> list[Paragraph]:
    i, g = a["baris"][0], a["anggaran"][0]
    kiri = [str(a["nomor"]), f"{a['kode']}<br/>{a['nomenklatur']}<br/><b>{a['uraian']}</b>"]
    kiri += [i["indikator"], i["satuan"], i["arah"]]
    angka = [i["baseline"], *i["target"], *(f"{p[:-3]}" for p in g["pagu"])]
    akhir = [g["sumber"], a["penanggung_jawab"], "; ".join(a["pendukung"]), a["lokasi"]]
    return [
        *(Paragraph(t, biasa) for t in kiri),
        *(Paragraph(f"{int(t):,}".replace(",", "."), kanan) for t in angka),
        *(Paragraph(t, biasa) for t in akhir),
    ]
