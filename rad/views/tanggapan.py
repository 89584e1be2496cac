"""Citizens' comments: the form for everybody, the inbox of the Sekretariat."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from p3aks.core.forms import tambah_galat, terima_versi
from p3aks.core.jatah import ambil_jatah, penanda_alamat
from p3aks.core.models import SudahBerubah
from pokja.views.kiriman import coba
from rad.actions import tanggapan as tindakan
from rad.enums_pantau import StatusTanggapan
from rad.forms.tanggapan import ModerasiForm, TanggapanForm
from rad.models import Aksi, TanggapanWarga

SEHALAMAN = 50
# A village office, or all telephones of one operator, may share one address.
KIRIM_MAKS, MASA = 10, dt.timedelta(hours=1)
SERING = (
    "Terlalu banyak tanggapan dari jaringan ini. Ketikan Anda masih ada; coba lagi satu jam lagi."
)
SUDAH_TERKIRIM = (
    "Formulir ini sudah terkirim, dan tanggapan itu tidak ditimpa. Yang Anda tulis sekarang "
    "berbeda; kirim sekali lagi bila ini tanggapan baru."
)
BASI = "Orang lain sudah memeriksa tanggapan ini. Periksa keadaannya, lalu simpan sekali lagi."


@izin("publik")
@never_cache
@require_http_methods(["GET", "POST"])
def tanggapi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What citizens said about an action, and the form to say something."""
    aksi = get_object_or_404(Aksi.objects.publik().select_related("rad", "penanggung_jawab"), pk=pk)
    isian = request.POST if request.method == "POST" else None
    form = TanggapanForm(isian, wilayah=settings.WILAYAH)

    def jalankan(isi: dict[str, Any]) -> TanggapanWarga:
        if not ambil_jatah(f"tanggapan:{penanda_alamat(request)}", kali=KIRIM_MAKS, masa=MASA):
            raise ValidationError(SERING)
        ruas = {n: isi[n] for n in ("pokok", "isi", "tempat")}
        return tindakan.kirim(aksi=aksi, isi=ruas, id_baru=isi["id_baru"])

    terkirim = coba(form, jalankan)
    if terkirim and terkirim.isi != form.cleaned_data["isi"]:
        form.kunci_baru()
        form.add_error(None, SUDAH_TERKIRIM)
    isi = {
        "aksi": aksi,
        "form": None if terkirim and form.is_valid() else form,
        "daftar": TanggapanWarga.objects.publik().filter(aksi=aksi).select_related("tempat")[:50],
    }
    status = 422 if form.errors else 200
    return render(request, "rad/publik_tanggapan.html", isi, status=status)


@izin("rad.moderasi_tanggapan")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The comments that wait, the oldest first; ``?semua=ya``: all, newest first."""
    semua = TanggapanWarga.objects.untuk(request.user).select_related("aksi", "tempat")
    seluruhnya = request.GET.get("semua") == "ya"
    if not seluruhnya:
        semua = semua.filter(status=StatusTanggapan.MENUNGGU).order_by("dibuat_pada", "pk")
    isi = {
        "halaman": Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman")),
        "seluruhnya": seluruhnya,
    }
    return render(request, "rad/tanggapan_daftar.html", isi)


@izin("rad.moderasi_tanggapan")
@require_http_methods(["GET", "POST"])
def periksa(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One comment as it came in; on POST, publish it or not."""
    satu = _ambil(request, pk)
    awal = {"versi": satu.versi, "isi_tayang": satu.isi_tayang or satu.isi,
            "jawaban": satu.jawaban, "alasan": satu.alasan}  # fmt: skip
    form = ModerasiForm(request.POST if request.method == "POST" else None, initial=awal)
    if form.is_valid():
        try:
            _putuskan(request, satu, form.cleaned_data)
            return redirect("rad:tanggapan_daftar")
        except SudahBerubah:
            satu = _ambil(request, pk)
            terima_versi(form, satu.versi)
            form.add_error(None, BASI)
        except ValidationError as galat:
            tambah_galat(form, galat)
    status = 422 if form.errors else 200
    return render(request, "rad/tanggapan.html", {"tanggapan": satu, "form": form}, status=status)


def _putuskan(request: HttpRequest, satu: TanggapanWarga, isi: dict[str, Any]) -> None:
    orang: Any = request.user
    if request.POST.get("putusan") == "tolak":
        tindakan.tolak(by=orang, tanggapan=satu, alasan=isi["alasan"], versi=isi["versi"])
        messages.success(request, "Tanggapan tidak ditayangkan.")
        return
    tindakan.tayangkan(
        by=orang, tanggapan=satu, isi_tayang=isi["isi_tayang"], jawaban=isi["jawaban"],
        versi=isi["versi"],
    )  # fmt: skip
    messages.success(request, "Tanggapan ditayangkan.")


def _ambil(request: HttpRequest, pk: UUID) -> TanggapanWarga:
    semua = TanggapanWarga.objects.untuk(request.user).select_related(
        "aksi__penanggung_jawab", "tempat", "diperiksa_oleh"
    )
    satu: TanggapanWarga = get_object_or_404(semua, pk=pk)
    return satu
