"""Per-request rules of the case app."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kasus.actions.penelusuran import PerluAlasan
from p3aks.core.audit import catat
from p3aks.core.kunci_diam import rahasia

DITOLAK = "kasus.ditolak"
GetResponse = Callable[[HttpRequest], HttpResponse]


class CatatTolakMiddleware:
    """Writes each refusal on a confidential page (403, 404) into the person's trail: which page,
    never which case (R22)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code in (403, 404)
            and rahasia(request)
            and request.user.is_authenticated
        ):
            cocok = request.resolver_match
            catat(
                by=request.user,
                peristiwa=DITOLAK,
                objek=request.user,
                rincian={
                    "halaman": cocok.view_name if cocok else "",
                    "jawaban": response.status_code,
                },
            )
        return response

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        """Ask for the reason where a case opens only with one (T7)."""
        if isinstance(galat, PerluAlasan):
            return redirect("kasus:alasan_buka", galat.kasus_id)
        return None


class TanpaJejakMiddleware:
    """Tells kirim.js where to go instead of redirecting it: its script cannot see a redirect, and a
    page that it fetched on the way would have used up the messages (T11)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (301, 302, 303) and "X-Tanpa-Jejak" in request.headers:
            response.status_code = 204
            response.headers["X-Lanjut"] = response.headers["Location"]
            del response.headers["Location"]
        return response
