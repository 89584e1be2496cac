"""Who: people, institutions, places, the Pokja and its seats."""

from pokja.models.daerah import Daerah
from pokja.models.dokumen import DokumenPokja
from pokja.models.jejaring import Jejaring
from pokja.models.keadaan import StatusKeadaanKonflik
from pokja.models.kehadiran import HadirSesi, Kehadiran
from pokja.models.kerawanan import BobotKerawanan
from pokja.models.konflik import FasePeristiwa, PeristiwaKonflik
from pokja.models.laporan_dini import LaporanDini, TransisiLaporanDini
from pokja.models.lembaga import Lembaga
from pokja.models.pemicu import PemicuKalender
from pokja.models.pengguna import Pengguna, Penugasan
from pokja.models.pengungsi import HitunganPengungsi, KebutuhanPengungsi, Pengungsian
from pokja.models.potensi import PotensiKonflik, TinjauanPotensi
from pokja.models.rapat import AgendaRapat, Keputusan, Rapat, SesiRapat, TransisiRapat
from pokja.models.rekap import RekapTerbit
from pokja.models.struktur import Kedudukan, Pejabat, Pokja
from pokja.models.tindak_lanjut import BuktiTindakLanjut, TindakLanjut
from pokja.models.wilayah import BatasWilayah, Wilayah

__all__ = [
    "AgendaRapat",
    "BatasWilayah",
    "BobotKerawanan",
    "BuktiTindakLanjut",
    "Daerah",
    "DokumenPokja",
    "FasePeristiwa",
    "HadirSesi",
    "HitunganPengungsi",
    "Jejaring",
    "KebutuhanPengungsi",
    "Kedudukan",
    "Kehadiran",
    "Keputusan",
    "LaporanDini",
    "Lembaga",
    "Pejabat",
    "PemicuKalender",
    "Pengguna",
    "Pengungsian",
    "Penugasan",
    "PeristiwaKonflik",
    "Pokja",
    "PotensiKonflik",
    "Rapat",
    "RekapTerbit",
    "SesiRapat",
    "StatusKeadaanKonflik",
    "TindakLanjut",
    "TinjauanPotensi",
    "TransisiLaporanDini",
    "TransisiRapat",
    "Wilayah",
]
