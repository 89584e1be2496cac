"""What: the plan, its actions and versions, the regulation, and documents made of them."""

from rad.models.aksi import Aksi, Anggaran, Indikator, Target, Telaah, TransisiAksi
from rad.models.dokumen import Dokumen
from rad.models.impor import ImporRad
from rad.models.kaitan import KaitanTindakLanjut
from rad.models.laporan_rad import LaporanRad
from rad.models.nomenklatur import Nomenklatur
from rad.models.pantau import LaporanAksi, Realisasi, RealisasiAnggaran, TransisiLaporan
from rad.models.pantau_aturan import AturanPantau, BukaKunci, Terkunci, pastikan_terbuka
from rad.models.pantau_rencana import Bukti, SyaratBukti, TargetPeriode
from rad.models.perbup import (
    Ayat,
    Bab,
    DasarHukum,
    Konsiderans,
    Paraf,
    Pasal,
    Perbup,
    Rincian,
    TransisiPerbup,
)
from rad.models.rad import Rad, Sasaran, VersiRad

__all__ = [
    "Aksi",
    "Anggaran",
    "AturanPantau",
    "Ayat",
    "Bab",
    "BukaKunci",
    "Bukti",
    "DasarHukum",
    "Dokumen",
    "ImporRad",
    "Indikator",
    "KaitanTindakLanjut",
    "Konsiderans",
    "LaporanAksi",
    "LaporanRad",
    "Nomenklatur",
    "Paraf",
    "Pasal",
    "Perbup",
    "Rad",
    "Realisasi",
    "RealisasiAnggaran",
    "Rincian",
    "Sasaran",
    "SyaratBukti",
    "Target",
    "TargetPeriode",
    "Telaah",
    "Terkunci",
    "TransisiAksi",
    "TransisiLaporan",
    "TransisiPerbup",
    "VersiRad",
    "pastikan_terbuka",
]
