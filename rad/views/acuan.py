"""Reference documents: the list, one with its tree, and their items."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from pokja.views.kiriman import coba, kiriman, simpan, tekan
from rad.actions import acuan as tindakan
from rad.documents.keselarasan import pohon
from rad.forms.acuan import ButirForm, DokumenAcuanForm
from rad.forms.pilih import CariForm, PilihForm
from rad.forms.tabel_acuan import TabelAcuanForm
from rad.models import Aksi, ButirAcuan, DokumenAcuan, KaitanAcuan


@izin("rad.lihat_rad")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The documents, by kind, with how many items each holds."""
    semua = DokumenAcuan.objects.untuk(request.user).select_related("lembaga")
    konteks = {
        "daftar": semua.annotate(jumlah=Count("butir")),
        "boleh_kelola": request.user.has_perm("rad.kelola_acuan"),
    }
    return render(request, "rad/acuan_daftar.html", konteks)


@izin("rad.lihat_rad")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document as a tree, each item with how many actions serve it."""
    dokumen = _dokumen(request, pk)
    terbaca = KaitanAcuan.objects.untuk(request.user).filter(butir__dokumen=dokumen)
    jumlah = dict(terbaca.order_by().values_list("butir").annotate(n=Count("pk")))
    butir = ButirAcuan.objects.untuk(request.user).filter(dokumen=dokumen)
    konteks = {
        "dokumen": dokumen,
        "baris": [(b, tingkat, jumlah.get(b.pk, 0)) for b, tingkat in pohon(butir)],
        "boleh_kelola": request.user.has_perm("rad.kelola_acuan"),
    }
    return render(request, "rad/acuan.html", konteks)


def _dokumen(request: HttpRequest, pk: UUID) -> DokumenAcuan:
    semua = DokumenAcuan.objects.untuk(request.user).select_related("lembaga")
    return get_object_or_404(semua, pk=pk)


@izin("rad.kelola_acuan")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Add a document."""
    return _form_dokumen(request, None)


@izin("rad.kelola_acuan")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a document."""
    return _form_dokumen(request, _dokumen(request, pk))


def _form_dokumen(request: HttpRequest, dokumen: DokumenAcuan | None) -> HttpResponse:
    form = DokumenAcuanForm(*kiriman(request), dokumen=dokumen)
    daftar_url = reverse("rad:acuan_daftar")
    return simpan(
        request,
        "rad/selaras_form.html",
        form,
        lambda isi: tindakan.simpan_dokumen(
            by=request.user, isi=form.isi(), dokumen=dokumen, versi=isi["versi"],
            id_baru=isi["id_baru"],
        ),
        kini=lambda: _dokumen(request, dokumen.pk),  # type: ignore[union-attr]
        kabar="Dokumen acuan disimpan.",
        lanjut=lambda jadi: reverse("rad:acuan", args=[jadi.pk]),
        judul="Ubah dokumen acuan" if dokumen else "Tambah dokumen acuan",
        pengantar="Dokumen yang sasaran dan targetnya harus dijawab RAD.",
        jejak=[("Dokumen acuan", daftar_url)],
        kembali=reverse("rad:acuan", args=[dokumen.pk]) if dokumen else daftar_url,
    )  # fmt: skip


@izin("rad.kelola_acuan")
@require_POST
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a document without items."""
    dokumen = _dokumen(request, pk)
    if tekan(request, "Dokumen acuan dihapus.", tindakan.hapus_dokumen, dokumen=dokumen):
        return redirect("rad:acuan_daftar")
    return redirect("rad:acuan", pk)


@izin("rad.kelola_acuan")
@require_http_methods(["GET", "POST"])
def tabel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add many items at once, from a pasted table or a spreadsheet."""
    dokumen = _dokumen(request, pk)
    form = TabelAcuanForm(*kiriman(request), dokumen=dokumen)

    def jalankan(_: dict[str, Any]) -> str:
        n = tindakan.masukkan_tabel(by=request.user, dokumen=dokumen, baris=form.baris)
        return f"{n} butir ditambahkan." + (f" {form.sama} sudah ada." if form.sama else "")

    if kabar := coba(form, jalankan):
        messages.success(request, kabar)
        return redirect("rad:acuan", pk)
    konteks = {"dokumen": dokumen, "form": form}
    return render(request, "rad/acuan_tabel.html", konteks, status=422 if form.errors else 200)


@izin("rad.kelola_acuan")
@require_http_methods(["GET", "POST"])
def butir_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an item; ``?induk=`` chooses what it stands below."""
    dokumen = _dokumen(request, pk)
    kunci = request.GET.get("induk", "")
    induk = next((b for b in dokumen.butir.all() if str(b.pk) == kunci), None)
    return _form_butir(request, dokumen, None, induk)


@izin("rad.kelola_acuan")
@require_http_methods(["GET", "POST"])
def butir_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an item."""
    satu = _butir(request, pk)
    return _form_butir(request, satu.dokumen, satu)


def _form_butir(
    request: HttpRequest,
    dokumen: DokumenAcuan,
    satu: ButirAcuan | None,
    induk: ButirAcuan | None = None,
) -> HttpResponse:
    form = ButirForm(*kiriman(request), dokumen=dokumen, butir=satu, induk=induk)
    alamat = reverse("rad:acuan", args=[dokumen.pk])
    return simpan(
        request,
        "rad/selaras_form.html",
        form,
        lambda isi: tindakan.simpan_butir(
            by=request.user, dokumen=dokumen, isi=form.isi(), butir=satu, versi=isi["versi"],
            id_baru=isi["id_baru"],
        ),
        kini=lambda: _butir(request, satu.pk),  # type: ignore[union-attr]
        kabar="Butir disimpan.",
        lanjut=lambda _: alamat,
        judul="Ubah butir" if satu else "Tambah butir",
        pengantar=dokumen.nama,
        jejak=[("Dokumen acuan", reverse("rad:acuan_daftar")), (dokumen.nama, alamat)],
        kembali=reverse("rad:butir", args=[satu.pk]) if satu else alamat,
    )  # fmt: skip


def _butir(request: HttpRequest, pk: UUID) -> ButirAcuan:
    semua = ButirAcuan.objects.untuk(request.user).select_related("dokumen", "induk")
    return get_object_or_404(semua, pk=pk)


@izin("rad.kelola_acuan")
@require_POST
def butir_hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove an item that nothing needs."""
    satu = _butir(request, pk)
    if tekan(request, "Butir dihapus.", tindakan.hapus_butir, butir=satu):
        return redirect("rad:acuan", satu.dokumen_id)
    return redirect("rad:butir", pk)


@izin("rad.lihat_rad")
@require_safe
def butir(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item with the actions that serve it; who keeps the documents ticks more of them."""
    return _halaman_butir(request, _butir(request, pk))


@izin("rad.kelola_acuan")
@require_POST
def butir_aksi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Link the ticked actions to an item."""
    satu = _butir(request, pk)
    form = _pilih_aksi(request, satu)

    def jalankan(isi: dict[str, Any]) -> None:
        tindakan.kaitkan(by=request.user, aksi=isi["pilihan"], butir=[satu])

    if coba(form, jalankan):
        messages.success(request, "Aksi dikaitkan.")
        return redirect("rad:butir", pk)
    return _halaman_butir(request, satu, form)


def _halaman_butir(
    request: HttpRequest, satu: ButirAcuan, form: PilihForm | None = None
) -> HttpResponse:
    boleh = request.user.has_perm("rad.kelola_acuan")
    hidup = Aksi.objects.untuk(request.user).hidup()
    kaitan = KaitanAcuan.objects.untuk(request.user).filter(butir=satu, aksi__in=hidup)
    konteks = {
        "butir": satu,
        "dokumen": satu.dokumen,
        "kaitan": kaitan.select_related("aksi__penanggung_jawab").order_by("aksi__urutan"),
        "boleh_kelola": boleh,
        "cari": CariForm(request.GET),
        "form": form or (_pilih_aksi(request, satu) if boleh else None),
        "kueri": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "rad/butir.html", konteks, status=422 if form else 200)


def _pilih_aksi(request: HttpRequest, satu: ButirAcuan) -> PilihForm:
    kata = CariForm(request.GET).aktif().get("kata")
    d = satu.dokumen
    calon = Aksi.objects.untuk(request.user).berlaku()
    calon = calon.filter(rad__mulai__lte=d.selesai, rad__selesai__gte=d.mulai)
    calon = calon.exclude(kaitan_acuan__butir=satu).select_related("penanggung_jawab", "rad")
    if kata:
        calon = calon.filter(uraian__icontains=kata)
    return PilihForm(
        request.POST if request.method == "POST" else None,
        calon=calon.order_by("-rad__mulai", "urutan"),
        label=lambda a: f"{a.uraian} ({a.penanggung_jawab.nama}, RAD {a.rad.periode})",
        judul="Aksi yang menjawab butir ini",
    )
