"""Old printed tables: checked before anybody cites them, stored as they are printed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import historis as tindakan
from kasus.aturan.historis_tabel import Hasil, TabelCetak
from kasus.documents.historis import data_isi, data_temuan, gambar, indikator
from kasus.forms.historis import HistorisForm, VersiForm
from kasus.models import TabelHistoris
from p3aks.core.access import izin
from p3aks.core.forms import tambah_galat
from p3aks.core.models import SudahBerubah


@izin("kasus.kelola_historis")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The tables, each in its latest version."""
    semua = TabelHistoris.objects.untuk(request.user).terkini().defer("asli", "isi", "temuan")
    return render(request, "kasus/historis_daftar.html", {"daftar": semua})


@izin("kasus.kelola_historis")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Check a table; stored only by the second button, after its findings were shown."""
    form = HistorisForm(*_kiriman(request))
    return _periksa(request, form)


@izin("kasus.kelola_historis")
@require_http_methods(["GET", "POST"])
def versi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A correction of table *pk*: a new version, with the reason."""
    lama = get_object_or_404(TabelHistoris.objects.untuk(request.user).terkini(), pk=pk)
    form = VersiForm(*_kiriman(request), initial=_isian(lama))
    return _periksa(request, form, lama)


@izin("kasus.kelola_historis")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One table with what was found in it, and its other versions."""
    semua = TabelHistoris.objects.untuk(request.user)
    semua = semua.select_related("oleh").prefetch_related("menggantikan", "pengganti")
    satu = get_object_or_404(semua, pk=pk)
    konteks = {
        "t": satu,
        "pengganti": getattr(satu, "pengganti", None),
        **_gambar(satu.isi, satu.temuan),
    }
    return render(request, "kasus/historis.html", konteks)


def _isian(lama: TabelHistoris) -> dict[str, str]:
    return {
        "sumber": lama.sumber,
        "teks": lama.asli,
        "indikator": "\n".join(x["baris"] for x in indikator(lama.isi)),
    }


def _kiriman(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _periksa(
    request: HttpRequest, form: HistorisForm, lama: TabelHistoris | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and "simpan" in request.POST:
        try:
            jadi = tindakan.simpan(by=request.user, menggantikan=lama, **form.kiriman())
            messages.success(request, f"{len(jadi)} tabel disimpan sebagaimana tercetak.")
            return redirect("kasus:historis" if len(jadi) == 1 else "kasus:historis_daftar",
                            *([jadi[0].pk] if len(jadi) == 1 else []))  # fmt: skip
        except ValidationError as galat:
            tambah_galat(form, galat)
        except SudahBerubah:
            form.add_error(None, "Tabel ini baru saja diganti orang lain; buka versi terbarunya.")
    hasil = [_hasil(t, h) for t, h in form.tabel]
    konteks = {"form": form, "hasil": hasil, "lama": lama}
    status = 422 if form.errors else 200
    return render(request, "kasus/historis_baru.html", konteks, status=status)


def _hasil(tabel: TabelCetak, hasil: Hasil) -> dict[str, Any]:
    return {
        "tahun": tabel.tahun,
        "putusan": hasil.putusan,
        "saran": hasil.saran,
        **_gambar(data_isi(tabel), data_temuan(hasil)),
    }


def _gambar(isi: dict[str, Any], temuan: list[dict[str, Any]]) -> dict[str, Any]:
    """What ``_historis_tabel.html`` draws."""
    return {"baris": gambar(isi, temuan), "indikator": indikator(isi), "temuan": temuan}
