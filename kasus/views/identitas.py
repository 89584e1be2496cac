"""Who the people of a case are (tier F3): asked for with a reason, shown for ten minutes, every
reading on record (R02, R22)."""

import time
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from kasus.actions import identitas as tindakan
from kasus.documents.identitas import Orang, isi_identitas, satu_orang
from kasus.forms.identitas import BukaIdentitasForm, IdentitasForm, PelaporForm
from kasus.forms.isian import Gabungan
from kasus.models import Kasus
from kasus.views.dasar import kasus_ditangani
from kasus.views.isian import Hasil, kembali, simpan
from p3aks.core.access import izin, wajib

TERTUTUP = (
    "Waktu sepuluh menit sudah habis, jadi belum disimpan. Isian Anda masih ada di bawah. Buka "
    "identitas lagi di tab baru, lalu kembali ke sini dan simpan."
)
PASTIKAN_DULU = (
    "Sudah lebih dari sepuluh menit sejak Anda memastikan diri. Alasan Anda masih ada di bawah. "
    "Pastikan diri lagi di tab baru, lalu kembali ke sini dan lanjutkan."
)


@izin("kasus.buka_identitas")
@require_http_methods(["GET", "POST"])
def identitas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, or show the identities while they are open to this person.

    Whoever has not proved who they are within ten minutes does so first; only a GET is sent
    there, so nothing typed is lost.
    """
    user: Any = request.user
    kasus = kasus_ditangani(request, pk)
    if akses := tindakan.akses_aktif(user, kasus):
        return redirect("kasus:identitas", pk) if request.POST else _terbuka(request, kasus, akses)
    if request.method == "GET":
        if not baru_dipastikan(request):
            return redirect(alamat_pastikan(request.path))
        return _tanya(request, kasus, BukaIdentitasForm())
    form = BukaIdentitasForm(request.POST)
    if not baru_dipastikan(request):
        form.add_error(None, PASTIKAN_DULU)
    hasil = simpan(
        [form],
        lambda: tindakan.buka(by=user, kasus=kasus, alasan=form.cleaned_data["alasan"]),
    )
    if hasil.berhasil:
        return redirect("kasus:identitas", pk)
    return _tanya(request, kasus, form, status=422)


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def identitas_ubah(request: HttpRequest, pk: UUID, jenis: str, orang: UUID) -> HttpResponse:
    """Change one identity, while the identities of the case are open to this person."""
    user: Any = request.user
    kasus = kasus_ditangani(request, pk)
    wajib(user, "kasus.kelola", kasus)
    if (satu := satu_orang(user, kasus, jenis, orang)) is None:
        raise Http404
    akses = tindakan.akses_aktif(user, kasus)
    if request.method == "GET":
        if akses is None:
            return redirect("kasus:identitas", pk)
        tindakan.catat_baca(by=user, kasus=kasus, akses=akses, orang=satu.sebutan)
    formulir = _formulir(satu, request.POST or None)
    hasil = Hasil(False)
    if request.method == "POST":
        hasil = _simpan(request, kasus, satu, formulir)
        if hasil.berhasil:
            messages.success(request, "Identitas disimpan.")
            return kembali(request, kasus, "kasus:identitas")
    konteks = {
        "kasus": kasus,
        "orang": satu,
        "formulir": Gabungan(formulir),
        "akses": akses,
        "beda": hasil.beda,
        "batal_url": reverse("kasus:identitas", args=[pk]),
    }
    return render(request, "kasus/identitas_form.html", konteks, status=hasil.status)


def baru_dipastikan(request: HttpRequest) -> bool:
    """Tell whether the person has logged in or confirmed who they are within ten minutes."""
    catatan = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    terakhir = max((c.get("at", 0) for c in catatan), default=0)
    return time.time() - terakhir < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def alamat_pastikan(lalu: str) -> str:
    """Return the address where one confirms who one is, and comes back to *lalu*."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': lalu})}"


def _tanya(
    request: HttpRequest, kasus: Kasus, form: BukaIdentitasForm, status: int = 200
) -> HttpResponse:
    konteks = {
        "kasus": kasus,
        "form": form,
        "pastikan_url": "" if baru_dipastikan(request) else alamat_pastikan(request.path),
    }
    return render(request, "kasus/identitas_tanya.html", konteks, status=status)


def _terbuka(request: HttpRequest, kasus: Kasus, akses: Any) -> HttpResponse:
    tindakan.catat_baca(by=request.user, kasus=kasus, akses=akses)
    konteks = {
        "kasus": kasus,
        "akses": akses,
        "orang": isi_identitas(request.user, kasus),
        "kelola": request.user.has_perm("kasus.kelola", kasus),
    }
    return render(request, "kasus/identitas.html", konteks)


def _formulir(satu: Orang, data: Any = None) -> list[Any]:
    utama = IdentitasForm(data, identitas=satu.identitas)
    if satu.jenis == "pelapor":
        return [utama, PelaporForm(data, prefix="pelapor", pelapor=satu.baris)]
    return [utama]


def _simpan(request: HttpRequest, kasus: Kasus, satu: Orang, formulir: list[Any]) -> Hasil:
    """Save; once the opening is over nothing is, and what was typed stays on the page."""
    utama, *pelapor = formulir

    def jalankan() -> None:
        tindakan.simpan(
            by=request.user,
            kasus=kasus,
            orang=satu.baris,
            isi=utama.isi(),
            versi=utama.cleaned_data["versi"] or 0,
            pelapor=pelapor[0].isi() if pelapor else None,
        )

    def tersimpan() -> list[Any]:
        lama = satu_orang(request.user, kasus, satu.jenis, satu.baris.pk)
        return _formulir(lama or satu)

    try:
        return simpan(formulir, jalankan, tersimpan)
    except tindakan.SudahTertutup:
        utama.add_error(None, TERTUTUP)
        return Hasil(False, 422)
