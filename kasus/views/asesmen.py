"""Assessments: begun, saved in pieces, finished."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kasus.actions import asesmen as tindakan
from kasus.actions.dasar import catat_baca
from kasus.aturan.tahap import kurang_mencatat
from kasus.documents.penanganan import asesmen_terbuka, fakta_korban
from kasus.enums_akses import JenisAsesmen
from kasus.forms.asesmen import AsesmenForm
from kasus.models import Asesmen, Kasus, Korban
from kasus.views.dasar import kasus_ditangani
from kasus.views.penanganan import coba, korban_ditangani
from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah

TERSIMPAN = "Asesmen disimpan. Anda dapat melanjutkannya nanti."
SELESAI = "Asesmen selesai."


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Begin an assessment of one victim."""
    kasus = kasus_ditangani(request, pk)
    penerima = korban_ditangani(kasus, korban)
    fakta = fakta_korban(penerima)
    psikolog = request.user.has_perm("kasus.asesmen_psikolog", kasus)
    pertama = not any(a.selesai for a in penerima.asesmen.all())
    jenis = JenisAsesmen.BIOPSIKOSOSIAL if pertama else JenisAsesmen.LANJUTAN
    awal = {"kunci": uuid4(), "jenis": jenis}
    form = AsesmenForm(request.POST or None, initial=awal, psikolog=psikolog)
    ada = asesmen_terbuka(penerima, fakta, jenis)
    if not form.is_bound and ada and request.user.has_perm("kasus.lanjutkan_asesmen", ada):
        return redirect("kasus:asesmen_ubah", kasus.pk, ada.pk)

    def tulis() -> None:
        d = form.cleaned_data
        tindakan.mulai(
            by=request.user,
            korban=penerima,
            jenis=d["jenis"],
            mulai=d["mulai"],
            isi=form.isi(),
            selesai=_selesai(request, form),
            kunci=d["kunci"],
        )

    if form.is_bound and form.is_valid() and coba(form, tulis):
        return _kembali(request, kasus)
    halangan = [] if form.is_bound else kurang_mencatat(fakta, "asesmen_mulai")
    return _tampil(request, kasus, penerima, form, halangan=halangan)


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID, asesmen: UUID) -> HttpResponse:
    """Go on with an assessment; a stale save shows both texts and drops neither."""
    kasus = kasus_ditangani(request, pk, halaman="asesmen" if request.method == "GET" else "")
    baris = get_object_or_404(
        Asesmen.objects.untuk(request.user).select_related("oleh"), pk=asesmen, korban__kasus=kasus
    )
    wajib(request.user, "kasus.lanjutkan_asesmen", baris)
    awal = {**baris.isi, "versi": baris.versi}
    form = AsesmenForm(request.POST or None, initial=awal, asesmen=baris)
    if not form.is_bound and baris.selesai:
        messages.info(request, tindakan.SUDAH_SELESAI)
        return redirect("kasus:penanganan", kasus.pk)
    if form.is_bound and form.is_valid():
        try:
            if coba(form, lambda: _simpan(request, form, baris)):
                return _kembali(request, kasus)
        except SudahBerubah:
            return _bentrok(request, kasus, baris, form)
    return _tampil(request, kasus, baris.korban, form, asesmen=baris)


def _simpan(request: HttpRequest, form: AsesmenForm, asesmen: Asesmen) -> None:
    tindakan.simpan(
        by=request.user,
        asesmen=asesmen,
        isi=form.isi(),
        versi=form.cleaned_data["versi"] or 0,
        selesai=_selesai(request, form),
    )


def _selesai(request: HttpRequest, form: AsesmenForm) -> Any:
    """Return when it was finished, where that was the button; None otherwise."""
    return form.cleaned_data["selesai"] if "selesaikan" in request.POST else None


def _kembali(request: HttpRequest, kasus: Kasus) -> HttpResponse:
    messages.success(request, SELESAI if "selesaikan" in request.POST else TERSIMPAN)
    return redirect("kasus:penanganan", kasus.pk)


def _bentrok(request: HttpRequest, kasus: Kasus, lama: Asesmen, form: AsesmenForm) -> HttpResponse:
    """409: what is stored and what was typed, side by side, with everything typed still there."""
    baris = Asesmen.objects.untuk(request.user).get(pk=lama.pk)
    catat_baca(request.user, kasus, "asesmen")
    tersimpan, isian = baris.isi, form.isi()
    beda = [
        (label, tersimpan.get(kode, ""), isian[kode])
        for kode, label in Asesmen.BAGIAN.items()
        if tersimpan.get(kode, "") != isian[kode]
    ]
    data = request.POST.copy()
    data["versi"] = str(baris.versi)
    tetap = AsesmenForm(data, asesmen=baris)
    bentrok = {"beda": beda, "waktu": baris.diubah_pada, "selesai": baris.selesai}
    return _tampil(request, kasus, baris.korban, tetap, asesmen=baris, bentrok=bentrok, status=409)


def _tampil(
    request: HttpRequest,
    kasus: Kasus,
    korban: Korban,
    form: AsesmenForm,
    *,
    asesmen: Asesmen | None = None,
    halangan: list[str] | None = None,
    bentrok: dict[str, Any] | None = None,
    status: int = 0,
) -> HttpResponse:
    konteks = {
        "kasus": kasus,
        "korban": korban,
        "form": form,
        "asesmen": asesmen,
        "halangan": halangan or [],
        "bentrok": bentrok,
    }
    status = status or (422 if form.is_bound else 200)
    return render(request, "kasus/asesmen_form.html", konteks, status=status)
