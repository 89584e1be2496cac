"""Who may call a view.

Every view names its right with :func:`izin`. ``tests/test_access.py`` walks the URLconf with
:func:`semua_alamat` and fails on a view without one.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., HttpResponse]

PUBLIK = "publik"
MASUK = "masuk"


def izin(nama: str) -> Callable[[View], View]:
    """Declare the right a view needs.

    *nama* is ``"publik"`` (no login), ``"masuk"`` (any logged-in person) or a right such as
    ``"rad.ubah_aksi"`` declared in an app's ``permissions.py``. The right is asked without an
    object: "may this person do such a thing at all?" Answer no → 403. For one object the view
    asks again with :func:`wajib`, after fetching it through ``.untuk(user)`` (→ 404).
    """

    def bungkus(view: View) -> View:
        @wraps(view)
        def periksa(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if nama not in (PUBLIK, MASUK) and not request.user.has_perm(nama):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        periksa.izin = nama  # type: ignore[attr-defined]
        return login_not_required(periksa) if nama == PUBLIK else periksa

    return bungkus


def wajib(user: Any, nama: str, obj: Any) -> None:
    """Raise PermissionDenied (403) unless *user* holds right *nama* on *obj*."""
    if not user.has_perm(nama, obj):
        raise PermissionDenied


def semua_alamat(
    resolver: URLResolver | None = None, awalan: str = "", ruang: str = ""
) -> Iterator[tuple[str, str, View]]:
    """Yield ``(route, url name with namespace, view)`` of every address in the URLconf."""
    for pola in (resolver or get_resolver()).url_patterns:
        route = awalan + str(pola.pattern)
        if isinstance(pola, URLResolver):
            yield from semua_alamat(
                pola, route, f"{ruang}{pola.namespace}:" if pola.namespace else ruang
            )
        elif isinstance(pola, URLPattern):
            yield route, f"{ruang}{pola.name}", pola.callback
