"""Two versions of a plan, or one and the state now, compared field by field."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.parsing import baca_bilangan
from rad.actions import dokumen as aksi_dokumen
from rad.actions import versi as aksi_versi
from rad.documents import matriks, perubahan, silsilah
from rad.enums import JenisDokumen
from rad.forms.banding import KINI, BandingForm
from rad.models import Rad, VersiRad

JENIS = (JenisDokumen.MATRIKS_PERUBAHAN, JenisDokumen.MATRIKS_PERUBAHAN_XLSX)


@izin("rad.lihat_rad")
@require_safe
def banding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is new, gone and changed between two states, with the totals before and after."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    versi = VersiRad.objects.untuk(request.user).filter(rad=rad)
    nomor = list(versi.order_by("nomor").values_list("nomor", flat=True))
    data = {**_bawaan(nomor), **{k: v for k, v in request.GET.items() if v}}
    form = BandingForm(data, nomor=nomor)
    isi: dict[str, Any] = {"rad": rad, "form": form, "ada_versi": bool(nomor), "hasil": None}
    dari, ke = (_keadaan(rad, versi, data.get(k, "")) for k in ("dari", "ke"))
    if dari and ke:
        form.tawarkan(*perubahan.pilihan(dari, ke))
    if form.is_valid() and dari and ke:
        isi["hasil"] = _hasil(dari, ke, form.cleaned_data)
        isi["boleh_dokumen"] = data["ke"] != KINI and data["dari"] != data["ke"]
    return render(request, "rad/banding.html", isi)


@izin("rad.buat_dokumen")
@require_POST
def dokumen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the matriks perubahan of two versions made."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    versi = VersiRad.objects.untuk(request.user).filter(rad=rad)
    dari, ke = (_versi(versi, request.POST.get(k, "")) for k in ("dari", "ke"))
    jenis = request.POST.get("jenis", "")
    if dari is None or ke is None or jenis not in JENIS:
        raise Http404
    try:
        objek = aksi_versi.banding(dari=dari, ke=ke)
        hasil = aksi_dokumen.siapkan(by=request.user, jenis=jenis, objek=objek)
    except (ValidationError, aksi_dokumen.GalatDokumen) as galat:
        pesan = galat.messages if isinstance(galat, ValidationError) else [str(galat)]
        messages.error(request, " ".join(pesan))
        alamat = reverse("rad:banding", args=[rad.pk])
        return redirect(f"{alamat}?dari={dari.nomor}&ke={ke.nomor}")
    return redirect("rad:dokumen_detail", hasil.pk)


def _bawaan(nomor: list[int]) -> dict[str, str]:
    """Without a choice: the newest version against the one before, or against the state now."""
    if len(nomor) > 1:
        return {"dari": str(nomor[-2]), "ke": str(nomor[-1])}
    return {"dari": str(nomor[0]), "ke": KINI} if nomor else {}


def _versi(versi: Any, teks: str) -> VersiRad | None:
    return versi.filter(nomor=baca_bilangan(teks)).first() if teks else None


def _keadaan(rad: Rad, versi: Any, teks: str) -> dict[str, Any] | None:
    if teks == KINI:
        return matriks.susun(rad)
    satu = _versi(versi, teks)
    return satu.isi if satu else None


def _hasil(dari: dict[str, Any], ke: dict[str, Any], saring: dict[str, str]) -> dict[str, Any]:
    bidang, opd = saring["bidang"], saring["opd"]
    beda = perubahan.bandingkan(dari, ke).saring(bidang, opd)
    kata = silsilah.keterangan(a["id"] for a in beda.semua)
    utuh = perubahan.ringkas
    return {
        "perubahan": beda,
        "situasi": perubahan.situasi(dari, ke),
        "jumlah": perubahan.jumlah(dari, ke, bidang, opd),
        "baru": [(a, utuh(a, ke["tahun"]), kata[a["id"]]) for a in beda.baru],
        "diubah": [(a, ruas, kata[a["id"]]) for a, ruas in beda.diubah],
        "hilang": [(a, utuh(a, dari["tahun"]), kata[a["id"]]) for a in beda.hilang],
    }
