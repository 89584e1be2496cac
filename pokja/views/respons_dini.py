"""The response to an early report: its steps, its plan, and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.actions import laporan_dini as tindakan
from pokja.forms.laporan_dini import SelesaiForm
from pokja.forms.notula import TindakLanjutForm
from pokja.models import LaporanDini, TindakLanjut
from pokja.views.kiriman import basi, coba, kiriman, tampil
from pokja.views.laporan_dini import SUDAH, ambil, melangkah

BASI = "Langkah ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def langkah_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a step to the response."""
    return _langkah(request, ambil(request, pk), None)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def langkah_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a step before the plan is in force."""
    langkah = _ambil_langkah(request, pk)
    return _langkah(request, ambil(request, langkah.laporan_id), langkah)


def _ambil_langkah(request: HttpRequest, pk: UUID) -> TindakLanjut:
    semua = TindakLanjut.objects.untuk(request.user).filter(laporan__isnull=False)
    return get_object_or_404(semua, pk=pk)


def _langkah(
    request: HttpRequest, laporan: LaporanDini, langkah: TindakLanjut | None
) -> HttpResponse:
    form = TindakLanjutForm(*kiriman(request), tindak_lanjut=langkah)

    def jalankan(isi: dict[str, Any]) -> TindakLanjut:
        return tindakan.simpan_langkah(
            by=request.user, laporan=laporan, isi=form.isi(), langkah=langkah,
            versi=isi["versi"], id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Langkah disimpan.")
            return redirect("konflik:laporan_detail", laporan.pk)
    except SudahBerubah:
        basi(form, _ambil_langkah(request, langkah.pk), BASI, ("uraian",))  # type: ignore[union-attr]
    batas = laporan.batas_langkah_pertama(timezone.now()) if laporan.berencana else None
    return tampil(
        request, "pokja/laporan_dini_langkah.html", form,
        laporan=laporan, langkah=langkah, batas=batas,
    )  # fmt: skip


@izin("pokja.kelola_potensi")
@require_POST
def tangani(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the plan into force."""
    laporan = ambil(request, pk)
    try:
        tindakan.tangani(by=request.user, laporan=laporan)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    except SudahBerubah:
        messages.warning(request, SUDAH.format(keadaan=ambil(request, pk).sebutan))
    else:
        messages.success(request, "Rencana berlaku. Penanggung jawab melihatnya di Beranda.")
    return redirect("konflik:laporan_detail", pk)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def selesai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the report with its after-action note."""
    laporan = ambil(request, pk)
    form = SelesaiForm(*kiriman(request))
    jadi = melangkah(
        request, pk, form,
        lambda isi: tindakan.selesaikan(by=request.user, laporan=laporan, isi=isi),
        "Laporan ditutup.",
    )  # fmt: skip
    return jadi or tampil(request, "pokja/laporan_dini_selesai.html", form, laporan=laporan)
