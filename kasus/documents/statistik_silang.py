"""The pivot: a unit, what it is counted by in rows and columns, and the period, as one choice.

A choice is read from an address by one parser, :func:`baca`, wherever it comes from: a form, a
link, a saved view. What cannot be counted is replaced by what can, with a sentence that says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from kasus.documents.statistik_dasar import (
    JALUR,
    KASUS,
    KORBAN,
    PASANGAN,
    PELAKU,
    Masa,
    Tabel,
    hitung,
    jumlah,
    kasus_masa,
    kecamatan,
    silang,
)
from kasus.enums import (
    BentukKekerasan,
    HubunganPelaku,
    KategoriPelaporan,
    KeterkaitanKonflik,
    Ranah,
    TempatKejadian,
)
from kasus.enums_layanan import JenisLayanan, SaluranMasuk, StatusVerifikasi, TahapKasus
from kasus.enums_orang import JenisKelamin, KelompokUsia
from p3aks.core.formatting import BULAN
from p3aks.core.parsing import baca_bilangan
from pokja.models import Pengguna

SATUAN = {"kasus": KASUS, "korban": KORBAN, "terlapor": PELAKU, "pasangan": PASANGAN}
PARUH = {"0": "Setahun", "1": "Semester 1", "2": "Semester 2"}
VERIFIKASI = {"": "Semua kasus", "ya": "Terverifikasi saja"}
KELAMIN, ANAK = JenisKelamin.choices, [(True, "Anak"), (False, "Dewasa atau umur tidak diketahui")]
TANPA_LAYANAN = "Belum ada layanan"


@dataclass(frozen=True)
class Dimensi:
    """What something is counted by. ``jalur``: unit → lookup from the case. ``ganda``: one may
    stand in several rows; ``berulang``: and several times in the same row. ``kosong``: the name of
    the row of those that have none."""

    label: str
    jalur: Mapping[str, str]
    pilihan: Sequence[tuple[Any, Any]] = ()
    ganda: bool = False
    berulang: bool = False
    kosong: str = ""


def _kasus(label: str, ruas: str, pilihan: Sequence[tuple[Any, Any]] = ()) -> Dimensi:
    return Dimensi(label, dict.fromkeys(SATUAN.values(), ruas), pilihan)


def _orang(label: str, ruas: str, pilihan: Sequence[tuple[Any, Any]]) -> Dimensi:
    """A fact about a person; of a pair, about the victim."""
    korban = f"korban__{ruas}"
    return Dimensi(label, {KORBAN: korban, PELAKU: f"terlapor__{ruas}", PASANGAN: korban}, pilihan)


def _korban(label: str, ruas: str, pilihan: Sequence[tuple[Any, Any]], **lain: Any) -> Dimensi:
    return Dimensi(label, dict.fromkeys((KORBAN, PASANGAN), f"korban__{ruas}"), pilihan, **lain)


# By what they are facts of; the choices of a list are grouped the same way.
KELOMPOK: dict[str, dict[str, Dimensi]] = {
    "Kasus (untuk semua yang dihitung)": {
        "bulan": _kasus("bulan lapor", "bulan"),
        "kecamatan": _kasus("kecamatan kejadian", "kecamatan"),
        "saluran": _kasus("saluran masuk", "saluran", SaluranMasuk.choices),
        "tahap": _kasus("tahap kini", "tahap", TahapKasus.choices),
        "verifikasi": _kasus("verifikasi", "verifikasi", StatusVerifikasi.choices),
    },
    "Orang (korban atau terlapor; pada pasangan, korbannya)": {
        "usia": _orang("kelompok usia", "kelompok_usia", KelompokUsia.choices),
        "kelamin": _orang("jenis kelamin", "kelamin", KELAMIN),
        "anak": _orang("anak atau dewasa", "anak", ANAK),
    },
    "Korban (juga pada pasangan)": {
        "bentuk": _korban("bentuk kekerasan", "bentuk__bentuk", BentukKekerasan.choices,
                          ganda=True),
        "kategori": _korban("kategori pelaporan", "kategori", KategoriPelaporan.choices),
        "ranah": _korban("ranah", "ranah", Ranah.choices),
        "konflik": _korban("keterkaitan konflik", "keterkaitan", KeterkaitanKonflik.choices),
        "tempat": _korban("tempat kejadian", "tempat", TempatKejadian.choices),
        "layanan": _korban("layanan yang diterima", "layanan__jenis", JenisLayanan.choices,
                           ganda=True, berulang=True, kosong=TANPA_LAYANAN),
    },
    "Pasangan korban dan terlapor": {
        "hubungan": Dimensi("hubungan terlapor dengan korban",
                            {PASANGAN: "korban__hubungan__hubungan"}, HubunganPelaku.choices),
    },
}  # fmt: skip
DIMENSI = {kunci: d for isi in KELOMPOK.values() for kunci, d in isi.items()}
BAWAAN = {
    KASUS: ("bulan", "verifikasi"),
    KORBAN: ("bentuk", "kelamin"),
    PELAKU: ("usia", "kelamin"),
    PASANGAN: ("hubungan", "kelamin"),
}


@dataclass(frozen=True)
class Pilihan:
    """What is counted, by what, when. Always countable. ``tahun`` None: the current year."""

    hitung: str = "korban"
    baris: str = "bentuk"
    kolom: str = "kelamin"
    tahun: int | None = None
    paruh: int = 0
    terverifikasi: bool = False

    @property
    def satuan(self) -> str:
        """The unit in words."""
        return SATUAN[self.hitung]

    @property
    def masa(self) -> Masa:
        """The period."""
        return Masa(self.tahun or timezone.localdate().year, self.paruh)

    @property
    def data(self) -> dict[str, str]:
        """The choice as the fields of a form."""
        return {
            "hitung": self.hitung, "baris": self.baris, "kolom": self.kolom,
            "tahun": str(self.tahun or ""), "paruh": str(self.paruh),
            "verifikasi": "ya" if self.terverifikasi else "",
        }  # fmt: skip

    @property
    def kueri(self) -> str:
        """The choice as the query of an address; :func:`baca` reads it back."""
        return urlencode(self.data)

    @property
    def judul(self) -> str:
        """``Korban menurut bentuk kekerasan dan jenis kelamin``."""
        label = [DIMENSI[k].label for k in (self.baris, self.kolom) if k]
        return f"{self.satuan.capitalize()} menurut {' dan '.join(label)}"


@dataclass(frozen=True)
class Silang:
    """The table of a choice, and of how many cases it is made, verified ones among them."""

    pilihan: Pilihan
    tabel: Tabel
    kasus: int
    terverifikasi: int


def baca(data: Mapping[str, Any], tahun: Sequence[int]) -> tuple[Pilihan, dict[str, str]]:
    """Return the choice that *data* makes among the years *tahun*, and per field what was refused
    in it and what stands there instead."""
    galat: dict[str, str] = {}
    kode = _satu_dari(data, "hitung", SATUAN, "korban", galat)
    baris, kolom = _dimensi(data, SATUAN[kode], galat)
    tertulis = str(data.get("tahun") or "")
    diminta = baca_bilangan(tertulis)
    if tertulis and diminta not in tahun:
        galat["tahun"] = "Tidak ada kasus pada tahun itu. Yang ditampilkan: tahun ini."
        diminta = 0
    return Pilihan(
        kode, baris, kolom, diminta or None,
        int(_satu_dari(data, "paruh", PARUH, "0", galat)),
        _satu_dari(data, "verifikasi", VERIFIKASI, "", galat) == "ya",
    ), galat  # fmt: skip


def _satu_dari(
    data: Mapping[str, Any],
    ruas: str,
    pilihan: Mapping[str, str],
    bawaan: str,
    galat: dict[str, str],
) -> str:
    nilai = data.get(ruas, bawaan) or bawaan
    if nilai in pilihan:
        return str(nilai)
    galat[ruas] = f"Pilihan ini tidak dikenal. Yang ditampilkan: {pilihan[bawaan].lower()}."
    return bawaan


def _dimensi(data: Mapping[str, Any], satuan: str, galat: dict[str, str]) -> tuple[str, str]:
    """Return rows and columns; "" for no columns."""
    baris, kolom = BAWAAN[satuan]
    diminta = data.get("baris") or baris
    if sebab := _tidak_dapat(diminta, satuan):
        galat["baris"] = f"{sebab} Yang ditampilkan: {DIMENSI[baris].label}."
    else:
        baris = diminta
    if "kolom" not in data:
        return baris, kolom if kolom != baris else ""
    diminta = data["kolom"]
    sebab = _tidak_dapat(diminta, satuan) if diminta else ""
    if diminta and diminta == baris:
        sebab = "Baris dan kolomnya sama."
    if sebab:
        galat["kolom"] = f"{sebab} Yang ditampilkan: tanpa kolom."
    return baris, "" if sebab else diminta


def _tidak_dapat(kunci: str, satuan: str) -> str:
    """Return why *satuan* cannot be counted by *kunci*; "" if it can."""
    if kunci not in DIMENSI:
        return "Pilihan ini tidak dikenal."
    if satuan not in DIMENSI[kunci].jalur:
        return f"{DIMENSI[kunci].label.capitalize()} tidak dicatat per {satuan}."
    return ""


def susun(user: Pengguna, pilihan: Pilihan) -> Silang:
    """Return the table of *pilihan* for *user*: one grouped query, and one or two for the totals
    where one of the unit may stand in several cells."""
    masa, satuan = pilihan.masa, pilihan.satuan
    kasus, jalur = kasus_masa(user, masa, terverifikasi=pilihan.terverifikasi), JALUR[satuan]
    dimensi = [DIMENSI[k] for k in (pilihan.baris, pilihan.kolom) if k]
    ruas = [d.jalur[satuan] for d in dimensi]
    isi = hitung(kasus, jalur, *ruas, beda=any(d.berulang for d in dimensi))
    per = [
        # The totals along one side are counted where the other side repeats.
        hitung(kasus, jalur, ruas[ke], beda=dimensi[ke].berulang)
        if len(dimensi) == 2 and dimensi[1 - ke].ganda else None
        for ke in (0, 1)
    ]  # fmt: skip
    semua = None
    if any(d.ganda for d in dimensi):
        tunggal = [p for p, d in zip(per, dimensi, strict=False) if p and not d.ganda]
        semua = tunggal[0].total() if tunggal else jumlah(kasus, jalur)
    opsi = [_opsi(d, masa, {k[ke] for k in isi}) for ke, d in enumerate(dimensi)]
    tabel = silang(
        "silang", pilihan.judul, satuan, isi, opsi[0], opsi[1] if len(opsi) == 2 else (),
        per_baris=per[0], per_kolom=per[1], jumlah=semua, catatan=_catatan(dimensi, satuan),
    )  # fmt: skip
    nyata = hitung(kasus, "", "verifikasi")
    return Silang(pilihan, tabel, nyata.total(), nyata[StatusVerifikasi.TERVERIFIKASI.value,])


def _opsi(dimensi: Dimensi, masa: Masa, nilai: set[Any]) -> Sequence[tuple[Any, Any]]:
    """Return the rows that *dimensi* may have, in order; those without a count are left out."""
    if dimensi is DIMENSI["bulan"]:
        awal, akhir = masa.bulan
        return [(b, BULAN[b % 100 - 1]) for b in range(awal, akhir + 1)]
    if dimensi is DIMENSI["kecamatan"]:
        return kecamatan(nilai)
    kosong = [(None, dimensi.kosong)] if dimensi.kosong else []
    return [*dimensi.pilihan, *kosong]


def _catatan(dimensi: Sequence[Dimensi], satuan: str) -> str:
    ganda = [d.label for d in dimensi if d.ganda]
    if not ganda:
        return ""
    return (
        f"Satu {satuan} dapat memiliki beberapa {' dan '.join(ganda)}: jumlahnya dihitung per "
        f"{satuan}, bukan dengan menambahkan sel."
    )
