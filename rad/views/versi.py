"""Fixed versions: fixing one, and reading one exactly as it was frozen."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin, wajib
from rad.actions import versi as aksi_versi
from rad.documents import layar, ringkas, silsilah
from rad.documents import matriks as dokumen_matriks
from rad.documents.perubahan import bandingkan
from rad.enums import StatusAksi
from rad.forms.versi import TetapkanForm
from rad.models import Aksi, Dokumen, Rad, VersiRad


@izin("rad.tetapkan_rad")
@require_http_methods(["GET", "POST"])
def tetapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a new version will hold; on POST, fix it."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    wajib(request.user, "rad.tetapkan_rad", rad)
    aksi = Aksi.objects.untuk(request.user).filter(rad=rad)
    isian = request.POST if request.method == "POST" else None
    form = TetapkanForm(isian, sidik_kini=_sidik_calon(rad, aksi))
    if request.method == "POST" and form.is_valid():
        try:
            orang: Any = request.user
            versi = aksi_versi.tetapkan(
                by=orang, rad=rad, keterangan=form.cleaned_data["keterangan"]
            )
        except ValidationError as galat:
            messages.warning(request, " ".join(galat.messages))
            return redirect("rad:tetapkan", pk=rad.pk)
        messages.success(request, f"Versi {versi.nomor} ditetapkan dan tidak dapat diubah lagi.")
        return redirect("rad:versi", pk=versi.pk)
    return render(request, "rad/tetapkan.html", _isi_tetapkan(rad, aksi, form))


def _isi_tetapkan(rad: Rad, aksi: Any, form: TetapkanForm) -> dict[str, Any]:
    calon = aksi.filter(status=StatusAksi.DISETUJUI)
    baris = layar.baris_aksi(calon, calon)
    perubahan = sum(b.menggantikan_id is not None and not b.mencabut for b in baris)
    cabut = sum(b.mencabut for b in baris)
    status = Counter(dict(aksi.hidup().order_by().values_list("status").annotate(n=Count("pk"))))
    tertinggal = {s: status[s] for s in (StatusAksi.DIAJUKAN, StatusAksi.DIKEMBALIKAN,
                                         StatusAksi.DRAF) if status[s]}  # fmt: skip
    ikut = aksi.calon_versi()
    nomor = rad.versi_tetap.aggregate(n=Max("nomor"))["n"] or 0
    return {
        "rad": rad,
        "form": form,
        "calon": baris,
        "baru": len(baris) - perubahan - cabut,
        "perubahan": perubahan,
        "cabut": cabut,
        "sudah": status[StatusAksi.DITETAPKAN] - perubahan - cabut,
        "tertinggal": list(tertinggal.items()),
        "nomor": nomor + 1,
        "ringkasan": ringkas.ringkas(ringkas.sel_aksi(ikut), rad.tahun),
    }


def _sidik_calon(rad: Rad, aksi: QuerySet[Aksi]) -> str:
    """Return what identifies what would be fixed now: ids and their stored versions, and the
    release of statistics."""
    calon = aksi.filter(status=StatusAksi.DISETUJUI).order_by("pk").values_list("pk", "versi")
    rekap = rad.rekap_id and str(rad.rekap_id)
    daftar = [[str(pk), versi] for pk, versi in calon]
    return dokumen_matriks.sidik({"calon": daftar, "rekap": rekap})


@izin("rad.lihat_rad")
@require_safe
def versi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One fixed version exactly as it was frozen, and what changed since the one before."""
    versi = get_object_or_404(
        VersiRad.objects.untuk(request.user).select_related("rad", "oleh"), pk=pk
    )
    lain = list(
        versi.rad.versi_tetap.untuk(request.user).order_by("-nomor").values("pk", "nomor", "pada")
    )
    sebelum = versi.rad.versi_tetap.filter(nomor=versi.nomor - 1).first()
    tampil = layar.tampilan(versi.isi)
    nama = [
        (a["id"], a["uraian"]) for k in tampil["kelompok"] for s in k["sasaran"] for a in s["aksi"]
    ]
    pelaku = silsilah.pelaku(pk for pk, _ in nama)
    isi = {
        **tampil,
        "pelaku": [(pk, uraian, pelaku.get(pk, [])) for pk, uraian in nama],
        "versi": versi,
        "lain": lain,
        "utuh": dokumen_matriks.sidik(versi.isi) == versi.sidik,
        "perubahan": bandingkan(sebelum.isi, versi.isi) if sebelum else None,
        "sebelum": sebelum,
        "boleh_pdf": request.user.has_perm("rad.buat_dokumen", versi),
        "dokumen": Dokumen.objects.untuk(request.user)
        .selesai()
        .filter(versi=versi)
        .defer("snapshot"),
    }
    return render(request, "rad/versi_detail.html", isi)
