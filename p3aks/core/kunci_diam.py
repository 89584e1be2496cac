"""Locks confidential pages after ten minutes without a request, and keeps what was being typed.

A locked request is answered with a page that asks for the password. Where it was a form, its
fields are on that page as well, so with the right password it goes through as if nothing had
happened: nothing typed is lost, and nothing of it is stored while the page waits.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]

SANDI = "_sandi_kunci"  # the field of the lock page that holds the password
HANYA_BUKA = "_hanya_buka"  # asked by the script: unlock, do not send the form
TERAKHIR = "rahasia_terakhir"
TERKUNCI = 423
SALAH = "Kata sandi tidak cocok. Isian Anda masih ada di halaman ini."
TERLALU_SERING = "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi."


def rahasia(request: HttpRequest) -> bool:
    """Tell whether *request* asks for a page of the confidential part."""
    return request.path.startswith(settings.ALAMAT_RAHASIA)


class KunciDiamMiddleware:
    """Asks for the password again on confidential pages after ``KUNCI_DIAM`` without a request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (request.user.is_authenticated and rahasia(request)):
            return self.get_response(request)
        if SANDI in request.POST:
            return self._buka(request)
        if self._terlalu_lama(request):
            return self._layar(request)
        return self._lanjut(request)

    def _terlalu_lama(self, request: HttpRequest) -> bool:
        sesi, kini = request.session, int(time.time())
        terakhir = sesi.get(TERAKHIR, sesi.get("mulai", kini))
        return kini - terakhir > settings.KUNCI_DIAM.total_seconds()

    def _lanjut(self, request: HttpRequest) -> HttpResponse:
        request.session[TERAKHIR] = int(time.time())
        return self.get_response(request)

    def _buka(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if not ratelimit.consume(request, action="reauthenticate", user=user):
            return self._layar(request, TERLALU_SERING)
        if not user.check_password(request.POST[SANDI]):
            return self._layar(request, SALAH)
        request.session[TERAKHIR] = int(time.time())
        if HANYA_BUKA in request.POST:
            return HttpResponse(status=204)
        if request.POST.get("_cara") == "GET":
            return HttpResponseRedirect(request.get_full_path())
        return self._lanjut(request)

    def _layar(self, request: HttpRequest, galat: str = "") -> HttpResponse:
        bawaan = {SANDI, HANYA_BUKA, "_cara", "csrfmiddlewaretoken"}
        formulir = request.method == "POST" and request.POST.get("_cara") != "GET"
        isian = [
            (nama, nilai)
            for nama, daftar in request.POST.lists()
            for nilai in daftar
            if nama not in bawaan
        ]
        response = render(
            request,
            "terkunci.html",
            {
                "galat": galat,
                "cara": "POST" if formulir else "GET",
                "isian": isian if formulir else [],
                "ada_berkas": bool(request.FILES),
            },
            status=TERKUNCI,
        )
        if getattr(request, "htmx", False):
            response.headers["HX-Refresh"] = "true"
        return response


def keluar_cepat(request: HttpRequest) -> HttpResponse:
    """Log out at once and go to a page that says nothing about where one was."""
    logout(request)
    response = HttpResponseRedirect("/publik/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
