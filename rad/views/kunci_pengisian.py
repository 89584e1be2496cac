"""Opening a plan again after its deadline, for one OPD or for all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin
from pokja.views.kiriman import coba
from rad.actions import kunci_pengisian as tindakan
from rad.forms.kunci_pengisian import PembukaanForm
from rad.models import PembukaanPengisian, Rad


@izin("rad.kelola_rad")
@require_http_methods(["GET", "POST"])
def pengisian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The deadline, what was opened after it and by whom; on POST, one opening more."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    form = PembukaanForm(request.POST or None)
    orang: Any = request.user
    if coba(form, lambda isi: tindakan.buka(by=orang, rad=rad, **isi)):
        messages.success(request, "Pengisian dibuka kembali.")
        return redirect("rad:pengisian", rad.pk)
    hari_ini = timezone.localdate()
    semua = PembukaanPengisian.objects.untuk(request.user).filter(rad=rad)
    isi = {
        "rad": rad,
        "form": form,
        "lewat": rad.batas_pengisian is not None and rad.batas_pengisian < hari_ini,
        "hari_ini": hari_ini,
        "pembukaan": semua.select_related("lembaga", "oleh", "ditutup_oleh"),
    }
    return render(request, "rad/pengisian.html", isi)


@izin("rad.kelola_rad")
@require_POST
def tutup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an opening before its day."""
    pembukaan = get_object_or_404(
        PembukaanPengisian.objects.untuk(request.user).select_related("rad"), pk=pk
    )
    if tindakan.tutup(by=request.user, pembukaan=pembukaan):
        messages.success(request, "Pengisian ditutup lagi.")
    else:
        messages.info(request, "Pembukaan ini sudah ditutup sebelumnya.")
    return redirect("rad:pengisian", pembukaan.rad_id)
