"""Editing a regulation: the overview, and one plain form per part. Nothing typed is ever lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.parsing import baca_bilangan
from rad.actions import perbup as tindakan
from rad.documents import layar_perbup
from rad.documents.layar_perbup import BAGIAN, baris
from rad.documents.perbup_teks import sebut_peraturan
from rad.enums import StatusPerbup
from rad.forms.perbup import BabForm, BagianForm, KonsideransForm, OpsiForm, ParafForm
from rad.forms.perbup_dasar import DasarHukumForm, tambah_baris
from rad.models import Perbup
from rad.views.perbup import ambil
from rad.views.perbup_banding import banding
from rad.views.perbup_tempat import alamat_bagian, alamat_kerangka


@dataclass(frozen=True)
class Jenis:
    """How one kind of part is edited: its name for people, form, action and fields."""

    label: str
    form: type[forms.Form]
    simpan: Callable[..., Any]
    ruas: tuple[str, ...]


JENIS = {
    "konsiderans": Jenis(
        "Pertimbangan", KonsideransForm, tindakan.simpan_konsiderans, ("jenis", "isi")
    ),
    "dasar-hukum": Jenis("Dasar hukum", DasarHukumForm, tindakan.simpan_dasar_hukum, ()),
    "bab": Jenis("Bab", BabForm, tindakan.simpan_bab, ("judul",)),
    "bagian": Jenis("Bagian", BagianForm, tindakan.simpan_bagian, ("judul",)),
    "paraf": Jenis("Paraf", ParafForm, tindakan.simpan_paraf, ("jenis", "jabatan")),
}
RUAS_DASAR = tuple(f for f in DasarHukumForm.base_fields if f != "versi")


@izin("rad.sunting_perbup")
@require_safe
def kerangka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole structure, each part with the way to its form."""
    perbup = ambil(request, pk)
    wajib(request.user, "rad.sunting_perbup", perbup)
    konteks = {
        "perbup": perbup,
        "paraf": perbup.paraf.select_related("oleh"),
        **layar_perbup.kerangka(perbup),
    }
    return render(request, "rad/perbup_sunting.html", konteks)


@izin("rad.sunting_perbup")
@require_http_methods(["GET", "POST"])
def opsi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Title, Lampiran and print settings."""
    perbup = ambil(request, pk)
    form = OpsiForm(request.POST or None, instance=perbup, initial={"versi": perbup.versi})
    halaman = _Halaman(
        request, perbup, "Judul dan opsi", form, reverse("rad:perbup_opsi", args=[pk])
    )
    if request.method == "GET":
        return halaman.tampil()
    if not halaman.boleh():
        return halaman.bentrok(form, OpsiForm(instance=perbup))
    if not form.is_valid():
        return halaman.tampil(status=422)
    try:
        berubah = tindakan.simpan_opsi(
            by=request.user, perbup=perbup, versi=form.dari_versi, isi=form.isi()
        )
    except tindakan.SudahBerubah:
        return halaman.bentrok(form, OpsiForm(instance=ambil(request, pk)))
    except ValidationError as galat:
        form.add_error(None, galat)
        return halaman.tampil(status=422)
    return _kembali(request, perbup, berubah, "judul-opsi")


@izin("rad.sunting_perbup")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """A new part. A section names its chapter with ``?bab=``."""
    perbup, uraian = ambil(request, pk), _jenis(jenis)
    lain = {"bab": _bab(request, perbup)} if jenis == "bagian" else {}
    alamat = request.get_full_path()
    form = _form(jenis, perbup, None, request.POST or None)
    halaman = _Halaman(request, perbup, f"{uraian.label} baru", form, alamat)
    return _proses(halaman, jenis, None, lain)


@izin("rad.sunting_perbup")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID, jenis: str, bagian: UUID) -> HttpResponse:
    """Change one part. A part that somebody removed meanwhile can be saved as a new one."""
    perbup, uraian = ambil(request, pk), _jenis(jenis)
    satu = baris(perbup, jenis).filter(pk=bagian).first()
    if satu is None:
        if request.method == "GET" or jenis == "bagian":
            raise Http404
        alamat = reverse("rad:perbup_bagian_baru", args=[pk, jenis])
        form = _form(jenis, perbup, None, request.POST)
        halaman = _Halaman(request, perbup, f"{uraian.label} baru", form, alamat)
        return halaman.bentrok(form, None)
    form = _form(jenis, perbup, satu, request.POST or None)
    alamat = alamat_bagian(perbup, jenis, bagian)
    halaman = _Halaman(
        request, perbup, uraian.label, form, alamat, (jenis, bagian), _tercetak(jenis, satu)
    )
    return _proses(halaman, jenis, satu, {})


@izin("rad.sunting_perbup")
@require_POST
def hapus(request: HttpRequest, pk: UUID, jenis: str, bagian: UUID) -> HttpResponse:
    """Remove a part, after the confirmation on its page."""
    perbup = ambil(request, pk)
    if jenis not in BAGIAN:
        raise Http404
    satu = get_object_or_404(baris(perbup, jenis), pk=bagian)
    jangkar = f"{jenis}-{bagian}"
    try:
        tindakan.hapus(by=request.user, perbup=perbup, versi=_versi(request), baris=satu)
    except tindakan.SudahBerubah:
        messages.warning(request, _BERUBAH)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, f"{str(satu._meta.verbose_name).capitalize()} dihapus.")
        jangkar = _BAGIAN_KERANGKA.get(jenis, "batang-tubuh")
    return redirect(alamat_kerangka(perbup, jangkar))


@izin("rad.sunting_perbup")
@require_POST
def pindah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a part one place: the pressed button says ``naik`` or ``turun`` and "jenis:uuid"."""
    perbup = ambil(request, pk)
    arah = "naik" if "naik" in request.POST else "turun"
    jenis, _, kunci = request.POST.get(arah, "").partition(":")
    try:
        satu = get_object_or_404(baris(perbup, jenis), pk=UUID(kunci))
    except (KeyError, ValueError):
        raise Http404 from None
    try:
        pindah = tindakan.pindahkan(
            by=request.user, perbup=perbup, versi=_versi(request), baris=satu, arah=arah
        )
    except tindakan.SudahBerubah:
        messages.warning(request, _BERUBAH)
    else:
        if not pindah:
            messages.info(request, "Bagian ini sudah berada di ujung.")
    return redirect(alamat_kerangka(perbup, f"{jenis}-{satu.pk}"))


_BERUBAH = "Naskah berubah sejak halaman itu dibuka. Periksa susunannya, lalu ulangi."
_BAGIAN_KERANGKA = {
    "konsiderans": "menimbang",
    "dasar-hukum": "mengingat",
    "paraf": "paraf",
}


class _Halaman:
    """One form page: drawn, drawn with errors, or drawn with both texts after a stale save."""

    def __init__(
        self,
        request: HttpRequest,
        perbup: Perbup,
        judul: str,
        form: Any,
        alamat: str,
        hapus: tuple[str, UUID] | None = None,
        tercetak: str = "",
    ) -> None:
        self.request, self.perbup, self.judul = request, perbup, judul
        self.form, self.alamat, self.hapus, self.tercetak = form, alamat, hapus, tercetak
        if request.method == "GET":
            wajib(request.user, "rad.sunting_perbup", perbup)

    def boleh(self) -> bool:
        """Whether the person may edit the text in its present state."""
        return self.request.user.has_perm("rad.sunting_perbup", self.perbup)

    def tampil(self, *, status: int = 200, bentrok: Any = None) -> HttpResponse:
        """Draw the page."""
        konteks = {
            "perbup": self.perbup,
            "judul": self.judul,
            "form": self.form,
            "alamat": self.alamat,
            "jangkar": f"{self.hapus[0]}-{self.hapus[1]}" if self.hapus else "",
            "hapus": reverse("rad:perbup_hapus", args=[self.perbup.pk, *self.hapus])
            if self.hapus
            else "",
            "tercetak": self.tercetak,
            "bentrok": bentrok,
        }
        return render(self.request, "rad/perbup_bagian.html", konteks, status=status)

    def bentrok(self, diketik: Any, tersimpan: Any) -> HttpResponse:
        """Show what is stored (*tersimpan*: an unbound form, None where the part is gone) beside
        what was typed, which stays in the form: 409, or 403 where the text is closed."""
        boleh = self.boleh()
        self.perbup = ambil(self.request, self.perbup.pk)
        self.form = diketik
        data = self.request.POST.copy()
        data["versi"] = str(self.perbup.versi)
        self.form.data = data
        isi = {
            "beda": banding(diketik, tersimpan) if tersimpan else [],
            "hilang": tersimpan is None,
            "terakhir": layar_perbup.perubahan_terakhir(self.perbup),
            "halangan": "" if boleh else halangan(self.perbup),
        }
        return self.tampil(status=409 if boleh else 403, bentrok=isi)


def halangan(perbup: Perbup) -> str:
    """Say why the text cannot be edited by this person now."""
    status = StatusPerbup(perbup.status).label
    return f"Peraturan ini berstatus {status}, sehingga naskahnya tidak dapat Anda ubah lagi."


def _proses(halaman: _Halaman, jenis: str, satu: Any, lain: dict[str, Any]) -> HttpResponse:
    """Answer GET and POST of a part's form."""
    request, perbup, form = halaman.request, halaman.perbup, halaman.form
    if request.method == "GET":
        return halaman.tampil()
    if not halaman.boleh():
        return halaman.bentrok(form, _form(jenis, perbup, satu, None))
    if (data := tambah_baris(request.POST)) is not None and jenis == "dasar-hukum":
        halaman.form = _form(jenis, perbup, satu, data).tahan()
        return halaman.tampil()
    if not form.is_valid():
        return halaman.tampil(status=422)
    isi = {**(form.isi() if jenis == "dasar-hukum" else _isi(form, jenis)), **lain}
    if jenis == "dasar-hukum" and satu and form.awal_sama(satu):
        return _kembali(request, perbup, None, f"{jenis}-{satu.pk}")
    try:
        hasil = JENIS[jenis].simpan(
            by=request.user, perbup=perbup, versi=form.dari_versi, baris=satu, isi=isi
        )
    except tindakan.SudahBerubah:
        segar = baris(perbup, jenis).filter(pk=satu.pk).first() if satu else None
        kosong = _form(jenis, perbup, segar, None) if segar or not satu else None
        return halaman.bentrok(form, kosong)
    except ValidationError as galat:
        form.add_error(None, galat.messages)
        return halaman.tampil(status=422)
    return _kembali(request, perbup, hasil, f"{jenis}-{(hasil or satu).pk}")


def _kembali(request: HttpRequest, perbup: Perbup, berubah: Any, jangkar: str) -> HttpResponse:
    if berubah:
        messages.success(request, "Perubahan disimpan.")
    else:
        messages.info(request, "Tidak ada yang berubah.")
    return redirect(alamat_kerangka(perbup, jangkar))


def _tercetak(jenis: str, satu: Any) -> str:
    """Return how a legal basis is cited; the other parts read on paper as in the form."""
    if jenis != "dasar-hukum":
        return ""
    return f"{sebut_peraturan({r: getattr(satu, r) for r in (*RUAS_DASAR, 'perubahan')})};"


def _form(jenis: str, perbup: Perbup, satu: Any, data: Any) -> Any:
    ruas = (*RUAS_DASAR, "perubahan") if jenis == "dasar-hukum" else JENIS[jenis].ruas
    awal = {r: getattr(satu, r) for r in ruas} if satu else {}
    return JENIS[jenis].form(data, initial={**awal, "versi": perbup.versi})


def _isi(form: Any, jenis: str) -> dict[str, Any]:
    return {r: form.cleaned_data[r] for r in JENIS[jenis].ruas}


def _jenis(jenis: str) -> Jenis:
    if jenis not in JENIS:
        raise Http404
    return JENIS[jenis]


def _bab(request: HttpRequest, perbup: Perbup) -> Any:
    try:
        return get_object_or_404(perbup.bab, pk=UUID(request.GET.get("bab", "")))
    except ValueError:
        raise Http404 from None


def _versi(request: HttpRequest) -> int:
    versi = request.POST.get("versi", "")
    return baca_bilangan(versi)
