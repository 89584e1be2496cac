"""Mediation: a page that opens only where the rules allow it (R14)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kasus.actions import mediasi as tindakan
from kasus.documents.mediasi import catatan_mediasi
from kasus.forms.mediasi import MulaiForm, SelesaiForm
from kasus.models import Kasus, Korban, Mediasi
from kasus.views.dasar import kasus_ditangani
from kasus.views.langkah import DIDAHULUI, jalankan, status
from kasus.views.pendukung import halaman
from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def mulai(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Open a mediation; where it is barred, the answer is 403 and says why."""
    kasus = kasus_ditangani(request, pk, halaman="mediasi")
    wajib(request.user, "kasus.kelola", kasus)
    satu = get_object_or_404(kasus.korban, pk=korban)
    mutlak, kurang = catatan_mediasi(kasus).sebab(satu)
    if mutlak or kurang:
        return _terlarang(request, kasus, satu, mutlak, kurang)
    form = MulaiForm(request.POST or None)
    try:
        if jalankan(form, tindakan.mulai, by=request.user, kasus=kasus, korban=satu):
            messages.success(request, "Mediasi dicatat. Perubahan fakta dapat menggugurkannya.")
            return redirect("kasus:pendukung", kasus.pk)
    except tindakan.Terlarang as galat:
        return _terlarang(request, kasus, satu, galat.sebab, [])
    konteks = {"kasus": kasus, "korban": satu, "form": form}
    return render(request, "kasus/mediasi_mulai.html", konteks, status=status(form))


@izin("kasus.kelola")
@require_POST
def selesai(request: HttpRequest, pk: UUID, mediasi: UUID) -> HttpResponse:
    """Close a mediation with an agreement or without one."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.kelola", kasus)
    semua = Mediasi.objects.untuk(request.user).filter(korban__kasus=kasus)
    satu = get_object_or_404(semua, pk=mediasi)
    form = SelesaiForm(request.POST)
    try:
        if not jalankan(form, tindakan.selesaikan, by=request.user, kasus=kasus, mediasi=satu):
            return halaman(request, kasus, salah=("selesai", satu.pk, form))
        messages.success(request, "Hasil mediasi dicatat.")
    except SudahBerubah:
        messages.warning(request, DIDAHULUI)
    except tindakan.Terlarang as galat:
        return _terlarang(request, kasus, satu.korban, galat.sebab, [])
    return redirect("kasus:pendukung", kasus.pk)


def _terlarang(
    request: HttpRequest, kasus: Kasus, korban: Korban, mutlak: list[str], kurang: list[str]
) -> HttpResponse:
    konteks = {"kasus": kasus, "korban": korban, "mutlak": mutlak, "kurang": kurang}
    return render(request, "kasus/mediasi_terlarang.html", konteks, status=403)
