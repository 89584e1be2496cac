"""Links between follow-ups of meetings and actions of the plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin, wajib
from pokja.models import TindakLanjut
from rad.actions import kaitan as tindakan
from rad.documents.kaitan import calon
from rad.forms.kaitan import KaitanForm
from rad.models import KaitanTindakLanjut


@izin("rad.kaitkan")
@require_http_methods(["GET", "POST"])
def kaitan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose the action that carries a follow-up out."""
    satu = get_object_or_404(TindakLanjut.objects.untuk(request.user), pk=pk)
    wajib(request.user, "rad.kaitkan", satu)
    pilihan = calon(request.user, satu)
    form = KaitanForm(request.POST or None, calon=pilihan)
    if request.method == "POST" and form.is_valid():
        tindakan.kaitkan(by=request.user, aksi=form.cleaned_data["aksi"], tindak_lanjut=satu)
        messages.success(request, "Aksi RAD dikaitkan.")
        return redirect("pokja:tindak_lanjut", pk)
    konteks = {"form": form, "tindak_lanjut": satu, "ada": pilihan.exists()}
    return render(request, "rad/kaitan.html", konteks, status=422 if form.errors else 200)


@izin("rad.kaitkan")
@require_POST
def lepas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a link."""
    satu = get_object_or_404(
        KaitanTindakLanjut.objects.untuk(request.user).select_related("tindak_lanjut", "aksi"),
        pk=pk,
    )
    tindakan.lepaskan(by=request.user, kaitan=satu)
    messages.success(request, "Kaitan dilepas.")
    return redirect("pokja:tindak_lanjut", satu.tindak_lanjut_id)
