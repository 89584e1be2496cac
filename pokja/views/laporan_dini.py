"""Early reports: the list, one of them, what it belongs to, and its verification."""

import datetime as dt
from collections.abc import Callable
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

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from pokja.actions import laporan_dini as tindakan
from pokja.aturan.peringatan import median_lama, usulkan
from pokja.enums_dini import KaitanRad, StatusLaporan, TingkatPeringatan
from pokja.forms.laporan_dini import (
    NilaiForm,
    SaringLaporanForm,
    TautForm,
    TolakForm,
    VerifikasiForm,
)
from pokja.forms.potensi import PotensiForm
from pokja.models import LaporanDini, PeristiwaKonflik, PotensiKonflik, TindakLanjut, Wilayah
from pokja.views.kiriman import coba, kiriman, tampil

SEHALAMAN = 50
SETAHUN = dt.timedelta(days=365)
SUDAH = "Langkah ini tidak dijalankan: keadaan laporan kini {keadaan}."


@izin("pokja.lihat_potensi")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The reports, the overdue first, 50 to a page, with how fast they were answered."""
    kini = timezone.now()
    milik = LaporanDini.objects.untuk(request.user)
    kecamatan = list(Wilayah.objects.kecamatan(settings.WILAYAH))
    saring = SaringLaporanForm(request.GET, kecamatan=kecamatan)
    terpilih = _saring(milik, saring.cleaned_data if saring.is_valid() else {}, kini)
    semua = terpilih.mendesak_dulu(kini).select_related("wilayah__induk").defer("uraian")
    per_status = dict(milik.order_by().values_list("status").annotate(Count("pk")))
    konteks = {
        "halaman": Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman")),
        "saring": saring,
        "per_status": [(s.label, per_status.get(s, 0)) for s in StatusLaporan],
        "lewat": milik.lewat(kini).count(),
        "median": _median(milik, kini),
        "tenggat": _tenggat(),
    }
    return render(request, "pokja/laporan_dini_daftar.html", konteks)


def _saring(milik: Any, isi: dict[str, Any], kini: dt.datetime) -> Any:
    if kode := isi.get("kecamatan"):
        milik = milik.filter(wilayah__kode__startswith=kode)
    if tingkat := isi.get("tingkat"):
        milik = milik.filter(tingkat=tingkat)
    keadaan = isi.get("keadaan")
    if keadaan == "lewat":
        return milik.lewat(kini)
    if keadaan == "celah":
        return milik.filter(kaitan_rad=KaitanRad.CELAH)
    return milik.filter(status=keadaan) if keadaan else milik


def _median(milik: Any, kini: dt.datetime) -> list[tuple[str, dt.timedelta | None]]:
    """Return the median time to each step, of the reports of the last year."""
    waktu = ("dibuat_pada", "diverifikasi_pada", "ditangani_pada", "selesai_pada")
    baris = milik.filter(dibuat_pada__gte=kini - SETAHUN).order_by().values_list(*waktu)
    langkah = ([p - b[0] if p else None for p in b[1:]] for b in baris)
    kolom = list(zip(*langkah, strict=True)) or [(), (), ()]
    sebutan = ("sampai diverifikasi", "sampai rencana", "sampai ditutup")
    return [(s, median_lama(k)) for s, k in zip(sebutan, kolom, strict=True)]


def _tenggat() -> list[tuple[str, str, int]]:
    """Return code, name and hours of each grade, the most urgent first."""
    jam = settings.TENGGAT_PERINGATAN
    return [(t.value, t.label, jam[t]) for t in reversed(TingkatPeringatan)]


def ambil(request: HttpRequest, pk: UUID) -> LaporanDini:
    """Return the report that the person may read, or 404."""
    semua = LaporanDini.objects.untuk(request.user).select_related(
        "wilayah__induk", "diverifikasi_oleh", "ditangani_oleh", "selesai_oleh"
    )
    return get_object_or_404(semua, pk=pk)


@izin("pokja.lihat_potensi")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: what was seen, what was found, what is done."""
    return halaman(request, ambil(request, pk))


def halaman(request: HttpRequest, laporan: LaporanDini, **lain: Any) -> HttpResponse:
    """Return the page of *laporan*; *lain*: forms that were refused, or the contact."""
    user: Any = request.user
    kini = timezone.now()
    kelola = user.has_perm("pokja.kelola_potensi")
    periksa = user.has_perm("pokja.verifikasi_laporan", laporan)
    baru = laporan.status == StatusLaporan.BARU
    langkah = TindakLanjut.objects.untuk(user).filter(laporan=laporan).select_related("lembaga")
    konteks = {
        "laporan": laporan,
        "lewat": laporan.rencana_lewat(kini),
        "langkah": langkah.mendesak_dulu(),
        "hari_ini": timezone.localdate(kini),
        "riwayat": laporan.transisi.select_related("oleh"),
        "potensi": PotensiKonflik.objects.untuk(user).filter(pk=laporan.potensi_id).first(),
        "peristiwa": PeristiwaKonflik.objects.untuk(user).filter(pk=laporan.peristiwa_id).first(),
        "kelola": kelola,
        "boleh_verifikasi": baru and periksa,
        "milik_sendiri": baru and kelola and not periksa,
        "tolak": TolakForm() if baru and periksa else None,
        "taut": TautForm(user=user, laporan=laporan) if kelola else None,
        "kontak": None,
        **lain,
    }
    ditolak = any(getattr(isi, "errors", None) for isi in lain.values())
    return render(request, "pokja/laporan_dini.html", konteks, status=422 if ditolak else 200)


def melangkah(
    request: HttpRequest, pk: UUID, form: Any, jalankan: Callable[[dict[str, Any]], Any], pesan: str
) -> HttpResponse | None:
    """Run a step of the report with what *form* holds and go to its page; None where form or
    action refuse: the form says why. What is typed stays when somebody else was first."""
    try:
        if coba(form, jalankan):
            messages.success(request, pesan)
            return redirect("konflik:laporan_detail", pk)
    except SudahBerubah:
        form.add_error(None, SUDAH.format(keadaan=ambil(request, pk).sebutan))
    return None


@izin("pokja.verifikasi_laporan")
@require_http_methods(["GET", "POST"])
def verifikasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First source and content (in the address: nothing is stored yet), then the grade."""
    laporan = ambil(request, pk)
    wajib(request.user, "pokja.verifikasi_laporan", laporan)
    if request.method == "POST":
        form = VerifikasiForm(request.POST)
        jadi = melangkah(
            request, pk, form,
            lambda isi: tindakan.verifikasi(by=request.user, laporan=laporan, **isi),
            "Laporan terverifikasi. Susun rencana responsnya.",
        )  # fmt: skip
        if jadi:
            return jadi
        nilai = NilaiForm(request.POST)
    else:
        dinilai = {"keandalan", "kredibilitas"} & request.GET.keys()
        nilai = NilaiForm(request.GET if dinilai else None)
        form = None
    usulan = _usulan(laporan, nilai.cleaned_data) if nilai.is_valid() else None
    if usulan and form is None:
        form = VerifikasiForm(initial={**nilai.cleaned_data, "tingkat": usulan.tingkat})
    konteks = {
        "laporan": laporan, "nilai": nilai, "usulan": usulan, "form": form, "tenggat": _tenggat()
    }  # fmt: skip
    ditolak = request.method == "POST" or nilai.errors
    return render(
        request, "pokja/laporan_dini_verifikasi.html", konteks, status=422 if ditolak else 200
    )


def _usulan(laporan: LaporanDini, nilai: dict[str, str]) -> Any:
    return usulkan(
        tanda=laporan.tanda,
        berlangsung=laporan.berlangsung,
        terpapar=laporan.terpapar,
        keandalan=nilai["keandalan"],
        kredibilitas=nilai["kredibilitas"],
    )


@izin("pokja.verifikasi_laporan")
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the report does not hold."""
    laporan = ambil(request, pk)
    wajib(request.user, "pokja.verifikasi_laporan", laporan)
    form = TolakForm(request.POST)
    jadi = melangkah(
        request, pk, form,
        lambda isi: tindakan.tolak(by=request.user, laporan=laporan, **isi),
        "Laporan ditutup sebagai tidak terbukti.",
    )  # fmt: skip
    return jadi or halaman(request, ambil(request, pk), tolak=form)


@izin("pokja.kelola_potensi")
@require_POST
def kontak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how to reach the reporter; that it was read is recorded."""
    laporan = ambil(request, pk)
    isi = tindakan.baca_kontak(by=request.user, laporan=laporan)
    return halaman(request, laporan, kontak=isi or "Tidak ada kontak.")


@izin("pokja.kelola_potensi")
@require_POST
def tautkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say to which potential and event the report belongs."""
    laporan = ambil(request, pk)
    form = TautForm(request.POST, user=request.user, laporan=laporan)
    jadi = melangkah(
        request, pk, form,
        lambda isi: tindakan.tautkan(by=request.user, laporan=laporan, **isi),
        "Tautan disimpan.",
    )  # fmt: skip
    return jadi or halaman(request, laporan, taut=form)


@izin("pokja.kelola_potensi")
@require_http_methods(["GET", "POST"])
def potensi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a new potential into the inventory, begun with what the report says."""
    laporan = ambil(request, pk)
    awal = {
        "judul": laporan.get_tanda_display(), "wilayah": laporan.wilayah_id, "asal": laporan.asal
    }  # fmt: skip
    form = PotensiForm(*kiriman(request), initial=awal)

    def jalankan(isi: dict[str, Any]) -> PotensiKonflik:
        return tindakan.catat_potensi(
            by=request.user, laporan=laporan, isi=form.isi(), id_baru=isi["id_baru"]
        )

    jadi = melangkah(request, pk, form, jalankan, "Potensi dicatat dan ditautkan.")
    return jadi or tampil(request, "pokja/potensi_form.html", form, potensi=None)
