"""Documents of the case app: asked for, on their way, downloaded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import dokumen as tindakan
from kasus.models import DokumenKasus, Kasus
from kasus.views.rujukan import rujukan_ditangani
from p3aks.core.access import izin
from p3aks.core.halaman_dokumen import keadaan, langkah
from p3aks.core.halaman_dokumen import unduh as unduh_berkas

HALAMAN = "kasus:dokumen"


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
    return redirect(HALAMAN, dokumen.pk)


@izin("kasus.buat_lembar")
@require_POST
def lembar_buat(request: HttpRequest) -> HttpResponse:
    """Ask for a blank report sheet."""
    return redirect(HALAMAN, tindakan.lembar(by=request.user).pk)


@izin("kasus.lihat_dokumen")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: how far it is."""
    dokumen, user = _dokumen(request, pk), request.user
    milik = Kasus.objects.untuk(user).ditangani(user).filter(pk=dokumen.kasus_id)
    isi = keadaan(request, dokumen)
    isi["kasus"] = milik.first()
    isi["boleh"] = tindakan.boleh_kelola(user, dokumen)
    sebagian = request.htmx  # type: ignore[attr-defined]
    return render(request, "kasus/_dokumen_status.html" if sebagian else "kasus/dokumen.html", isi)


@izin("kasus.lihat_dokumen")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop making it."""
    return langkah(request, _dokumen(request, pk), tindakan.batalkan, HALAMAN)


@izin("kasus.lihat_dokumen")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return langkah(request, _dokumen(request, pk), tindakan.ulangi, HALAMAN)


@izin("kasus.lihat_dokumen")
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, only while it still has the hash it was finished with. Each taking is recorded."""
    dokumen = _dokumen(request, pk)
    return unduh_berkas(request, dokumen, catat=tindakan.catat_unduhan, halaman=HALAMAN)


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenKasus:
    semua = DokumenKasus.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(semua.select_related("diminta_oleh"), pk=pk)
