"""Joins rendered parts into the final file and makes it PDF/A-3a and PDF/UA-1. Child only.

Tags, links, bookmarks and page labels survive the join; page numbers, catchwords and watermark
are stamped on it; the metadata packet is written last. Same parts, same arguments, same bytes.
"""

import hashlib
import io
import os
import re
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from p3aks.core.pdf import cap
from p3aks.core.pdf.tembolok import buka
from p3aks.core.pdf.xmp import paket_xmp

ALAT = "Sistem P3AKS"
_NOMOR_ATAS, _NOMOR_BESAR, _SAMBUNG_BESAR = (
    0.58,
    {False: 12, True: 10},
    {False: 12, True: 8},
)


def kerjakan(tugas: dict, lapor: Callable[[int, str], None]) -> dict:
    """Write ``tugas["keluaran"]`` from the parts and return ``{"sha256", "halaman", "ukuran"}``."""
    pdf, halaman, penanda = None, [], []
    jumlah = len(tugas["bagian"])
    for urut, bagian in enumerate(tugas["bagian"]):
        utuh = buka(Path(bagian["berkas"]))
        if utuh is None:
            raise ValueError(f"damaged part {bagian['berkas']}")
        uraian, isi = utuh
        awal = len(halaman)
        halaman += _nomori(uraian["halaman"], bagian, halaman)
        penanda += [[awal + p[0], *p[1:]] for p in uraian["penanda"]]
        sumber = pikepdf.open(io.BytesIO(isi))
        if pdf is None:
            pdf, pohon = sumber, _Pohon(sumber)
            _ikat_tautan(pdf, sumber, 0)
        else:
            pdf.pages.extend(sumber.pages)
            pohon.tambah(sumber, awal)
            _ikat_tautan(pdf, sumber, awal)
        lapor((urut + 1) * 60 // jumlah, "Menyatukan halaman")
    if len(halaman) > tugas["maks_halaman"]:
        return {"galat": "besar", "rinci": f"{len(halaman)} halaman"}
    pohon.tutup()
    _label_dan_penanda(pdf, halaman, penanda)
    _cap_semua(pdf, halaman, tugas)
    lapor(80, "Melengkapi dokumen")
    _lampirkan(pdf, tugas)
    _keterangan(pdf, tugas)
    return _simpan(pdf, Path(tugas["keluaran"]))


def _nomori(uraian: list[dict], bagian: dict, sebelum: list[dict]) -> list[dict]:
    """Give each page its printed number and say whether it takes part in catchwords."""
    lanjut = bagian["nomor"] == "lanjut" and sebelum
    mulai = sebelum[-1]["nomor"] + 1 if lanjut else 1
    return [
        {**u, "nomor": mulai + i, "sambung": bagian["kata_sambung"]} for i, u in enumerate(uraian)
    ]


class _Pohon:
    """The structure tree of the first part, to which those of the other parts are appended."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.akar = pdf.Root.get(Name.StructTreeRoot)
        if self.akar is None:
            return
        self.dokumen = self.akar.K[0] if isinstance(self.akar.K, Array) else self.akar.K
        self.anak, self.peta = list(self.dokumen.K), list(self.akar.ParentTree.Nums)
        self.geser = int(self.peta[-2]) + 1 if self.peta else 0

    def tambah(self, sumber: pikepdf.Pdf, awal: int) -> None:
        """Append the tree of *sumber*, whose pages were put in at index *awal*."""
        if self.akar is None:
            return
        akar = self.pdf.copy_foreign(sumber.Root.StructTreeRoot)
        for hal in self.pdf.pages[awal:]:
            if Name.StructParents in hal.obj:
                hal.obj.StructParents = int(hal.obj.StructParents) + self.geser
            for catatan in hal.obj.get(Name.Annots, ()):
                if Name.StructParent in catatan:
                    catatan.StructParent = int(catatan.StructParent) + self.geser
        peta = list(akar.ParentTree.Nums)
        for i in range(0, len(peta), 2):
            self.peta += [int(peta[i]) + self.geser, peta[i + 1]]
        self.geser = int(self.peta[-2]) + 1 if self.peta else 0
        for dokumen in akar.K if isinstance(akar.K, Array) else [akar.K]:
            for anak in dokumen.K:
                anak.P = self.dokumen
                self.anak.append(anak)

    def tutup(self) -> None:
        """Write the joined lists back."""
        if self.akar is None:
            return
        self.dokumen.K = Array(self.anak)
        self.akar.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.peta)))
        self.akar.ParentTreeNextKey = self.geser


def _ikat_tautan(pdf: pikepdf.Pdf, sumber: pikepdf.Pdf, awal: int) -> None:
    """Turn named destinations of one part into direct ones; names of two parts may collide."""
    nama = sumber.Root.get(Name.Names, Dictionary())
    if Name.Dests not in nama:
        return
    daftar = list(nama.Dests.Names)
    urutan = {hal.obj.objgen: i for i, hal in enumerate(sumber.pages)}
    tujuan = {
        str(daftar[i]): (urutan[daftar[i + 1][0].objgen], list(daftar[i + 1])[1:])
        for i in range(0, len(daftar), 2)
    }
    for hal in pdf.pages[awal : awal + len(sumber.pages)]:
        for catatan in hal.obj.get(Name.Annots, ()):
            kunci = str(catatan.get(Name.Dest, ""))
            if kunci in tujuan:
                ke, letak = tujuan[kunci]
                catatan.Dest = Array([pdf.pages[awal + ke].obj, *letak])
    if pdf is sumber:
        del nama[Name.Dests]


def _label_dan_penanda(pdf: pikepdf.Pdf, halaman: list[dict], penanda: list[list]) -> None:
    """Page labels follow the printed numbers; bookmarks are rebuilt over all parts."""
    label = [
        n
        for i, h in enumerate(halaman)
        if i == 0 or h["nomor"] == 1
        for n in (i, Dictionary(S=Name.D))
    ]
    pdf.Root.PageLabels = Dictionary(Nums=Array(label))
    if Name.Outlines in pdf.Root:
        del pdf.Root.Outlines
    if not penanda:
        return
    with pdf.open_outline() as garis:
        tumpuk: list[tuple[int, list]] = [(0, garis.root)]
        for nomor, tingkat, teks, x, y in penanda:
            butir = pikepdf.OutlineItem(teks, nomor, "XYZ", left=x, top=y)
            while tumpuk[-1][0] >= tingkat:
                tumpuk.pop()
            tumpuk[-1][1].append(butir)
            tumpuk.append((tingkat, butir.children))


def _cap_semua(pdf: pikepdf.Pdf, halaman: list[dict], tugas: dict) -> None:
    """Stamp numbers, catchwords and the watermark."""
    nomor = [cap.teks_nomor(h["nomor"]) if tugas["nomor_halaman"] else "" for h in halaman]
    sambung = [""] * len(halaman)
    if tugas["kata_sambung"]:
        for i, (ini, nanti) in enumerate(pairwise(halaman)):
            if ini["sambung"] and nanti["sambung"] and nanti["nomor"] > 1:
                sambung[i] = cap.kata_penyambung(nanti["kata"])
    teks = [t for t in (*nomor, *sambung) if t]
    huruf_cap = cap.HurufCap(pdf, teks) if teks else None
    air: dict[tuple[float, float], pikepdf.Stream] = {}
    for hal, u, n, k in zip(pdf.pages, halaman, nomor, sambung, strict=True):
        ukuran, rebah = (u["lebar"], u["tinggi"]), u["lebar"] > u["tinggi"]
        if tugas["tanda_air"] and ukuran not in air:
            air[ukuran] = cap.tanda_air(pdf, tugas["tanda_air"], *ukuran)
        depan, belakang = [], []
        if n and huruf_cap:
            besar = _NOMOR_BESAR[rebah]
            x = (u["kiri"] + u["lebar"] - u["kanan"] - huruf_cap.panjang(n, besar)) / 2
            depan = [
                huruf_cap.tulis(n, x, u["tinggi"] - u["atas"] * _NOMOR_ATAS - besar / 3, besar)
            ]
        if k and huruf_cap:
            besar = _SAMBUNG_BESAR[rebah]
            x = u["lebar"] - u["kanan"] - huruf_cap.panjang(k, besar)
            belakang = [huruf_cap.tulis(k, x, u["bawah"] * 0.5, besar)]
        pasang_air = air.get(ukuran)
        if depan or belakang or pasang_air is not None:
            cap.pasang(hal, huruf_cap=huruf_cap, depan=depan, belakang=belakang, air=pasang_air)


def _lampirkan(pdf: pikepdf.Pdf, tugas: dict) -> None:
    """Embed the attachments as associated files of kind Data (ISO 19005-3 6.8)."""
    rujukan = []
    for nama, mime, berkas in tugas["lampiran"]:
        tanggal = _tanggal_pdf(tugas["dibuat"]) or ""
        pdf.attachments[nama] = pikepdf.AttachedFileSpec(
            pdf,
            Path(berkas).read_bytes(),
            filename=nama,
            description=nama,
            mime_type=mime,
            relationship=Name.Data,
            creation_date=tanggal,
            mod_date=tanggal,
        )
        rujukan.append(pdf.attachments[nama].obj)
    if rujukan:
        pdf.Root.AF = Array(rujukan)


def _tanggal_pdf(iso: str | None) -> str | None:
    if iso is None:
        return None
    t = datetime.fromisoformat(iso)
    zona = t.strftime("%z") or "+0000"
    return t.strftime("D:%Y%m%d%H%M%S") + f"{zona[:3]}'{zona[3:5]}'"


def _keterangan(pdf: pikepdf.Pdf, tugas: dict) -> None:
    """Title, language, viewer preferences and the XMP packet."""
    penghasil = f"WeasyPrint {tugas['versi_mesin']}, pikepdf {pikepdf.__version__}"
    info = Dictionary(
        Title=pikepdf.String(tugas["judul"]),
        Author=pikepdf.String(tugas["penulis"]),
        Creator=pikepdf.String(ALAT),
        Producer=pikepdf.String(penghasil),
    )
    if tanggal := _tanggal_pdf(tugas["dibuat"]):
        info.CreationDate = info.ModDate = pikepdf.String(tanggal)
    pdf.trailer.Info = pdf.make_indirect(info)
    pdf.Root.Lang = pikepdf.String(tugas["bahasa"])
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_stream(
        paket_xmp(
            judul=tugas["judul"],
            penulis=tugas["penulis"],
            bahasa=tugas["bahasa"],
            penghasil=penghasil,
            alat=ALAT,
            tanggal=tugas["dibuat"],
        ),
        Type=Name.Metadata,
        Subtype=Name.XML,
    )


def _simpan(pdf: pikepdf.Pdf, keluaran: Path) -> dict:
    jumlah, wadah = len(pdf.pages), io.BytesIO()
    pdf.save(
        wadah,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    isi = pisahkan_akhir_aliran(wadah.getvalue())
    with keluaran.open("wb") as berkas:
        berkas.write(isi)
        berkas.flush()
        os.fsync(berkas.fileno())
    return {"sha256": hashlib.sha256(isi).hexdigest(), "halaman": jumlah, "ukuran": len(isi)}


def pisahkan_akhir_aliran(isi: bytes) -> bytes:
    """Return *isi* with no stream whose data ends in a carriage return.

    Such data runs into the line feed in front of ``endstream`` and makes a stream seem one byte
    short to readers that look for the end of line (ISO 19005-3 6.1.7.1 wants the length exact).
    One line feed is appended to the data and one blank taken from its dictionary, so the file
    keeps its size and every offset in its cross-reference table.
    """
    hasil = bytearray(isi)
    for temu in re.finditer(rb"\r\nendstream", isi):
        awal = isi.rindex(b" obj\n<< ", 0, temu.start()) + 5
        data = isi.index(b"stream\n", awal) + 7
        panjang = temu.start() + 1 - data
        lama = isi[awal:data]
        baru = lama.replace(b"/Length %d" % panjang, b"/Length %d" % (panjang + 1), 1)
        baru = baru.replace(b"<< ", b"<<", 1)
        if len(baru) == len(lama):  # 999 became 1000
            baru = baru.replace(b" >>", b">>", 1)
        if len(baru) != len(lama) - 1:
            raise ValueError(f"unexpected stream dictionary {lama[:80]!r}")
        hasil[awal : temu.start() + 2] = baru + isi[data : temu.start() + 1] + b"\n\n"
    return bytes(hasil)
