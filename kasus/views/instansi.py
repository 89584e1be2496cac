"""The directory of partners."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import instansi as tindakan
from kasus.enums_layanan import JenisLayanan
from kasus.forms.instansi import InstansiForm
from kasus.models import Instansi
from p3aks.core.access import izin


@izin("kasus.lihat_instansi")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Who gives which service, and how to reach the office."""
    label = dict(JenisLayanan.choices)
    semua = Instansi.objects.untuk(request.user).select_related("lembaga")
    konteks = {
        "daftar": [{"isi": i, "layanan": [label[k] for k in i.layanan]} for i in semua],
        "boleh": request.user.has_perm("kasus.kelola_instansi"),
    }
    return render(request, "kasus/instansi_daftar.html", konteks)


@izin("kasus.kelola_instansi")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add an institution."""
    return _isi(request, None)


@izin("kasus.kelola_instansi")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an entry."""
    return _isi(request, get_object_or_404(Instansi.objects.untuk(request.user), pk=pk))


def _isi(request: HttpRequest, instansi: Instansi | None) -> HttpResponse:
    form = InstansiForm(request.POST if request.method == "POST" else None, instansi=instansi)
    if form.is_bound and form.is_valid():
        try:
            tindakan.simpan(by=request.user, isi=form.isi, instansi=instansi)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, "Direktori disimpan.")
            return redirect("kasus:instansi_daftar")
    konteks = {"form": form, "instansi": instansi}
    kode = 422 if form.is_bound else 200
    return render(request, "kasus/instansi_form.html", konteks, status=kode)
