"""What a meeting is prepared with: sessions, agenda with materials, the letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import unduh_berkas
from pokja.actions import rapat as tindakan
from pokja.forms.rapat import AgendaForm, SesiForm, UndanganForm
from pokja.models import AgendaRapat, Pejabat, Rapat, SesiRapat
from pokja.views.kiriman import basi, coba, kiriman, tekan
from pokja.views.rapat import BASI, ambil, atas_bagian, bagian, isian, kelola


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def sesi_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a session."""
    return _sesi(request, kelola(request, pk), None)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def sesi_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a session."""
    sesi = bagian(request, SesiRapat, pk)
    return _sesi(request, sesi.rapat, sesi)


def _sesi(request: HttpRequest, rapat: Rapat, sesi: SesiRapat | None) -> HttpResponse:
    form = SesiForm(*kiriman(request), sesi=sesi)

    def jalankan(isi: dict[str, Any]) -> SesiRapat:
        return tindakan.simpan_sesi(
            by=request.user, rapat=rapat, isi=form.isi(), sesi=sesi, versi=isi["versi"],
            id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Sesi disimpan.")
            return redirect("pokja:rapat", rapat.pk)
    except SudahBerubah:
        basi(form, bagian(request, SesiRapat, sesi.pk), BASI, ("judul", "tempat"))  # type: ignore[union-attr]
    return isian(request, form, rapat, "Ubah sesi" if sesi else "Tambah sesi", "Simpan sesi")


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def agenda_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an item."""
    return _agenda(request, kelola(request, pk), None)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def agenda_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an item, or exchange its material."""
    agenda = bagian(request, AgendaRapat, pk)
    return _agenda(request, agenda.rapat, agenda)


def _agenda(request: HttpRequest, rapat: Rapat, agenda: AgendaRapat | None) -> HttpResponse:
    form = AgendaForm(*kiriman(request), rapat=rapat, agenda=agenda)

    def jalankan(isi: dict[str, Any]) -> AgendaRapat:
        return tindakan.simpan_agenda(
            by=request.user, rapat=rapat, isi=form.isi(), materi=isi["materi"], agenda=agenda,
            versi=isi["versi"], id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Agenda disimpan.")
            return redirect("pokja:rapat", rapat.pk)
    except SudahBerubah:
        basi(form, bagian(request, AgendaRapat, agenda.pk), BASI, ("judul", "penyaji"))  # type: ignore[union-attr]
    judul = "Ubah pokok bahasan" if agenda else "Tambah pokok bahasan"
    return isian(request, form, rapat, judul, "Simpan pokok bahasan")


@izin("pokja.lihat_rapat")
@require_safe
def materi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The material of an item."""
    agenda = get_object_or_404(AgendaRapat.objects.untuk(request.user), pk=pk)
    return unduh_berkas(agenda.materi, f"materi-{agenda.urutan}.pdf")


sesi_hapus = atas_bagian(SesiRapat, "sesi", "Sesi dihapus.", tindakan.hapus_sesi)
agenda_hapus = atas_bagian(AgendaRapat, "agenda", "Pokok bahasan dihapus.", tindakan.hapus_agenda)


@izin("pokja.kelola_rapat")
@require_POST
def agenda_pindah(request: HttpRequest, pk: UUID, arah: str) -> HttpResponse:
    """Move an item up or down."""
    if arah not in ("naik", "turun"):
        raise Http404
    agenda = bagian(request, AgendaRapat, pk)
    tekan(request, "Urutan disimpan.", tindakan.pindah_agenda, agenda=agenda, naik=arah == "naik")
    return redirect("pokja:rapat", agenda.rapat_id)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def undangan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter: number, date, who signs."""
    rapat = kelola(request, pk)
    milik = Pejabat.objects.untuk(request.user)
    duduk = milik.berlaku(timezone.localdate()).filter(kedudukan__pokja=rapat.pokja)
    # Who has left the seat meanwhile stays the one who signed.
    duduk = (duduk | milik.filter(pk=rapat.penandatangan_id)).select_related("kedudukan")
    form = UndanganForm(*kiriman(request), rapat=rapat, pejabat=duduk)

    def jalankan(isi: dict[str, Any]) -> Rapat:
        return tindakan.ubah_rapat(by=request.user, rapat=rapat, isi=form.isi(), versi=isi["versi"])

    try:
        if coba(form, jalankan):
            messages.success(request, "Surat undangan disimpan.")
            return redirect("pokja:rapat", pk)
    except SudahBerubah:
        basi(form, ambil(request, pk), BASI, ("nomor_undangan", "catatan", "tembusan"))
    return isian(request, form, rapat, "Surat undangan", "Simpan surat undangan")
