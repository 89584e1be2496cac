"""The own notices: digest by e-mail, and the calendar to subscribe to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin
from pokja.actions import ringkasan as tindakan
from pokja.forms.pemberitahuan import RingkasanForm
from pokja.views.kiriman import coba, kiriman, tampil


@izin("masuk")
@require_http_methods(["GET", "POST"])
def pemberitahuan(request: HttpRequest) -> HttpResponse:
    """How often the digest comes; the address of the own calendar."""
    user: Any = request.user
    form = RingkasanForm(*kiriman(request), initial={"ringkasan": user.ringkasan})
    if coba(form, lambda isi: tindakan.atur_ringkasan(by=user, **isi)):
        messages.success(request, "Pilihan Anda disimpan.")
        return redirect("pemberitahuan")
    alamat = reverse("kalender_saya", args=[user.kalender]) if user.kalender else ""
    return tampil(
        request, "pokja/pemberitahuan.html", form,
        alamat=request.build_absolute_uri(alamat) if alamat else "",
        boleh_rapat=user.has_perm("pokja.lihat_rapat"),
    )  # fmt: skip


@izin("masuk")
@require_POST
def kalender(request: HttpRequest) -> HttpResponse:
    """Make a new address of the own calendar, or switch it off."""
    menyala = "matikan" not in request.POST
    tindakan.atur_kalender(by=request.user, menyala=menyala)
    messages.success(
        request,
        "Alamat kalender dibuat. Yang lama, bila ada, tidak berlaku lagi."
        if menyala
        else "Alamat kalender dimatikan.",
    )
    return redirect("pemberitahuan")
