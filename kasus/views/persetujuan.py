"""Consent: asked for one sector, and withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kasus.actions import persetujuan as tindakan
from kasus.forms.persetujuan import PersetujuanForm
from kasus.models import Instansi, Persetujuan
from kasus.views.dasar import kasus_ditangani
from kasus.views.rujukan import korban_ditangani
from p3aks.core.access import izin


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Record what one victim agrees to, for one sector."""
    kasus, orang = korban_ditangani(request, pk, korban)
    instansi = Instansi.objects.untuk(request.user).filter(aktif=True).select_related("lembaga")
    data = request.POST if request.method == "POST" else None
    form = PersetujuanForm(data, instansi=instansi)
    if form.is_bound and form.is_valid():
        try:
            tindakan.simpan(
                by=request.user, korban=orang, isi=form.isi, id_baru=form.cleaned_data["kunci"]
            )
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, "Persetujuan dicatat.")
            return redirect("kasus:rujukan", kasus.pk)
    konteks = {"kasus": kasus, "orang": orang, "form": form}
    kode = 422 if form.is_bound else 200
    return render(request, "kasus/persetujuan_form.html", konteks, status=kode)


@izin("kasus.tangani")
@require_POST
def cabut(request: HttpRequest, pk: UUID, persetujuan: UUID) -> HttpResponse:
    """Withdraw a consent; what rests on it closes at once."""
    kasus = kasus_ditangani(request, pk)
    semua = Persetujuan.objects.untuk(request.user)
    baris = get_object_or_404(semua, pk=persetujuan, korban__kasus=kasus)
    jumlah = tindakan.cabut(by=request.user, persetujuan=baris)
    ditutup = f" {jumlah} rujukan ditutup bagi mitra." if jumlah else ""
    messages.success(request, f"Persetujuan dicabut.{ditutup}")
    return redirect("kasus:rujukan", kasus.pk)
