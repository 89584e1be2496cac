"""Coverage of the reference documents, and what the tags add up to."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import keselarasan as susun
from rad.documents import keselarasan_xlsx
from rad.documents import penanda as susun_penanda
from rad.forms.acuan import SaringKeselarasanForm
from rad.models import Aksi, DokumenAcuan, Rad
from rad.views.impor import berkas_xlsx


@izin("rad.lihat_rad")
@require_safe
def keselarasan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Per document its items with their actions; and what stands alone on either side."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    saring = _saring(request, rad)
    konteks: dict[str, Any] = {
        "rad": rad,
        "saring": saring,
        "isi": susun.susun(request.user, rad, **saring.aktif()),
        "kueri": f"?{request.GET.urlencode()}" if request.GET else "",
        "boleh_kelola": request.user.has_perm("rad.kelola_acuan"),
    }
    return render(request, "rad/keselarasan.html", konteks)


@izin("rad.lihat_rad")
@require_safe
def xlsx(request: HttpRequest, pk: UUID) -> FileResponse:
    """The same report, filtered alike, as a spreadsheet."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    isi = susun.susun(request.user, rad, **_saring(request, rad).aktif())
    nama = f"keselarasan-rad-{rad.periode}.xlsx"
    return berkas_xlsx(nama, lambda tujuan: keselarasan_xlsx.cetak(isi, rad, tujuan))


def _saring(request: HttpRequest, rad: Rad) -> SaringKeselarasanForm:
    milik = Aksi.objects.untuk(request.user).berlaku().filter(rad=rad)
    dokumen = DokumenAcuan.objects.untuk(request.user).sezaman(rad)
    opd = milik.order_by().values("penanggung_jawab")
    return SaringKeselarasanForm(request.GET, dokumen=dokumen, opd=opd)


@izin("rad.lihat_rad")
@require_safe
def penanda(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sums per tag and year, by field and institution."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    konteks = {"rad": rad, "daftar": susun_penanda.susun(request.user, rad)}
    return render(request, "rad/penanda.html", konteks)
