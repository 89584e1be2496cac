"""Workload of a unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kasus.documents import beban as isi_beban
from p3aks.core.access import izin


@izin("kasus.lihat_beban")
@require_safe
def beban(request: HttpRequest) -> HttpResponse:
    """Who carries how much, what is late, what waits for a decision."""
    return render(request, "kasus/beban.html", isi_beban.susun(request.user))
