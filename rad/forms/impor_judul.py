"""Finds the heading of a RAD table in a spreadsheet as offices send it.

The heading may stand below a letterhead (first 30 rows), be one or two rows high (years below
merged "Target" and "Anggaran"), and use the offices' usual names for a column.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from p3aks.core.formatting import normal_teks
from p3aks.core.tables.bentuk import BARIS_MAKS, KOLOM_MAKS, Lembar, Nilai, huruf_kolom
from p3aks.core.uploads import BerkasDitolak
from rad.documents.kolom_rad import AWALAN_PAGU, AWALAN_TARGET
from rad.models import Rad

BARIS_DICARI = 30
DIKENAL_MIN = 5  # recognised names that make a row a heading

# Names are compared without case, punctuation and doubled blanks.
SEBUTAN: dict[str, tuple[str, ...]] = {
    "no": ("no", "nomor", "no urut"),
    "bidang": ("bidang",),
    "sasaran": ("sasaran", "sasaran strategis"),
    "nomenklatur": (
        "kode sub kegiatan", "kode subkegiatan", "kode", "kode nomenklatur", "kode rekening",
        "sub kegiatan", "subkegiatan", "kode dan nama sub kegiatan",
    ),
    "uraian": (
        "aksi", "rencana aksi", "uraian aksi", "aksi daerah", "rencana aksi daerah",
        "uraian rencana aksi", "kegiatan aksi",
    ),
    "nama": ("indikator", "indikator kinerja", "indikator aksi", "indikator keluaran"),
    "satuan": ("satuan", "satuan target", "satuan indikator"),
    "arah": ("arah", "arah indikator", "polaritas", "arah naik turun"),
    "sumber": ("sumber dana", "sumber pendanaan", "sumber anggaran", "sumber pembiayaan"),
    "penanggung_jawab": (
        "opd penanggung jawab", "penanggung jawab", "perangkat daerah penanggung jawab",
        "perangkat daerah", "opd", "opd pelaksana", "skpd", "skpd penanggung jawab",
        "instansi penanggung jawab", "leading sector",
    ),
    "pendukung": (
        "instansi pendukung", "instansi terkait", "opd pendukung", "perangkat daerah pendukung",
        "pendukung", "mitra", "instansi pelaksana pendukung",
    ),
    "lokasi": ("lokasi", "lokasi kegiatan", "lokus"),
    "keterangan": ("keterangan", "ket", "catatan"),
    "jenis": ("jenis indikator",),
    "kumulatif": ("target kumulatif", "kumulatif"),
    "id": ("id", "id aksi"),
}  # fmt: skip
# Columns that carry nothing to store: computed, or ours.
DIABAIKAN = {
    "nama sub kegiatan", "status", "program", "kegiatan", "tujuan", "strategi", "jumlah", "total",
    "jumlah anggaran", "total anggaran", "kondisi akhir", "perbaikan", "baris asal",
}  # fmt: skip
WAJIB = ("bidang", "sasaran", "uraian", "nama", "satuan", "arah", "penanggung_jawab")
LABEL = {
    "bidang": "Bidang",
    "sasaran": "Sasaran",
    "uraian": "Aksi",
    "nama": "Indikator",
    "satuan": "Satuan",
    "arah": "Arah",
    "penanggung_jawab": "OPD Penanggung Jawab",
}
_KUNCI = {sebutan: kunci for kunci, daftar in SEBUTAN.items() for sebutan in daftar}
_TARGET = re.compile(r"(?:target|target kinerja|target tahun|target th) ?(\d{4})")
_PAGU = re.compile(
    r"(?:anggaran|pagu|pagu indikatif|pagu anggaran|kebutuhan anggaran|indikasi anggaran|"
    r"kebutuhan dana|pendanaan|dana)(?: rp| rupiah)?(?: tahun| th)? ?(\d{4})(?: rp| rupiah)?"
)
_BASELINE = re.compile(
    r"(?:baseline|base line|data dasar|kondisi awal|capaian awal|kondisi)(?: tahun| th)? ?(\d{4})?"
)
_TAHUN = re.compile(r"(?:tahun |th )?((?:19|20|21)\d{2})")


@dataclass
class Judul:
    """A heading found. ``letak`` maps form field → column from 0; data begin at row ``isi``."""

    lembar: Lembar
    baris: int
    isi: int
    letak: dict[str, int]
    label: dict[int, str]
    tak_dikenal: list[int] = field(default_factory=list)

    def sebut(self, kunci: str) -> str:
        """Name a column for a person: ``Target 2026 (K)``."""
        c = self.letak.get(kunci)
        return "" if c is None else f"{self.label[c]} ({huruf_kolom(c)})"


def cari_judul(lembar: Iterable[Lembar], rad: Rad) -> Judul:
    """Return the heading of the first visible sheet that has one.

    Raises BerkasDitolak, naming what is missing: no heading at all, needed columns not there,
    two columns of the same name, or years other than those of *rad*.
    """
    semua = list(lembar)
    for satu in semua:
        if not satu.tersembunyi and (judul := _dalam_lembar(satu)):
            _periksa(judul, rad)
            return judul
    if besar := next((x for x in semua if x.melebihi and not x.tersembunyi), None):
        tinggi, lebar = besar.melebihi or (0, 0)
        raise BerkasDitolak(
            f"Lembar “{besar.nama}” terpakai sampai baris {tinggi} dan kolom ke-{lebar}; paling "
            f"banyak {BARIS_MAKS} baris dan {KOLOM_MAKS} kolom. Hapus baris dan kolom di luar "
            "tabel (sering hanya satu sel yang jauh), lalu simpan ulang."
        )
    if any(x.tersembunyi and _dalam_lembar(x) for x in semua):
        raise BerkasDitolak(
            "Tabel RAD hanya ada di lembar yang disembunyikan. Tampilkan lembar itu di Excel, "
            "lalu simpan ulang."
        )
    raise BerkasDitolak(
        "Judul kolom tabel RAD tidak ditemukan pada 30 baris pertama. Yang diharapkan: "
        f"{', '.join(LABEL.values())}, Target dan Anggaran untuk tahun {rad.periode}. "
        "Pakai templat bila ragu."
    )


def lembar_bertabel(lembar: Iterable[Lembar]) -> list[Lembar]:
    """Return the visible sheets that have a heading."""
    return [x for x in lembar if not x.tersembunyi and _dalam_lembar(x)]


def _dalam_lembar(lembar: Lembar) -> Judul | None:
    """Return the row that looks most like a heading, None where no row does."""
    terbaik: Judul | None = None
    for r in range(min(BARIS_DICARI, len(lembar.baris))):
        judul = _coba(lembar, r)
        if len(judul.letak) < DIKENAL_MIN or "uraian" not in judul.letak:
            continue
        if terbaik is None or len(judul.letak) > len(terbaik.letak):
            terbaik = judul
    return terbaik


def _coba(lembar: Lembar, r: int) -> Judul:
    """Read row *r*, and the row of years below it if there is one, as a heading."""
    atas = _isi_mendatar(lembar, r)
    bawah = _baris_tahun(lembar, r + 1)
    judul = Judul(lembar, r, r + (2 if bawah else 1), {}, {})
    kelompok = ""
    for c in range(max(len(atas), len(bawah and lembar.baris[r + 1]))):
        teks = atas[c] if c < len(atas) else ""
        if teks:
            kelompok = teks
        label = f"{kelompok} {bawah[c]}" if c in bawah else teks
        if not label:
            continue
        kunci = kenali(label)
        if kunci and kunci in judul.letak:
            _ganda(judul, kunci, c, label)
        elif kunci:
            judul.letak[kunci] = c
        elif kunci is None:
            judul.tak_dikenal.append(c)
        judul.label[c] = " ".join(label.split())
    return judul


def _ganda(judul: Judul, kunci: str, c: int, label: str) -> None:
    """Two columns of one meaning: a code column wins over a name column, else refuse."""
    lama = judul.letak[kunci]
    if kunci == "nomenklatur":
        if "kode" in normal_teks(label) and "kode" not in normal_teks(judul.label[lama]):
            judul.letak[kunci] = c
        return
    # Reported by _periksa, once it is clear that this row is the heading.
    judul.letak.setdefault(f"ganda:{kunci}", c)


def kenali(label: str) -> str | None:
    """Return the form field of a heading; "" for one to skip, None for an unknown one."""
    teks = " ".join(re.sub(r"[^\w]+", " ", normal_teks(label)).split())
    if teks in _KUNCI:
        return _KUNCI[teks]
    if cocok := _TARGET.fullmatch(teks):
        return f"{AWALAN_TARGET}{cocok[1]}"
    if cocok := _PAGU.fullmatch(teks):
        return f"{AWALAN_PAGU}{cocok[1]}"
    if cocok := _BASELINE.fullmatch(teks):
        return "baseline"
    return "" if teks in DIABAIKAN else None


def _isi_mendatar(lembar: Lembar, r: int) -> list[str]:
    """Return row *r* as text, with horizontally merged headings repeated over their width."""
    baris = [_teks(v) for v in lembar.baris[r]]
    for r1, c1, _, c2 in lembar.gabung:
        if r1 == r and c2 > c1 and c1 < len(baris):
            akhir = min(c2, KOLOM_MAKS - 1)
            baris.extend([""] * (akhir + 1 - len(baris)))
            baris[c1 : akhir + 1] = [baris[c1]] * (akhir + 1 - c1)
    return baris


def _baris_tahun(lembar: Lembar, r: int) -> dict[int, str]:
    """Return column → year if row *r* holds years and nothing else; else nothing."""
    if r >= len(lembar.baris):
        return {}
    isi = {c: _teks(v) for c, v in enumerate(lembar.baris[r]) if v != ""}
    tahun = {c: m[1] for c, t in isi.items() if (m := _TAHUN.fullmatch(normal_teks(t)))}
    return tahun if tahun and len(tahun) == len(isi) else {}


def _teks(nilai: Nilai) -> str:
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return nilai if isinstance(nilai, str) else ""


def _periksa(judul: Judul, rad: Rad) -> None:
    """Refuse a heading that cannot be filled into *rad*."""
    for kunci in judul.letak:
        if kunci.startswith("ganda:"):
            asli = kunci.removeprefix("ganda:")
            raise BerkasDitolak(
                f"Lembar “{judul.lembar.nama}”: judul kolom {judul.sebut(asli)} muncul dua kali "
                f"(juga di kolom {huruf_kolom(judul.letak[kunci])}). Sisakan satu."
            )
    tahun = [str(t) for t in rad.tahun]
    lain = sorted(
        {
            k[-4:]
            for k in judul.letak
            if k.startswith((AWALAN_TARGET, AWALAN_PAGU)) and k[-4:] not in tahun
        }
    )
    if lain:
        raise BerkasDitolak(
            f"Tabel ini memuat tahun {', '.join(lain)}, sedangkan RAD ini untuk {rad.periode}. "
            "Periksa judul kolom Target dan Anggaran."
        )
    if "baseline" in judul.letak:
        cocok = re.search(r"\d{4}", judul.label[judul.letak["baseline"]])
        if cocok and cocok[0] != str(rad.tahun_dasar):
            raise BerkasDitolak(
                f"Baseline pada tabel ini untuk {cocok[0]}, sedangkan tahun dasar RAD "
                f"{rad.periode} adalah {rad.tahun_dasar}."
            )
    hilang = [LABEL[k] for k in WAJIB if k not in judul.letak]
    hilang += [f"Target {t}" for t in tahun if AWALAN_TARGET + t not in judul.letak]
    hilang += [f"Anggaran {t}" for t in tahun if AWALAN_PAGU + t not in judul.letak]
    if hilang:
        raise BerkasDitolak(
            f"Lembar “{judul.lembar.nama}”, baris {judul.baris + 1}: kolom yang belum ada: "
            f"{', '.join(hilang)}. Tambahkan kolomnya, atau pakai templat."
        )
