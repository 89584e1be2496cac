"""Indonesian writing of money, numbers, dates and numbering levels.

Pure: no Django, no database, no clock. Everything that people read as a number goes through
here, so a screen, a spreadsheet and a regulation can never disagree. Money and measures are
`Decimal` or `int`; a `float` is refused, because it cannot hold a rupiah amount exactly. The way
back, from what people type, is `p3aks.core.parsing`; its names can be imported from here too.

The rules: EYD and Permendagri habit for rupiah, dates and *terbilang*; UU 12/2011 Lampiran II
for numbering levels and "3 (tiga)".
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from zoneinfo import ZoneInfo

from p3aks.core.parsing import (
    KodeProvinsi,
    KodeTidakSah,
    baca_angka,
    baca_rupiah,
    bersih_teks,
    koma_ragu,
    normal_kode,
    normal_teks,
)

__all__ = [
    "BULAN",
    "HARI",
    "KOSONG",
    "KodeProvinsi",
    "KodeTidakSah",
    "angka",
    "angka_isian",
    "angka_terbilang",
    "baca_angka",
    "baca_rupiah",
    "bersih_teks",
    "huruf",
    "normal_kode",
    "normal_teks",
    "persen",
    "rincian",
    "romawi",
    "rupiah",
    "rupiah_terbilang",
    "tanggal",
    "tanggal_waktu",
    "terbilang",
    "urutan",
    "waktu",
]

KOSONG = "–"
TERBILANG_MAKS = 10**15 - 1  # 999 triliun ...

BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONA_BAWAAN = ZoneInfo("Asia/Jakarta")
SINGKATAN_ZONA = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}

_TUKAR_PEMISAH = str.maketrans(",.", ".,")
_LEBAR = Context(prec=80)  # rounding must not fail on sums longer than the default 28 digits


def _desimal(nilai: Decimal | int) -> Decimal:
    """Return `nilai` as a finite Decimal; TypeError for float and text, ValueError for NaN."""
    if isinstance(nilai, bool) or not isinstance(nilai, Decimal | int):
        raise TypeError(f"Nilai harus Decimal atau int, bukan {type(nilai).__name__}.")
    hasil = Decimal(nilai)
    if not hasil.is_finite():
        raise ValueError("Nilai tidak terhingga atau bukan angka.")
    return hasil


def _bulatkan(nilai: Decimal, tempat: int) -> Decimal:
    """Round half up, as a cashier does, and never leave a negative zero."""
    hasil = nilai.quantize(Decimal(1).scaleb(-tempat), rounding=ROUND_HALF_UP, context=_LEBAR)
    return hasil.copy_abs() if hasil == 0 else hasil


def _tulis(nilai: Decimal) -> str:
    """Write all digits of `nilai` with dots for thousands and a decimal comma."""
    return f"{nilai:,f}".translate(_TUKAR_PEMISAH)


# --- Money and numbers, out -----------------------------------------------------------------


def rupiah(nilai: Decimal | int | None, sen: bool = False) -> str:
    """Write rupiah: "Rp1.250.000", with `sen` "Rp1.250.000,00", negative "(Rp500)", None "–".

    Without `sen` only ",00" is left out: sen that are not zero are always shown, so that a
    column still adds up. Rounds half up to two places. TypeError for a float.
    """
    if nilai is None:
        return KOSONG
    jumlah = _bulatkan(_desimal(nilai), 2)
    teks = "Rp" + _tulis(jumlah.copy_abs())  # abs() would round to 28 digits
    if not sen:
        teks = teks.removesuffix(",00")
    return f"({teks})" if jumlah < 0 else teks


def angka(nilai: Decimal | int | None) -> str:
    """Write a number as "1.234,5": all its digits, no trailing zeros; None is "–"."""
    if nilai is None:
        return KOSONG
    jumlah = _desimal(nilai)
    if jumlah == 0:
        return "0"
    teks = _tulis(jumlah)
    return teks.rstrip("0").rstrip(",") if "," in teks else teks


def angka_isian(nilai: Decimal | int) -> str:
    """Write a number as `angka` does, but always so that `baca_angka` reads it back.

    1.234 (one and a bit) becomes "1,2340": "1,234" is refused there as ambiguous.
    """
    teks = angka(nilai)
    return teks + "0" if koma_ragu(teks) else teks


def persen(nilai: Decimal | int | None, desimal: int = 2) -> str:
    """Write a percentage (87.27, not 0.8727) as "87,27%", rounded half up; None is "–"."""
    if nilai is None:
        return KOSONG
    return _tulis(_bulatkan(_desimal(nilai), desimal)) + "%"


# --- Words ----------------------------------------------------------------------------------

_DIGIT = (
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_SKALA = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def _ratusan(n: int) -> list[str]:
    """Return the words of 1 ≤ n ≤ 999."""
    kata: list[str] = []
    ratus, sisa = divmod(n, 100)
    if ratus:
        kata += ["seratus"] if ratus == 1 else [_DIGIT[ratus], "ratus"]
    puluh, satuan = divmod(sisa, 10)
    if sisa >= 20:
        kata += [_DIGIT[puluh], "puluh"] + ([_DIGIT[satuan]] if satuan else [])
    elif sisa >= 12:
        kata += [_DIGIT[satuan], "belas"]
    elif sisa:
        kata.append(_DIGIT[sisa])
    return kata


def terbilang(nilai: Decimal | int) -> str:
    """Spell a number: 1100 → "seribu seratus", -5 → "minus lima", 3.05 → "tiga koma nol lima".

    "se-" stands for one only in sepuluh, sebelas, seratus and seribu ("satu juta"). Decimals are
    read digit by digit without trailing zeros. ValueError from a thousand triliun upwards.
    """
    jumlah = _desimal(nilai)
    bulat, _, pecahan = f"{jumlah.copy_abs():f}".partition(".")
    sisa = int(bulat)
    if sisa > TERBILANG_MAKS:
        raise ValueError("Angka terlalu besar untuk dieja: paling besar 999 triliun.")
    kata = ["minus"] if jumlah < 0 else []
    if sisa == 0:
        kata.append("nol")
    for nilai_skala, nama in _SKALA:
        kelompok, sisa = divmod(sisa, nilai_skala)
        if kelompok == 1 and nama == "ribu":
            kata.append("seribu")
        elif kelompok:
            kata += [*_ratusan(kelompok), nama]
    kata += _ratusan(sisa)
    if pecahan := pecahan.rstrip("0"):
        kata += ["koma", *(_DIGIT[int(d)] for d in pecahan)]
    return " ".join(kata)


def angka_terbilang(nilai: Decimal | int) -> str:
    """Write a number for normative text: 3 → "3 (tiga)" (UU 12/2011 Lampiran II)."""
    return f"{angka(nilai)} ({terbilang(nilai)})"


def rupiah_terbilang(nilai: Decimal | int | None) -> str:
    """Write rupiah for legal text: "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)".

    Sen that are not zero are added: "(… rupiah lima puluh sen)". None is "–".
    """
    if nilai is None:
        return KOSONG
    jumlah = _bulatkan(_desimal(nilai), 2)
    bulat, sen = f"{jumlah:f}".split(".")
    minus = "minus " if bulat == "-0" else ""  # int("-0") forgets the sign
    kata = f"{minus}{terbilang(int(bulat))} rupiah"
    if int(sen):
        kata += f" {terbilang(int(sen))} sen"
    return f"{rupiah(jumlah, sen=True)} ({kata})"


def urutan(n: int) -> str:
    """Write an ordinal: 1 → "Kesatu", 12 → "Kedua Belas" (Bagian; capitals make the diktum)."""
    return " ".join(k.capitalize() for k in f"ke{terbilang(_positif(n))}".split())


# --- Dates and times ------------------------------------------------------------------------


def _lokal(saat: datetime, zona: ZoneInfo | None = None) -> datetime:
    """Move an aware datetime to `zona`, or else to its own Indonesian zone, or else to WIB."""
    if saat.utcoffset() is None:
        raise ValueError("Waktu tanpa zona tidak dapat ditulis; pakai waktu yang berzona.")
    if zona is None:
        if getattr(saat.tzinfo, "key", None) in SINGKATAN_ZONA:
            return saat
        zona = ZONA_BAWAAN
    return saat.astimezone(zona)


def tanggal(nilai: date | datetime | None, hari: bool = False) -> str:
    """Write a date: "22 November 2026", with `hari` "Minggu, 22 November 2026"; None is "–".

    A datetime must be aware; it is read in its own Indonesian zone, any other zone as WIB.
    """
    if nilai is None:
        return KOSONG
    if isinstance(nilai, datetime):
        nilai = _lokal(nilai)
    teks = f"{nilai.day} {BULAN[nilai.month - 1]} {nilai.year}"
    return f"{HARI[nilai.weekday()]}, {teks}" if hari else teks


def waktu(saat: datetime | None, zona: ZoneInfo | None = None) -> str:
    """Write the time of an aware datetime: "09.00 WIB" (WITA, WIT by zone); None is "–".

    `zona` moves it first; ValueError when that is not an Indonesian zone or `saat` is naive.
    """
    if saat is None:
        return KOSONG
    lokal = _lokal(saat, zona)
    singkatan = SINGKATAN_ZONA.get(getattr(lokal.tzinfo, "key", ""))
    if singkatan is None:
        raise ValueError(f"{lokal.tzinfo} bukan zona waktu Indonesia.")
    return f"{lokal:%H.%M} {singkatan}"


def tanggal_waktu(saat: datetime | None) -> str:
    """Write an aware datetime: "22 November 2026 pukul 09.00 WIB"; None is "–"."""
    return KOSONG if saat is None else f"{tanggal(saat)} pukul {waktu(saat)}"


def lama(selang: timedelta) -> str:
    """Write how long something takes: "3 jam 30 menit", "45 menit", "2 jam"."""
    jam, menit = divmod(int(selang.total_seconds()) // 60, 60)
    bagian = [f"{jam} jam"] if jam else []
    if menit or not jam:
        bagian.append(f"{menit} menit")
    return " ".join(bagian)


# --- Numbering ------------------------------------------------------------------------------

_ROMAWI = (
    *(
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
    ),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _positif(n: int) -> int:
    if n < 1:
        raise ValueError("Nomor urut dimulai dari 1.")
    return n


def romawi(n: int) -> str:
    """Write 1 ≤ n ≤ 3999 in Roman numerals (BAB, Lampiran); ValueError outside."""
    sisa = _positif(n)
    if n > 3999:
        raise ValueError("Angka Romawi paling besar 3999.")
    hasil = ""
    for nilai, lambang in _ROMAWI:
        kali, sisa = divmod(sisa, nilai)
        hasil += lambang * kali
    return hasil


def huruf(n: int) -> str:
    """Write n ≥ 1 in letters: 1 → a, 26 → z, 27 → aa."""
    hasil, sisa = "", _positif(n)
    while sisa:
        sisa, sisa_huruf = divmod(sisa - 1, 26)
        hasil = chr(ord("a") + sisa_huruf) + hasil
    return hasil


def rincian(tingkat: int, n: int) -> str:
    """Write item `n` of a list at depth 1–4: "a.", "1.", "a)", "1)" (UU 12/2011 Lampiran II).

    ValueError at any other depth: a legal text goes no deeper than four levels.
    """
    if tingkat not in (1, 2, 3, 4):
        raise ValueError("Rincian paling dalam empat tingkat: a., 1., a), 1).")
    penomor = huruf(n) if tingkat in (1, 3) else str(_positif(n))
    return penomor + ("." if tingkat <= 2 else ")")
