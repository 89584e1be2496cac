"""Emergency actions, services, follow-up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kasus.actions.layanan import catat_kedaruratan, catat_layanan
from kasus.actions.pemantauan import catat_pemantauan
from kasus.aturan.tahap import SUDAH_BERAKHIR, berakhir, kurang_mencatat
from kasus.documents.penanganan import butir_terbuka, fakta_korban, kontak
from kasus.forms.layanan import KedaruratanForm, LayananForm, PemantauanForm
from kasus.models import Kasus
from kasus.views.dasar import kasus_ditangani
from kasus.views.penanganan import coba, korban_ditangani
from p3aks.core.access import izin

BELUM_ADA_KORBAN = "Catat korban lebih dulu."


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def kedaruratan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record an emergency action for one or more victims; from the report on, at any time."""
    kasus = kasus_ditangani(request, pk)
    korban = list(kasus.korban.all())
    form = KedaruratanForm(request.POST or None, initial={"kunci": uuid4()}, korban=korban)
    halangan = [BELUM_ADA_KORBAN]
    if korban:
        halangan = kurang_mencatat(fakta_korban(korban[0]), "kedaruratan")
    return _formulir(
        request,
        kasus,
        form,
        lambda: catat_kedaruratan(by=request.user, kasus=kasus, **form.cleaned_data),
        judul="Tindakan kedaruratan",
        tombol="Catat tindakan",
        berhasil="Tindakan kedaruratan dicatat.",
        halangan=halangan,
    )


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def layanan_baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Record a service for an item of the plan, or beside it."""
    kasus = kasus_ditangani(request, pk)
    penerima = korban_ditangani(kasus, korban)
    terbuka = butir_terbuka(penerima)
    pilihan = terbuka[0].pk if len(terbuka) == 1 else request.GET.get("butir", "")
    awal = {"kunci": uuid4(), "butir": pilihan}
    form = LayananForm(request.POST or None, initial=awal, butir=terbuka)
    return _formulir(
        request,
        kasus,
        form,
        lambda: catat_layanan(by=request.user, korban=penerima, **form.cleaned_data),
        judul=f"Layanan untuk korban {penerima.kode}",
        tombol="Catat layanan",
        berhasil="Layanan dicatat.",
        halangan=kurang_mencatat(fakta_korban(penerima), "layanan_pertama"),
    )


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def pemantauan_baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Record a contact, or an attempt that failed."""
    kasus = kasus_ditangani(request, pk)
    penerima = korban_ditangani(kasus, korban)
    form = PemantauanForm(request.POST or None, initial={"kunci": uuid4()})
    hari, upaya = kontak(penerima)
    return _formulir(
        request,
        kasus,
        form,
        lambda: catat_pemantauan(by=request.user, korban=penerima, **form.cleaned_data),
        judul=f"Pemantauan korban {penerima.kode}",
        tombol="Catat pemantauan",
        berhasil="Pemantauan dicatat.",
        halangan=[SUDAH_BERAKHIR] if berakhir(fakta_korban(penerima)) else [],
        keterangan=f"{hari} hari sejak kontak terakhir; {upaya} kali dicoba sesudahnya. "
        f"Cara menghubungi yang aman: {penerima.get_kanal_aman_display().lower()}.",
    )


def _formulir(
    request: HttpRequest,
    kasus: Kasus,
    form: forms.Form,
    tulis: Callable[[], Any],
    *,
    judul: str,
    tombol: str,
    berhasil: str,
    halangan: list[str],
    keterangan: str = "",
) -> HttpResponse:
    """Show *form*, or write what it holds and go back to the case. *halangan*: what is missing
    before anything can be recorded; then there is no form to type into in vain."""
    if request.method == "POST" and form.is_valid() and coba(form, tulis):
        messages.success(request, berhasil)
        return redirect("kasus:penanganan", kasus.pk)
    konteks = {
        "kasus": kasus,
        "form": form,
        "judul": judul,
        "tombol": tombol,
        "halangan": [] if form.is_bound else halangan,
        "keterangan": keterangan,
    }
    status = 422 if form.is_bound else 200
    return render(request, "kasus/layanan_form.html", konteks, status=status)
