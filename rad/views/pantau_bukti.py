"""Evidence of a report: attached, looked at, judged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from pokja.views.kiriman import coba, tekan
from rad.actions import pantau_rencana as tindakan
from rad.forms.pantau import BuktiForm, PeriksaBuktiForm
from rad.models import Bukti
from rad.views.pantau_laporan import SUDAH, ambil, ambil_aksi, ambil_laporan, halaman, kembali

JENIS = {"pdf": "application/pdf", "jpg": "image/jpeg"}


@izin("rad.isi_laporan")
@require_POST
def unggah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Attach a file."""
    satu = ambil(request.user, pk)
    wajib(request.user, "rad.isi_laporan", satu)
    aksi = ambil_aksi(request.user, satu.aksi_id)
    form = BuktiForm(request.POST, request.FILES, aksi=aksi, periode=satu.periode)
    orang: Any = request.user
    if coba(form, lambda _: tindakan.unggah(by=orang, laporan=satu, **form.isi())):
        messages.success(request, "Bukti dilampirkan.")
        return kembali(satu)
    ada = ambil_laporan(request.user, aksi, satu.tahun, satu.periode)
    return halaman(request, aksi, satu.tahun, satu.periode, ada, status=422, form_bukti=form)


@izin("rad.lihat_pantau")
@require_safe
def berkas(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file, for saving under a name that says what it is."""
    bukti = _ambil(request, pk)
    ekstensi = str(bukti.berkas.name).rsplit(".", 1)[-1]
    try:
        isi = bukti.berkas.open("rb")
    except FileNotFoundError as galat:
        raise Http404 from galat
    kata = slugify(bukti.syarat.uraian if bukti.syarat else "") or "data-dukung"
    nama = f"{bukti.laporan.periode}-{bukti.laporan.tahun}-{kata[:60]}.{ekstensi}"
    return FileResponse(isi, as_attachment=True, filename=nama, content_type=JENIS[ekstensi])


@izin("rad.isi_laporan")
@require_POST
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file out of a report that is not sent."""
    bukti = _ambil(request, pk)
    wajib(request.user, "rad.isi_laporan", bukti.laporan)
    tekan(request, "Bukti dihapus.", tindakan.hapus_bukti, bukti=bukti)
    return kembali(bukti.laporan)


@izin("rad.verifikasi_laporan")
@require_POST
def periksa(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say whether a file is adequate."""
    bukti = _ambil(request, pk)
    wajib(request.user, "rad.verifikasi_laporan", bukti.laporan)
    form = PeriksaBuktiForm(request.POST)
    pesan = " ".join(g for daftar in form.errors.values() for g in daftar)
    try:
        if form.is_valid():
            memadai = form.cleaned_data["memadai"] == "ya"
            tindakan.periksa_bukti(
                by=request.user, bukti=bukti, memadai=memadai, catatan=form.cleaned_data["catatan"]
            )
            messages.success(request, "Putusan dicatat.")
    except SudahBerubah:
        pesan = SUDAH
    except ValidationError as galat:
        pesan = " ".join(galat.messages)
    if pesan:
        messages.error(request, pesan)
    return kembali(bukti.laporan)


def _ambil(request: HttpRequest, pk: UUID) -> Bukti:
    semua = Bukti.objects.untuk(request.user)
    lengkap = semua.select_related(
        "syarat", "laporan__aksi__rad", "laporan__aksi__penanggung_jawab"
    )
    bukti: Bukti = get_object_or_404(lengkap, pk=pk)
    return bukti
