"""Statistics of the service, for those who work in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kasus.documents import statistik as isi_statistik
from kasus.documents.statistik_dasar import Masa
from p3aks.core.access import izin
from p3aks.core.parsing import baca_bilangan

TAHUN_TAMPIL = 3  # years that stand open; those before them are folded away


@izin("kasus.lihat_statistik")
@require_safe
def statistik(request: HttpRequest) -> HttpResponse:
    """The figures of a year or half-year, of all cases or of the verified ones."""
    tahun = isi_statistik.tahun_tersedia(request.user)
    diminta = baca_bilangan(request.GET.get("tahun", ""), timezone.localdate().year)
    paruh = baca_bilangan(request.GET.get("paruh", ""))
    masa = Masa(diminta if diminta in tahun else tahun[0], paruh if paruh in (1, 2) else 0)
    terverifikasi = request.GET.get("verifikasi") == "ya"
    pilihan = [(t, [(p, Masa(t, p)) for p in (0, 1, 2)]) for t in tahun]
    konteks = {
        "s": isi_statistik.susun(request.user, masa, terverifikasi=terverifikasi),
        "tahun_baru": pilihan[:TAHUN_TAMPIL],
        "tahun_lama": pilihan[TAHUN_TAMPIL:],
        "lama_terpilih": masa.tahun in tahun[TAHUN_TAMPIL:],
        "terverifikasi": terverifikasi,
        "pada": timezone.now(),
    }
    return render(request, "kasus/statistik.html", konteks)
