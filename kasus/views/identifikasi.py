"""Identification: kind, risk, authority."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kasus.actions.identifikasi import tetapkan
from kasus.documents import ringkasan
from kasus.forms.identifikasi import IdentifikasiForm
from kasus.views.dasar import kasus_ditangani
from kasus.views.isian import Hasil, kembali, simpan
from p3aks.core.access import izin, wajib


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def identifikasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the three criteria, all at once or one by one; a stale save shows both."""
    kasus = kasus_ditangani(request, pk, halaman="identifikasi")
    wajib(request.user, "kasus.kelola", kasus)
    form = IdentifikasiForm(request.POST or None, kasus=kasus)
    hasil = Hasil(False)
    if request.method == "POST":
        hasil = simpan(
            [form],
            lambda: tetapkan(
                by=request.user,
                kasus=kasus,
                isi=form.isi(),
                versi=form.cleaned_data["versi"] or 0,
            ),
            lambda: [IdentifikasiForm(kasus=kasus_ditangani(request, pk))],
        )
        if hasil.berhasil:
            messages.success(request, "Identifikasi disimpan.")
            return kembali(request, kasus)
    konteks = {
        "kasus": kasus,
        "korban": ringkasan.korban(kasus),
        "form": form,
        "beda": hasil.beda,
    }
    return render(request, "kasus/identifikasi.html", konteks, status=hasil.status)
