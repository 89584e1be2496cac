"""The regulation as a Word file, from the same snapshot as the PDF, for those who edit outside.

Numbers and letters are text, as in the PDF: a paragraph taken out elsewhere renumbers nothing by
surprise. The same snapshot gives the same bytes.
"""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Dokumen
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as RATA
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from p3aks.core.pdf import GalatDibatalkan, Hasil
from rad.documents.perbup_docx_tabel import tabel_matriks, tabel_paraf, tabel_situasi
from rad.documents.situasi import tampil

HURUF = "Bookman Old Style"
LEBAR, TINGGI = Mm(215), Mm(330)
_AWAL_ZIP = (1980, 1, 1, 0, 0, 0)


def cetak(
    snapshot: dict[str, Any],
    tujuan: Path,
    kemajuan: Callable[[int, str], None] = lambda persen, tahap: None,
    batal: Callable[[], bool] = lambda: False,
) -> Hasil:
    """Write the regulation *snapshot* (``rad.documents.perbup.susun``) to *tujuan* as .docx.

    The number of pages is 0: only a word processor knows it. Raises ``GalatDibatalkan``.
    """
    kemajuan(5, "Menyusun naskah")
    dok = _dokumen(snapshot)
    _kepala(dok, snapshot)
    _pembuka(dok, snapshot)
    for bab in snapshot["batang_tubuh"]:
        _bab(dok, bab)
    _penutup(dok, snapshot)
    if batal():
        raise GalatDibatalkan
    kemajuan(40, "Menyusun Lampiran")
    if snapshot["lampiran"]:
        _lampiran(dok, snapshot)
    if snapshot["kerja"]:
        _lembar_kerja(dok, snapshot)
    if batal():
        raise GalatDibatalkan
    kemajuan(90, "Menulis berkas")
    isi = _bungkus(dok)
    _tulis(isi, tujuan)
    kemajuan(100, "Selesai")
    return Hasil(sha256=hashlib.sha256(isi).hexdigest(), halaman=0, ukuran=len(isi))


# --- Page, styles, file ---------------------------------------------------------------------


def _dokumen(snapshot: dict[str, Any]) -> Dokumen:
    dok = Document()
    for nama in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        gaya = dok.styles[nama]
        gaya.font.name, gaya.font.size = HURUF, Pt(12)
        gaya.font.bold = gaya.font.italic = False
        gaya.font.color.rgb = None
        huruf = gaya.element.get_or_add_rPr().get_or_add_rFonts()
        for jenis in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            huruf.attrib.pop(qn(f"w:{jenis}"), None)
        for jenis in ("ascii", "hAnsi", "eastAsia", "cs"):
            huruf.set(qn(f"w:{jenis}"), HURUF)
        tata = gaya.paragraph_format
        tata.space_before = tata.space_after = Pt(0)
        tata.line_spacing = Pt(18)
        tata.widow_control = True
        if nama != "Normal":
            tata.alignment, tata.keep_with_next = RATA.CENTER, True
            for warna in gaya.element.rPr.findall(qn("w:color")):
                gaya.element.rPr.remove(warna)
    bahasa = OxmlElement("w:lang")
    bahasa.set(qn("w:val"), "id-ID")
    dok.styles["Normal"].element.get_or_add_rPr().append(bahasa)
    _keterangan(dok, snapshot)
    _halaman(dok.sections[0], snapshot["pengaturan"]["margin"])
    _nomor_halaman(dok.sections[0])
    return dok


def _keterangan(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    daerah, dibuat = snapshot["daerah"], snapshot.get("dokumen", {}).get("dibuat")
    p = dok.core_properties
    p.title, p.language, p.comments = snapshot["judul_dokumen"][:255], "id-ID", ""
    p.author = p.last_modified_by = f"Pemerintah {daerah['jenis']} {daerah['nama']}"
    waktu = datetime.fromisoformat(dibuat) if dibuat else datetime(2000, 1, 1, tzinfo=UTC)
    p.created = p.modified = waktu.astimezone(UTC)
    p.revision = 1


def _halaman(bagian: Any, margin: dict[str, int]) -> None:
    """F4 portrait with the margins of the settings (mm)."""
    bagian.orientation = WD_ORIENT.PORTRAIT
    bagian.page_width, bagian.page_height = LEBAR, TINGGI
    bagian.top_margin, bagian.bottom_margin = Mm(margin["atas"]), Mm(margin["bawah"])
    bagian.left_margin, bagian.right_margin = Mm(margin["kiri"]), Mm(margin["kanan"])
    bagian.header_distance = Mm(min(12, margin["atas"] // 2))


def _nomor_halaman(bagian: Any) -> None:
    """Print "- 2 -" at the top from page two."""
    bagian.different_first_page_header_footer = True
    p = bagian.header.paragraphs[0]
    p.alignment = RATA.CENTER
    p.add_run("- ")
    nomor = OxmlElement("w:fldSimple")
    nomor.set(qn("w:instr"), "PAGE")
    p._p.append(nomor)
    nomor.append(p.add_run("2")._r)  # shown until Word counts for itself
    p.add_run(" -")


def _bungkus(dok: Dokumen) -> bytes:
    """Return the file with fixed times inside, so that equal content means equal bytes."""
    mentah, hasil = io.BytesIO(), io.BytesIO()
    dok.save(mentah)
    with zipfile.ZipFile(mentah) as asal, zipfile.ZipFile(hasil, "w") as zip_baru:
        for nama in asal.namelist():
            info = zipfile.ZipInfo(nama, _AWAL_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            zip_baru.writestr(info, asal.read(nama))
    return hasil.getvalue()


def _tulis(isi: bytes, tujuan: Path) -> None:
    """Write beside, sync, rename: the file appears whole or not at all."""
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    no, nama = tempfile.mkstemp(prefix=f".{tujuan.name}.", dir=tujuan.parent)
    try:
        with os.fdopen(no, "wb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        Path(nama).chmod(0o640)
        Path(nama).replace(tujuan)
    finally:
        Path(nama).unlink(missing_ok=True)


# --- Text -----------------------------------------------------------------------------------


def _tengah(dok: Dokumen, *baris: str, gaya: str = "Normal", atas: int = 0) -> Paragraph:
    """Add centred lines as one paragraph, *atas* points below the one before."""
    p = dok.add_paragraph(style=gaya)
    p.alignment = RATA.CENTER
    p.paragraph_format.space_before = Pt(atas)
    for no, teks in enumerate(baris):
        p.add_run(teks)
        if no < len(baris) - 1:
            p.add_run().add_break()
    return p


def _gantung(dok: Dokumen, label: str, isi: str, kiri: int, gantung: int) -> Paragraph:
    """Add a justified paragraph whose label hangs *gantung* mm left of the text at *kiri* mm."""
    p = dok.add_paragraph(f"{label}\t{isi}" if label else isi)
    tata = p.paragraph_format
    tata.alignment = RATA.JUSTIFY
    tata.left_indent = Mm(kiri)
    if label:
        tata.first_line_indent = Mm(-gantung)
        tata.tab_stops.add_tab_stop(Mm(kiri))
    return p


def _kepala(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    k = snapshot["kepala"]
    if k["tanda"] == "SALINAN":
        _tengah(dok, k["tanda"]).alignment = RATA.RIGHT
    _tengah(dok, *k["baris"])
    if k["tanda"] == "RANCANGAN":
        _tengah(dok, k["tanda"], atas=12)
    _tengah(dok, k["jenis"], k["nomor"], gaya="Heading 1", atas=12)
    _tengah(dok, "TENTANG", atas=9)
    _tengah(dok, k["tentang"], atas=9)
    _tengah(dok, k["rahmat"], atas=18)
    _tengah(dok, k["pejabat"], atas=12).paragraph_format.space_after = Pt(18)


def _pembuka(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    draf = snapshot["mode"] == "rancangan"
    for judul, daftar in (("Menimbang", "menimbang"), ("Mengingat", "mengingat")):
        for no, k in enumerate(snapshot[daftar]):
            ragu = draf and not k.get("terverifikasi", True)
            _butir_pembuka(dok, "" if no else judul, k["label"], k["isi"] + (" *)" if ragu else ""))
    _tengah(dok, "MEMUTUSKAN:", atas=12).paragraph_format.space_after = Pt(12)
    _butir_pembuka(dok, "Menetapkan", "", snapshot["menetapkan"])


def _butir_pembuka(dok: Dokumen, judul: str, label: str, isi: str) -> None:
    """Add one entry of Menimbang, Mengingat or Menetapkan: title, colon, label, text."""
    kiri = 41 if label else 32
    p = _gantung(dok, f"{judul}\t:\t{label}" if judul and label else label, isi, kiri, 9)
    if not judul:
        return
    tata = p.paragraph_format
    if not label:
        p.text = f"{judul}\t:\t{isi}"
        tata.tab_stops.add_tab_stop(Mm(kiri))
    tata.first_line_indent = Mm(-kiri)
    tata.space_before = Pt(6)
    tata.tab_stops.add_tab_stop(Mm(28))
    tata.tab_stops.add_tab_stop(Mm(32))


def _bab(dok: Dokumen, bab: dict[str, Any]) -> None:
    _tengah(dok, bab["label"], bab["judul"], gaya="Heading 2", atas=24)
    for bagian in bab["bagian"]:
        if bagian["label"]:
            _tengah(dok, bagian["label"], bagian["judul"], gaya="Heading 3", atas=18)
        for pasal in bagian["pasal"]:
            gaya = "Heading 4" if bagian["label"] else "Heading 3"
            _tengah(dok, pasal["label"], gaya=gaya, atas=14).paragraph_format.space_after = Pt(6)
            for ayat in pasal["ayat"]:
                kiri = 12 if ayat["label"] else 0
                _gantung(dok, ayat["label"], ayat["isi"], kiri, 12)
                _butir(dok, ayat["butir"], kiri)


def _butir(dok: Dokumen, daftar: list[dict[str, Any]], kiri: int) -> None:
    for b in daftar:
        _gantung(dok, b["label"], b["isi"], kiri + 9, 9)
        _butir(dok, b["butir"], kiri + 9)


def _penutup(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    p = snapshot["penutup"]
    perintah = _gantung(dok, "", p["perintah"], 0, 0)
    perintah.paragraph_format.space_before = Pt(18)
    perintah.paragraph_format.keep_with_next = True
    _tanda_tangan(dok, p["penetapan"], 78)
    _tanda_tangan(dok, p["pengundangan"], 0)
    dok.add_paragraph(p["berita_daerah"]).paragraph_format.space_before = Pt(18)
    if s := p["salinan"]:
        nama = [n for n in (s["nama"], s["pangkat"], s["nip"]) if n]
        _blok(dok, [[s["kata"]], [s["jabatan"]], [], nama], 0)


def _tanda_tangan(dok: Dokumen, t: dict[str, str], kiri: int) -> None:
    _blok(dok, [[t["di"], t["pada"]], [t["jabatan"]], [t["tanda"]], [t["nama"]]], kiri)


def _blok(dok: Dokumen, alinea: list[list[str]], kiri: int) -> None:
    """Add a signature block that stays on one page; an empty paragraph leaves room to sign."""
    for no, baris in enumerate(alinea):
        p = _tengah(dok, *baris)
        p.alignment = RATA.LEFT
        tata = p.paragraph_format
        tata.left_indent, tata.keep_together = Mm(kiri), True
        tata.keep_with_next = no < len(alinea) - 1
        tata.space_before = Pt(18 if no == 0 else 8)
        if not any(baris):
            tata.space_after = Pt(30)


# --- Lampiran and working sheet -------------------------------------------------------------


def _lampiran(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    """Add the landscape section with the matrix and its signature."""
    bagian = dok.add_section(WD_SECTION.NEW_PAGE)
    bagian.orientation = WD_ORIENT.LANDSCAPE
    bagian.page_width, bagian.page_height = TINGGI, LEBAR
    bagian.top_margin, bagian.bottom_margin = Mm(18), Mm(13)
    bagian.left_margin = bagian.right_margin = Mm(10)
    bagian.header_distance = Mm(8)
    bagian.different_first_page_header_footer = False
    if snapshot["pengaturan"]["lampiran_nomor_ulang"]:
        nomor = OxmlElement("w:pgNumType")
        nomor.set(qn("w:start"), "1")
        bagian._sectPr.find(qn("w:pgMar")).addnext(nomor)  # the schema fixes the order
    lampiran = snapshot["lampiran"]
    kepala = _tengah(dok, *lampiran["kepala"])
    kepala.alignment = RATA.LEFT
    kepala.paragraph_format.left_indent = Mm(205)
    judul = _tengah(dok, lampiran["judul"], gaya="Heading 1", atas=12)
    judul.paragraph_format.space_after = Pt(9)
    if situasi := tampil(snapshot["matriks"].get("situasi")):
        _situasi(dok, situasi)
    tabel_matriks(dok, snapshot["matriks"])
    for teks in snapshot["matriks"]["legenda"]:
        dok.add_paragraph(teks).runs[0].font.size = Pt(8)
    t = lampiran["tanda_tangan"]
    _blok(dok, [[t["jabatan"]], [t["tanda"]], [t["nama"]]], 205)


def _situasi(dok: Dokumen, situasi: dict[str, Any]) -> None:
    """Add the chapter on the situation; the matrix begins on the page after it."""
    judul = _tengah(dok, situasi["judul"], gaya="Heading 2")
    judul.paragraph_format.space_after = Pt(6)
    _gantung(dok, "", situasi["pembuka"], 0, 0).paragraph_format.space_after = Pt(6)
    for t in situasi["tabel"]:
        keterangan = dok.add_paragraph()
        keterangan.paragraph_format.keep_with_next = True
        keterangan.add_run(t.judul).bold = True
        keterangan.add_run(f". {t.catatan}" if t.catatan else "")
        for r in keterangan.runs:
            r.font.size = Pt(9)
        tabel_situasi(dok, t)
    for teks in (situasi["arti_tutup"], situasi["sumber"]):
        dok.add_paragraph(teks).runs[0].font.size = Pt(8)
    dok.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _lembar_kerja(dok: Dokumen, snapshot: dict[str, Any]) -> None:
    """Add the sheet of initials and open points, which only the working copy has."""
    _halaman(dok.add_section(WD_SECTION.NEW_PAGE), snapshot["pengaturan"]["margin"])
    dok.sections[-1].different_first_page_header_footer = False
    _tengah(dok, "LEMBAR KERJA", gaya="Heading 1")
    _tengah(dok, snapshot["judul_dokumen"], atas=9)
    for jenis, baris in snapshot["kerja"]["paraf"]:
        dok.add_paragraph(jenis).paragraph_format.space_before = Pt(18)
        tabel_paraf(dok, baris)
    for no, catatan in enumerate(snapshot["kerja"]["catatan"], start=1):
        _gantung(dok, f"{no}.", catatan, 9, 9).paragraph_format.space_before = Pt(9)
