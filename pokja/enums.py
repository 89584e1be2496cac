"""Codes of the Pokja app. Labels are what officials say."""

from django.db.models import TextChoices


class Peran(TextChoices):
    """Roles of reference/akses.md. A person holds one through a dated ``Penugasan``."""

    OPD_OPERATOR = "opd_operator", "Operator perangkat daerah"
    OPD_KEPALA = "opd_kepala", "Kepala perangkat daerah"
    SEKRETARIAT = "sekretariat", "Sekretariat Pokja"
    SEKRETARIS = "sekretaris", "Sekretaris Pokja"
    KETUA_WAKIL = "ketua_wakil", "Ketua/Wakil Ketua Pokja"
    KOORDINATOR_BIDANG = "koordinator_bidang", "Koordinator bidang"
    ANGGOTA_POKJA = "anggota_pokja", "Anggota Pokja"
    BAPPEDA = "bappeda", "Bappeda"
    BAGIAN_HUKUM = "bagian_hukum", "Bagian Hukum"
    ADMIN_AKUN = "admin_akun", "Pengelola akun"
    SUPERADMIN_TEKNIS = "superadmin_teknis", "Administrator teknis"
    MANAJER_KASUS = "manajer_kasus", "Manajer kasus"
    PENDAMPING = "pendamping", "Pendamping"
    SUPERVISOR = "supervisor", "Supervisor"
    PATBM = "patbm", "PATBM desa/kelurahan"
    MITRA_APH = "mitra_aph", "Mitra aparat penegak hukum"
    MITRA_LAYANAN = "mitra_layanan", "Mitra layanan"
    AUDITOR = "auditor", "Auditor"
    PPDP = "ppdp", "Pejabat pelindungan data pribadi"


# Roles that open case data: given by two people, and never beside running the system itself.
PERAN_KASUS = frozenset(
    {
        Peran.MANAJER_KASUS,
        Peran.PENDAMPING,
        Peran.SUPERVISOR,
        Peran.PATBM,
        Peran.MITRA_APH,
        Peran.MITRA_LAYANAN,
        Peran.PPDP,
    }
)
PERAN_PENGELOLA = frozenset({Peran.SUPERADMIN_TEKNIS, Peran.ADMIN_AKUN})
# An auditor who also writes would judge the own work.
PERAN_MENULIS = frozenset(Peran) - {
    Peran.AUDITOR,
    Peran.ANGGOTA_POKJA,
    Peran.PPDP,
    Peran.KETUA_WAKIL,
}


class Bidang(TextChoices):
    """The three fields of Permenko PMK 2/2019."""

    PENCEGAHAN = "pencegahan", "Pencegahan"
    PENANGANAN = "penanganan", "Penanganan"
    PEMBERDAYAAN = "pemberdayaan", "Pemberdayaan dan Partisipasi"


class TingkatWilayah(TextChoices):
    """Levels of the Kemendagri code."""

    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten/Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"


TINGKAT_DESA = (TingkatWilayah.DESA, TingkatWilayah.KELURAHAN)


class JenisLembaga(TextChoices):
    """Kinds of institutions that sit in a Pokja or carry out actions."""

    OPD = "opd", "Perangkat daerah"
    VERTIKAL = "vertikal", "Instansi vertikal"
    PENEGAK_HUKUM = "penegak_hukum", "Penegak hukum"
    LAYANAN = "layanan", "Unit layanan"
    MASYARAKAT = "masyarakat", "Organisasi masyarakat"
    AKADEMISI = "akademisi", "Perguruan tinggi"
    LAIN = "lain", "Lainnya"


class Unsur(TextChoices):
    """Membership elements, Perpres 18/2014 Pasal 24 ayat (3)."""

    DINAS = "dinas", "Dinas terkait"
    VERTIKAL = "vertikal", "Instansi vertikal"
    PENEGAK_HUKUM = "penegak_hukum", "Penegak hukum"
    ORMAS = "ormas", "Organisasi masyarakat"
    LSM = "lsm", "Lembaga swadaya masyarakat"
    AKADEMISI = "akademisi", "Peneliti/akademisi"
    TOKOH_AGAMA = "tokoh_agama", "Tokoh agama"
    TOKOH_ADAT = "tokoh_adat", "Tokoh adat"
    TOKOH_MASYARAKAT = "tokoh_masyarakat", "Tokoh masyarakat"
    PENGGIAT = "penggiat", "Penggiat perdamaian"


class Posisi(TextChoices):
    """Positions in the Pokja, in the order an SK lists them."""

    PENGARAH = "pengarah", "Pengarah"
    PENANGGUNG_JAWAB = "penanggung_jawab", "Penanggung Jawab"
    KETUA = "ketua", "Ketua"
    WAKIL_KETUA = "wakil_ketua", "Wakil Ketua"
    SEKRETARIS = "sekretaris", "Sekretaris"
    WAKIL_SEKRETARIS = "wakil_sekretaris", "Wakil Sekretaris"
    KOORDINATOR = "koordinator", "Koordinator Bidang"
    ANGGOTA = "anggota", "Anggota"
    SEKRETARIAT = "sekretariat", "Sekretariat"


class Kelamin(TextChoices):
    """Sex of a seat holder, for the share of women."""

    PEREMPUAN = "P", "Perempuan"
    LAKI_LAKI = "L", "Laki-laki"


class SifatPejabat(TextChoices):
    """How a person holds a seat."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Pelaksana tugas (Plt.)"
    PLH = "plh", "Pelaksana harian (Plh.)"


class StatusPokja(TextChoices):
    """A Pokja is drafted, in force, or replaced by a later SK."""

    RANCANGAN = "rancangan", "Rancangan"
    BERLAKU = "berlaku", "Berlaku"
    BERAKHIR = "berakhir", "Berakhir"


class PolaKonflik(TextChoices):
    """How a conflict shows itself: the patterns that Kemendagri counts by, beside the source."""

    BENTROK = "BENTROK", "Bentrok antarwarga"
    KEAMANAN = "KEAMANAN", "Isu keamanan"
    SARA = "SARA", "Isu SARA"
    KESENJANGAN = "KESENJANGAN", "Kesenjangan sosial"
    PENDIDIKAN = "PENDIDIKAN", "Konflik institusi pendidikan"
    ORMAS = "ORMAS", "Organisasi kemasyarakatan"
    LAHAN = "LAHAN", "Sengketa lahan"
    POLITIK = "POLITIK", "Ekses politik"


class FaseKonflik(TextChoices):
    """What handling of a conflict is about: the three parts of UU 7/2012 Pasal 4."""

    PENCEGAHAN = "pencegahan", "Pencegahan konflik"
    PENGHENTIAN = "penghentian", "Penghentian konflik"
    PEMULIHAN = "pemulihan", "Pemulihan pascakonflik"


class SkalaKeadaan(TextChoices):
    """Scale of a Status Keadaan Konflik, UU 7/2012; each is set by another office."""

    KABUPATEN = "kabupaten", "Kabupaten/kota"
    PROVINSI = "provinsi", "Provinsi"
    NASIONAL = "nasional", "Nasional"


class KelompokUmur(TextChoices):
    """Age bands that displaced people are counted in; they add up from the bands of cases."""

    BALITA = "balita", "Balita (0–5 tahun)"
    ANAK = "anak", "Anak (6–17 tahun)"
    DEWASA = "dewasa", "Dewasa (18–59 tahun)"
    LANSIA = "lansia", "Lansia (60 tahun ke atas)"


class KebutuhanKonflik(TextChoices):
    """Basic and specific needs of conflict victims and displaced people (PP 2/2015 Ps 9-10)."""

    PANGAN = "PANGAN", "Pangan"
    AIR_SANITASI = "AIR_SANITASI", "Air dan sanitasi"
    SANDANG = "SANDANG", "Sandang"
    HUNIAN = "HUNIAN", "Hunian"
    KESEHATAN = "KESEHATAN", "Kesehatan"
    PENDIDIKAN = "PENDIDIKAN", "Pendidikan"
    DOKUMEN = "DOKUMEN", "Dokumen kependudukan"
    KESPRO = "KESPRO", "Kesehatan reproduksi"
    HYGIENE = "HYGIENE", "Perlengkapan kebersihan perempuan"
    LAKTASI = "LAKTASI", "Ruang menyusui"
    RUANG_ANAK = "RUANG_ANAK", "Ruang ramah anak"
    PENGASUHAN = "PENGASUHAN", "Pengasuhan anak"
    PSIKOSOSIAL = "PSIKOSOSIAL", "Dukungan psikososial/pemulihan trauma"
    ALAT_BANTU = "ALAT_BANTU", "Alat bantu disabilitas"
    KEAMANAN = "KEAMANAN", "Keamanan"
    REUNIFIKASI = "REUNIFIKASI", "Reunifikasi keluarga"


# What everybody needs; the others are specific to women, children and people with disabilities.
KEBUTUHAN_DASAR = (
    KebutuhanKonflik.PANGAN,
    KebutuhanKonflik.AIR_SANITASI,
    KebutuhanKonflik.SANDANG,
    KebutuhanKonflik.HUNIAN,
    KebutuhanKonflik.KESEHATAN,
    KebutuhanKonflik.PENDIDIKAN,
    KebutuhanKonflik.DOKUMEN,
)


class TingkatPotensi(TextChoices):
    """How near a potential is to a conflict, the most pressing first."""

    TINGGI = "tinggi", "Tinggi"
    SEDANG = "sedang", "Sedang"
    RENDAH = "rendah", "Rendah"


class IndikatorPeta(TextChoices):
    """What the map of kecamatan can show."""

    TERBUKA = "terbuka", "Potensi terbuka"
    TERTINGGI = "tertinggi", "Tingkat tertinggi"
    SKOR = "skor", "Skor kerawanan"
    PATBM = "patbm", "Cakupan PATBM"


class AsalInformasi(TextChoices):
    """Who told of a potential or a sign of one. What comes from intelligence is never public."""

    DESA = "desa", "Pemerintah desa/kelurahan"
    KECAMATAN = "kecamatan", "Kecamatan"
    FKDM = "fkdm", "FKDM"
    LAYANAN = "layanan", "Petugas layanan publik"
    WARGA = "warga", "Warga atau organisasi"
    POLRI = "polri", "Polri/TNI"
    MEDIA = "media", "Media"
    INTELIJEN = "intelijen", "Intelijen"


class JenisJejaring(TextChoices):
    """Bodies that carry the work below and beside the Pokja."""

    P2TP2A = "p2tp2a", "P2TP2A kecamatan"
    PATBM = "patbm", "PATBM"
    FKDM = "fkdm", "FKDM"
    FKUB = "fkub", "FKUB"
    FORKOPIMDA = "forkopimda", "Forkopimda"
    TIMDU = "timdu", "Tim Terpadu Penanganan Konflik Sosial"
    LAIN = "lain", "Forum lain"


# On which level a body of each kind stands.
TINGKAT_JEJARING: dict[str, frozenset[str]] = {
    JenisJejaring.P2TP2A: frozenset({TingkatWilayah.KECAMATAN}),
    JenisJejaring.PATBM: frozenset(TINGKAT_DESA),
    JenisJejaring.FKDM: frozenset(TingkatWilayah) - {TingkatWilayah.PROVINSI},
    JenisJejaring.FKUB: frozenset({TingkatWilayah.KABUPATEN, TingkatWilayah.KECAMATAN}),
    JenisJejaring.FORKOPIMDA: frozenset({TingkatWilayah.KABUPATEN, TingkatWilayah.KECAMATAN}),
    JenisJejaring.TIMDU: frozenset({TingkatWilayah.KABUPATEN, TingkatWilayah.KECAMATAN}),
    JenisJejaring.LAIN: frozenset(TingkatWilayah) - {TingkatWilayah.PROVINSI},
}


class JenisDokumenPokja(TextChoices):
    """Kinds of documents made of a Pokja, or of one of its meetings."""

    SK = "sk-pokja", "SK Pokja"
    BAGAN = "bagan-pokja", "Bagan Pokja"
    UNDANGAN = "undangan-rapat", "Undangan"
    DAFTAR_HADIR = "daftar-hadir", "Daftar hadir"
    NOTULA = "notula-rapat", "Notula"
    BERITA_ACARA = "berita-acara-rapat", "Berita acara"
    LAPORAN = "laporan-rapat", "Laporan"
    PAKET = "paket-rapat", "Paket dokumen rapat"


class SumberKonflik(TextChoices):
    """Sources of conflict: UU 7/2012 Pasal 5, and the local ones of the Tuban workshop."""

    POLEKSOSBUD = "POLEKSOSBUD", "Politik, ekonomi, sosial budaya"
    SARA = "SARA", "Antarumat beragama/suku/etnis"
    BATAS = "BATAS", "Sengketa batas wilayah"
    SDA = "SDA", "Sengketa sumber daya alam"
    DISTRIBUSI = "DISTRIBUSI", "Distribusi SDA tidak seimbang"
    PILKADES = "PILKADES", "Pemilihan kepala desa"
    BANSOS = "BANSOS", "Penyaluran bantuan sosial"
    LAINNYA = "LAINNYA", "Lainnya"
