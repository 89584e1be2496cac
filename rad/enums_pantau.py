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
        return _SAMPAI[self]

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


# Walked once: this is asked for every indicator of a plan.
_SAMPAI = {p: tuple(q for q in Periode if q.value <= p.value) for p in Periode}


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


class JenisLaporan(TextChoices):
    """Reports on a plan. The year has three periods of four months: what is due at midyear shows
    the state at the end of the last complete period before it."""

    B04 = "B04", "Laporan B04"
    SEM1 = "SEM1", "Laporan semester I"
    B08 = "B08", "Laporan B08"
    B12 = "B12", "Laporan B12"
    SEM2 = "SEM2", "Laporan semester II"
    TAHUN = "TAHUN", "Laporan tahunan"
    AKHIR = "AKHIR", "Laporan akhir periode"

    @property
    def periode(self) -> Periode:
        """The period whose end the figures show."""
        if self in (JenisLaporan.B04, JenisLaporan.SEM1):
            return Periode.B04
        return Periode.B08 if self is JenisLaporan.B08 else Periode.B12


class StatusLaporanRad(TextChoices):
    """A report on a plan is written, then made final: from then on its figures stand still."""

    DISUSUN = "disusun", "Laporan disusun"
    FINAL = "final", "Laporan final"


class PokokTanggapan(TextChoices):
    """What a citizen's comment on an action is about."""

    BELUM_TERLIHAT = "belum_terlihat", "Kegiatannya belum terlihat"
    SARAN = "saran", "Saran"
    APRESIASI = "apresiasi", "Apresiasi"
    LAIN = "lain", "Lainnya"


class StatusTanggapan(TextChoices):
    """A comment waits until somebody of the Sekretariat has read it."""

    MENUNGGU = "menunggu", "Menunggu diperiksa"
    TAYANG = "tayang", "Tayang"
    DITOLAK = "ditolak", "Tidak ditayangkan"
