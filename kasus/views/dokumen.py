"""Documents of the case app: asked for, on their way, downloaded."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import dokumen as tindakan
from kasus.models import DokumenKasus, Kasus
from kasus.views.rujukan import rujukan_ditangani
from p3aks.core.access import izin
from p3aks.core.documents import Status
from p3aks.core.unduhan import jawaban_berkas


@izin("kasus.tangani")
@require_POST
def surat_buat(request: HttpRequest, pk: UUID, rujukan: UUID) -> HttpResponse:
    """Ask for the letter of one referral."""
    baris = rujukan_ditangani(request, pk, rujukan)
    try:
        dokumen = tindakan.surat(by=request.user, rujukan=baris)
    except tindakan.GalatDokumen as galat:
        messages.warning(request, str(galat))
        return redirect("kasus:rujukan", pk)
    return redirect("kasus:dokumen", dokumen.pk)


@izin("kasus.buat_lembar")
@require_POST
def lembar_buat(request: HttpRequest) -> HttpResponse:
    """Ask for a blank report sheet."""
    return redirect("kasus:dokumen", tindakan.lembar(by=request.user).pk)


@izin("kasus.lihat_dokumen")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: how far it is."""
    dokumen, user = _dokumen(request, pk), request.user
    milik = Kasus.objects.untuk(user).ditangani(user).filter(pk=dokumen.kasus_id)
    isi = {
        "dokumen": dokumen,
        "kasus": milik.first(),
        "boleh": tindakan.boleh_kelola(user, dokumen),
        "bisa_diulang": tindakan.bisa_diulang(dokumen),
        # The page asks with the state it shows; a change is read out, a repetition is not.
        "berubah": request.GET.get("dari", dokumen.status) != dokumen.status,
    }
    sebagian = request.htmx  # type: ignore[attr-defined]
    return render(request, "kasus/_dokumen_status.html" if sebagian else "kasus/dokumen.html", isi)


@izin("kasus.lihat_dokumen")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop making it."""
    return _langkah(request, pk, tindakan.batalkan)


@izin("kasus.lihat_dokumen")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return _langkah(request, pk, tindakan.ulangi)


@izin("kasus.lihat_dokumen")
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, only while it still has the hash it was finished with. Each taking is recorded."""
    dokumen = _dokumen(request, pk)
    if dokumen.status != Status.SELESAI:
        raise Http404
    isi = dokumen.isi_utuh()
    tindakan.catat_unduhan(by=request.user, dokumen=dokumen, utuh=isi is not None)
    if isi is None:
        messages.error(
            request,
            "Berkas dokumen ini hilang atau berubah sejak dibuat, jadi tidak diberikan. Tekan "
            "“Buat ulang” untuk membuatnya kembali dari isi yang sama.",
        )
        return redirect("kasus:dokumen", dokumen.pk)
    return jawaban_berkas(dokumen, isi)


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenKasus:
    semua = DokumenKasus.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(semua.select_related("diminta_oleh"), pk=pk)


def _langkah(request: HttpRequest, pk: UUID, jalankan: Callable[..., Any]) -> HttpResponse:
    dokumen = _dokumen(request, pk)
    try:
        jalankan(by=request.user, dokumen=dokumen)
    except tindakan.GalatDokumen as galat:
        messages.warning(request, str(galat))
    return redirect("kasus:dokumen", dokumen.pk)
