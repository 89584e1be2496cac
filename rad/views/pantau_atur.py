"""The rules of monitoring, and reopening a locked period."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin, wajib
from p3aks.core.forms import nilai_baris
from pokja.views.kiriman import coba, simpan, tampil
from rad.actions import pantau_rencana as tindakan
from rad.documents import pantau as susun
from rad.forms.pantau_atur import AturanPantauForm, BukaKunciForm
from rad.models import AturanPantau, BukaKunci, Rad


@izin("rad.atur_pantau")
@require_http_methods(["GET", "POST"])
def atur(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Deadlines, weights, thresholds, formula."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    wajib(request.user, "rad.atur_pantau", rad)
    kini = AturanPantau.milik(rad)
    awal = {**nilai_baris(kini, AturanPantauForm.RUAS), "versi": kini.versi}
    form = AturanPantauForm(request.POST if request.method == "POST" else None, initial=awal)
    return simpan(
        request,
        "rad/pantau_atur.html",
        form,
        lambda isi: tindakan.atur(
            by=request.user, rad=rad, versi=isi["versi"],
            isi={k: v for k, v in isi.items() if k != "versi"},
        ),
        # Not the one that *rad* keeps: somebody else has just stored another.
        kini=lambda: AturanPantau.objects.untuk(request.user).get(rad=rad),
        kabar="Aturan pemantauan disimpan.",
        lanjut=lambda _: reverse("rad:pantau_kini", args=[rad.pk]),
        rad=rad,
    )  # fmt: skip


@izin("rad.buka_kunci")
@require_http_methods(["GET", "POST"])
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a locked period again for a while, with a reason."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    wajib(request.user, "rad.buka_kunci", rad)
    jadwal = susun.jadwal_kini(AturanPantau.milik(rad))
    awal = {"tahun": jadwal.tahun, "periode": jadwal.periode.value, "sampai": timezone.localdate()}
    form = BukaKunciForm(request.POST or None, rad=rad, initial=awal)
    if request.method == "POST" and (
        jadi := coba(form, lambda isi: tindakan.buka_kunci(by=request.user, rad=rad, **isi))
    ):
        return _ke_periode(request, jadi)
    dahulu = BukaKunci.objects.untuk(request.user).filter(rad=rad).select_related("lembaga", "oleh")
    return tampil(request, "rad/pantau_buka.html", form, rad=rad, dahulu=dahulu[:20])


def _ke_periode(request: HttpRequest, jadi: BukaKunci) -> HttpResponse:
    messages.success(request, "Periode dibuka.")
    return redirect("rad:pantau", jadi.rad_id, jadi.tahun, jadi.periode)
