"""Codes of early warning. Labels are what officials say."""

from django.db.models import TextChoices

from pokja.enums import AsalInformasi, Peran


class JenisTanda(TextChoices):
    """What somebody saw that may become a conflict; the seeds name the first three."""

    PILKADES = "pilkades", "Ketegangan sekitar pilkades atau pemilu"
    BANSOS = "bansos", "Protes pembagian bantuan"
    AGAMA = "agama", "Gesekan antarkelompok agama atau suku"
    LAHAN = "lahan", "Sengketa lahan atau batas"
    HOAKS = "hoaks", "Hoaks atau ujaran kebencian"
    MASSA = "massa", "Pengerahan massa"
    ANCAMAN = "ancaman", "Ancaman atau intimidasi terhadap kelompok"
    PERUSAKAN = "perusakan", "Perusakan"
    BENTROK = "bentrok", "Perkelahian antarkelompok"
    LAIN = "lain", "Tanda lain"


class BagianHari(TextChoices):
    """When on that day."""

    PAGI = "pagi", "Pagi"
    SIANG = "siang", "Siang"
    SORE = "sore", "Sore"
    MALAM = "malam", "Malam"
    TIDAK_TAHU = "tidak_tahu", "Tidak tahu pasti"


class Tahu(TextChoices):
    """An answer of somebody who may not know."""

    YA = "ya", "Ya"
    TIDAK = "tidak", "Tidak"
    TIDAK_TAHU = "tidak_tahu", "Tidak tahu"


class StatusLaporan(TextChoices):
    """Where a report is on its way."""

    BARU = "BARU", "Baru"
    TERVERIFIKASI = "TERVERIFIKASI", "Terverifikasi"
    DITANGANI = "DITANGANI", "Ditangani"
    SELESAI = "SELESAI", "Selesai ditangani"
    TIDAK_TERBUKTI = "TIDAK_TERBUKTI", "Tidak terbukti"


# What the reporter is told, and nothing else.
KABAR_PELAPOR: dict[str, str] = {
    StatusLaporan.BARU: "Laporan diterima dan menunggu verifikasi.",
    StatusLaporan.TERVERIFIKASI: "Laporan sudah diverifikasi. Respons sedang direncanakan.",
    StatusLaporan.DITANGANI: "Laporan sedang ditangani.",
    StatusLaporan.SELESAI: "Laporan selesai ditangani. Terima kasih.",
    StatusLaporan.TIDAK_TERBUKTI: "Laporan sudah diperiksa dan tidak ditindaklanjuti. Bila "
    "keadaannya berubah, laporkan lagi.",
}


class TingkatPeringatan(TextChoices):
    """How urgent a warning is, the calmest first."""

    HIJAU = "hijau", "Hijau"
    KUNING = "kuning", "Kuning"
    JINGGA = "jingga", "Jingga"
    MERAH = "merah", "Merah"


class Keandalan(TextChoices):
    """How reliable the source is: the letters of the Admiralty scale."""

    A = "A", "A – selalu dapat dipercaya"
    B = "B", "B – biasanya dapat dipercaya"
    C = "C", "C – cukup dapat dipercaya"
    D = "D", "D – biasanya tidak dapat dipercaya"
    E = "E", "E – tidak dapat dipercaya"
    F = "F", "F – belum dapat dinilai, misalnya laporan anonim"


class Kredibilitas(TextChoices):
    """How credible the content is: the figures of the Admiralty scale."""

    SATU = "1", "1 – dibenarkan sumber lain"
    DUA = "2", "2 – kemungkinan besar benar"
    TIGA = "3", "3 – mungkin benar"
    EMPAT = "4", "4 – meragukan"
    LIMA = "5", "5 – kemungkinan besar tidak benar"
    ENAM = "6", "6 – belum dapat dinilai"


class KaitanRad(TextChoices):
    """What the warning says about the RAD, once it is over."""

    ADA = "ada", "Sudah ada aksi RAD yang menjawabnya"
    CELAH = "celah", "Belum ada aksi RAD: celah yang perlu diusulkan"
    TIDAK = "tidak", "Tidak memerlukan aksi RAD"


class JenisPemicu(TextChoices):
    """Days on which tension is likely to rise."""

    PILKADES = "pilkades", "Pilkades"
    BANSOS = "bansos", "Penyaluran bansos"
    HARI_BESAR = "hari_besar", "Hari besar"
    PEMILU = "pemilu", "Pemilu atau pilkada"
    LAIN = "lain", "Lainnya"


# Whoever reports without an account says so themselves; intelligence and police have accounts.
ASAL_TERBUKA = (
    AsalInformasi.WARGA,
    AsalInformasi.DESA,
    AsalInformasi.KECAMATAN,
    AsalInformasi.FKDM,
    AsalInformasi.LAYANAN,
)
# What the form of a signed-in reporter starts with.
ASAL_PERAN: dict[str, str] = {
    Peran.PATBM: AsalInformasi.DESA,
    Peran.MITRA_APH: AsalInformasi.POLRI,
    **dict.fromkeys(
        (
            Peran.OPD_OPERATOR,
            Peran.OPD_KEPALA,
            Peran.MANAJER_KASUS,
            Peran.PENDAMPING,
            Peran.SUPERVISOR,
            Peran.MITRA_LAYANAN,
        ),
        AsalInformasi.LAYANAN,
    ),
}
