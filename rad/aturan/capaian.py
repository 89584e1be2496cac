"""Achievement (capaian): what a realisation is worth against its target.

The one place of the formula, so that page, report, spreadsheet and public page agree. Rule 9 of
domain/hukum.md section 7: the polarity decides, a zero target divides nothing, and whether an
achievement is capped is a setting that every legend prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from p3aks.core.formatting import angka, persen
from rad.enums import Arah
from rad.enums_pantau import CaraHitung, RumusTurun

SERATUS = Decimal(100)
SEN = Decimal("0.01")
# Measures whose values do not add up over the periods of a year.
SATUAN_KEADAAN = frozenset(
    {"%", "persen", "persentase", "indeks", "nilai", "skor", "rasio", "predikat", "poin", "per mil"}
)


@dataclass(frozen=True)
class Rumus:
    """The settings of the formula. ``batas`` caps an achievement in percent; None: uncapped.

    ``RASIO`` needs a cap: with a realisation of zero it would be without end.
    """

    turun: str = RumusTurun.SELISIH
    batas: Decimal | None = None

    @property
    def kalimat(self) -> str:
        """The formula in words, for legends."""
        batas = "tidak dibatasi" if self.batas is None else f"paling tinggi {persen(self.batas)}"
        return (
            "Capaian arah naik = realisasi ÷ target; arah turun = "
            f"{RumusTurun(self.turun).label}; paling rendah 0%, {batas}. Target nol: arah naik "
            "100%; arah turun 100% bila realisasinya juga nol, selain itu 0%."
        )


class Capaian(NamedTuple):
    """An achievement in percent, two decimals; None where nothing can be computed."""

    persen: Decimal | None
    dibatasi: bool = False

    def __str__(self) -> str:
        return persen(self.persen) + ("*" if self.dibatasi else "")


KOSONG = Capaian(None)


def hitung(
    *, target: Decimal | None, realisasi: Decimal | None, arah: str, rumus: Rumus
) -> Capaian:
    """Return the achievement of *realisasi* against *target*.

    Never below 0; never falls when the realisation moves in the good direction. Where target or
    realisation is missing there is none: a missing report is not a zero.
    """
    if target is None or realisasi is None:
        return KOSONG
    nilai = _mentah(target, realisasi, arah, rumus)
    if nilai is None or (rumus.batas is not None and nilai > rumus.batas):
        return Capaian(rumus.batas, dibatasi=True)
    return Capaian(max(nilai, Decimal(0)).quantize(SEN, ROUND_HALF_UP))


def _mentah(target: Decimal, realisasi: Decimal, arah: str, rumus: Rumus) -> Decimal | None:
    """Return the achievement without floor and cap; None: without end."""
    naik = arah == Arah.NAIK
    if target == 0:
        return SERATUS if naik or realisasi <= 0 else Decimal(0)
    if naik:
        return realisasi / target * SERATUS
    if rumus.turun == RumusTurun.RASIO:
        return None if realisasi <= 0 else target / realisasi * SERATUS
    return (2 * target - realisasi) / target * SERATUS


def uraikan(*, target: Decimal, realisasi: Decimal, arah: str, rumus: Rumus) -> str:
    """Return the computation with its numbers, for whoever wants to check it."""
    t, r, hasil = angka(target), angka(realisasi), hitung(
        target=target, realisasi=realisasi, arah=arah, rumus=rumus
    )  # fmt: skip
    if target == 0:
        return f"target nol → {hasil}"
    if arah == Arah.NAIK:
        langkah = f"{r} ÷ {t}"
    elif rumus.turun == RumusTurun.RASIO:
        langkah = f"{t} ÷ {r}"
    else:
        langkah = f"(2 × {t} − {r}) ÷ {t}"
    return f"{langkah} = {hasil}"


def cara_hitung(satuan: str, kumulatif: bool) -> CaraHitung:
    """Return how the periods of a year add up for an indicator.

    A cumulative indicator, and one that measures a state (percent, index, score), is worth its
    last value; everything that is counted is added.
    """
    keadaan = kumulatif or satuan.strip().casefold() in SATUAN_KEADAAN
    return CaraHitung.TERAKHIR if keadaan else CaraHitung.JUMLAH


def gabungkan(nilai: Iterable[Decimal | None], cara: str) -> Decimal | None:
    """Return the value up to the last of *nilai* (one per period, in order; None: not reported)."""
    ada = [n for n in nilai if n is not None]
    if not ada:
        return None
    return ada[-1] if cara == CaraHitung.TERAKHIR else sum(ada, Decimal(0))


def rata(capaian: Iterable[Capaian]) -> Decimal | None:
    """Return the mean of the achievements that exist, in percent with two decimals."""
    ada = [c.persen for c in capaian if c.persen is not None]
    if not ada:
        return None
    return (sum(ada, Decimal(0)) / len(ada)).quantize(SEN, ROUND_HALF_UP)


def bagian(sebagian: Decimal, semua: Decimal) -> Decimal | None:
    """Return *sebagian* of *semua* in percent, two decimals; None where *semua* is zero."""
    if not semua:
        return None
    return (sebagian / semua * SERATUS).quantize(SEN, ROUND_HALF_UP)


# --- Figures as a source printed them -------------------------------------------------------

# Words of what one wants less of, unless the indicator counts how it is dealt with.
_BURUK = ("kekerasan", "kasus", "korban", "konflik", "kematian", "kemiskinan", "stunting",
          "perkawinan anak", "putus sekolah", "pengangguran", "pelanggaran")  # fmt: skip
_DITANGANI = ("tangan", "layan", "selesai", "ditindak", "tindak lanjut", "damping", "lapor",
              "rujuk", "pulih", "latih", "cegah", "sosialisasi", "bantuan", "tampung", "peta",
              "penangan", "pendataan", "terdata", "kelola", "gelar", "jangkau", "kembali",
              "pendidikan", "peserta", "penyuluhan", "mediasi")  # fmt: skip
PREDIKAT_SAKIP: Sequence[tuple[str, Decimal, Decimal]] = (
    ("AA", Decimal(90), Decimal(100)),
    ("A", Decimal(80), Decimal(90)),
    ("BB", Decimal(70), Decimal(80)),
    ("B", Decimal(60), Decimal(70)),
    ("CC", Decimal(50), Decimal(60)),
    ("C", Decimal(30), Decimal(50)),
    ("D", Decimal(0), Decimal(30)),
)
"""Predikat, above which value, up to which value (evaluasi SAKIP)."""


def arah_meragukan(nama: str, arah: str) -> bool:
    """Whether an indicator counts something bad and yet says that more is better."""
    kecil = nama.casefold()
    return (
        arah == Arah.NAIK
        and any(k in kecil for k in _BURUK)
        and not any(k in kecil for k in _DITANGANI)
    )


def predikat(teks: str) -> tuple[str, Decimal, Decimal] | None:
    """Return predikat, lower and upper value where *teks* is a bare predikat such as "A"."""
    bersih = teks.strip().upper()
    return next((p for p in PREDIKAT_SAKIP if p[0] == bersih), None)


def temuan(
    *,
    nama: str,
    arah: str,
    target: Decimal | None,
    realisasi: Decimal | None,
    tercetak: Decimal | None,
    rumus: Rumus,
) -> list[str]:
    """Return what is wrong with one line of a performance table, in sentences; empty: nothing.

    *tercetak* is the achievement in percent as its source printed it. It is compared, never
    corrected.
    """
    hasil = []
    if arah_meragukan(nama, arah):
        hasil.append(
            "Arah “makin besar makin baik” tidak cocok dengan indikator ini; periksa arahnya."
        )
    if tercetak is None or target is None or realisasi is None:
        return hasil
    dihitung = hitung(target=target, realisasi=realisasi, arah=arah, rumus=rumus)
    if dihitung.persen is None or abs(dihitung.persen - tercetak) <= SEN:
        return hasil
    kalimat = f"Tercetak {persen(tercetak)}, dihitung {dihitung}."
    terbalik = hitung(target=target, realisasi=realisasi, arah=Arah.NAIK, rumus=Rumus())
    if arah == Arah.TURUN and terbalik.persen == tercetak:
        kalimat += " Angka tercetak memakai rumus arah naik, padahal makin kecil makin baik."
    return [*hasil, kalimat]
