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
from rad.models import Aksi, TransisiAksi, VersiRad
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
        return _pulihkan(request, satu, jejak, form.cleaned_data["alasan"] if form else "")
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


def _pulihkan(request: HttpRequest, satu: Aksi, jejak: TransisiAksi, alasan: str) -> HttpResponse:
    """Bring the text back and show the draft; say so where something stands in the way."""
    orang: Any = request.user
    try:
        hasil = tindakan.pulihkan_aksi(by=orang, aksi=satu, langkah=jejak, alasan=alasan)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    except SudahBerubah:
        messages.error(request, "Aksi ini baru saja diubah orang lain; belum ada yang dipulihkan.")
    else:
        messages.success(request, "Isi dipulihkan sebagai draf. Periksa, lalu ajukan.")
        return redirect("rad:aksi_detail", hasil.pk)
    return redirect("rad:aksi_detail", satu.pk)


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
    isi = {"versi": satu, "rad": satu.rad, "form": form, **_per_jenis(langkah)}
    return render(request, "rad/pulihkan_versi.html", isi)


def _per_jenis(langkah: list[rencana.Langkah]) -> dict[str, Any]:
    """Return the steps as the page groups them, and whether there is anything to do."""
    nama = {
        "ubah": rencana.UBAH,
        "baru": rencana.KEMBALI,
        "cabut": rencana.CABUT,
        "terhalang": rencana.TERHALANG,
    }
    hasil: dict[str, Any] = {n: [s for s in langkah if s.jenis == j] for n, j in nama.items()}
    return {**hasil, "ada": len(langkah) > len(hasil["terhalang"])}


def _selesai(request: HttpRequest, satu: VersiRad, jumlah: Any) -> HttpResponse:
    messages.success(
        request,
        f"Versi {satu.nomor} dipulihkan sebagai rancangan: {jumlah[rencana.UBAH]} perubahan, "
        f"{jumlah[rencana.KEMBALI]} draf baru, {jumlah[rencana.CABUT]} usul pencabutan. Belum ada "
        "yang ditetapkan; semuanya perlu diajukan dan disetujui.",
    )
    return redirect("rad:matriks", satu.rad_id)
