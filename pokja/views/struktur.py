"""Who sits in the Pokja."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from pokja.models import Pokja


@izin("pokja.lihat_struktur")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All Pokja, the latest first; a single one opens at once."""
    semua = list(Pokja.objects.untuk(request.user))
    if len(semua) == 1:
        return redirect("pokja:detail", semua[0].pk)
    return render(request, "pokja/daftar.html", {"semua": semua})


@izin("pokja.lihat_struktur")
@require_safe
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    """The roster on the day ``?per=YYYY-MM-DD`` (default today)."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    per = _tanggal(request)
    return render(
        request,
        "pokja/detail.html",
        {
            "pokja": pokja,
            "susunan": pokja.susunan(per),
            "per": per,
            "boleh_daerah": request.user.has_perm("pokja.ubah_daerah"),
        },
    )


def _tanggal(request: HttpRequest) -> dt.date:
    teks = request.GET.get("per", "")
    try:
        per = parse_date(teks)
    except ValueError:
        per = None
    if teks and per is None:
        messages.error(request, "Tanggal tidak dikenali; yang ditampilkan susunan hari ini.")
    return per or timezone.localdate()
