"""The end of a case: proposed, decided, reopened."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kasus.actions import terminasi as tindakan
from kasus.aturan.tahap import berakhir
from kasus.aturan.terminasi import Butir
from kasus.documents.fakta import fakta_kasus
from kasus.documents.penanganan import kurang_mengakhiri
from kasus.enums_layanan import AlasanAkhir
from kasus.forms.terminasi import BukaKembaliForm, KembalikanForm, TerminasiForm
from kasus.models import Kasus, Terminasi
from kasus.views.dasar import kasus_ditangani
from kasus.views.penanganan import coba, halaman
from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah

SUDAH_DIPUTUS = "Usulan ini sudah diputuskan. Keputusan Anda tidak dijalankan."


@izin("kasus.pimpin")
@require_http_methods(["GET", "POST"])
def terminasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose to end the case (its manager); read the proposal and decide (a supervisor)."""
    kasus = kasus_ditangani(request, pk, halaman="terminasi" if request.method == "GET" else "")
    form = TerminasiForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        wajib(request.user, "kasus.kelola", kasus)
        if form.is_valid() and coba(
            form, lambda: tindakan.usulkan(by=request.user, kasus=kasus, isi=form.isi())
        ):
            messages.success(request, "Usulan terminasi dikirim kepada supervisor.")
            return redirect("kasus:penanganan", kasus.pk)
    return _tampil(request, kasus, form=form, status=422 if form.is_bound else 200)


@izin("kasus.putuskan_terminasi")
@require_POST
def setujui(request: HttpRequest, pk: UUID, terminasi: UUID) -> HttpResponse:
    """End the case as proposed."""
    kasus, baris = _usulan(request, pk, terminasi)
    try:
        tindakan.setujui(by=request.user, terminasi=baris)
    except SudahBerubah:
        messages.warning(request, SUDAH_DIPUTUS)
    except ValidationError as galat:
        messages.error(request, "Belum dapat disetujui. " + " ".join(galat.messages))
        return redirect("kasus:terminasi", kasus.pk)
    else:
        messages.success(request, "Terminasi disetujui. Kasus ini berakhir.")
    return redirect("kasus:penanganan", kasus.pk)


@izin("kasus.putuskan_terminasi")
@require_POST
def kembalikan(request: HttpRequest, pk: UUID, terminasi: UUID) -> HttpResponse:
    """Return the proposal to the manager with a note."""
    kasus, baris = _usulan(request, pk, terminasi)
    form = KembalikanForm(request.POST)

    try:
        if form.is_valid() and coba(
            form, lambda: tindakan.kembalikan(by=request.user, terminasi=baris, **form.cleaned_data)
        ):
            messages.success(request, "Usulan dikembalikan kepada manajer kasus.")
            return redirect("kasus:penanganan", kasus.pk)
    except SudahBerubah:
        messages.warning(request, SUDAH_DIPUTUS)
        return redirect("kasus:penanganan", kasus.pk)
    return _tampil(request, kasus, form_kembali=form, status=422)


@izin("kasus.pimpin")
@require_POST
def buka_kembali(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reopen a case that has ended, with a reason."""
    kasus = kasus_ditangani(request, pk, halaman="penanganan")
    wajib(request.user, "kasus.pimpin", kasus)
    form = BukaKembaliForm(request.POST)
    if form.is_valid() and coba(
        form, lambda: tindakan.buka_kembali(by=request.user, kasus=kasus, **form.cleaned_data)
    ):
        messages.success(request, "Kasus dibuka kembali. Mulai dengan asesmen baru.")
        return redirect("kasus:penanganan", kasus.pk)
    return halaman(request, kasus, form_buka=form, status=422)


def _usulan(request: HttpRequest, pk: UUID, terminasi: UUID) -> tuple[Kasus, Terminasi]:
    """Return the case and the proposal the person may decide on; 404, or 403 for its manager."""
    kasus = kasus_ditangani(request, pk)
    baris: Terminasi = get_object_or_404(kasus.terminasi.all(), pk=terminasi)
    wajib(request.user, "kasus.putuskan_terminasi", baris)
    return kasus, baris


def _tampil(
    request: HttpRequest,
    kasus: Kasus,
    *,
    form: forms.Form | None = None,
    form_kembali: forms.Form | None = None,
    status: int,
) -> HttpResponse:
    user: Any = request.user
    semua = kasus.terminasi.select_related(
        "diajukan_oleh", "disetujui_oleh", "dikembalikan_oleh", "dibuka_kembali_oleh", "penerima"
    )
    daftar = list(semua)
    usulan = next((t for t in daftar if t.menunggu), None)
    hari, upaya = tindakan.kontak_kasus(kasus)
    konteks = {
        "kasus": kasus,
        "form": form or TerminasiForm(),
        "form_kembali": form_kembali or KembalikanForm(),
        "usulan": usulan,
        "usulan_centang": _centang(usulan) if usulan else [],
        "daftar": [t for t in daftar if not t.menunggu],
        "berakhir": berakhir(fakta_kasus(kasus)),
        "kurang_tuntas": kurang_mengakhiri(kasus, AlasanAkhir.TUNTAS),
        "memutus": usulan is not None and user.has_perm("kasus.putuskan_terminasi", usulan),
        "mengusulkan": user.has_perm("kasus.kelola", kasus),
        "hari": hari,
        "upaya": upaya,
        "centang_supervisor": Butir.SUPERVISOR.label,
    }
    return render(request, "kasus/terminasi.html", konteks, status=status)


def _centang(usulan: Terminasi) -> list[tuple[str, bool, str]]:
    """Return the five ticks of a proposal: label, whether it holds, what stands in for it."""
    hilang = {Butir.KEBUTUHAN: usulan.putus_kontak}
    return [
        (
            str(butir.label),
            getattr(usulan, ruas) or hilang.get(butir, False),
            usulan.penjelasan.get(butir, ""),
        )
        for butir, ruas in tindakan.RUAS.items()
    ]
