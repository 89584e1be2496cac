"""The dashboard of a plan: one period in every cut, and all periods side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from p3aks.core.parsing import baca_bilangan
from rad.aturan.jadwal import Jadwal
from rad.documents import dasbor as susun
from rad.documents.pantau import jadwal_kini
from rad.enums_pantau import Periode
from rad.models import AturanPantau, LaporanAksi, Rad
from rad.views.pantau import terhitung


@izin("rad.lihat_pantau")
@require_safe
def dasbor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """``?tahun=&periode=``: the period shown; without them the one being reported."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    aturan = AturanPantau.milik(rad)
    jadwal = pilih_jadwal(request, rad, aturan, jadwal_kini(aturan))
    isi: dict[str, Any] = susun.susun(
        terhitung(request.user).filter(rad=rad), aturan, jadwal.tahun, jadwal.periode.value,
        LaporanAksi.objects.untuk(request.user),
    )  # fmt: skip
    isi |= {
        "rad": rad, "jadwal": jadwal, "aturan": aturan,
        "daftar_periode": [(t, list(Periode)) for t in rad.tahun],
    }  # fmt: skip
    return render(request, "rad/dasbor.html", isi)


def pilih_jadwal(request: HttpRequest, rad: Rad, aturan: AturanPantau, bawaan: Jadwal) -> Jadwal:
    """Return the period that the query string names, *bawaan* where it names none of the plan's."""
    tahun = baca_bilangan(request.GET.get("tahun", ""))
    periode = request.GET.get("periode", "")
    if tahun in rad.tahun and periode in Periode:
        return aturan.jadwal(tahun, periode)
    return bawaan
