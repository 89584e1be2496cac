"""Our codes in the option lists of SIMFONI-PPA, the columns of its forms, and a pre-check (R23).

The lists are those of the national dashboard and of forms whose options match it. A code that
SIMFONI does not have goes to the nearest option; where there is none the cell stays empty and the
pre-check says so, for a wrong option would be counted and an empty one is asked about.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kasus.enums import BentukKekerasan as B
from kasus.enums import HubunganPelaku as H
from kasus.enums import Ranah, SubTPPO
from kasus.enums import TempatKejadian as T
from kasus.enums_layanan import JenisLayanan as L
from kasus.enums_layanan import ProsesHukum as P
from kasus.enums_orang import Disabilitas, JenisKelamin, KelompokUsia, Pekerjaan, Pendidikan
from kasus.enums_orang import StatusPerkawinan as S

PEMISAH = "; "
YA, TIDAK = "Ya", "Tidak"

_LAINNYA = "Lainnya"
_REHAB = "Rehabilitasi sosial"
_BURUH = "Swasta/Buruh"

# "" : SIMFONI has no option for it.
DAFTAR: dict[str, dict[str, str]] = {
    "bentuk": {
        B.FISIK: "Fisik",
        B.PSIKIS: "Psikis",
        B.SEKSUAL: "Seksual",
        B.EKSPLOITASI: "Eksploitasi",
        B.TPPO: "Trafficking",
        B.PENELANTARAN: "Penelantaran",
        B.LAINNYA: _LAINNYA,
    },
    "trafficking": {
        SubTPPO.SEKS: "Eksploitasi seksual",
        SubTPPO.PERBUDAKAN: "Perbudakan",
        SubTPPO.ORGAN: "Perdagangan organ tubuh",
        SubTPPO.NARKOBA: "Perdagangan narkoba",
        SubTPPO.ADOPSI: "",
    },
    "tempat": {
        T.RUMAH_TANGGA: "Rumah Tangga",
        T.TEMPAT_KERJA: "Tempat Kerja",
        T.SEKOLAH: "Sekolah",
        T.FASUM: "Fasilitas Umum",
        T.PENDIDIKAN_KILAT: "Lembaga Pendidikan Kilat",
        T.PENGUNGSIAN: _LAINNYA,
        T.DARING: _LAINNYA,
        T.LAINNYA: _LAINNYA,
    },
    "usia": {
        KelompokUsia.U0_5: "0–5",
        KelompokUsia.U6_12: "6–12",
        KelompokUsia.U13_17: "13–17",
        KelompokUsia.U18_24: "18–24",
        KelompokUsia.U25_44: "25–44",
        KelompokUsia.U45_59: "45–59",
        KelompokUsia.U60: "60+",
        KelompokUsia.NA: "",
    },
    "hubungan": {
        H.ORANG_TUA: "Orang tua",
        H.KELUARGA: "Keluarga/saudara",
        H.SUAMI_ISTRI: "Suami/istri",
        H.MANTAN: _LAINNYA,
        H.TETANGGA: "Tetangga",
        H.PACAR_TEMAN: "Pacar/teman",
        H.GURU: "Guru",
        H.MAJIKAN: "Majikan",
        H.REKAN_KERJA: "Rekan kerja",
        H.PIHAK_KONFLIK: _LAINNYA,
        H.TIDAK_DIKENAL: _LAINNYA,
        H.LAINNYA: _LAINNYA,
        H.NA: "NA",
    },
    "jenis_kelamin": {JenisKelamin.P: "Perempuan", JenisKelamin.L: "Laki-laki"},
    "pendidikan": {
        Pendidikan.TIDAK: "Tidak sekolah",
        Pendidikan.PAUD: "PAUD",
        Pendidikan.TK: "TK",
        Pendidikan.SD: "SD",
        Pendidikan.SMP: "SMP",
        Pendidikan.SMA: "SMA",
        Pendidikan.PT: "Perguruan tinggi",
        Pendidikan.LAINNYA: _LAINNYA,
        Pendidikan.NA: "",
    },
    "pekerjaan": {
        Pekerjaan.TIDAK: "Tidak Bekerja",
        Pekerjaan.PELAJAR: "Pelajar",
        Pekerjaan.IRT: "Ibu Rumah Tangga",
        Pekerjaan.TANI_DAGANG: "Pedagang/Tani/Nelayan",
        Pekerjaan.SWASTA: _BURUH,
        Pekerjaan.ASN: "PNS/TNI/Polri",
        Pekerjaan.PRT: _BURUH,  # both work for a wage
        Pekerjaan.PMI: _BURUH,
        Pekerjaan.LAINNYA: "",
        Pekerjaan.NA: "",
    },
    "perkawinan": {
        S.BELUM: "Belum Menikah",
        S.MENIKAH: "Menikah",
        S.SIRRI: "Sirri",
        S.CERAI: "Duda/Janda",
        S.NA: "",
    },
    "difabel": {
        Disabilitas.TIDAK: TIDAK,
        Disabilitas.FISIK: YA,
        Disabilitas.INTELEKTUAL: YA,
        Disabilitas.MENTAL: YA,
        Disabilitas.SENSORIK: YA,
        Disabilitas.GANDA: YA,
        Disabilitas.NA: "",
    },
    "kdrt": {
        Ranah.KDRT: YA,
        Ranah.KOMUNITAS: TIDAK,
        Ranah.INSTITUSI: TIDAK,
        Ranah.DARING: TIDAK,
        Ranah.TIDAK_DIKETAHUI: "",
    },
    "layanan": {
        L.PENGADUAN: "Pengaduan",
        L.KESEHATAN: "Kesehatan",
        L.BANTUAN_HUKUM: "Bantuan hukum",
        L.PENEGAKAN_HUKUM: "Penegakan hukum",
        L.REHAB_SOSIAL: _REHAB,
        L.REINTEGRASI: "Reintegrasi sosial",
        L.PEMULANGAN: "Pemulangan",
        L.ROHANI: "Pendampingan tokoh agama",
        L.PSIKOLOGIS: _REHAB,
        L.PENAMPUNGAN: _REHAB,
        L.DISABILITAS: _REHAB,
        L.EKONOMI: "",
        L.PENDIDIKAN: "",
    },
    "proses_hukum": {
        P.PEMERIKSAAN: "Pemeriksaan",
        P.PENYELIDIKAN: "Penyelidikan",
        P.PENYIDIKAN: "Penyidikan",
        P.PENANGKAPAN: "Penangkapan",
        P.PENAHANAN: "Penahanan",
        P.PENGGELEDAHAN: "Penggeledahan",
        P.PENYITAAN: "Penyitaan",
        P.PRAPENUNTUTAN: "Pra-penuntutan",
        P.PENUNTUTAN: "Penuntutan",
        P.DIVERSI: "Diversi",
        P.PN: "Pengadilan Tk I",
        P.PT: "Pengadilan Tk II",
        P.KASASI: "Kasasi",
        P.PK: "PK",
        P.SP3: "",
        P.INKRACHT: "",
    },
}

KODE, TANGGAL, ACUAN, IDENTITAS, BEBAS = "kode", "tanggal", "acuan", "identitas", "bebas"


@dataclass(frozen=True)
class Kolom:
    """One column. `golongan`: identity and free text keep their column and leave the cell empty.

    `daftar` names the option list in `DAFTAR`; `banyak`: several options, joined by `PEMISAH`.
    """

    kunci: str
    judul: str
    golongan: str = KODE
    wajib: bool = False
    daftar: str = ""
    banyak: bool = False

    @property
    def diekspor(self) -> bool:
        """Whether the cell is filled in an export (R23)."""
        return self.golongan not in (IDENTITAS, BEBAS)


_REGISTRASI = Kolom("no_registrasi", "No. Registrasi", ACUAN, wajib=True)
_KODE_KORBAN = Kolom("kode_korban", "Kode Korban", ACUAN, wajib=True)
_KODE_PELAKU = Kolom("kode_pelaku", "Kode Pelaku", ACUAN, wajib=True)
_ORANG = (
    Kolom("nama", "Nama", IDENTITAS),
    Kolom("jenis_kelamin", "Jenis Kelamin", wajib=True, daftar="jenis_kelamin"),
    Kolom("usia", "Usia", wajib=True, daftar="usia"),
    Kolom("tempat_tanggal_lahir", "Tempat/Tanggal Lahir", IDENTITAS),
    Kolom("alamat", "Alamat", IDENTITAS),
    Kolom("telepon", "Telepon", IDENTITAS),
    Kolom("pendidikan", "Pendidikan", daftar="pendidikan"),
    Kolom("agama", "Agama", IDENTITAS),
    Kolom("pekerjaan", "Pekerjaan", daftar="pekerjaan"),
    Kolom("perkawinan", "Status Perkawinan", daftar="perkawinan"),
    Kolom("difabel", "Difabel", daftar="difabel"),
)
KASUS: tuple[Kolom, ...] = (
    _REGISTRASI,
    Kolom("tanggal_lapor", "Tanggal Pelaporan", TANGGAL, wajib=True),
    Kolom("tanggal_kejadian", "Tanggal Kejadian", TANGGAL, wajib=True),
    Kolom("deskripsi", "Deskripsi", BEBAS),
    Kolom("tempat", "Kategori Lokasi", wajib=True, daftar="tempat"),
    Kolom("alamat_tkp", "Alamat TKP", IDENTITAS),
    Kolom("provinsi", "Provinsi", ACUAN, wajib=True),
    Kolom("kabupaten_kota", "Kabupaten/Kota", ACUAN, wajib=True),
    Kolom("kecamatan", "Kecamatan", ACUAN, wajib=True),
    Kolom("kelurahan", "Kelurahan/Desa", IDENTITAS),  # with age and place it names a child
)
KORBAN: tuple[Kolom, ...] = (
    _REGISTRASI,
    _KODE_KORBAN,
    *_ORANG,
    Kolom("kdrt", "KDRT", wajib=True, daftar="kdrt"),
    Kolom("bentuk", "Tindak Kekerasan", wajib=True, daftar="bentuk", banyak=True),
    Kolom("trafficking", "Kategori Trafficking", daftar="trafficking", banyak=True),
)
PELAKU: tuple[Kolom, ...] = (
    _REGISTRASI,
    _KODE_PELAKU,
    _KODE_KORBAN,
    *_ORANG,
    Kolom("hubungan", "Hubungan dengan Korban", wajib=True, daftar="hubungan"),
)
PELAYANAN: tuple[Kolom, ...] = (
    _REGISTRASI,
    _KODE_KORBAN,
    Kolom("instansi", "Instansi", ACUAN, wajib=True),
    Kolom("layanan", "Pelayanan", wajib=True, daftar="layanan"),
    Kolom("detail", "Detail Pelayanan", BEBAS),
    Kolom("deskripsi", "Deskripsi", BEBAS),
)
RUJUKAN: tuple[Kolom, ...] = (
    _REGISTRASI,
    _KODE_KORBAN,
    Kolom("tanggal_rujukan", "Tanggal Rujukan", TANGGAL, wajib=True),
    Kolom("tujuan", "Kabupaten/Kota–Provinsi Tujuan", ACUAN, wajib=True),
    Kolom("instansi", "Instansi", ACUAN, wajib=True),
    Kolom("deskripsi", "Deskripsi", BEBAS),
)
PENANGANAN: tuple[Kolom, ...] = (
    _REGISTRASI,
    _KODE_PELAKU,
    Kolom("instansi", "Instansi", ACUAN, wajib=True),
    Kolom("proses_hukum", "Jenis Proses Hukum", wajib=True, daftar="proses_hukum"),
    Kolom("deskripsi", "Deskripsi", BEBAS),
)
FORMULIR: dict[str, tuple[Kolom, ...]] = {
    "kasus": KASUS,
    "korban": KORBAN,
    "pelaku": PELAKU,
    "pelayanan": PELAYANAN,
    "rujukan": RUJUKAN,
    "penanganan": PENANGANAN,
}


def label(daftar: str, kode: str) -> str:
    """Return SIMFONI's option for one of our codes; "" when it has none. KeyError: unknown."""
    return DAFTAR[daftar][kode] if kode else ""


def gabung_label(daftar: str, kode: Collection[str]) -> str:
    """Return the options of several codes in the order of the list, each once."""
    ada = [teks for k, teks in DAFTAR[daftar].items() if k in kode and teks]
    return PEMISAH.join(dict.fromkeys(ada))


def kelengkapan(formulir: str, baris: Mapping[str, str]) -> list[str]:
    """Return what SIMFONI would miss or refuse in one row of a form, by the keys of its columns.

    Required cells must be filled, a cell with an option list must hold options of it, and
    trafficking goes with its category. Cells of identity and free text must be empty (R23).
    """
    masalah = []
    for kolom in FORMULIR[formulir]:
        isi = (baris.get(kolom.kunci) or "").strip()
        if not kolom.diekspor:
            if isi:
                masalah.append(f"{kolom.judul} tidak boleh ikut diekspor.")
        elif not isi:
            if kolom.wajib:
                masalah.append(f"{kolom.judul} belum diisi atau tidak ada padanannya.")
        elif asing := _di_luar_daftar(kolom, isi):
            masalah.append(f"{kolom.judul}: “{asing}” bukan pilihan SIMFONI.")
    if _trafficking_tanpa_kategori(baris):
        masalah.append("Kategori Trafficking belum diisi.")
    return masalah


def _di_luar_daftar(kolom: Kolom, isi: str) -> str:
    """Return the first value that is no option of the column's list; "" when all are."""
    if not kolom.daftar:
        return ""
    pilihan = set(DAFTAR[kolom.daftar].values()) - {""}
    nilai = isi.split(PEMISAH) if kolom.banyak else [isi]
    return next((n for n in nilai if n not in pilihan), "")


def _trafficking_tanpa_kategori(baris: Mapping[str, str]) -> bool:
    bentuk = (baris.get("bentuk") or "").split(PEMISAH)
    return DAFTAR["bentuk"][B.TPPO] in bentuk and not (baris.get("trafficking") or "").strip()


def siapkan(formulir: str, baris: Mapping[str, str]) -> list[str]:
    """Return the cells of one row in the order of the form; identity and free text left empty."""
    return [(baris.get(k.kunci) or "") if k.diekspor else "" for k in FORMULIR[formulir]]
