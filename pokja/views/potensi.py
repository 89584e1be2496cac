"""The inventory of conflict potentials: where, how near, last looked at when."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.actions import potensi as tindakan
from pokja.enums import TingkatPotensi
from pokja.forms.potensi import PotensiForm, SaringForm, TinjauanForm
from pokja.models import PotensiKonflik, TinjauanPotensi, Wilayah
from pokja.views.kiriman import basi, coba, kiriman, tampil

SEHALAMAN = 50
BASI = "Potensi ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."


@izin("pokja.lihat_potensi")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The inventory, 50 to a page, with what each level counts."""
    hari_ini = timezone.localdate()
    milik = PotensiKonflik.objects.untuk(request.user)
    kecamatan = list(Wilayah.objects.kecamatan(settings.WILAYAH))
    saring = SaringForm(request.GET, kecamatan=kecamatan)
    terpilih = _saring(milik, saring.cleaned_data if saring.is_valid() else {})
    semua = terpilih.berurut().select_related("wilayah__induk")
    per_tingkat = dict(
        milik.filter(selesai=None).order_by().values_list("tingkat").annotate(Count("pk"))
    )
    konteks = {
        "halaman": Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman")),
        "saring": saring,
        "per_tingkat": [(t.value, t.label, per_tingkat.get(t.value, 0)) for t in TingkatPotensi],
        "perlu": milik.perlu_ditinjau(hari_ini).count(),
        "hari_ini": hari_ini,
        "boleh_kelola": request.user.has_perm("pokja.kelola_potensi"),
    }
    return render(request, "pokja/potensi_daftar.html", konteks)


def _saring(milik: Any, isi: dict[str, Any]) -> Any:
    if kode := isi.get("kecamatan"):
        milik = milik.filter(wilayah__kode__startswith=kode)
    if tingkat := isi.get("tingkat"):
        milik = milik.filter(tingkat=tingkat, selesai=None)
    if isi.get("keadaan") == "tinjau":
        milik = milik.perlu_ditinjau(timezone.localdate())
    elif isi.get("keadaan") == "selesai":
        milik = milik.filter(selesai__isnull=False)
    return milik


@izin("pokja.lihat_potensi")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One potential with its reviews."""
    return _detail(request, _ambil(request, pk), None)


@izin("pokja.kelola_potensi")
@require_POST
def tinjau(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a review."""
    potensi = _ambil(request, pk)
    form = TinjauanForm(request.POST, potensi=potensi)
    if coba(form, lambda isi: tindakan.tinjau(by=request.user, potensi=potensi, **isi)):
        messages.success(request, "Tinjauan dicatat.")
        return redirect("konflik:potensi_detail", pk)
    return _detail(request, potensi, form)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add a potential."""
    return _form(request, None)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a potential."""
    return _form(request, _ambil(request, pk))


def _form(request: HttpRequest, potensi: PotensiKonflik | None) -> HttpResponse:
    form = PotensiForm(*kiriman(request), potensi=potensi)

    def jalankan(isi: dict[str, Any]) -> PotensiKonflik:
        return tindakan.simpan_potensi(
            by=request.user, isi=form.isi(), potensi=potensi, versi=isi["versi"],
            id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if jadi := coba(form, jalankan):
            messages.success(request, "Potensi disimpan.")
            return redirect("konflik:potensi_detail", jadi.pk)
    except SudahBerubah:
        kini = _ambil(request, potensi.pk)  # type: ignore[union-attr]  # a new one cannot be stale
        basi(form, kini, f"{BASI} Tersimpan kini: {kini.judul}, {kini.get_tingkat_display()}.")
    return tampil(request, "pokja/potensi_form.html", form, potensi=potensi)


def _ambil(request: HttpRequest, pk: UUID) -> PotensiKonflik:
    semua = PotensiKonflik.objects.untuk(request.user).select_related("wilayah__induk")
    return get_object_or_404(semua, pk=pk)


def _detail(
    request: HttpRequest, potensi: PotensiKonflik, form: TinjauanForm | None
) -> HttpResponse:
    boleh = request.user.has_perm("pokja.kelola_potensi")
    tinjauan = TinjauanPotensi.objects.untuk(request.user).filter(potensi=potensi)
    konteks = {
        "potensi": potensi,
        "tinjauan": tinjauan.select_related("oleh"),
        "hari_ini": timezone.localdate(),
        "boleh_kelola": boleh,
        "form": form or (TinjauanForm(potensi=potensi) if boleh and not potensi.selesai else None),
    }
    return render(request, "pokja/potensi.html", konteks, status=422 if form else 200)
