"""What a release counts: its fixed tables, and which of its counts a record stands in.

The tables are fixed and have two dimensions at most: whoever may choose freely can choose until one
person is left (reference/keamanan.md 3.2). Their rows are coarser than what the service records: in
a regency with a hundred victims a year fine rows would nearly all be hidden (domain/kasus.md 6.4:
collapse categories rather than hide more than half).

A count is named by table, row and column; None is the total over them. Counts that stand in several
tables have one name: the victims of a group are the same number under every table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kasus.enums import BentukKekerasan, HubunganPelaku, KategoriPelaporan, TempatKejadian
from kasus.enums_layanan import JenisLayanan
from kasus.enums_orang import JenisKelamin, KelompokUsia

KASUS, KORBAN, PASANGAN = "kasus", "korban", "pasangan"
SATUAN = {KASUS: "kasus", KORBAN: "korban", PASANGAN: "pasangan korban dan terlapor"}
KECAMATAN = "kecamatan"
DEWASA, ANAK = "DEWASA", "ANAK"
KELOMPOK = ((ANAK, "Anak"), (DEWASA, "Dewasa"))
TANPA_TEMPAT = "-"
HABIS, GANDA, SEBAGIAN = "habis", "ganda", "sebagian"

Pilihan = tuple[tuple[str, str], ...]


class Golongan:
    """Rows of a table, each of one code or of several: ``(row, label, codes)``."""

    def __init__(self, *isi: tuple[str, str, tuple[Any, ...]]) -> None:
        self.pilihan: Pilihan = tuple((kode, label) for kode, label, _ in isi)
        self._dari = {str(asal): kode for kode, _, semua in isi for asal in semua}

    def __getitem__(self, asal: str) -> str:
        """Return the row that the code *asal* belongs to. KeyError for an unknown one."""
        return self._dari[str(asal)]


B, T, H, U = BentukKekerasan, TempatKejadian, HubunganPelaku, KelompokUsia
BENTUK = Golongan(
    ("FISIK", "Fisik", (B.FISIK,)),
    ("PSIKIS", "Psikis", (B.PSIKIS,)),
    ("SEKSUAL", "Seksual", (B.SEKSUAL,)),
    ("EKSPLOITASI", "Eksploitasi dan perdagangan orang", (B.EKSPLOITASI, B.TPPO)),
    ("LAINNYA", "Penelantaran dan lainnya", (B.PENELANTARAN, B.LAINNYA)),
)
USIA = Golongan(
    ("U0_12", "0–12 tahun", (U.U0_5, U.U6_12)),
    ("U13_17", "13–17 tahun", (U.U13_17,)),
    ("U18_24", "18–24 tahun", (U.U18_24,)),
    ("U25_44", "25–44 tahun", (U.U25_44,)),
    ("U45", "45 tahun ke atas", (U.U45_59, U.U60)),
    ("NA", "Tidak diketahui", (U.NA,)),
)
USIA_ANAK = ("U0_12", "U13_17")
TEMPAT = Golongan(
    ("RUMAH", "Rumah tangga", (T.RUMAH_TANGGA,)),
    ("SEKOLAH", "Sekolah dan lembaga pendidikan", (T.SEKOLAH, T.PENDIDIKAN_KILAT)),
    ("UMUM", "Tempat kerja dan fasilitas umum", (T.TEMPAT_KERJA, T.FASUM)),
    ("PENGUNGSIAN", "Tempat pengungsian", (T.PENGUNGSIAN,)),
    ("LAINNYA", "Ruang daring dan lainnya", (T.DARING, T.LAINNYA)),
)
HUBUNGAN = Golongan(
    ("KELUARGA", "Orang tua dan keluarga", (H.ORANG_TUA, H.KELUARGA)),
    ("PASANGAN", "Suami/istri dan mantan pasangan", (H.SUAMI_ISTRI, H.MANTAN)),
    ("TEMAN", "Pacar/teman", (H.PACAR_TEMAN,)),
    ("TETANGGA", "Tetangga", (H.TETANGGA,)),
    ("KERJA", "Guru, majikan, dan rekan kerja", (H.GURU, H.MAJIKAN, H.REKAN_KERJA)),
    ("KONFLIK", "Anggota pihak berkonflik", (H.PIHAK_KONFLIK,)),
    ("LAINNYA", "Lainnya dan tidak diketahui", (H.TIDAK_DIKENAL, H.LAINNYA, H.NA)),
)
KATEGORI = Golongan(*((str(k), str(k.label), (k,)) for k in KategoriPelaporan))
LAYANAN = Golongan(*((str(k), str(k.label), (k,)) for k in JenisLayanan))
KELAMIN = Golongan(*((str(k), str(k.label), (k,)) for k in JenisKelamin))


class Sel(NamedTuple):
    """The name of one count."""

    tabel: str
    baris: str | None = None
    kolom: str | None = None


@dataclass(frozen=True)
class Tabel:
    """One fixed table. ``jenis``: its rows share out the total (habis), one record may stand in
    several (ganda), or in none as well (sebagian)."""

    kunci: str
    judul: str
    satuan: str
    baris: Pilihan
    kolom: Pilihan = ()
    jenis: str = HABIS
    catatan: str = ""

    def sel(self, baris: str | None, kolom: str | None) -> Sel:
        """Return the name of a count; totals over the rows belong to the unit, not to the table."""
        return Sel(self.satuan if baris is None else self.kunci, baris, kolom)

    @property
    def semua_kolom(self) -> tuple[str | None, ...]:
        """The columns, and the total over them."""
        return (*(k for k, _ in self.kolom), None)

    @property
    def semua_sel(self) -> Iterator[Sel]:
        """Every count that the table prints."""
        for baris in (*(b for b, _ in self.baris), None):
            for kolom in self.semua_kolom:
                yield self.sel(baris, kolom)


class Korban(NamedTuple):
    """One person as a release counts her or him: rows of the tables, no identity.

    ``kunci`` tells whether a later record is the same one; it is never published.
    """

    kunci: str
    usia: str
    kelamin: str
    kategori: str
    tempat: str
    kecamatan: str
    bentuk: tuple[str, ...]
    layanan: tuple[str, ...]

    @property
    def kelompok(self) -> str:
        """Child or adult at the incident; whose age is not known counts as adult."""
        return ANAK if self.usia in USIA_ANAK else DEWASA


class Catatan(NamedTuple):
    """All that is counted of a half-year: victims, (key, relation) of pairs, keys of cases."""

    korban: tuple[Korban, ...] = ()
    pasangan: tuple[tuple[str, str], ...] = ()
    kasus: tuple[str, ...] = ()

    def tanpa(self, lain: "Catatan") -> "Catatan":
        """Return what is here and not, or not the same, in *lain*."""
        return Catatan(
            tuple(sorted(set(self.korban) - set(lain.korban))),
            tuple(sorted(set(self.pasangan) - set(lain.pasangan))),
            tuple(sorted(set(self.kasus) - set(lain.kasus))),
        )

    def dengan(self, lain: "Catatan") -> "Catatan":
        """Return both together."""
        return Catatan(
            (*self.korban, *lain.korban),
            (*self.pasangan, *lain.pasangan),
            (*self.kasus, *lain.kasus),
        )


def tabel_rilis(kecamatan: Sequence[tuple[str, str]]) -> list[Tabel]:
    """Return the tables of a regency with these *kecamatan* (code, name)."""
    return [
        Tabel("bentuk", "Korban menurut bentuk kekerasan", KORBAN, BENTUK.pilihan, KELOMPOK, GANDA,
              "Satu korban dapat mengalami beberapa bentuk. Anak: di bawah 18 tahun."),
        Tabel("kategori", "Korban menurut kategori", KORBAN, KATEGORI.pilihan, KELOMPOK),
        Tabel("usia", "Korban menurut umur saat kejadian", KORBAN, USIA.pilihan, KELAMIN.pilihan),
        Tabel("tempat", "Korban menurut tempat kejadian", KORBAN, TEMPAT.pilihan),
        Tabel("hubungan", "Hubungan terlapor dengan korban", PASANGAN, HUBUNGAN.pilihan),
        Tabel("layanan", "Korban menurut layanan yang diterima", KORBAN, LAYANAN.pilihan,
              jenis=SEBAGIAN,
              catatan="Satu korban dapat menerima beberapa layanan, atau belum satu pun."),
        Tabel(KECAMATAN, "Korban menurut kecamatan kejadian", KORBAN,
              (*kecamatan, (TANPA_TEMPAT, "Tidak dicatat"))),
    ]  # fmt: skip


def sel_rilis(tabel: Iterable[Tabel]) -> list[Sel]:
    """Return the place of every count of a release once: those of *tabel* and of the units."""
    semua = [*(s for t in tabel for s in t.semua_sel), *map(Sel, SATUAN)]
    return list(dict.fromkeys(semua))


def hitung(catatan: Catatan, tabel: Iterable[Tabel]) -> dict[Sel, int]:
    """Return every count of *tabel* and of the units, zeros too."""
    hasil = dict.fromkeys(sel_rilis(tabel), 0)
    for sel in _semua_sel(catatan):
        hasil[sel] += 1
    return hasil


def _semua_sel(catatan: Catatan) -> Iterator[Sel]:
    """Yield the counts that each record stands in."""
    for k in catatan.korban:
        for kolom in (None, k.kelompok):
            yield from (Sel(KORBAN, None, kolom), Sel("kategori", k.kategori, kolom))
            yield from (Sel("bentuk", satu, kolom) for satu in k.bentuk)
        yield Sel(KORBAN, None, k.kelamin)
        yield from (Sel("usia", k.usia, kolom) for kolom in (None, k.kelamin))
        yield from (Sel("tempat", k.tempat), Sel(KECAMATAN, k.kecamatan))
        yield from (Sel("layanan", satu) for satu in k.layanan)
    for _, hubungan in catatan.pasangan:
        yield from (Sel(PASANGAN), Sel("hubungan", hubungan))
    for _ in catatan.kasus:
        yield Sel(KASUS)


def ke_data(catatan: Catatan) -> dict[str, Any]:
    """Return *catatan* as plain data."""
    return {nama: [list(satu) if isinstance(satu, tuple) else satu for satu in isi]
            for nama, isi in catatan._asdict().items()}  # fmt: skip


def dari_data(data: Mapping[str, Any]) -> Catatan:
    """Return what :func:`ke_data` made."""
    korban = (Korban._make([*x[:6], tuple(x[6]), tuple(x[7])]) for x in data["korban"])
    return Catatan(tuple(korban), tuple((k, h) for k, h in data["pasangan"]), tuple(data["kasus"]))
