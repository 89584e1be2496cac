"""Breaking the seal of a case in an emergency, and judging that somebody did."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kasus.actions import segel as tindakan
from kasus.documents.segel import dapat_ditelaah, kode_kasus
from kasus.forms.segel import BukaSegelForm, TelaahSegelForm
from p3aks.core.access import izin

# One sentence for an unknown code, one that is not sealed, one of another unit, one that is closed
# to the person.
TIDAK_TERBUKA = (
    "Tidak ada kasus tersegel yang dapat Anda buka dengan kode ini. Periksa kodenya, atau hubungi "
    "pejabat pelindungan data."
)


@izin("kasus.buka_segel")
@require_http_methods(["GET", "HEAD", "POST"])
def buka(request: HttpRequest) -> HttpResponse:
    """Ask for code, reason and proof; open for four hours."""
    form = BukaSegelForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            segel = tindakan.buka(by=request.user, kode=isi["kode"], alasan=isi["alasan"])
        except tindakan.TidakTerbuka:
            form.add_error("kode", TIDAK_TERBUKA)
            form.tidak_terbukti = True
        else:
            messages.success(request, "Segel terbuka selama empat jam. Pembukaan ini ditelaah.")
            return redirect("kasus:detail", segel.kasus_id)
    if form.tidak_terbukti:
        tindakan.catat_gagal(by=request.user)
    status = 429 if form.terlalu_sering else 422 if form.is_bound else 200
    return render(request, "kasus/segel.html", {"form": form}, status=status)


@izin("kasus.telaah_segel")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Opened seals: those to be judged first, then the others."""
    semua = list(
        dapat_ditelaah(request.user)
        .select_related("pengguna", "ditelaah_oleh")
        .order_by("-dibuat_pada")[:200]
    )
    kode = kode_kasus(semua)
    baris = [{"isi": s, "kode": kode[s.kasus_id]} for s in semua]
    konteks = {
        "menunggu": sorted(
            (b for b in baris if not b["isi"].ditelaah_pada), key=lambda b: b["isi"].batas_telaah
        ),
        "selesai": [b for b in baris if b["isi"].ditelaah_pada],
        "kini": timezone.now(),
    }
    return render(request, "kasus/segel_daftar.html", konteks)


@izin("kasus.telaah_segel")
@require_http_methods(["GET", "HEAD", "POST"])
def telaah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One opening: who, when and why; proper or not."""
    terlihat = dapat_ditelaah(request.user).select_related("pengguna", "ditelaah_oleh")
    segel = get_object_or_404(terlihat, pk=pk)
    boleh = request.user.has_perm("kasus.telaah_segel", segel) and not segel.ditelaah_pada
    form = TelaahSegelForm(request.POST or None)
    if request.method == "POST":
        if not request.user.has_perm("kasus.telaah_segel", segel):
            raise PermissionDenied
        if form.is_valid():
            try:
                tindakan.telaah(by=request.user, segel=segel, **form.cleaned_data)
                messages.success(request, "Telaah disimpan.")
            except tindakan.SudahDitelaah:
                messages.warning(request, "Pembukaan ini sudah ditelaah orang lain.")
            return redirect("kasus:segel_daftar")
    konteks = {
        "segel": segel,
        "kode": kode_kasus([segel])[segel.kasus_id],
        "form": form,
        "boleh": boleh,
        "kini": timezone.now(),
    }
    return render(request, "kasus/segel_telaah.html", konteks, status=422 if form.is_bound else 200)
