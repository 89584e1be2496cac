"""Who sits in the Pokja: the list, the roster of a day, the chart and the composition report."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from p3aks.core.forms import baca_tanggal
from p3aks.core.pindaian import unduh_berkas
from pokja.aturan.kesiapan import nilai
from pokja.documents.kesiapan import ukuran as ukuran_kesiapan
from pokja.documents.susunan import bagan as susun_bagan
from pokja.documents.susunan import komposisi as susun_komposisi
from pokja.enums import StatusPokja, Unsur
from pokja.models import Pokja


@izin("pokja.lihat_struktur")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All Pokja, the latest first; a single one opens at once."""
    semua = list(Pokja.objects.untuk(request.user))
    if len(semua) == 1:
        return redirect("pokja:detail", semua[0].pk)
    konteks = {
        "semua": semua,
        "boleh_kelola": request.user.has_perm("pokja.kelola_struktur"),
        "boleh_potensi": request.user.has_perm("pokja.lihat_potensi"),
    }
    return render(request, "pokja/daftar.html", konteks)


@izin("pokja.lihat_struktur")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The roster on the day ``?per=YYYY-MM-DD``, or as people write it (default today)."""
    konteks = _konteks(request, pk)
    return render(request, "pokja/detail.html", konteks)


@izin("pokja.lihat_struktur")
@require_safe
def bagan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same roster as a tree."""
    konteks = _konteks(request, pk)
    konteks["bagan"] = susun_bagan(konteks["pokja"], konteks["per"])
    return render(request, "pokja/bagan.html", konteks)


@izin("pokja.lihat_struktur")
@require_safe
def komposisi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the structure lacks on that day, each finding with its rule."""
    konteks = _konteks(request, pk)
    laporan = susun_komposisi(konteks["pokja"], konteks["per"])
    konteks["komposisi"] = laporan
    konteks["unsur"] = [(u.label, laporan.unsur[u.value]) for u in Unsur]
    return render(request, "pokja/komposisi.html", konteks)


@izin("pokja.lihat_potensi")
@require_safe
def kesiapan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How ready the Pokja is on that day, measure by measure."""
    konteks = _konteks(request, pk)
    konteks["ukuran"] = ukuran_kesiapan(request.user, konteks["pokja"], konteks["per"])
    konteks["nilai"] = nilai(konteks["ukuran"])
    return render(request, "pokja/kesiapan.html", konteks)


@izin("pokja.lihat_struktur")
@require_safe
def sk_berkas(request: HttpRequest, pk: UUID) -> FileResponse:
    """The signed SK."""
    pokja = get_object_or_404(Pokja.objects.untuk(request.user), pk=pk)
    return unduh_berkas(pokja.berkas_sk, f"sk-pokja-{pokja.mulai}-{pokja.selesai}.pdf")


def _konteks(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user: Any = request.user
    pokja = get_object_or_404(Pokja.objects.untuk(user), pk=pk)
    per = _tanggal(request)
    luar = pokja.tanggal_sk and not pokja.tanggal_sk <= per <= (pokja.berakhir or dt.date.max)
    kelola = user.has_perm("pokja.kelola_struktur")
    return {
        "pokja": pokja,
        "susunan": pokja.susunan(per),
        "per": per,
        "per_dipilih": "per" in request.GET,
        # Another Pokja was in force on that day: the page says so and leads there.
        "luar_masa": bool(luar),
        "yang_berlaku": Pokja.objects.untuk(user).pada(per).first() if luar else None,
        "rancangan": pokja.status == StatusPokja.RANCANGAN,
        "boleh_kelola": kelola and pokja.status != StatusPokja.BERAKHIR,
        "boleh_rancang": kelola and pokja.status == StatusPokja.BERLAKU,
        "boleh_potensi": user.has_perm("pokja.lihat_potensi"),
        "boleh_daerah": user.has_perm("pokja.ubah_daerah"),
    }


def _tanggal(request: HttpRequest) -> dt.date:
    if teks := request.GET.get("per", ""):
        try:
            return baca_tanggal(teks)
        except ValueError as galat:
            messages.error(request, f"{galat} Yang ditampilkan keadaan hari ini.")
    return timezone.localdate()
