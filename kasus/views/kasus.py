"""One case: its first report, its page, notes, team and verification."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import kasus as tindakan
from kasus.actions import tim, verifikasi
from kasus.actions.cari import catat_cari
from kasus.actions.dasar import catat_baca
from kasus.documents import ringkasan
from kasus.documents.daftar import nama_bulan
from kasus.forms.intake import Intake, KejadianForm
from kasus.forms.isian import sebar_galat
from kasus.forms.kasus import CatatanForm, KembalikanForm, TimForm
from kasus.models import Kasus
from kasus.views.dasar import kasus_ditangani
from kasus.views.isian import Hasil, kembali, simpan, uuid_dari
from p3aks.core.access import izin, wajib


@izin("kasus.buat")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """A first report. The form carries the new case's id: sent twice, it is one case."""
    user: Any = request.user
    if request.method == "GET":
        return _intake(request, Intake(user=user, kunci=uuid4()))
    kunci = uuid_dari(request.POST.get("kunci", "")) or uuid4()
    milik = Kasus.objects.untuk(user).ditangani(user)
    if sudah := milik.filter(pk=kunci, dibuat_oleh=user).first():
        messages.info(request, "Laporan ini sudah tersimpan; kiriman kedua tidak disimpan lagi.")
        return redirect("kasus:detail", sudah.pk)
    intake = Intake(user=user, data=request.POST, kunci=kunci)
    sah = intake.sah()
    if intake.mirip:
        dicari = intake.identitas_korban.isi()
        catat_cari(by=user, nama=bool(dicari.nama), nik=bool(dicari.nik), hasil=len(intake.mirip))
    if sah:
        try:
            kasus = tindakan.buat(by=user, isi=intake.isi(), id_baru=kunci)
        except ValidationError as galat:
            sebar_galat(galat, intake.formulir)
        else:
            messages.success(request, "Laporan tersimpan. Lengkapi sisanya kapan saja.")
            return redirect("kasus:detail", kasus.pk)
    return _intake(request, intake, status=422)


def _intake(request: HttpRequest, intake: Intake, status: int = 200) -> HttpResponse:
    return render(request, "kasus/baru.html", {"intake": intake}, status=status)


@izin("kasus.lihat")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of a case: in full for those who handle it, code and stage for other readers."""
    user: Any = request.user
    if Kasus.objects.untuk(user).ditangani(user).filter(pk=pk).exists():
        return _halaman(request, kasus_ditangani(request, pk, halaman="ringkasan"))
    kasus = get_object_or_404(Kasus.objects.untuk(user), pk=pk)
    catat_baca(user, kasus, "ringkasan", tingkat="F0")
    konteks = {
        "kode": kasus.kode,
        "tahap": kasus.get_tahap_display(),
        "bulan": nama_bulan(kasus.bulan),
        "prosedur": ringkasan.prosedur(user, kasus),
    }
    return render(request, "kasus/detail_f0.html", konteks)


@izin("kasus.kelola")
@require_http_methods(["GET", "POST"])
def kejadian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change when, where and how; a stale save shows both texts and drops neither."""
    kasus = kasus_ditangani(request, pk, halaman="kejadian")
    wajib(request.user, "kasus.kelola", kasus)
    form = KejadianForm(request.POST or None, kasus=kasus)
    hasil = Hasil(False)
    if request.method == "POST":
        hasil = simpan(
            [form],
            lambda: tindakan.ubah_kejadian(
                by=request.user,
                kasus=kasus,
                isi=form.isi(),
                versi=form.cleaned_data["versi"] or 0,
            ),
            lambda: [KejadianForm(kasus=kasus_ditangani(request, pk))],
        )
        if hasil.berhasil:
            messages.success(request, "Perubahan disimpan.")
            return kembali(request, kasus)
    konteks = {"kasus": kasus, "formulir": form, "judul": "Kejadian", "beda": hasil.beda}
    konteks["batal_url"] = reverse("kasus:detail", args=[pk])
    return render(request, "kasus/orang_form.html", konteks, status=hasil.status)


@izin("kasus.tangani")
@require_POST
def catatan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a note."""
    kasus = kasus_ditangani(request, pk)
    form = CatatanForm(request.POST, auto_id="catatan_%s")
    hasil = simpan(
        [form],
        lambda: tindakan.tulis_catatan(
            by=request.user,
            kasus=kasus,
            isi=form.cleaned_data["isi"],
            id_baru=form.cleaned_data["kunci"],
        ),
    )
    if not hasil.berhasil:
        return _halaman(request, kasus, form_catatan=form)
    messages.success(request, "Catatan disimpan.")
    return redirect("kasus:detail", pk)


@izin("kasus.pimpin")
@require_POST
def tim_tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name a colleague to the team."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.pimpin", kasus)
    form = TimForm(request.POST, kasus=kasus)
    hasil = simpan([form], lambda: tim.tambah(by=request.user, kasus=kasus, **form.cleaned_data))
    if not hasil.berhasil:
        return _halaman(request, kasus, form_tim=form)
    messages.success(request, "Petugas masuk ke dalam tim.")
    return redirect("kasus:detail", pk)


@izin("kasus.pimpin")
@require_POST
def tim_akhiri(request: HttpRequest, pk: UUID, anggota: UUID) -> HttpResponse:
    """End a colleague's membership."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.pimpin", kasus)
    baris = get_object_or_404(kasus.tim.all(), pk=anggota)
    try:
        tim.akhiri(by=request.user, kasus=kasus, anggota=baris)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, "Tugas dalam tim diakhiri.")
    return kembali(request, kasus)


@izin("kasus.verifikasi")
@require_POST
def verifikasi_data(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Verify the data, or return them with a reason (R20)."""
    kasus = kasus_ditangani(request, pk)
    wajib(request.user, "kasus.verifikasi", kasus)
    if request.POST.get("putusan") == "setujui":
        try:
            verifikasi.setujui(by=request.user, kasus=kasus)
            messages.success(request, "Data ditandai terverifikasi.")
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
        return redirect("kasus:detail", pk)
    form = KembalikanForm(request.POST, auto_id="kembali_%s")
    hasil = simpan(
        [form],
        lambda: verifikasi.kembalikan(
            by=request.user, kasus=kasus, alasan=form.cleaned_data["alasan"]
        ),
    )
    if not hasil.berhasil:
        return _halaman(request, kasus, form_kembali=form)
    messages.success(request, "Data dikembalikan. Alasannya tersimpan sebagai catatan.")
    return redirect("kasus:detail", pk)


def _halaman(request: HttpRequest, kasus: Kasus, **form: Any) -> HttpResponse:
    """The page; with a bound form of its own among *form* it is shown again (422)."""
    user: Any = request.user
    catatan = kasus.catatan.select_related("oleh")
    semua_catatan = request.GET.get("catatan") == "semua"
    batas = None if semua_catatan else ringkasan.CATATAN_TERBARU + 1
    daftar_catatan = list(catatan[:batas])
    pimpin = user.has_perm("kasus.pimpin", kasus)
    konteks = {
        "kasus": kasus,
        "maju": ringkasan.kemajuan(kasus),
        "korban": ringkasan.korban(kasus),
        "terlapor": ringkasan.terlapor(kasus),
        "tim": list(kasus.tim.select_related("pengguna").order_by("mulai")),
        "catatan": daftar_catatan[: None if semua_catatan else ringkasan.CATATAN_TERBARU],
        "ada_lagi": not semua_catatan and len(daftar_catatan) > ringkasan.CATATAN_TERBARU,
        "kelola": user.has_perm("kasus.kelola", kasus),
        "pimpin": pimpin,
        "verifikator": user.has_perm("kasus.verifikasi", kasus),
        "form_catatan": form.get("form_catatan")
        or CatatanForm(initial={"kunci": uuid4()}, auto_id="catatan_%s"),
        "form_tim": form.get("form_tim") or (TimForm(kasus=kasus) if pimpin else None),
        "form_kembali": form.get("form_kembali") or KembalikanForm(auto_id="kembali_%s"),
    }
    return render(request, "kasus/detail.html", konteks, status=422 if form else 200)
