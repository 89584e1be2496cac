"""What is known of each kecamatan, and the vulnerability score made of it. Five queries."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Substr

from pokja.aturan.kerawanan import Nilai
from pokja.documents.jejaring import cakupan
from pokja.enums import TingkatPotensi
from pokja.models import PeristiwaKonflik, PotensiKonflik

TAHUN_PERISTIWA = 5


@dataclass(frozen=True)
class Keadaan:
    """One kecamatan: open potentials by level, those not reviewed for six months, women and
    children exposed, potentials of which nobody knows how many are, villages and those with a
    PATBM, events of the last five years."""

    kode: str
    nama: str
    desa: int
    patbm: int
    tinggi: int = 0
    sedang: int = 0
    rendah: int = 0
    basi: int = 0
    terpapar: int = 0
    tak_diketahui: int = 0
    peristiwa: int = 0

    @property
    def terbuka(self) -> int:
        """How many potentials are open."""
        return self.tinggi + self.sedang + self.rendah

    @property
    def tertinggi(self) -> str:
        """The most pressing level with an open potential; empty where none is open."""
        return next((t.value for t in TingkatPotensi if getattr(self, t.value)), "")

    @property
    def persen_patbm(self) -> Fraction:
        """How many of a hundred villages have a PATBM; 0 where no village is known."""
        return Fraction(100 * self.patbm, self.desa) if self.desa else Fraction()

    @property
    def bahan(self) -> Nilai:
        """What the score is made of, by the codes of ``aturan.kerawanan.FAKTOR``."""
        return {
            "tinggi": self.tinggi,
            "sedang": self.sedang,
            "rendah": self.rendah,
            "terpapar": self.terpapar,
            "basi": self.basi,
            "tanpa_patbm": 100 - self.persen_patbm if self.desa else 0,
            "peristiwa": self.peristiwa,
        }


def keadaan(user: Any, per: dt.date) -> list[Keadaan]:
    """Return every kecamatan of this regency on day *per*, by code.

    Potentials are those that *user* may read: what comes from intelligence counts only for those
    who see it. Events count for everybody: a number says no more than the newspaper did.
    """
    potensi, peristiwa = _potensi(user, per), _peristiwa(per)
    return [
        Keadaan(
            kode=c.kecamatan.kode,
            nama=c.kecamatan.nama,
            desa=c.desa,
            patbm=c.patbm,
            peristiwa=peristiwa.get(c.kecamatan.kode, 0),
            **potensi.get(c.kecamatan.kode, {}),
        )
        for c in cakupan(user, per)
    ]


def _potensi(user: Any, per: dt.date) -> dict[str, dict[str, int]]:
    terbuka = PotensiKonflik.objects.untuk(user).filter(selesai=None)
    per_kecamatan = _menurut_kecamatan(terbuka).annotate(
        **{t.value: Count("pk", filter=Q(tingkat=t)) for t in TingkatPotensi},
        basi=Count("pk", filter=Q(pk__in=terbuka.perlu_ditinjau(per).values("pk"))),
        jumlah_perempuan=Sum("perempuan"),
        jumlah_anak=Sum("anak"),
        tak_diketahui=Count("pk", filter=Q(perempuan=None) | Q(anak=None)),
    )
    hasil = {}
    for baris in per_kecamatan:
        kode, perempuan, anak = (
            baris.pop(n) for n in ("kecamatan", "jumlah_perempuan", "jumlah_anak")
        )
        hasil[kode] = {**baris, "terpapar": (perempuan or 0) + (anak or 0)}
    return hasil


def _peristiwa(per: dt.date) -> dict[str, int]:
    sejak = dt.date(per.year - TAHUN_PERISTIWA, per.month, min(per.day, 28))
    baru = PeristiwaKonflik.objects.filter(mulai__gt=sejak, mulai__lte=per)
    return {
        baris["kecamatan"]: baris["jumlah"]
        for baris in _menurut_kecamatan(baru).annotate(jumlah=Count("pk"))
    }


def _menurut_kecamatan(semua: QuerySet) -> QuerySet:
    """Group rows with a place by its kecamatan: the regency's code and one part more."""
    panjang = len(settings.WILAYAH) + 3
    return semua.order_by().values(kecamatan=Substr("wilayah_id", 1, panjang))
