"""The volunteer's report: questions, answer, few facts. Two steps, no script, nothing lost."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import pengaduan as tindakan
from kasus.aturan.triase import Jawaban, nilai
from kasus.documents.lembar import lembar_kosong
from kasus.documents.pengaduan import desa_tugas, kontak_unit, unit_penerima
from kasus.forms.pengaduan import LaporForm
from kasus.models import Pengaduan
from p3aks.core.access import izin

KIRIM, UBAH = "kirim", "ubah"


@izin("kasus.lapor")
@require_http_methods(["GET", "POST"])
def lapor(request: HttpRequest) -> HttpResponse:
    """Ask, answer, take the facts. Which button was pressed (``langkah``) says what comes next;
    everything typed so far is in the form that was sent."""
    tujuan = {"unit": list(unit_penerima()), "desa": desa_tugas(request.user)}
    if request.method == "GET":
        return _tanya(request, LaporForm(initial={"kunci": uuid4()}, **tujuan), tujuan)
    form = LaporForm(request.POST, **tujuan)
    langkah = request.POST.get("langkah")
    if langkah == UBAH:
        return _tanya(request, form.tahan(), tujuan)
    if langkah != KIRIM or not tujuan["unit"]:
        return _fakta(request, form.tahan(), tujuan)
    if not form.is_valid():
        return _fakta(request, form, tujuan, status=422)
    return _kirim(request, form, tujuan)


@izin("kasus.buat_lembar")
@require_safe
def lembar(request: HttpRequest) -> HttpResponse:
    """The blank sheet for when there is no signal, to be printed."""
    konteks = {
        "lembar": lembar_kosong(),
        "kontak": kontak_unit(list(unit_penerima())),
        "ke_daftar": request.user.has_perm("kasus.lihat_pengaduan"),
    }
    return render(request, "kasus/lapor_lembar.html", konteks)


def _kirim(request: HttpRequest, form: LaporForm, tujuan: dict[str, Any]) -> HttpResponse:
    isi, jawaban = form.isi(), form.jawaban()
    pengaduan = tindakan.kirim(
        by=request.user,
        kunci=form.cleaned_data["kunci"],
        unit=form.unit,
        isi=isi,
        jawaban=jawaban,
        desa=form.desa,
        lapor_pada=form.cleaned_data["lapor_pada"],
    )
    terlihat = Pengaduan.objects.untuk(request.user).filter(pk=pengaduan.pk).exists()
    if not tindakan.sama(pengaduan, isi, jawaban):
        return _sudah_terkirim(request, pengaduan if terlihat else None, tujuan)
    messages.success(request, f"Laporan {pengaduan.kode} sudah terkirim.")
    if not terlihat:
        return redirect("kasus:pengaduan_daftar")
    return redirect("kasus:pengaduan_detail", pengaduan.pk)


def _sudah_terkirim(
    request: HttpRequest, pengaduan: Pengaduan | None, tujuan: dict[str, Any]
) -> HttpResponse:
    """409: this form was sent before with other words. Both are kept: the first as it stands, the
    new ones in the form, which now has a key of its own."""
    data = request.POST.copy()
    data["kunci"] = str(uuid4())
    form = LaporForm(data, **tujuan).tahan()
    return _fakta(request, form, tujuan, status=409, terkirim=True, pengaduan=pengaduan)


def _tanya(request: HttpRequest, form: LaporForm, tujuan: dict[str, Any]) -> HttpResponse:
    """The first step: the triage questions."""
    konteks = {"form": form, "ada_unit": bool(tujuan["unit"])}
    return render(request, "kasus/lapor.html", konteks)


def _fakta(
    request: HttpRequest, form: LaporForm, tujuan: dict[str, Any], *, status: int = 200, **lain: Any
) -> HttpResponse:
    """The second step: what the answers mean, what to do, and the facts to write down."""
    jawaban = form.jawaban()
    konteks = {
        "form": form,
        "hasil": nilai(jawaban),
        "tidak_tahu": list(jawaban.values()).count(Jawaban.TIDAK_TAHU),
        "kontak": kontak_unit(tujuan["unit"]),
        "ada_unit": bool(tujuan["unit"]),
        "terkirim": False,
        "pengaduan": None,
    }
    return render(request, "kasus/lapor_isi.html", {**konteks, **lain}, status=status)
