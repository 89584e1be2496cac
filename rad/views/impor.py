"""Spreadsheets of the plan: upload, preview, decision; export, template, and the marked copy."""

import tempfile
from collections import defaultdict
from collections.abc import Callable
from typing import IO, Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from p3aks.core.uploads import BerkasDitolak
from pokja.models import Lembaga
from pokja.views.kiriman import kiriman
from rad.actions import impor as aksi_impor
from rad.actions import unggahan
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.actions.unggahan import SudahDiputuskan
from rad.documents import XLSX, matriks, matriks_xlsx, templat_impor
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusImpor
from rad.forms.impor import periksa
from rad.forms.saring import AksiFilter
from rad.forms.unggah import UnggahForm, bahan_bertanda
from rad.models import Aksi, Impor, ImporRad, Rad
from rad.permissions import isi_untuk_lembaga

DIPUTUSKAN = "Berkas ini sudah diputuskan sebelumnya; tidak ada yang diulang."
TEMUAN_TAMPIL = 200  # findings on the page; the marked file holds all of them


@izin("rad.impor")
@require_http_methods(["GET", "POST"])
def unggah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a file; a readable one is kept for preview, and nothing enters the plan yet."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    form = UnggahForm(*kiriman(request), user=request.user, tempat={"rad": rad})
    if form.is_valid():
        try:
            impor = aksi_impor.unggah(by=request.user, **form.kiriman())
            return redirect("rad:impor_detail", pk=impor.pk)
        except PengisianDitutup as galat:
            form.add_error(None, galat.messages)
    terbuka = ImporRad.objects.untuk(request.user).filter(rad=rad, status=StatusImpor.PRATINJAU)
    return render(request, "rad/impor.html", {
        "rad": rad, "form": form, "terbuka": terbuka, "pengisian": pengisian(request.user, rad),
    })  # fmt: skip


@izin("rad.impor")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what an upload would do, and ask for the decision."""
    impor = get_object_or_404(ImporRad.objects.untuk(request.user).select_related("rad"), pk=pk)
    aksi = defaultdict(list)
    for calon in impor.hasil.get("aksi", []):
        aksi[calon["jenis"]].append(calon)
    masalah = impor.hasil.get("masalah", [])
    isi = {
        "impor": impor,
        "rad": impor.rad,
        "hasil": impor.hasil,
        "terbuka": impor.terbuka,
        "baru": aksi["baru"],
        "berubah": aksi["berubah"],
        "sama": aksi["sama"],
        "simpan": sum(len(c["baris"]) for c in aksi["baru"] + aksi["berubah"]),
        "masalah": masalah[:TEMUAN_TAMPIL],
        "masalah_lain": max(0, len(masalah) - TEMUAN_TAMPIL),
        "peringatan": impor.hasil.get("peringatan", [])[:TEMUAN_TAMPIL],
    }
    return render(request, "rad/impor_detail.html", isi)


@izin("rad.impor")
@require_POST
def simpan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the valid rows into the plan, once."""
    impor = get_object_or_404(ImporRad.objects.untuk(request.user).select_related("rad"), pk=pk)
    try:
        hasil = aksi_impor.terapkan(by=request.user, impor=impor)
    except SudahDiputuskan:
        messages.info(request, DIPUTUSKAN)
    except PengisianDitutup as galat:
        messages.warning(request, f"Belum ada yang disimpan. {galat.messages[0]}")
    except SudahBerubah:
        perbarui(request, impor, periksa, berubah="RAD berubah")
    else:
        messages.success(
            request,
            f"{hasil.baru} aksi baru dan {hasil.berubah} aksi yang berubah disimpan; "
            f"{hasil.sama} aksi sudah sama.",
        )
    return redirect("rad:impor_detail", pk=impor.pk)


def perbarui(
    request: HttpRequest, impor: Impor, periksa: Callable[..., Any], *, berubah: str
) -> None:
    """Check the stored file again, because what it was compared with has changed, and say so."""
    try:
        hasil = periksa_ulang(request, impor, periksa)
        unggahan.perbarui(by=request.user, impor=impor, hasil=hasil.data())
    except BerkasDitolak as galat:
        messages.error(request, f"Belum ada yang disimpan. {galat}")
    except SudahDiputuskan:
        messages.info(request, DIPUTUSKAN)
    else:
        messages.warning(
            request,
            f"{berubah} sejak pratinjau dibuat, jadi belum ada yang disimpan. "
            "Berkas sudah diperiksa ulang; lihat hasilnya, lalu putuskan kembali.",
        )


def periksa_ulang(request: HttpRequest, impor: Impor, periksa: Callable[..., Any]) -> Any:
    """Check the stored file against what is stored now. Raises BerkasDitolak."""
    with impor.berkas.open("rb") as berkas:
        isi = berkas.read()
    return periksa(impor.berkas.name or "", isi, user=request.user, **impor.tempat)


@izin("rad.impor")
@require_POST
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop an upload."""
    impor = get_object_or_404(ImporRad.objects.untuk(request.user), pk=pk)
    if buang_berkas(request, impor, "Berkas dibuang. RAD tidak berubah."):
        return redirect("rad:impor", pk=impor.rad_id)
    return redirect("rad:impor_detail", pk=impor.pk)


def buang_berkas(request: HttpRequest, impor: Impor, kabar: str) -> bool:
    """Drop an upload and say *kabar*; return whether this is what dropped it."""
    try:
        unggahan.buang(by=request.user, impor=impor)
    except SudahDiputuskan:
        messages.info(request, DIPUTUSKAN)
        return False
    messages.success(request, kabar)
    return True


@izin("rad.impor")
@require_safe
def bertanda(request: HttpRequest, pk: UUID) -> FileResponse:
    """Give the rows that need correction back, marked cell by cell."""
    terbuka = ImporRad.objects.untuk(request.user).exclude(status=StatusImpor.DIBUANG)
    impor = get_object_or_404(terbuka.select_related("rad"), pk=pk)
    bahan = bahan_bertanda(periksa_ulang(request, impor, periksa))
    return berkas_xlsx(
        f"perbaikan-rad-{impor.rad.periode}.xlsx",
        lambda tujuan: templat_impor.cetak_bertanda(tujuan, **bahan),
    )


@izin("rad.impor")
@require_safe
def templat(request: HttpRequest, pk: UUID) -> FileResponse:
    """Give the empty spreadsheet of a plan, with the institutions this person may enter for."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    opd = [x.nama for x in Lembaga.objects.filter(aktif=True) if isi_untuk_lembaga(request.user, x)]
    return berkas_xlsx(
        f"templat-rad-{rad.periode}.xlsx",
        lambda tujuan: templat_impor.cetak_templat(
            tujuan, tahun=rad.tahun, tahun_dasar=rad.tahun_dasar, opd=opd
        ),
    )


@izin("rad.lihat_rad")
@require_safe
def ekspor(request: HttpRequest, pk: UUID) -> FileResponse:
    """Give the actions this person may read, filtered as on the matrix page."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    terbaca = Aksi.objects.untuk(request.user).filter(rad=rad)
    isi = matriks.susun_aksi(rad, AksiFilter(request.GET, terbaca, rad=rad).qs)
    return berkas_xlsx(f"rad-{rad.periode}.xlsx", lambda tujuan: matriks_xlsx.cetak(isi, tujuan))


def berkas_xlsx(nama: str, tulis: Callable[[IO[bytes]], Any]) -> FileResponse:
    """Return a spreadsheet as a download."""
    tujuan = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    tulis(tujuan)
    tujuan.seek(0)
    jawaban = FileResponse(tujuan, as_attachment=True, filename=nama, content_type=XLSX)
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban
