"""The workbook of a period: taking it, sending it filled in, preview, decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from pokja.views.kiriman import kiriman, tampil
from rad.actions import realisasi as tindakan
from rad.actions import unggahan
from rad.actions.unggahan import SudahDiputuskan
from rad.documents import realisasi, realisasi_xlsx
from rad.enums import StatusImpor
from rad.forms.realisasi import UnggahRealisasiForm, periksa
from rad.models import BukaKunci, ImporRealisasi, Rad, Terkunci, pastikan_terbuka
from rad.views.impor import DIPUTUSKAN, TEMUAN_TAMPIL, berkas_xlsx, buang_berkas, perbarui
from rad.views.pantau import ambil_jadwal


@izin("rad.isi_laporan")
@require_safe
def unduh(request: HttpRequest, pk: UUID, tahun: int, periode: str) -> FileResponse:
    """Give the workbook of a period with what is stored, for the own actions."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    ambil_jadwal(rad, tahun, periode)
    milik = realisasi.aksi_dapat_diisi(request.user, rad)
    aksi = realisasi.susun(milik, tahun=tahun, periode=periode)
    return berkas_xlsx(
        f"realisasi-{periode}-{tahun}.xlsx",
        lambda tujuan: realisasi_xlsx.cetak(
            tujuan, rad=rad.pk, tahun=tahun, periode=periode, aksi=aksi
        ),
    )


@izin("rad.isi_laporan")
@require_http_methods(["GET", "POST"])
def unggah(request: HttpRequest, pk: UUID, tahun: int, periode: str) -> HttpResponse:
    """Ask for a workbook; a readable one is kept for preview, and nothing is stored yet."""
    user = request.user
    rad = get_object_or_404(Rad.objects.untuk(user), pk=pk)
    jadwal = ambil_jadwal(rad, tahun, periode)
    tempat: dict[str, Any] = {"rad": rad, "tahun": tahun, "periode": periode}
    form = UnggahRealisasiForm(*kiriman(request), user=user, tempat=tempat)
    if form.is_valid():
        impor = unggahan.unggah(ImporRealisasi, by=user, **form.kiriman())
        return redirect("rad:realisasi_impor_detail", impor.pk)
    isi = {
        "rad": rad,
        "jadwal": jadwal,
        "tutup": _sebab_tutup(user, **tempat),
        "aksi": realisasi.aksi_dapat_diisi(user, rad).count(),
        "terbuka": ImporRealisasi.objects.untuk(user).filter(
            status=StatusImpor.PRATINJAU, **tempat
        ),
    }
    return tampil(request, "rad/realisasi_impor.html", form, **isi)


def _sebab_tutup(user: Any, rad: Rad, tahun: int, periode: str) -> str:
    """Return why nobody's report of the period changes today; "" where somebody's may."""
    try:
        pastikan_terbuka(rad, tahun, periode, user.lembaga_id)
    except Terkunci as galat:
        hari = timezone.localdate()
        dibuka = BukaKunci.objects.untuk(user).untuk_periode(rad, tahun, periode, hari)
        return "" if dibuka.exists() else " ".join(galat.messages)
    return ""


def _ambil(request: HttpRequest, pk: UUID) -> ImporRealisasi:
    milik = ImporRealisasi.objects.untuk(request.user).select_related("rad")
    impor: ImporRealisasi = get_object_or_404(milik, pk=pk)
    return impor


@izin("rad.isi_laporan")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a workbook would do, and ask for the decision."""
    impor = _ambil(request, pk)
    aksi, masalah = impor.hasil.get("aksi", []), impor.hasil.get("masalah", [])
    isi = {
        "impor": impor,
        "rad": impor.rad,
        "dibuang": impor.status == StatusImpor.DIBUANG,
        "berubah": [a for a in aksi if a["jenis"] != "sama"],
        "sama": sum(a["jenis"] == "sama" for a in aksi),
        "masalah": masalah[:TEMUAN_TAMPIL],
        "masalah_semua": len(masalah),
    }
    return render(request, "rad/realisasi_impor_detail.html", isi)


@izin("rad.isi_laporan")
@require_POST
def simpan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store the reports that differ, once."""
    impor = _ambil(request, pk)
    try:
        jumlah = tindakan.terapkan(by=request.user, impor=impor)
    except SudahDiputuskan:
        messages.info(request, DIPUTUSKAN)
    except SudahBerubah:
        perbarui(request, impor, periksa, berubah="Laporan berubah")
    else:
        messages.success(
            request,
            f"{jumlah} laporan disimpan sebagai draf. Lampirkan bukti, lalu kirim dari halamannya.",
        )
    return redirect("rad:realisasi_impor_detail", pk)


@izin("rad.isi_laporan")
@require_POST
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop an upload."""
    impor = _ambil(request, pk)
    if buang_berkas(request, impor, "Buku kerja dibuang. Laporan tidak berubah."):
        return redirect("rad:realisasi_impor", impor.rad_id, impor.tahun, impor.periode)
    return redirect("rad:realisasi_impor_detail", pk)
