"""Published statistics, for everybody: pages and open data. No script is needed, nothing personal
is kept."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from pokja.documents import rekap_berkas
from pokja.documents.rekap import tampilan, versi
from pokja.documents.rekap_peta import susun_peta
from pokja.models import RekapTerbit

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@izin("publik")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The newest version of each period."""
    semua = RekapTerbit.objects.publik().terkini()
    return render(request, "pokja/rekap_daftar.html", {"daftar": semua})


@izin("publik")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One release: its tables, its map, its versions, its files."""
    rekap = _rekap(pk)
    isi = {
        "rekap": rekap,
        "tabel": tampilan(rekap.isi),
        "peta": susun_peta(rekap.isi),
        "versi": versi(rekap),
    }
    return render(request, "pokja/rekap.html", isi)


@izin("publik")
@require_safe
def buku_kode(request: HttpRequest) -> HttpResponse:
    """What the columns and figures of the open data mean."""
    isi = {"kolom": rekap_berkas.buku_kode(), "variabel": rekap_berkas.VARIABEL}
    return render(request, "pokja/rekap_buku_kode.html", isi)


@izin("publik")
@require_safe
def unduh_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The counts as CSV."""
    return _berkas(pk, rekap_berkas.ke_csv, CSV, "csv")


@izin("publik")
@require_safe
def unduh_xlsx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Counts, codebook and metadata as a workbook."""
    return _berkas(pk, rekap_berkas.ke_xlsx, XLSX, "xlsx")


@izin("publik")
@require_safe
def unduh_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Counts, codebook and metadata as JSON."""
    return _berkas(pk, rekap_berkas.ke_json, JSON, "json")


def _rekap(pk: UUID) -> RekapTerbit:
    return get_object_or_404(RekapTerbit.objects.publik(), pk=pk)


def _berkas(
    pk: UUID, tulis: Callable[[RekapTerbit], bytes], mime: str, ekstensi: str
) -> HttpResponse:
    rekap = _rekap(pk)
    masa = f"{rekap.tahun}-{rekap.paruh}" if rekap.paruh else f"{rekap.tahun}"
    nama = f"statistik-p3aks-{masa}-v{rekap.nomor}.{ekstensi}"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(tulis(rekap), content_type=mime, headers=kepala)
