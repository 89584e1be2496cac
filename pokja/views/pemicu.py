"""The calendar of what may set off a conflict."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.actions import pemicu as tindakan
from pokja.forms.pemicu import PemicuForm, SaringPemicuForm
from pokja.models import PemicuKalender
from pokja.views.kiriman import coba, kiriman, tampil
from pokja.views.rapat import basi

SEHALAMAN = 50
MUKA = dt.timedelta(days=90)
BASI = "Pemicu ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."


@izin("pokja.lihat_potensi")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What comes in the next 90 days; on demand what comes later, and what is over."""
    hari_ini = timezone.localdate()
    saring = SaringPemicuForm(request.GET)
    masa = saring.cleaned_data["masa"] if saring.is_valid() else ""
    milik = PemicuKalender.objects.untuk(request.user).select_related("wilayah__induk")
    if masa == "lalu":
        terpilih = milik.filter(selesai__lt=hari_ini).order_by("-selesai", "nama", "pk")
    elif masa == "nanti":
        terpilih = milik.belum_lewat(hari_ini).filter(mulai__gt=hari_ini + MUKA)
    else:
        terpilih = milik.belum_lewat(hari_ini).filter(mulai__lte=hari_ini + MUKA)
    konteks = {
        "halaman": Paginator(terpilih, SEHALAMAN).get_page(request.GET.get("halaman")),
        "saring": saring,
        "hari_ini": hari_ini,
        "boleh_kelola": request.user.has_perm("pokja.kelola_potensi"),
    }
    return render(request, "pokja/pemicu_daftar.html", konteks)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add a trigger."""
    return _form(request, None)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a trigger."""
    return _form(request, _ambil(request, pk))


@izin("pokja.kelola_potensi")
@require_POST
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a trigger out."""
    tindakan.hapus_pemicu(by=request.user, pemicu=_ambil(request, pk))
    messages.success(request, "Pemicu dihapus.")
    return redirect("konflik:kalender")


def _ambil(request: HttpRequest, pk: UUID) -> PemicuKalender:
    return get_object_or_404(PemicuKalender.objects.untuk(request.user), pk=pk)


def _form(request: HttpRequest, pemicu: PemicuKalender | None) -> HttpResponse:
    form = PemicuForm(*kiriman(request), pemicu=pemicu)

    def jalankan(isi: dict[str, Any]) -> PemicuKalender:
        return tindakan.simpan_pemicu(
            by=request.user, isi=form.isi(), pemicu=pemicu, versi=isi["versi"],
            id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Pemicu disimpan.")
            return redirect("konflik:kalender")
    except SudahBerubah:
        basi(form, _ambil(request, pemicu.pk), BASI, ("nama", "catatan"))  # type: ignore[union-attr]
    return tampil(request, "pokja/pemicu_form.html", form, pemicu=pemicu)
