"""The network below the Pokja: how far it reaches, who is there, whom to call."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.actions import jejaring as tindakan
from pokja.documents.jejaring import cakupan
from pokja.enums import TINGKAT_DESA, JenisJejaring, TingkatWilayah
from pokja.forms.jejaring import JejaringForm, PatbmForm
from pokja.models import Jejaring, Wilayah
from pokja.views.kiriman import basi, coba, kiriman, tampil

BASI = "Data ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."


@izin("pokja.lihat_jejaring")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Coverage of every kecamatan today, and the bodies of the whole regency."""
    hari_ini, user = timezone.localdate(), request.user
    semua = cakupan(user, hari_ini)
    kabupaten = Jejaring.objects.untuk(user).berlaku(hari_ini).filter(wilayah_id=settings.WILAYAH)
    konteks = {
        "cakupan": semua,
        "desa": sum(c.desa for c in semua),
        "patbm": sum(c.patbm for c in semua),
        "p2tp2a": sum(c.p2tp2a for c in semua),
        "kabupaten": kabupaten.select_related("wilayah"),
        **_hak(user),
    }
    return render(request, "pokja/jejaring_daftar.html", konteks)


@izin("pokja.lihat_jejaring")
@require_safe
def kecamatan(request: HttpRequest, kode: str) -> HttpResponse:
    """One kecamatan: its bodies, past ones too, and the villages without PATBM."""
    return _kecamatan(request, _ambil(kode), None)


@izin("pokja.kelola_struktur")
@require_http_methods(["POST"])
def patbm(request: HttpRequest, kode: str) -> HttpResponse:
    """Record the PATBM of the ticked villages at once."""
    tempat = _ambil(kode)
    form = PatbmForm(request.POST, desa=_tanpa_patbm(request.user, tempat))

    if jumlah := coba(form, lambda isi: tindakan.catat_patbm(by=request.user, **isi)):
        messages.success(request, f"PATBM {jumlah} desa/kelurahan dicatat.")
        return redirect("pokja:jejaring_kecamatan", kode)
    return _kecamatan(request, tempat, form)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add a body; ``?wilayah=`` chooses the place."""
    return _form(request, None)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a body, or write its last day."""
    semua = Jejaring.objects.untuk(request.user).select_related("wilayah")
    return _form(request, get_object_or_404(semua, pk=pk))


def _form(request: HttpRequest, satu: Jejaring | None) -> HttpResponse:
    awal = {"wilayah": request.GET.get("wilayah", "")}
    form = JejaringForm(*kiriman(request), jejaring=satu, initial=awal)

    def jalankan(isi: dict[str, Any]) -> Jejaring:
        return tindakan.simpan_jejaring(
            by=request.user, isi=form.isi(), jejaring=satu, versi=isi["versi"],
            id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if jadi := coba(form, jalankan):
            messages.success(request, f"{jadi} disimpan.")
            return redirect(*_kembali(jadi.wilayah))
    except SudahBerubah:
        kini = get_object_or_404(Jejaring.objects.untuk(request.user), pk=satu.pk if satu else None)
        basi(form, kini, BASI)
    return tampil(request, "pokja/jejaring_form.html", form, jejaring=satu)


def _kembali(wilayah: Wilayah) -> tuple[str, ...]:
    """Return the page on which a body of *wilayah* stands."""
    if wilayah.tingkat == TingkatWilayah.KABUPATEN:
        return ("pokja:jejaring",)
    kode = wilayah.induk_id if wilayah.tingkat in TINGKAT_DESA else wilayah.kode
    return ("pokja:jejaring_kecamatan", str(kode))


def _kecamatan(request: HttpRequest, tempat: Wilayah, form: PatbmForm | None) -> HttpResponse:
    user: Any = request.user
    hak = _hak(user)
    tanpa = _tanpa_patbm(user, tempat)
    milik = Jejaring.objects.untuk(user).filter(wilayah__kode__startswith=tempat.kode)
    konteks = {
        "kecamatan": tempat,
        "daftar": milik.select_related("wilayah").order_by("wilayah_id", "jenis", "-mulai"),
        "tanpa_patbm": tanpa,
        "hari_ini": timezone.localdate(),
        "form": form or (PatbmForm(desa=tanpa) if hak["boleh_kelola"] else None),
        **hak,
    }
    status = 422 if form else 200
    return render(request, "pokja/jejaring_kecamatan.html", konteks, status=status)


def _ambil(kode: str) -> Wilayah:
    milik = Wilayah.objects.kecamatan(settings.WILAYAH)
    return get_object_or_404(milik, kode=kode)


def _tanpa_patbm(user: Any, tempat: Wilayah) -> Any:
    berlaku = Jejaring.objects.untuk(user).berlaku(timezone.localdate())
    punya = berlaku.filter(jenis=JenisJejaring.PATBM).values("wilayah")
    return Wilayah.objects.filter(induk=tempat).exclude(kode__in=punya)


def _hak(user: Any) -> dict[str, bool]:
    return {
        "boleh_kelola": user.has_perm("pokja.kelola_struktur"),
        "boleh_kontak": user.has_perm("pokja.lihat_kontak"),
    }
