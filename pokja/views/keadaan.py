"""Status Keadaan Konflik: what was decided outside. The system records and never sets it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from p3aks.core.pindaian import unduh_berkas
from pokja.actions.keadaan import simpan_keadaan
from pokja.forms.keadaan import KeadaanForm
from pokja.models import PeristiwaKonflik, StatusKeadaanKonflik
from pokja.views.kiriman import kiriman, simpan
from pokja.views.peristiwa import ambil

PENGANTAR = (
    "Catat keputusan yang sudah ditandatangani di luar sistem. Sistem ini tidak menetapkan Status "
    "Keadaan Konflik: bupati/wali kota menetapkannya sesudah berkonsultasi dengan pimpinan DPRD, "
    "bila Polri tidak dapat mengendalikan konflik dan fungsi pemerintahan terganggu (UU 7/2012)."
)


def _satu(request: HttpRequest, pk: UUID) -> StatusKeadaanKonflik:
    semua = StatusKeadaanKonflik.objects.untuk(request.user).select_related("peristiwa")
    return get_object_or_404(semua, pk=pk)


@izin("pokja.kelola_keadaan")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a decision on an event."""
    return _form(request, ambil(request, pk), None)


@izin("pokja.kelola_keadaan")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record an extension or an early end, add the scan, correct what was typed."""
    keadaan = _satu(request, pk)
    return _form(request, keadaan.peristiwa, keadaan)


@izin("pokja.lihat_peristiwa")
@require_safe
def berkas(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Hand out the scan of a decision."""
    return unduh_berkas(_satu(request, pk).berkas, "keputusan-status-keadaan-konflik.pdf")


def _form(
    request: HttpRequest, peristiwa: PeristiwaKonflik, keadaan: StatusKeadaanKonflik | None
) -> HttpResponse:
    form = KeadaanForm(*kiriman(request), keadaan=keadaan)
    alamat = reverse("konflik:peristiwa", args=[peristiwa.pk])
    return simpan(
        request,
        "pokja/konflik_form.html",
        form,
        lambda isi: simpan_keadaan(
            by=request.user, peristiwa=peristiwa, isi=form.isi(), pindaian=isi["pindaian"],
            keadaan=keadaan, versi=isi["versi"], id_baru=isi["id_baru"],
        ),
        kini=lambda: _satu(request, keadaan.pk),  # type: ignore[union-attr]
        kabar="Keputusan dicatat.",
        lanjut=lambda _: alamat,
        judul="Ubah catatan keputusan" if keadaan else "Catat Status Keadaan Konflik",
        pengantar=PENGANTAR,
        jejak=[
            ("Peristiwa konflik", reverse("konflik:peristiwa_daftar")),
            (peristiwa.nama, alamat),
        ],
        kembali=alamat,
    )  # fmt: skip
