"""The list of cases, and the search for a person among those one handles."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kasus.actions.cari import catat_cari
from kasus.documents import daftar as isi_daftar
from kasus.documents.cari import cari_orang
from kasus.forms.kasus import CariOrangForm, SaringForm
from p3aks.core.access import izin


@izin("kasus.lihat")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What waits for me, then the cases I may see: in full where I handle them, else by code."""
    return _tampil(request, CariOrangForm())


@izin("kasus.tangani")
@require_POST
def cari(request: HttpRequest) -> HttpResponse:
    """Look for a person by name or NIK. By POST, so that no name stands in an address."""
    form = CariOrangForm(request.POST)
    if not form.is_valid():
        return _tampil(request, form, status=422)
    dicari = form.cleaned_data
    hasil = cari_orang(request.user, nama=dicari["nama"], nik=dicari["nik"])
    catat_cari(
        by=request.user, nama=bool(dicari["nama"]), nik=bool(dicari["nik"]), hasil=len(hasil)
    )
    return _tampil(request, form, hasil=hasil)


def _tampil(request: HttpRequest, form: CariOrangForm, status: int = 200, **lain: Any) -> Any:
    user: Any = request.user
    tangani = user.has_perm("kasus.tangani")
    saring = SaringForm(request.GET, isi=tangani)
    pilihan = {n: v for n, v in saring.cleaned_data.items() if v} if saring.is_valid() else {}
    halaman = isi_daftar.halaman(user, sesudah=request.GET.get("sesudah", ""), **pilihan)
    tugas, jumlah_tugas = isi_daftar.tugas(user) if tangani else ([], 0)
    alamat, sesudah = reverse("kasus:daftar"), halaman.sesudah
    konteks = {
        "tangani": tangani,
        "boleh_buat": user.has_perm("kasus.buat"),
        "saring": saring,
        "disaring": bool(pilihan),
        "baris": halaman.baris,
        "awal": "sesudah" not in request.GET,
        "url_awal": f"{alamat}?{urlencode(pilihan)}",
        "url_sesudah": f"{alamat}?{urlencode({**pilihan, 'sesudah': sesudah})}" if sesudah else "",
        "tugas": tugas,
        "jumlah_tugas": jumlah_tugas,
        "jumlah_k2": isi_daftar.jumlah_k2(user),
        "form_cari": form,
        "hasil_cari": lain.get("hasil"),
    }
    return render(request, "kasus/daftar.html", konteks, status=status)
