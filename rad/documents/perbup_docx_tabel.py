"""Tables of the Word file. Written as XML directly: python-docx needs seconds per hundred rows."""

from decimal import Decimal
from typing import Any

from docx.document import Document as Dokumen
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from p3aks.core.formatting import KOSONG, angka, rupiah
from pokja.documents.rekap import Isian, Tabel
from rad.documents.potong import bagi_matriks

# Widths in mm, as in cetak.css: six leading columns (the second takes what is left), years of
# targets, years of budget, four closing columns.
_AWAL, _TARGET, _PAGU, _AKHIR = (6.5, 0, 30, 15, 9, 12), 8.4, 17, (12.5, 23, 21.5, 17)
_SELURUH = 310.0
_BESAR = 6.5  # points
_BESAR_HITUNG = 8.0
_TENGAH, _KANAN = "center", "right"


def tabel_matriks(dok: Dokumen, matriks: dict[str, Any]) -> None:
    """Add the matrix as a table whose heading repeats on each page and whose rows stay whole."""
    tahun = len(matriks["tahun"])
    lebar = [*_AWAL, *[_TARGET] * tahun, *[_PAGU] * tahun, *_AKHIR]
    lebar[1] = _SELURUH - sum(lebar)
    tabel = _tabel(dok, lebar)
    for baris in _kepala(matriks, lebar):
        tabel.append(_baris(baris, kepala=True))
    for bagian in bagi_matriks(matriks):
        for b in bagian["baris"]:
            tabel.append(_baris(_isi(b, bagian, lebar)))
    tabel.append(_baris(_jumlah("JUMLAH SELURUHNYA", matriks["total"]["tahun"], matriks, lebar)))


def tabel_situasi(dok: Dokumen, t: Tabel) -> None:
    """Add one table of a release; a hidden count is ∗."""
    lebar = [80.0, *[26.0] * (len(t.kolom) + 1)]
    tabel = _tabel(dok, lebar)
    judul = ["Uraian", *t.kolom, "Jumlah"]
    tabel.append(
        _baris([_kepala_sel(j, w) for j, w in zip(judul, lebar, strict=True)], kepala=True)
    )
    for x in t.larik:
        tabel.append(_baris(_hitung(x.label, [*x.sel, x.jumlah], lebar)))
    semua = [*t.total, t.jumlah]
    tabel.append(_baris(_hitung(f"Jumlah {t.satuan}", semua, lebar, tebal=True)))


def tabel_paraf(dok: Dokumen, paraf: list[dict[str, str]]) -> None:
    """Add a table of initials."""
    lebar = [12.0, 72.0, 38.0, 38.0]
    tabel = _tabel(dok, lebar)
    judul = ("No", "Jabatan", "Paraf", "Tanggal")
    sel = [_sel(j, w, tebal=True, besar=11) for j, w in zip(judul, lebar, strict=True)]
    tabel.append(_baris(sel, kepala=True))
    for no, p in enumerate(paraf, start=1):
        isi = (str(no), p["jabatan"], p["paraf"], p["tanggal"])
        tabel.append(_baris([_sel(i, w, besar=11) for i, w in zip(isi, lebar, strict=True)]))


# --- Rows of the matrix ---------------------------------------------------------------------


def _kepala(matriks: dict[str, Any], lebar: list[float]) -> list[list[BaseOxmlElement]]:
    """Two heading rows; the years stand below "Target" and "Pagu Indikatif"."""
    tahun = [str(t) for t in matriks["tahun"]]
    n = len(tahun)
    awal: tuple[str, ...] = (
        "No",
        "Program/Kegiatan/Sub Kegiatan dan Aksi",
        "Indikator",
        "Satuan",
        "Arah",
    )
    awal = (*awal, f"Kondisi Awal {matriks['tahun_dasar']}")
    akhir = ("Sumber Dana", "Penanggung Jawab", "Instansi Pendukung", "Lokasi")
    atas = [_kepala_sel(t, w, gabung="restart") for t, w in zip(awal, lebar, strict=False)]
    atas.append(_kepala_sel("Target", sum(lebar[6 : 6 + n]), rentang=n))
    atas.append(_kepala_sel("Pagu Indikatif (Rp)", sum(lebar[6 + n : 6 + 2 * n]), rentang=n))
    atas += [_kepala_sel(t, w, gabung="restart") for t, w in zip(akhir, lebar[-4:], strict=True)]
    bawah = [_kepala_sel("", w, gabung="continue") for w in lebar[:6]]
    bawah += [_kepala_sel(t, w) for t, w in zip(tahun * 2, lebar[6:-4], strict=True)]
    bawah += [_kepala_sel("", w, gabung="continue") for w in lebar[-4:]]
    return [atas, bawah]


def _kepala_sel(teks: str, lebar: float, **lain: Any) -> BaseOxmlElement:
    return _sel(teks, lebar, tebal=True, rata=_TENGAH, **lain)


def _isi(b: dict[str, Any], bagian: dict[str, Any], lebar: list[float]) -> list[BaseOxmlElement]:
    if b["jenis"] == "aksi":
        return _aksi(b, bagian, lebar)
    if b["jenis"] == "jumlah":
        return _jumlah(f"Jumlah Bidang {b['teks']}", b["pagu"], bagian, lebar)
    teks = f"Sasaran {b['nomor']}: {b['teks']}" if b["jenis"] == "sasaran" else ""
    if b["jenis"] == "bidang":
        lanjut = f" ({b['sambungan']})" if b["sambungan"] else ""
        teks = f"BIDANG {str(b['teks']).upper()}{lanjut}"
    return [_sel(teks, _SELURUH, rentang=len(lebar), tebal=b["jenis"] == "bidang")]


def _aksi(b: dict[str, Any], bagian: dict[str, Any], lebar: list[float]) -> list[BaseOxmlElement]:
    a, i, g, n = b["aksi"], b["indikator"], b["anggaran"], len(bagian["tahun"])
    isi: list[tuple[str, str]] = [("", "")] * 2
    if a:
        kode = f"{a['kode']} {a['nomenklatur']}".strip()
        uraian = [t for t in (kode, a["uraian"], a["keterangan"]) if t]
        isi = [(str(a["nomor"]), _TENGAH), ("\n".join(uraian), "")]
    isi += (
        [
            (i["indikator"], ""),
            (i["satuan"], ""),
            (i["arah"], _TENGAH),
            (_angka(i["baseline"]), _KANAN),
        ]
        + [(_angka(t), _KANAN) for t in i["target"]]
        if i
        else [("", "")] * (4 + n)
    )
    isi += (
        [*((_uang(p), _KANAN) for p in g["pagu"]), (g["sumber"], "")] if g else [("", "")] * (n + 1)
    )
    akhir = (a["penanggung_jawab"], "; ".join(a["pendukung"]), a["lokasi"]) if a else ("",) * 3
    isi += [(t, "") for t in akhir]
    return [_sel(t, w, rata=r) for (t, r), w in zip(isi, lebar, strict=True)]


def _jumlah(
    teks: str, pagu: list[str], bagian: dict[str, Any], lebar: list[float]
) -> list[BaseOxmlElement]:
    kiri, n = 6 + len(bagian["tahun"]), len(pagu)
    sel = [_sel(teks, sum(lebar[:kiri]), rentang=kiri, tebal=True, rata=_KANAN)]
    for p, w in zip(pagu, lebar[kiri : kiri + n], strict=True):
        sel.append(_sel(_uang(p), w, tebal=True, rata=_KANAN))
    seluruh = sum(Decimal(p) for p in pagu)
    periode = f"{bagian['periode']}: {rupiah(seluruh)}"
    sel.append(_sel(periode, sum(lebar[-4:]), rentang=4, tebal=True, rata=_TENGAH))
    return sel


def _hitung(
    label: str, isian: list[Isian], lebar: list[float], *, tebal: bool = False
) -> list[BaseOxmlElement]:
    sel = [_sel(label, lebar[0], tebal=tebal, besar=_BESAR_HITUNG)]
    for s, w in zip(isian, lebar[1:], strict=True):
        sel.append(_sel(s.teks, w, tebal=tebal, rata=_KANAN, besar=_BESAR_HITUNG))
    return sel


def _angka(nilai: str | None) -> str:
    return angka(None if nilai is None else Decimal(nilai))


def _uang(nilai: str | None) -> str:
    """Rupiah without "Rp", as the column says it; nothing planned is a dash."""
    return rupiah(Decimal(nilai)).removeprefix("Rp") if nilai and Decimal(nilai) else KOSONG


# --- XML ------------------------------------------------------------------------------------


def _unsur(nama: str, *anak: BaseOxmlElement, **atribut: str) -> BaseOxmlElement:
    unsur = OxmlElement(f"w:{nama}")
    for kunci, nilai in atribut.items():
        unsur.set(qn(f"w:{kunci}"), nilai)
    unsur.extend(anak)
    return unsur


def _dxa(mm: float) -> str:
    """Twentieths of a point."""
    return str(round(mm * 1440 / 25.4))


def _tabel(dok: Dokumen, lebar: list[float]) -> BaseOxmlElement:
    """Add an empty bordered table of fixed widths (mm) and return its element."""
    garis = _unsur("tblBorders")
    for sisi in ("top", "left", "bottom", "right", "insideH", "insideV"):
        garis.append(_unsur(sisi, val="single", sz="4", space="0", color="000000"))
    tepi = _unsur("tblCellMar")
    for sisi in ("left", "right"):
        tepi.append(_unsur(sisi, w=_dxa(0.7), type="dxa"))
    sifat = _unsur(
        "tblPr",
        _unsur("tblW", w=_dxa(sum(lebar)), type="dxa"),
        garis,
        _unsur("tblLayout", type="fixed"),
        tepi,
    )
    kisi = _unsur("tblGrid", *(_unsur("gridCol", w=_dxa(w)) for w in lebar))
    tabel = _unsur("tbl", sifat, kisi)
    dok.add_paragraph()._p.addprevious(tabel)
    return tabel


def _baris(sel: list[BaseOxmlElement], *, kepala: bool = False) -> BaseOxmlElement:
    sifat = _unsur("trPr", _unsur("cantSplit"))
    if kepala:
        sifat.append(_unsur("tblHeader"))
    return _unsur("tr", sifat, *sel)


def _sel(
    teks: str,
    lebar: float,
    *,
    rentang: int = 1,
    gabung: str = "",
    tebal: bool = False,
    rata: str = "",
    besar: float = _BESAR,
) -> BaseOxmlElement:
    """One cell; lines of *teks* are kept. *gabung* is restart/continue of a vertical merge."""
    sifat = _unsur("tcPr", _unsur("tcW", w=_dxa(lebar), type="dxa"))
    if rentang > 1:
        sifat.append(_unsur("gridSpan", val=str(rentang)))
    if gabung:
        sifat.append(_unsur("vMerge", val=gabung))
    alinea = _unsur("pPr", _unsur("spacing", before="20", after="20", line="240", lineRule="auto"))
    if rata:
        alinea.append(_unsur("jc", val=rata))
    huruf = _unsur("rPr", *([_unsur("b")] if tebal else []))
    huruf.append(_unsur("sz", val=str(round(besar * 2))))
    jalan = _unsur("r", huruf)
    for no, baris in enumerate(teks.split("\n")):
        if no:
            jalan.append(_unsur("br"))
        isi = _unsur("t")
        isi.text = baris
        jalan.append(isi)
    return _unsur("tc", sifat, _unsur("p", alinea, jalan))
