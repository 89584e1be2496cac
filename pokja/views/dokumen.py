"""Documents of a Pokja: asked for, on their way, downloaded."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.halaman_dokumen import keadaan, langkah
from p3aks.core.halaman_dokumen import unduh as unduh_berkas
from pokja.actions import dokumen as tindakan
from pokja.documents.cetak import JENIS
from pokja.models import DokumenPokja, Pokja

HALAMAN = "pokja:dokumen"


@izin("pokja.kelola_struktur")
@require_POST
def buat(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Ask for the SK or the chart."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    if jenis not in JENIS:
        raise Http404
    return redirect(HALAMAN, tindakan.siapkan(by=request.user, pokja=pokja, jenis=jenis).pk)


@izin("pokja.lihat_dokumen")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: how far it is."""
    isi = keadaan(request, _dokumen(request, pk))
    isi["boleh"] = request.user.has_perm("pokja.kelola_struktur")
    sebagian = request.htmx  # type: ignore[attr-defined]
    return render(request, "pokja/_dokumen_status.html" if sebagian else "pokja/dokumen.html", isi)


@izin("pokja.kelola_struktur")
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop making it."""
    return langkah(request, _dokumen(request, pk), tindakan.batalkan, HALAMAN)


@izin("pokja.kelola_struktur")
@require_POST
def ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return langkah(request, _dokumen(request, pk), tindakan.ulangi, HALAMAN)


@izin("pokja.lihat_dokumen")
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, only while it still has the hash it was finished with. Each taking is recorded."""
    dokumen = _dokumen(request, pk)
    return unduh_berkas(request, dokumen, catat=tindakan.catat_unduhan, halaman=HALAMAN)


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenPokja:
    semua = DokumenPokja.objects.untuk(request.user).defer("snapshot")
    return get_object_or_404(semua.select_related("diminta_oleh", "pokja"), pk=pk)
