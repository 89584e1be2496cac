"""One's own notices."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kasus.actions import notifikasi
from kasus.actions.notifikasi import TEKS, TERBARU
from kasus.models import Kasus, KonferensiKasus, NotifikasiKasus
from p3aks.core.access import izin


@izin("kasus.lihat_notifikasi")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """One's notices, unread first, and the conferences one is invited to."""
    user = request.user
    semua = list(NotifikasiKasus.objects.untuk(user).berurutan()[:TERBARU])
    kasus = {n.kasus_id for n in semua if n.kasus_id}
    terbuka = Kasus.objects.untuk(user).ditangani(user).filter(pk__in=kasus)
    buka = set(terbuka.values_list("pk", flat=True))
    konteks = {
        "daftar": [
            {"isi": n, "tentang": TEKS[n.jenis], "pk": n.kasus_id if n.kasus_id in buka else None}
            for n in semua
        ],
        "belum": sum(n.dibaca_pada is None for n in semua),
        "konferensi": KonferensiKasus.objects.untuk(user).mengundang(user),
    }
    return render(request, "kasus/notifikasi.html", konteks)


@izin("kasus.lihat_notifikasi")
@require_POST
def baca(request: HttpRequest) -> HttpResponse:
    """Mark one notice (``pk``) as read, or all."""
    pk = request.POST.get("pk", "")
    try:
        jumlah = notifikasi.tandai_dibaca(by=request.user, pk=UUID(pk) if pk else None)
    except ValueError as galat:
        raise Http404 from galat
    if jumlah:
        messages.success(request, f"{jumlah} pemberitahuan ditandai sudah dibaca.")
    return redirect("kasus:notifikasi")
