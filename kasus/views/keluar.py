"""The quick exit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from p3aks.core.access import izin
from p3aks.core.kunci_diam import keluar_cepat


@izin("publik")
@require_POST
def keluar(request: HttpRequest) -> HttpResponse:
    """Log out at once and land on a page that says nothing about where one was."""
    return keluar_cepat(request)
