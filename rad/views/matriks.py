"""The plan: its list, its matrix and its print view."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import layar, ringkas
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusAksi
from rad.forms.saring import AksiFilter
from rad.models import Aksi, Rad, VersiRad

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
    isi["boleh_pdf"] = request.user.has_perm("rad.buat_dokumen", rad)
    # One primary button a page: whoever neither enters nor fixes comes for the document.
    isi["utama_pdf"] = not request.user.has_perm("rad.tambah_aksi")
    sebelumnya = Rad.objects.untuk(request.user).filter(mulai__lt=rad.mulai)
    isi["ada_sebelumnya"] = not isi["jumlah_terbaca"] and sebelumnya.exists()
    isi["pengisian"] = pengisian(request.user, rad)
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
        "perubahan_berjalan": sum(b.perubahan != "" for b in terbaca_semua),
        "jumlah_opd": len({b.penanggung_jawab_id for b in baris}),
        "komposisi": _urut(status),
        "menunggu": status[StatusAksi.DIAJUKAN],
        "siap_ditetapkan": status[StatusAksi.DISETUJUI],
    }


def _per_rad(baris: Any) -> dict[UUID, dict[str, int]]:
    hasil: dict[UUID, dict[str, int]] = {}
    for rad, status, n in baris:
        hasil.setdefault(rad, {})[status] = n
    return hasil


def _urut(status: dict[str, int]) -> list[tuple[StatusAksi, int]]:
    """Return ``(state, count)`` in the order of the workflow."""
    return [(StatusAksi(s), status[s]) for s in sorted(status, key=URUT_STATUS.__getitem__)]
