"""What the writes around one victim share: the lock, the guards of R10 and R11, the trail.

A refused step raises ValidationError: about a date under the name of its field, about what is
still missing in the case under none.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.actions.segar import segarkan
from kasus.aturan.tahap import (
    BELUM_DITERIMA,
    NAMA_FAKTA,
    SUDAH_BERAKHIR,
    FaktaKasus,
    NamaFakta,
    berakhir,
    kurang_mencatat,
    saat,
)
from kasus.documents.penanganan import fakta_korban
from kasus.models import Kasus, Korban
from p3aks.core.audit import Nilai, catat

ALASAN = "menangani korban"
DI_DEPAN = "Tanggal tidak boleh di masa depan."
SEBELUM_DITERIMA = "Tanggal tidak boleh mendahului tanggal pengaduan diterima."
SATU_MENIT = timedelta(minutes=1)


def kunci_korban(by: Any, korban: Korban) -> tuple[Kasus, Korban, FaktaKasus]:
    """Lock the case of *korban*; return it, the victim as she is now, and her facts.

    The rules read all rows, whatever *by* may see of them. Raises as `kasus.actions.dasar.kunci`.
    """
    kasus = kunci(by, korban.kasus)
    baris = Korban.objects.sistem(ALASAN).get(pk=korban.pk, kasus=kasus)
    return kasus, baris, fakta_korban(baris)


def wajib_terbuka(fakta: FaktaKasus) -> None:
    """Raise ValidationError where the case has ended: nothing is added to it then."""
    if berakhir(fakta):
        raise ValidationError(SUDAH_BERAKHIR)


def wajib_langkah(
    fakta: FaktaKasus, nama: NamaFakta, pada: datetime | None = None, *, ruas: str = "pada"
) -> datetime:
    """Return the time at which the fact *nama* is recorded; without *pada*: now.

    Raises ValidationError with what is missing before it, or (under *ruas*) with what is wrong
    with its date.
    """
    if kurang := kurang_mencatat(fakta, nama):
        raise ValidationError(kurang)
    pada = wajib_tanggal(fakta, pada or timezone.now(), ruas=ruas)
    if salah := kurang_mencatat(fakta, nama, pada):
        raise ValidationError({ruas: salah})
    return pada


def wajib_tanggal(fakta: FaktaKasus, pada: datetime, *, ruas: str = "pada") -> datetime:
    """Return *pada* where it lies between the report and now; ValidationError under *ruas* else."""
    pada = dalam_menit(fakta, pada)
    if pada > timezone.now():
        raise ValidationError({ruas: DI_DEPAN})
    if fakta.diterima is None:
        raise ValidationError(BELUM_DITERIMA)
    if pada < fakta.diterima:
        raise ValidationError({ruas: SEBELUM_DITERIMA})
    return pada


def dalam_menit(fakta: FaktaKasus, pada: datetime) -> datetime:
    """Return *pada*, or the last fact in the same minute: a typed time has no seconds.

    Without this, what is typed in the minute in which a case was reopened would lie before it.
    """
    if pada.second or pada.microsecond:
        return pada
    tercatat = (saat(fakta, nama) for nama in NAMA_FAKTA)
    return max([pada, *(s for s in tercatat if s is not None and pada <= s < pada + SATU_MENIT)])


def kunci_baru(model: Any, kunci_formulir: UUID | None, korban: Korban) -> tuple[UUID, Any]:
    """Return the id for a new row, and the row that the same form made already (or None).

    *kunci_formulir* is the one-time key of a form; sent twice it makes one row. A key that names
    somebody else's row is not used.
    """
    if kunci_formulir is None:
        return uuid4(), None
    sudah = model.objects.sistem(ALASAN).filter(pk=kunci_formulir).first()
    if sudah is None:
        return kunci_formulir, None
    return (sudah.pk, sudah) if sudah.korban_id == korban.pk else (uuid4(), None)


def tutup_langkah(by: Any, kasus: Kasus, peristiwa: str, **rincian: Nilai) -> None:
    """Write the trail of a step and bring the case in step with its facts."""
    catat(by=by, peristiwa=peristiwa, objek=kasus, rincian=rincian)
    segarkan(kasus, by=by)
