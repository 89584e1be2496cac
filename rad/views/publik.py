"""What everybody may read without an account: fixed plans and promulgated regulations.

Only frozen content: no draft, no name of a person, no number from a case.
"""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from pokja.models import Daerah
from rad.documents import PDF, layar
from rad.enums import JenisDokumen
from rad.models import Dokumen, Perbup, Rad, VersiRad


@izin("publik")
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """The newest version of each fixed plan with its totals, and the regulations."""
    daftar_rad = [{"versi": v, **layar.tampilan(v.isi)} for v in _terbaru().select_related("rad")]
    berdokumen = set(_final().values_list("perbup_id", flat=True))
    daftar_perbup = [
        {"perbup": p, "pdf": bool(p.berkas_final) or p.pk in berdokumen}
        for p in Perbup.objects.publik().defer("snapshot_final")
    ]
    isi = {
        "daftar_rad": daftar_rad,
        "daftar_perbup": daftar_perbup,
        "sebutan": Daerah.ini().sebutan_kepala if daftar_perbup else "",
    }
    return render(request, "rad/publik.html", isi)


@izin("publik")
@require_safe
def rad(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The matrix of the newest fixed version of a plan."""
    versi = get_object_or_404(_terbaru().select_related("rad"), rad=pk)
    return render(request, "rad/publik_rad.html", {"versi": versi, **layar.tampilan(versi.isi)})


@izin("publik")
@require_safe
def perbup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The regulation as a file: the signed scan, else the final document without signature."""
    satu = get_object_or_404(Perbup.objects.publik(), pk=pk)
    if satu.berkas_final:
        with satu.berkas_final.open("rb") as berkas:
            isi = berkas.read()
    else:
        dokumen = _final().filter(perbup=satu).order_by("-selesai_pada").first()
        isi = dokumen.isi_utuh() if dokumen else None
    if isi is None:
        raise Http404
    response = HttpResponse(isi, content_type=PDF)
    response.headers["Content-Disposition"] = (
        f'inline; filename="perbup-{satu.nomor}-{satu.tahun}.pdf"'
    )
    return response


def _terbaru() -> QuerySet[VersiRad]:
    """Return the newest version of each plan the public may see."""
    nomor = VersiRad.objects.filter(rad=OuterRef("rad")).order_by("-nomor").values("nomor")[:1]
    return VersiRad.objects.filter(rad__in=Rad.objects.publik(), nomor=Subquery(nomor)).order_by(
        "-rad__mulai"
    )


def _final() -> QuerySet[Dokumen]:
    """Return the finished PDFs of promulgated regulations."""
    return Dokumen.objects.selesai().filter(
        final=True, jenis=JenisDokumen.PERBUP, perbup__in=Perbup.objects.publik()
    )
