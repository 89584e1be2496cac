"""Codes of the RAD app. Labels are what officials say; where an audience reads a state
differently, the enum has a label of its own for it."""

from django.db.models import TextChoices


class StatusRad(TextChoices):
    """A RAD is being assembled until a first version of it is fixed."""

    PENYUSUNAN = "penyusunan", "Penyusunan"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


class StatusAksi(TextChoices):
    """The way of an action from the OPD to the Perbup (DESIGN section 4)."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIGANTIKAN = "digantikan", "Digantikan"
    DICABUT = "dicabut", "Dicabut"
    DIBATALKAN = "dibatalkan", "Dibatalkan"

    @property
    def label_sekretariat(self) -> str:
        """What the Sekretariat calls this state."""
        return "Perlu diputuskan" if self is StatusAksi.DIAJUKAN else str(self.label)


class Arah(TextChoices):
    """Polarity of an indicator: is more better, or less? (rule 9)"""

    NAIK = "naik", "Naik (makin besar makin baik)"
    TURUN = "turun", "Turun (makin kecil makin baik)"


class JenisIndikator(TextChoices):
    """Level of an indicator."""

    MASUKAN = "masukan", "Masukan"
    KELUARAN = "keluaran", "Keluaran"
    HASIL = "hasil", "Hasil"


class SumberDana(TextChoices):
    """Sources of funds (domain/hukum.md 4.5)."""

    PAD = "pad", "PAD"
    DAU = "dau", "DAU"
    DAU_SG = "dau_sg", "DAU Specific Grant"
    DBH = "dbh", "DBH"
    DBHCHT = "dbhcht", "DBHCHT"
    DAK_NONFISIK_PPA = "dak_nonfisik_ppa", "DAK Nonfisik PPA"
    DAK_FISIK = "dak_fisik", "DAK Fisik"
    APBD_PROVINSI = "apbd_provinsi", "APBD Provinsi"
    APBN = "apbn", "APBN"
    DANA_DESA = "dana_desa", "Dana Desa"
    CSR = "csr", "CSR/TJSL"
    HIBAH = "hibah", "Hibah/mitra pembangunan"
    SWADAYA = "swadaya", "Swadaya"


class JenisNomenklatur(TextChoices):
    """Level of a nomenclature code."""

    PROGRAM = "program", "Program"
    KEGIATAN = "kegiatan", "Kegiatan"
    SUB_KEGIATAN = "sub_kegiatan", "Sub kegiatan"


class StatusImpor(TextChoices):
    """An uploaded spreadsheet is previewed; nothing is stored until a person confirms."""

    PRATINJAU = "pratinjau", "Menunggu keputusan Anda"
    DISIMPAN = "disimpan", "Disimpan"
    DIBUANG = "dibuang", "Dibuang"


class StatusPerbup(TextChoices):
    """The way of a Peraturan Bupati (domain/hukum.md 5.4)."""

    RANCANGAN = "rancangan", "Rancangan"
    HARMONISASI = "harmonisasi", "Harmonisasi"
    FASILITASI = "fasilitasi", "Fasilitasi"
    FINAL = "final", "Final"
    DIUNDANGKAN = "diundangkan", "Diundangkan"
    DICABUT = "dicabut", "Dicabut"


class JenisDokumen(TextChoices):
    """Kinds of documents the pipeline makes. The value is the JENIS of ``buat_dokumen``."""

    MATRIKS_RAD = "matriks-rad", "Matriks RAD (PDF)"
    MATRIKS_RAD_XLSX = "matriks-rad-xlsx", "Matriks RAD (Excel)"
    MATRIKS_PERUBAHAN = "matriks-perubahan", "Matriks perubahan (PDF)"
    MATRIKS_PERUBAHAN_XLSX = "matriks-perubahan-xlsx", "Matriks perubahan (Excel)"
    PERBUP = "perbup", "Peraturan Bupati (PDF)"
    PERBUP_DOCX = "perbup-docx", "Peraturan Bupati (Word)"
    LAPORAN_RAD = "laporan-rad", "Laporan RAD (PDF)"
    MATRIKS_TIMDU = "matriks-timdu", "Matriks laporan Timdu (PDF)"
    MATRIKS_MONEV = "matriks-monev", "Matriks pemantauan (PDF)"
    LAPORAN_XLSX = "laporan-rad-xlsx", "Matriks laporan (Excel)"
