"""The conflict dimension of a case: four axes, ties that two people read, needs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasus.actions import konflik as tindakan
from kasus.documents.konflik import korban_kasus, rekap_kategori
from kasus.forms.konflik import (
    BacaForm,
    PengungsianForm,
    TambahKebutuhanForm,
    TautanForm,
    UbahKebutuhanForm,
)
from kasus.models import Kasus, Korban, TautanKonflik
from kasus.views.dasar import kasus_ditangani
from kasus.views.langkah import DIDAHULUI, jalankan, langkah, status
from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah


@izin("kasus.tangani")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each victim on the four axes, with what is proposed and what is needed."""
    return _halaman(request, kasus_ditangani(request, pk, halaman="konflik"))


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def usul(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """Propose how the act against one victim is tied to a conflict."""
    kasus = kasus_ditangani(request, pk, halaman="konflik_usul")
    satu = get_object_or_404(kasus.korban, pk=korban)
    form = TautanForm(request.POST or None, user=request.user)
    if jalankan(form, tindakan.usulkan, by=request.user, kasus=kasus, korban=satu):
        messages.success(request, "Usulan disimpan dan menunggu pembaca kedua.")
        return redirect("kasus:konflik", kasus.pk)
    konteks = {"kasus": kasus, "korban": satu, "form": form}
    return render(request, "kasus/konflik_usul.html", konteks, status=status(form))


@izin("kasus.tangani")
@require_POST
def sahkan(request: HttpRequest, pk: UUID, tautan: UUID) -> HttpResponse:
    """Confirm a proposal as its second reader."""
    return _baca(request, pk, tautan, tindakan.sahkan, "Keterkaitan disahkan dan mulai berlaku.")


@izin("kasus.tangani")
@require_POST
def tolak(request: HttpRequest, pk: UUID, tautan: UUID) -> HttpResponse:
    """Reject a proposal as its second reader."""
    return _baca(
        request, pk, tautan, tindakan.tolak, "Usulan ditolak; korban dihitung seperti semula."
    )


def _baca(request: HttpRequest, pk: UUID, tautan: UUID, aksi: Any, berhasil: str) -> HttpResponse:
    kasus = kasus_ditangani(request, pk)
    satu = get_object_or_404(
        TautanKonflik.objects.untuk(request.user), pk=tautan, korban__kasus=kasus
    )
    form = BacaForm(request.POST)
    try:
        if form.is_valid():
            aksi(by=request.user, kasus=kasus, tautan=satu, **form.cleaned_data)
    except ValidationError as galat:
        form.add_error("catatan", galat)
    except SudahBerubah:
        messages.warning(request, DIDAHULUI)
        return redirect("kasus:konflik", pk)
    if form.errors:
        return _halaman(request, kasus, form_baca=form, dibaca=satu.pk)
    messages.success(request, berhasil)
    return redirect("kasus:konflik", pk)


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def kebutuhan(request: HttpRequest, pk: UUID, korban: UUID) -> HttpResponse:
    """What one victim needs and got; displacement. ``?ubah=KODE`` opens one need."""
    kasus = kasus_ditangani(request, pk, halaman="kebutuhan")
    satu = get_object_or_404(kasus.korban, pk=korban)
    kode = request.GET.get("ubah", "")
    ubah = satu.kebutuhan.filter(kebutuhan=kode).first() if kode else None
    kirim = request.POST.get("formulir", "") if request.method == "POST" else ""
    forms = _formulir(request, kasus, satu, ubah, kirim)
    if kirim and _simpan(request, kasus, satu, ubah, kirim, forms):
        return redirect("kasus:kebutuhan", kasus.pk, satu.pk)
    konteks = {
        "kasus": kasus,
        "korban": satu,
        "ubah": ubah,
        "daftar": satu.kebutuhan.select_related("opd"),
        **{f"form_{nama}": form for nama, form in forms.items()},
    }
    gagal = kirim in forms and forms[kirim].errors
    return render(request, "kasus/kebutuhan.html", konteks, status=422 if gagal else 200)


def _formulir(request: Any, kasus: Kasus, korban: Korban, ubah: Any, kirim: str) -> dict[str, Any]:
    """Return the forms of the page by name; the one that was sent holds what was typed."""
    data = {kirim: request.POST}
    ada = set(korban.kebutuhan.values_list("kebutuhan", flat=True))
    awal = {"tahap_pengungsian": korban.tahap_pengungsian, "terpisah": korban.terpisah}
    forms: dict[str, Any] = {
        "pengungsian": PengungsianForm(data.get("pengungsian"), initial=awal),
        "tambah": TambahKebutuhanForm(data.get("tambah"), ada=ada),
    }
    if ubah is not None:
        forms["ubah"] = UbahKebutuhanForm(data.get("ubah"), kebutuhan=ubah)
    return forms


def _simpan(
    request: HttpRequest, kasus: Kasus, korban: Korban, ubah: Any, kirim: str, forms: dict[str, Any]
) -> bool:
    """Store the form that was sent; False where it was refused or is not known."""
    milik = {"by": request.user, "kasus": kasus}
    if kirim == "hapus" and ubah is not None:
        langkah(request, tindakan.hapus_kebutuhan, "Kebutuhan dihapus dari daftar.",
                kasus=kasus, kebutuhan=ubah)  # fmt: skip
        return True
    form = forms.get(kirim)
    if form is None:
        return False
    aksi, isian = {
        "pengungsian": (tindakan.catat_pengungsian, {"korban": korban}),
        "tambah": (tindakan.catat_kebutuhan, {"korban": korban}),
        "ubah": (tindakan.perbarui_kebutuhan, {"kebutuhan": ubah}),
    }[kirim]
    if not jalankan(form, aksi, **milik, **isian):
        return False
    messages.success(request, "Perubahan disimpan.")
    return True


def _halaman(
    request: HttpRequest, kasus: Kasus, *, form_baca: Any = None, dibaca: UUID | None = None
) -> HttpResponse:
    daftar = korban_kasus(kasus)
    for baris in daftar:
        menunggu = baris["menunggu"]
        baris["boleh_baca"] = bool(menunggu) and request.user.has_perm("kasus.baca_kedua", menunggu)
        salah = form_baca is not None and menunggu and menunggu.pk == dibaca
        baris["form_baca"] = form_baca if salah else BacaForm(auto_id=f"{baris['korban'].kode}_%s")
    konteks = {"kasus": kasus, "daftar": daftar, "rekap": rekap_kategori(daftar)}
    return render(request, "kasus/konflik.html", konteks, status=422 if form_baca else 200)
