"""Unfunded actions and the gap."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import pendanaan as susun
from rad.models import Rad


@izin("rad.lihat_rad")
@require_safe
def pendanaan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is not funded, what is funded in part, and what is missing in every cut."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    konteks = {"rad": rad, "isi": susun.susun(request.user, rad)}
    return render(request, "rad/pendanaan.html", konteks)
