"""What is done about it: codes about the case and its services."""

from django.db.models import TextChoices


class SaluranMasuk(TextChoices):
    """How a report arrived."""

    LANGSUNG = "LANGSUNG", "Datang langsung"
    TELEPON = "TELEPON", "Telepon/hotline"
    WA = "WA", "WhatsApp"
    SURAT = "SURAT", "Surat/surel"
    SAPA129 = "SAPA129", "SAPA 129"
    PIHAK_LAIN = "PIHAK_LAIN", "Dilaporkan pihak lain"
    PENJANGKAUAN = "PENJANGKAUAN", "Penjangkauan"
    PATBM = "PATBM", "PATBM/kader"
    RUJUKAN = "RUJUKAN", "Rujukan"
    PELIMPAHAN = "PELIMPAHAN", "Pelimpahan"
    MEDIA = "MEDIA", "Pemberitaan media"


class TingkatRisiko(TextChoices):
    """Risk, which sets the clock."""

    TINGGI = "TINGGI", "Risiko tinggi"
    SEDANG = "SEDANG", "Risiko sedang"
    RENDAH = "RENDAH", "Risiko rendah"


class Kewenangan(TextChoices):
    """Whose authority the case is."""

    KABKOTA = "KABKOTA", "Kabupaten/kota"
    PROVINSI = "PROVINSI", "Provinsi"
    NASIONAL = "NASIONAL", "Nasional/KemenPPPA"


class TahapKasus(TextChoices):
    """Stage of a case, computed from dated facts (R10)."""

    BARU = "BARU", "Pengaduan diterima"
    IDENTIFIKASI = "IDENTIFIKASI", "Identifikasi"
    KEDARURATAN = "KEDARURATAN", "Layanan kedaruratan"
    ASESMEN = "ASESMEN", "Asesmen biopsikososial"
    RENCANA = "RENCANA", "Rencana intervensi"
    INTERVENSI = "INTERVENSI", "Pelaksanaan layanan"
    PEMANTAUAN = "PEMANTAUAN", "Pemantauan dan evaluasi"
    TERMINASI = "TERMINASI", "Terminasi"
    DIBUKA_KEMBALI = "DIBUKA_KEMBALI", "Dibuka kembali"


class AlasanAkhir(TextChoices):
    """Why a case ended."""

    TUNTAS = "TUNTAS", "Kebutuhan terpenuhi"
    PERMINTAAN = "PERMINTAAN", "Permintaan penerima manfaat"
    PUTUS_KONTAK = "PUTUS_KONTAK", "Tidak ada kontak >30 hari"
    DILIMPAHKAN = "DILIMPAHKAN", "Dilimpahkan"
    BUKAN_KEWENANGAN = "BUKAN_KEWENANGAN", "Bukan kewenangan"
    MENINGGAL = "MENINGGAL", "Meninggal dunia"
    DUPLIKAT = "DUPLIKAT", "Duplikat"


class FungsiLayanan(TextChoices):
    """The six functions of PermenPPPA 2/2022."""

    PENGADUAN = "PENGADUAN", "Pengaduan masyarakat"
    PENJANGKAUAN = "PENJANGKAUAN", "Penjangkauan korban"
    PENGELOLAAN = "PENGELOLAAN", "Pengelolaan kasus"
    PENAMPUNGAN = "PENAMPUNGAN", "Penampungan sementara"
    MEDIASI = "MEDIASI", "Mediasi"
    PENDAMPINGAN = "PENDAMPINGAN", "Pendampingan korban"


class JenisLayanan(TextChoices):
    """Kinds of service."""

    PENGADUAN = "PENGADUAN", "Pengaduan"
    KESEHATAN = "KESEHATAN", "Kesehatan"
    BANTUAN_HUKUM = "BANTUAN_HUKUM", "Bantuan hukum"
    PENEGAKAN_HUKUM = "PENEGAKAN_HUKUM", "Penegakan hukum"
    REHAB_SOSIAL = "REHAB_SOSIAL", "Rehabilitasi sosial"
    REINTEGRASI = "REINTEGRASI", "Reintegrasi sosial"
    PEMULANGAN = "PEMULANGAN", "Pemulangan"
    ROHANI = "ROHANI", "Pendampingan tokoh agama"
    PSIKOLOGIS = "PSIKOLOGIS", "Penguatan psikologis"  # not in SIMFONI
    PENAMPUNGAN = "PENAMPUNGAN", "Penampungan sementara"  # not in SIMFONI
    EKONOMI = "EKONOMI", "Pemberdayaan ekonomi"  # not in SIMFONI
    DISABILITAS = "DISABILITAS", "Akomodasi disabilitas"  # not in SIMFONI
    PENDIDIKAN = "PENDIDIKAN", "Pendidikan"  # not in SIMFONI


class SektorPersetujuan(TextChoices):
    """Sectors for which consent is asked one by one (GBVIMS)."""

    KEAMANAN = "KEAMANAN", "Keamanan"
    PSIKOSOSIAL = "PSIKOSOSIAL", "Psikososial"
    KESEHATAN = "KESEHATAN", "Kesehatan"
    RUMAH_AMAN = "RUMAH_AMAN", "Rumah aman"
    HUKUM = "HUKUM", "Hukum"
    PERLINDUNGAN = "PERLINDUNGAN", "Perlindungan"
    EKONOMI = "EKONOMI", "Ekonomi"
    STATISTIK = "STATISTIK", "Data tanpa identitas untuk laporan"
    LAINNYA = "LAINNYA", "Lainnya"


class DasarPemrosesan(TextChoices):
    """Legal basis of processing, UU 27/2022 Ps 20."""

    PERSETUJUAN = "PERSETUJUAN", "Persetujuan"
    WALI = "WALI", "Persetujuan wali"
    KEWAJIBAN = "KEWAJIBAN", "Kewajiban hukum"
    VITAL = "VITAL", "Kepentingan vital"
    TUGAS_PUBLIK = "TUGAS_PUBLIK", "Tugas pelayanan publik"


class InstansiTipe(TextChoices):
    """Kinds of institutions in the referral directory."""

    UPTD_PPA = "UPTD_PPA", "UPTD PPA"
    P2TP2A_KAB = "P2TP2A_KAB", "P2TP2A kabupaten"
    P2TP2A_KEC = "P2TP2A_KEC", "P2TP2A kecamatan"
    PATBM = "PATBM", "PATBM desa/kelurahan"
    LPPAR = "LPPAR", "LP-PAR"
    DINAS = "DINAS", "Dinas PPPA"
    UPPA = "UPPA", "UPPA Polres"
    KEJAKSAAN = "KEJAKSAAN", "Kejaksaan"
    PENGADILAN = "PENGADILAN", "Pengadilan"
    BAPAS = "BAPAS", "Bapas"
    RSUD = "RSUD", "RSUD/RS"
    PUSKESMAS = "PUSKESMAS", "Puskesmas"
    DINSOS = "DINSOS", "Dinas sosial"
    RUMAH_AMAN = "RUMAH_AMAN", "Rumah aman/perlindungan"
    LPKS = "LPKS", "LPKS"
    LPSK = "LPSK", "LPSK"
    LBH = "LBH", "LBH/OBH"
    WCC = "WCC", "WCC/LSM"
    KEMENAG = "KEMENAG", "Kementerian Agama"
    LAINNYA = "LAINNYA", "Lainnya"


class ProsesHukum(TextChoices):
    """Steps of a criminal case."""

    PEMERIKSAAN = "PEMERIKSAAN", "Pemeriksaan"
    PENYELIDIKAN = "PENYELIDIKAN", "Penyelidikan"
    PENYIDIKAN = "PENYIDIKAN", "Penyidikan"
    PENANGKAPAN = "PENANGKAPAN", "Penangkapan"
    PENAHANAN = "PENAHANAN", "Penahanan"
    PENGGELEDAHAN = "PENGGELEDAHAN", "Penggeledahan"
    PENYITAAN = "PENYITAAN", "Penyitaan"
    PRAPENUNTUTAN = "PRAPENUNTUTAN", "Prapenuntutan"
    PENUNTUTAN = "PENUNTUTAN", "Penuntutan"
    DIVERSI = "DIVERSI", "Diversi"
    PN = "PN", "Pengadilan tingkat I"
    PT = "PT", "Pengadilan tingkat II"
    KASASI = "KASASI", "Kasasi"
    PK = "PK", "Peninjauan kembali"
    SP3 = "SP3", "Penghentian penyidikan"
    INKRACHT = "INKRACHT", "Putusan tetap"


class StatusVerifikasi(TextChoices):
    """Whether data were checked; apart from the stage (R20)."""

    BELUM = "BELUM", "Belum diverifikasi"
    DIKEMBALIKAN = "DIKEMBALIKAN", "Dikembalikan"
    TERVERIFIKASI = "TERVERIFIKASI", "Terverifikasi"
