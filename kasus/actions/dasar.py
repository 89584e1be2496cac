"""What every write to a case begins and ends with."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kasus.models import Kasus
from p3aks.core.audit import catat

# Trail events of reading; T7 counts them.
DIBACA = "kasus.dibaca"
IDENTITAS_DIBACA = "kasus.identitas_dibaca"


def kunci(by: Any, kasus: Kasus, hak: str = "kasus.tangani") -> Kasus:
    """Return *kasus* as it is now, locked until the end of the transaction.

    Call inside ``transaction.atomic``. Raises PermissionDenied unless *by* handles the case and
    holds *hak* on it; ValidationError where the case was made anonymous.
    """
    baris = (
        Kasus.objects.untuk(by)
        .ditangani(by)
        .select_for_update(of=("self",))
        .filter(pk=kasus.pk)
        .first()
    )
    if baris is None or not by.has_perm(hak, baris):
        raise PermissionDenied
    if baris.anonim_pada:
        raise ValidationError("Data kasus ini sudah dianonimkan sesuai jadwal retensi.")
    return baris


def catat_baca(by: Any, kasus: Kasus, halaman: str, *, tingkat: str = "F2") -> None:
    """Record that *by* read *kasus* on page *halaman*; *tingkat* is the highest tier shown."""
    catat(
        by=by,
        peristiwa=DIBACA,
        objek=kasus,
        rincian={"halaman": halaman, "tingkat": tingkat, "kanal": "HTML"},
    )


def tidak_di_depan(waktu: Any, label: str) -> None:
    """Raise ValidationError (with the sentence for the typist) for a time in the future."""
    if waktu is not None and waktu > timezone.now():
        raise ValidationError(f"{label} tidak boleh di masa depan.")
