"""The child process that reads one spreadsheet: ``python -m p3aks.core.tables.anak``.

Standard input: a file that ``uploads.periksa_xlsx`` let through. Standard output: one JSON object,
``{"lembar": [...]}`` or ``{"tolak": "reason"}``. No Django, no network, no file is opened or
written; memory and CPU are limited before the first byte is parsed.
"""

import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from p3aks.core.tables import telusur
from p3aks.core.tables.bentuk import BARIS_MAKS, DETIK, GABUNG_MAKS, KOLOM_MAKS, MEMORI
from p3aks.core.uploads import GALAT_ZIP, RUSAK, SIMPAN_ULANG, BerkasDitolak

_POLOS = (str, float, bool, int)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")


def batasi() -> None:
    """Take away what reading a table does not need: memory, time, writing files, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bagian_xml(isi: bytes) -> dict[str, bytes]:
    """Unpack the XML parts, each checked against its declared size and checksum.

    Refuses document type declarations (entity bombs, outside entities) and odd encodings.
    """
    hasil = {}
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        for anggota in arsip.infolist():
            if anggota.is_dir() or not anggota.filename.lower().endswith((".xml", ".rels")):
                continue
            with arsip.open(anggota) as aliran:
                # Asking for the declared size keeps a lying archive from unpacking more.
                xml = aliran.read(anggota.file_size)
            if len(xml) != anggota.file_size:
                raise BerkasDitolak(RUSAK)
            _periksa_xml(xml)
            hasil[anggota.filename] = xml
    return hasil


def _periksa_xml(xml: bytes) -> None:
    deklarasi = _ENCODING.match(xml.lstrip(b"\xef\xbb\xbf")[:200])
    if (
        xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\0" in xml[:200]
        or (deklarasi and deklarasi[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"))
    ):
        raise BerkasDitolak(f"Berkas ini disimpan dengan cara yang tidak lazim. {SIMPAN_ULANG}")
    if _DTD.search(xml):
        raise BerkasDitolak("Susunan berkas ini tidak wajar dan ditolak demi keamanan.")


def lembar_kerja(bagian: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return ``(sheet name, part name)`` of the worksheets, in workbook order."""
    try:
        buku, relasi = bagian["xl/workbook.xml"], bagian["xl/_rels/workbook.xml.rels"]
    except KeyError:
        raise BerkasDitolak(RUSAK) from None
    tujuan = {
        a.get("Id"): posixpath.normpath(posixpath.join("/xl", a.get("Target", ""))).lstrip("/")
        for a in telusur.atribut(relasi, "Relationship")
        if a.get("TargetMode") != "External"
    }
    return [
        (a.get("name", ""), tujuan.get(a.get("id"), "")) for a in telusur.atribut(buku, "sheet")
    ]


def susun_ulang(bagian: dict[str, bytes]) -> io.BytesIO:
    """Pack the checked parts again, so that the reader sees exactly what was checked."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_STORED) as arsip:
        for nama, xml in bagian.items():
            arsip.writestr(nama, xml)
    keluaran.seek(0)
    return keluaran


def baca(isi: bytes) -> list[dict[str, Any]]:
    """Read every worksheet of the file into plain lists."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    bagian = bagian_xml(isi)
    gaya = telusur.gaya_persen(bagian["xl/styles.xml"]) if "xl/styles.xml" in bagian else set()
    temuan = {}
    for nama, jalur in lembar_kerja(bagian):
        if (xml := bagian.get(jalur)) and telusur.perlu(xml, gaya):
            temuan[nama] = telusur.telusuri(xml, gaya)
    hasil = []
    with CalamineWorkbook.from_filelike(susun_ulang(bagian)) as buku:
        for info in buku.sheets_metadata:
            if info.typ != SheetTypeEnum.WorkSheet:
                continue
            t = temuan.get(info.name, telusur.Temuan())
            satu = {"nama": info.name, "tersembunyi": info.visible != SheetVisibleEnum.Visible}
            if t.ujung[0] >= BARIS_MAKS or t.ujung[1] >= KOLOM_MAKS:
                satu["melebihi"] = [t.ujung[0] + 1, t.ujung[1] + 1]
            else:
                satu |= _isi_lembar(buku.get_sheet_by_name(info.name), t)
            hasil.append(satu)
    return hasil


def _isi_lembar(lembar: Any, t: telusur.Temuan) -> dict[str, Any]:
    tinggi, lebar = (lembar.end[0] + 1, lembar.end[1] + 1) if lembar.end else (0, 0)
    if tinggi > BARIS_MAKS or lebar > KOLOM_MAKS:
        return {"melebihi": [tinggi, lebar]}
    gabung = lembar.merged_cell_ranges or []
    if len(gabung) > GABUNG_MAKS:
        raise BerkasDitolak(
            f"Lembar {lembar.name} memuat {len(gabung)} sel gabungan. Pisahkan sel gabungan yang "
            "tidak perlu, lalu simpan ulang."
        )
    return {
        "baris": [
            _potong([v if isinstance(v, _POLOS) else _teks_waktu(v) for v in b])
            for b in lembar.to_python(skip_empty_area=False)
        ],
        "gabung": [[*awal, *akhir] for awal, akhir in gabung],
        "galat": [[*di, teks] for di, teks in t.galat.items()],
        "rumus": [[*di, teks] for di, teks in t.rumus.items()],
        "persen": [list(di) for di in t.persen],
    }


def _teks_waktu(nilai: Any) -> str:
    if isinstance(nilai, datetime) and nilai.time() != time():
        return f"{nilai:%d/%m/%Y %H.%M}"
    if isinstance(nilai, date):
        return f"{nilai.day:02}/{nilai.month:02}/{nilai.year:04}"
    if isinstance(nilai, time):
        return f"{nilai:%H.%M}"
    return str(nilai) if isinstance(nilai, timedelta) else ""


def _potong(baris: list[Any]) -> list[Any]:
    while baris and baris[-1] == "":
        baris.pop()
    return baris


def main() -> None:
    """Read standard input, answer on standard output."""
    batasi()
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    try:
        jawaban: dict[str, Any] = {"lembar": baca(sys.stdin.buffer.read())}
    except BerkasDitolak as galat:
        jawaban = {"tolak": str(galat)}
    except PasswordError:
        jawaban = {"tolak": "Berkas ini dilindungi kata sandi. Hapus kata sandinya lebih dahulu."}
    except (CalamineError, expat.ExpatError, *GALAT_ZIP) as galat:
        sys.stderr.write(repr(galat)[:400])
        jawaban = {"tolak": RUSAK}
    sys.stdout.write(json.dumps(jawaban, ensure_ascii=True))


if __name__ == "__main__":
    main()
