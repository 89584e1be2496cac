"""Codes of meetings and what follows from them. Labels are what officials say."""

from django.db.models import TextChoices


class JenisRapat(TextChoices):
    """Kinds of meetings of a Pokja."""

    RAKOR = "rakor", "Rapat koordinasi"
    FGD = "fgd", "Diskusi kelompok terarah (FGD)"
    WORKSHOP = "workshop", "Workshop"
    FORUM = "forum", "Forum perangkat daerah"
    EVALUASI = "evaluasi", "Evaluasi semester"
    RAPAT = "rapat", "Rapat"


class CaraRapat(TextChoices):
    """How people come together."""

    LURING = "luring", "Luring"
    DARING = "daring", "Daring"
    HIBRIDA = "hibrida", "Luring dan daring"


class SifatSurat(TextChoices):
    """The heading "Sifat" of an official letter (Permendagri 1/2023)."""

    BIASA = "biasa", "Biasa"
    PENTING = "penting", "Penting"
    SEGERA = "segera", "Segera"
    SANGAT_SEGERA = "sangat_segera", "Sangat segera"


class StatusRapat(TextChoices):
    """Where a meeting is on its way."""

    RENCANA = "RENCANA", "Rencana"
    UNDANGAN = "UNDANGAN", "Undangan"
    BERLANGSUNG = "BERLANGSUNG", "Berlangsung"
    NOTULA = "NOTULA", "Notula"
    FINAL = "FINAL", "Notula final"
    DIBATALKAN = "DIBATALKAN", "Rapat dibatalkan"


class JawabanUndangan(TextChoices):
    """What an invited person answers."""

    BELUM = "belum", "Belum menjawab"
    HADIR = "hadir", "Akan hadir"
    MEWAKILKAN = "mewakilkan", "Mewakilkan"
    BERHALANGAN = "berhalangan", "Berhalangan"


class CaraHadir(TextChoices):
    """How somebody attended a session."""

    LURING = "luring", "Luring"
    DARING = "daring", "Daring"


class DicatatLewat(TextChoices):
    """Who wrote an attendance down."""

    PETUGAS = "petugas", "Dicatat petugas"
    TAUTAN = "tautan", "Tautan undangan"
    QR = "qr", "Kode QR"


class StatusTindakLanjut(TextChoices):
    """Where a follow-up is on its way."""

    TERBUKA = "TERBUKA", "Terbuka"
    DILAPORKAN = "DILAPORKAN", "Dilaporkan"
    MEMADAI = "MEMADAI", "Memadai"
    DIHENTIKAN = "DIHENTIKAN", "Dihentikan"


class PutusanBukti(TextChoices):
    """What the verifier says about reported evidence."""

    MENUNGGU = "menunggu", "Menunggu pemeriksaan"
    MEMADAI = "memadai", "Memadai"
    BELUM = "belum", "Belum memadai"


class Ringkasan(TextChoices):
    """How often a person wants to be told by e-mail what waits."""

    MINGGUAN = "mingguan", "Setiap Senin"
    HARIAN = "harian", "Setiap hari kerja"
    TIDAK = "tidak", "Tidak pernah"
