"""Who looked at a case, and who must not know of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import larangan as tindakan
from kasus.actions import retensi
from kasus.actions.dasar import catat_baca
from kasus.documents import jejak as isi
from kasus.forms.larangan import LaranganForm
from kasus.forms.segel import KodeKasusForm
from kasus.models import Kasus, LaranganAkses
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin, wajib
from p3aks.core.parsing import baca_bilangan

TIDAK_ADA = "Tidak ada kasus dengan kode ini. Periksa kodenya."


@izin("kasus.pimpin")
@require_safe
def akses(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The team, the list of who must not know, and for the supervisor who looked."""
    kasus = kasus_ditangani(request, pk, halaman="akses")
    wajib(request.user, "kasus.pimpin", kasus)
    return _halaman(request, kasus, LaranganForm(kasus=kasus))


@izin("kasus.pimpin")
@require_POST
def larangan_tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep somebody from the case."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.pimpin", kasus)
    form = LaranganForm(request.POST, kasus=kasus)
    if not form.is_valid():
        return _halaman(request, kasus, form)
    try:
        tindakan.tambah(by=request.user, kasus=kasus, **form.cleaned_data)
    except ValidationError as galat:
        form.add_error(None, galat)
        return _halaman(request, kasus, form)
    messages.success(request, "Disimpan dan berlaku seketika.")
    if form.cleaned_data["pengguna"] == request.user:
        return redirect("beranda")  # whoever withdraws has no way back to the case
    return redirect("kasus:akses", kasus.pk)


@izin("kasus.pimpin")
@require_POST
def larangan_cabut(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lift an entry."""
    terlihat = LaranganAkses.objects.untuk(request.user).prefetch_related("kasus")
    larangan = get_object_or_404(terlihat, pk=pk)
    wajib(request.user, "kasus.pimpin", larangan.kasus)
    try:
        if tindakan.cabut(by=request.user, larangan=larangan):
            messages.success(request, "Larangan dicabut. Orang itu tidak masuk kembali ke tim.")
        else:
            messages.info(request, "Larangan ini sudah dicabut sebelumnya.")
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    return redirect("kasus:akses", larangan.kasus_id)


@izin("kasus.pimpin")
@require_POST
def tahan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hold the file for a legal process (``ditahan`` "ya"), or let go of it."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.pimpin", kasus)
    ditahan = request.POST.get("ditahan") == "ya"
    try:
        retensi.tahan(by=request.user, kasus=kasus, ditahan=ditahan)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, "Berkas ditahan." if ditahan else "Berkas tidak ditahan lagi.")
    return redirect("kasus:akses", kasus.pk)


@izin("kasus.pelindungan")
@require_http_methods(["GET", "HEAD", "POST"])
def jejak(request: HttpRequest) -> HttpResponse:
    """PPDP looks for a case by its code. The code travels in the form, not in the address."""
    form = KodeKasusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kasus = isi.kasus_ppdp(request.user).filter(kode=form.cleaned_data["kode"]).first()
        if kasus is not None:
            return redirect("kasus:jejak_kasus", kasus.pk)
        form.add_error("kode", TIDAK_ADA)
    return render(request, "kasus/jejak.html", {"form": form}, status=422 if form.is_bound else 200)


@izin("kasus.pelindungan")
@require_safe
def jejak_kasus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who touched the case, when and up to which tier; never what it says."""
    kasus = get_object_or_404(isi.kasus_ppdp(request.user), pk=pk)
    catat_baca(request.user, kasus, "jejak", tingkat="F0")
    langkah, lanjut = isi.langkah(kasus, sebelum=_sebelum(request), hanya_melihat=False)
    konteks = {"kode": kasus.kode, "langkah": langkah, "lanjut": lanjut}
    return render(request, "kasus/jejak_kasus.html", konteks)


def _sebelum(request: HttpRequest) -> int | None:
    return baca_bilangan(request.GET.get("sebelum", "")) or None


def _halaman(request: HttpRequest, kasus: Kasus, form: LaranganForm) -> HttpResponse:
    konteks: dict[str, Any] = {
        "kasus": kasus,
        "tim": kasus.tim.aktif().select_related("pengguna"),
        "larangan": kasus.larangan.select_related("pengguna", "oleh", "dicabut_oleh"),
        "form": form,
        "boleh_jejak": request.user.has_perm("kasus.supervisi", kasus),
    }
    if konteks["boleh_jejak"]:
        konteks["langkah"], konteks["lanjut"] = isi.langkah(kasus, sebelum=_sebelum(request))
    return render(request, "kasus/akses.html", konteks, status=422 if form.errors else 200)
