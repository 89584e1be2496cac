"""Bringing an earlier text back: first what would happen, then, on POST, the drafts of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from p3aks.core.forms import tambah_galat
from p3aks.core.models import SudahBerubah
from rad.actions import pulihkan as tindakan
from rad.documents import pulihkan as rencana
from rad.enums import StatusAksi
from rad.forms.perubahan import AlasanPerubahanForm
from rad.forms.pulihkan import PulihkanVersiForm
from rad.models import Aksi, VersiRad
from rad.models.salinan import beda, salin
from rad.views.aksi_form import dengan_isi


@izin("rad.pulihkan_aksi")
@require_http_methods(["GET", "POST"])
def aksi(request: HttpRequest, pk: UUID, langkah: int) -> HttpResponse:
    """Show what the text kept with one step would change; on POST, bring it back as a draft."""
    satu: Aksi = get_object_or_404(dengan_isi(request.user), pk=pk)
    if not request.user.has_perm("rad.pulihkan_aksi", satu):
        raise PermissionDenied
    jejak = satu.transisi.select_related("oleh", "aksi").filter(pk=langkah).first()
    if jejak is None or not jejak.salinan:
        raise Http404
    sasaran = rencana.tujuan(satu)
    perlu_alasan = sasaran is not None and sasaran.status == StatusAksi.DITETAPKAN
    form = AlasanPerubahanForm(request.POST or None) if perlu_alasan else None
    if request.method == "POST" and (form is None or form.is_valid()):
        alasan = form.cleaned_data["alasan"] if form else ""
        try:
            hasil = tindakan.pulihkan_aksi(by=request.user, aksi=satu, langkah=jejak, alasan=alasan)
        except (ValidationError, SudahBerubah) as galat:
            pesan = getattr(galat, "messages", ["Aksi ini baru saja diubah orang lain."])
            messages.error(request, " ".join(pesan))
            return redirect("rad:aksi_detail", satu.pk)
        messages.success(request, "Isi dipulihkan sebagai draf. Periksa, lalu ajukan.")
        return redirect("rad:aksi_detail", hasil.pk)
    isi = {
        "aksi": satu,
        "rad": satu.rad,
        "jejak": jejak,
        "sasaran": sasaran,
        "terhalang": sasaran is not None and not (perlu_alasan or sasaran.boleh_disunting),
        "beda": beda(salin(sasaran or satu), jejak.salinan),
        "form": form,
    }
    return render(request, "rad/pulihkan_aksi.html", isi)


@izin("rad.kelola_rad")
@require_http_methods(["GET", "POST"])
def versi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would make the plan read like this version again; on POST, make the drafts."""
    satu = get_object_or_404(VersiRad.objects.untuk(request.user).select_related("rad"), pk=pk)
    langkah = rencana.rencana(satu)
    sidik = rencana.sidik_rencana(langkah)
    form = PulihkanVersiForm(request.POST or None, initial={"sidik": sidik})
    if request.method == "POST" and form.is_valid():
        try:
            jumlah = tindakan.pulihkan_versi(by=request.user, versi=satu, **form.cleaned_data)
        except ValidationError as galat:
            tambah_galat(form, galat)
        except SudahBerubah:
            form.add_error(
                None,
                "RAD berubah sejak halaman ini dibuka, jadi belum ada yang dipulihkan. Periksa "
                "daftar di bawah, lalu pulihkan lagi.",
            )
            form.data = {**form.data.dict(), "sidik": sidik}
        else:
            return _selesai(request, satu, jumlah)
    jenis = (rencana.UBAH, rencana.KEMBALI, rencana.CABUT, rencana.TERHALANG)
    per_jenis = {j: [s for s in langkah if s.jenis == j] for j in jenis}
    ada = any(per_jenis[j] for j in jenis[:3])
    isi = {
        "versi": satu,
        "rad": satu.rad,
        "form": form,
        "ada": ada,
        "ubah": per_jenis[rencana.UBAH],
        "baru": per_jenis[rencana.KEMBALI],
        "cabut": per_jenis[rencana.CABUT],
        "terhalang": per_jenis[rencana.TERHALANG],
    }
    return render(request, "rad/pulihkan_versi.html", isi)


def _selesai(request: HttpRequest, satu: VersiRad, jumlah: Any) -> HttpResponse:
    messages.success(
        request,
        f"Versi {satu.nomor} dipulihkan sebagai rancangan: {jumlah[rencana.UBAH]} perubahan, "
        f"{jumlah[rencana.KEMBALI]} draf baru, {jumlah[rencana.CABUT]} usul pencabutan. Belum ada "
        "yang ditetapkan; semuanya perlu diajukan dan disetujui.",
    )
    return redirect("rad:matriks", satu.rad_id)
