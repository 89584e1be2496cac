"""Forming a Pokja: drafts, seats, holders, and the SK that puts a draft in force."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin
from p3aks.core.formatting import tanggal
from p3aks.core.models import SudahBerubah
from pokja.actions.pejabat import akhiri_pejabat, dudukkan, perbaiki_pejabat
from pokja.actions.sk import berlakukan as berlakukan_pokja
from pokja.actions.sk import simpan_pindaian
from pokja.actions.struktur import (
    buang_rancangan,
    hapus_kedudukan,
    siapkan_rancangan,
    simpan_kedudukan,
    simpan_naskah,
)
from pokja.documents.susunan import komposisi
from pokja.enums import StatusPokja
from pokja.forms.struktur import (
    AkhiriForm,
    BerlakukanForm,
    KedudukanForm,
    NaskahForm,
    PejabatForm,
    PerbaikiPejabatForm,
    PindaianForm,
    RancanganForm,
)
from pokja.models import Kedudukan, Pejabat, Pokja
from pokja.views.kiriman import basi, coba, kiriman, tampil, tekan

BASI = "Kedudukan ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan."


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def rancang(request: HttpRequest) -> HttpResponse:
    """Begin the draft of a new Pokja."""
    semua = Pokja.objects.untuk(request.user)
    berlaku = semua.filter(status=StatusPokja.BERLAKU).first()
    form = RancanganForm(*kiriman(request), berlaku=berlaku)

    def jalankan(isi: dict[str, Any]) -> Pokja:
        dari = berlaku if isi.pop("salin", False) else None
        return siapkan_rancangan(by=request.user, dari=dari, **isi)

    if pokja := coba(form, jalankan):
        messages.success(request, "Rancangan dibuat. Lengkapi kedudukan dan pejabatnya.")
        return redirect("pokja:detail", pokja.pk)
    return tampil(request, "pokja/rancang.html", form)


@izin("pokja.kelola_struktur")
@require_POST
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    if tekan(request, "Rancangan dibuang.", buang_rancangan, pokja=pokja):
        return redirect("pokja:daftar")
    return redirect("pokja:detail", pk)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def berlakukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record the SK; from its date on the draft is the Pokja."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    form = BerlakukanForm(*kiriman(request))
    if coba(form, lambda isi: berlakukan_pokja(by=request.user, pokja=pokja, **isi)):
        messages.success(
            request, "Pokja berlaku. Susunannya kini tetap; pejabatnya dapat berganti."
        )
        return redirect("pokja:detail", pk)
    laporan = komposisi(pokja, timezone.localdate())
    return tampil(request, "pokja/berlakukan.html", form, pokja=pokja, komposisi=laporan)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def sk_unggah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The signed SK, where it comes later than its number."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    form = PindaianForm(*kiriman(request))
    if coba(form, lambda isi: simpan_pindaian(by=request.user, pokja=pokja, isi=isi["pindaian"])):
        messages.success(request, "Pindaian SK disimpan.")
        return redirect("pokja:detail", pk)
    return tampil(request, "pokja/sk_unggah.html", form, pokja=pokja)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words of the SK around the structure."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    form = NaskahForm(*kiriman(request), pokja=pokja)
    if coba(form, lambda isi: simpan_naskah(by=request.user, pokja=pokja, **isi)):
        messages.success(request, "Naskah SK disimpan.")
        return redirect("pokja:detail", pk)
    return tampil(request, "pokja/naskah.html", form, pokja=pokja)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def kedudukan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a seat to the draft."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    form = KedudukanForm(*kiriman(request))

    def jalankan(isi: dict[str, Any]) -> Kedudukan:
        return simpan_kedudukan(
            by=request.user, pokja=pokja, isi=form.isi(), id_baru=isi["id_baru"]
        )

    if kedudukan := coba(form, jalankan):
        messages.success(request, f"{kedudukan.get_posisi_display()} ditambahkan.")
        return redirect("pokja:kedudukan", kedudukan.pk)
    return tampil(request, "pokja/kedudukan_form.html", form, pokja=pokja, kedudukan=None)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def kedudukan_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a seat of the draft."""
    kedudukan = _kedudukan(request, pk)
    form = KedudukanForm(*kiriman(request), kedudukan=kedudukan)

    def jalankan(isi: dict[str, Any]) -> Kedudukan:
        return simpan_kedudukan(
            by=request.user, pokja=kedudukan.pokja, isi=form.isi(), kedudukan=kedudukan,
            versi=isi["versi"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Kedudukan disimpan.")
            return redirect("pokja:kedudukan", pk)
    except SudahBerubah:
        kini = _kedudukan(request, pk)
        basi(form, kini, f"{BASI} Tersimpan kini: {kini}, {kini.lembaga}.")
    konteks = {"pokja": kedudukan.pokja, "kedudukan": kedudukan}
    return tampil(request, "pokja/kedudukan_form.html", form, **konteks)


@izin("pokja.kelola_struktur")
@require_POST
def kedudukan_hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a seat out of the draft."""
    kedudukan = _kedudukan(request, pk)
    tekan(request, "Kedudukan dihapus dari rancangan.", hapus_kedudukan, kedudukan=kedudukan)
    return redirect("pokja:detail", kedudukan.pokja_id)


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def kedudukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A seat: who held it and when; POST seats somebody."""
    satu = _kedudukan(request, pk)
    form = PejabatForm(*kiriman(request))

    def jalankan(isi: dict[str, Any]) -> Pejabat:
        return dudukkan(by=request.user, kedudukan=satu, isi=form.isi(), id_baru=isi["id_baru"])

    if pejabat := coba(form, jalankan):
        messages.success(request, f"{pejabat.nama} tercatat sejak {tanggal(pejabat.mulai)}.")
        return redirect("pokja:kedudukan", pk)
    return tampil(
        request, "pokja/kedudukan.html", form, kedudukan=satu, pokja=satu.pokja,
        daftar=Pejabat.objects.untuk(request.user).filter(kedudukan=satu)
        .select_related("pengguna").order_by("-mulai", "-dibuat_pada"),
        hari_ini=timezone.localdate(),
    )  # fmt: skip


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def pejabat_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct how a holder is written."""
    pejabat = _pejabat(request, pk)
    form = PerbaikiPejabatForm(*kiriman(request), pejabat=pejabat)
    if coba(form, lambda isi: perbaiki_pejabat(by=request.user, pejabat=pejabat, **isi)):
        messages.success(request, "Perbaikan disimpan.")
        return redirect("pokja:kedudukan", pejabat.kedudukan_id)
    return tampil(
        request, "pokja/pejabat_ubah.html", form, pejabat=pejabat, kedudukan=pejabat.kedudukan
    )


@izin("pokja.kelola_struktur")
@require_http_methods(["GET", "POST"])
def pejabat_akhiri(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the last day of a holder."""
    pejabat = _pejabat(request, pk)
    form = AkhiriForm(*kiriman(request), initial={"selesai": timezone.localdate()})
    if coba(form, lambda isi: akhiri_pejabat(by=request.user, pejabat=pejabat, **isi)):
        messages.success(
            request, "Hari terakhir dicatat; peran karena kedudukan ini ikut berakhir."
        )
        return redirect("pokja:kedudukan", pejabat.kedudukan_id)
    return tampil(
        request, "pokja/pejabat_akhiri.html", form, pejabat=pejabat, kedudukan=pejabat.kedudukan
    )


def _kedudukan(request: HttpRequest, pk: UUID) -> Kedudukan:
    semua = Kedudukan.objects.untuk(request.user).select_related("pokja", "lembaga")
    return get_object_or_404(semua, pk=pk)


def _pejabat(request: HttpRequest, pk: UUID) -> Pejabat:
    semua = Pejabat.objects.untuk(request.user).select_related("kedudukan__pokja", "pengguna")
    return get_object_or_404(semua, pk=pk)
