"""The Sekretariat's verdict on a report."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from p3aks.core.access import izin, wajib
from p3aks.core.forms import tambah_galat
from p3aks.core.models import SudahBerubah
from rad.actions import pantau as tindakan
from rad.forms.pantau import KembalikanLaporanForm, PenilaianForm
from rad.views.pantau_laporan import SUDAH, ambil, ambil_aksi, ambil_laporan, halaman, kembali


@izin("rad.verifikasi_laporan")
@require_POST
def terima(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept and score."""
    form = PenilaianForm(request.POST, auto_id="nilai_%s")
    return _putuskan(request, pk, form, "form_nilai", tindakan.terima, "Laporan diterima.")


@izin("rad.verifikasi_laporan")
@require_POST
def kembalikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return with a reason."""
    form = KembalikanLaporanForm(request.POST, auto_id="kembali_%s")
    pesan = "Laporan dikembalikan. Perangkat daerah membaca alasannya di beranda."
    return _putuskan(request, pk, form, "form_kembali", tindakan.kembalikan, pesan)


def _putuskan(
    request: HttpRequest,
    pk: UUID,
    form: Any,
    nama: str,
    jalankan: Callable[..., Any],
    pesan: str,
) -> HttpResponse:
    satu = ambil(request.user, pk)
    wajib(request.user, "rad.verifikasi_laporan", satu)
    if form.is_valid():
        try:
            jalankan(by=request.user, laporan=satu, **form.cleaned_data)
        except SudahBerubah:
            messages.warning(request, SUDAH)
            return kembali(satu)
        except ValidationError as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, pesan)
            return kembali(satu)
    aksi = ambil_aksi(request.user, satu.aksi_id)
    ada = ambil_laporan(request.user, aksi, satu.tahun, satu.periode)
    return halaman(request, aksi, satu.tahun, satu.periode, ada, status=422, **{nama: form})
