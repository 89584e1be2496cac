"""Somebody opens more cases than usual: the question put to them, and what PPDP sees of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import penelusuran as tindakan
from kasus.documents.segel import kode_kasus
from kasus.forms.penelusuran import AlasanBukaForm, TelaahPenelusuranForm
from kasus.models import DugaanPenelusuran
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin


@izin("kasus.tangani")
@require_http_methods(["GET", "HEAD", "POST"])
def alasan_buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the reason for opening one more case, and let the person on."""
    kasus = kasus_ditangani(request, pk)
    form = AlasanBukaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tindakan.beri_alasan(by=request.user, kasus=kasus, **form.cleaned_data)
        return redirect("kasus:detail", kasus.pk)
    return render(
        request,
        "kasus/penelusuran_alasan.html",
        {"kasus": kasus, "form": form},
        status=422 if form.is_bound else 200,
    )


@izin("kasus.pelindungan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The alerts, those nobody has looked into first."""
    semua = DugaanPenelusuran.objects.untuk(request.user).select_related("pengguna__lembaga")
    konteks = {
        "menunggu": semua.filter(ditelaah_pada=None).order_by("dibuat_pada")[:200],
        "selesai": semua.exclude(ditelaah_pada=None)[:100],
    }
    return render(request, "kasus/penelusuran.html", konteks)


@izin("kasus.pelindungan")
@require_http_methods(["GET", "HEAD", "POST"])
def telaah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One alert with the reasons given since, and PPDP's finding."""
    dugaan = get_object_or_404(
        DugaanPenelusuran.objects.untuk(request.user).select_related(
            "pengguna__lembaga", "ditelaah_oleh"
        ),
        pk=pk,
    )
    form = TelaahPenelusuranForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tindakan.telaah(by=request.user, dugaan=dugaan, **form.cleaned_data)
            messages.success(request, "Hasil pemeriksaan disimpan.")
        except tindakan.SudahDitelaah:
            messages.warning(request, "Sudah diperiksa orang lain.")
        return redirect("kasus:penelusuran")
    alasan = list(dugaan.alasan.all())
    kode = kode_kasus(alasan)
    konteks = {
        "dugaan": dugaan,
        "kode": tindakan.kode(dugaan),
        "alasan": [{"isi": a, "kode": kode[a.kasus_id]} for a in alasan],
        "form": form,
    }
    return render(
        request, "kasus/penelusuran_telaah.html", konteks, status=422 if form.is_bound else 200
    )
