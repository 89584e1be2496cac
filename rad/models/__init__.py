"""What: the plan, its actions and versions, the regulation, and documents made of them."""

from rad.models.acuan import ButirAcuan, DokumenAcuan, KaitanAcuan
from rad.models.aksi import Aksi, TransisiAksi
from rad.models.banding import Banding
from rad.models.dokumen import Dokumen
from rad.models.impor import Impor, ImporRad, ImporRealisasi
from rad.models.kaitan import KaitanTindakLanjut
from rad.models.kunci_pengisian import PembukaanPengisian
from rad.models.laporan_rad import LaporanRad
from rad.models.nomenklatur import Nomenklatur
from rad.models.pantau import LaporanAksi, Realisasi, RealisasiAnggaran, TransisiLaporan
from rad.models.pantau_aturan import AturanPantau, BukaKunci, Terkunci, pastikan_terbuka
from rad.models.pantau_rencana import Bukti, SyaratBukti, TargetPeriode
from rad.models.penanda import Kebutuhan, PenandaAksi
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
from rad.models.rincian import Anggaran, Indikator, Target
from rad.models.sop import KaitanSop, Sop, TransisiSop, VersiSop
from rad.models.tanggapan import TanggapanWarga
from rad.models.telaah import Telaah

__all__ = [
    "Aksi",
    "Anggaran",
    "AturanPantau",
    "Ayat",
    "Bab",
    "Banding",
    "BukaKunci",
    "Bukti",
    "ButirAcuan",
    "DasarHukum",
    "Dokumen",
    "DokumenAcuan",
    "Impor",
    "ImporRad",
    "ImporRealisasi",
    "Indikator",
    "KaitanAcuan",
    "KaitanSop",
    "KaitanTindakLanjut",
    "Kebutuhan",
    "Konsiderans",
    "LaporanAksi",
    "LaporanRad",
    "Nomenklatur",
    "Paraf",
    "Pasal",
    "PembukaanPengisian",
    "PenandaAksi",
    "Perbup",
    "Rad",
    "Realisasi",
    "RealisasiAnggaran",
    "Rincian",
    "Sasaran",
    "Sop",
    "SyaratBukti",
    "TanggapanWarga",
    "Target",
    "TargetPeriode",
    "Telaah",
    "Terkunci",
    "TransisiAksi",
    "TransisiLaporan",
    "TransisiPerbup",
    "TransisiSop",
    "VersiRad",
    "VersiSop",
    "pastikan_terbuka",
]
