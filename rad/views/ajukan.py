"""Submitting all complete drafts of one's own office at once, after an import for instance."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from pokja.enums import Peran
from rad.actions import massal
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusAksi
from rad.models import Aksi, Rad


@izin("rad.ajukan_aksi")
@require_http_methods(["GET", "POST"])
def ajukan_semua(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show which drafts are complete and which are not; POST submits the complete ones."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    draf = list(_draf(request, rad))
    lengkap = [a for a in draf if not a.kekurangan()]
    if request.method == "POST":
        hasil = massal.ajukan_banyak(by=request.user, aksi=lengkap)
        if hasil.berhasil:
            messages.success(request, f"{len(hasil.berhasil)} aksi diajukan ke Sekretariat.")
        for dilewati in hasil.dilewati:
            messages.warning(request, str(dilewati))
        return redirect("rad:matriks", rad.pk)
    if halangan := pengisian(request.user, rad).pesan:
        messages.warning(request, halangan)
        return redirect("rad:matriks", rad.pk)
    kurang = [(a, a.kekurangan()) for a in draf if a not in lengkap]
    return render(request, "rad/ajukan.html", {"rad": rad, "lengkap": lengkap, "kurang": kurang})


def _draf(request: HttpRequest, rad: Rad) -> QuerySet[Aksi]:
    """Return the drafts of the person's own office. Whoever helps every office sees all."""
    user = request.user
    semua = Aksi.objects.untuk(user).filter(rad=rad, status=StatusAksi.DRAF)
    if lembaga := user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA):
        semua = semua.filter(penanggung_jawab__in=lembaga)
    return (
        semua.select_related("rad", "sasaran", "penanggung_jawab")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
        .order_by("urutan", "pk")
    )
