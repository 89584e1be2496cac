"""Case files whose time is up: proposed, approved by PPDP, made anonymous."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import retensi as tindakan
from kasus.documents import retensi as isi
from kasus.models import Pemusnahan
from p3aks.core.access import izin, wajib


@izin("kasus.retensi")
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """What is due today, and the proposals so far; POST proposes what is due."""
    hari_ini, terlihat = timezone.localdate(), isi.terlihat(request.user)
    if request.method == "POST":
        try:
            tindakan.usulkan(by=request.user, per=hari_ini, hanya=terlihat)
            messages.success(request, "Usulan dikirim kepada pejabat pelindungan data.")
        except ValidationError as galat:
            messages.info(request, " ".join(galat.messages))
        return redirect("kasus:retensi")
    semua = Pemusnahan.objects.untuk(request.user).select_related("diusulkan_oleh")[:100]
    usulan = [_baris(request, u, terlihat) for u in semua]
    konteks = {
        "jatuh": isi.tampil(request.user, isi.jatuh_tempo(hari_ini, hanya=terlihat)),
        "usulan": [u for u in usulan if u["daftar"]],
        "hari_ini": hari_ini,
    }
    return render(request, "kasus/retensi.html", konteks)


@izin("kasus.setujui_retensi")
@require_POST
def setujui(request: HttpRequest, pk: UUID) -> HttpResponse:
    """PPDP approves somebody else's proposal."""
    usulan = get_object_or_404(Pemusnahan.objects.untuk(request.user), pk=pk)
    wajib(request.user, "kasus.setujui_retensi", usulan)
    try:
        tindakan.setujui(by=request.user, usulan=usulan)
        messages.success(request, "Usulan disetujui. Pemusnahan dapat dijalankan.")
    except ValidationError as galat:
        messages.info(request, " ".join(galat.messages))
    return redirect("kasus:retensi")


@izin("kasus.retensi")
@require_POST
def jalankan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the approved cases anonymous."""
    usulan = get_object_or_404(Pemusnahan.objects.untuk(request.user), pk=pk)
    try:
        tindakan.jalankan(by=request.user, usulan=usulan)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect("kasus:retensi")
    messages.success(request, "Pemusnahan selesai. Cetak dan tanda tangani berita acaranya.")
    return redirect("kasus:retensi_berita", pk)


@izin("kasus.retensi")
@require_safe
def berita(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes of a run, to be printed and signed."""
    orang = ("diusulkan_oleh", "disetujui_oleh", "dijalankan_oleh")
    sudah = Pemusnahan.objects.untuk(request.user).exclude(dijalankan_pada=None)
    usulan = get_object_or_404(sudah.select_related(*orang), pk=pk)
    konteks = _baris(request, usulan, isi.terlihat(request.user))
    konteks["dianonimkan"] = sum(b["hasil"] == tindakan.DIANONIMKAN for b in konteks["daftar"])
    return render(request, "kasus/retensi_berita.html", konteks)


def _baris(request: HttpRequest, usulan: Pemusnahan, terlihat: Any) -> dict[str, Any]:
    """Return a proposal with the lines the reader may see: a sealed case is in nobody's count."""
    return {
        "usulan": usulan,
        "daftar": [b for b in usulan.daftar if UUID(b["kasus"]) in terlihat],
        "boleh_setuju": not usulan.disetujui_pada
        and request.user.has_perm("kasus.setujui_retensi", usulan),
    }
