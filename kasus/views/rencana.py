"""Plans: written with the beneficiary, agreed; their items done or cancelled."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kasus.actions import rencana as tindakan
from kasus.actions.dasar import catat_baca
from kasus.aturan.tahap import kurang_mencatat
from kasus.documents.penanganan import fakta_korban, rencana_berlaku, rencana_disusun
from kasus.forms.rencana import BatalForm, IsianRencana, SepakatiForm, beda_rencana
from kasus.models import ButirRencana, Kasus, Korban, RencanaIntervensi
from kasus.views.dasar import kasus_ditangani
from kasus.views.penanganan import coba, korban_ditangani
from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah

SUDAH_DISEPAKATI = "Rencana ini sudah disepakati. Perubahan ditulis sebagai rencana baru."
BERUBAH = "Rencana berubah sejak Anda membacanya. Baca dahulu yang baru, lalu catat kesepakatannya."


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Write a plan for one victim; items of the present plan that are open come along."""
    membaca = request.method == "GET"
    kasus = kasus_ditangani(request, pk, halaman="rencana" if membaca else "")
    penerima = korban_ditangani(kasus, korban)
    if membaca and (ada := rencana_disusun(penerima)):
        return redirect("kasus:rencana_ubah", kasus.pk, ada.pk)
    isian = IsianRencana(
        None if membaca else request.POST, rencana=rencana_berlaku(penerima), kunci=uuid4()
    )
    if (
        not membaca
        and isian.sah()
        and coba(isian.rencana, lambda: _susun(request, isian, penerima))
    ):
        messages.success(request, "Rencana disimpan. Catat kesepakatannya bila sudah disetujui.")
        return redirect("kasus:penanganan", kasus.pk)
    halangan = kurang_mencatat(fakta_korban(penerima), "rencana_disepakati") if membaca else []
    return _tampil(request, kasus, penerima, isian, halangan=halangan)


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID, rencana: UUID) -> HttpResponse:
    """Change a plan that is not agreed yet; a stale save shows both texts and drops neither."""
    membaca = request.method == "GET"
    kasus = kasus_ditangani(request, pk, halaman="rencana" if membaca else "")
    baris = _rencana(request, kasus, rencana)
    if membaca and baris.disepakati_pada:
        messages.info(request, SUDAH_DISEPAKATI)
        return redirect("kasus:penanganan", kasus.pk)
    isian = IsianRencana(None if membaca else request.POST, rencana=baris)
    if not membaca and isian.sah():
        try:
            if coba(isian.rencana, lambda: _ubah(request, isian, baris)):
                messages.success(request, "Rencana disimpan.")
                return redirect("kasus:rencana_ubah", kasus.pk, baris.pk)
        except SudahBerubah:
            return _bentrok(request, kasus, baris, isian)
    return _tampil(request, kasus, baris.korban, isian, rencana=baris)


@izin("kasus.tangani")
@require_POST
def sepakati(request: HttpRequest, pk: UUID, rencana: UUID) -> HttpResponse:
    """Record the agreement to the plan as it was read."""
    kasus = kasus_ditangani(request, pk)
    baris = _rencana(request, kasus, rencana)
    form = SepakatiForm(request.POST)
    try:
        if form.is_valid() and coba(
            form,
            lambda: tindakan.sepakati(by=request.user, rencana=baris, **form.cleaned_data),
        ):
            messages.success(request, "Kesepakatan dicatat. Rencana ini berlaku.")
            return redirect("kasus:penanganan", kasus.pk)
    except SudahBerubah:
        messages.warning(request, BERUBAH)
        return redirect("kasus:rencana_ubah", kasus.pk, baris.pk)
    catat_baca(request.user, kasus, "rencana")
    isian = IsianRencana(rencana=baris)
    return _tampil(
        request, kasus, baris.korban, isian, rencana=baris, form_sepakat=form, status=422
    )


@izin("kasus.tangani")
@require_POST
def butir_selesai(request: HttpRequest, pk: UUID, butir: UUID) -> HttpResponse:
    """Mark an item of the plan in force as done."""
    kasus = kasus_ditangani(request, pk)
    baris = _butir(request, kasus, butir)
    try:
        tindakan.selesaikan_butir(by=request.user, butir=baris)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, "Butir rencana ditandai selesai.")
    return redirect("kasus:penanganan", kasus.pk)


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def butir_batal(request: HttpRequest, pk: UUID, butir: UUID) -> HttpResponse:
    """Cancel an item of the plan in force, with a reason."""
    kasus = kasus_ditangani(request, pk)
    baris = _butir(request, kasus, butir)
    form = BatalForm(request.POST if request.method == "POST" else None)

    def batalkan() -> None:
        tindakan.batalkan_butir(by=request.user, butir=baris, **form.cleaned_data)

    if form.is_bound and form.is_valid() and coba(form, batalkan):
        messages.success(request, "Butir rencana dibatalkan.")
        return redirect("kasus:penanganan", kasus.pk)
    konteks = {
        "kasus": kasus,
        "form": form,
        "judul": f"Batalkan butir rencana: {baris.get_jenis_display().lower()}",
        "tombol": "Batalkan butir",
        "halangan": [],
        "keterangan": "Butir yang dibatalkan tetap terbaca bersama alasannya.",
    }
    status = 422 if form.is_bound else 200
    return render(request, "kasus/layanan_form.html", konteks, status=status)


def _rencana(request: HttpRequest, kasus: Kasus, pk: UUID) -> RencanaIntervensi:
    semua = RencanaIntervensi.objects.untuk(request.user)
    baris: RencanaIntervensi = get_object_or_404(semua, pk=pk, korban__kasus=kasus)
    return baris


def _butir(request: HttpRequest, kasus: Kasus, pk: UUID) -> ButirRencana:
    semua = ButirRencana.objects.untuk(request.user)
    baris: ButirRencana = get_object_or_404(semua, pk=pk, rencana__korban__kasus=kasus)
    return baris


def _susun(request: HttpRequest, isian: IsianRencana, korban: Korban) -> None:
    kunci = isian.rencana.cleaned_data["kunci"]
    tindakan.susun(by=request.user, korban=korban, isi=isian.isi(), kunci=kunci)


def _ubah(request: HttpRequest, isian: IsianRencana, rencana: RencanaIntervensi) -> None:
    versi = isian.rencana.cleaned_data["versi"] or 0
    tindakan.ubah(by=request.user, rencana=rencana, isi=isian.isi(), versi=versi)


def _bentrok(
    request: HttpRequest, kasus: Kasus, lama: RencanaIntervensi, isian: IsianRencana
) -> HttpResponse:
    """409: what is stored and what was typed, side by side, with everything typed still there."""
    baris = _rencana(request, kasus, lama.pk)
    catat_baca(request.user, kasus, "rencana")
    data = request.POST.copy()
    data["versi"] = str(baris.versi)
    bentrok = {
        "beda": beda_rencana(baris, isian.isi()),
        "waktu": baris.diubah_pada,
        "selesai": baris.disepakati_pada,
    }
    return _tampil(
        request,
        kasus,
        baris.korban,
        IsianRencana(data),
        rencana=baris,
        bentrok=bentrok,
        status=409,
    )


def _tampil(
    request: HttpRequest,
    kasus: Kasus,
    korban: Korban,
    isian: IsianRencana,
    *,
    rencana: RencanaIntervensi | None = None,
    halangan: list[str] | None = None,
    form_sepakat: SepakatiForm | None = None,
    bentrok: dict[str, Any] | None = None,
    status: int = 0,
) -> HttpResponse:
    versi = {"versi": rencana.versi} if rencana else {}
    konteks = {
        "kasus": kasus,
        "korban": korban,
        "isian": isian,
        "rencana": rencana,
        "halangan": halangan or [],
        "bentrok": bentrok,
        "form_sepakat": form_sepakat or SepakatiForm(initial=versi, auto_id="sepakat_%s"),
    }
    status = status or (422 if isian.rencana.is_bound else 200)
    return render(request, "kasus/rencana_form.html", konteks, status=status)
