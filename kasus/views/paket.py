"""What a partner sees: the packets addressed to it, and nothing else of a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import rujukan as tindakan
from kasus.forms.rujukan import SelesaiPaketForm, TolakPaketForm
from kasus.models import DokumenKasus, Rujukan
from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah

RINCI = ("paket", "alasan", "jawaban")
SUDAH = "Rujukan ini sudah dijawab sebelumnya. Jawaban Anda tidak dikirim."


@izin("kasus.terima_rujukan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The packets one may read now: codes, services and times."""
    paket = Rujukan.objects.untuk(request.user).kepada(request.user).defer(*RINCI)
    return render(request, "kasus/paket_daftar.html", {"daftar": paket, "kini": timezone.now()})


@izin("kasus.terima_rujukan")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One packet, under the reader's name; each reading is recorded."""
    return _halaman(request, _paket(request, pk))


@izin("kasus.terima_rujukan")
@require_POST
def terima(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the referral on."""
    return _jawab(request, _paket(request, pk), tindakan.terima, "diterima")


@izin("kasus.terima_rujukan")
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse it, with a reason."""
    paket, form = _paket(request, pk), TolakPaketForm(request.POST, auto_id="tolak_%s")
    if not form.is_valid():
        return _halaman(request, paket, form_tolak=form)
    return _jawab(request, paket, tindakan.tolak, "ditolak", **form.cleaned_data)


@izin("kasus.terima_rujukan")
@require_POST
def selesai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Report the result."""
    paket, form = _paket(request, pk), SelesaiPaketForm(request.POST, auto_id="selesai_%s")
    if not form.is_valid():
        return _halaman(request, paket, form_selesai=form)
    return _jawab(request, paket, tindakan.selesaikan, "selesai", **form.cleaned_data)


def _paket(request: HttpRequest, pk: UUID) -> Rujukan:
    user = request.user
    semua = Rujukan.objects.untuk(user).kepada(user).select_related("penerima")
    return get_object_or_404(semua, pk=pk)


def _jawab(
    request: HttpRequest, paket: Rujukan, jalankan: Callable[..., None], kata: str, **isian: Any
) -> HttpResponse:
    try:
        jalankan(by=request.user, rujukan=paket, **isian)
    except SudahBerubah:
        messages.warning(request, SUDAH)
    else:
        messages.success(request, f"Rujukan {paket.kode} {kata}. Unit pengirim sudah diberi tahu.")
    terbaca = Rujukan.objects.untuk(request.user).kepada(request.user).filter(pk=paket.pk)
    return redirect("kasus:paket", paket.pk) if terbaca else redirect("kasus:paket_daftar")


def _halaman(request: HttpRequest, rujukan: Rujukan, **form: Any) -> HttpResponse:
    user = request.user
    tindakan.catat_baca_paket(by=user, rujukan=rujukan)
    surat = DokumenKasus.objects.untuk(user).selesai().filter(rujukan=rujukan).defer("snapshot")
    konteks = {
        "rujukan": rujukan,
        "paket": rujukan.paket,
        "surat": surat.first(),
        "kini": timezone.now(),
        "form_tolak": form.get("form_tolak") or TolakPaketForm(auto_id="tolak_%s"),
        "form_selesai": form.get("form_selesai") or SelesaiPaketForm(auto_id="selesai_%s"),
    }
    return render(request, "kasus/paket.html", konteks, status=422 if form else 200)
