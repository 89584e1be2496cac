"""What happened: codes of the domain with the labels officials use."""

from django.db.models import TextChoices


class BentukKekerasan(TextChoices):
    """Form of violence; a victim has one or more (R04)."""

    FISIK = "FISIK", "Fisik"
    PSIKIS = "PSIKIS", "Psikis"
    SEKSUAL = "SEKSUAL", "Seksual"
    EKSPLOITASI = "EKSPLOITASI", "Eksploitasi"
    TPPO = "TPPO", "Perdagangan orang (TPPO)"
    PENELANTARAN = "PENELANTARAN", "Penelantaran"
    LAINNYA = "LAINNYA", "Lainnya"


class SubSeksual(TextChoices):
    """Kinds of sexual violence, UU 12/2022 Ps 4."""

    NONFISIK = "NONFISIK", "Pelecehan seksual nonfisik"
    FISIK = "FISIK", "Pelecehan seksual fisik"
    PERKOSAAN = "PERKOSAAN", "Perkosaan/persetubuhan"
    CABUL = "CABUL", "Perbuatan cabul"
    KONTRASEPSI = "KONTRASEPSI", "Pemaksaan kontrasepsi"
    STERILISASI = "STERILISASI", "Pemaksaan sterilisasi"
    KAWIN = "KAWIN", "Pemaksaan perkawinan"
    SIKSA = "SIKSA", "Penyiksaan seksual"
    EKSPLOITASI = "EKSPLOITASI", "Eksploitasi seksual"
    BUDAK = "BUDAK", "Perbudakan seksual"
    KSBE = "KSBE", "Kekerasan seksual berbasis elektronik"


class SubTPPO(TextChoices):
    """Kinds of trafficking."""

    SEKS = "SEKS", "Eksploitasi seksual"
    PERBUDAKAN = "PERBUDAKAN", "Perbudakan/kerja paksa"
    ORGAN = "ORGAN", "Perdagangan organ tubuh"
    NARKOBA = "NARKOBA", "Perdagangan narkoba"
    ADOPSI = "ADOPSI", "Adopsi ilegal"


class Ranah(TextChoices):
    """Sphere. KDRT is derived from relation and co-residence (R05, UU 23/2004 Ps 2)."""

    KDRT = "KDRT", "Rumah tangga (KDRT)"
    KOMUNITAS = "KOMUNITAS", "Publik/komunitas"
    INSTITUSI = "INSTITUSI", "Lembaga/negara"
    DARING = "DARING", "Daring"
    TIDAK_DIKETAHUI = "TIDAK_DIKETAHUI", "Tidak diketahui"


class KeterkaitanKonflik(TextChoices):
    """How an act is tied to a social conflict (R06)."""

    TIDAK = "TIDAK", "Tidak terkait konflik"
    LANGSUNG = "LANGSUNG", "Terkait langsung"
    TIDAK_LANGSUNG = "TIDAK_LANGSUNG", "Terkait tidak langsung (dampak/pengungsian)"
    DUGAAN = "DUGAAN", "Dugaan, perlu verifikasi"


class KategoriPelaporan(TextChoices):
    """Reporting category, derived: KONFLIK > KDRT > NON_KDRT (R07)."""

    KONFLIK = "KONFLIK", "Korban konflik sosial"
    KDRT = "KDRT", "Korban KDRT"
    NON_KDRT = "NON_KDRT", "Korban kekerasan lain"


class TahapPengungsian(TextChoices):
    """Stage of displacement at the incident (GBVIMS)."""

    TIDAK = "TIDAK", "Tidak mengungsi"
    PRA = "PRA", "Pra-pengungsian"
    SAAT_LARI = "SAAT_LARI", "Saat menyelamatkan diri"
    DI_PENGUNGSIAN = "DI_PENGUNGSIAN", "Di tempat pengungsian"
    TRANSIT = "TRANSIT", "Perjalanan pulang/transit"
    PASCA = "PASCA", "Pascapengungsian"
    TIDAK_DIKETAHUI = "TIDAK_DIKETAHUI", "Tidak diketahui"


class TempatKejadian(TextChoices):
    """Kind of place; one per victim (R04)."""

    RUMAH_TANGGA = "RUMAH_TANGGA", "Rumah tangga"
    TEMPAT_KERJA = "TEMPAT_KERJA", "Tempat kerja"
    SEKOLAH = "SEKOLAH", "Sekolah"
    FASUM = "FASUM", "Fasilitas umum"
    PENDIDIKAN_KILAT = "PENDIDIKAN_KILAT", "Lembaga pendidikan kilat"
    PENGUNGSIAN = "PENGUNGSIAN", "Tempat pengungsian"  # not in SIMFONI
    DARING = "DARING", "Ruang daring"  # not in SIMFONI
    LAINNYA = "LAINNYA", "Lainnya"


class HubunganPelaku(TextChoices):
    """What the alleged perpetrator is to the victim; one per pair."""

    ORANG_TUA = "ORANG_TUA", "Orang tua"
    KELUARGA = "KELUARGA", "Keluarga/saudara"
    SUAMI_ISTRI = "SUAMI_ISTRI", "Suami/istri"
    MANTAN = "MANTAN", "Mantan pasangan"  # not in SIMFONI
    TETANGGA = "TETANGGA", "Tetangga"
    PACAR_TEMAN = "PACAR_TEMAN", "Pacar/teman"
    GURU = "GURU", "Guru"
    MAJIKAN = "MAJIKAN", "Majikan"
    REKAN_KERJA = "REKAN_KERJA", "Rekan kerja"
    PIHAK_KONFLIK = "PIHAK_KONFLIK", "Anggota pihak berkonflik"  # not in SIMFONI
    TIDAK_DIKENAL = "TIDAK_DIKENAL", "Tidak dikenal"  # not in SIMFONI
    LAINNYA = "LAINNYA", "Lainnya"
    NA = "NA", "Tidak diketahui"


class JenisGBVIMS(TextChoices):
    """The six exclusive GBVIMS types in the order they are asked; derived, editable."""

    RAPE = "RAPE", "Perkosaan"
    SEXUAL_ASSAULT = "SEXUAL_ASSAULT", "Serangan seksual"
    PHYSICAL_ASSAULT = "PHYSICAL_ASSAULT", "Serangan fisik"
    FORCED_MARRIAGE = "FORCED_MARRIAGE", "Pemaksaan perkawinan"
    DENIAL_RESOURCES = "DENIAL_RESOURCES", "Pengingkaran sumber daya"
    PSYCHOLOGICAL = "PSYCHOLOGICAL", "Kekerasan psikis/emosional"
    NON_GBV = "NON_GBV", "Bukan kekerasan berbasis gender"
