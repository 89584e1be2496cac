"""Codes of what a plan is held against: reference documents, SOPs, tags, funding."""

from django.db.models import TextChoices


class JenisAcuan(TextChoices):
    """Kinds of documents a plan must agree with (domain/hukum.md 4.5)."""

    RPJMD = "rpjmd", "RPJMD"
    RENSTRA = "renstra", "Renstra PD"
    RKPD = "rkpd", "RKPD/Renja PD"
    RAN = "ran", "RAN P3AKS"
    SDGS = "sdgs", "SDGs/TPB"
    LAIN = "lain", "Lainnya"


# Rule 13: an action that serves none of these is flagged.
ACUAN_DAERAH = (JenisAcuan.RPJMD, JenisAcuan.RENSTRA, JenisAcuan.RKPD)
PESAN_TANPA_ACUAN = "Tidak terkait RPJMD, Renstra, atau RKPD/Renja."


class JenisButir(TextChoices):
    """What an item of a reference document is."""

    TUJUAN = "tujuan", "Tujuan"
    SASARAN = "sasaran", "Sasaran"
    INDIKATOR = "indikator", "Indikator"
    PROGRAM = "program", "Program"
    TARGET = "target", "Target"
    LAIN = "lain", "Lainnya"


class JenisSop(TextChoices):
    """The two kinds of PermenPANRB 35/2012."""

    ADMINISTRATIF = "administratif", "Administratif"
    TEKNIS = "teknis", "Teknis"


class StatusSop(TextChoices):
    """The life of one version of an SOP."""

    DRAF = "draf", "Draf"
    BERLAKU = "berlaku", "Berlaku"
    DICABUT = "dicabut", "Dicabut"


class Penanda(TextChoices):
    """What an action also counts towards. One action may carry several."""

    PUG = "pug", "PUG/PPRG"
    ANAK = "anak", "Anak"
    KLA = "kla", "KLA"


class KlusterKla(TextChoices):
    """Clusters of Kabupaten/Kota Layak Anak (Perpres 25/2021)."""

    KELEMBAGAAN = "0", "Kelembagaan"
    SIPIL = "1", "I. Hak sipil dan kebebasan"
    KELUARGA = "2", "II. Lingkungan keluarga dan pengasuhan alternatif"
    KESEHATAN = "3", "III. Kesehatan dasar dan kesejahteraan"
    PENDIDIKAN = "4", "IV. Pendidikan, waktu luang, dan kegiatan budaya"
    PERLINDUNGAN = "5", "V. Perlindungan khusus"


class KeadaanKode(TextChoices):
    """What is known of a nomenclature code in the years in which a plan uses it."""

    SAH = "sah", "Sah"
    PERLU_CEK = "perlu_cek", "Perlu cek"
    TAK_DIKENAL = "tak_dikenal", "Belum ada dalam daftar, perlu cek"
    PENSIUN = "pensiun", "Kode pensiun"
    BELUM = "belum", "Belum berlaku"
    PROVINSI = "provinsi", "Kode provinsi"
    KOSONG = "kosong", "Belum ditautkan"


class KeadaanDana(TextChoices):
    """How far the budget of an action covers what it needs."""

    TANPA = "tanpa", "Belum teranggarkan"
    SEBAGIAN = "sebagian", "Teranggarkan sebagian"
    CUKUP = "cukup", "Teranggarkan cukup"
    BELUM_DIISI = "belum_diisi", "Kebutuhan belum diisi"
