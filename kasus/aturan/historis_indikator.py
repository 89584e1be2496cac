"""Figures printed beside an old table: a share of something, an achievement against a target.

They are compared with what follows from the other figures, never corrected (R28, R30).
"""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

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


def periksa_indikator(satu: Indikator, tabel: TabelCetak) -> tuple[str, list[Temuan]]:
    """Return what follows from the other figures ("" where nothing does), and what is wrong or
    doubtful in *satu*, which stands beside *tabel*."""
    ragu = [Temuan("P1", False, f"{satu.nama}: {c}") for c in satu.catatan]
    terhitung, temuan = _bagian(satu, tabel) if isinstance(satu, Bagian) else _capaian(satu)
    return terhitung, [*ragu, *temuan]


# Shares


def _bagian(satu: Bagian, tabel: TabelCetak) -> tuple[str, list[Temuan]]:
    """The table has two totals, the printed one and that of its lines: the share tells which of
    them it was made of (E6)."""
    cacah = dict(_jumlah(tabel))
    hitung = {n: f"{angka(_teliti(satu, n))}%" for n in cacah.values()}
    cocok = {nama: n for nama, n in cacah.items() if periksa_persen(satu.persen, n, satu.penyebut)}
    tulis = "; ".join(f"{nama} {n} = {hitung[n]}" for nama, n in cacah.items())
    dari = f"{satu.nama}: tercetak {angka(satu.persen)}% dari {angka(satu.penyebut)}"
    if not cacah or len(cocok) == len(cacah):
        return next(iter(hitung.values()), ""), []
    if not cocok:
        return "; ".join(dict.fromkeys(hitung.values())), [
            Temuan("E6", True, f"{dari}, tetapi {tulis}.")
        ]
    (nama, n), *_ = cocok.items()
    pesan = f"{dari} cocok dengan {nama} {n}, tidak dengan yang lain ({tulis}): {nama} dikuatkan."
    return hitung[n], [Temuan("E6", False, pesan)]


def _jumlah(tabel: TabelCetak) -> Iterator[tuple[str, int]]:
    if tabel.total:
        total = tabel.total
        yield "total", sum(total.sel.values()) if total.jumlah is None else total.jumlah
    if tabel.larik:
        semua = (sum(x.sel.values()) if x.jumlah is None else x.jumlah for x in tabel.larik)
        yield "Σ rincian", sum(semua)


def periksa_persen(tercetak: Decimal, pembilang: int, penyebut: Decimal | int) -> bool:
    """Tell whether *pembilang* of *penyebut*, in percent and rounded to the places that are
    printed, is *tercetak*."""
    satuan = Decimal(1).scaleb(tercetak.as_tuple().exponent)  # type: ignore[arg-type]
    return (Decimal(pembilang) * 100 / penyebut).quantize(satuan, ROUND_HALF_UP) == tercetak


def _teliti(satu: Bagian, pembilang: int) -> Decimal:
    """Return the share with one place more than is printed."""
    satuan = Decimal(1).scaleb(satu.persen.as_tuple().exponent - 1)  # type: ignore[operator]
    return (Decimal(pembilang) * 100 / satu.penyebut).quantize(satuan, ROUND_HALF_UP)


# Achievements


def _capaian(satu: CapaianCetak) -> tuple[str, list[Temuan]]:
    """Recompute (W7), tell a number that was cut off from one that is wrong (W8), and ask which
    way is better (W9)."""
    if satu.target is None:
        tersirat = (satu.realisasi * 100 / satu.persen).quantize(SEN) if satu.persen else None
        sebut = f" Dari realisasi dan capaiannya, targetnya {angka(tersirat)}." if tersirat else ""
        pesan = f"{satu.nama}: target “{satu.predikat}” bukan angka; tidak dapat diperiksa.{sebut}"
        return "", [Temuan("W8", False, pesan)]
    rumus = dict(_rumus(satu.target, satu.realisasi, satu.arah))
    if not rumus:
        pesan = f"{satu.nama}: target atau realisasi nol; capaiannya tidak dapat diperiksa."
        return "", [Temuan("W7", False, pesan)]
    terhitung = "; ".join(f"{angka(n.quantize(SEN, ROUND_HALF_UP))}%" for n in rumus.values())
    temuan = list(_arah(satu))
    if not any(n.quantize(SEN, ROUND_HALF_UP) == satu.persen.quantize(SEN) for n in rumus.values()):
        temuan.append(_salah(satu, rumus, terhitung))
    return terhitung, temuan


def _rumus(target: Decimal, realisasi: Decimal, arah: Arah) -> Iterator[tuple[str, Decimal]]:
    """Yield the usual formulas of a direction; for less is better there are two."""
    if arah != Arah.TURUN:
        if target:
            yield "realisasi ÷ target", realisasi * 100 / target
        return
    if target:
        yield "(2 × target − realisasi) ÷ target", (2 * target - realisasi) * 100 / target
    if realisasi:
        yield "target ÷ realisasi", target * 100 / realisasi


def _arah(satu: CapaianCetak) -> Iterator[Temuan]:
    if satu.arah == Arah.TIDAK_DISEBUT:
        yield Temuan(
            "W9", False,
            f"{satu.nama}: arahnya tidak disebut; dihitung seolah-olah makin besar makin baik.",
        )  # fmt: skip


def _salah(satu: CapaianCetak, rumus: dict[str, Decimal], terhitung: str) -> Temuan:
    tercetak, target = satu.persen.quantize(SEN), satu.target
    if any(n.quantize(SEN, ROUND_DOWN) == tercetak for n in rumus.values()):
        pesan = f"{satu.nama}: capaian {angka(tercetak)}% dipotong, dibulatkan {terhitung}."
        return Temuan("W8", False, pesan)
    if satu.arah == Arah.TURUN and target:
        naik = (satu.realisasi * 100 / target).quantize(SEN, ROUND_HALF_UP)
        if naik == tercetak:
            pesan = (
                f"{satu.nama}: capaian {angka(tercetak)}% memakai rumus makin besar makin baik, "
                f"padahal makin kecil makin baik ({terhitung})."
            )
            return Temuan("W9", False, pesan)
    return Temuan("W7", True, f"{satu.nama}: capaian {terhitung} ≠ tercetak {angka(tercetak)}%.")
