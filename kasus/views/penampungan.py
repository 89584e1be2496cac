"""Shelters, and stays in them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import penampungan as tindakan
from kasus.documents.penampungan import calon_lanjutan, terisi
from kasus.forms.penampungan import (
    FasilitasForm,
    KeluarForm,
    LanjutForm,
    MasukForm,
    PerpanjangForm,
)
from kasus.models import Fasilitas, Kasus, Penampungan, Rujukan
from kasus.views.dasar import kasus_ditangani
from kasus.views.langkah import DIDAHULUI, banding, jalankan, status, tulis
from kasus.views.pendukung import halaman
from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah


@izin("kasus.lihat_penampungan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every shelter with its places; never where it is."""
    hunian = terisi()
    semua = Fasilitas.objects.untuk(request.user).defer("alamat").select_related("unit")
    baris = [
        {
            "f": f,
            "terisi": hunian.get(f.pk, 0),
            "sisa": max(f.kapasitas - hunian.get(f.pk, 0), 0),
            "boleh_ubah": request.user.has_perm("kasus.kelola_penampungan", f),
        }
        for f in semua
    ]
    konteks = {"daftar": baris, "boleh_baru": request.user.has_perm("kasus.kelola_penampungan")}
    return render(request, "kasus/fasilitas_daftar.html", konteks)


@izin("kasus.kelola_penampungan")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add a shelter to one's unit."""
    return _fasilitas(request, None)


@izin("kasus.kelola_penampungan")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a shelter of one's unit."""
    fasilitas = get_object_or_404(Fasilitas.objects.untuk(request.user), pk=pk)
    wajib(request.user, "kasus.kelola_penampungan", fasilitas)
    return _fasilitas(request, fasilitas)


def _fasilitas(request: HttpRequest, fasilitas: Fasilitas | None) -> HttpResponse:
    form = FasilitasForm(request.POST or None, user=request.user, fasilitas=fasilitas)
    bentrok = None
    try:
        if jalankan(form, tindakan.simpan_fasilitas, by=request.user, fasilitas=fasilitas):
            messages.success(request, "Fasilitas disimpan.")
            return redirect("kasus:fasilitas_daftar")
    except SudahBerubah:
        kini = Fasilitas.objects.untuk(request.user).select_related("unit").get(pk=fasilitas.pk)
        ruas = ("kode", "unit", "kapasitas", "aktif")
        bentrok = banding(form, kini.versi, {n: tulis(getattr(kini, n)) for n in ruas})
    konteks = {"form": form, "fasilitas": fasilitas, "bentrok": bentrok}
    return render(
        request,
        "kasus/fasilitas_form.html",
        konteks,
        status=status(form) if bentrok is None else 409,
    )


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def masuk(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Record that a victim moved into a shelter."""
    kasus = kasus_ditangani(request, pk, halaman="penampungan_masuk")
    satu = get_object_or_404(kasus.korban, pk=korban)
    form = MasukForm(request.POST or None, user=request.user)

    def simpan(*, fasilitas: UUID, **isian: Any) -> None:
        tujuan = get_object_or_404(Fasilitas.objects.untuk(request.user), pk=fasilitas)
        tindakan.masuk(by=request.user, kasus=kasus, korban=satu, fasilitas=tujuan, **isian)

    if jalankan(form, simpan):
        messages.success(request, "Penampungan dicatat. Batasnya 14 hari.")
        return redirect("kasus:pendukung", kasus.pk)
    konteks = {"kasus": kasus, "korban": satu, "form": form}
    return render(request, "kasus/penampungan_masuk.html", konteks, status=status(form))


@izin("kasus.tangani")
@require_POST
def keluar(request: HttpRequest, pk: UUID, huni: UUID) -> HttpResponse:
    """Record that they left."""
    kasus, satu = _ambil(request, pk, huni)
    form = KeluarForm(request.POST, auto_id="keluar_%s")
    return _kirim(request, kasus, satu, "keluar", form, tindakan.keluar, "Keluarnya dicatat.")


@izin("kasus.tangani")
@require_POST
def lanjut(request: HttpRequest, pk: UUID, huni: UUID) -> HttpResponse:
    """Name the referral by which the stay goes on elsewhere."""
    kasus, satu = _ambil(request, pk, huni)
    milik = [r for r in calon_lanjutan(kasus) if r.korban_id == satu.korban_id]
    form = LanjutForm(request.POST, rujukan=milik, auto_id="lanjut_%s")

    def simpan(*, rujukan: UUID, **isian: Any) -> None:
        tujuan = get_object_or_404(Rujukan.objects.untuk(request.user), pk=rujukan)
        tindakan.rujuk_lanjut(rujukan=tujuan, **isian)

    return _kirim(request, kasus, satu, "lanjut", form, simpan, "Rujukan lanjutan dicatat.")


@izin("kasus.supervisi")
@require_POST
def perpanjang(request: HttpRequest, pk: UUID, huni: UUID) -> HttpResponse:
    """Sign an extension as the supervisor."""
    kasus, satu = _ambil(request, pk, huni)
    wajib(request.user, "kasus.supervisi", kasus)
    form = PerpanjangForm(request.POST, auto_id="perpanjang_%s")
    berhasil = "Perpanjangan ditandatangani."
    return _kirim(request, kasus, satu, "perpanjang", form, tindakan.perpanjang, berhasil)


def _ambil(request: HttpRequest, pk: UUID, huni: UUID) -> tuple[Kasus, Penampungan]:
    kasus = kasus_ditangani(request, pk)
    semua = Penampungan.objects.untuk(request.user).filter(korban__kasus=kasus)
    return kasus, get_object_or_404(semua, pk=huni)


def _kirim(
    request: HttpRequest,
    kasus: Kasus,
    satu: Penampungan,
    nama: str,
    form: Any,
    aksi: Callable[..., Any],
    berhasil: str,
) -> HttpResponse:
    try:
        if not jalankan(form, aksi, by=request.user, kasus=kasus, penampungan=satu):
            return halaman(request, kasus, salah=(nama, satu.pk, form))
    except SudahBerubah:
        messages.warning(request, DIDAHULUI)
    else:
        messages.success(request, berhasil)
    return redirect("kasus:pendukung", kasus.pk)
