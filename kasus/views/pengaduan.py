"""Reports: the volunteer's own, and the unit's inbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import pengaduan as tindakan
from kasus.documents.pengaduan import (
    IsiPengaduan,
    baris_isi,
    baris_jawaban,
    hasil_triase,
    kontak_unit,
    tambahan,
)
from kasus.enums_akses import StatusPengaduan
from kasus.forms.pengaduan import SelesaiForm, TambahForm
from kasus.models import Pengaduan
from p3aks.core.access import izin
from p3aks.core.keyset import baca_batas, tulis_batas
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran

SEHALAMAN = 25
MAKS_MENUNGGU = 100


@izin("kasus.lihat_pengaduan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Waiting reports first, the next deadline on top; then the others, the latest first."""
    semua = (
        Pengaduan.objects.untuk(request.user)
        .select_related("unit", "desa__induk")
        .defer("isi", "jawaban")
    )
    menunggu = semua.menunggu().order_by(F("batas").asc(nulls_last=True), "lapor_pada", "pk")
    lain = semua.exclude(status=StatusPengaduan.DIKIRIM).order_by("-dibuat_pada", "-pk")
    lanjutan = _sesudah(lain, request.GET.get("sesudah", ""))
    baris = list(lanjutan[: SEHALAMAN + 1])
    lanjut = ""
    if len(baris) > SEHALAMAN:
        baris.pop()
        lanjut = f"?sesudah={tulis_batas(baris[-1].dibuat_pada, baris[-1].pk)}"
    konteks = {
        "menunggu": list(menunggu[:MAKS_MENUNGGU]),
        "jumlah_menunggu": menunggu.count(),
        "lain": baris,
        "url_sebelum": reverse("kasus:pengaduan_daftar") if request.GET.get("sesudah") else "",
        "url_sesudah": lanjut,
        "melapor": request.user.has_perm("kasus.lapor"),
        "menerima": request.user.has_perm("kasus.terima_pengaduan"),
    }
    return render(request, "kasus/pengaduan_daftar.html", konteks)


@izin("kasus.lihat_pengaduan")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: in full for its author until the unit has it, without names for the unit."""
    return _halaman(request, _ambil(request, pk))


@izin("kasus.lapor")
@require_POST
def tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what one learned later; what was written stays."""
    pengaduan = _ambil(request, pk)
    form = TambahForm(request.POST)
    if not form.is_valid():
        return _halaman(request, pengaduan, form_tambah=form, status=422)
    return _tulis(
        request,
        pengaduan,
        tindakan.tambah,
        "Keterangan ditambahkan.",
        teks=form.cleaned_data["teks"],
    )


@izin("kasus.lapor")
@require_POST
def selesai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Finish a light report; refused for every other (R15)."""
    pengaduan = _ambil(request, pk)
    form = SelesaiForm(request.POST)
    if pengaduan.ringan and not form.is_valid():
        return _halaman(request, pengaduan, form_selesai=form, status=422)
    return _tulis(
        request, pengaduan, tindakan.selesai, "Laporan ditandai selesai.",
        catatan=request.POST.get("catatan", ""),
    )  # fmt: skip


def _tulis(
    request: HttpRequest, pengaduan: Pengaduan, jalankan: Any, berhasil: str, **isian: str
) -> HttpResponse:
    """Run the step; where it is refused, show the page with the reason and what was typed."""
    try:
        jalankan(by=request.user, pengaduan=pengaduan, **isian)
    except SudahBerubah:
        pesan = (
            "Laporan ini sudah diterima unit atau sudah selesai. Sampaikan langsung kepada unit."
        )
        return _tertolak(request, pengaduan.pk, pesan, isian, 409)
    except ValidationError as galat:
        return _tertolak(request, pengaduan.pk, " ".join(galat.messages), isian, 422)
    messages.success(request, berhasil)
    return redirect("kasus:pengaduan_detail", pengaduan.pk)


def _tertolak(
    request: HttpRequest, pk: UUID, pesan: str, isian: dict[str, str], status: int
) -> HttpResponse:
    tertolak = {"pesan": pesan, "teks": "\n".join(isian.values())}
    return _halaman(request, _ambil(request, pk), status=status, tertolak=tertolak)


def _ambil(request: HttpRequest, pk: UUID) -> Pengaduan:
    terlihat = Pengaduan.objects.untuk(request.user).select_related("unit", "desa__induk")
    return get_object_or_404(terlihat, pk=pk)


def _sesudah(semua: QuerySet[Pengaduan], batas: str) -> QuerySet[Pengaduan]:
    """Continue after *batas*, ``time_uuid`` of the last row shown; anything else starts anew."""
    if not (baris := baca_batas(batas)):
        return semua
    saat, kunci = baris
    return semua.filter(Q(dibuat_pada__lt=saat) | Q(dibuat_pada=saat, pk__lt=kunci))


def _halaman(
    request: HttpRequest, pengaduan: Pengaduan, *, status: int = 200, **lain: Any
) -> HttpResponse:
    user = request.user
    milik = user.has_perm("kasus.tambah_pengaduan", pengaduan)
    # Author: until it is taken over or finished. Unit: also afterwards, until it is made anonymous.
    terbaca = bool(pengaduan.isi) and (pengaduan.terbuka or not milik)
    konteks: dict[str, Any] = {
        "pengaduan": pengaduan,
        "milik": milik,
        "terbaca": terbaca,
        "boleh_terima": pengaduan.terbuka and user.has_perm("kasus.terima_pengaduan", pengaduan),
        # Who is only supervisor leads the team and appoints its case manager (R18).
        "supervisor": not user.lembaga_sebagai(Peran.MANAJER_KASUS),
        "form_tambah": TambahForm(),
        "form_selesai": SelesaiForm(),
        "tertolak": None,
    }
    if terbaca:
        tindakan.catat_baca_pengaduan(user, pengaduan, tingkat="F3" if milik else "F2")
        konteks |= {
            "hasil": hasil_triase(pengaduan),
            "kontak": kontak_unit([pengaduan.unit]),
            "isi": baris_isi(IsiPengaduan.dari(pengaduan.isi), identitas=milik),
            "tambahan": tambahan(pengaduan.isi),
            "catatan_selesai": pengaduan.isi.get("selesai", ""),
            "jawaban": baris_jawaban(pengaduan.jawaban),
        }
    return render(request, "kasus/pengaduan.html", {**konteks, **lain}, status=status)
