"""Places in the shelters, and how each stay stands (R13)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from kasus.aturan import penampungan as aturan
from kasus.enums_akses import StatusRujukan
from kasus.models import Fasilitas, Kasus, Penampungan, Rujukan

ALASAN = "hunian penampungan"


def terisi() -> dict[Any, int]:
    """Return how many people stay in each shelter now, by its id.

    Counted over all cases, sealed ones too: how full a house is can be seen by who stands in it,
    and a place given twice harms two people.
    """
    dihuni = Penampungan.objects.sistem(ALASAN).dihuni().order_by()
    return dict(dihuni.values_list("fasilitas").annotate(n=Sum("orang")))


def tersisa(*, kecuali: Any = None) -> list[tuple[str, int]]:
    """Return code and free places of every shelter in use that has any, but for *kecuali*."""
    hunian = terisi()
    semua = Fasilitas.objects.sistem(ALASAN).filter(aktif=True).exclude(pk=kecuali)
    sisa = [(f.kode, f.kapasitas - hunian.get(f.pk, 0)) for f in semua]
    return [(kode, n) for kode, n in sisa if n > 0]


@dataclass(frozen=True)
class Hunian:
    """A stay with what the rules say about it today."""

    isi: Penampungan
    keadaan: aturan.KeadaanPenampungan
    hari: int
    batas: dt.date  # the last day, by the rule or by the signed extension

    @property
    def perlu_tindakan(self) -> bool:
        """Whether a further referral or an extension is due or overdue."""
        return self.keadaan in (
            aturan.KeadaanPenampungan.WAJIB_RUJUK,
            aturan.KeadaanPenampungan.MERAH,
        )


def hari_terakhir(penampungan: Penampungan) -> dt.date:
    """Return the last day of a stay: day 14, or the day a signed extension ends if later."""
    hari_14 = timezone.localdate(penampungan.masuk) + dt.timedelta(days=aturan.HARI_MAKS - 1)
    return max(hari_14, penampungan.diperpanjang_sampai or hari_14)


def hunian(kasus: Kasus) -> list[Hunian]:
    """Return the stays of *kasus* in the scope it was read in, the latest first."""
    kini = timezone.localdate()
    semua = Penampungan.objects.seperti(kasus).filter(korban__kasus=kasus)
    semua = semua.select_related("perpanjangan_oleh").prefetch_related(
        "korban", "fasilitas", "rujukan_lanjutan"
    )
    return [_nilai(satu, kini) for satu in semua]


def calon_lanjutan(kasus: Kasus) -> list[Rujukan]:
    """Return the referrals of *kasus*, in its scope, that a stay may go on by."""
    semua = Rujukan.objects.seperti(kasus).filter(korban__kasus=kasus)
    return list(semua.exclude(status__in=[StatusRujukan.DITARIK, StatusRujukan.DITOLAK]))


def _nilai(satu: Penampungan, kini: dt.date) -> Hunian:
    masuk = timezone.localdate(satu.masuk)
    keluar = timezone.localdate(satu.keluar) if satu.keluar else None
    lanjutan = satu.rujukan_lanjutan
    keadaan = aturan.keadaan(
        masuk,
        kini,
        keluar,
        timezone.localdate(lanjutan.dikirim_pada) if lanjutan else None,
        satu.diperpanjang_sampai,
    )
    return Hunian(satu, keadaan, aturan.lama(masuk, kini, keluar), hari_terakhir(satu))
