"""What every form view does: bind, try, show again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from p3aks.core.forms import tambah_galat, terima_versi


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
