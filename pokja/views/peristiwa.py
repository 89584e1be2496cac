"""Conflict events that cases may be linked to. Groups and places; never a person, never a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from p3aks.core.formatting import tanggal
from p3aks.core.forms import terima_versi
from p3aks.core.models import SudahBerubah
from pokja.actions.peristiwa import simpan_peristiwa
from pokja.forms.peristiwa import PeristiwaForm
from pokja.models import PeristiwaKonflik


@izin("pokja.lihat_peristiwa")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All events, the latest first."""
    konteks = {
        "daftar": PeristiwaKonflik.objects.untuk(request.user).select_related("wilayah__induk"),
        "boleh_kelola": request.user.has_perm("pokja.kelola_peristiwa"),
    }
    return render(request, "pokja/peristiwa_daftar.html", konteks)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add an event. The form carries the new row's id: sent twice, it is one row."""
    return _form(request, None)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an event; a stale save shows both texts."""
    semua = PeristiwaKonflik.objects.untuk(request.user).select_related("wilayah")
    return _form(request, get_object_or_404(semua, pk=pk))


def _form(request: HttpRequest, peristiwa: PeristiwaKonflik | None) -> HttpResponse:
    form = PeristiwaForm(request.POST or None, peristiwa=peristiwa)
    bentrok = None
    if form.is_valid():
        try:
            simpan_peristiwa(by=request.user, peristiwa=peristiwa, **form.cleaned_data)
        except SudahBerubah:
            bentrok = _banding(request.user, form, peristiwa)
        else:
            messages.success(request, "Peristiwa disimpan.")
            return redirect("konflik:peristiwa_daftar")
    konteks = {"form": form, "peristiwa": peristiwa, "bentrok": bentrok}
    status = 409 if bentrok is not None else 422 if form.errors else 200
    return render(request, "pokja/peristiwa_form.html", konteks, status=status)


def _banding(user: Any, form: Any, peristiwa: Any) -> list[tuple[str, str, str]]:
    """Return ``(label, stored, typed)`` of what differs; the form takes over the new version."""
    kini = PeristiwaKonflik.objects.untuk(user).select_related("wilayah").get(pk=peristiwa.pk)
    terima_versi(form, kini.versi)
    pasangan = [
        (form.fields[n].label, _tulis(getattr(kini, n)), _tulis(form.cleaned_data[n]))
        for n in form.RUAS
    ]
    return [p for p in pasangan if p[1] != p[2]]


def _tulis(nilai: Any) -> str:
    return tanggal(nilai) if hasattr(nilai, "year") else str(nilai or "")
