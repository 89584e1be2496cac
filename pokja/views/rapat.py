"""Meetings: the list, one meeting, and its way from plan to minutes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from pokja.actions import notula as catatan
from pokja.actions import rapat as tindakan
from pokja.documents import hadirin, lanjutan
from pokja.documents.cetak import JENIS
from pokja.enums_rapat import StatusRapat
from pokja.forms.rapat import BatalForm, RapatForm, SaringRapatForm
from pokja.models import AgendaRapat, DokumenPokja, Kehadiran, Keputusan, Rapat, SesiRapat
from pokja.permissions import bidang_boleh
from pokja.views.kiriman import basi, coba, kiriman, tampil, tekan

SEHALAMAN = 50
KOLOM_DAFTAR = ("acara", "jenis", "cara", "bidang", "tempat", "awal", "status")
BASI = "Rapat ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."
SUDAH_LANGKAH = "Rapat ini sudah berpindah keadaan. Periksa keadaannya sekarang."


def ambil(request: HttpRequest, pk: UUID) -> Rapat:
    """Return the meeting, if the person may read it; 404 otherwise."""
    semua = Rapat.objects.untuk(request.user).select_related("pokja", "penandatangan__kedudukan")
    return get_object_or_404(semua, pk=pk)


def kelola(request: HttpRequest, pk: UUID) -> Rapat:
    """Return the meeting, if the person may read it (404) and keeps it (403)."""
    rapat = ambil(request, pk)
    wajib(request.user, "pokja.kelola_rapat", rapat)
    return rapat


def bagian(request: HttpRequest, model: Any, pk: UUID) -> Any:
    """Return a part of a meeting, if the person may read it (404) and keeps the meeting (403)."""
    satu = get_object_or_404(model.objects.untuk(request.user).select_related("rapat"), pk=pk)
    wajib(request.user, "pokja.kelola_rapat", satu.rapat)
    return satu


def atas_bagian(
    model: type[SesiRapat | AgendaRapat | Kehadiran | Keputusan],
    nama: str,
    pesan: str,
    jalankan: Callable[..., None],
    kembali: str = "pokja:rapat",
) -> Callable[..., HttpResponse]:
    """Return the view of a button on a part of a meeting; back to the page *kembali* of it."""

    @izin("pokja.kelola_rapat")
    @require_POST
    def tombol(request: HttpRequest, pk: UUID) -> HttpResponse:
        satu = bagian(request, model, pk)
        tekan(request, pesan, jalankan, **{nama: satu})
        return redirect(kembali, satu.rapat_id)

    tombol.__doc__ = jalankan.__doc__
    return tombol


def isian(
    request: HttpRequest,
    form: Any,
    rapat: Rapat | None,
    judul: str,
    tombol: str,
    *,
    kembali: str = "pokja:rapat",
    templat: str = "pokja/rapat_isian.html",
    **lain: Any,
) -> HttpResponse:
    """Return the page of a *form* on a meeting; *kembali* names the page of *rapat* to go back to,
    and *rapat* is None for a new one."""
    batal = reverse(kembali, args=[rapat.pk]) if rapat else reverse("pokja:rapat_daftar")
    konteks = {"rapat": rapat, "judul": judul, "tombol": tombol, "batal": batal, **lain}
    return tampil(request, templat, form, **konteks)


def muka(request: HttpRequest, rapat: Rapat, tab: str, **lain: Any) -> dict[str, Any]:
    """Return what each page of a meeting shows: its head, the open tab, and *lain*."""
    boleh = request.user.has_perm("pokja.kelola_rapat", rapat)
    return {
        "rapat": rapat,
        "tab": tab,
        "boleh_kelola": boleh,
        "boleh_ubah": boleh and rapat.disiapkan,
        "boleh_catat": boleh and rapat.dicatat,
        "boleh_sahkan": request.user.has_perm("pokja.sahkan_notula")
        and rapat.status == StatusRapat.NOTULA,
        **lain,
    }


@izin("pokja.lihat_rapat")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The meetings, the latest first, 50 to a page."""
    saring = SaringRapatForm(request.GET)
    isi = saring.cleaned_data if saring.is_valid() else {}
    milik = Rapat.objects.untuk(request.user)
    if jenis := isi.get("jenis"):
        milik = milik.filter(jenis=jenis)
    if tahun := isi.get("tahun"):
        milik = milik.filter(awal__year=tahun)
    if isi.get("keadaan") == "depan":
        milik = milik.filter(awal__gte=timezone.now()).exclude(status=StatusRapat.DIBATALKAN)
        milik = milik.order_by("awal", "pk")
    elif isi.get("keadaan") == "notula":
        milik = milik.filter(status__in=(StatusRapat.BERLANGSUNG, StatusRapat.NOTULA))
    halaman = Paginator(milik.only(*KOLOM_DAFTAR), SEHALAMAN)
    konteks = {
        "halaman": halaman.get_page(request.GET.get("halaman")),
        "saring": saring,
        "boleh_kelola": request.user.has_perm("pokja.kelola_rapat"),
    }
    return render(request, "pokja/rapat_daftar.html", konteks)


@izin("pokja.lihat_rapat")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One meeting: when, where, about what, and what is to be done next."""
    return _detail(request, ambil(request, pk), BatalForm())


def _detail(request: HttpRequest, rapat: Rapat, batal: BatalForm) -> HttpResponse:
    konteks = muka(
        request, rapat, "rapat",
        sesi=list(rapat.sesi.all()),
        agenda=list(rapat.agenda.select_related("sesi")),
        # A final meeting shows them as they were: frozen in the item of its agenda.
        lanjutan=lanjutan.terbuka(rapat).select_related("lembaga")
        if rapat.status != StatusRapat.FINAL
        else [],
        hitung=hadirin.hitung(rapat),
        kurang=_kurang(rapat),
        jenis_dokumen=[j for j in JENIS.values() if rapat.status in (j.saat or ())],
        dokumen=DokumenPokja.objects.untuk(request.user).terbaru(rapat),
        langkah=rapat.transisi.select_related("oleh"),
        batal=batal,
    )  # fmt: skip
    return render(request, "pokja/rapat.html", konteks, status=422 if batal.errors else 200)


def _kurang(rapat: Rapat) -> list[str]:
    if rapat.status == StatusRapat.RENCANA:
        return tindakan.belum_siap(rapat)
    return catatan.belum_lengkap(rapat) if rapat.status == StatusRapat.NOTULA else []


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    form = RapatForm(*kiriman(request), bidang=bidang_boleh(request.user))

    def jalankan(isi: dict[str, Any]) -> Rapat:
        return tindakan.buat_rapat(
            by=request.user, isi=form.isi(), waktu=isi["waktu"], id_baru=isi["id_baru"]
        )

    if rapat := coba(form, jalankan):
        messages.success(request, "Rapat disimpan. Lengkapi agenda dan pesertanya.")
        return redirect("pokja:rapat", rapat.pk)
    return isian(request, form, None, "Rencanakan rapat", "Simpan rapat")


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the facts of a meeting."""
    rapat = kelola(request, pk)
    form = RapatForm(*kiriman(request), rapat=rapat, bidang=bidang_boleh(request.user))

    def jalankan(isi: dict[str, Any]) -> Rapat:
        return tindakan.ubah_rapat(by=request.user, rapat=rapat, isi=form.isi(), versi=isi["versi"])

    try:
        if coba(form, jalankan):
            messages.success(request, "Rapat disimpan.")
            return redirect("pokja:rapat", pk)
    except SudahBerubah:
        basi(form, ambil(request, pk), BASI, ("acara", "tempat"))
    return isian(request, form, rapat, "Ubah rapat", "Simpan rapat")


def _melangkah(pesan: str, jalankan: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Return the view of a step that carries nothing but the address."""

    @izin("pokja.kelola_rapat")
    @require_POST
    def langkah(request: HttpRequest, pk: UUID) -> HttpResponse:
        rapat = kelola(request, pk)
        try:
            tekan(request, pesan, jalankan, rapat=rapat)
        except SudahBerubah:
            messages.warning(request, SUDAH_LANGKAH)
        return redirect("pokja:rapat", pk)

    langkah.__doc__ = jalankan.__doc__
    return langkah


undang = _melangkah(
    "Undangan keluar. Lembaga yang diundang kini dapat membacanya.", tindakan.undang
)
buka = _melangkah("Rapat dibuka. Catat kehadiran dan tulis notulanya.", tindakan.buka)
tutup = _melangkah("Rapat ditutup. Rampungkan notulanya.", tindakan.tutup)


@izin("pokja.kelola_rapat")
@require_POST
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call a meeting off, with a reason."""
    rapat = kelola(request, pk)
    form = BatalForm(request.POST)
    try:
        if coba(form, lambda isi: tindakan.batalkan(by=request.user, rapat=rapat, **isi)):
            messages.success(request, "Rapat dibatalkan. Kabari yang diundang.")
            return redirect("pokja:rapat", pk)
    except SudahBerubah:
        messages.warning(request, SUDAH_LANGKAH)
        return redirect("pokja:rapat", pk)
    return _detail(request, rapat, form)
