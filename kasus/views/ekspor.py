"""Exports for SIMFONI entry and GBVIMS: pre-check, file, register, and the tick."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import ekspor as tindakan
from kasus.documents import simfoni
from kasus.forms.ekspor import EksporForm, MasaForm
from kasus.models import EksporKasus, Korban
from p3aks.core.access import izin

PALING_BANYAK = 200


@izin("kasus.ekspor")
@require_safe
def ekspor(request: HttpRequest) -> HttpResponse:
    """What is complete for SIMFONI and what not, in one period; default: this month."""
    hari_ini = timezone.localdate()
    bawaan = {"dari": hari_ini.replace(day=1), "sampai": hari_ini}
    masa = MasaForm(request.GET if "dari" in request.GET else None, initial=bawaan)
    isi = masa.cleaned_data if masa.is_bound and masa.is_valid() else bawaan
    return _halaman(request, isi["dari"], isi["sampai"], masa)


@izin("kasus.ekspor")
@require_POST
def unduh(request: HttpRequest) -> HttpResponse:
    """The file, made at once; each one is registered."""
    form = EksporForm(request.POST)
    hari_ini = timezone.localdate()
    if form.is_valid():
        try:
            berkas = tindakan.ekspor(by=request.user, **form.cleaned_data)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            nama = f'attachment; filename="{berkas.nama}"'
            kepala = {"Content-Disposition": nama, "X-Content-Type-Options": "nosniff"}
            return HttpResponse(berkas.isi, content_type=berkas.mime, headers=kepala)
    dari = form.cleaned_data.get("dari") or hari_ini.replace(day=1)
    sampai = form.cleaned_data.get("sampai") or hari_ini
    return _halaman(request, dari, sampai, form, status=422)


@izin("kasus.ekspor")
@require_POST
def diinput(request: HttpRequest, korban: UUID) -> HttpResponse:
    """Tick one victim's row as typed into SIMFONI."""
    baris = get_object_or_404(Korban.objects.untuk(request.user), pk=korban)
    tindakan.tandai_diinput(
        by=request.user, korban=baris, nomor=request.POST.get("nomor", "").replace("\0", "")
    )
    messages.success(request, "Ditandai sudah diinput ke SIMFONI.")
    return redirect("kasus:ekspor")


def _halaman(
    request: HttpRequest, dari: dt.date, sampai: dt.date, form: MasaForm, status: int = 200
) -> HttpResponse:
    semua = simfoni.kumpulkan(request.user, dari, sampai) if dari <= sampai else []
    riwayat = EksporKasus.objects.untuk(request.user).select_related("oleh")[:10]
    konteks = {
        "form": form,
        "dari": dari,
        "sampai": sampai,
        "daftar": semua[:PALING_BANYAK],
        "jumlah": len(semua),
        "lengkap": sum(not s.kurang for s in semua),
        "belum_diinput": sum(not hasattr(k, "input_simfoni") for s in semua for k in s.korban),
        "riwayat": riwayat,
    }
    return render(request, "kasus/ekspor.html", konteks, status=status)
