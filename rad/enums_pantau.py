"""Codes of monitoring: periods, reports, evidence, colours."""

import datetime as dt
from calendar import monthrange

from django.db.models import TextChoices


class Periode(TextChoices):
    """The three reporting periods of a year (RAD Timdu; domain/hukum.md section 3)."""

    B04 = "B04", "B04 (Januari–April)"
    B08 = "B08", "B08 (Mei–Agustus)"
    B12 = "B12", "B12 (September–Desember)"

    @property
    def bulan_akhir(self) -> int:
        """The last month of the period, 1–12."""
        return int(self.value[1:])

    @property
    def sampai(self) -> "tuple[Periode, ...]":
        """The periods of the year up to and with this one."""
        return tuple(p for p in Periode if p.value <= self.value)

    def mulai(self, tahun: int) -> dt.date:
        """Return the first day of the period in *tahun*."""
        return dt.date(tahun, self.bulan_akhir - 3, 1)

    def akhir(self, tahun: int) -> dt.date:
        """Return the last day of the period in *tahun*."""
        return dt.date(tahun, self.bulan_akhir, monthrange(tahun, self.bulan_akhir)[1])

    @classmethod
    def pada(cls, hari: dt.date) -> "Periode":
        """Return the period in which *hari* lies."""
        return next(p for p in cls if hari.month <= p.bulan_akhir)


class StatusLaporan(TextChoices):
    """The way of an action's report on one period (DESIGN section 4)."""

    DRAF = "draf", "Draf laporan"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DITERIMA = "diterima", "Diterima"
    DIKEMBALIKAN = "dikembalikan", "Laporan dikembalikan"


class CaraHitung(TextChoices):
    """How the values of the periods become the value of the year."""

    JUMLAH = "jumlah", "dijumlahkan"
    TERAKHIR = "terakhir", "nilai terakhir"


class RumusTurun(TextChoices):
    """How the achievement of an indicator is computed where less is better."""

    SELISIH = "selisih", "(2 × target − realisasi) ÷ target"
    RASIO = "rasio", "target ÷ realisasi"


class Warna(TextChoices):
    """What a score means, never by colour alone."""

    HIJAU = "hijau", "Hijau – sesuai"
    KUNING = "kuning", "Kuning – perlu perhatian"
    MERAH = "merah", "Merah – jauh dari target"
