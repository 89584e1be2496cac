"""Victims who may be one person: the list, two side by side, and the judgement."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import duplikat as tindakan
from kasus.documents import duplikat as isi
from kasus.forms.alasan import AlasanForm
from kasus.models import GabungOrang, Korban
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin


@izin("kasus.gabung_orang")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The pairs to judge, and the judgements in force."""
    baris, orang = isi.jumlah(request.user)
    konteks = {
        "calon": isi.calon(request.user),
        "riwayat": isi.riwayat(request.user),
        "jumlah_korban": baris,
        "jumlah_orang": orang,
    }
    return render(request, "kasus/duplikat.html", konteks)


@izin("kasus.gabung_orang")
@require_safe
def banding(request: HttpRequest, satu: UUID, dua: UUID) -> HttpResponse:
    """Two victims side by side: groups of facts; identities only where both are open."""
    return _halaman(request, *_pasangan(request, satu, dua))


@izin("kasus.gabung_orang")
@require_POST
def gabung(request: HttpRequest, satu: UUID, dua: UUID) -> HttpResponse:
    """Judge: one person."""
    berhasil = "Dicatat sebagai satu orang. Kedua register tetap ada."
    return _nilai(request, satu, dua, tindakan.gabung, "form_gabung", berhasil)


@izin("kasus.gabung_orang")
@require_POST
def bukan(request: HttpRequest, satu: UUID, dua: UUID) -> HttpResponse:
    """Judge: two people."""
    berhasil = "Dicatat sebagai dua orang. Pasangan ini tidak diusulkan lagi."
    return _nilai(request, satu, dua, tindakan.bukan_sama, "form_bukan", berhasil)


@izin("kasus.gabung_orang")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a judgement."""
    nilai = get_object_or_404(
        GabungOrang.objects.untuk(request.user).prefetch_related("tetap__kasus", "digabung__kasus"),
        pk=pk,
    )
    try:
        if tindakan.batalkan(by=request.user, nilai=nilai):
            messages.success(request, "Penilaian dibatalkan; keadaan sebelumnya kembali.")
        else:
            messages.info(request, "Penilaian ini sudah dibatalkan sebelumnya.")
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    return redirect("kasus:duplikat")


def _pasangan(request: HttpRequest, satu: UUID, dua: UUID) -> tuple[Korban, Korban]:
    """Return both victims if the person handles both cases; 404 otherwise."""
    terlihat = Korban.objects.untuk(request.user).select_related("kecamatan")
    milik = {
        k.pk: k
        for k in terlihat.filter(pk__in=[satu, dua]).prefetch_related("bentuk", "kasus__unit")
    }
    if len(milik) < 2:
        raise Http404
    return milik[satu], milik[dua]


def _nilai(
    request: HttpRequest,
    satu: UUID,
    dua: UUID,
    jalankan: Callable[..., Any],
    nama: str,
    berhasil: str,
) -> HttpResponse:
    korban = _pasangan(request, satu, dua)
    form = AlasanForm(request.POST, auto_id=f"{nama}_%s")
    if not form.is_valid():
        return _halaman(request, *korban, **{nama: form})
    try:
        jalankan(by=request.user, satu=korban[0], dua=korban[1], **form.cleaned_data)
    except ValidationError as galat:
        form.add_error(None, galat)
        return _halaman(request, *korban, **{nama: form})
    messages.success(request, berhasil)
    return redirect("kasus:duplikat")


def _halaman(request: HttpRequest, satu: Korban, dua: Korban, **form: AlasanForm) -> HttpResponse:
    kasus = [kasus_ditangani(request, k.kasus_id, halaman="duplikat") for k in (satu, dua)]
    konteks = {
        "satu": satu,
        "dua": dua,
        "kasus_satu": kasus[0],
        "kasus_dua": kasus[1],
        "fakta": isi.banding_fakta(satu, dua),
        "identitas": tindakan.baca_banding(by=request.user, satu=satu, dua=dua),
        "form_gabung": form.get("form_gabung") or AlasanForm(auto_id="form_gabung_%s"),
        "form_bukan": form.get("form_bukan") or AlasanForm(auto_id="form_bukan_%s"),
    }
    return render(request, "kasus/duplikat_banding.html", konteks, status=422 if form else 200)
