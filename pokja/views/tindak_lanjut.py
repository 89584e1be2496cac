"""Follow-ups: the list, one with its evidence, and the verdict on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import unduh_berkas
from pokja import kaitan
from pokja.actions import tindak_lanjut as tindakan
from pokja.enums_dini import StatusLaporan
from pokja.enums_rapat import PutusanBukti, StatusTindakLanjut
from pokja.forms.notula import (
    HentikanForm,
    LaporkanForm,
    PeriksaForm,
    SaringTindakLanjutForm,
    UndurForm,
)
from pokja.models import BuktiTindakLanjut, LaporanDini, TindakLanjut
from pokja.views.kiriman import coba, kiriman
from pokja.views.notula import tindak_lanjut_form

SEHALAMAN = 50
ASAL = ("keputusan__rapat", "laporan")
SUDAH_DIPUTUS = "Laporan ini sudah diperiksa orang lain. Periksa keadaannya sekarang."


@izin("pokja.lihat_rapat")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The follow-ups, the most pressing first, 50 to a page."""
    hari_ini = timezone.localdate()
    milik = TindakLanjut.objects.untuk(request.user)
    saring = SaringTindakLanjutForm(request.GET)
    isi = saring.cleaned_data if saring.is_valid() else {}
    terpilih = milik.filter(lembaga=isi["lembaga"]) if isi.get("lembaga") else milik
    keadaan = isi.get("keadaan", "")
    if keadaan == "lewat":
        terpilih = terpilih.lewat(hari_ini)
    elif keadaan == StatusTindakLanjut.DILAPORKAN:
        terpilih = terpilih.filter(status=keadaan)
    elif keadaan != "semua":
        terpilih = terpilih.terbuka()
    semua = terpilih.mendesak_dulu().select_related("lembaga", *ASAL)
    konteks = {
        "halaman": Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman")),
        "saring": saring,
        "hari_ini": hari_ini,
        "jumlah_lewat": milik.lewat(hari_ini).count(),
        "jumlah_periksa": milik.filter(status=StatusTindakLanjut.DILAPORKAN).count(),
    }
    return render(request, "pokja/tindak_lanjut_daftar.html", konteks)


@izin("pokja.lihat_rapat")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One follow-up: what is owed, what was reported, what was said to it."""
    return _detail(request, _ambil(request, pk))


def _ambil(request: HttpRequest, pk: UUID) -> TindakLanjut:
    semua = TindakLanjut.objects.untuk(request.user).select_related("lembaga", *ASAL)
    return get_object_or_404(semua, pk=pk)


def _detail(request: HttpRequest, satu: TindakLanjut, **forms: Any) -> HttpResponse:
    user: Any = request.user
    bukti = list(satu.bukti.select_related("oleh", "diputus_oleh"))
    menunggu = next((b for b in bukti if b.putusan == PutusanBukti.MENUNGGU), None)
    boleh_periksa = user.has_perm("pokja.periksa_tindak_lanjut")
    rapat = satu.keputusan.rapat if satu.keputusan else None
    isi: dict[str, Any] = {"laporkan": None, "periksa": None, "undur": None, "hentikan": None}
    if satu.status == StatusTindakLanjut.TERBUKA and user.has_perm(
        "pokja.laporkan_tindak_lanjut", satu
    ):
        isi["laporkan"] = LaporkanForm()
    if menunggu and boleh_periksa and menunggu.oleh_id != user.pk:
        isi["periksa"] = PeriksaForm()
    if satu.terbuka and boleh_periksa:
        isi |= {"undur": UndurForm(), "hentikan": HentikanForm()}
    isi |= forms
    konteks = {
        "tindak_lanjut": satu,
        "rapat": rapat,
        # The institution that owes a step may not read what was reported.
        "laporan": LaporanDini.objects.untuk(user).filter(pk=satu.laporan_id).first(),
        "bukti": bukti,
        "menunggu": menunggu,
        "kaitan": kaitan.susun(user, satu),
        "lewat": satu.lewat(timezone.localdate()),
        "ubah_url": _ubah_url(user, satu),
        "undur_dahulu": satu.riwayat.exclude(history_change_reason=None),
        **isi,
    }
    return render(request, "pokja/tindak_lanjut.html", konteks, status=422 if forms else 200)


def _ubah_url(user: Any, satu: TindakLanjut) -> str:
    """Return where *user* may correct it: while its minutes or its plan are being written."""
    if rapat := satu.keputusan and satu.keputusan.rapat:
        boleh = rapat.dicatat and user.has_perm("pokja.kelola_rapat", rapat)
        return reverse("pokja:tindak_lanjut_ubah", args=[satu.pk]) if boleh else ""
    menyusun = satu.terbuka and satu.laporan.status == StatusLaporan.TERVERIFIKASI
    boleh = menyusun and user.has_perm("pokja.kelola_potensi")
    return reverse("konflik:langkah_ubah", args=[satu.pk]) if boleh else ""


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a follow-up while its minutes are written."""
    satu = _ambil(request, pk)
    if satu.keputusan is None:
        raise PermissionDenied
    wajib(request.user, "pokja.kelola_rapat", satu.keputusan.rapat)
    return tindak_lanjut_form(request, satu.keputusan, satu)


@izin("pokja.laporkan_tindak_lanjut")
@require_POST
def laporkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Report what was done."""
    satu = _ambil(request, pk)
    wajib(request.user, "pokja.laporkan_tindak_lanjut", satu)
    pesan = "Laporan terkirim dan menunggu pemeriksaan."
    return _kirim(request, satu, "laporkan", LaporkanForm, tindakan.laporkan, pesan)


def _kirim(
    request: HttpRequest,
    satu: TindakLanjut,
    nama: str,
    jenis: type[LaporkanForm | UndurForm | HentikanForm],
    jalankan: Callable[..., Any],
    pesan: str,
) -> HttpResponse:
    """Take form *nama* of the page and run its action; refused, it stands there with its errors."""
    form = jenis(*kiriman(request))
    if coba(form, lambda isi: jalankan(by=request.user, tindak_lanjut=satu, **isi)):
        messages.success(request, pesan)
        return redirect("pokja:tindak_lanjut", satu.pk)
    return _detail(request, satu, **{nama: form})


@izin("pokja.periksa_tindak_lanjut")
@require_POST
def periksa(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say whether the reported evidence is adequate."""
    bukti = get_object_or_404(BuktiTindakLanjut.objects.untuk(request.user), pk=pk)
    form = PeriksaForm(request.POST)

    def jalankan(isi: dict[str, Any]) -> None:
        tindakan.periksa(
            by=request.user, bukti=bukti, memadai=isi["memadai"] == "ya", catatan=isi["catatan"]
        )

    try:
        if coba(form, jalankan):
            messages.success(request, "Putusan dicatat.")
            return redirect("pokja:tindak_lanjut", bukti.tindak_lanjut_id)
    except SudahBerubah:
        messages.warning(request, SUDAH_DIPUTUS)
        return redirect("pokja:tindak_lanjut", bukti.tindak_lanjut_id)
    return _detail(request, _ambil(request, bukti.tindak_lanjut_id), periksa=form)


@izin("pokja.periksa_tindak_lanjut")
@require_POST
def undur(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give more time."""
    satu = _ambil(request, pk)
    return _kirim(request, satu, "undur", UndurForm, tindakan.undur, "Tenggat baru dicatat.")


@izin("pokja.periksa_tindak_lanjut")
@require_POST
def hentikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a follow-up up."""
    satu = _ambil(request, pk)
    pesan = "Tindak lanjut dihentikan."
    return _kirim(request, satu, "hentikan", HentikanForm, tindakan.hentikan, pesan)


@izin("pokja.lihat_rapat")
@require_safe
def bukti_berkas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file of a report."""
    bukti = get_object_or_404(BuktiTindakLanjut.objects.untuk(request.user), pk=pk)
    return unduh_berkas(bukti.berkas, "bukti-tindak-lanjut.pdf")
