"""Consents and referrals of one case, for the team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import rujukan as tindakan
from kasus.documents.mitra import petugas_mitra
from kasus.documents.paket import label_ruas
from kasus.enums_akses import StatusRujukan
from kasus.forms.rujukan import RujukanForm
from kasus.models import Instansi, Kasus, Korban, Persetujuan, Rujukan
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin

TERBUKA = (StatusRujukan.DIKIRIM, StatusRujukan.DITERIMA, StatusRujukan.SELESAI)


@izin("kasus.tangani")
@require_safe
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Per victim: which sectors were agreed on, and where the victim was referred."""
    kasus = kasus_ditangani(request, pk, halaman="rujukan")
    izin_data = Persetujuan.objects.untuk(request.user).select_related("instansi__lembaga")
    rujukan = Rujukan.objects.untuk(request.user).select_related(
        "instansi__lembaga", "penerima", "dikirim_oleh", "dijawab_oleh"
    )
    semua = kasus.korban.prefetch_related(
        Prefetch("persetujuan", izin_data), Prefetch("rujukan", rujukan)
    )
    konteks = {
        "kasus": kasus,
        "korban": [
            {
                "orang": k,
                "persetujuan": [
                    {"isi": p, "ruas": label_ruas(p.ruas)} for p in k.persetujuan.all()
                ],
                "rujukan": [_baris(kasus, r) for r in k.rujukan.all()],
            }
            for k in semua
        ],
    }
    return render(request, "kasus/rujukan.html", konteks)


def _baris(kasus: Kasus, rujukan: Rujukan) -> dict[str, Any]:
    kini = timezone.now()
    terbuka = rujukan.status in TERBUKA and not rujukan.ditarik_pada
    return {
        "isi": rujukan,
        "terbuka": terbuka,
        "lewat": rujukan.status == StatusRujukan.DIKIRIM and rujukan.batas_jawab < kini,
        "kedaluwarsa": terbuka and rujukan.sampai <= kini,
        # A packet without a name closed by itself when the case was sealed.
        "tertutup_segel": terbuka and kasus.tersegel and rujukan.penerima_id is None,
    }


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Fill in, look at exactly what the partner will read, send."""
    kasus, orang = korban_ditangani(request, pk, korban)
    form, langkah = _formulir(request, kasus), request.POST.get("langkah", "")
    berubah = False
    if langkah == "kirim" and form.is_valid():
        try:
            rujukan = tindakan.kirim(
                by=request.user,
                korban=orang,
                isi=form.isi,
                sidik=request.POST.get("sidik", ""),
                id_baru=form.cleaned_data["kunci"],
            )
        except tindakan.PaketBerubah:
            berubah = True
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, f"Rujukan {rujukan.kode} dikirim.")
            return redirect("kasus:rujukan", kasus.pk)
    if form.is_bound and langkah != "ubah" and form.is_valid():
        try:
            rancangan = tindakan.pratinjau(by=request.user, korban=orang, isi=form.isi)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            konteks = {
                "kasus": kasus, "orang": orang, "form": form, "berubah": berubah,
                "rancangan": rancangan, "paket": rancangan.paket, "isi": form.isi,
            }  # fmt: skip
            return render(request, "kasus/rujukan_pratinjau.html", konteks)
    perlu = form.is_bound and form.has_error(NON_FIELD_ERRORS, tindakan.PERLU_IDENTITAS)
    konteks = {"kasus": kasus, "orang": orang, "form": form, "perlu_identitas": perlu}
    kode = 422 if form.is_bound and form.errors else 200
    return render(request, "kasus/rujukan_form.html", konteks, status=kode)


@izin("kasus.tangani")
@require_POST
def tarik(request: HttpRequest, pk: UUID, rujukan: UUID) -> HttpResponse:
    """Take a packet back."""
    baris = rujukan_ditangani(request, pk, rujukan)
    try:
        tindakan.tarik(by=request.user, rujukan=baris)
    except ValidationError as galat:
        messages.warning(request, " ".join(galat.messages))
    else:
        messages.success(
            request, f"Rujukan {baris.kode} ditarik. Mitra tidak dapat membukanya lagi."
        )
    return redirect("kasus:rujukan", pk)


def korban_ditangani(request: HttpRequest, pk: UUID, korban: UUID) -> tuple[Kasus, Korban]:
    """Return the case and its victim *korban*, or raise 404."""
    kasus = kasus_ditangani(request, pk)
    return kasus, get_object_or_404(Korban.objects.untuk(request.user), pk=korban, kasus=kasus)


def rujukan_ditangani(request: HttpRequest, pk: UUID, rujukan: UUID) -> Rujukan:
    """Return the referral *rujukan* of the case *pk* that the person handles, or raise 404."""
    kasus = kasus_ditangani(request, pk)
    semua = Rujukan.objects.untuk(request.user)
    return get_object_or_404(semua, pk=rujukan, korban__kasus=kasus)


def _formulir(request: HttpRequest, kasus: Kasus) -> RujukanForm:
    instansi = Instansi.objects.untuk(request.user).filter(aktif=True).select_related("lembaga")
    return RujukanForm(
        request.POST if request.method == "POST" else None,
        instansi=instansi,
        calon=petugas_mitra(kasus, instansi),
        tersegel=kasus.tersegel,
    )
