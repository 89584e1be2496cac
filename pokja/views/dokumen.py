"""Documents of a Pokja and its meetings: asked for, on their way, downloaded."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.halaman_dokumen import keadaan, langkah
from p3aks.core.halaman_dokumen import unduh as unduh_berkas
from pokja.actions import dokumen as tindakan
from pokja.documents.cetak import JENIS, ekstensi
from pokja.models import DokumenPokja, Pokja
from pokja.views.rapat import kelola

HALAMAN = "pokja:dokumen"
MIME = {"pdf": "application/pdf", "zip": "application/zip"}


@izin("pokja.kelola_struktur")
@require_POST
def buat(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Ask for the SK or the chart."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    if jenis not in JENIS or JENIS[jenis].saat is not None:
        raise Http404
    return redirect(HALAMAN, tindakan.siapkan(by=request.user, objek=pokja, jenis=jenis).pk)


@izin("pokja.kelola_rapat")
@require_POST
def buat_rapat(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Ask for a paper of a meeting, or all of them."""
    rapat = kelola(request, pk)
    if jenis not in JENIS or JENIS[jenis].saat is None:
        raise Http404
    try:
        dokumen = tindakan.siapkan(by=request.user, objek=rapat, jenis=jenis)
    except tindakan.GalatDokumen as galat:
        messages.warning(request, str(galat))
        return redirect("pokja:rapat", pk)
    return redirect(HALAMAN, dokumen.pk)


@izin("pokja.baca_dokumen")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: how far it is."""
    dokumen = _dokumen(request, pk)
    isi = keadaan(request, dokumen)
    isi["boleh"] = request.user.has_perm("pokja.buat_dokumen", dokumen)
    sebagian = request.htmx  # type: ignore[attr-defined]
    return render(request, "pokja/_dokumen_status.html" if sebagian else "pokja/dokumen.html", isi)


@izin("pokja.buat_dokumen")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop making it."""
    return langkah(request, _dokumen(request, pk), tindakan.batalkan, HALAMAN)


@izin("pokja.buat_dokumen")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return langkah(request, _dokumen(request, pk), tindakan.ulangi, HALAMAN)


@izin("pokja.baca_dokumen")
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, only while it still has the hash it was finished with. Each taking is recorded."""
    dokumen = _dokumen(request, pk)
    akhiran = ekstensi(dokumen)
    return unduh_berkas(
        request, dokumen, catat=tindakan.catat_unduhan, halaman=HALAMAN, mime=MIME[akhiran],
        ekstensi=akhiran,
    )  # fmt: skip


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenPokja:
    semua = DokumenPokja.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(semua.select_related("diminta_oleh", "pokja", "rapat"), pk=pk)
