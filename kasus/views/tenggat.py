"""Clocks of one case, and the table of time standards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import tenggat as tindakan
from kasus.documents.tenggat import baris_jam, baris_sla
from kasus.forms.tenggat import AturanForm
from kasus.views.dasar import kasus_ditangani
from kasus.views.langkah import banding, jalankan, status, tulis
from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran
from pokja.models import Lembaga


@izin("kasus.tangani")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The clocks of one case, as they stand at this moment."""
    kasus = kasus_ditangani(request, pk, halaman="waktu")
    return render(request, "kasus/tenggat.html", {"kasus": kasus, "daftar": baris_jam(kasus)})


@izin("kasus.lihat_sla")
@require_safe
def aturan(request: HttpRequest) -> HttpResponse:
    """The time standards of one's units; a supervisor may change those of the own unit."""
    user = request.user
    milik = user.lembaga_sebagai(Peran.MANAJER_KASUS, Peran.PENDAMPING, Peran.SUPERVISOR)
    diawasi = user.lembaga_sebagai(Peran.SUPERVISOR)
    bagian = [
        {"unit": unit, "baris": baris_sla(unit.pk), "boleh_ubah": unit.pk in diawasi}
        for unit in Lembaga.objects.filter(pk__in=milik)
    ]
    return render(request, "kasus/sla.html", {"bagian": bagian})


@izin("kasus.ubah_sla")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, unit: UUID, kunci: str) -> HttpResponse:
    """Change one time standard of a unit that one supervises."""
    milik = Lembaga.objects.filter(pk__in=request.user.lembaga_sebagai(Peran.SUPERVISOR))
    satu = get_object_or_404(milik, pk=unit)
    baris = _baris(satu, kunci)
    # What a built-in standard leans on is no SK of the unit.
    dasar = baris.dasar if baris.versi else ""
    awal = {n: getattr(baris, n) for n in ("versi", "jam", "hari_kerja")} | {"dasar": dasar}
    form = AturanForm(request.POST or None, initial=awal)
    bentrok = None
    isian = {"unit": satu, "langkah": baris.langkah, "risiko": baris.risiko}
    try:
        if jalankan(form, tindakan.ubah_aturan, by=request.user, **isian):
            messages.success(request, "Batas waktu disimpan. Berlaku bagi yang mulai sesudah ini.")
            return redirect("kasus:sla")
    except SudahBerubah:
        kini = _baris(satu, kunci)
        ruas = ("jam", "hari_kerja", "dasar")
        bentrok = banding(form, kini.versi, {n: tulis(getattr(kini, n)) for n in ruas})
    konteks = {"form": form, "baris": baris, "unit": satu, "bentrok": bentrok}
    kode = status(form) if bentrok is None else 409
    return render(request, "kasus/sla_ubah.html", konteks, status=kode)


def _baris(unit: Lembaga, kunci: str) -> Any:
    baris = next((b for b in baris_sla(unit.pk) if b.kunci == kunci and not b.tetap), None)
    if baris is None:
        raise Http404
    return baris
