"""Conflict events that cases may be linked to. Groups and places; never a person, never a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from pokja.actions import peristiwa as tindakan
from pokja.documents.pengungsi import jumlah_hitungan, kesenjangan
from pokja.forms.peristiwa import FaseForm, PeristiwaForm
from pokja.models import (
    FasePeristiwa,
    HitunganPengungsi,
    KebutuhanPengungsi,
    Pengungsian,
    PeristiwaKonflik,
    StatusKeadaanKonflik,
)
from pokja.views.kiriman import coba, kiriman, simpan

PENGANTAR = (
    "Dua kelompok warga atau lebih, dengan benturan yang berlangsung dan berdampak luas "
    "(UU 7/2012 Pasal 1)."
)


def ambil(request: HttpRequest, pk: UUID) -> PeristiwaKonflik:
    """Return the event, if the person may read it; 404 otherwise."""
    semua = PeristiwaKonflik.objects.untuk(request.user).select_related("wilayah__induk")
    return get_object_or_404(semua, pk=pk)


@izin("pokja.lihat_peristiwa")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All events, the latest first."""
    konteks = {
        "daftar": PeristiwaKonflik.objects.untuk(request.user).select_related("wilayah__induk"),
        "boleh_kelola": request.user.has_perm("pokja.kelola_peristiwa"),
    }
    return render(request, "pokja/peristiwa_daftar.html", konteks)


@izin("pokja.lihat_peristiwa")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event: its phases, what was decided on it, who fled from it."""
    return _detail(request, ambil(request, pk), None)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add an event. The form carries the new row's id: sent twice, it is one row."""
    return _form(request, None)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an event; a stale save shows both texts."""
    return _form(request, ambil(request, pk))


@izin("pokja.kelola_peristiwa")
@require_POST
def fase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a change of phase."""
    peristiwa = ambil(request, pk)
    form = FaseForm(request.POST)
    if coba(form, lambda isi: tindakan.catat_fase(by=request.user, peristiwa=peristiwa, **isi)):
        messages.success(request, "Perubahan fase dicatat.")
        return redirect("konflik:peristiwa", pk)
    return _detail(request, peristiwa, form)


def _form(request: HttpRequest, peristiwa: PeristiwaKonflik | None) -> HttpResponse:
    judul = "Ubah peristiwa konflik" if peristiwa else "Tambah peristiwa konflik"
    kembali = reverse("konflik:peristiwa", args=[peristiwa.pk]) if peristiwa else ""
    daftar_url = reverse("konflik:peristiwa_daftar")
    return simpan(
        request,
        "pokja/konflik_form.html",
        PeristiwaForm(*kiriman(request), peristiwa=peristiwa),
        lambda isi: tindakan.simpan_peristiwa(by=request.user, peristiwa=peristiwa, **isi),
        kini=lambda: ambil(request, peristiwa.pk),  # type: ignore[union-attr]
        kabar="Peristiwa disimpan.",
        lanjut=lambda jadi: reverse("konflik:peristiwa", args=[jadi.pk]),
        judul=judul,
        pengantar=PENGANTAR,
        jejak=[("Peristiwa konflik", daftar_url)],
        kembali=kembali or daftar_url,
    )


def _detail(request: HttpRequest, peristiwa: PeristiwaKonflik, form: Any) -> HttpResponse:
    user = request.user
    boleh = user.has_perm("pokja.kelola_peristiwa")
    tempat = Pengungsian.objects.untuk(user).filter(peristiwa=peristiwa)
    kebutuhan = KebutuhanPengungsi.objects.untuk(user).filter(
        pengungsian__peristiwa=peristiwa, pengungsian__ditutup=None
    )
    konteks = {
        "peristiwa": peristiwa,
        "riwayat": FasePeristiwa.objects.untuk(user)
        .filter(peristiwa=peristiwa)
        .select_related("oleh"),
        "keadaan": StatusKeadaanKonflik.objects.untuk(user).filter(peristiwa=peristiwa),
        "pengungsian": _terhitung(user, list(tempat.select_related("wilayah__induk")), boleh),
        "kesenjangan": kesenjangan(kebutuhan.select_related("lembaga")),
        "hari_ini": timezone.localdate(),
        "boleh_kelola": boleh,
        "boleh_keadaan": user.has_perm("pokja.kelola_keadaan"),
        "form": form or (FaseForm() if boleh else None),
    }
    return render(request, "pokja/peristiwa.html", konteks, status=422 if form else 200)


def _terhitung(user: Any, tempat: list[Pengungsian], terbuka: bool) -> list[tuple[Any, ...]]:
    """Return each place with its latest count and how many people that is in words."""
    terakhir: dict[Any, HitunganPengungsi] = {}
    for satu in HitunganPengungsi.objects.untuk(user).filter(pengungsian__in=tempat):
        terakhir.setdefault(satu.pengungsian_id, satu)
    return [
        (t, h, jumlah_hitungan(h, terbuka=terbuka) if h else "")
        for t in tempat
        for h in (terakhir.get(t.pk),)
    ]
