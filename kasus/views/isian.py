"""What the pages with a form share: save it, or show it again with everything that was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kasus.forms.isian import FormulirKasus, sebar_galat
from kasus.models import Kasus
from p3aks.core.models import SudahBerubah

Beda = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Hasil:
    """What came of a form. ``beda``: where the stored text and the typed one differ."""

    berhasil: bool
    status: int = 200
    beda: Beda = field(default_factory=list)


def simpan(
    formulir: Sequence[FormulirKasus],
    jalankan: Callable[[], Any],
    tersimpan: Callable[[], Sequence[FormulirKasus]] | None = None,
) -> Hasil:
    """Check all of *formulir*, then *jalankan*.

    Where somebody else was faster, nothing is saved: each form is compared with its twin that
    *tersimpan* makes from what is stored now, and takes over that version, so that saving once
    more is a decision. Two equal texts are no conflict. Rows that are only added need no twin.
    """
    if not all(f.is_valid() for f in formulir):
        return Hasil(False, 422)
    try:
        jalankan()
    except SudahBerubah:
        if tersimpan is None:
            raise
        beda: Beda = []
        for isian, lama in zip(formulir, tersimpan(), strict=True):
            beda += isian.beda(lama)
            if "versi" in isian.fields:
                isian.data = isian.data.copy()
                isian.data[isian.add_prefix("versi")] = str(lama.initial.get("versi", 0))
        return Hasil(not beda, 409, beda)
    except ValidationError as galat:
        sebar_galat(galat, formulir)
        return Hasil(False, 422)
    return Hasil(True)


def kembali(request: HttpRequest, kasus: Kasus, alamat: str = "kasus:detail") -> HttpResponse:
    """Go back to page *alamat* of *kasus*, or to the list where the case is closed to the person
    by what they have just saved."""
    if Kasus.objects.untuk(request.user).ditangani(request.user).filter(pk=kasus.pk).exists():
        return redirect(alamat, kasus.pk)
    messages.info(request, "Sejak perubahan itu, kasusnya hanya terbuka bagi timnya.")
    return redirect("kasus:daftar")


def uuid_dari(teks: str) -> UUID | None:
    """Return the UUID that *teks* writes, or None."""
    try:
        return UUID(teks)
    except ValueError:
        return None
