"""What every form view does: bind, try, show again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from p3aks.core.formatting import tanggal
from p3aks.core.forms import tambah_galat, terima_versi
from p3aks.core.models import SudahBerubah


def kiriman(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form is bound to: fields and files, also empty ones; nothing when looking."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def coba(form: BaseForm, jalankan: Callable[[dict[str, Any]], Any]) -> Any:
    """Run *jalankan* with what a valid *form* holds; return its result, True where it has none.
    Where form or action refuse, return None: the form says why."""
    if not form.is_valid():
        return None
    try:
        hasil = jalankan(form.cleaned_data)
    except ValidationError as galat:
        tambah_galat(form, galat)
        return None
    return True if hasil is None else hasil


def tampil(request: HttpRequest, templat: str, form: BaseForm, **konteks: Any) -> HttpResponse:
    """Return the page of *form*: 422 where something in it was refused."""
    status = 422 if form.errors else 200
    return render(request, templat, {"form": form, **konteks}, status=status)


def basi(form: Any, kini: Any, pesan: str, ruas: tuple[str, ...] = ()) -> None:
    """Tell on the bound *form* that *kini* is what is stored now, and let the next save count;
    each of *ruas* that differs shows both texts."""
    terima_versi(form, kini.versi)
    form.add_error(None, pesan)
    for nama in ruas:
        if (tersimpan := getattr(kini, nama)) != form.data.get(nama):
            form.add_error(nama, f"Tersimpan kini: {tersimpan or '(kosong)'}")


def tekan(request: HttpRequest, pesan: str, jalankan: Callable[..., Any], **isi: Any) -> bool:
    """Run *jalankan* for a button and say *pesan*, or why not; return whether it ran."""
    try:
        jalankan(by=request.user, **isi)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return False
    messages.success(request, pesan)
    return True


def simpan(
    request: HttpRequest,
    templat: str,
    form: BaseForm,
    jalankan: Callable[[dict[str, Any]], Any],
    *,
    kini: Callable[[], Model],
    kabar: str,
    lanjut: Callable[[Any], str],
    **konteks: Any,
) -> HttpResponse:
    """Run *jalankan* with a valid *form*, say *kabar* and go on to *lanjut* of what came out.

    Otherwise show the page again: 422 where something was refused; 409 where somebody else saved
    in between, with ``bentrok``: what differs between the row stored now (*kini*) and the form.
    """
    bentrok = None
    try:
        if jadi := coba(form, jalankan):
            messages.success(request, kabar)
            return redirect(lanjut(jadi))
    except SudahBerubah:
        bentrok = banding(form, kini())
    isi = {"form": form, "bentrok": bentrok, **konteks}
    status = 409 if bentrok is not None else 422 if form.errors else 200
    return render(request, templat, isi, status=status)


def banding(form: Any, kini: Any) -> list[tuple[str, str, str]]:
    """Return ``(label, stored, typed)`` of what differs between *form* and the row *kini*; the form
    takes over the stored version."""
    terima_versi(form, kini.versi)
    semua = (
        (form.fields[n].label, _tulis(kini, n, getattr(kini, n)), _tulis(kini, n, isi))
        for n, isi in form.cleaned_data.items()
        if n in form.RUAS
    )
    return [p for p in semua if p[1] != p[2]]


def _tulis(baris: Model, ruas: str, nilai: Any) -> str:
    if hasattr(nilai, "year"):
        return tanggal(nilai)
    pilihan = dict(baris._meta.get_field(ruas).flatchoices)  # type: ignore[union-attr]
    return "" if nilai is None else str(pilihan.get(nilai, nilai))
