"""Breaches, their 72-hour clock, what is told about them; and the two standing records."""

import datetime as dt
import tempfile
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import insiden as tindakan
from kasus.documents.insiden import siap_ekspor
from kasus.enums_akses import StatusInsiden
from kasus.forms.insiden import InsidenForm
from kasus.models import Insiden
from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DITINJAU = dt.date(2026, 11, 22)  # ROPA and DPIA; write the day here when they are gone through
TINJAU_LAGI = dt.date(2027, 11, 22)
LANGKAH = {
    "beritahukan": (tindakan.beritahukan, "Dicatat: pemberitahuan sudah dikirim."),
    "tutup": (tindakan.tutup, "Insiden ditutup."),
}


@izin("kasus.pelindungan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All breaches, the open ones first."""
    semua = Insiden.objects.untuk(request.user).order_by("ditutup_pada", "-diketahui_pada")
    konteks = {"daftar": semua[:200], "kini": timezone.now()}
    return render(request, "kasus/insiden_daftar.html", konteks)


@izin("kasus.pelindungan")
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Record a breach."""
    awal = {"kunci": uuid4(), "diketahui_pada": timezone.now()}
    form = InsidenForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = {nama: form.cleaned_data[nama] for nama in tindakan.ISI}
        kunci = form.cleaned_data["kunci"] or uuid4()
        insiden = tindakan.buat(by=request.user, isi=isi, id_baru=kunci)
        messages.success(request, f"Insiden {insiden.kode} dicatat. Batas pemberitahuan 72 jam.")
        return redirect("kasus:insiden", insiden.pk)
    return render(
        request, "kasus/insiden_baru.html", {"form": form}, status=422 if form.is_bound else 200
    )


@izin("kasus.pelindungan")
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One breach: its clock and contents, which can be completed until the notice has gone out."""
    insiden = get_object_or_404(_terlihat(request), pk=pk)
    form = InsidenForm(request.POST or None, initial=_awal(insiden))
    beda: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        isi = {nama: form.cleaned_data[nama] for nama in tindakan.ISI}
        try:
            versi = form.cleaned_data["versi"] or 0
            tindakan.ubah(by=request.user, insiden=insiden, isi=isi, versi=versi)
        except SudahBerubah:
            beda = form.beda(InsidenForm(initial=_awal(insiden)))
            form.add_error(None, "Orang lain menyimpan lebih dahulu. Ketikan Anda masih ada.")
            form.data = {**form.data.dict(), "versi": insiden.versi}
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, "Perubahan disimpan.")
            return redirect("kasus:insiden", pk)
    konteks = {
        "insiden": insiden,
        "form": form,
        "beda": beda,
        "terbuka": insiden.status == StatusInsiden.TERBUKA,
        "diberitahukan": insiden.status == StatusInsiden.DIBERITAHUKAN,
        "kurang": tindakan.kurang_isi(insiden),
        "siap_ekspor": siap_ekspor(insiden),
        "kini": timezone.now(),
    }
    return render(request, "kasus/insiden.html", konteks, status=422 if form.is_bound else 200)


@izin("kasus.pelindungan")
@require_POST
def langkah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that the notice went out, or close the breach (field ``langkah``)."""
    insiden = get_object_or_404(_terlihat(request), pk=pk)
    if pilihan := LANGKAH.get(request.POST.get("langkah", "")):
        jalankan, berhasil = pilihan
        try:
            jalankan(by=request.user, insiden=insiden)
            messages.success(request, berhasil)
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
    return redirect("kasus:insiden", pk)


@izin("kasus.pelindungan")
@require_safe
def ekspor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Subjects × data × times that the account touched, by codes only."""
    insiden = get_object_or_404(_terlihat(request), pk=pk)
    tujuan = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    try:
        tindakan.ekspor(by=request.user, insiden=insiden, tujuan=tujuan)
    except ValidationError as galat:
        tujuan.close()
        messages.error(request, " ".join(galat.messages))
        return redirect("kasus:insiden", pk)
    tujuan.seek(0)
    nama = f"insiden-{insiden.kode}.xlsx"
    jawaban = FileResponse(tujuan, as_attachment=True, filename=nama, content_type=XLSX)
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@izin("kasus.pelindungan")
@require_safe
def surat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice to subjects and authority, to be printed and signed."""
    insiden = get_object_or_404(_terlihat(request), pk=pk)
    konteks = {"insiden": insiden, "kurang": tindakan.kurang_isi(insiden)}
    return render(request, "kasus/insiden_surat.html", konteks)


@izin("kasus.lihat_ropa")
@require_safe
def ropa(request: HttpRequest) -> HttpResponse:
    """The record of processing activities (Ps 31)."""
    return render(request, "kasus/ropa.html", _tinjauan())


@izin("kasus.lihat_ropa")
@require_safe
def dpia(request: HttpRequest) -> HttpResponse:
    """The data protection impact assessment (Ps 34)."""
    return render(request, "kasus/dpia.html", _tinjauan())


def _tinjauan() -> dict[str, Any]:
    return {
        "ditinjau": DITINJAU,
        "tinjau_lagi": TINJAU_LAGI,
        "lewat": timezone.localdate() > TINJAU_LAGI,
    }


def _terlihat(request: HttpRequest) -> Any:
    return Insiden.objects.untuk(request.user).select_related("akun", "oleh")


def _awal(insiden: Insiden) -> dict[str, Any]:
    return {**{n: getattr(insiden, n) for n in tindakan.ISI}, "versi": insiden.versi}
