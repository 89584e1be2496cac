"""Figures printed beside an old table: a share of something, an achievement against a target.

They are compared with what follows from the other figures, never corrected (R28, R30).
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kasus.aturan.historis_tabel import (
    Arah,
    Bagian,
    CapaianCetak,
    Indikator,
    TabelCetak,
    Temuan,
)
from p3aks.core.formatting import angka

SEN = Decimal("0.01")
BULAT_MAKS = 20  # with separators: a quadrillion
_DESIMAL = re.compile(r"[0-9]{1,6}")
_DIGIT = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+")
_PREDIKAT = re.compile(r"(AA|A|BB|B|CC|C|D)\b[ :/-]*", re.IGNORECASE)  # evaluasi SAKIP
_PEMISAH = re.compile(r"[;\t]")


def baca_angka_cetak(teks: str) -> tuple[Decimal, list[str]]:
    """Read a printed amount or percentage: ``7.168.721.753``, ``77 367.276``, ``0,048 %``.

    Returns it with what was doubtful about it. Raises ValueError where there is no number.
    """
    bersih = re.sub(r"^rp\.?\s*", "", teks.strip(), flags=re.IGNORECASE).rstrip("% ").strip(" -–")
    bulat, koma, desimal = bersih.partition(",")
    if not _DIGIT.fullmatch(bulat) or (koma and not _DESIMAL.fullmatch(desimal)):
        raise ValueError(f"“{teks}” bukan angka.")
    if len(bulat) > BULAT_MAKS:
        raise ValueError(f"“{teks[:40]}” terlalu panjang.")
    ragu = [f"“{teks.strip()}”: spasi dibaca sebagai pemisah ribuan."] if " " in bulat else []
    return Decimal(re.sub(r"[. ]", "", bulat) + (f".{desimal}" if koma else "")), ragu


def baca_indikator(teks: str) -> list[Indikator]:
    """Return the figures of *teks*, a line each, cells divided by semicolon or tab.

    Three cells: name, share in percent, whole. Four: name, target, realisation, achievement in
    percent; a fifth says ``naik`` or ``turun``. Raises ValueError that names the line.
    """
    hasil: list[Indikator] = []
    for nomor, baris in enumerate(teks.splitlines(), 1):
        if not baris.strip():
            continue
        try:
            hasil.append(_baca(baris.strip()))
        except ValueError as galat:
            raise ValueError(f"Baris {nomor}: {galat}") from galat
    return hasil


def _baca(baris: str) -> Indikator:
    nama, *sel = (s.strip() for s in _PEMISAH.split(baris))
    if not nama:
        raise ValueError("namanya belum ditulis.")
    catatan: list[str] = []

    def satu(teks: str) -> Decimal:
        nilai, ragu = baca_angka_cetak(teks)
        catatan.extend(ragu)
        return nilai

    if len(sel) == 2:
        persen, penyebut = map(satu, sel)
        if not penyebut:
            raise ValueError("bagian dari nol tidak dapat dihitung.")
        return Bagian(baris, nama, persen, penyebut, catatan)
    if len(sel) not in (3, 4):
        raise ValueError(
            "tulis nama; persen; penyebut, atau nama; target; realisasi; capaian; naik atau turun."
        )
    target, realisasi, persen_tercetak, *lain = sel
    predikat = _PREDIKAT.fullmatch(target)
    return CapaianCetak(
        baris=baris,
        nama=nama,
        target=None if predikat else satu(target),
        realisasi=satu(_PREDIKAT.sub("", realisasi, 1).strip("() ")),
        persen=satu(persen_tercetak),
        arah=_baca_arah(lain[0] if lain else ""),
        predikat=target if predikat else "",
        catatan=catatan,
    )


def _baca_arah(teks: str) -> Arah:
    try:
        return Arah(teks.lower())
    except ValueError:
        raise ValueError(f"arah “{teks}” tidak dikenal; tulis naik atau turun.") from None


class HasilIndikator(NamedTuple):
    """What follows from the other figures ("" where nothing does), and what is wrong or doubtful
    in the one that is printed."""

    terhitung: str
    temuan: list[Temuan]


def periksa_indikator(satu: Indikator, tabel: TabelCetak) -> HasilIndikator:
    """Check *satu*, which stands beside *tabel*."""
    ragu = [Temuan("P1", False, f"{satu.nama}: {c}") for c in satu.catatan]
    hasil = _bagian(satu, tabel) if isinstance(satu, Bagian) else _capaian(satu)
    return hasil._replace(temuan=[*ragu, *hasil.temuan])


def _persen(nilai: Decimal) -> str:
    return f"{angka(nilai)}%"


# Shares


def _bagian(satu: Bagian, tabel: TabelCetak) -> HasilIndikator:
    """The table has two totals, the printed one and that of its lines: the share tells which of
    them it was made of (E6)."""
    cacah = {"total": tabel.total.banyak} if tabel.total else {}
    if tabel.larik:
        cacah["Σ rincian"] = sum(x.banyak for x in tabel.larik)
    hitung = {
        n: _persen(_dari(n, satu.penyebut, tempat=_tempat(satu.persen) + 1)) for n in cacah.values()
    }
    cocok = {nama: n for nama, n in cacah.items() if periksa_persen(satu.persen, n, satu.penyebut)}
    if len(cocok) == len(cacah):
        return HasilIndikator(next(iter(hitung.values()), ""), [])
    tulis = "; ".join(f"{nama} {n} = {hitung[n]}" for nama, n in cacah.items())
    dari = f"{satu.nama}: tercetak {_persen(satu.persen)} dari {angka(satu.penyebut)}"
    if not cocok:
        temuan = Temuan("E6", True, f"{dari}, tetapi {tulis}.")
        return HasilIndikator("; ".join(dict.fromkeys(hitung.values())), [temuan])
    ((nama, n),) = cocok.items()
    pesan = f"{dari} cocok dengan {nama} {n}, tidak dengan yang lain ({tulis}): {nama} dikuatkan."
    return HasilIndikator(hitung[n], [Temuan("E6", False, pesan)])


def periksa_persen(tercetak: Decimal, pembilang: int, penyebut: Decimal | int) -> bool:
    """Tell whether *pembilang* of *penyebut*, in percent and rounded to the places that are
    printed, is *tercetak*."""
    return _dari(pembilang, penyebut, tempat=_tempat(tercetak)) == tercetak


def _tempat(nilai: Decimal) -> int:
    """Return how many places after the comma are written."""
    return -int(nilai.as_tuple().exponent)


def _dari(pembilang: int, penyebut: Decimal | int, *, tempat: int) -> Decimal:
    """Return the share in percent, rounded half up to *tempat* places."""
    satuan = Decimal(1).scaleb(-tempat)
    return (Decimal(pembilang) * 100 / penyebut).quantize(satuan, ROUND_HALF_UP)


# Achievements


def _capaian(satu: CapaianCetak) -> HasilIndikator:
    """Recompute (W7), tell a number that was cut off from one that is wrong (W8), and ask which
    way is better (W9)."""
    if satu.target is None:
        tersirat = (satu.realisasi * 100 / satu.persen).quantize(SEN) if satu.persen else None
        sebut = f" Dari realisasi dan capaiannya, targetnya {angka(tersirat)}." if tersirat else ""
        pesan = f"{satu.nama}: target “{satu.predikat}” bukan angka; tidak dapat diperiksa.{sebut}"
        return HasilIndikator("", [Temuan("W8", False, pesan)])
    penuh = _rumus(satu.target, satu.realisasi, satu.arah)
    if not penuh:
        pesan = f"{satu.nama}: target atau realisasi nol; capaiannya tidak dapat diperiksa."
        return HasilIndikator("", [Temuan("W7", False, pesan)])
    benar = [n.quantize(SEN, ROUND_HALF_UP) for n in penuh]
    terhitung, temuan = "; ".join(map(_persen, benar)), []
    if satu.arah == Arah.TIDAK_DISEBUT:
        pesan = f"{satu.nama}: arahnya tidak disebut; dihitung seolah-olah makin besar makin baik."
        temuan.append(Temuan("W9", False, pesan))
    if satu.persen.quantize(SEN) not in benar:
        temuan.append(_salah(satu, satu.target, penuh, terhitung))
    return HasilIndikator(terhitung, temuan)


def _rumus(target: Decimal, realisasi: Decimal, arah: Arah) -> list[Decimal]:
    """Return the achievement by the usual formula, unrounded; where less is better there are two.
    None can be computed from zeros."""
    if arah != Arah.TURUN:
        return [realisasi * 100 / target] if target else []
    selisih = [(2 * target - realisasi) * 100 / target] if target else []
    return [*selisih, *([target * 100 / realisasi] if realisasi else [])]


def _salah(satu: CapaianCetak, target: Decimal, penuh: list[Decimal], terhitung: str) -> Temuan:
    tercetak = satu.persen.quantize(SEN)
    if tercetak in [n.quantize(SEN, ROUND_DOWN) for n in penuh]:
        pesan = f"{satu.nama}: capaian {_persen(tercetak)} dipotong, dibulatkan {terhitung}."
        return Temuan("W8", False, pesan)
    naik = _rumus(target, satu.realisasi, Arah.NAIK)
    if tercetak in [n.quantize(SEN, ROUND_HALF_UP) for n in naik]:
        pesan = (
            f"{satu.nama}: capaian {_persen(tercetak)} memakai rumus makin besar makin baik, "
            f"padahal makin kecil makin baik ({terhitung})."
        )
        return Temuan("W9", False, pesan)
    pesan = f"{satu.nama}: capaian {terhitung} ≠ tercetak {_persen(tercetak)}."
    return Temuan("W7", True, pesan)
