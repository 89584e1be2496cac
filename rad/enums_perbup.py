"""Codes of the regulation's text. Labels are what officials say."""

from django.db.models import TextChoices


class JenisKonsiderans(TextChoices):
    """What a consideration argues from, in the order they are written."""

    FILOSOFIS = "filosofis", "Filosofis"
    SOSIOLOGIS = "sosiologis", "Sosiologis"
    YURIDIS = "yuridis", "Yuridis"
    PENDELEGASIAN = "pendelegasian", "Pendelegasian"


class JenisPeraturan(TextChoices):
    """Kinds of rules, in the order in which they are cited."""

    UUD = "uud", "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"
    TAP_MPR = "tap_mpr", "Ketetapan Majelis Permusyawaratan Rakyat"
    UU = "uu", "Undang-Undang"
    PERPPU = "perppu", "Peraturan Pemerintah Pengganti Undang-Undang"
    PP = "pp", "Peraturan Pemerintah"
    PERPRES = "perpres", "Peraturan Presiden"
    PERMEN = "permen", "Peraturan Menteri/Lembaga"
    PERDA_PROVINSI = "perda_provinsi", "Peraturan Daerah Provinsi"
    PERGUB = "pergub", "Peraturan Gubernur"
    PERDA = "perda", "Peraturan Daerah Kabupaten/Kota"
    PERKADA = "perkada", "Peraturan Bupati/Wali Kota"

    @property
    def tingkat(self) -> int:
        """Rank in the hierarchy; a Perppu stands beside a law (UU 12/2011)."""
        urut = [j for j in type(self) if j is not JenisPeraturan.PERPPU]
        return urut.index(JenisPeraturan.UU if self is JenisPeraturan.PERPPU else self) + 1


class JenisRincian(TextChoices):
    """How the items of a paragraph are written."""

    RINCIAN = "rincian", "Rincian (a., b., c.)"
    DEFINISI = "definisi", "Definisi (1., 2., 3.)"


class Penghubung(TextChoices):
    """The word before the last item of a list."""

    DAN = "dan", "dan"
    ATAU = "atau", "atau"
    DAN_ATAU = "dan/atau", "dan/atau"


class JenisParaf(TextChoices):
    """The two tables of initials."""

    KOORDINASI = "koordinasi", "Paraf koordinasi"
    HIERARKI = "hierarki", "Paraf hierarki"
