"""Full addresses, for what leaves the system: QR codes, letters, mail."""

from django.conf import settings


def alamat_luar(jalur: str) -> str:
    """Return the full address of the path *jalur*.

    Host and scheme are those under which people reach the system, the first of
    CSRF_TRUSTED_ORIGINS.
    """
    asal = settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else ""
    return (asal or "http://127.0.0.1:8000") + jalur
