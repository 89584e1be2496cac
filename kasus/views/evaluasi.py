"""The semester evaluation: what a head of service adds, and the reports made before."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kasus.actions import evaluasi as tindakan
from kasus.documents.statistik import tahun_tersedia
from kasus.enums_akses import JenisDokumenKasus
from kasus.forms.evaluasi import EvaluasiForm, dari_laporan
from kasus.models import DokumenKasus
from p3aks.core.access import izin
from p3aks.core.forms import tambah_galat

TERAKHIR = 10


@izin("kasus.buat_evaluasi")
@require_http_methods(["GET", "POST"])
def evaluasi(request: HttpRequest) -> HttpResponse:
    """Ask for the report of one semester; ``dari``: start from what was typed for an earlier
    one."""
    milik = _milik(request)
    form = EvaluasiForm(
        request.POST if request.method == "POST" else None,
        tahun=tahun_tersedia(request.user),
        unit=tindakan.unit_dipimpin(request.user),
        initial=_awal(milik, request.GET.get("dari", "")),
    )
    if request.method == "POST" and form.is_valid():
        try:
            dokumen = tindakan.buat(by=request.user, isi=form.kiriman())
            return redirect("kasus:dokumen", dokumen.pk)
        except ValidationError as galat:
            tambah_galat(form, galat)
    konteks = {"form": form, "riwayat": milik.defer("snapshot")[:TERAKHIR]}
    return render(request, "kasus/evaluasi.html", konteks, status=422 if form.errors else 200)


def _milik(request: HttpRequest) -> QuerySet[DokumenKasus]:
    semua = DokumenKasus.objects.untuk(request.user)
    return semua.filter(jenis=JenisDokumenKasus.EVALUASI, diminta_oleh=request.user)


def _awal(milik: QuerySet[DokumenKasus], pk: str) -> dict[str, Any]:
    try:
        lama = milik.filter(pk=UUID(pk)).first()
    except ValueError:
        return {}
    return dari_laporan(lama.snapshot) if lama else {}
