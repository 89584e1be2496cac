"""Case conferences, for those who call them and for those who are invited."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kasus.actions import konferensi as tindakan
from kasus.documents.konferensi import daftar_peserta
from kasus.enums_akses import TingkatData
from kasus.forms.konferensi import HasilForm, KonferensiForm, UndangForm
from kasus.models import Kasus, KonferensiKasus
from kasus.models.tempat import LAMA_TERBUKA
from kasus.views.dasar import kasus_ditangani
from kasus.views.langkah import banding, jalankan, langkah, status
from p3aks.core.access import izin, wajib
from p3aks.core.models import SudahBerubah


@izin("kasus.pimpin")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call a conference on a case."""
    kasus = kasus_ditangani(request, pk, halaman="konferensi_baru")
    wajib(request.user, "kasus.pimpin", kasus)
    form = KonferensiForm(request.POST or None)
    if jalankan(form, tindakan.adakan, by=request.user, kasus=kasus):
        messages.success(request, "Konferensi dicatat. Undang pesertanya di bawah.")
        return redirect("kasus:konferensi", form.cleaned_data["id_baru"])
    konteks = {"kasus": kasus, "form": form}
    return render(request, "kasus/konferensi_baru.html", konteks, status=status(form))


@izin("kasus.lihat_konferensi")
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The conference: all of it for who handles the case, what they need for who is invited.

    POST invites somebody.
    """
    user = request.user
    konferensi = get_object_or_404(KonferensiKasus.objects.untuk(user), pk=pk)
    if not Kasus.objects.untuk(user).ditangani(user).filter(pk=konferensi.kasus_id).exists():
        return _untuk_peserta(request, pk)
    kasus = kasus_ditangani(request, konferensi.kasus_id, halaman="konferensi")
    boleh_undang = user.has_perm("kasus.pimpin", kasus)
    if request.method == "POST" and not boleh_undang:
        raise PermissionDenied
    form = UndangForm(request.POST or None, kasus=kasus)
    if jalankan(form, tindakan.undang, by=user, konferensi=konferensi):
        messages.success(request, "Undangan dikirim.")
        return redirect("kasus:konferensi", pk)
    konteks = {
        "kasus": kasus,
        "konferensi": konferensi,
        "peserta": daftar_peserta(konferensi),
        "boleh_undang": boleh_undang,
        "boleh_kunci": user.has_perm("kasus.kelola", kasus),
        "form": form,
        "sudah_mulai": konferensi.pada <= timezone.now(),
    }
    return render(request, "kasus/konferensi.html", konteks, status=status(form))


def _untuk_peserta(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an invited person needs to know: code, time, functions, and by tier material, result."""
    if request.method == "POST":
        raise PermissionDenied
    semua = KonferensiKasus.objects.untuk(request.user).mengundang(request.user)
    konferensi = get_object_or_404(semua, pk=pk)
    peserta = daftar_peserta(konferensi)
    saya = next(p["isi"] for p in peserta if p["isi"].pengguna_id == request.user.pk)
    tindakan.catat_peserta_membaca(by=request.user, konferensi=konferensi, tingkat=saya.tingkat)
    konteks = {
        "konferensi": konferensi,
        "peserta": peserta,
        "saya": saya,
        "bahan": konferensi.bahan if saya.tingkat >= TingkatData.F1 else "",
        "hasil": konferensi.hasil
        if saya.tingkat >= TingkatData.F2 and konferensi.final_pada
        else "",
        "tutup_pada": konferensi.pada + LAMA_TERBUKA,
    }
    return render(request, "kasus/konferensi_peserta.html", konteks)


@izin("kasus.pimpin")
@require_POST
def batal_undang(request: HttpRequest, pk: UUID, peserta: UUID) -> HttpResponse:
    """Take an invitation back."""
    konferensi, kasus = _ditangani(request, pk)
    wajib(request.user, "kasus.pimpin", kasus)
    satu = get_object_or_404(konferensi.peserta, pk=peserta)
    isian = {"konferensi": konferensi, "peserta": satu}
    langkah(request, tindakan.batal_undang, "Undangan dibatalkan.", **isian)
    return redirect("kasus:konferensi", pk)


@izin("kasus.tangani")
@require_http_methods(["GET", "POST"])
def hasil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the result; ``kunci`` in the form locks it for good."""
    konferensi, kasus = _ditangani(request, pk, "konferensi_hasil")
    if konferensi.final_pada:
        messages.info(request, tindakan.TERKUNCI)
        return redirect("kasus:konferensi", pk)
    mengunci = "kunci" in request.POST
    if mengunci:
        wajib(request.user, "kasus.kelola", kasus)
    form = _form_hasil(request, konferensi)
    aksi = tindakan.kunci_hasil if mengunci else tindakan.tulis_hasil
    bentrok = None
    try:
        if jalankan(form, aksi, by=request.user, konferensi=konferensi):
            messages.success(request, "Hasil dikunci." if mengunci else "Hasil disimpan.")
            return redirect("kasus:konferensi", pk)
    except SudahBerubah:
        kini = KonferensiKasus.objects.untuk(request.user).get(pk=pk)
        bentrok = banding(form, kini.versi, {"hasil": kini.hasil})
    konteks = {
        "kasus": kasus,
        "konferensi": konferensi,
        "form": form,
        "bentrok": bentrok,
        "boleh_kunci": request.user.has_perm("kasus.kelola", kasus),
    }
    kode = status(form) if bentrok is None else 409
    return render(request, "kasus/konferensi_hasil.html", konteks, status=kode)


def _form_hasil(request: HttpRequest, konferensi: KonferensiKasus) -> HasilForm:
    peserta = daftar_peserta(konferensi)
    awal = {
        "versi": konferensi.versi,
        "hasil": konferensi.hasil,
        "hadir": [str(p["isi"].pk) for p in peserta if p["isi"].hadir],
    }
    pilihan = [(str(p["isi"].pk), f"{p['isi'].pengguna.nama} · {p['fungsi']}") for p in peserta]
    return HasilForm(request.POST or None, initial=awal, peserta=pilihan)


def _ditangani(request: HttpRequest, pk: UUID, halaman: str = "") -> tuple[KonferensiKasus, Kasus]:
    """Return conference and case for who handles the case; 404 for everybody else."""
    konferensi = get_object_or_404(KonferensiKasus.objects.untuk(request.user), pk=pk)
    return konferensi, kasus_ditangani(request, konferensi.kasus_id, halaman=halaman)
