"""Who may see what, and the states of things around a case."""

from django.db.models import IntegerChoices, TextChoices


class TingkatKasus(IntegerChoices):
    """Level of a case (access table). It only rises by facts, never by a form alone."""

    K1 = 1, "Rahasia"
    K2 = 2, "Sangat rahasia"
    K3 = 3, "Tersegel"


class TingkatData(IntegerChoices):
    """Tier of a piece of data."""

    F0 = 0, "Kode dan status"
    F1 = 1, "Profil berkelompok"
    F2 = 2, "Narasi dan layanan"
    F3 = 3, "Identitas"


class PeranTim(TextChoices):
    """What somebody is in the team of one case."""

    MANAJER = "MANAJER", "Manajer kasus"
    PENDAMPING = "PENDAMPING", "Pendamping"
    PSIKOLOG = "PSIKOLOG", "Psikolog"
    SUPERVISOR = "SUPERVISOR", "Supervisor"


class JabatanTerlapor(TextChoices):
    """Offices that seal a case: the alleged perpetrator may have friends among the users."""

    BUKAN = "BUKAN", "Bukan pejabat atau aparat"
    PEJABAT = "PEJABAT", "Pejabat pemerintah"
    ASN = "ASN", "ASN"
    APARAT = "APARAT", "TNI/Polri/aparat penegak hukum"
    PERANGKAT_DESA = "PERANGKAT_DESA", "Kepala atau perangkat desa"
    POKJA = "POKJA", "Anggota Pokja P3AKS"
    SEKANTOR = "SEKANTOR", "Pegawai lembaga yang memakai sistem ini"


class KanalAman(TextChoices):
    """How the victim may be reached without danger; unless said, not at all."""

    TIDAK = "TIDAK", "Jangan dihubungi"
    TELEPON = "TELEPON", "Telepon pada jam yang disepakati"
    PESAN = "PESAN", "Pesan singkat/WhatsApp"
    LANGSUNG = "LANGSUNG", "Hanya bertemu langsung"


class StatusPengaduan(TextChoices):
    """A report of a PATBM volunteer on its way to the service unit."""

    DIKIRIM = "DIKIRIM", "Menunggu diterima"
    DITERIMA = "DITERIMA", "Diterima"
    DIDAMPINGI = "DIDAMPINGI", "Didampingi di desa"
    SELESAI = "SELESAI", "Selesai"


class JenisAsesmen(TextChoices):
    """Kinds of assessment."""

    BIOPSIKOSOSIAL = "BIOPSIKOSOSIAL", "Biopsikososial"
    PSIKOLOG = "PSIKOLOG", "Pemeriksaan psikolog"
    LANJUTAN = "LANJUTAN", "Lanjutan"


class StatusRujukan(TextChoices):
    """A referral on its way to a partner."""

    DIKIRIM = "DIKIRIM", "Menunggu jawaban"
    DITERIMA = "DITERIMA", "Diterima mitra"
    DITOLAK = "DITOLAK", "Ditolak mitra"
    SELESAI = "SELESAI", "Selesai"
    DITARIK = "DITARIK", "Ditarik"


class PemberiPersetujuan(TextChoices):
    """Who gives consent."""

    SENDIRI = "SENDIRI", "Penerima manfaat sendiri"
    WALI = "WALI", "Orang tua/wali"
    WALI_PENGGANTI = "WALI_PENGGANTI", "Wali pengganti"
    TANPA = "TANPA", "Tanpa persetujuan, dengan dasar hukum lain"


class StatusMediasi(TextChoices):
    """A mediation. GUGUR: facts that came later forbid it (R14)."""

    BERJALAN = "BERJALAN", "Berjalan"
    SEPAKAT = "SEPAKAT", "Ada kesepakatan"
    TIDAK_SEPAKAT = "TIDAK_SEPAKAT", "Tidak ada kesepakatan"
    GUGUR = "GUGUR", "Gugur karena hukum"


class StatusInsiden(TextChoices):
    """A data breach, from discovery to notice (UU 27/2022 Ps 46)."""

    TERBUKA = "TERBUKA", "Ditangani"
    DIBERITAHUKAN = "DIBERITAHUKAN", "Sudah diberitahukan"
    DITUTUP = "DITUTUP", "Ditutup"


class JenisEkspor(TextChoices):
    """What leaves the case app as a file."""

    SIMFONI = "SIMFONI", "Untuk dientri ke SIMFONI-PPA"
    GBVIMS = "GBVIMS", "Data terpilah tanpa identitas (GBVIMS)"


class JenisDokumenKasus(TextChoices):
    """Documents of the case app."""

    SURAT_RUJUKAN = "surat-rujukan", "Surat rujukan"
    LEMBAR_PENGADUAN = "lembar-pengaduan", "Lembar pengaduan kosong"
    JEJAK_SUBJEK = "jejak-subjek", "Jejak akses data subjek"
    EVALUASI = "evaluasi-semester", "Evaluasi semester"


class PutusanRilis(TextChoices):
    """What the second person decided about a release of statistics."""

    TERBIT = "TERBIT", "Ditandatangani dan terbit"
    DITOLAK = "DITOLAK", "Tidak diterbitkan"
