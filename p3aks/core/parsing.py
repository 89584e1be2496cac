"""Reading what people type: rupiah, numbers, nomenclature codes, plain text.

Pure: no Django. One principle: what could mean two things is refused with a sentence that says
how to write it; nothing is guessed. Messages are Indonesian and shown beside the field or in the
list of spreadsheet problems. Writing is `p3aks.core.formatting`.
"""

import re
import unicodedata
from decimal import Decimal

DIGIT_BULAT_MAKS = 16  # what DecimalField(max_digits=18, decimal_places=2) can hold

# --- Money and numbers ----------------------------------------------------------------------

_BULAT = r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)"
_RUPIAH = re.compile(rf"({_BULAT})(?:,([0-9]{{2}}))?")
_ANGKA = re.compile(rf"(-?)({_BULAT})(?:,([0-9]+))?")
_TITIK_DESIMAL = re.compile(r"(-?)(0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,}))")
_KOMA_RAGU = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_GAYA_INGGRIS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_AWALAN_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*", re.IGNORECASE)
_AKHIRAN_STRIP = re.compile(r"[.,]\s?(?:-{1,2}|=)$")
_NEGATIF = re.compile(r"-\s*(?:[0-9]|rp)|\([^()]*[0-9][^()]*\)$", re.IGNORECASE)
_TANDA_MINUS = str.maketrans("−–—", "---")


def _siapkan(teks: str) -> str:
    """Return typed text without spaces around it, with plain digits and plain dashes."""
    return unicodedata.normalize("NFKC", teks).translate(_TANDA_MINUS).strip()


def _kutip(teks: str) -> str:
    """Quote what was typed, shortened, for a message."""
    return f"“{teks[:30]}…”" if len(teks) > 30 else f"“{teks}”"


def koma_ragu(teks: str) -> bool:
    """Tell whether `teks` is like "1,234": a decimal here, a thousand in an English program."""
    return _KOMA_RAGU.fullmatch(teks) is not None


def _tolak_ragu(teks: str, asli: str) -> None:
    """Raise the message that fits when `teks` is English style or has an ambiguous comma."""
    if _GAYA_INGGRIS.fullmatch(teks):
        raise ValueError(
            f"{_kutip(asli)} ditulis dengan cara Inggris. Pakai titik untuk ribuan dan koma "
            "untuk desimal, misalnya 1.234.567,89."
        )
    if koma_ragu(teks):
        raise ValueError(
            f"{_kutip(asli)} bisa dibaca dengan dua cara. Untuk ribuan tulis "
            f"{teks.replace(',', '.')}; koma hanya untuk desimal."
        )


def _gabung(bulat: str, pecahan: str | None, asli: str) -> Decimal:
    """Build the Decimal from digit groups, refusing more whole digits than can be stored."""
    bulat = bulat.replace(".", "").lstrip("0") or "0"
    if len(bulat) > DIGIT_BULAT_MAKS:
        raise ValueError(f"{_kutip(asli)} terlalu besar: paling banyak {DIGIT_BULAT_MAKS} angka.")
    return Decimal(f"{bulat}.{pecahan}" if pecahan else bulat)


def baca_rupiah(teks: str) -> Decimal:
    """Read rupiah as people type it; the result has two decimal places.

    Accepts "Rp 85.000.000", "Rp85.000.000,50", "Rp. 85.000.000,-", "1.234.567,89", "85000000".
    A dot only separates groups of exactly three digits, a comma only two digits of sen.
    ValueError (message for the typist): empty, negative, words, more than 16 digits, English
    style "1,234,567.89", and whatever could mean two amounts, such as "1,234" or "1.234.56".
    """
    asli = _siapkan(teks)
    if not asli:
        raise ValueError("Jumlah rupiah belum diisi.")
    isi = _AWALAN_RUPIAH.sub("", asli, count=1) if _AWALAN_RUPIAH.match(asli) else asli
    if _NEGATIF.match(isi):
        raise ValueError(f"{_kutip(asli)} negatif. Jumlah rupiah paling sedikit 0.")
    bersih = _AKHIRAN_STRIP.sub("", isi)
    if cocok := _RUPIAH.fullmatch(bersih):
        return _gabung(cocok[1], cocok[2], asli).quantize(Decimal("0.01"))
    _tolak_ragu(bersih, asli)
    if re.fullmatch(r"[0-9][0-9.,]*", bersih):
        raise ValueError(
            f"Susunan titik dan koma pada {_kutip(asli)} tidak jelas. Tulis seperti "
            "85.000.000 atau 85.000.000,50."
        )
    raise ValueError(
        f"{_kutip(asli)} bukan jumlah rupiah. Tulis seperti 85.000.000, atau 0 bila tidak ada."
    )


def baca_angka(teks: str) -> Decimal:
    """Read a measure as people type it: "35,5", "0,055", "1.234" (a thousand ...), "-2,5".

    Comma is the decimal sign, a dot before groups of exactly three digits separates thousands.
    "35.5" and "35.1234" are also read as decimals (a telephone keyboard set to English has no
    comma, and no thousands can be meant), likewise "0.055". ValueError for "1,234" (decimal or
    thousand?), "1234.567", "1,234.5", "1.234.56", words, percent signs, more than 16 whole digits.
    """
    asli = _siapkan(teks)
    if not asli:
        raise ValueError("Angka belum diisi.")
    _tolak_ragu(asli, asli)
    if cocok := _ANGKA.fullmatch(asli):
        tanda, bulat, pecahan = cocok.groups()
    elif cocok := _TITIK_DESIMAL.fullmatch(asli):
        tanda = cocok[1]
        bulat, pecahan = cocok[2].split(".")
    elif asli.endswith("%"):
        raise ValueError(f"Tulis angkanya saja tanpa tanda persen, bukan {_kutip(asli)}.")
    elif re.fullmatch(r"-?[0-9][0-9.,]*", asli):
        raise ValueError(
            f"Susunan titik dan koma pada {_kutip(asli)} tidak jelas. "
            "Tulis seperti 1.234 atau 35,5."
        )
    else:
        raise ValueError(f"{_kutip(asli)} bukan angka. Tulis seperti 1.234 atau 35,5.")
    hasil = _gabung(bulat, pecahan, asli)
    return hasil.copy_negate() if tanda and hasil else hasil


# --- Nomenclature codes (Permendagri 90/2019) -----------------------------------------------

POLA_KODE = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}\.[12]\.[0-9]{2}(\.([0-9]{2}|[0-9]{4}))?")
TEMPLAT_PENUNJANG = "X.XX.01"  # supporting programme: the same in every urusan
_POLA_TEMPLAT = re.compile(r"X\.XX\.01(\.[12]\.[0-9]{2}(\.([0-9]{2}|[0-9]{4}))?)?")
POLA_PROGRAM = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}")


class KodeTidakSah(ValueError):
    """The code does not have the shape of a kegiatan or sub kegiatan."""


class KodeProvinsi(ValueError):
    """The code belongs to the province (fourth segment 1); a kabupaten cannot use it."""


def normal_kode(teks: str) -> str:
    """Return the canonical code of a kegiatan or sub kegiatan of a kabupaten/kota.

    Drops spaces and the zero padding of some systems: "02.08.03.02.02.0001" becomes
    "2.08.03.2.02.0001". The template of the supporting programme (X.XX.01, with or without
    its kegiatan) is accepted. KodeProvinsi when the fourth segment is 1; KodeTidakSah for all
    else, also for a programme code. Whether the code exists is for the nomenclature table to say.
    """
    asli = _siapkan(teks)
    ruas = re.sub(r"\s+", "", asli).upper().removesuffix(".").split(".")
    for letak in (0, 3):
        if letak < len(ruas) and re.fullmatch(r"0[0-9]", ruas[letak]):
            ruas[letak] = ruas[letak][1]
    kode = ".".join(ruas)
    if not (POLA_KODE.fullmatch(kode) or _POLA_TEMPLAT.fullmatch(kode)):
        if POLA_PROGRAM.fullmatch(kode):
            raise KodeTidakSah(
                f"{_kutip(asli)} adalah kode program. Isi kode kegiatan atau sub kegiatan."
            )
        raise KodeTidakSah(
            f"{_kutip(asli)} bukan kode kegiatan atau sub kegiatan. "
            "Tulis seperti 2.08.03.2.02.0001."
        )
    if len(ruas) > 3 and ruas[3] == "1":
        raise KodeProvinsi(
            f"{_kutip(asli)} adalah kode kewenangan provinsi. Untuk kabupaten, angka keempatnya 2."
        )
    return kode


# --- Text -----------------------------------------------------------------------------------

# Invisible although Unicode counts them as letters or marks: CGJ, Hangul fillers, Khmer vowels.
_TAK_TAMPAK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_BARIS_BARU = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def _boleh(huruf: str) -> bool:
    """Tell whether a character may stay: no control, format, surrogate or non-character."""
    if huruf == "\n":
        return True
    if unicodedata.category(huruf) in {"Cc", "Cf", "Cs"} or huruf in _TAK_TAMPAK:
        return False
    return (ord(huruf) & 0xFFFE) != 0xFFFE  # U+xxFFFE/F would break XLSX and PDF


def _buang_kendali(teks: str) -> str:
    """Unify line ends, turn tabs into spaces, drop characters that cannot be seen."""
    if teks.isascii() and teks.isprintable():
        return teks  # nothing to do, and most text is like that
    teks = _BARIS_BARU.sub("\n", teks).replace("\t", " ")
    return "".join(h for h in teks if _boleh(h))


def bersih_teks(teks: str) -> str:
    """Return text fit to store and print: NFC, single spaces, newlines kept.

    Removes NUL, control, zero-width and direction-changing characters; spaces collapse and are
    stripped on each line, empty lines at both ends go. Applying it twice changes nothing.
    """
    bersih = unicodedata.normalize("NFC", _buang_kendali(teks))
    return "\n".join(" ".join(baris.split()) for baris in bersih.split("\n")).strip("\n")


def normal_teks(teks: str) -> str:
    """Return a key for finding duplicates: NFKC, case folded, one space, nothing invisible.

    Two texts that a reader would call the same have the same key. Not for showing.
    """
    lama, kunci = None, _buang_kendali(teks)
    while kunci != lama:  # folding can undo normalisation and the other way round
        lama = kunci
        kunci = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kunci).casefold())
        kunci = " ".join(_buang_kendali(kunci).split())
    return kunci


def baca_bilangan(teks: str, bawaan: int = 0) -> int:
    """Return the whole number that *teks* (a hidden field, a row count) writes in at most nine
    digits; *bawaan* for anything else. Never raises: Python refuses to read 5,000 digits."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= 9 else bawaan


def rapikan_kode(teks: str) -> str:
    """Return a code as it is stored, from what people type: ``k 7f3mq2xw`` → K-7F3MQ2XW."""
    bersih = "".join(c for c in teks.upper() if c.isalnum())
    return f"{bersih[:1]}-{bersih[1:]}"
