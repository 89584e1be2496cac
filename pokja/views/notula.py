"""The minutes: written while people talk, closed by who may."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from pokja.actions import notula as tindakan
from pokja.actions import tindak_lanjut as tindakan_lanjut
from pokja.documents import lanjutan
from pokja.enums_rapat import StatusRapat
from pokja.forms.notula import (
    KepalaNotulaForm,
    KeputusanForm,
    PembahasanForm,
    SahkanForm,
    TindakLanjutForm,
)
from pokja.models import AgendaRapat, Keputusan, Rapat, TindakLanjut
from pokja.views.kiriman import basi, coba, kiriman
from pokja.views.rapat import ambil, atas_bagian, bagian, isian, kelola, muka

BASI = "Notula ini berubah sejak Anda membukanya. Isian Anda masih ada; periksa, lalu simpan lagi."
# What the block of an item says about its last save.
KABAR: dict[str, Any] = {"kini": "", "versi_kini": 0, "tersimpan": None}


@izin("pokja.lihat_rapat")
@require_http_methods(["GET", "POST"])
def notula(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes as they stand; POST stores what frames them."""
    rapat = ambil(request, pk)
    form = KepalaNotulaForm(*kiriman(request), rapat=rapat)
    if request.method == "POST":
        wajib(request.user, "pokja.kelola_rapat", rapat)

        def jalankan(isi: dict[str, Any]) -> Rapat:
            return tindakan.simpan_kepala(
                by=request.user, rapat=rapat, isi=form.isi(), versi=isi["versi"]
            )

        try:
            if coba(form, jalankan):
                messages.success(request, "Notula disimpan.")
                return redirect("pokja:rapat_notula", pk)
        except SudahBerubah:
            basi(form, ambil(request, pk), BASI, form.RUAS)
    return _notula(request, rapat, form, {})


def _notula(
    request: HttpRequest, rapat: Rapat, form: KepalaNotulaForm, bagian_lain: dict[UUID, Any]
) -> HttpResponse:
    """Show the minutes; *bagian_lain* replaces the block of an item that could not be stored."""
    keputusan = list(rapat.keputusan.prefetch_related("tindak_lanjut__lembaga"))
    agenda = list(rapat.agenda.all())
    butir = [
        bagian_lain.get(a.pk) or {**KABAR, "agenda": a, "form": _pembahasan(a)} for a in agenda
    ]
    konteks = muka(
        request, rapat, "notula",
        butir=[
            {**b, "keputusan": [k for k in keputusan if k.agenda_id == b["agenda"].pk]}
            for b in butir
        ],
        umum=[k for k in keputusan if k.agenda_id is None],
        lanjutan=_lanjutan(rapat, agenda),
        form=form,
    )  # fmt: skip
    salah = bool(form.errors or bagian_lain)
    return render(request, "pokja/rapat_notula.html", konteks, status=422 if salah else 200)


def _lanjutan(rapat: Rapat, agenda: list[AgendaRapat]) -> list[dict[str, str]]:
    """Return the follow-ups of earlier meetings: as they are, or as they were when it closed."""
    pembawa = next((a for a in agenda if a.lanjutan), None)
    if pembawa is None:
        return []
    if rapat.status == StatusRapat.FINAL:
        return pembawa.salinan
    return lanjutan.salin(rapat)


def _pembahasan(agenda: AgendaRapat) -> PembahasanForm:
    return PembahasanForm(
        initial={"versi": agenda.versi, "teks": agenda.pembahasan}, prefix=f"b-{agenda.pk}"
    )


@izin("pokja.kelola_rapat")
@require_POST
def pembahasan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store the minutes of one item: by itself while somebody types, or by its button.

    A save that came too late stores nothing: both texts are shown, and the person decides.
    """
    agenda = bagian(request, AgendaRapat, pk)
    form = PembahasanForm(request.POST, prefix=f"b-{agenda.pk}")
    blok: dict[str, Any] = {**KABAR, "agenda": agenda, "form": form}

    def jalankan(isi: dict[str, Any]) -> AgendaRapat:
        return tindakan.simpan_pembahasan(
            by=request.user, agenda=agenda, teks=isi["teks"], versi=_versi(request, isi["versi"])
        )

    try:
        if coba(form, jalankan):
            if not request.htmx:  # type: ignore[attr-defined]
                messages.success(request, "Pembahasan disimpan.")
                return redirect(f"{reverse('pokja:rapat_notula', args=[agenda.rapat_id])}#a-{pk}")
            blok |= {"form": _pembahasan(agenda), "tersimpan": timezone.now()}
    except SudahBerubah:
        kini = bagian(request, AgendaRapat, pk)
        blok |= {"kini": kini.pembahasan, "versi_kini": kini.versi}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pokja/_pembahasan_kabar.html", {**blok, "oob": True})
    kepala = KepalaNotulaForm(rapat=agenda.rapat)
    return _notula(request, ambil(request, agenda.rapat_id), kepala, {pk: blok})


def _versi(request: HttpRequest, versi: int) -> int:
    """Return the version that a save starts from: that of the page, or the one shown beside the
    other person's text by who presses the button under it."""
    kini = request.POST.get("versi_kini", "")
    return int(kini) if kini.isascii() and kini.isdigit() and len(kini) < 10 else versi


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def keputusan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a decision."""
    return _keputusan(request, kelola(request, pk), None)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def keputusan_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a decision."""
    keputusan = bagian(request, Keputusan, pk)
    return _keputusan(request, keputusan.rapat, keputusan)


def _keputusan(request: HttpRequest, rapat: Rapat, keputusan: Keputusan | None) -> HttpResponse:
    form = KeputusanForm(*kiriman(request), rapat=rapat, keputusan=keputusan)
    if keputusan is None and "agenda" in request.GET:
        form.fields["agenda"].initial = request.GET["agenda"]

    def jalankan(isi: dict[str, Any]) -> Keputusan:
        return tindakan.simpan_keputusan(
            by=request.user, rapat=rapat, isi=form.kolom(), keputusan=keputusan,
            versi=isi["versi"], id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if jadi := coba(form, jalankan):
            messages.success(request, "Keputusan disimpan. Tambahkan tindak lanjutnya.")
            return redirect(f"{reverse('pokja:rapat_notula', args=[rapat.pk])}#k-{jadi.pk}")
    except SudahBerubah:
        basi(form, bagian(request, Keputusan, keputusan.pk), BASI, ("isi",))  # type: ignore[union-attr]
    judul = "Ubah keputusan" if keputusan else "Tambah keputusan"
    return isian(request, form, rapat, judul, "Simpan keputusan", kembali="pokja:rapat_notula")


keputusan_hapus = atas_bagian(
    Keputusan, "keputusan", "Keputusan dihapus.", tindakan.hapus_keputusan, "pokja:rapat_notula"
)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def tindak_lanjut_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what follows from a decision."""
    return tindak_lanjut_form(request, bagian(request, Keputusan, pk), None)


def tindak_lanjut_form(
    request: HttpRequest, keputusan: Keputusan, ada: TindakLanjut | None
) -> HttpResponse:
    """Show and store the form of a follow-up of *keputusan*; *ada*: the one to correct."""
    form = TindakLanjutForm(*kiriman(request), tindak_lanjut=ada)

    def jalankan(isi: dict[str, Any]) -> TindakLanjut:
        return tindakan_lanjut.simpan_tindak_lanjut(
            by=request.user, keputusan=keputusan, isi=form.isi(), tindak_lanjut=ada,
            versi=isi["versi"], id_baru=isi["id_baru"],
        )  # fmt: skip

    try:
        if coba(form, jalankan):
            messages.success(request, "Tindak lanjut disimpan.")
            alamat = reverse("pokja:rapat_notula", args=[keputusan.rapat_id])
            return redirect(f"{alamat}#k-{keputusan.pk}")
    except SudahBerubah:
        semua = TindakLanjut.objects.untuk(request.user)
        basi(form, get_object_or_404(semua, pk=ada.pk), BASI, ("uraian",))  # type: ignore[union-attr]
    return isian(
        request, form, keputusan.rapat,
        "Ubah tindak lanjut" if ada else "Tambah tindak lanjut", "Simpan tindak lanjut",
        kembali="pokja:rapat_notula", templat="pokja/tindak_lanjut_form.html", keputusan=keputusan,
    )  # fmt: skip


@izin("pokja.sahkan_notula")
@require_http_methods(["GET", "POST"])
def sahkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the whole text once more and make it final; who comes second sees both texts."""
    rapat = ambil(request, pk)
    agenda = list(rapat.agenda.all())
    form = SahkanForm(*kiriman(request), rapat=rapat, agenda=agenda)

    def jalankan(isi: dict[str, Any]) -> None:
        tindakan.sahkan(by=request.user, rapat=rapat, versi=isi["versi"], naskah=form.naskah())

    try:
        if coba(form, jalankan):
            messages.success(
                request, "Notula final. Rapat ini terkunci; tindak lanjutnya berjalan terus."
            )
            return redirect("pokja:rapat", pk)
    except SudahBerubah:
        return _kalah(request, ambil(request, pk), form)
    return isian(
        request, form, rapat, "Sahkan notula", "Sahkan notula", kembali="pokja:rapat_notula",
        templat="pokja/rapat_sahkan.html", kurang=tindakan.belum_lengkap(rapat),
    )  # fmt: skip


def _kalah(request: HttpRequest, kini: Rapat, form: SahkanForm) -> HttpResponse:
    """Show what the person wanted to close beside what is stored, part by part."""
    isi = form.cleaned_data
    banding = [("Pembukaan", isi["pembukaan"], kini.pembukaan)]
    milik = {a.pk: isi[f"agenda-{a.pk}"] for a in form.agenda}
    banding += [(a.judul, milik.get(a.pk, ""), a.pembahasan) for a in kini.agenda.all()]
    banding.append(("Penutup", isi["penutup"], kini.penutup))
    konteks = muka(
        request, kini, "notula",
        banding=[(judul, anda, kini_) for judul, anda, kini_ in banding if anda != kini_],
        final=kini.status == StatusRapat.FINAL,
    )  # fmt: skip
    return render(request, "pokja/rapat_banding.html", konteks, status=409)
