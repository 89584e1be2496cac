"""Where the plan leaves a gap: in urgent places, and between seats and actions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import celah as susun
from rad.models import Rad


@izin("rad.lihat_celah")
@require_safe
def celah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Urgent kecamatan and the actions of prevention there."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    rawan, umum = susun.pencegahan(request.user, rad)
    konteks: dict[str, Any] = {
        "rad": rad, "rawan": rawan, "umum": umum, "tanpa": sum(not r.aksi for r in rawan)
    }  # fmt: skip
    return render(request, "rad/celah.html", konteks)


@izin("rad.lihat_rad")
@require_safe
def kedudukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which seat answers for how many actions, which for none, and which action has no seat."""
    rad = get_object_or_404(Rad.objects.untuk(request.user).select_related("pokja"), pk=pk)
    isi = susun.per_kedudukan(request.user, rad)
    konteks = {"rad": rad, "isi": isi, "tugas": isi.tugas, "luar": isi.luar}
    return render(request, "rad/kedudukan.html", konteks)
