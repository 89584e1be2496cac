"""System checks of our own rules."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from p3aks.core.crypto import urai_kunci
from p3aks.core.pencadangan import GalatCadangan, aliran


@register(Tags.security, deploy=True)
def rahasia_lengkap(**_: Any) -> list[CheckMessage]:
    """The data keys must be set where the system runs for real."""
    pesan: list[CheckMessage] = []
    if not settings.KUNCI_DATA or not settings.KUNCI_INDEKS:
        pesan.append(
            Error("P3AKS_KUNCI_DATA atau P3AKS_KUNCI_INDEKS belum diisi.", id="p3aks.E001")
        )
    pesan += _kunci_berlaku()
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        pesan.append(
            Warning("REDIS_URL kosong: antrean memakai berkas, satu mesin saja.", id="p3aks.W001")
        )
    return pesan


def _kunci_berlaku() -> list[CheckMessage]:
    """A key that is cut short or used twice must show before the first victim is entered."""
    try:
        kunci = [urai_kunci(k, variabel="P3AKS_KUNCI_DATA") for k in settings.KUNCI_DATA]
        if settings.KUNCI_INDEKS:
            kunci.append(urai_kunci(settings.KUNCI_INDEKS, variabel="P3AKS_KUNCI_INDEKS"))
    except ImproperlyConfigured as galat:
        return [Error(str(galat), id="p3aks.E002")]
    if len({isi for _, isi in kunci}) != len(kunci):
        return [Error("Satu kunci dipakai dua kali: kunci data dan indeks.", id="p3aks.E003")]
    return []


@register(Tags.security, deploy=True)
def cadangan_siap(**_: Any) -> list[CheckMessage]:
    """Backups need recipients; one that is mistyped makes backups that nobody can open."""
    if not settings.P3AKS_CADANGAN_PENERIMA:
        return [Info("P3AKS_CADANGAN_PENERIMA kosong: `cadangkan` menolak.", id="p3aks.I001")]
    try:
        aliran.baca_penerima(settings.P3AKS_CADANGAN_PENERIMA)
    except GalatCadangan as galat:
        return [Error(str(galat), id="p3aks.E004")]
    return []
