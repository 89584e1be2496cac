"""Whom it happened to: codes about people."""

from django.db.models import TextChoices


class KelompokUsia(TextChoices):
    """Age band at the incident (R03)."""

    U0_5 = "U0_5", "0–5"
    U6_12 = "U6_12", "6–12"
    U13_17 = "U13_17", "13–17"
    U18_24 = "U18_24", "18–24"
    U25_44 = "U25_44", "25–44"
    U45_59 = "U45_59", "45–59"
    U60 = "U60", "60+"
    NA = "NA", "Tidak diketahui"


class JenisKelamin(TextChoices):
    """Sex."""

    P = "P", "Perempuan"
    L = "L", "Laki-laki"


class Pendidikan(TextChoices):
    """Schooling."""

    TIDAK = "TIDAK", "Tidak sekolah"
    PAUD = "PAUD", "PAUD"
    TK = "TK", "TK"
    SD = "SD", "SD/sederajat"
    SMP = "SMP", "SMP/sederajat"
    SMA = "SMA", "SMA/sederajat"
    PT = "PT", "Perguruan tinggi"
    LAINNYA = "LAINNYA", "Lainnya"
    NA = "NA", "Tidak diketahui"


class Pekerjaan(TextChoices):
    """Occupation."""

    TIDAK = "TIDAK", "Tidak bekerja"
    PELAJAR = "PELAJAR", "Pelajar/mahasiswa"
    IRT = "IRT", "Ibu rumah tangga"
    TANI_DAGANG = "TANI_DAGANG", "Pedagang/tani/nelayan"
    SWASTA = "SWASTA", "Swasta/buruh"
    ASN = "ASN", "PNS/TNI/Polri"
    PRT = "PRT", "Pekerja rumah tangga"  # not in SIMFONI
    PMI = "PMI", "Pekerja migran"  # not in SIMFONI
    LAINNYA = "LAINNYA", "Lainnya"
    NA = "NA", "Tidak diketahui"


class StatusPerkawinan(TextChoices):
    """Marital status."""

    BELUM = "BELUM", "Belum menikah"
    MENIKAH = "MENIKAH", "Menikah"
    SIRRI = "SIRRI", "Menikah tidak tercatat (sirri)"
    CERAI = "CERAI", "Duda/janda"
    NA = "NA", "Tidak diketahui"


class Disabilitas(TextChoices):
    """Disability."""

    TIDAK = "TIDAK", "Bukan penyandang disabilitas"
    FISIK = "FISIK", "Fisik"
    INTELEKTUAL = "INTELEKTUAL", "Intelektual"
    MENTAL = "MENTAL", "Mental"
    SENSORIK = "SENSORIK", "Sensorik"
    GANDA = "GANDA", "Ganda"
    NA = "NA", "Tidak diketahui"


class StatusAnak(TextChoices):
    """Standing of a child in a criminal case (R08); never of an adult."""

    KORBAN = "KORBAN", "Anak korban"
    PELAKU = "PELAKU", "Anak berkonflik dengan hukum"
    SAKSI = "SAKSI", "Anak saksi"
    BUKAN = "BUKAN", "Bukan ABH"
