"""The plan: its list, its matrix, its print view, and its fixed versions."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin, wajib
from rad.actions import versi as aksi_versi
from rad.documents import layar, ringkas
from rad.documents import matriks as dokumen_matriks
from rad.documents.perubahan import bandingkan
from rad.documents.sop import sop_berlaku
from rad.enums import StatusAksi
from rad.forms.saring import AksiFilter
from rad.forms.versi import TetapkanForm
from rad.models import Aksi, Dokumen, Rad, VersiRad

URUT_STATUS = {s.value: n for n, s in enumerate(StatusAksi)}


@izin("rad.lihat_rad")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every plan with its state and totals, as far as the person may read its actions."""
    aksi = Aksi.objects.untuk(request.user).berlaku().order_by()
    status = _per_rad(aksi.values_list("rad", "status").annotate(n=Count("pk")))
    pagu = dict(aksi.values_list("rad").annotate(n=Sum("anggaran__pagu")))
    versi = {
        rad: (nomor, pada)
        for rad, nomor, pada in VersiRad.objects.untuk(request.user)
        .order_by()
        .values_list("rad")
        .annotate(nomor=Max("nomor"), pada=Max("pada"))
    }
    daftar_rad = [
        {
            "rad": rad,
            "komposisi": _urut(status.get(rad.pk, {})),
            "aksi": sum(status.get(rad.pk, {}).values()),
            "pagu": pagu.get(rad.pk) or 0,
            "versi": versi.get(rad.pk),
        }
        for rad in Rad.objects.untuk(request.user)
    ]
    return render(request, "rad/daftar.html", {"daftar": daftar_rad})


@izin("rad.lihat_rad")
@require_safe
def matriks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan: state, totals, versions and the matrix of what the person may read."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    isi = _matriks(request, rad, per_halaman=True)
    # The frozen content itself is not read here: the list names who, when and which hash.
    isi["versi"] = list(
        rad.versi_tetap.untuk(request.user).defer("isi").select_related("oleh").order_by("-nomor")
    )
    isi["sop"] = sop_berlaku(request.user, rad)
    isi["boleh_pdf"] = request.user.has_perm("rad.buat_dokumen", rad)
    # One primary button a page: whoever neither enters nor fixes comes for the document.
    isi["utama_pdf"] = not request.user.has_perm("rad.tambah_aksi")
    return render(request, "rad/matriks.html", isi)


@izin("rad.lihat_rad")
@require_safe
def cetak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same matrix on paper: all pages, no menu."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    isi = _matriks(request, rad, per_halaman=False)
    isi["per"] = timezone.now()
    return render(request, "rad/cetak.html", isi)


def _matriks(request: HttpRequest, rad: Rad, *, per_halaman: bool) -> dict[str, Any]:
    """Return what both matrix pages show, in three queries."""
    terbaca = Aksi.objects.untuk(request.user).filter(rad=rad)
    saring = AksiFilter(request.GET, terbaca, rad=rad)
    terbaca_semua = layar.baris_aksi(terbaca, saring.qs)
    saring.pilihan_opd((b.penanggung_jawab_id, b.penanggung_jawab__nama) for b in terbaca_semua)
    baris = [b for b in terbaca_semua if b.cocok]
    bagian = layar.halaman_sasaran(baris) if per_halaman else [baris]
    halaman = Paginator(bagian, 1).get_page(request.GET.get("halaman"))
    mulai = 1 + sum(map(len, bagian[: halaman.number - 1]))
    semua = saring.qs if len(bagian) > 1 else None
    kelompok, sel = layar.susun(rad, halaman.object_list[0], mulai, semua)
    status = Counter(b.status for b in baris)
    kueri = request.GET.copy()
    kueri.pop("halaman", None)
    return {
        "rad": rad,
        "kueri": f"?{kueri.urlencode()}" if kueri else "",
        "saring": saring,
        "kelompok": kelompok,
        "kolom_tahun": list(rad.tahun),
        "tahun_dasar": rad.tahun_dasar,
        "ringkasan": ringkas.ringkas(sel, rad.tahun),
        "halaman": halaman,
        "jumlah_aksi": len(baris),
        "jumlah_terbaca": len(terbaca_semua),
        "jumlah_opd": len({b.penanggung_jawab_id for b in baris}),
        "komposisi": _urut(status),
        "menunggu": status[StatusAksi.DIAJUKAN],
        "siap_ditetapkan": status[StatusAksi.DISETUJUI],
    }


@izin("rad.tetapkan_rad")
@require_http_methods(["GET", "POST"])
def tetapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a new version will hold; on POST, fix it."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    wajib(request.user, "rad.tetapkan_rad", rad)
    aksi = Aksi.objects.untuk(request.user).filter(rad=rad)
    isian = request.POST if request.method == "POST" else None
    form = TetapkanForm(isian, sidik_kini=_sidik_calon(aksi))
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
    status = Counter(dict(aksi.berlaku().order_by().values_list("status").annotate(n=Count("pk"))))
    tertinggal = {s: status[s] for s in (StatusAksi.DIAJUKAN, StatusAksi.DIKEMBALIKAN,
                                         StatusAksi.DRAF) if status[s]}  # fmt: skip
    ikut = aksi.filter(status__in=(StatusAksi.DISETUJUI, StatusAksi.DITETAPKAN))
    nomor = rad.versi_tetap.aggregate(n=Max("nomor"))["n"] or 0
    return {
        "rad": rad,
        "form": form,
        "calon": baris,
        "sudah": status[StatusAksi.DITETAPKAN],
        "tertinggal": list(tertinggal.items()),
        "nomor": nomor + 1,
        "ringkasan": ringkas.ringkas(ringkas.sel_aksi(ikut), rad.tahun),
    }


def _sidik_calon(aksi: QuerySet[Aksi]) -> str:
    """Return what identifies the set that would be fixed now: ids and their stored versions."""
    calon = aksi.filter(status=StatusAksi.DISETUJUI).order_by("pk").values_list("pk", "versi")
    return dokumen_matriks.sidik({"calon": [[str(pk), versi] for pk, versi in calon]})


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
    isi = {
        **layar.tampilan(versi.isi),
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


def _per_rad(baris: Any) -> dict[UUID, dict[str, int]]:
    hasil: dict[UUID, dict[str, int]] = {}
    for rad, status, n in baris:
        hasil.setdefault(rad, {})[status] = n
    return hasil


def _urut(status: dict[str, int]) -> list[tuple[StatusAksi, int]]:
    """Return ``(state, count)`` in the order of the workflow."""
    return [(StatusAksi(s), status[s]) for s in sorted(status, key=URUT_STATUS.__getitem__)]
