"""Institutions that sit in the Pokja or carry out actions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from pokja.actions.struktur import simpan_lembaga
from pokja.forms.struktur import LembagaForm
from pokja.models import Lembaga
from pokja.views.kiriman import kiriman, tampil


@izin("pokja.kelola_struktur")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All institutions by name."""
    return render(request, "pokja/lembaga_daftar.html", {"daftar": Lembaga.objects.all()})


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add an institution."""
    return _form(request, Lembaga())


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an institution, or take it out of use; what names it stays."""
    return _form(request, get_object_or_404(Lembaga, pk=pk))


def _form(request: HttpRequest, lembaga: Lembaga) -> HttpResponse:
    form = LembagaForm(*kiriman(request), instance=lembaga)
    if form.is_valid():
        simpan_lembaga(by=request.user, lembaga=form.instance)
        messages.success(request, f"{form.instance.nama} disimpan.")
        return redirect("pokja:lembaga_daftar")
    lama = None if lembaga._state.adding else lembaga
    return tampil(request, "pokja/lembaga_form.html", form, lembaga=lama)
