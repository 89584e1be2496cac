"""For whom: cases, the people in them, and what is done for them."""

from kasus.models.dokumen import DokumenKasus
from kasus.models.historis import TabelHistoris
from kasus.models.kasus import BukaSegel, Kasus, LaranganAkses, TimKasus
from kasus.models.konflik import KebutuhanKorban, TautanKonflik
from kasus.models.orang import (
    AksesIdentitas,
    BentukKorban,
    Hubungan,
    Identitas,
    Korban,
    Pelapor,
    ProsesHukumTerlapor,
    Terlapor,
)
from kasus.models.pelindungan import (
    AlasanBuka,
    DugaanPenelusuran,
    EksporKasus,
    GabungOrang,
    InputSimfoni,
    Insiden,
    NotifikasiKasus,
    Pemusnahan,
    PermintaanSubjek,
)
from kasus.models.penanganan import (
    Asesmen,
    ButirRencana,
    CatatanKasus,
    Layanan,
    Pemantauan,
    RencanaIntervensi,
    Terminasi,
)
from kasus.models.pengaduan import Pengaduan
from kasus.models.rilis import Rilis
from kasus.models.rujukan import Instansi, Persetujuan, Rujukan
from kasus.models.statistik import SudutPandang
from kasus.models.tempat import (
    Fasilitas,
    KonferensiKasus,
    Mediasi,
    Penampungan,
    PesertaKonferensi,
)
from kasus.models.tenggat import AturanSla, Tenggat

__all__ = [
    "AksesIdentitas",
    "AlasanBuka",
    "Asesmen",
    "AturanSla",
    "BentukKorban",
    "BukaSegel",
    "ButirRencana",
    "CatatanKasus",
    "DokumenKasus",
    "DugaanPenelusuran",
    "EksporKasus",
    "Fasilitas",
    "GabungOrang",
    "Hubungan",
    "Identitas",
    "InputSimfoni",
    "Insiden",
    "Instansi",
    "Kasus",
    "KebutuhanKorban",
    "KonferensiKasus",
    "Korban",
    "LaranganAkses",
    "Layanan",
    "Mediasi",
    "NotifikasiKasus",
    "Pelapor",
    "Pemantauan",
    "Pemusnahan",
    "Penampungan",
    "Pengaduan",
    "PermintaanSubjek",
    "Persetujuan",
    "PesertaKonferensi",
    "ProsesHukumTerlapor",
    "RencanaIntervensi",
    "Rilis",
    "Rujukan",
    "SudutPandang",
    "TabelHistoris",
    "TautanKonflik",
    "Tenggat",
    "Terlapor",
    "Terminasi",
    "TimKasus",
]
