"""System checks of our own rules."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def rahasia_lengkap(**_: Any) -> list[CheckMessage]:
    """The data keys must be set where the system runs for real."""
    pesan: list[CheckMessage] = []
    if not settings.KUNCI_DATA or not settings.KUNCI_INDEKS:
        pesan.append(
            Error("P3AKS_KUNCI_DATA atau P3AKS_KUNCI_INDEKS belum diisi.", id="p3aks.E001")
        )
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        pesan.append(
            Warning("REDIS_URL kosong: antrean memakai berkas, satu mesin saja.", id="p3aks.W001")
        )
    return pesan
