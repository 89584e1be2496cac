"""Per-request rules that no view may forget."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]


class SesiDiamMiddleware:
    """Ends a session after ``SESI_DIAM`` without a request, and after ``SESI_PALING_LAMA`` anyway.

    The second cannot be left to the session's own expiry: every save moves that on.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            kini, sesi = int(time.time()), request.session
            mulai, terakhir = sesi.get("mulai", kini), sesi.get("terakhir", kini)
            if kini - mulai >= settings.SESI_PALING_LAMA.total_seconds():
                self._akhiri(request, "sudah 9 jam")
            elif kini - terakhir > settings.SESI_DIAM.total_seconds():
                self._akhiri(request, "30 menit tidak ada kegiatan")
            elif "terakhir" not in sesi or kini - terakhir > 60:
                # Once a minute is enough, and spares a write per page.
                sesi["terakhir"] = kini
        response = self.get_response(request)
        if request.user.is_authenticated and "mulai" not in request.session:
            request.session["mulai"] = int(time.time())  # this request was the log-in
        return response

    def _akhiri(self, request: HttpRequest, sebab: str) -> None:
        logout(request)
        messages.info(request, f"Sesi Anda berakhir karena {sebab}. Silakan masuk lagi.")


class WajibTotpMiddleware:
    """Sends people whose role decides about others' work to set up a second factor first.

    Demo accounts are excepted (and every page says that it is a demo).
    """

    BEBAS = ("/masuk/", "/static/", "/sehat/", "/publik/", "/verifikasi/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            user.is_authenticated
            and not request.path.startswith(self.BEBAS)
            and user.wajib_totp
            and not user.punya_totp
        ):
            messages.warning(
                request, "Peran Anda mewajibkan verifikasi dua langkah. Pasang dahulu, satu kali."
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class HeaderMiddleware:
    """Headers that Django does not set: no storing of personal pages, no browser features."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # Static files and early refusals are answered before anybody is recognised.
        user = getattr(request, "user", None)
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        if user and user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response
