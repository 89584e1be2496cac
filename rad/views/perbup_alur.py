"""The steps of a regulation, the facts from outside, and the initials. All of them POST."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from p3aks.core.access import izin
from p3aks.core.formatting import tanggal_waktu
from p3aks.core.parsing import baca_bilangan
from rad.actions import perbup as tindakan
from rad.enums import StatusPerbup
from rad.forms.perbup import CabutForm, KembalikanPerbupForm
from rad.forms.perbup_luar import FaktaForm
from rad.models import Paraf, Perbup
from rad.views.perbup import JUDUL_LANGKAH, ambil, halaman


@izin("rad.ubah_status_perbup")
@require_POST
def harmonisasikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the draft over."""
    berhasil = "Rancangan dikirim ke harmonisasi. Bagian Hukum yang melanjutkan."
    return _langkah(request, pk, tindakan.harmonisasikan, berhasil, dari=StatusPerbup.RANCANGAN)


@izin("rad.ubah_status_perbup")
@require_POST
def fasilitasikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the harmonised draft to the governor."""
    berhasil = "Rancangan dikirim ke fasilitasi gubernur."
    return _langkah(request, pk, tindakan.fasilitasikan, berhasil, dari=StatusPerbup.HARMONISASI)


@izin("rad.ubah_status_perbup")
@require_POST
def finalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze text and Lampiran."""
    berhasil = "Naskah dan Lampiran dibekukan dengan satu sidik SHA-256."
    return _langkah(request, pk, tindakan.finalkan, berhasil, dari=StatusPerbup.FASILITASI)


@izin("rad.ubah_status_perbup")
@require_POST
def undangkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record the promulgation."""
    berhasil = "Peraturan tercatat sudah diundangkan dan dapat dibaca semua pengguna."
    return _langkah(request, pk, tindakan.undangkan, berhasil, dari=StatusPerbup.FINAL)


@izin("rad.ubah_status_perbup")
@require_POST
def kembalikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the text again, with a reason."""
    berhasil = "Naskah kembali menjadi rancangan. Alasan Anda tersimpan dalam riwayat."
    form = KembalikanPerbupForm(request.POST, auto_id="kembali_%s")
    return _dengan_alasan(request, pk, "kembalikan", form, berhasil)


@izin("rad.ubah_status_perbup")
@require_POST
def cabut(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record the revocation with the regulation that did it."""
    berhasil = "Peraturan tercatat sudah dicabut."
    form = CabutForm(request.POST, auto_id="cabut_%s")
    return _dengan_alasan(request, pk, "cabut", form, berhasil, dari=StatusPerbup.DIUNDANGKAN)


@izin("rad.catat_perbup")
@require_POST
def catat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record number, dates, gazette and scan. What was typed stays where it is refused."""
    perbup = ambil(request, pk)
    if not request.user.has_perm("rad.catat_perbup", perbup):
        return _terlambat(request, perbup)
    form = FaktaForm(request.POST, request.FILES, auto_id="fakta_%s")
    if not form.is_valid():
        return halaman(request, perbup, fakta=form, status=422)
    isi = dict(form.cleaned_data)
    pindaian, _ = isi.pop("pindaian"), isi.pop("versi")
    try:
        berubah = tindakan.catat_fakta(
            by=request.user, perbup=perbup, versi=form.dari_versi, isi=isi, pindaian=pindaian
        )
    except tindakan.SudahBerubah:
        return _bentrok_fakta(request, pk, form)
    except ValidationError as galat:
        form.add_error(None, galat.messages)
        return halaman(request, ambil(request, pk), fakta=form, status=422)
    if berubah:
        messages.success(request, "Tercatat.")
    else:
        messages.info(request, "Tidak ada yang berubah.")
    return redirect("rad:perbup_detail", pk)


@izin("rad.paraf_perbup")
@require_POST
def paraf(request: HttpRequest, pk: UUID, paraf: UUID) -> HttpResponse:
    """Put the own initial on a row, or (``tarik``) take it back."""
    perbup = ambil(request, pk)
    satu = get_object_or_404(perbup.paraf, pk=paraf)
    try:
        _paraf(request, perbup, satu)
    except tindakan.SudahBerubah:
        messages.warning(
            request, "Naskah atau parafnya berubah sejak Anda membukanya. Baca dahulu yang baru."
        )
    except ValidationError as galat:
        messages.warning(request, " ".join(galat.messages))
    return redirect("rad:perbup_detail", pk)


def _paraf(request: HttpRequest, perbup: Perbup, satu: Paraf) -> None:
    if "tarik" in request.POST:
        tindakan.tarik_paraf(by=request.user, perbup=perbup, paraf=satu)
        messages.success(request, "Paraf Anda ditarik.")
        return
    dibaca = request.POST.get("versi", "")
    tindakan.bubuhkan_paraf(
        by=request.user,
        perbup=perbup,
        paraf=satu,
        versi=baca_bilangan(dibaca),
    )
    messages.success(request, f"Paraf Anda sebagai {satu.jabatan} tercatat.")


def _langkah(
    request: HttpRequest,
    pk: UUID,
    jalankan: Callable[..., Any],
    berhasil: str,
    *,
    dari: StatusPerbup | None = None,
    **isian: Any,
) -> HttpResponse:
    """Run one step and go back to the regulation. *dari*: the state in which the step is asked;
    whoever comes when it is over is told who was first, whoever lacks the right gets 403."""
    perbup = ambil(request, pk)
    try:
        if dari is not None and perbup.status != dari:
            raise tindakan.SudahBerubah
        jalankan(by=request.user, perbup=perbup, **isian)
    except tindakan.SudahBerubah:
        return _terlambat(request, perbup, isian.get("alasan", ""))
    except ValidationError as galat:
        for pesan in galat.messages:
            messages.error(request, pesan)
    else:
        messages.success(request, berhasil)
    return redirect("rad:perbup_detail", pk)


def _dengan_alasan(
    request: HttpRequest, pk: UUID, nama: str, form: Any, berhasil: str, **lain: Any
) -> HttpResponse:
    perbup = ambil(request, pk)
    if not request.user.has_perm("rad.ubah_status_perbup", perbup):
        raise PermissionDenied
    if not form.is_valid():
        return halaman(request, perbup, **{nama: form}, status=422)
    jalankan = getattr(tindakan, nama)
    return _langkah(request, pk, jalankan, berhasil, **lain, **form.cleaned_data)


def _terlambat(request: HttpRequest, perbup: Perbup, alasan: str = "") -> HttpResponse:
    """Say who was faster and give back the reason that was typed."""
    if not request.user.has_perm("rad.ubah_status_perbup"):
        raise PermissionDenied
    akhir = perbup.transisi.select_related("oleh").order_by("-pada", "-pk").first()
    status = StatusPerbup(Perbup.objects.untuk(request.user).get(pk=perbup.pk).status).label
    pesan = f"Langkah Anda tidak dijalankan: status peraturan ini {status}."
    if akhir:
        pesan += (
            f" {JUDUL_LANGKAH[akhir.nama]} oleh {akhir.oleh.nama} pada {tanggal_waktu(akhir.pada)}."
        )
    if alasan:
        pesan += f" Alasan yang Anda tulis: “{alasan}”"
    messages.warning(request, pesan)
    return redirect("rad:perbup_detail", perbup.pk)


def _bentrok_fakta(request: HttpRequest, pk: UUID, form: FaktaForm) -> HttpResponse:
    """409: what is stored and what was typed, both on one page; saving again is one press."""
    perbup = ambil(request, pk)
    data = request.POST.copy()
    data["versi"] = str(perbup.versi)
    ulang = FaktaForm(data, auto_id="fakta_%s")
    ulang.is_valid()
    kini = [
        f"{isian.label}: {tersimpan}"
        for isian in ulang
        if (tersimpan := _baca(perbup, isian.name)) and tersimpan != _baca_isian(isian)
    ]
    pesan = "Peraturan ini berubah sejak Anda membukanya, jadi isian Anda belum disimpan."
    if kini:
        pesan += f" Tersimpan sekarang: {'; '.join(kini)}."
    ulang.add_error(None, f"{pesan} Periksa, lalu simpan lagi.")
    if form.cleaned_data.get("pindaian"):
        ulang.add_error("pindaian", "Pilih lagi berkas pindaiannya.")
    return halaman(request, perbup, fakta=ulang, status=409)


def _baca(perbup: Perbup, ruas: str) -> str:
    nilai = getattr(perbup, ruas, None) if ruas != "versi" else None
    return "" if nilai is None else str(FaktaForm.base_fields[ruas].prepare_value(nilai))


def _baca_isian(isian: Any) -> str:
    return str(isian.value() or "")
