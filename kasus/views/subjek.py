"""Requests of victims about their own data."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import subjek as tindakan
from kasus.documents import jejak_subjek
from kasus.forms.subjek import JawabForm, PermintaanForm
from kasus.models import Korban, PermintaanSubjek
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin


@izin("kasus.lihat_permintaan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Requests with their clocks, the open ones first."""
    semua = list(PermintaanSubjek.objects.untuk(request.user).order_by("-diterima_pada")[:200])
    kode = jejak_subjek.kode_semua(semua)
    baris = [{"isi": p, "kode": kode[p.korban_id]} for p in semua]
    konteks = {
        "menunggu": sorted(
            (b for b in baris if not b["isi"].dijawab_pada), key=lambda b: b["isi"].batas
        ),
        "dijawab": [b for b in baris if b["isi"].dijawab_pada],
        "kini": timezone.now(),
    }
    return render(request, "kasus/subjek_daftar.html", konteks)


@izin("kasus.tangani")
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest, korban: UUID) -> HttpResponse:
    """Record what one victim asks."""
    subjek = get_object_or_404(
        Korban.objects.untuk(request.user).prefetch_related("kasus"), pk=korban
    )
    kasus = kasus_ditangani(request, subjek.kasus_id)
    form = PermintaanForm(request.POST or None, initial={"kunci": uuid4()})
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        try:
            tindakan.buat(by=request.user, korban=subjek, id_baru=isi.pop("kunci"), **isi)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, "Permintaan dicatat. Batas jawaban 72 jam.")
            return redirect("kasus:subjek_daftar")
    konteks = {"kasus": kasus, "korban": subjek, "form": form}
    return render(request, "kasus/subjek_baru.html", konteks, status=422 if form.is_bound else 200)


@izin("kasus.lihat_permintaan")
@require_http_methods(["GET", "HEAD", "POST"])
def jejak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The access trail to print for the subject; POST records that the request was answered."""
    permintaan = get_object_or_404(
        PermintaanSubjek.objects.untuk(request.user).select_related("dijawab_oleh"), pk=pk
    )
    boleh = request.user.has_perm("kasus.jawab_permintaan")
    form = JawabForm(request.POST or None)
    if request.method == "POST":
        if not boleh:
            raise PermissionDenied
        if form.is_valid():
            try:
                tindakan.jawab(by=request.user, permintaan=permintaan, **form.cleaned_data)
                messages.success(request, "Dicatat: permintaan sudah dijawab.")
            except ValidationError as galat:
                messages.info(request, " ".join(galat.messages))
            return redirect("kasus:subjek_daftar")
    tindakan.catat_jejak_dibaca(by=request.user, permintaan=permintaan)
    konteks = {
        "permintaan": permintaan,
        "form": form,
        "boleh": boleh and not permintaan.dijawab_pada,
        "kini": timezone.now(),
        **jejak_subjek.susun(permintaan),
    }
    return render(request, "kasus/subjek_jejak.html", konteks, status=422 if form.is_bound else 200)
