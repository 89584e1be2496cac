"""Files that must not get in: each a clear Indonesian refusal, in bounded time."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest

from p3aks.core.tables.baca import baca
from p3aks.core.uploads import (
    PANJANG_NAMA,
    UKURAN_XLSX,
    BerkasDitolak,
    nama_acak,
    nama_tampil,
    periksa_xlsx,
)
from tests.core.berkas_xlsx import BUKU, JENIS, RELASI_BUKU, buku, lembar_xml, rakit, sel, tabel

WAKTU_MAKS = 25  # seconds: the child's limit and its start

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAIK = rakit()
DTD = '<!DOCTYPE x [<!ENTITY a "{}">]>'
BOM_ENTITAS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)


def _arsip(*isi: tuple[str, bytes], mampat: int = zipfile.ZIP_DEFLATED) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", mampat) as arsip:
        for nama, data in isi:
            arsip.writestr(nama, data)
    return keluar.getvalue()


def _bom_rasio() -> bytes:
    nol = sel("A1", "0" * (18 * 1024 * 1024))
    return rakit(lembar_xml(f'<row r="1">{nol}</row>'))


def _bom_besar() -> bytes:
    return rakit(tambah=[("xl/media/besar.xml", b"<a>" + b" " * (21 * 1024 * 1024) + b"</a>")])


def _ukuran_bohong() -> bytes:
    """The directory says 100 bytes where 4 MiB unpack."""
    isi = bytearray(rakit(lembar_xml(f'<row r="1">{sel("A1", "0" * (4 * 1024 * 1024))}</row>')))
    letak = isi.rfind(b"PK\x01\x02", 0, isi.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", isi, letak + 24, 100)
    return bytes(isi)


def _terenkripsi() -> bytes:
    isi = bytearray(BAIK)
    letak = isi.find(b"PK\x01\x02")
    while letak >= 0:
        isi[letak + 8] |= 1
        letak = isi.find(b"PK\x01\x02", letak + 4)
    return bytes(isi)


def _ganda() -> bytes:
    keluar = io.BytesIO(BAIK)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(keluar, "a") as arsip:
        arsip.writestr("xl/workbook.xml", BUKU)
    return keluar.getvalue()


def _jenis(lama: str, baru: str) -> bytes:
    return rakit(ganti={"[Content_Types].xml": JENIS.replace(lama, baru)})


def _rusak_di_tengah() -> bytes:
    isi = bytearray(tabel(*([f"teks nomor {n} {m}" for m in range(20)] for n in range(400))))
    with zipfile.ZipFile(io.BytesIO(bytes(isi))) as arsip:
        letak = arsip.getinfo("xl/worksheets/sheet1.xml").header_offset + 500
    isi[letak : letak + 40] = b"\0" * 40
    return bytes(isi)


UTF16 = lembar_xml("", '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
LATIN = lembar_xml("", '<?xml version="1.0" encoding="windows-1252"?>').encode()

# name → (file name, content, a word that the refusal must contain)
DITOLAK = {
    "nol bita": ("a.xlsx", b"", "kosong"),
    "satu bita": ("a.xlsx", b"P", "bukan Excel"),
    "spasi saja": ("a.xlsx", b"   \n", "bukan Excel"),
    "teks biasa": ("a.xlsx", b"Rencana Aksi Daerah", "bukan Excel"),
    "csv": ("a.csv", b"a,b\n1,2\n", "CSV"),
    "csv berganti nama": ("a.xlsx", b"a;b\n1;2\n", "bukan Excel"),
    "tanpa ekstensi": ("rencana", BAIK, "Hanya berkas Excel"),
    "ekstensi pdf": ("a.pdf", b"%PDF-1.7", "Hanya berkas Excel"),
    "pdf berganti nama": ("a.xlsx", b"%PDF-1.7\n%\xe2\xe3", "bukan Excel"),
    "exe berganti nama": ("a.xlsx", b"MZ\x90\0\3\0\0\0", "bukan Excel"),
    "elf berganti nama": ("a.xlsx", b"\x7fELF\2\1\1\0", "bukan Excel"),
    "png berganti nama": ("a.xlsx", b"\x89PNG\r\n\x1a\n", "bukan Excel"),
    "gzip berganti nama": ("a.xlsx", b"\x1f\x8b\x08\0", "bukan Excel"),
    "rar berganti nama": ("a.xlsx", b"Rar!\x1a\7\0", "bukan Excel"),
    "html": ("a.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "halaman web"),
    "html berspasi": ("a.xlsx", b"\n\n <!DOCTYPE html><html></html>", "halaman web"),
    "html bom": ("a.xlsx", b"\xef\xbb\xbf<html></html>", "halaman web"),
    "html utf-16": ("a.xlsx", "<html></html>".encode("utf-16"), "Excel"),
    "xml 2003": ("a.xlsx", b'<?xml version="1.0"?><Workbook/>', "halaman web"),
    "xls": ("a.xls", OLE + b"\0" * 600, "Excel lama"),
    "xls berganti nama": ("a.xlsx", OLE + b"\0" * 600, "Excel lama"),
    "xlsb": ("a.xlsb", BAIK, "biner"),
    "xlsb berganti nama": (
        "a.xlsx",
        _jenis(
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "vnd.ms-excel.sheet.binary.macroEnabled.main",
        ),
        "biner",
    ),
    "xlsm": ("a.xlsm", BAIK, "makro"),
    "xlsm berganti nama": (
        "a.xlsx",
        _jenis(
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        "makro",
    ),
    "vbaProject": ("a.xlsx", rakit(tambah=[("xl/vbaProject.bin", OLE)]), "makro"),
    "lembar makro 4.0": ("a.xlsx", rakit(tambah=[("xl/macrosheets/s.xml", b"<a/>")]), "makro"),
    "ods": ("a.ods", BAIK, "LibreOffice"),
    "ods berganti nama": (
        "a.xlsx",
        _arsip(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
        "LibreOffice",
    ),
    "docx": ("a.xlsx", _arsip(("word/document.xml", b"<a/>")), "Word"),
    "pptx": ("a.xlsx", _arsip(("ppt/presentation.xml", b"<a/>")), "PowerPoint"),
    "zip biasa": ("a.xlsx", _arsip(("catatan.txt", b"halo")), "ZIP"),
    "zip kosong": ("a.xlsx", b"PK\5\6" + b"\0" * 18, "bukan Excel"),
    "jenis tak dikenal": ("a.xlsx", _jenis("spreadsheetml.sheet.main", "entah"), "bukan buku"),
    "tanpa jenis isi": ("a.xlsx", rakit(ganti={"[Content_Types].xml": None}), "ZIP"),
    "kata sandi ole": (
        "a.xlsx",
        OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "zip terenkripsi": ("a.xlsx", _terenkripsi(), "kata sandi"),
    "terlalu besar": ("a.xlsx", b"PK\3\4" + b"x" * UKURAN_XLSX, "2 MB"),
    "terpotong separuh": ("a.xlsx", BAIK[: len(BAIK) // 2], "rusak"),
    "terpotong ujung": ("a.xlsx", BAIK[:-10], "rusak"),
    "hanya kepala zip": ("a.xlsx", b"PK\3\4" + b"\0" * 60, "rusak"),
    "rusak di tengah": ("a.xlsx", _rusak_di_tengah(), "rusak"),
    "bom rasio": ("a.xlsx", _bom_rasio(), "diurai"),
    "bom ukuran": ("a.xlsx", _bom_besar(), "diurai"),
    "ukuran bohong": ("a.xlsx", _ukuran_bohong(), "rusak"),
    "201 bagian": (
        "a.xlsx",
        rakit(tambah=[(f"xl/media/{n}.png", b"x") for n in range(200)]),
        "bagian",
    ),
    "zip di dalam": ("a.xlsx", rakit(tambah=[("xl/media/a.png", BAIK)]), "berkas lain"),
    "xlsx sisipan": (
        "a.xlsx",
        rakit(tambah=[("xl/embeddings/Microsoft_Excel.xlsx", b"x")]),
        "berkas lain",
    ),
    "objek ole": ("a.xlsx", rakit(tambah=[("xl/embeddings/o.bin", OLE)]), "berkas lain"),
    "program sisipan": ("a.xlsx", rakit(tambah=[("xl/media/a.bin", b"MZ\0\0")]), "berkas lain"),
    "pdf sisipan": ("a.xlsx", rakit(tambah=[("xl/media/a.bin", b"%PDF-1.7")]), "berkas lain"),
    "naik folder": ("a.xlsx", rakit(tambah=[("../../etc/passwd", b"x")]), "ke luar berkas"),
    "naik di tengah": ("a.xlsx", rakit(tambah=[("xl/../../x", b"x")]), "ke luar berkas"),
    "garis miring terbalik": ("a.xlsx", rakit(tambah=[("xl\\..\\..\\x", b"x")]), "ke luar"),
    "jalur mutlak": ("a.xlsx", rakit(tambah=[("/etc/passwd", b"x")]), "ke luar berkas"),
    "huruf disk": ("a.xlsx", rakit(tambah=[("C:/x", b"x")]), "ke luar berkas"),
    "nama panjang": ("a.xlsx", rakit(tambah=[("x" * 300, b"x")]), "ke luar berkas"),
    "bagian ganda": ("a.xlsx", _ganda(), "rusak"),
    "bzip2": ("a.xlsx", rakit(mampat=zipfile.ZIP_BZIP2), "rusak"),
    "lzma": ("a.xlsx", rakit(mampat=zipfile.ZIP_LZMA), "rusak"),
    "dtd": ("a.xlsx", rakit(lembar_xml("", DTD.format("x"))), "tidak wajar"),
    "entitas luar": (
        "a.xlsx",
        rakit(lembar_xml("", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
        "tidak wajar",
    ),
    "bom entitas": ("a.xlsx", rakit(lembar_xml("&a9;", BOM_ENTITAS + "]>")), "tidak wajar"),
    "dtd di buku": ("a.xlsx", rakit(ganti={"xl/workbook.xml": DTD + BUKU}), "tidak wajar"),
    "dtd di relasi": (
        "a.xlsx",
        rakit(ganti={"xl/_rels/workbook.xml.rels": DTD + RELASI_BUKU}),
        "tidak wajar",
    ),
    "utf-16": ("a.xlsx", rakit(UTF16), "tidak lazim"),
    "cp1252": ("a.xlsx", rakit(LATIN), "tidak lazim"),
    "xml terpotong": ("a.xlsx", rakit(lembar_xml("<row")[:-30]), "rusak"),
    "xml bukan utf-8": (
        "a.xlsx",
        rakit(lembar_xml('<row r="1"><c r="A1" t="e"><v>\xff</v></c></row>').encode("latin-1")),
        "rusak",
    ),
    "surogat sunyi": (
        "a.xlsx",
        rakit(lembar_xml(f'<row r="1">{sel("A1", "&#xD800;")}</row>')),
        "rusak",
    ),
    "nul": ("a.xlsx", rakit(lembar_xml(f'<row r="1">{sel("A1", "a&#0;b")}</row>')), "rusak"),
    "tanpa buku kerja": ("a.xlsx", rakit(ganti={"xl/workbook.xml": None}), "rusak"),
    "tanpa relasi": ("a.xlsx", rakit(ganti={"xl/_rels/workbook.xml.rels": None}), "rusak"),
    "lembar hilang": ("a.xlsx", rakit(ganti={"xl/worksheets/sheet1.xml": None}), "rusak"),
    "gabungan sel bertubi": (
        "a.xlsx",
        rakit(
            lembar_xml(f'<row r="1">{sel("A1", "x")}</row>').replace(
                "</sheetData>",
                "</sheetData><mergeCells>"
                + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 25_000))
                + "</mergeCells>",
            )
        ),
        "sel gabungan",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kasus", DITOLAK)
def test_berkas_buruk_ditolak_dengan_jelas(kasus):
    nama, isi, kata = DITOLAK[kasus]
    mulai = time.monotonic()

    with pytest.raises(BerkasDitolak, match=kata) as galat:
        baca(nama, isi)

    assert time.monotonic() - mulai < WAKTU_MAKS
    assert str(galat.value).endswith(".")


def test_kumpulan_berkas_buruk_cukup_besar():
    assert len(DITOLAK) >= 60


def _jauh(alamat: str, baris: int) -> bytes:
    isi = f'<row r="1">{sel("A1", "x")}</row><row r="{baris}">{sel(alamat, "y")}</row>'
    return rakit(lembar_xml(isi))


@pytest.mark.parametrize(
    ("isi", "ukuran"),
    [
        (_jauh("A1048576", 1_048_576), (1_048_576, 1)),
        (_jauh("XFD1048576", 1_048_576), (1_048_576, 16_384)),
        (_jauh("XFD2", 2), (2, 16_384)),
        (_jauh("A5001", 5001), (5001, 1)),
        (_jauh("BI2", 2), (2, 61)),
    ],
)
def test_lembar_melebihi_batas_dikenali_tanpa_dibaca(isi, ukuran):
    (lembar,) = baca("a.xlsx", isi)

    assert lembar.melebihi == ukuran
    assert lembar.baris == []


def test_dimensi_bohong_tidak_berpengaruh():
    xml = lembar_xml(f'<row r="1">{sel("A1", "x")}</row>').replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )

    (lembar,) = baca("a.xlsx", rakit(xml))

    assert lembar.baris == [["x"]]


def test_batas_persis_masih_diterima():
    (lembar,) = baca("a.xlsx", _jauh("BH5000", 5000))

    assert lembar.melebihi is None
    assert lembar.sel(4999, 59) == "y"


def test_baris_kosong_berformat_sampai_bawah_bukan_isi():
    kosong = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 9000))
    (lembar,) = baca("a.xlsx", rakit(lembar_xml(f'<row r="1">{sel("A1", "x")}</row>{kosong}')))

    assert lembar.melebihi is None
    assert lembar.baris[0] == ["x"]


def _tanpa_alamat(lebar: int, tinggi: int) -> bytes:
    """Cells without addresses: how far they reach shows only while reading. Stored unpacked, so
    that no rule about packing catches it first."""
    awal = "<row>" + "<c><v>1</v></c>" * lebar + "</row>"
    return rakit(
        lembar_xml(awal + "<row><c><v>1</v></c></row>" * (tinggi - 1)), mampat=zipfile.ZIP_STORED
    )


def test_sel_tanpa_alamat_dihitung_saat_dibaca():
    (lembar,) = baca("a.xlsx", _tanpa_alamat(100_000, 2))

    assert lembar.melebihi == (2, 100_000)


def test_memori_anak_terbatas():
    """100,000 × 3,000 cells would take 7 GB; the child dies of its limit and takes nobody along."""
    with pytest.raises(BerkasDitolak, match="terlalu rumit"):
        baca("a.xlsx", _tanpa_alamat(100_000, 3_000))


def test_anak_yang_tidak_menjawab_dihentikan():
    """No child starts in a millisecond, whatever the file."""
    mulai = time.monotonic()

    with pytest.raises(BerkasDitolak, match="terlalu rumit"):
        baca("a.xlsx", BAIK, detik=0.001)

    assert time.monotonic() - mulai < 5


@pytest.mark.parametrize("bagian", ["xl/comments1.xml", "xl/media/foto.png", "docProps/app.xml"])
def test_bagian_biasa_tetap_diterima(bagian):
    periksa_xlsx("a.xlsx", rakit(tambah=[(bagian, b"<a/>")]))


def test_nama_huruf_besar_diterima():
    periksa_xlsx("RENCANA AKSI.XLSX", BAIK)


def test_nama_acak_tidak_memuat_nama_pengirim():
    assert len({nama_acak(".xlsx") for _ in range(100)}) == 100
    assert nama_acak(".xlsx").endswith(".xlsx")


@pytest.mark.parametrize(
    ("nama", "tampil"),
    [
        ("C:\\Users\\siti\\rad.xlsx", "rad.xlsx"),
        ("../../etc/rad.xlsx", "rad.xlsx"),
        ("rad\u202exslx.exe.xlsx", "radxslx.exe.xlsx"),
        ("ra\0d\u200b.xlsx", "rad.xlsx"),
        ("  rad   2025 .xlsx", "rad 2025 .xlsx"),
        ("", "tanpa nama.xlsx"),
    ],
)
def test_nama_tampil_bersih(nama, tampil):
    assert nama_tampil(nama) == tampil


def test_nama_tampil_yang_panjang_tetap_berakhiran():
    pendek = nama_tampil("x" * 500 + ".xlsx")

    assert len(pendek) == PANJANG_NAMA
    assert pendek.endswith("….xlsx")


def test_lembar_tersembunyi_ditandai():
    def isi(wb: openpyxl.Workbook) -> None:
        wb.active["A1"] = "terlihat"
        rahasia = wb.create_sheet("Rahasia")
        rahasia.sheet_state = "veryHidden"

    satu, dua = baca("a.xlsx", buku(isi))

    assert (satu.tersembunyi, dua.tersembunyi) == (False, True)
