"""The report of one action on one period: written and sent by the OPD, read by others."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.forms import tambah_galat, terima_versi
from p3aks.core.models import SudahBerubah
from rad.actions import pantau as tindakan
from rad.aturan.capaian import uraikan
from rad.documents import pantau as susun
from rad.enums_pantau import Periode, StatusLaporan
from rad.forms.pantau import (
    BuktiForm,
    KembalikanLaporanForm,
    LaporanForm,
    PenilaianForm,
    PeriksaBuktiForm,
    usul_substansi,
)
from rad.models import Aksi, AturanPantau, LaporanAksi, Terkunci, pastikan_terbuka
from rad.views.pantau import ambil_jadwal, dipantau

SUDAH = "Laporan ini sudah diubah atau diputuskan orang lain. Periksa keadaannya sekarang."


@izin("rad.lihat_pantau")
@require_http_methods(["GET", "POST"])
def laporan(request: HttpRequest, pk: UUID, tahun: int, periode: str) -> HttpResponse:
    """The report as it stands; on POST, store what was typed, and send it where asked."""
    aksi = ambil_aksi(request.user, pk)
    ambil_jadwal(aksi.rad, tahun, periode)
    ada = ambil_laporan(request.user, aksi, tahun, periode)
    if request.method != "POST":
        return halaman(request, aksi, tahun, periode, ada)
    wajib(request.user, "rad.isi_laporan", ada or LaporanAksi(aksi=aksi))
    form = LaporanForm(request.POST, aksi=aksi, tahun=tahun, laporan=ada)
    if not form.is_valid():
        return halaman(request, aksi, tahun, periode, ada, form=form, status=422)
    orang: Any = request.user
    tempat: dict[str, Any] = {"aksi": aksi, "tahun": tahun, "periode": periode}
    try:
        hasil = tindakan.simpan(
            by=orang, isi=form.isi(), versi=form.cleaned_data["versi"], **tempat
        )
    except SudahBerubah:
        return _bentrok(request, form, **tempat)
    except ValidationError as galat:
        tambah_galat(form, galat)
        return halaman(request, aksi, tahun, periode, ada, form=form, status=422)
    return _selesai(request, hasil)


def _bentrok(
    request: HttpRequest, form: LaporanForm, aksi: Aksi, tahun: int, periode: str
) -> HttpResponse:
    """409: both texts, with everything typed still in the form."""
    kini = ambil_laporan(request.user, aksi, tahun, periode)
    if kini is None:
        raise PermissionDenied
    beda = form.beda(kini)
    terima_versi(form, kini.versi)
    return halaman(request, aksi, tahun, periode, kini, form=form, status=409, bentrok=beda)


def _selesai(request: HttpRequest, hasil: LaporanAksi) -> HttpResponse:
    if request.POST.get("simpan") != "laporkan":
        messages.success(request, "Laporan disimpan. Lampirkan bukti, lalu kirim.")
        return kembali(hasil)
    return _tekan(request, hasil, tindakan.laporkan, "Laporan dikirim kepada Sekretariat.")


@izin("rad.lihat_pantau")
@require_safe
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go to the page of a report that is known by its key alone."""
    return kembali(ambil(request.user, pk))


@izin("rad.isi_laporan")
@require_POST
def laporkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the stored report."""
    satu = ambil(request.user, pk)
    wajib(request.user, "rad.isi_laporan", satu)
    return _tekan(request, satu, tindakan.laporkan, "Laporan dikirim kepada Sekretariat.")


@izin("rad.tarik_laporan")
@require_POST
def tarik(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the report back."""
    satu = ambil(request.user, pk)
    wajib(request.user, "rad.tarik_laporan", satu)
    return _tekan(request, satu, tindakan.tarik, "Laporan ditarik dan dapat diubah lagi.")


def _tekan(
    request: HttpRequest, satu: LaporanAksi, jalankan: Callable[..., Any], pesan: str
) -> HttpResponse:
    try:
        jalankan(by=request.user, laporan=satu)
        messages.success(request, pesan)
    except SudahBerubah:
        messages.warning(request, SUDAH)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
    return kembali(satu)


def ambil_aksi(user: Any, pk: UUID) -> Aksi:
    """Return a monitored action whose progress *user* may see, with its indicators and money."""
    semua = dipantau(user).select_related("rad", "penanggung_jawab")
    lengkap = semua.prefetch_related("indikator__target", "indikator__target_periode", "anggaran")
    aksi: Aksi = get_object_or_404(lengkap, pk=pk)
    return aksi


def ambil_laporan(user: Any, aksi: Aksi, tahun: int, periode: str) -> LaporanAksi | None:
    """Return the report of *aksi* on the period as far as *user* may read it."""
    semua = LaporanAksi.objects.untuk(user).filter(aksi=aksi, tahun=tahun, periode=periode)
    hasil = semua.select_related("dilaporkan_oleh", "diputuskan_oleh").first()
    if hasil:
        hasil.aksi = aksi
    return hasil


def ambil(user: Any, pk: UUID) -> LaporanAksi:
    """Return a report that *user* may read; Http404."""
    semua = LaporanAksi.objects.untuk(user).select_related("aksi__rad", "aksi__penanggung_jawab")
    satu: LaporanAksi = get_object_or_404(semua, pk=pk)
    return satu


def kembali(satu: LaporanAksi) -> HttpResponse:
    """Go back to the page of the report."""
    return redirect("rad:laporan_aksi", satu.aksi_id, satu.tahun, satu.periode)


def halaman(
    request: HttpRequest,
    aksi: Aksi,
    tahun: int,
    periode: str,
    ada: LaporanAksi | None,
    *,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """Show the report and what may be done to it now; *forms* stand in for fresh ones."""
    user = request.user
    aturan = AturanPantau.milik(aksi.rad)
    terlihat = LaporanAksi.objects.untuk(user)
    baris = susun.susun(
        Aksi.objects.untuk(user).filter(pk=aksi.pk),
        aturan=aturan, tahun=tahun, periode=periode, laporan=terlihat,
    )[0]  # fmt: skip
    kunci = sebab_kunci(aksi, tahun, periode)
    isi: dict[str, Any] = {
        "rad": aksi.rad,
        "aksi": aksi,
        "laporan": ada,
        "baris": baris,
        "rincian": _rincian(baris, aturan),
        "aturan": aturan,
        "jadwal": aturan.jadwal(tahun, periode),
        "urutan": urutan(tahun, periode, aksi),
        "kunci": kunci,
        "bukti": list(ada.bukti.select_related("syarat", "oleh", "diperiksa_oleh")) if ada else [],
        "syarat": list(aksi.syarat_bukti.filter(periode__in=("", periode))),
        "jejak": list(ada.transisi.select_related("oleh")) if ada else [],
        "form": None,
        "bentrok": None,
    }
    dilihat = ada or LaporanAksi(aksi=aksi)
    if not kunci and user.has_perm("rad.isi_laporan", dilihat):
        isi["form"] = LaporanForm(aksi=aksi, tahun=tahun, laporan=ada)
        if ada:
            isi["form_bukti"] = BuktiForm(aksi=aksi, periode=periode)
    if ada and not kunci:
        isi["boleh_tarik"] = user.has_perm("rad.tarik_laporan", ada)
        isi |= _verifikasi(user, ada, baris)
    return render(request, "rad/laporan_aksi.html", {**isi, **forms}, status=status)


def _verifikasi(user: Any, ada: LaporanAksi, baris: susun.BarisPantau) -> dict[str, Any]:
    if not user.has_perm("rad.verifikasi_laporan", ada):
        return {}
    if ada.status == StatusLaporan.DILAPORKAN:
        usul = {
            "versi": ada.versi,
            "administrasi": baris.nilai_bukti,
            "substansi": usul_substansi(baris.capaian),
        }
        return {
            "form_nilai": PenilaianForm(initial=usul, auto_id="nilai_%s"),
            "form_kembali": KembalikanLaporanForm(
                initial={"versi": ada.versi}, auto_id="kembali_%s"
            ),
            "form_periksa": PeriksaBuktiForm,
        }
    if ada.status == StatusLaporan.DITERIMA:
        awal = {"versi": ada.versi}
        return {"form_kembali": KembalikanLaporanForm(initial=awal, auto_id="kembali_%s")}
    return {}


def _rincian(baris: susun.BarisPantau, aturan: AturanPantau) -> list[dict[str, Any]]:
    """Return each indicator with the computation of its achievement in numbers."""
    hasil = []
    for i in baris.indikator:
        hitung = ""
        if i.target_tahun is not None and i.realisasi_kumulatif is not None:
            hitung = uraikan(
                target=i.target_tahun, realisasi=i.realisasi_kumulatif, arah=i.arah,
                rumus=aturan.rumus,
            )  # fmt: skip
        hasil.append({"indikator": i, "hitung": hitung})
    return hasil


def sebab_kunci(aksi: Aksi, tahun: int, periode: str) -> str:
    """Return why nothing of the period may change today; "" where it may."""
    try:
        pastikan_terbuka(aksi.rad, tahun, periode, aksi.penanggung_jawab_id)
    except Terkunci as galat:
        return " ".join(galat.messages)
    return ""


def urutan(tahun: int, periode: str, aksi: Aksi) -> list[tuple[str, bool]]:
    """Return the periods of the year as ``(code, is this one)``."""
    mulai = timezone.localdate()
    return [(p.value, p == periode) for p in Periode if mulai >= p.mulai(tahun) or p == periode]
