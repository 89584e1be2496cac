"""Documents: the list, one document on its way, the file, and the public verification."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.documents import Status
from p3aks.core.halaman_dokumen import keadaan, langkah
from p3aks.core.halaman_dokumen import unduh as unduh_berkas
from p3aks.core.keyset import baca_batas, tulis_batas
from rad.actions import dokumen as aksi_dokumen
from rad.documents import JENIS, MODEL
from rad.documents.riwayat_dokumen import riwayat
from rad.models import Banding, Dokumen, LaporanRad, Perbup, Rad, VersiRad

HALAMAN = "rad:dokumen_detail"
SEHALAMAN = 50
# Frozen contents are large and no page shows them.
BESAR = (
    "snapshot",
    "menggantikan__snapshot",
    "versi__isi",
    "perbup__snapshot_final",
    "laporan__isi_final",
)


@izin("rad.lihat_dokumen")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The newest 50 documents, and on from there."""
    semua = (
        Dokumen.objects.untuk(request.user)
        .defer(*BESAR)
        .select_related("diminta_oleh", "rad", "perbup", "versi", "laporan")
        .order_by("-dibuat_pada", "-pk")
    )
    dokumen = list(_sesudah(semua, request.GET.get("sesudah", ""))[: SEHALAMAN + 1])
    lanjut = ""
    if len(dokumen) > SEHALAMAN:
        dokumen.pop()
        lanjut = f"?sesudah={tulis_batas(dokumen[-1].dibuat_pada, dokumen[-1].pk)}"
    return render(
        request,
        "rad/dokumen_list.html",
        {
            "dokumen": dokumen,
            "url_sebelum": reverse("rad:dokumen_daftar") if request.GET.get("sesudah") else "",
            "url_sesudah": lanjut,
        },
    )


def _sesudah(semua: QuerySet[Dokumen], batas: str) -> QuerySet[Dokumen]:
    """Continue after *batas*, ``time_uuid`` of the last row shown; anything else starts anew."""
    if not (baris := baca_batas(batas)):
        return semua
    saat, kunci = baris
    return semua.filter(Q(dibuat_pada__lt=saat) | Q(dibuat_pada=saat, pk__lt=kunci))


@izin("rad.buat_dokumen")
@require_POST
def buat(request: HttpRequest) -> HttpResponse:
    """Ask for a document: ``jenis`` and the id of its ``objek``."""
    jenis = request.POST.get("jenis", "")
    objek = _objek(request.user, jenis, request.POST.get("objek", ""))
    try:
        dokumen = aksi_dokumen.siapkan(by=request.user, jenis=jenis, objek=objek)
    except aksi_dokumen.GalatDokumen as galat:
        messages.error(request, str(galat))
        return redirect("rad:dokumen_daftar")
    return redirect(HALAMAN, dokumen.pk)


def _objek(user: Any, jenis: str, pk: str) -> Rad | VersiRad | Banding | Perbup | LaporanRad:
    """Return what *jenis* can be made of and *user* may read, or raise 404."""
    try:
        kunci = uuid.UUID(pk)
        label = JENIS[jenis].objek
    except (ValueError, KeyError):
        raise Http404 from None
    for satu in label:
        if objek := MODEL[satu].objects.untuk(user).filter(pk=kunci).first():
            return objek
    raise Http404


def _dokumen(request: HttpRequest, pk: uuid.UUID) -> Dokumen:
    return get_object_or_404(
        Dokumen.objects.untuk(request.user)
        .defer(*BESAR)
        .select_related(
            "rad",
            "versi__rad",
            "banding",
            "perbup",
            "laporan__rad",
            "diminta_oleh",
            "menggantikan",
        ),
        pk=pk,
    )


@izin("rad.lihat_dokumen")
@require_safe
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One document: how far it is, what it is, who took it. Asked for JSON, its state alone."""
    dokumen = _dokumen(request, pk)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(_keadaan_json(dokumen))
    isi = keadaan(request, dokumen)
    isi["sisa"] = _kata_sisa(dokumen)
    isi["boleh"] = request.user.has_perm("rad.buat_dokumen", dokumen.objek)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "rad/_dokumen_status.html", isi)
    isi["langkah"] = riwayat(dokumen, request.user)
    isi["pengganti"] = dokumen.pengganti.untuk(request.user).selesai().defer("snapshot").first()
    return render(request, "rad/dokumen_detail.html", isi)


def _keadaan_json(dokumen: Dokumen) -> dict[str, Any]:
    selesai = dokumen.status == Status.SELESAI
    return {
        "status": dokumen.status,
        "persen": dokumen.persen,
        "tahap": dokumen.tahap,
        "galat": dokumen.galat or None,
        "sha256": dokumen.sha256 or None,
        "unduh": reverse("rad:dokumen_unduh", args=[dokumen.pk]) if selesai else None,
    }


def _kata_sisa(dokumen: Dokumen) -> str:
    """Say how long it will still take, roughly, as a person would."""
    if (sisa := dokumen.perkiraan_sisa) is None:
        return ""
    detik = round(sisa.total_seconds())
    if detik < 90:
        return f"sekitar {max(1, detik)} detik lagi"
    return f"sekitar {round(detik / 60)} menit lagi"


@izin("rad.buat_dokumen")
@require_POST
def batal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop making it."""
    return langkah(request, _dokumen(request, pk), aksi_dokumen.batalkan, HALAMAN)


@izin("rad.buat_dokumen")
@require_POST
def ulang(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make it again after a failure or cancellation."""
    return langkah(request, _dokumen(request, pk), aksi_dokumen.ulangi, HALAMAN)


@izin("rad.lihat_dokumen")
@require_safe
def unduh(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file, only while it still has the hash it was finished with. Each taking is recorded."""
    dokumen = _dokumen(request, pk)
    etag = f'"{dokumen.sha256}"'
    if dokumen.status == Status.SELESAI:
        sama = get_conditional_response(request, etag=etag)
        if sama is not None:
            return sama
    uraian = JENIS[dokumen.jenis]
    jawaban = unduh_berkas(
        request, dokumen, catat=aksi_dokumen.catat_unduhan, halaman=HALAMAN, mime=uraian.mime,
        ekstensi=uraian.ekstensi,
    )  # fmt: skip
    if jawaban.status_code == 200:
        jawaban["ETag"] = etag
    return jawaban


@izin("publik")
@require_safe
def verifikasi(request: HttpRequest, kode: str) -> HttpResponse:
    """What a printed code stands for: draft, final or signed, and the hash of the file."""
    if not kode.isalnum():
        raise Http404
    dokumen = get_object_or_404(
        Dokumen.objects.publik().defer(*BESAR).select_related("versi", "perbup", "laporan"),
        kode=kode.upper(),
    )
    return render(
        request,
        "rad/verifikasi.html",
        {"dokumen": dokumen, "pengganti": dokumen.pengganti.selesai().exists()},
    )
