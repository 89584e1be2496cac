"""A release of statistics as the service of cases would publish it, without that service."""

import hashlib
import json
from typing import Any

from pokja.models import RekapTerbit

HILANG = None  # hidden
KELOMPOK = [
    {"kode": "ANAK", "label": "Anak (di bawah 18 tahun)"},
    {"kode": "DEWASA", "label": "Dewasa"},
]
KELAMIN = [{"kode": "P", "label": "Perempuan"}, {"kode": "L", "label": "Laki-laki"}]
KECAMATAN = (
    "Kenduruan", "Bangilan", "Senori", "Singgahan", "Montong", "Parengan", "Soko", "Rengel",
    "Plumpang", "Widang", "Palang", "Semanding", "Tuban", "Jenu", "Merakurak", "Kerek",
    "Tambakboyo", "Jatirogo", "Bancar", "Grabagan",
)  # fmt: skip


def _tabel(kunci, judul, baris, total, *, satuan="korban", kolom=(), catatan="") -> dict[str, Any]:
    """*baris*: label → counts, the last the sum; so *total*."""
    return {
        "kunci": kunci, "judul": judul, "satuan": satuan, "jenis": "habis", "catatan": catatan,
        "kolom": list(kolom), "total": total[:-1], "jumlah": total[-1],
        "baris": [
            {"kode": f"{kunci}{n}", "label": label, "sel": sel[:-1], "jumlah": sel[-1]}
            for n, (label, sel) in enumerate(baris.items())
        ],
    }  # fmt: skip


def isi_rekap(tahun: int = 2025, korban: int = 1132, kecamatan=KECAMATAN) -> dict[str, Any]:
    """The content of a release with some counts hidden."""
    return {
        "format": 1,
        "masa": {"tahun": tahun, "paruh": 0, "label": f"Tahun {tahun}"},
        "per": f"{tahun + 1}-01-31",
        "ambang": {"umum": 5, "kecamatan": 10},
        "satuan": [
            {"kunci": "kasus", "label": "kasus", "jumlah": 1117},
            {"kunci": "korban", "label": "korban", "jumlah": korban},
            {"kunci": "pasangan", "label": "pasangan korban dan terlapor", "jumlah": HILANG},
        ],
        "tabel": [
            _tabel(
                "bentuk", "Korban menurut bentuk kekerasan",
                {"Fisik": [411, 322, 733], "Psikis": [HILANG, 98, HILANG],
                 "Seksual": [300, HILANG, HILANG], "Eksploitasi dan perdagangan orang": [0, 0, 0],
                 "Penelantaran dan lainnya": [55, 21, 76]},
                [701, korban - 701, korban], kolom=KELOMPOK,
                catatan="Satu korban dapat mengalami beberapa bentuk.",
            ),
            _tabel(
                "kategori", "Korban menurut kategori",
                {"Konflik sosial": [HILANG, HILANG, HILANG],
                 "Kekerasan dalam rumah tangga": [200, 300, 500],
                 "Kekerasan lain": [HILANG, HILANG, HILANG]},
                [701, korban - 701, korban], kolom=KELOMPOK,
            ),
            _tabel(
                "usia", "Korban menurut umur saat kejadian",
                {"0–12 tahun": [161, 140, 301], "13–17 tahun": [250, 150, 400],
                 "18–24 tahun": [HILANG, HILANG, 190], "25–44 tahun": [150, 31, 181],
                 "45 tahun ke atas": [HILANG, HILANG, 60], "Tidak diketahui": [0, 0, 0]},
                [HILANG, HILANG, korban], kolom=KELAMIN,
            ),
            _tabel(
                "tempat", "Korban menurut tempat kejadian",
                {"Rumah tangga": [HILANG], "Sekolah dan lembaga pendidikan": [77],
                 "Tempat kerja dan fasilitas umum": [66], "Tempat pengungsian": [HILANG],
                 "Ruang daring dan lainnya": [33]},
                [korban],
            ),
            _tabel(
                "hubungan", "Hubungan terlapor dengan korban",
                {"Orang tua dan keluarga": [44], "Suami/istri dan mantan pasangan": [HILANG],
                 "Pacar/teman": [22], "Tetangga": [11], "Guru, majikan, dan rekan kerja": [0],
                 "Anggota pihak berkonflik": [HILANG], "Lainnya dan tidak diketahui": [19]},
                [HILANG], satuan="pasangan",
            ),
            _tabel("layanan", "Korban menurut layanan yang diterima", {"Medis": [612]}, [korban]),
            _tabel(
                "kecamatan", "Korban menurut kecamatan kejadian",
                {nama: [HILANG if n % 7 == 3 else 20 + n] for n, nama in enumerate(kecamatan)}
                | {"Tidak dicatat": [HILANG]},
                [korban],
            ),
        ],
    }  # fmt: skip


def rekap_terbit(oleh, penanda_tangan, lama: RekapTerbit | None = None, **isi) -> RekapTerbit:
    """A signed release; with *lama* its revision."""
    data = isi_rekap(**isi)
    revisi: dict[str, Any] = {}
    if lama:
        revisi = {"menggantikan": lama, "nomor": lama.nomor + 1, "catatan": "Laporan susulan."}
    return RekapTerbit.objects.create(
        tahun=data["masa"]["tahun"], paruh=0, isi=data,
        sidik=hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest(),
        disusun_oleh=oleh, ditandatangani_oleh=penanda_tangan, **revisi,
    )  # fmt: skip
