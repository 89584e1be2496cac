"""Conflicts of the whole regency: overview, vulnerability score, map."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from p3aks.core.forms import terima_versi
from p3aks.core.models import SudahBerubah
from pokja.actions.kerawanan import ubah_bobot
from pokja.aturan.kerawanan import FAKTOR
from pokja.documents.konflik import kerawanan as susun_kerawanan
from pokja.documents.konflik import ringkasan as susun_ringkasan
from pokja.documents.peta import susun_peta
from pokja.enums import IndikatorPeta
from pokja.forms.kerawanan import BobotForm
from pokja.models import BobotKerawanan
from pokja.views.kiriman import coba, kiriman, tampil

BASI = "Bobot berubah sejak Anda membukanya. Isian Anda masih ada; bandingkan, lalu simpan lagi."


@izin("pokja.lihat_konflik")
@require_safe
def ringkasan(request: HttpRequest) -> HttpResponse:
    """What is asked, what is near, what is under way."""
    hari_ini, user = timezone.localdate(), request.user
    konteks = {
        **susun_ringkasan(user, hari_ini),
        "hari_ini": hari_ini,
        "boleh_potensi": user.has_perm("pokja.kelola_potensi"),
    }
    return render(request, "pokja/konflik.html", konteks)


@izin("pokja.lihat_potensi")
@require_safe
def peta(request: HttpRequest) -> HttpResponse:
    """The map of kecamatan, by the indicator that ``?indikator=`` names, and the same as table."""
    pilihan = request.GET.get("indikator")
    indikator = IndikatorPeta(pilihan if pilihan in IndikatorPeta.values else IndikatorPeta.TERBUKA)
    semua, skor, _ = susun_kerawanan(request.user, timezone.localdate())
    konteks = {
        "peta": susun_peta(indikator, semua, skor),
        "indikator": indikator,
        "pilihan": IndikatorPeta.choices,
        "baris": [(k, skor[k.kode]) for k in semua],
    }
    return render(request, "pokja/peta.html", konteks)


@izin("pokja.lihat_potensi")
@require_safe
def kerawanan(request: HttpRequest) -> HttpResponse:
    """The vulnerability score of each kecamatan, the highest first, and why."""
    user = request.user
    semua, skor, bobot = susun_kerawanan(user, timezone.localdate())
    per_kode = {k.kode: k for k in semua}
    riwayat = BobotKerawanan.objects.untuk(user).select_related("oleh")
    konteks = {
        "baris": [(per_kode[s.kode], s) for s in skor.values()],
        "faktor": [(f, bobot[f.kode]) for f in FAKTOR],
        "jumlah_bobot": sum(bobot.values()),
        "riwayat": riwayat[:10],
        "tak_diketahui": sum(k.tak_diketahui for k in semua),
        "intelijen": user.has_perm("pokja.lihat_intelijen"),
        "boleh_bobot": user.has_perm("pokja.kelola_bobot"),
    }
    return render(request, "pokja/kerawanan.html", konteks)


@izin("pokja.kelola_bobot")
@require_http_methods(["GET", "POST"])
def bobot(request: HttpRequest) -> HttpResponse:
    """Change what counts how much."""
    ada = BobotKerawanan.objects.untuk(request.user)
    kini = ada.kini()
    form = BobotForm(*kiriman(request), bobot=kini, versi=ada.count())
    try:
        if coba(
            form,
            lambda isi: ubah_bobot(
                by=request.user, bobot=form.bobot(), alasan=isi["alasan"], versi=isi["versi"]
            ),
        ):
            messages.success(request, "Bobot diubah.")
            return redirect("konflik:kerawanan")
    except SudahBerubah:
        terima_versi(form, ada.count())
        tersimpan = ", ".join(f"{f.nama} {kini[f.kode]}" for f in FAKTOR)
        form.add_error(None, f"{BASI} Tersimpan kini: {tersimpan}.")
    return tampil(request, "pokja/bobot_form.html", form)
