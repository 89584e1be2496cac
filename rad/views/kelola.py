"""Opening a plan and setting its deadline."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from p3aks.core.audit import catat
from rad.forms.kelola import RadForm
from rad.models import Rad


@izin("rad.kelola_rad")
@require_http_methods(["GET", "POST"])
def rad_baru(request: HttpRequest) -> HttpResponse:
    """Open a plan for a period."""
    return _isi(request, Rad(), "RAD dibuka. Perangkat daerah dapat mulai mengisi.")


@izin("rad.kelola_rad")
@require_http_methods(["GET", "POST"])
def rad_ubah(request: HttpRequest, pk: str) -> HttpResponse:
    """Change the deadline; the period only while no action exists."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    return _isi(request, rad, "Perubahan disimpan.")


def _isi(request: HttpRequest, rad: Rad, pesan: str) -> HttpResponse:
    baru = rad._state.adding
    form = RadForm(request.POST or None, instance=rad)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            catat(by=request.user, peristiwa="rad.dibuka" if baru else "rad.diubah", objek=rad)
        messages.success(request, pesan)
        return redirect("rad:matriks", rad.pk)
    return render(request, "rad/rad_form.html", {"form": form, "baru": baru, "rad": rad})
