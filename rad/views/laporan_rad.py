"""Reports on a plan: their list, one with its text, and the steps to final."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin, wajib
from p3aks.core.forms import nilai_baris
from p3aks.core.models import SudahBerubah
from p3aks.core.parsing import baca_bilangan
from pokja.views.kiriman import coba, simpan
from rad.actions import laporan_rad as tindakan
from rad.documents import laporan_rad as susun
from rad.forms.laporan_rad import LaporanBaruForm, LaporanTeksForm
from rad.models import Dokumen, LaporanRad, Rad
from rad.models.laporan_rad import BAB


@izin("rad.lihat_semua_pantau")
@require_http_methods(["GET", "POST"])
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reports of a plan; on POST, begin one."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    boleh = request.user.has_perm("rad.susun_laporan", rad)
    form = None
    if request.method == "POST":
        wajib(request.user, "rad.susun_laporan", rad)
        form = LaporanBaruForm(request.POST, rad=rad)
        jadi = coba(form, lambda isi: tindakan.buat(by=request.user, rad=rad, **isi))
        if jadi:
            return redirect("rad:laporan_rad", jadi.pk)
    elif boleh:
        tahun = min(max(timezone.localdate().year, rad.mulai), rad.selesai)
        form = LaporanBaruForm(rad=rad, initial={"tahun": tahun})
    isi = {
        "rad": rad,
        "form": form,
        "daftar": LaporanRad.objects.untuk(request.user)
        .filter(rad=rad)
        .defer("isi_final", *BAB)
        .select_related("rad", "difinalkan_oleh"),
    }
    return render(
        request, "rad/laporan_daftar.html", isi, status=422 if form and form.errors else 200
    )


@izin("rad.lihat_semua_pantau")
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: its figures, its text, its papers; on POST, store the text."""
    laporan = _ambil(request, pk)
    menyusun = request.user.has_perm("rad.susun_laporan", laporan.rad) and not laporan.final
    if request.method == "POST":
        wajib(request.user, "rad.susun_laporan", laporan.rad)
    awal = {**nilai_baris(laporan, BAB), "versi": laporan.versi}
    form = LaporanTeksForm(request.POST if request.method == "POST" else None, initial=awal)
    angka: Any = laporan.isi_final or susun.angka_kini(laporan)
    return simpan(
        request,
        "rad/laporan_rad.html",
        form,
        lambda isi: tindakan.simpan(
            by=request.user, laporan=laporan, isi=isi, versi=isi["versi"]
        ),
        kini=lambda: _ambil(request, pk),
        kabar="Laporan disimpan.",
        lanjut=lambda _: reverse("rad:laporan_rad", args=[pk]),
        laporan=laporan,
        rad=laporan.rad,
        menyusun=menyusun,
        angka=angka,
        bab=[(nama, judul, getattr(laporan, nama)) for nama, judul in BAB.items()],
        boleh_pdf=request.user.has_perm("rad.buat_dokumen", laporan),
        boleh_final=not laporan.final and request.user.has_perm("rad.finalkan_laporan", laporan),
        dokumen=Dokumen.objects.untuk(request.user)
        .selesai()
        .filter(laporan=laporan)
        .defer("snapshot"),
    )  # fmt: skip


@izin("rad.susun_laporan")
@require_POST
def rancang_ulang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft one chapter anew from the figures."""
    bab = request.POST.get("bab", "")
    return _tekan(
        request, pk,
        lambda laporan: tindakan.rancang_ulang(by=request.user, laporan=laporan, bab=bab),
        "Bagian itu disusun ulang dari data. Teks sebelumnya tetap ada dalam riwayat.",
    )  # fmt: skip


@izin("rad.finalkan_laporan")
@require_POST
def finalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze text and figures."""
    versi = baca_bilangan(request.POST.get("versi", ""))
    return _tekan(
        request, pk,
        lambda laporan: tindakan.finalkan(by=request.user, laporan=laporan, versi=versi),
        "Laporan final. Teks dan angkanya tidak berubah lagi.",
    )  # fmt: skip


def _tekan(
    request: HttpRequest, pk: UUID, jalankan: Callable[[LaporanRad], None], pesan: str
) -> HttpResponse:
    laporan = _ambil(request, pk)
    try:
        jalankan(laporan)
        messages.success(request, pesan)
    except SudahBerubah:
        messages.warning(request, "Orang lain mengubah laporan ini. Baca sekali lagi.")
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    return redirect("rad:laporan_rad", pk)


def _ambil(request: HttpRequest, pk: UUID) -> LaporanRad:
    semua = LaporanRad.objects.untuk(request.user).select_related("rad", "difinalkan_oleh")
    laporan: LaporanRad = get_object_or_404(semua, pk=pk)
    return laporan
