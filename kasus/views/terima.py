"""The unit takes over a report."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kasus.actions.terima import terima as jalankan
from kasus.models import Pengaduan
from p3aks.core.access import izin, wajib
from p3aks.core.formatting import tanggal_waktu
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran


@izin("kasus.terima_pengaduan")
@require_POST
def terima(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a case of the report; whoever comes second is told who was first."""
    pengaduan = get_object_or_404(Pengaduan.objects.untuk(request.user), pk=pk)
    wajib(request.user, "kasus.terima_pengaduan", pengaduan)
    try:
        kasus = jalankan(by=request.user, pengaduan=pengaduan)
    except SudahBerubah:
        return _terlambat(request, pk)
    messages.success(request, f"Pengaduan diterima sebagai kasus {kasus.kode}.")
    return redirect("kasus:detail", kasus.pk)


def _terlambat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say by whom (the role) and when; a report whose case is sealed is no longer there."""
    pengaduan = (
        Pengaduan.objects.untuk(request.user).filter(pk=pk).select_related("diterima_oleh").first()
    )
    if pengaduan is None:
        raise Http404
    if pengaduan.diterima_oleh is None:
        pesan = f"Sudah diselesaikan kader pada {tanggal_waktu(pengaduan.selesai_pada)}."
    else:
        kepala = Peran.SUPERVISOR in pengaduan.diterima_oleh.peran
        siapa = Peran.SUPERVISOR if kepala else Peran.MANAJER_KASUS
        pesan = (
            f"Sudah diterima {siapa.label.lower()} pada {tanggal_waktu(pengaduan.diterima_pada)}."
        )
    messages.warning(request, pesan)
    return redirect("kasus:pengaduan_detail", pk)
