"""Around one action: the targets it serves, its SOPs, its tags, what it needs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from pokja.views.kiriman import coba
from rad.actions import acuan as tindakan_acuan
from rad.actions import penanda as tindakan
from rad.actions import sop as tindakan_sop
from rad.forms.penanda import KebutuhanForm, PenandaForm
from rad.forms.pilih import CariButirForm, CariForm, PilihForm
from rad.models import Aksi, ButirAcuan, DokumenAcuan, KaitanAcuan, KaitanSop, Sop

BASI = (
    "Belum tersimpan: isian ini diubah orang lain sejak Anda membukanya. Isian Anda masih ada; "
    "menyimpan sekali lagi memakai isian Anda. Tersimpan kini: {kini}."
)


def _aksi(request: HttpRequest, pk: UUID, hak: str) -> Aksi:
    semua = Aksi.objects.untuk(request.user).select_related("rad", "penanggung_jawab")
    aksi = get_object_or_404(semua, pk=pk)
    wajib(request.user, hak, aksi)
    return aksi


@izin("rad.selaraskan")
@require_http_methods(["GET", "POST"])
def acuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Search items of the documents in force in the plan's years, and tick those it serves."""
    aksi = _aksi(request, pk, "rad.selaraskan")
    dokumen = DokumenAcuan.objects.untuk(request.user).sezaman(aksi.rad)
    cari = CariButirForm(request.GET, dokumen=dokumen)
    isi = cari.aktif()
    calon = ButirAcuan.objects.untuk(request.user).filter(dokumen__in=dokumen)
    calon = calon.exclude(kaitan__aksi=aksi).select_related("dokumen")
    if kata := isi.get("kata"):
        calon = calon.filter(Q(uraian__icontains=kata) | Q(kode__istartswith=kata))
    if satu := isi.get("dokumen"):
        calon = calon.filter(dokumen=satu)
    form = _form_pilih(
        request,
        calon.order_by("dokumen__jenis", "dokumen__nama", "urutan"),
        lambda b: f"{b.kode} {b.uraian} ({b.dokumen.nama})",
        "Butir yang dijawab aksi ini",
    )
    judul = "Kaitkan dengan dokumen acuan"

    def jalankan(isi: dict[str, Any]) -> int:
        return tindakan_acuan.kaitkan(by=request.user, aksi=[aksi], butir=isi["pilihan"]) or -1

    return _kaitkan(request, aksi, cari, form, jalankan, judul)


@izin("rad.selaraskan")
@require_http_methods(["GET", "POST"])
def sop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Search SOPs and tick those the action is carried out by."""
    aksi = _aksi(request, pk, "rad.selaraskan")
    cari = CariForm(request.GET)
    calon = Sop.objects.untuk(request.user).exclude(kaitan__aksi=aksi).select_related("lembaga")
    if kata := cari.aktif().get("kata"):
        calon = calon.filter(Q(judul__icontains=kata) | Q(nomor__icontains=kata))
    form = _form_pilih(
        request,
        calon.order_by("judul"),
        lambda s: f"{s.judul} ({s.nomor}, {s.lembaga.nama})",
        "SOP yang dipakai aksi ini",
    )

    def jalankan(isi: dict[str, Any]) -> int:
        return tindakan_sop.kaitkan(by=request.user, aksi=[aksi], sop=isi["pilihan"]) or -1

    return _kaitkan(request, aksi, cari, form, jalankan, "Kaitkan dengan SOP")


def _form_pilih(
    request: HttpRequest, calon: QuerySet, label: Callable[[Any], str], judul: str
) -> PilihForm:
    isian = request.POST if request.method == "POST" else None
    return PilihForm(isian, calon=calon, label=label, judul=judul)


def _kaitkan(
    request: HttpRequest,
    aksi: Aksi,
    cari: CariForm,
    form: PilihForm,
    jalankan: Callable[[dict[str, Any]], Any],
    judul: str,
) -> HttpResponse:
    if request.method == "POST" and coba(form, jalankan):
        messages.success(request, "Kaitan disimpan.")
        return redirect("rad:aksi_detail", aksi.pk)
    konteks = {"aksi": aksi, "cari": cari, "form": form, "judul": judul}
    return render(request, "rad/kaitkan.html", konteks, status=422 if form.errors else 200)


@izin("rad.selaraskan")
@require_POST
def acuan_lepas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a link to an item."""
    return _lepas(request, KaitanAcuan.objects.untuk(request.user), pk, tindakan_acuan.lepaskan)


@izin("rad.selaraskan")
@require_POST
def sop_lepas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a link to an SOP."""
    return _lepas(request, KaitanSop.objects.untuk(request.user), pk, tindakan_sop.lepaskan)


def _lepas(
    request: HttpRequest, semua: QuerySet, pk: UUID, lepaskan: Callable[..., None]
) -> HttpResponse:
    satu = get_object_or_404(semua.select_related("aksi__penanggung_jawab"), pk=pk)
    lepaskan(by=request.user, kaitan=satu)
    messages.success(request, "Kaitan dilepas.")
    return redirect("rad:aksi_detail", satu.aksi_id)


@izin("rad.selaraskan")
@require_http_methods(["GET", "POST"])
def penanda(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the action also counts towards."""
    aksi = _aksi(request, pk, "rad.selaraskan")
    dibaca = tindakan.keadaan_penanda(aksi)
    form = PenandaForm(_kiriman(request), aksi=aksi, dibaca=dibaca)

    def jalankan(isi: dict[str, Any]) -> None:
        tindakan.simpan_penanda(
            by=request.user, aksi=aksi, penanda=form.penanda_terpilih(), dibaca=isi["dibaca"]
        )

    kini = ", ".join(map(str, aksi.penanda.all())) or "tanpa penanda"
    return _simpan(request, aksi, form, jalankan, dibaca, kini, "Penanda aksi")


@izin("rad.isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def kebutuhan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the action needs each year, beside what is budgeted."""
    aksi = _aksi(request, pk, "rad.isi_kebutuhan")
    dibaca = tindakan.keadaan_kebutuhan(aksi)
    form = KebutuhanForm(_kiriman(request), aksi=aksi, dibaca=dibaca)

    def jalankan(isi: dict[str, Any]) -> None:
        tindakan.simpan_kebutuhan(
            by=request.user, aksi=aksi, kebutuhan=form.kebutuhan(), dibaca=isi["dibaca"]
        )

    kini = dibaca.replace(",", "; ").replace(":", ": Rp") or "belum diisi"
    return _simpan(request, aksi, form, jalankan, dibaca, kini, "Kebutuhan dana")


def _kiriman(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _simpan(
    request: HttpRequest,
    aksi: Aksi,
    form: Any,
    jalankan: Callable[[dict[str, Any]], None],
    dibaca: str,
    kini: str,
    judul: str,
) -> HttpResponse:
    status = 200
    try:
        if request.method == "POST" and coba(form, jalankan):
            messages.success(request, f"{judul} disimpan.")
            return redirect("rad:aksi_detail", aksi.pk)
    except SudahBerubah:
        form.data = form.data.copy()
        form.data["dibaca"] = dibaca
        form.add_error(None, BASI.format(kini=kini))
        status = 409
    kembali = reverse("rad:aksi_detail", args=[aksi.pk])
    konteks = {
        "form": form,
        "judul": judul,
        "pengantar": aksi.uraian,
        "jejak": [("Aksi", kembali)],
        "kembali": kembali,
        "bentrok": None,
    }
    status = 422 if form.errors and status == 200 else status
    return render(request, "rad/selaras_form.html", konteks, status=status)
