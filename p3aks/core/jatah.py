"""How often somebody may try: counted in the cache, which all processes share."""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def ambil_jatah(kunci: str, *, kali: int, masa: dt.timedelta) -> bool:
    """Use up one of the *kali* tries that *kunci* has within *masa*; False when none is left."""
    detik = int(masa.total_seconds())
    return any(cache.add(f"{kunci}:{n}", 1, detik) for n in range(kali))


def penanda_alamat(request: HttpRequest) -> str:
    """Return what tells visitors without an account apart: a keyed hash of the network address,
    so that the address itself is stored nowhere. Many people may share one; those without an
    address that can be read share one as well."""
    try:
        alamat = get_adapter().get_client_ip(request)
    except PermissionDenied:
        alamat = ""
    return salted_hmac("p3aks.jatah", alamat, algorithm="sha256").hexdigest()
