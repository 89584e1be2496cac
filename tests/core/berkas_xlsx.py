"""Makes spreadsheets for the tests: honest ones with openpyxl, hostile ones by hand."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
JENIS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELASI = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
BUKU = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<workbook xmlns="{NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELASI_BUKU = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats.'
    'org/officeDocument/2006/relationships/worksheet"/></Relationships>'
)


def lembar_xml(isi: str, kepala: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Return a worksheet part around *isi* (rows)."""
    return f'{kepala}<worksheet xmlns="{NS}"><sheetData>{isi}</sheetData></worksheet>'


def sel(alamat: str, isi: str) -> str:
    """Return an inline text cell."""
    return f'<c r="{alamat}" t="inlineStr"><is><t>{isi}</t></is></c>'


def rakit(
    lembar: str | bytes = "", *, ganti: dict[str, Any] | None = None,
    tambah: Iterable[tuple[str, bytes]] = (), mampat: int = zipfile.ZIP_DEFLATED,
) -> bytes:  # fmt: skip
    """Return a minimal workbook with this worksheet; parts may be replaced (None drops one)."""
    bagian: dict[str, Any] = {
        "[Content_Types].xml": JENIS,
        "_rels/.rels": RELASI,
        "xl/workbook.xml": BUKU,
        "xl/_rels/workbook.xml.rels": RELASI_BUKU,
        "xl/worksheets/sheet1.xml": lembar or lembar_xml(f'<row r="1">{sel("A1", "halo")}</row>'),
        **(ganti or {}),
    }
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", mampat) as arsip:
        for nama, isi in bagian.items():
            if isi is not None:
                arsip.writestr(nama, isi)
        for nama, isi in tambah:
            arsip.writestr(nama, isi)
    return keluar.getvalue()


def buku(isi: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return the workbook that *isi* fills with openpyxl."""
    wb = openpyxl.Workbook()
    isi(wb)
    keluar = io.BytesIO()
    wb.save(keluar)
    return keluar.getvalue()


def tabel(*baris: Iterable[Any]) -> bytes:
    """Return a workbook with these rows on its first sheet."""

    def isi(wb: openpyxl.Workbook) -> None:
        for b in baris:
            wb.active.append(list(b))

    return buku(isi)
