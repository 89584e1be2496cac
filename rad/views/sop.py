"""The register of SOPs: the list, one with its versions, and the SOPs of a plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import unduh_berkas
from pokja.models import Lembaga
from pokja.views.kiriman import coba, kiriman, simpan, tekan
from rad.actions import sop as tindakan
from rad.documents import sop as susun
from rad.enums_selaras import StatusSop
from rad.forms.sop import CabutForm, SaringSopForm, SopForm, VersiSopForm
from rad.models import Aksi, KaitanSop, Rad, Sop, VersiSop

SEHALAMAN = 50
TERLAMBAT = "Versi ini sudah diubah orang lain. Lihat keadaannya sekarang."


@izin("rad.lihat_rad")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The SOPs this person may read, 50 to a page."""
    terbaca = Sop.objects.untuk(request.user)
    pemilik = Lembaga.objects.filter(pk__in=terbaca.order_by().values("lembaga"))
    saring = SaringSopForm(request.GET, lembaga=pemilik)
    semua = _saring(request.user, susun.register(request.user), saring.aktif())
    konteks = {
        "halaman": Paginator(semua.order_by("judul", "pk"), SEHALAMAN).get_page(
            request.GET.get("halaman")
        ),
        "saring": saring,
        "rad": Rad.objects.untuk(request.user),
        "boleh_kelola": request.user.has_perm("rad.kelola_sop"),
    }
    return render(request, "rad/sop_daftar.html", konteks)


def _saring(user: Any, semua: QuerySet, isi: dict[str, Any]) -> QuerySet:
    if kata := isi.get("kata"):
        semua = semua.filter(Q(judul__icontains=kata) | Q(nomor__icontains=kata))
    if lembaga := isi.get("lembaga"):
        semua = semua.filter(lembaga=lembaga)
    if bidang := isi.get("bidang"):
        semua = semua.filter(bidang__in=(bidang, ""))
    ada = Exists(VersiSop.objects.untuk(user).filter(sop=OuterRef("pk"), status=StatusSop.BERLAKU))
    match isi.get("keadaan"):
        case "berlaku":
            return semua.filter(ada)
        case "tanpa_versi":
            return semua.filter(~ada)
        case "tanpa_aksi":
            return semua.filter(kaitan=None)
    return semua


@izin("rad.lihat_rad")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One SOP: its versions and the actions that follow it."""
    return _detail(request, _sop(request, pk), CabutForm())


def _detail(request: HttpRequest, sop: Sop, form: CabutForm) -> HttpResponse:
    user = request.user
    hidup = Aksi.objects.untuk(user).hidup()
    kaitan = KaitanSop.objects.untuk(user).filter(sop=sop, aksi__in=hidup)
    konteks = {
        "sop": sop,
        "versi": list(VersiSop.objects.untuk(user).filter(sop=sop)),
        "kaitan": kaitan.select_related("aksi__penanggung_jawab", "aksi__rad"),
        "boleh": user.has_perm("rad.kelola_sop", sop),
        "form_cabut": form,
    }
    konteks["ada_draf"] = any(v.status == StatusSop.DRAF for v in konteks["versi"])
    return render(request, "rad/sop.html", konteks, status=422 if form.errors else 200)


def _sop(request: HttpRequest, pk: UUID) -> Sop:
    return get_object_or_404(Sop.objects.untuk(request.user).select_related("lembaga"), pk=pk)


@izin("rad.kelola_sop")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Enter an SOP in the register."""
    return _form(request, None)


@izin("rad.kelola_sop")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what an SOP is called, or whose it is."""
    sop = _sop(request, pk)
    wajib(request.user, "rad.kelola_sop", sop)
    return _form(request, sop)


def _form(request: HttpRequest, sop: Sop | None) -> HttpResponse:
    form = SopForm(*kiriman(request), user=request.user, sop=sop)
    semua = reverse("rad:sop_daftar")
    return simpan(
        request,
        "rad/selaras_form.html",
        form,
        lambda isi: tindakan.simpan_sop(
            by=request.user, isi=form.isi(), sop=sop, versi=isi["versi"], id_baru=isi["id_baru"]
        ),
        kini=lambda: _sop(request, sop.pk),  # type: ignore[union-attr]
        kabar="SOP disimpan.",
        lanjut=lambda jadi: reverse("rad:sop", args=[jadi.pk]),
        judul="Ubah SOP" if sop else "Tambah SOP",
        pengantar="Sesudah disimpan, unggah naskahnya sebagai versi.",
        jejak=[("SOP", semua)],
        kembali=reverse("rad:sop", args=[sop.pk]) if sop else semua,
    )


@izin("rad.kelola_sop")
@require_http_methods(["GET", "POST"])
def versi_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the next version as a draft."""
    sop = _sop(request, pk)
    wajib(request.user, "rad.kelola_sop", sop)
    return _form_versi(request, sop, None)


@izin("rad.ubah_versi_sop")
@require_http_methods(["GET", "POST"])
def versi_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft; what is in force does not change any more."""
    satu = _versi(request, pk)
    wajib(request.user, "rad.ubah_versi_sop", satu)
    return _form_versi(request, satu.sop, satu)


def _form_versi(request: HttpRequest, sop: Sop, satu: VersiSop | None) -> HttpResponse:
    form = VersiSopForm(*kiriman(request), versi_sop=satu)
    alamat = reverse("rad:sop", args=[sop.pk])
    return simpan(
        request,
        "rad/selaras_form.html",
        form,
        lambda isi: tindakan.simpan_versi(
            by=request.user, sop=sop, isi=form.isi(), pindaian=isi["pindaian"], versi_sop=satu,
            versi=isi["versi"], id_baru=isi["id_baru"],
        ),
        kini=lambda: _versi(request, satu.pk),  # type: ignore[union-attr]
        kabar="Draf versi disimpan.",
        lanjut=lambda _: alamat,
        judul=f"Ubah draf versi {satu.nomor}" if satu else "Tambah versi",
        pengantar=sop.judul,
        jejak=[("SOP", reverse("rad:sop_daftar")), (sop.judul, alamat)],
        kembali=alamat,
    )  # fmt: skip


def _versi(request: HttpRequest, pk: UUID) -> VersiSop:
    semua = VersiSop.objects.untuk(request.user).select_related("sop__lembaga")
    return get_object_or_404(semua, pk=pk)


@izin("rad.ubah_versi_sop")
@require_POST
def berlakukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a draft in force."""
    satu = _versi(request, pk)
    wajib(request.user, "rad.kelola_sop", satu.sop)
    try:
        if satu.status != StatusSop.DRAF:
            raise SudahBerubah
        tekan(request, "Versi ini berlaku dan terkunci.", tindakan.berlakukan, versi_sop=satu)
    except SudahBerubah:
        messages.warning(request, TERLAMBAT)
    return redirect("rad:sop", satu.sop_id)


@izin("rad.cabut_versi_sop")
@require_POST
def cabut(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Revoke what is in force, with a reason."""
    satu = _versi(request, pk)
    wajib(request.user, "rad.kelola_sop", satu.sop)
    form = CabutForm(request.POST)
    try:
        if satu.status != StatusSop.BERLAKU:
            raise SudahBerubah
        if coba(form, lambda isi: tindakan.cabut(by=request.user, versi_sop=satu, **isi)):
            messages.success(request, "Versi dicabut.")
            return redirect("rad:sop", satu.sop_id)
    except SudahBerubah:
        messages.warning(request, TERLAMBAT)
        return redirect("rad:sop", satu.sop_id)
    return _detail(request, satu.sop, form)


@izin("rad.ubah_versi_sop")
@require_POST
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop a draft."""
    satu = _versi(request, pk)
    wajib(request.user, "rad.ubah_versi_sop", satu)
    tindakan.buang_draf(by=request.user, versi_sop=satu)
    messages.success(request, "Draf versi dibuang.")
    return redirect("rad:sop", satu.sop_id)


@izin("rad.lihat_rad")
@require_safe
def berkas(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The PDF of a version, under a name that says nothing."""
    satu = _versi(request, pk)
    return unduh_berkas(satu.berkas, f"sop-versi-{satu.nomor}.pdf")


@izin("rad.lihat_rad")
@require_safe
def rencana(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The SOPs in force of one plan, and its actions without any."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    konteks = {
        "rad": rad,
        "daftar": susun.sop_berlaku(request.user, rad),
        "tanpa": list(susun.aksi_tanpa_sop(request.user, rad)),
    }
    return render(request, "rad/sop_rencana.html", konteks)
