"""Releases of statistics: composed, looked at by a second person, signed or refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import rilis as tindakan
from kasus.documents import rilis as isi_rilis
from kasus.forms.alasan import AlasanForm
from kasus.forms.rilis import RilisForm
from kasus.models import Rilis
from p3aks.core.access import izin
from p3aks.core.documents import Status
from p3aks.core.forms import tambah_galat
from p3aks.core.halaman_dokumen import keadaan, langkah
from p3aks.core.models import SudahBerubah
from pokja.documents.rekap import Tabel, tampilan

HALAMAN = "kasus:rilis"
DIPUTUS = "Rilis ini sudah diputus orang lain."


@izin("kasus.lihat_rilis")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All releases, newest first."""
    semua = Rilis.objects.untuk(request.user).defer("snapshot")
    isi = {"daftar": semua.select_related("diminta_oleh", "diputus_oleh")[:60]}
    return render(request, "kasus/rilis_daftar.html", isi)


@izin("kasus.susun_rilis")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Freeze the figures of a period; what is hidden is decided by the worker."""
    form = RilisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rilis = tindakan.susun(by=request.user, **form.kiriman())
            return redirect(HALAMAN, rilis.pk)
        except ValidationError as galat:
            tambah_galat(form, galat)
    status = 422 if form.errors else 200
    return render(request, "kasus/rilis_baru.html", {"form": form}, status=status)


@izin("kasus.lihat_rilis")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One release: how far it is, what it would publish, what it hides and why."""
    rilis = _rilis(request, pk)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "kasus/_rilis_status.html", _keadaan(request, rilis))
    return _tampil(request, rilis, AlasanForm())


@izin("kasus.tandatangani_rilis")
@require_POST
def tandatangani(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish it."""
    rilis = _rilis(request, pk)
    try:
        tindakan.tandatangani(by=request.user, rilis=rilis)
        messages.success(request, f"{rilis.judul} terbit di halaman publik.")
    except SudahBerubah:
        messages.warning(request, DIPUTUS)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    return redirect(HALAMAN, pk)


@izin("kasus.tolak_rilis")
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse it, or take one's own back."""
    rilis, form = _rilis(request, pk), AlasanForm(request.POST)
    if form.is_valid():
        try:
            tindakan.tolak(by=request.user, rilis=rilis, alasan=form.cleaned_data["alasan"])
            return redirect(HALAMAN, pk)
        except SudahBerubah:
            messages.warning(request, DIPUTUS)
            return redirect(HALAMAN, pk)
        except ValidationError as galat:
            tambah_galat(form, galat)
    return _tampil(request, rilis, form, status=422)


@izin("kasus.susun_rilis")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop composing it."""
    return _langkah(request, pk, tindakan.batalkan)


@izin("kasus.susun_rilis")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Compose it again after a failure."""
    return _langkah(request, pk, tindakan.ulangi)


def _langkah(request: HttpRequest, pk: UUID, jalankan: Callable[..., Any]) -> HttpResponse:
    return langkah(request, _rilis(request, pk), jalankan, HALAMAN)


def _rilis(request: HttpRequest, pk: UUID) -> Rilis:
    semua = Rilis.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(
        semua.select_related("diminta_oleh", "diputus_oleh", "terbitan"), pk=pk
    )


def _keadaan(request: HttpRequest, rilis: Rilis) -> dict[str, Any]:
    boleh = request.user.has_perm("kasus.susun_rilis", rilis)
    return {**keadaan(request, rilis), "boleh": boleh}


def _tampil(
    request: HttpRequest, rilis: Rilis, form: AlasanForm, *, status: int = 200
) -> HttpResponse:
    hasil = isi_rilis.hasil(rilis) if rilis.status == Status.SELESAI else None
    menunggu, tabel = hasil is not None and not rilis.putusan, _tabel(rilis, hasil)
    isi = {
        "dokumen": rilis,
        "form": form,
        "hasil": isi_rilis.ringkas(hasil) if hasil else None,
        "tabel": tabel,
        "boleh_tanda_tangan": menunggu and request.user.has_perm("kasus.tandatangani_rilis", rilis),
        "boleh_tolak": menunggu and request.user.has_perm("kasus.tolak_rilis", rilis),
        "milik_sendiri": rilis.diminta_oleh_id == request.user.pk,
    }
    if not tabel:
        isi |= _keadaan(request, rilis)
    return render(request, "kasus/rilis.html", isi, status=status)


def _tabel(rilis: Rilis, hasil: dict[str, Any] | None) -> list[Tabel]:
    """The tables with why each count is hidden; without the reasons where that file is lost but
    the release is out."""
    if hasil:
        return tampilan(hasil["isi"], isi_rilis.alasan(hasil))
    return tampilan(rilis.terbitan.isi) if rilis.terbitan else []
