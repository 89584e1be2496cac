"""What everybody may read without an account: fixed plans and promulgated regulations.

Only frozen content: no draft, no name of a person, no number but a released one.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from pokja.models import Daerah, Pokja, RekapTerbit
from rad.documents import PDF, layar, publik
from rad.models import Perbup


@izin("publik")
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """The newest version of each fixed plan with its totals, the regulations, and who sits in the
    Pokja."""
    berdokumen = set(publik.naskah_final().values_list("perbup_id", flat=True))
    daftar_perbup = [
        {"perbup": p, "pdf": bool(p.berkas_final) or p.pk in berdokumen}
        for p in Perbup.objects.publik().defer("snapshot_final")
    ]
    pokja = Pokja.objects.publik().first()
    isi = {
        "pokja": pokja,
        # Offices alone: a page for everybody names no person.
        "susunan": pokja.kedudukan.berurut() if pokja else [],
        "daftar_rad": [{"versi": v, **layar.tampilan(v.isi)} for v in publik.versi_terbaru()],
        "daftar_perbup": daftar_perbup,
        "rekap": RekapTerbit.objects.publik().terkini().first(),
        "sebutan": Daerah.ini().sebutan_kepala if daftar_perbup else "",
    }
    return render(request, "rad/publik.html", isi)


@izin("publik")
@require_safe
def rad(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The matrix of the newest fixed version of a plan."""
    versi = get_object_or_404(publik.versi_terbaru(), rad=pk)
    return render(request, "rad/publik_rad.html", {"versi": versi, **layar.tampilan(versi.isi)})


@izin("publik")
@require_safe
def perbup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The regulation as a file."""
    satu = get_object_or_404(Perbup.objects.publik(), pk=pk)
    if (isi := publik.isi_berkas(satu)) is None:
        raise Http404
    response = HttpResponse(isi, content_type=PDF)
    response.headers["Content-Disposition"] = (
        f'inline; filename="perbup-{satu.nomor}-{satu.tahun}.pdf"'
    )
    return response
