"""What: the plan, its actions and versions, the regulation, and documents made of them."""

from rad.models.aksi import Aksi, Anggaran, Indikator, Target, Telaah, TransisiAksi
from rad.models.dokumen import Dokumen
from rad.models.impor import ImporRad
from rad.models.kaitan import KaitanTindakLanjut
from rad.models.nomenklatur import Nomenklatur
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
    "Ayat",
    "Bab",
    "DasarHukum",
    "Dokumen",
    "ImporRad",
    "Indikator",
    "KaitanTindakLanjut",
    "Konsiderans",
    "Nomenklatur",
    "Paraf",
    "Pasal",
    "Perbup",
    "Rad",
    "Rincian",
    "Sasaran",
    "Target",
    "Telaah",
    "TransisiAksi",
    "TransisiPerbup",
    "VersiRad",
]
