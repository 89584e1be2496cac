"""Documents of a Pokja: asked for, on their way, downloaded."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.documents import Status
from p3aks.core.unduhan import jawaban_berkas
from pokja.actions import dokumen as tindakan
from pokja.documents.cetak import JENIS
from pokja.models import DokumenPokja, Pokja


@izin("pokja.kelola_struktur")
@require_POST
def buat(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Ask for the SK or the chart."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    if jenis not in JENIS:
        raise Http404
    return redirect("pokja:dokumen", tindakan.siapkan(by=request.user, pokja=pokja, jenis=jenis).pk)


@izin("pokja.lihat_dokumen")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: how far it is."""
    dokumen = _dokumen(request, pk)
    isi = {
        "dokumen": dokumen,
        "boleh": request.user.has_perm("pokja.kelola_struktur"),
        "bisa_diulang": tindakan.bisa_diulang(dokumen),
        # The page asks with the state it shows; a change is read out, a repetition is not.
        "berubah": request.GET.get("dari", dokumen.status) != dokumen.status,
    }
    sebagian = request.htmx  # type: ignore[attr-defined]
    return render(request, "pokja/_dokumen_status.html" if sebagian else "pokja/dokumen.html", isi)


@izin("pokja.kelola_struktur")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop making it."""
    return _langkah(request, pk, tindakan.batalkan)


@izin("pokja.kelola_struktur")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return _langkah(request, pk, tindakan.ulangi)


@izin("pokja.lihat_dokumen")
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
        return redirect("pokja:dokumen", dokumen.pk)
    return jawaban_berkas(dokumen, isi)


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenPokja:
    semua = DokumenPokja.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(semua.select_related("diminta_oleh", "pokja"), pk=pk)


def _langkah(request: HttpRequest, pk: UUID, jalankan: Callable[..., Any]) -> HttpResponse:
    dokumen = _dokumen(request, pk)
    try:
        jalankan(by=request.user, dokumen=dokumen)
    except tindakan.GalatDokumen as galat:
        messages.warning(request, str(galat))
    return redirect("pokja:dokumen", dokumen.pk)
