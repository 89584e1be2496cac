"""The pivot of the service's statistics, and the views of it that a person keeps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import statistik as tindakan
from kasus.documents import statistik_silang as dokumen
from kasus.documents.statistik import tahun_tersedia
from kasus.documents.statistik_silang import Pilihan
from kasus.forms.statistik import SilangForm, SudutForm
from kasus.models import SudutPandang
from p3aks.core.access import izin
from p3aks.core.forms import tambah_galat


@izin("kasus.lihat_statistik")
@require_safe
def silang(request: HttpRequest) -> HttpResponse:
    """The table that the address chooses; what it cannot choose is said beside the field."""
    tahun = tahun_tersedia(request.user)
    pilihan, galat = dokumen.baca(request.GET, tahun)
    return _halaman(request, pilihan, tahun, galat, SudutForm())


@izin("kasus.lihat_statistik")
@require_POST
def simpan(request: HttpRequest) -> HttpResponse:
    """Keep the choice under a name."""
    tahun = tahun_tersedia(request.user)
    pilihan, galat = dokumen.baca(request.POST, tahun)
    form = SudutForm(request.POST)
    if form.is_valid() and not galat:
        try:
            sudut = tindakan.simpan(
                by=request.user, nama=form.cleaned_data["nama"], pilihan=pilihan
            )
            messages.success(request, "Sudut pandang disimpan. Hanya Anda yang melihatnya.")
            return redirect(f"{reverse('kasus:statistik_silang')}?{sudut.kueri}")
        except ValidationError as salah:
            tambah_galat(form, salah)
    return _halaman(request, pilihan, tahun, galat, form, status=422)


@izin("kasus.lihat_statistik")
@require_POST
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Discard one of the own views."""
    sudut = get_object_or_404(SudutPandang.objects.untuk(request.user), pk=pk)
    tindakan.hapus(by=request.user, sudut=sudut)
    messages.success(request, "Sudut pandang dihapus. Angkanya tidak berubah.")
    return redirect("kasus:statistik_silang")


def _halaman(
    request: HttpRequest,
    pilihan: Pilihan,
    tahun: list[int],
    galat: dict[str, str],
    form: SudutForm,
    *,
    status: int = 200,
) -> HttpResponse:
    isi = dokumen.susun(request.user, pilihan)
    konteks: dict[str, Any] = {
        "s": isi,
        "t": isi.tabel,
        "saring": SilangForm(pilihan, tahun=tahun, galat=galat),
        "form": form,
        "sudut": SudutPandang.objects.untuk(request.user),
        "pada": timezone.now(),
    }
    return render(request, "kasus/statistik_silang.html", konteks, status=status)
