"""Joins rendered parts into the final file and makes it PDF/A-3a and PDF/UA-1. Child only.

Tags, links, bookmarks and page labels survive the join; page numbers, catchwords and watermark
are stamped on it; the metadata packet is written last. Same parts, same arguments, same bytes.
The parts are taken one by one: memory does not grow with their number (``penulis``).
"""

import io
import json
import os
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from p3aks.core.pdf import cap
from p3aks.core.pdf.penulis import Penulis, rujuk
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
    halaman, penanda = _uraian(tugas["bagian"])
    if len(halaman) > tugas["maks_halaman"]:
        return {"galat": "besar", "rinci": f"{len(halaman)} halaman"}
    jumlah = len(tugas["bagian"])
    with Path(tugas["keluaran"]).open("wb") as keluar:
        susunan = _Susunan(Penulis(keluar), halaman, tugas)
        for urut, bagian in enumerate(tugas["bagian"]):
            utuh = buka(Path(bagian["berkas"]))
            if utuh is None:
                raise ValueError(f"damaged part {bagian['berkas']}")
            with pikepdf.open(io.BytesIO(utuh[1])) as sumber:
                susunan.tambah(sumber)
            lapor((urut + 1) * 90 // jumlah, "Menyatukan halaman")
        lapor(95, "Melengkapi dokumen")
        sidik, ukuran = susunan.tutup(penanda)
        keluar.flush()
        os.fsync(keluar.fileno())
    return {"sha256": sidik, "halaman": len(halaman), "ukuran": ukuran}


def _uraian(bagian: list[dict]) -> tuple[list[dict], list[list]]:
    """Return what the heads of the parts tell of all pages and all bookmarks."""
    halaman: list[dict] = []
    penanda: list[list] = []
    for b in bagian:
        with Path(b["berkas"]).open("rb") as berkas:
            uraian = json.loads(berkas.readline())
        awal = len(halaman)
        halaman += _nomori(uraian["halaman"], b, halaman)
        penanda += [[awal + p[0], *p[1:]] for p in uraian["penanda"]]
    return halaman, penanda


def _nomori(uraian: list[dict], bagian: dict, sebelum: list[dict]) -> list[dict]:
    """Give each page its printed number and say whether it takes part in catchwords."""
    lanjut = bagian["nomor"] == "lanjut" and sebelum
    mulai = sebelum[-1]["nomor"] + 1 if lanjut else 1
    return [
        {**u, "nomor": mulai + i, "sambung": bagian["kata_sambung"]} for i, u in enumerate(uraian)
    ]


class _Susunan:
    """The file under way: what the parts share, and what is only known at the end."""

    def __init__(self, penulis: Penulis, halaman: list[dict], tugas: dict) -> None:
        self.penulis, self.halaman, self.tugas = penulis, halaman, tugas
        self.umum = pikepdf.new()  # everything that belongs to no part
        self.katalog = self.umum.Root
        self.cap = _Cap(penulis, self.umum, halaman, tugas)
        self.akar_halaman, self.akar_pohon, self.dokumen = (penulis.pesan() for _ in range(3))
        self.cabang: list[int] = []  # numbers of the page tree nodes, one per part
        self.nomor: list[int] = []  # numbers of the pages
        self.anak: list[int] = []  # numbers of the elements below Document
        self.peta: list[object] = []  # the parent tree

    def tambah(self, sumber: pikepdf.Pdf) -> None:
        """Stamp and write the pages of *sumber* with their part of the structure tree."""
        awal, halaman = len(self.nomor), list(sumber.pages)
        _ikat_tautan(sumber)
        for i, hal in enumerate(halaman, start=awal):
            self.cap.pasang(hal, i)
        sumber.Root.Pages.Parent = rujuk(self.akar_halaman)
        anak, peta = self._lepas_pohon(sumber, halaman)
        akar = [sumber.Root.Pages, *anak, *(p for _, p in peta)]
        if not awal and Name.OutputIntents in sumber.Root:
            akar.append(sumber.make_indirect(sumber.Root.OutputIntents))
        nomor = self.penulis.salin(sumber, akar)
        if not awal and Name.OutputIntents in sumber.Root:
            self.katalog.OutputIntents = rujuk(nomor[akar[-1].objgen[0]])
        self.cabang.append(nomor[sumber.Root.Pages.objgen[0]])
        self.nomor += [nomor[h.obj.objgen[0]] for h in halaman]
        self.anak += [nomor[a.objgen[0]] for a in anak]
        for kunci, p in peta:
            self.peta += [kunci, rujuk(nomor[p.objgen[0]])]

    def _lepas_pohon(
        self, sumber: pikepdf.Pdf, halaman: list[pikepdf.Page]
    ) -> tuple[list[pikepdf.Object], list[tuple[int, pikepdf.Object]]]:
        """Take the structure tree of a part from its root and shift its keys behind the others."""
        akar = sumber.Root.get(Name.StructTreeRoot)
        if akar is None:
            return [], []
        geser = int(self.peta[-2]) + 1 if self.peta else 0
        for hal in halaman:
            if Name.StructParents in hal.obj:
                hal.obj.StructParents = int(hal.obj.StructParents) + geser
            for catatan in hal.obj.get(Name.Annots, ()):
                if Name.StructParent in catatan:
                    catatan.StructParent = int(catatan.StructParent) + geser
        anak = [
            a for dokumen in (akar.K if isinstance(akar.K, Array) else [akar.K]) for a in dokumen.K
        ]
        for a in anak:
            a.P = rujuk(self.dokumen)
        pasangan = list(akar.ParentTree.Nums)
        return anak, [
            (int(k) + geser, p if p.is_indirect else sumber.make_indirect(p))
            for k, p in zip(pasangan[::2], pasangan[1::2], strict=True)
        ]

    def tutup(self, penanda: list[list]) -> tuple[str, int]:
        """Write what stands above the parts; return SHA-256 and size of the file."""
        pdf, katalog = self.umum, self.katalog
        _label(katalog, self.halaman)
        _penanda(pdf, penanda, self.nomor)
        _lampirkan(pdf, self.tugas)
        info = _keterangan(pdf, self.tugas)
        pohon = Dictionary(
            Type=Name.Pages, Count=len(self.nomor), Kids=Array(map(rujuk, self.cabang))
        )
        akar, tetap = [pdf.make_indirect(pohon)], [self.akar_halaman]
        if self.anak:
            katalog.MarkInfo = Dictionary(Marked=True)
            katalog.StructTreeRoot = rujuk(self.akar_pohon)
            akar += self._pohon()
            tetap += [self.akar_pohon, self.dokumen]
        katalog.Pages = rujuk(self.akar_halaman)
        nomor = self.penulis.salin(pdf, [*akar, katalog, info], tetap)
        return self.penulis.tutup(nomor[katalog.objgen[0]], nomor[info.objgen[0]])

    def _pohon(self) -> list[pikepdf.Object]:
        """Root of the structure tree, and its only child."""
        akar = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([rujuk(self.dokumen)]),
            ParentTree=Dictionary(Nums=Array(self.peta)),
            ParentTreeNextKey=int(self.peta[-2]) + 1 if self.peta else 0,
        )
        dokumen = Dictionary(
            Type=Name.StructElem,
            S=Name.Document,
            P=rujuk(self.akar_pohon),
            K=Array(map(rujuk, self.anak)),
        )
        return [self.umum.make_indirect(akar), self.umum.make_indirect(dokumen)]


class _Cap:
    """Page numbers, catchwords and the watermark of all pages; font and forms are written once."""

    def __init__(
        self, penulis: Penulis, pdf: pikepdf.Pdf, halaman: list[dict], tugas: dict
    ) -> None:
        self.halaman = halaman
        self.nomor = [cap.teks_nomor(h["nomor"]) if tugas["nomor_halaman"] else "" for h in halaman]
        self.sambung = [""] * len(halaman)
        if tugas["kata_sambung"]:
            for i, (ini, nanti) in enumerate(pairwise(halaman)):
                if ini["sambung"] and nanti["sambung"] and nanti["nomor"] > 1:
                    self.sambung[i] = cap.kata_penyambung(nanti["kata"])
        teks = [t for t in (*self.nomor, *self.sambung) if t]
        self.huruf = cap.HurufCap(pdf, teks) if teks else None
        self.rujuk_huruf = _tulis(penulis, pdf, self.huruf.objek) if self.huruf else None
        self.air: dict[tuple[float, float], Name] = {}
        for u in halaman if tugas["tanda_air"] else ():
            if (ukuran := (u["lebar"], u["tinggi"])) not in self.air:
                air = cap.tanda_air(pdf, tugas["tanda_air"], *ukuran)
                self.air[ukuran] = _tulis(penulis, pdf, air)

    def pasang(self, hal: pikepdf.Page, i: int) -> None:
        """Stamp page *i* (from 0) of the whole document."""
        u, n, k = self.halaman[i], self.nomor[i], self.sambung[i]
        ukuran, rebah = (u["lebar"], u["tinggi"]), u["lebar"] > u["tinggi"]
        depan, belakang = [], []
        if n and self.huruf:
            besar = _NOMOR_BESAR[rebah]
            x = (u["kiri"] + u["lebar"] - u["kanan"] - self.huruf.panjang(n, besar)) / 2
            y = u["tinggi"] - u["atas"] * _NOMOR_ATAS - besar / 3
            depan = [self.huruf.tulis(n, x, y, besar)]
        if k and self.huruf:
            besar = _SAMBUNG_BESAR[rebah]
            x = u["lebar"] - u["kanan"] - self.huruf.panjang(k, besar)
            belakang = [self.huruf.tulis(k, x, u["bawah"] * 0.5, besar)]
        cap.pasang(
            hal,
            huruf_cap=self.rujuk_huruf,
            depan=depan,
            belakang=belakang,
            air=self.air.get(ukuran),
        )


def _tulis(penulis: Penulis, pdf: pikepdf.Pdf, objek: pikepdf.Object) -> Name:
    return rujuk(penulis.salin(pdf, [objek])[objek.objgen[0]])


def _ikat_tautan(sumber: pikepdf.Pdf) -> None:
    """Turn the named destinations of a part into direct ones; names of two parts may collide."""
    nama = sumber.Root.get(Name.Names, Dictionary())
    if Name.Dests not in nama:
        return
    daftar = list(nama.Dests.Names)
    tujuan = {str(daftar[i]): daftar[i + 1] for i in range(0, len(daftar), 2)}
    for hal in sumber.pages:
        for catatan in hal.obj.get(Name.Annots, ()):
            kunci = str(catatan.get(Name.Dest, ""))
            if kunci in tujuan:
                catatan.Dest = tujuan[kunci]


def _label(katalog: Dictionary, halaman: list[dict]) -> None:
    """Page labels follow the printed numbers."""
    label = [
        n
        for i, h in enumerate(halaman)
        if i == 0 or h["nomor"] == 1
        for n in (i, Dictionary(S=Name.D))
    ]
    katalog.PageLabels = Dictionary(Nums=Array(label))


def _penanda(pdf: pikepdf.Pdf, penanda: list[list], nomor: list[int]) -> None:
    """Rebuild the bookmarks over all parts; *nomor* are the object numbers of the pages."""
    if not penanda:
        return
    with pdf.open_outline() as garis:
        tumpuk: list[tuple[int, list]] = [(0, garis.root)]
        for hal, tingkat, teks, x, y in penanda:
            butir = pikepdf.OutlineItem(teks, Array([rujuk(nomor[hal]), Name.XYZ, x, y, 0]))
            while tumpuk[-1][0] >= tingkat:
                tumpuk.pop()
            tumpuk[-1][1].append(butir)
            tumpuk.append((tingkat, butir.children))


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


def _keterangan(pdf: pikepdf.Pdf, tugas: dict) -> pikepdf.Object:
    """Title, language, viewer preferences and the XMP packet; return the information dictionary."""
    penghasil = f"WeasyPrint {tugas['versi_mesin']}, pikepdf {pikepdf.__version__}"
    info = Dictionary(
        Title=pikepdf.String(tugas["judul"]),
        Author=pikepdf.String(tugas["penulis"]),
        Creator=pikepdf.String(ALAT),
        Producer=pikepdf.String(penghasil),
    )
    if tanggal := _tanggal_pdf(tugas["dibuat"]):
        info.CreationDate = info.ModDate = pikepdf.String(tanggal)
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
    return pdf.make_indirect(info)
