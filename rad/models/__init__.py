"""What: the plan, its actions and versions, the regulation, and documents made of them."""

from rad.models.acuan import ButirAcuan, DokumenAcuan, KaitanAcuan
from rad.models.aksi import Aksi, Anggaran, Indikator, Target, Telaah, TransisiAksi
from rad.models.dokumen import Dokumen
from rad.models.impor import ImporRad
from rad.models.kaitan import KaitanTindakLanjut
from rad.models.nomenklatur import Nomenklatur
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
from rad.models.sop import KaitanSop, Sop, TransisiSop, VersiSop

__all__ = [
    "Aksi",
    "Anggaran",
    "Ayat",
    "Bab",
    "ButirAcuan",
    "DasarHukum",
    "Dokumen",
    "DokumenAcuan",
    "ImporRad",
    "Indikator",
    "KaitanAcuan",
    "KaitanSop",
    "KaitanTindakLanjut",
    "Kebutuhan",
    "Konsiderans",
    "Nomenklatur",
    "Paraf",
    "Pasal",
    "PenandaAksi",
    "Perbup",
    "Rad",
    "Rincian",
    "Sasaran",
    "Sop",
    "Target",
    "Telaah",
    "TransisiAksi",
    "TransisiPerbup",
    "TransisiSop",
    "VersiRad",
    "VersiSop",
]
