"""The codes a plan uses, and proposing the successor of a retired one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from rad.actions.nomenklatur import usulkan_pengganti
from rad.documents.nomenklatur import per_kode
from rad.models import Aksi, Rad


@izin("rad.lihat_rad")
@require_safe
def nomenklatur(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every code with its state in the years of use."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    daftar = per_kode(request.user, rad)
    konteks = {
        "rad": rad,
        "daftar": daftar,
        "salah": sum(b.temuan.salah for b in daftar),
        "boleh_usulkan": request.user.has_perm("rad.usulkan_kode"),
    }
    return render(request, "rad/nomenklatur.html", konteks)


@izin("rad.usulkan_kode")
@require_POST
def usulkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the institutions to replace one retired code by its successor."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    kode = request.POST.get("kode", "")
    baris = next((b for b in per_kode(request.user, rad) if b.kode == kode), None)
    if baris is None or not baris.nama_pengganti:
        messages.warning(
            request, "Kode ini tidak punya pengganti yang berlaku. Muat ulang halaman."
        )
        return redirect("rad:nomenklatur", pk)
    semua = Aksi.objects.untuk(request.user).filter(pk__in=baris.bermasalah)
    jumlah = usulkan_pengganti(
        by=request.user, aksi=semua.select_related("penanggung_jawab"), lama=kode,
        baru=baris.temuan.pengganti,
    )  # fmt: skip
    messages.success(request, f"Usulan ditulis sebagai catatan pada {jumlah} aksi.")
    return redirect("rad:nomenklatur", pk)
