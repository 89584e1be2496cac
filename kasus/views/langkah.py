"""How a page runs one action: refusals go beside the fields, or into a message."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from p3aks.core.forms import tambah_galat, terima_versi
from p3aks.core.models import SudahBerubah

DIDAHULUI = "Sudah dicatat orang lain sejak Anda membuka halaman ini. Periksa keadaan terbarunya."


def jalankan(form: forms.Form, aksi: Callable[..., Any], **isian: Any) -> bool:
    """Run *aksi* with what *form* holds and *isian*. False where nothing was sent, or where form
    or rules refuse; then the reason stands beside the fields."""
    if not form.is_valid():
        return False
    try:
        aksi(**isian, **form.cleaned_data)
    except ValidationError as galat:
        tambah_galat(form, galat)
        return False
    return True


def langkah(request: HttpRequest, aksi: Callable[..., Any], berhasil: str, **isian: Any) -> None:
    """Run a step without a form, and say what came of it."""
    try:
        aksi(by=request.user, **isian)
    except SudahBerubah:
        messages.warning(request, DIDAHULUI)
    except ValidationError as galat:
        for pesan in galat.messages:
            messages.error(request, pesan)
    else:
        messages.success(request, berhasil)


def banding(form: Any, versi: int, tersimpan: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return ``(label, stored, typed)`` of what differs, after a stale save.

    The form keeps what was typed and takes over the new *versi*: saving again is a choice.
    """
    terima_versi(form, versi)
    ketikan = {nama: form.cleaned_data.get(nama) for nama in tersimpan}
    return [
        (form.fields[nama].label, isi, tulis(ketikan[nama]))
        for nama, isi in tersimpan.items()
        if isi != tulis(ketikan[nama])
    ]


def tulis(nilai: Any) -> str:
    """Write a value of a form as a page compares it."""
    return ("Ya" if nilai else "Tidak") if isinstance(nilai, bool) else str(nilai or "")


def status(form: forms.Form) -> int:
    """Return 422 for a page that shows a refused form, 200 otherwise."""
    return 422 if form.is_bound and form.errors else 200
