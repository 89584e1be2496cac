"""The people of a case: facts in groups, by code. Names stand on the identity page alone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import orang as tindakan
from kasus.documents import ringkasan
from kasus.forms.orang import HubunganForm, KorbanForm, TerlaporForm
from kasus.models import Kasus, Korban, Terlapor
from kasus.views.dasar import kasus_ditangani
from kasus.views.isian import Hasil, kembali, simpan
from p3aks.core.access import izin, wajib


@izin("kasus.tangani")
@require_safe
def orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody in the case, and what they are to each other."""
    kasus = kasus_ditangani(request, pk, halaman="orang")
    konteks = {
        "kasus": kasus,
        "korban": ringkasan.korban(kasus),
        "terlapor": ringkasan.terlapor(kasus),
        "kelola": request.user.has_perm("kasus.kelola", kasus),
    }
    return render(request, "kasus/orang.html", konteks)


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def korban_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a victim."""
    kasus = _kasus(request, pk, "korban")
    form = KorbanForm(request.POST or None, initial={"kunci": uuid4()})
    return _simpan(request, kasus, form, "Tambah korban", tindakan.simpan_korban)


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def korban_ubah(request: HttpRequest, pk: UUID, orang: UUID) -> HttpResponse:
    """Change the facts about a victim."""
    kasus = _kasus(request, pk, "korban")

    def formulir(data: Any = None) -> tuple[Korban, KorbanForm]:
        semua = kasus.korban.select_related("kecamatan").prefetch_related("bentuk")
        satu = get_object_or_404(semua, pk=orang)
        return satu, KorbanForm(data, korban=satu)

    korban, form = formulir(request.POST or None)
    return _simpan(
        request, kasus, form, f"Korban {korban.kode}", tindakan.simpan_korban,
        tersimpan=lambda: formulir()[1], korban=korban,
    )  # fmt: skip


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def terlapor_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an alleged perpetrator."""
    kasus = _kasus(request, pk, "terlapor")
    form = TerlaporForm(request.POST or None, initial={"kunci": uuid4()})
    return _simpan(request, kasus, form, "Tambah terlapor", tindakan.simpan_terlapor)


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def terlapor_ubah(request: HttpRequest, pk: UUID, orang: UUID) -> HttpResponse:
    """Change the facts about an alleged perpetrator."""
    kasus = _kasus(request, pk, "terlapor")

    def satu() -> Terlapor:
        return get_object_or_404(kasus.terlapor.all(), pk=orang)

    terlapor = satu()
    form = TerlaporForm(request.POST or None, terlapor=terlapor)
    return _simpan(
        request, kasus, form, f"Terlapor {terlapor.kode}", tindakan.simpan_terlapor,
        tersimpan=lambda: TerlaporForm(terlapor=satu()), terlapor=terlapor,
    )  # fmt: skip


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def hubungan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each alleged perpetrator is to each victim, pair by pair (R05)."""
    kasus = _kasus(request, pk, "hubungan")
    pasangan = _pasangan(kasus, request.POST if request.method == "POST" else None)
    hasil = Hasil(False)
    if request.method == "POST":
        hasil = simpan(
            [form for _, _, form in pasangan],
            lambda: tindakan.simpan_hubungan(
                by=request.user,
                kasus=kasus,
                daftar=[
                    tindakan.BarisHubungan(k, t, isi, form.cleaned_data["versi"] or 0)
                    for k, t, form in pasangan
                    if (isi := form.isi())
                ],
            ),
            lambda: [form for _, _, form in _pasangan(kasus)],
        )
        if hasil.berhasil:
            messages.success(request, "Hubungan disimpan.")
            return kembali(request, kasus, "kasus:orang")
    konteks = {"kasus": kasus, "pasangan": pasangan, "beda": hasil.beda}
    return render(request, "kasus/hubungan.html", konteks, status=hasil.status)


def _kasus(request: HttpRequest, pk: UUID, halaman: str) -> Kasus:
    kasus = kasus_ditangani(request, pk, halaman=halaman)
    wajib(request.user, "kasus.kelola", kasus)
    return kasus


def _simpan(
    request: HttpRequest,
    kasus: Kasus,
    form: Any,
    judul: str,
    tulis: Callable[..., Any],
    tersimpan: Callable[[], Any] | None = None,
    **orang: Any,
) -> HttpResponse:
    """Save *form* with *tulis*, or show it; *orang*: whom it changes."""
    hasil = Hasil(False)
    if request.method == "POST":
        isi = form.cleaned_data if form.is_valid() else {}
        lain = {"versi": isi.get("versi") or 0} if orang else {"id_baru": isi.get("kunci")}
        hasil = simpan(
            [form],
            lambda: tulis(by=request.user, kasus=kasus, isi=form.isi(), **lain, **orang),
            (lambda: [tersimpan()]) if tersimpan else None,
        )
        if hasil.berhasil:
            messages.success(request, "Perubahan disimpan.")
            return kembali(request, kasus, "kasus:orang")
    konteks = {"kasus": kasus, "formulir": form, "judul": judul, "beda": hasil.beda}
    konteks["batal_url"] = reverse("kasus:orang", args=[kasus.pk])
    return render(request, "kasus/orang_form.html", konteks, status=hasil.status)


def _pasangan(kasus: Kasus, data: Any = None) -> list[tuple[Korban, Terlapor, HubunganForm]]:
    """Return every pair with its form."""
    semua = list(kasus.terlapor.all())
    hasil = []
    for korban in kasus.korban.prefetch_related("hubungan"):
        ada = {h.terlapor_id: h for h in korban.hubungan.all()}
        for terlapor in semua:
            form = HubunganForm(
                data,
                prefix=f"{korban.kode}-{terlapor.kode}",
                hubungan=ada.get(terlapor.pk),
            )
            hasil.append((korban, terlapor, form))
    return hasil
