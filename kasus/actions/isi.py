"""The content of a report and of the people in it, as plain data between forms and actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from kasus.enums import TahapPengungsian
from kasus.enums_akses import JabatanTerlapor, KanalAman
from kasus.enums_orang import Disabilitas, Pekerjaan, Pendidikan, StatusAnak, StatusPerkawinan
from pokja.models import Lembaga, Wilayah

Waktu = date | int | None  # a day, a year, or not known


@dataclass(frozen=True, kw_only=True)
class IsiKejadian:
    """How and when it was reported, when and where it happened, what was told."""

    saluran: str
    tanggal_lapor: datetime
    kejadian: Waktu = None
    kecamatan: Wilayah | None = None
    kronologi: str = ""


@dataclass(frozen=True, kw_only=True)
class IsiOrang:
    """What victim and alleged perpetrator share. ``usia``: at the incident, as told."""

    kelamin: str
    usia: int | None = None
    pendidikan: str = Pendidikan.NA
    pekerjaan: str = Pekerjaan.NA
    status_perkawinan: str = StatusPerkawinan.NA
    status_anak: str = StatusAnak.BUKAN


@dataclass(frozen=True, kw_only=True)
class IsiKorban(IsiOrang):
    """A victim. ``bentuk``: form of violence → its kinds; ``pasal15``: letters ticked by hand,
    ``pasal15_kecuali``: letter → why it does not hold; ``gbvims`` "" leaves it to the rule."""

    tempat: str
    bentuk: Mapping[str, tuple[str, ...]]
    disabilitas: str = Disabilitas.NA
    hamil: bool = False
    kecamatan: Wilayah | None = None
    tahap_pengungsian: str = TahapPengungsian.TIDAK_DIKETAHUI
    terpisah: bool = False
    kanal_aman: str = KanalAman.TIDAK
    ranah_manual: str = ""
    alasan_ranah: str = ""
    pasal15: frozenset[str] = frozenset()
    pasal15_kecuali: Mapping[str, str] = field(default_factory=dict)
    gbvims: str = ""


@dataclass(frozen=True, kw_only=True)
class IsiTerlapor(IsiOrang):
    """An alleged perpetrator; some offices seal the case."""

    jabatan: str = JabatanTerlapor.BUKAN


@dataclass(frozen=True, kw_only=True)
class IsiHubungan:
    """What one alleged perpetrator is to one victim."""

    hubungan: str
    serumah: bool = False
    prt_menetap: bool = False


@dataclass(frozen=True, kw_only=True)
class IsiIdentitas:
    """Who a person is (tier F3). ``tanggal_lahir``: ISO day or year."""

    nama: str = ""
    alias: str = ""
    nik: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: str = ""
    agama: str = ""
    alamat: str = ""
    desa: str = ""
    telepon: str = ""
    sekolah: str = ""
    orang_tua: str = ""
    kelompok: str = ""

    @property
    def kosong(self) -> bool:
        """Whether nothing is known."""
        return not any(getattr(self, f.name) for f in fields(self))


@dataclass(frozen=True, kw_only=True)
class IsiPelapor:
    """Who reported, apart from the name."""

    korban_sendiri: bool = False
    hubungan: str = ""


@dataclass(frozen=True, kw_only=True)
class IsiLaporan:
    """A first report: one victim, at most one alleged perpetrator; more people come later."""

    unit: Lembaga
    kejadian: IsiKejadian
    korban: IsiKorban
    terlapor: IsiTerlapor | None = None
    hubungan: IsiHubungan | None = None
    pelapor: IsiPelapor = IsiPelapor()
    identitas_korban: IsiIdentitas = IsiIdentitas()
    identitas_terlapor: IsiIdentitas = IsiIdentitas()
    identitas_pelapor: IsiIdentitas = IsiIdentitas()


@dataclass(frozen=True, kw_only=True)
class IsiIdentifikasi:
    """The three criteria; what is None or "" stays as it is. A time of None means now."""

    jenis: bool = False
    jenis_pada: datetime | None = None
    risiko: str = ""
    risiko_pada: datetime | None = None
    kewenangan: str = ""
    kewenangan_pada: datetime | None = None
